"""Welcome, and the first people after it."""

from __future__ import annotations

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.storage import Journal
from recovery_journal.words import use_language
from tests.tui.conftest import clock
from tests.tui.test_app import name_of, words_on


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


@pytest.fixture
def app(path) -> JournalApp:
    return JournalApp(path, clock=clock)


def row(app: JournalApp, name: str):
    return app.screen._rows()[name]


async def make(app: JournalApp, pilot) -> None:
    """Make a journal without a passphrase."""
    row(app, "protected").raw = False
    await pilot.pause()
    await pilot.press("ctrl+s")
    await pilot.pause(0.3)


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
        assert row(app, "name").raw == "Ana"
        assert app.focused is row(app, "language").control
        await make(app, pilot)
    assert settings_file.load().language == "es"
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.settings.name == "Ana"


async def test_a_choice_that_holds_in_any_case_cannot_be_taken_away(app):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "protected").control.set_value(None)
        await pilot.pause()
        assert row(app, "protected").raw is True


async def test_leaving_with_something_typed_is_asked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ana", "ctrl+q")
        await pilot.pause()
        assert "not saved" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert row(app, "name").raw == "Ana"


async def test_leaving_with_nothing_typed_is_not(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("typed", ["25:00", "noon", ""])
async def test_a_day_that_ends_at_no_time_is_told_beside_the_field(app, path, typed):
    async with app.run_test(size=(80, 24)) as pilot:
        row(app, "day_ends_at").raw = typed
        await make(app, pilot)
        assert "The end of the day is a time" in words_on(app)
        assert app.focused is row(app, "day_ends_at").control
    assert not path.exists()


async def test_the_first_people_come_after_the_journal_is_made(app, path):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await make(app, pilot)
        assert name_of(app) == "Your people"
        await pilot.press(*"Maria", "tab", *"fri", "enter", "tab", "1")
        await pilot.press("tab", *"Ben", "tab", *"peer in", "enter", "enter")
        await pilot.pause(0.3)
        assert name_of(app) == "Today"
        assert "2 people added." in words_on(app)
        assert "Maria" in words_on(app)
    with Journal.open(path, None, clock=clock) as journal:
        people = [(one.name, one.relation) for one in journal.contacts.all()]
    assert sorted(people) == [("Ben", "peer_in_recovery"), ("Maria", "friend")]


async def test_the_first_people_can_be_left_for_later(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "escape")
        await pilot.pause()
        assert name_of(app) == "Today"
        assert not app.unsaved()
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.contacts.all() == []


async def test_a_person_without_a_role_is_asked_about_beside_the_row(app, path):
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await pilot.press(*"Maria", "enter")
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
