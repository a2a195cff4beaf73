"""Unlock: a thread derives the key, and everything is as it was afterwards."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input

from recovery_journal.app import JournalApp
from recovery_journal.storage import Journal
from tests.tui.conftest import clock, opened, put_journal
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
        locked.path.unlink()
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
        row = app.screen._row("format")
        row.raw = "txt"
        await pilot.pause(0.1)
        await pilot.press("ctrl+l")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await opened(pilot)
        assert name_of(app) == "Week"
        assert app.screen._row("format").raw == "txt"
