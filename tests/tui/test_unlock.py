"""Unlock: a thread derives the key, and everything is as it was afterwards."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from recovery_journal.app import JournalApp
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.screens.people import PeopleScreen
from recovery_journal.screens.search import SearchScreen
from recovery_journal.screens.timeline import TimelineScreen
from recovery_journal.storage import Journal
from tests.tui.conftest import NOW, clock, opened, put_journal
from tests.tui.test_app import name_of, words_on

WORDS = "four plain words"


@pytest.fixture
def held(monkeypatch) -> threading.Event:
    """Hold the opening of a journal in its thread until the event is set."""
    go = threading.Event()
    usual = Journal.open.__func__

    def slow(cls, *args, **more):
        go.wait(20)
        return usual(cls, *args, **more)

    monkeypatch.setattr(Journal, "open", classmethod(slow))
    yield go
    go.set()


async def test_help_now_answers_while_the_key_is_derived_and_stays(locked, held):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WORDS, "enter")
        assert "Opening…" in words_on(locked)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert name_of(locked) == "Help now"
        held.set()
        await opened(pilot)
        assert name_of(locked) == "Help now"
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(locked) == "Today"


async def test_a_second_enter_while_it_opens_does_nothing(locked, held):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WORDS, "enter", "enter")
        assert len(locked.workers) == 1
        held.set()
        await opened(pilot)
        assert name_of(locked) == "Today"


async def test_leaving_while_it_opens_leaves_no_journal_open(locked, held):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WORDS, "enter")
        await pilot.pause()
        held.set()
        locked.exit(0)
        await pilot.pause()
    assert locked.return_code == 0


async def test_an_empty_passphrase_is_not_tried(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Type the passphrase" in words_on(locked)


async def test_a_journal_that_went_away_meanwhile_is_told(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        locked.session.path.unlink()
        await pilot.press(*WORDS, "enter")
        await opened(pilot)
        assert name_of(locked) == "Unlock"
        assert "Make one with" in " ".join(words_on(locked).split())


async def test_the_cursor_is_in_the_field_it_was_in_and_typing_adds(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WORDS, "enter")
        await opened(pilot)
        await pilot.press("c", "7", "ctrl+t", *"yester", "ctrl+l")
        await pilot.pause(0.1)
        await pilot.press(*WORDS, "enter")
        await opened(pilot)
        assert name_of(locked) == "Check in"
        assert isinstance(locked.focused, Input)
        await pilot.press(*"day")
        assert locked.focused.value == "yesterday"


async def test_the_weeks_switches_are_as_they_were(path):
    put_journal(path)
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        row = app.screen.rows["format"]
        row.control_value = "txt"
        await pilot.pause(0.1)
        await pilot.press("ctrl+l")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await opened(pilot)
        assert name_of(app) == "Week"
        assert app.screen.rows["format"].control_value == "txt"


async def locked_and_opened(pilot: Pilot[int]) -> None:
    """Lock, and open again with Enter."""
    await pilot.pause(0.1)
    await pilot.press("ctrl+l")
    await pilot.pause(0.1)
    assert name_of(pilot.app) == "Unlock"
    await pilot.press("enter")
    await opened(pilot)
    await pilot.pause(0.3)


def place(app: JournalApp) -> tuple[object, ...]:
    """Where the cursor is: on which screen, in what, and where in that."""
    at = app.focused
    found = (getattr(at, name, None) for name in ("key", "cursor", "highlighted", "selection"))
    return (name_of(app), type(at).__name__, at.id, *found)


PLACES = {
    "today": ("down", "down"),
    "map": ("2", "down", "left"),
    "the map as a list": ("2", "l", "down", "down"),
    "people": ("3", "down", "down"),
    "people, filtered": ("3", "f", "m", "a"),
    "meetings": ("4", "down"),
    "timeline": ("5", "down", "down"),
    "week": ("7", "tab", "tab", "right"),
    "person": ("3", "enter", "down", "down"),
    "history": ("3", "enter", "tab", "down"),
    "editing": ("3", "enter", "e", "tab"),
    "editing, typed": ("3", "enter", "e", "tab", "n", "o"),
    "search": ("slash", "t", "a", "l", "down", "down"),
    "settings": ("comma", "down", "down"),
    "goal": ("o",),
    "steps": ("f3", "down", "down"),
    "after a return to use": ("f4", "f6", "f6", "f6", "tab", "q"),
    "stay with me": ("u", "s", "5", "tab", "l", "o"),
    "someone new": ("3", "n", "A", "tab", "right", "tab"),
    "pause": ("3", "enter", "p", "1", "2"),
}


@pytest.mark.parametrize("keys", PLACES.values(), ids=PLACES)
async def test_after_the_lock_the_cursor_is_where_it_was(app, journal, keys):
    ben = journal.contacts.find("Ben")
    for days in (1, 2, 3):
        at = NOW - timedelta(days=days, minutes=5)
        more = {"occurred_at": at, "recorded_at": at, "note": "a talk"}
        journal.entries.add(ReachOut(contacts=(ContactRef(ben.id, ben.name),), **more))
        journal.entries.add(Meeting(name="Tuesday", status="attended", **more))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press(*keys)
        await pilot.pause(0.1)
        before = place(app)
        await locked_and_opened(pilot)
        assert place(app) == before


async def test_typing_after_the_lock_adds_to_the_name_that_was_being_changed(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "enter", "e", "end", "n")
        await locked_and_opened(pilot)
        await pilot.press("a")
        assert app.focused.value == "Benna"


@pytest.mark.parametrize("kind", [PeopleScreen, SearchScreen, TimelineScreen])
async def test_a_screen_closed_before_it_was_laid_out_begins_nothing(app, kind):
    async with app.run_test(size=(80, 24)):
        screen = kind(app.session)
        screen._closing = True  # as it is when the person leaves while it is made ready
        await screen.on_event(events.Mount())
