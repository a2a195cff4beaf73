"""What is sent to the terminal: each change once, and no more lines than changed."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from recovery_journal.app import JournalApp
from tests.tui.burst import press
from tests.tui.conftest import until


class Drawn(NamedTuple):
    """A picture sent to the terminal: of which screen, and how many lines of it."""

    screen: str
    lines: int


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Everything that is drawn, in its order."""
    seen: list[Drawn] = []
    usual = JournalApp._display

    def display(app: JournalApp, screen: Screen[object], picture: object) -> None:
        if isinstance(picture, LayoutUpdate):
            seen.append(Drawn(type(screen).__name__, screen.size.height))
        elif isinstance(picture, ChopsUpdate):
            seen.append(Drawn(type(screen).__name__, len({y for y, _from, _to in picture.spans})))
        usual(app, screen, picture)

    monkeypatch.setattr(JournalApp, "_display", display)
    return seen


async def test_a_form_is_drawn_once_when_it_comes_and_once_when_it_is_whole(app, drawn):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "escape")
        drawn.clear()
        await press(pilot, "c")
        assert [one.screen for one in drawn if one.lines == 24] == ["FormScreen"] * 2
        assert len(drawn) <= 3


async def test_a_move_of_the_cursor_draws_the_two_fields_and_the_keys(app, drawn):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        drawn.clear()
        await press(pilot, "down")
        assert drawn
        assert sum(one.lines for one in drawn) < 12


async def test_what_another_screen_covers_is_not_drawn(app, journal, drawn):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        drawn.clear()
        for covered in app.screen_stack[0].walk_children():
            covered.refresh()
        await asyncio.sleep(0.1)
        assert drawn == []
        await press(pilot, "escape", "question_mark")
        drawn.clear()
        app.screen_stack[0].query_one("NavBar").refresh()
        await until(lambda: drawn)  # seen through this one
        assert {one.screen for one in drawn} == {"KeysScreen"}
