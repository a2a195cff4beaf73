"""Keys act in the order they are pressed, whatever pieces they come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual import events

from recovery_journal.app import JournalApp
from recovery_journal.storage import Journal
from recovery_journal.widgets import scale
from tests.tui.burst import SIZE, event, held, seen, send, settled
from tests.tui.conftest import clock, put_journal
from tests.tui.test_every_key import DIALOGS, WAYS, open_way

Keys = Sequence[str | events.Event]


@pytest.fixture(autouse=True)
def two_digits_are_one_number_however_slow_the_machine(monkeypatch):
    monkeypatch.setattr(scale, "QUICKLY", 600.0)


async def outcome(path: Path, keys: Keys, *, at_once: bool, way: Any = None) -> Any:
    """Return what the journal holds and what is in front after these keys."""
    path = path.with_name(f"{at_once}.db")
    put_journal(path)
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        if way is not None:
            await open_way(app, pilot, *way)
        await send(pilot, keys, at_once=at_once)
        shown = seen(app)
    with Journal.open(path, None, clock=clock) as journal:
        return shown, held(journal)


async def same(path: Path, keys: Keys, way: Any = None) -> Any:
    """Check that the keys do in one piece what they do one by one, and return that."""
    slow = await outcome(path, keys, at_once=False, way=way)
    quick = await outcome(path, keys, at_once=True, way=way)
    assert quick == slow
    return quick


@pytest.mark.parametrize(
    ("keys", "moods", "front"),
    [
        ("c 7 enter c 6 enter", [6, 7], ["TodayScreen"]),
        ("c 7 enter 2", [7], ["MapScreen"]),
        ("c 7 enter ctrl+g", [7], ["TodayScreen", "HelpNowScreen"]),
        ("c 7 enter c 1 0 enter u 5", [10, 7], ["TodayScreen", "UrgeScreen"]),
        ("2 c 7 ctrl+s 5 slash", [7], ["TimelineScreen", "SearchScreen"]),
        ("c 7 enter ctrl+z question_mark", [], ["TodayScreen", "KeysScreen"]),
        ("c 7 escape c enter comma", [7], ["TodayScreen", "SettingsScreen"]),
        ("c 7 enter 5 enter right enter", [8], ["TimelineScreen"]),
    ],
)
async def test_several_things_in_one_piece(app, journal, keys, moods, front):
    async with app.run_test(size=SIZE) as pilot:
        await send(pilot, keys.split(), at_once=True)
        assert [type(one).__name__ for one in app.screen_stack] == front
    assert [getattr(one, "mood", None) for one in journal.entries.timeline()[0]] == moods


async def test_leaving_comes_after_saving(app, journal):
    async with app.run_test(size=SIZE) as pilot:
        await send(pilot, ["c", "7", "enter", "q", "c", "6", "enter"], at_once=True)
        assert not app.is_running
        assert app.return_code == 0
    assert [one.mood for one in journal.entries.timeline()[0]] == [7]


ROUND = [
    *("down", "5", "x", "enter", "right", "space", "tab", *"ma", "enter", "n", *"be", "enter"),
    *("ctrl+s", "f2", "escape", "escape", "c", "4", "enter", "ctrl+g", "escape", "1", "m"),
]
"""Keys that open, move, write, save and leave, wherever they meet something that takes them."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[1])
async def test_a_burst_on_every_screen_page_and_form(path, way):
    await same(path, ROUND, way)


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_burst_that_opens_every_dialog(path, dialog):
    await same(path, [*DIALOGS[dialog], *ROUND])
