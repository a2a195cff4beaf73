"""Welcome, and the first people after it."""

from __future__ import annotations

import threading

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.i18n import use_language
from recovery_journal.storage import Journal
from recovery_journal.widgets.scale import Scale
from tests.tui.burst import send
from tests.tui.conftest import clock, opened
from tests.tui.test_app import name_of, words_on


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


@pytest.fixture
def app(path) -> JournalApp:
    return JournalApp(path, clock=clock)


def row(app: JournalApp, name: str):
    return app.screen.rows[name]


async def make(app: JournalApp, pilot) -> None:
    """Make a journal without a passphrase."""
    row(app, "protected").control_value = False
    await pilot.pause()
    await pilot.press("ctrl+s")
    await opened(pilot)


async def test_it_says_what_this_is_and_who_can_open_it_if_the_passphrase_is_lost(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = words_on(app)
        assert "It is not treatment. Nobody watches it" in words
        assert "not even us" in words


async def test_another_language_is_spoken_at_once_and_what_was_typed_stays(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ana", "down", "right")
        await pilot.pause(0.2)
        assert "No es un tratamiento" in words_on(app)
        assert row(app, "name").control_value == "Ana"
        assert app.focused is row(app, "language").control
        await make(app, pilot)
    assert settings_file.load().language == "es"
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.settings.name == "Ana"


async def test_a_choice_that_holds_in_any_case_cannot_be_taken_away(app):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "protected").control.set_value(None)
        await pilot.pause()
        assert row(app, "protected").control_value is True


async def test_leaving_with_something_typed_is_asked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ana", "ctrl+q")
        await pilot.pause()
        assert "not saved" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert row(app, "name").control_value == "Ana"


async def test_leaving_with_nothing_typed_is_not(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("typed", ["25:00", "noon", ""])
async def test_a_day_that_ends_at_no_time_is_told_beside_the_field(app, path, typed):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "day_ends_at").control_value = typed
        await make(app, pilot)
        assert "The end of the day is a time" in words_on(app)
        assert app.focused is row(app, "day_ends_at").control
    assert not path.exists()


async def test_the_first_people_come_after_the_journal_is_made(app, path):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await make(app, pilot)
        assert name_of(app) == "Your people"
        await pilot.press(*"Maria", "enter", *"fri", "enter", "1", "enter")
        await pilot.press(*"Ben", "enter", *"peer in", "enter", "enter")
        assert name_of(app) == "Your people"
        await pilot.press("enter")  # nobody is named here: that was all
        await pilot.pause(0.3)
        assert name_of(app) == "Today"
        assert "2 people added." in words_on(app)
        assert "Maria" in words_on(app)
    with Journal.open(path, None, clock=clock) as journal:
        people = [(one.name, one.relation, one.ring) for one in journal.contacts.all()]
    assert sorted(people) == [("Ben", "peer_in_recovery", 3), ("Maria", "friend", 1)]


async def test_enter_goes_from_what_someone_is_to_how_close_and_shows_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await send(pilot, [*"Maria", "enter", *"fri", "enter"], at_once=True)
        close = app.screen.query(Scale).first()
        assert app.focused is close
        assert close.value == 3, "the wider circle, where nothing else is chosen"
        await send(pilot, ["2", "enter", *"Ben", "enter", *"peer in", "enter"], at_once=True)
        assert close.value == 2
        await send(pilot, ["left", "enter", "enter"], at_once=True)
        people = [(one.name, one.ring) for one in app.session.journal.contacts.all()]
        assert sorted(people) == [("Ben", 2), ("Maria", 2)]


async def test_the_first_people_can_be_left_for_later(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "Today"
        assert not app.forms.has_unsaved_text()
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.contacts.all() == []


async def test_a_name_typed_is_not_left_behind_without_asking(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "escape")
        await pilot.pause()
        assert "Leave without it?" in words_on(app)
        await pilot.press("enter")  # Stay
        await pilot.pause()
        assert name_of(app) == "Your people"
        assert "Maria" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("left", "enter")
        await pilot.pause()
        assert name_of(app) == "Today"
        assert not app.forms.has_unsaved_text()
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.contacts.all() == []


async def test_a_person_without_a_role_is_asked_about_beside_the_row(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "ctrl+s")
        await pilot.pause()
        assert "What is Maria to you?" in words_on(app)
        await pilot.press(*"sist", "ctrl+s")
        await pilot.pause()
        assert name_of(app) == "Your people"
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.contacts.all() == []


async def test_the_lock_keeps_the_people_that_were_being_typed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "ctrl+l")
        await pilot.pause(0.1)
        assert "Maria" not in words_on(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        assert name_of(app) == "Your people"
        assert "Maria" in words_on(app)


async def test_the_first_people_are_taken_back_as_one(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "enter", *"fri", "enter", "tab")
        await pilot.press(*"Ben", "enter", *"peer in", "enter", "ctrl+s")
        await pilot.pause(0.2)
        assert len(app.session.journal.contacts.all()) == 2
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.session.journal.contacts.all() == []


async def test_what_was_asked_about_a_person_goes_once_it_is_answered(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "ctrl+s")
        await pilot.pause()
        assert "What is Maria to you?" in words_on(app)
        await pilot.press(*"fri", "enter")
        await pilot.pause()
        assert "What is Maria to you?" not in words_on(app)


async def test_letters_that_fit_no_role_are_told_with_some_that_would(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "enter", *"zz", "ctrl+s")
        await pilot.pause()
        assert "Nothing fits these letters. Some that would: family, friend" in words_on(app)


async def test_a_role_found_in_one_row_leaves_the_cursor_at_what_is_asked_in_another(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "enter", *"fri", "tab", "tab", *"Ben", "ctrl+s")
        await pilot.pause(0.2)
        assert "What is Ben to you?" in words_on(app)
        await pilot.press(*"peer in", "ctrl+s")
        await pilot.pause(0.2)
        assert len(app.session.journal.contacts.all()) == 2


@pytest.mark.parametrize(("width", "words"), [(60, "Name"), (80, "name or initials")])
async def test_what_a_name_may_be_is_read_whole(app, width, words):
    async with app.run_test(size=(width, 24)) as pilot:
        await make(app, pilot)
        await pilot.press("down")
        field = app.screen.query_one(".name")
        assert field.placeholder == words
        assert field.content_size.width > len(words)


async def test_a_second_passphrase_that_differs_is_replaced_by_typing(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "passphrase").control_value = "four plain words"
        row(app, "again").control.focus()
        await pilot.press(*"four", "ctrl+s")
        await pilot.pause()
        assert "The two are not the same yet." in words_on(app)
        await pilot.press("x")
        assert row(app, "again").control_value == "x"


async def test_two_passphrases_that_differ_are_told_until_one_is_changed(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "passphrase").control_value = "four plain words"
        row(app, "again").control_value = "four plain word"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The two are not the same yet." in words_on(app)
        assert app.focused is row(app, "again").control
        await pilot.press("end", "s")
        await pilot.pause()
        assert "The two are not the same yet." not in words_on(app)
    assert not path.exists()


async def test_help_now_answers_while_the_journal_is_made_and_stays(app, monkeypatch):
    go = threading.Event()
    usual = Journal.create.__func__

    def slow(cls, *args, **more):
        go.wait(20)
        return usual(cls, *args, **more)

    monkeypatch.setattr(Journal, "create", classmethod(slow))
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "protected").control_value = False
        await pilot.pause()
        await pilot.press("ctrl+s", "ctrl+s")
        assert "Making the journal…" in words_on(app)
        assert len(app.workers) == 1
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert name_of(app) == "Help now"
        go.set()
        await opened(pilot)
        assert name_of(app) == "Help now"
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "Your people"


async def test_what_cannot_be_made_is_told_and_can_be_tried_again(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        path.mkdir()
        await make(app, pilot)
        assert "There is a file at" in words_on(app)
        path.rmdir()
        await pilot.press("ctrl+s")
        await opened(pilot)
        assert name_of(app) == "Your people"


@pytest.mark.parametrize(
    ("word", "relation"), [("sister", "family"), ("boss", "work_school"), ("tía", "family")]
)
async def test_an_everyday_word_for_someone_is_understood_and_kept(app, word, relation):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        keys = [*"Ana", "enter", *word, "enter", "1", "enter", *"Ben", "enter", *"friend", "enter"]
        await send(pilot, [*keys, "ctrl+s"], at_once=True)
        await pilot.pause()
        people = [
            (one.name, one.relation, one.relation_word)
            for one in app.session.journal.contacts.all()
        ]
        assert people == [("Ana", relation, word), ("Ben", "friend", None)]


async def test_the_lock_keeps_an_everyday_word_that_was_picked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Ana", "enter", *"sister", "enter", "ctrl+l")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        assert "■ sister" in words_on(app)
        assert app.screen.query("PersonRow").first().control_value == [
            "Ana",
            "family",
            "",
            3,
            "sister",
        ]


@pytest.mark.parametrize("word", ["landlord", "zz", "hermanísima"])
async def test_enter_on_letters_that_fit_no_role_says_so_and_what_is_typed_next_replaces_them(
    app, word
):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Ana", "enter", *word, "enter")
        await pilot.pause()
        assert "Nothing fits these letters. Some that would: family, friend" in words_on(app)
        assert word in words_on(app)
        await send(pilot, [*"boss", "enter"], at_once=True)
        await pilot.pause()
        assert "Nothing fits" not in words_on(app)
        assert app.screen.query("PersonRow").first().control_value[1] == "work_school"


@pytest.mark.parametrize("key", ["enter", "ctrl+s"])
async def test_a_key_too_many_before_anyone_is_named_ends_nothing(app, key):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await send(pilot, [key, *"Anna", "enter", *"friend", "enter"], at_once=True)
        assert name_of(app) == "Your people"
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert app.screen.query("PersonRow").first().control_value[:2] == ["Anna", "friend"]


async def test_nobody_named_is_said_until_someone_is(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Nobody is named here yet. esc leaves it for later." in words_on(app)
        await pilot.press("A")
        await pilot.pause()
        assert "Nobody is named" not in words_on(app)
