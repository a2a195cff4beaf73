"""Help now: the lines to call, people to tell, my steps; locked, what was allowed."""

from __future__ import annotations

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.settings import Settings
from recovery_journal.widgets.page_list import PeopleList
from tests.tui.conftest import clock, make_journal
from tests.tui.test_app import words_on


def people(app: JournalApp) -> list[str]:
    shown = app.screen.query_one(PeopleList)
    return [str(option.prompt) for option in shown.options]


def text_of(app: JournalApp) -> str:
    """Everything on the page, in its order, in sight or not."""
    parts = app.screen.query("#page > Static, #page > PeopleList")
    return "\n".join(
        "\n".join(people(app)) if isinstance(one, PeopleList) else str(one.render())
        for one in parts
        if one.display
    )


@pytest.fixture
def steps(journal):
    ben = journal.contacts.find("Ben")
    journal.safety_steps.add("worth_staying_for", "the dog")
    journal.safety_steps.add("alone", "walk to the river")
    journal.safety_steps.add("professionals", "the clinic, weekdays")
    journal.safety_steps.add("people_to_tell", "Ben, after six", ben.id)
    journal.safety_steps.add("people_to_tell", "my sister")
    journal.safety_steps.add("warning_signs", "Sunday evenings")
    return journal.safety_steps


@pytest.mark.parametrize("size", [(80, 24), (60, 24), (120, 36)])
async def test_lines_to_call_and_people_come_first_then_the_other_steps(app, steps, size):
    settings_file.save(Settings(country="US"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        said = text_of(app)
        order = [
            "988",
            "your local emergency number",
            "People I can tell",
            "my sister",
            "the clinic, weekdays",
            "Ben",
            "Maria",
            "My warning signs",
            "Sunday evenings",
            "What I can do alone",
            "walk to the river",
            "What is worth staying for",
            "the dog",
            "Two facts",
        ]
        places = [said.index(words) for words in order]
        assert places == sorted(places)
        seen = words_on(app)
        for words in ("988", "emergency number", "my sister", "the clinic, weekdays", "Ben"):
            assert words in seen


@pytest.mark.parametrize(("key", "outcome"), [("r", "connected"), ("t", "no_answer")])
async def test_someone_on_my_steps_is_reached_by_a_key(app, journal, steps, key, outcome):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert people(app)[0].split("  ")[0] == "Ben"
        assert "after six, on my steps" in people(app)[0]
        await pilot.press(key)
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
    (entry,) = journal.entries.timeline()[0]
    assert (entry.outcome, [ref.name for ref in entry.contacts]) == (outcome, ["Ben"])


async def test_nobody_is_named_twice(app, journal, steps):
    steps.add("professionals", "Ben again", journal.contacts.find("Ben").id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        names = [line.split("  ")[0] for line in people(app)]
        assert names.count("Ben") == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ben, after six", "Ben  after six, on my steps"),
        ("ben - after six", "Ben  after six, on my steps"),
        ("Ben", "Ben  on my steps"),
        ("Ben's sister has a key", "Ben  Ben's sister has a key, on my steps"),
    ],
)
async def test_what_is_written_of_someone_does_not_say_the_name_again(app, journal, written, said):
    journal.safety_steps.add("people_to_tell", written, journal.contacts.find("Ben").id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert people(app)[0].split() == said.split()


async def test_a_line_about_a_risk_stays_and_the_person_is_not_offered(app, journal, steps):
    journal.contacts.edit(journal.contacts.find("Ben").id, influence="risk")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert not any(line.startswith("Ben") for line in people(app))
        assert "Ben, after six" in text_of(app)


async def test_without_steps_it_says_how_to_write_them(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "Your own safety steps will stand here. e writes them down." in text_of(app)
        await pilot.press("e")
        await pilot.pause(0.05)
        assert app.screen.page == "steps"
        await pilot.press("n", *"Sundays", "enter", "escape")
        await pilot.pause(0.1)
        assert app.screen.heading == "Help now"
        assert "Sundays" in text_of(app)


async def test_with_nobody_to_name_who_else_there_is_stands_right_under_the_heading(app, journal):
    for contact in journal.contacts.all():
        journal.contacts.delete(contact.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        seen = [line.strip() for line in words_on(app).splitlines()]
        at = seen.index("People I can tell")
        assert seen[at + 1] == "A helpline or a meeting counts."


async def test_a_step_written_elsewhere_appears(app, steps):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        steps.add("surroundings", "nothing in the house")
        app.poll_changes()
        await pilot.pause(0.05)
        assert "nothing in the house" in text_of(app)


async def test_locked_it_shows_the_lines_and_what_was_allowed_and_nothing_else(path):
    settings_file.save(
        Settings(country="US", locked_lines=("the river, \x1b[1mslowly", "my sister"))
    )
    with make_journal(path, "four plain words") as made:
        made.safety_steps.add("alone", "kept inside")
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        said = text_of(app)
        assert "988" in said
        assert said.index("emergency number") < said.index("my sister") < said.index("Two facts")
        assert "\x1b" not in said
        assert "kept inside" not in said
        assert not app.screen.query(PeopleList)
        await pilot.press("e", "f3")
        await pilot.pause()
        assert app.screen.heading == "Help now"


@pytest.mark.parametrize(
    "way", [("f3", "n"), ("f3", "down", "v"), ("u", "s"), ("u",), ("f3", "question_mark")]
)
async def test_it_comes_over_every_dialog_of_the_steps_and_the_urge(app, steps, way):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*way)
        await pilot.pause()
        under = app.screen
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert app.screen.heading == "Help now"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is under
