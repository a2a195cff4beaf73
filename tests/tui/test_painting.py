"""What is styled, and what is sent to the terminal: no more than changed."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from recovery_journal.app import JournalApp
from tests.tui.burst import press


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


async def test_a_form_is_drawn_whole_three_times_at_most_when_it_comes(app, drawn):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "escape")
        drawn.clear()
        await press(pilot, "c")
        # Today, below it, may be drawn by Textual's own clock meanwhile.
        whole = [one.lines == 24 for one in drawn if one.screen == "FormScreen"]
        assert 0 < sum(whole) <= 3


async def test_a_move_of_the_cursor_draws_the_two_fields_and_the_keys(app, drawn):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        drawn.clear()
        await press(pilot, "down")
        assert drawn
        assert sum(one.lines for one in drawn) < 12


@pytest.fixture
def read_sheets(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many style sheets were read anew, each time that all of them were."""
    counts: list[int] = []
    usual = Stylesheet.reparse

    def reparse(sheet: Stylesheet) -> None:
        counts.append(len(sheet.source))
        usual(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    return counts


async def test_a_screen_reads_the_style_sheets_once_and_not_when_it_comes_again(app, read_sheets):
    async with app.run_test(size=(120, 36)) as pilot:
        read_sheets.clear()
        await press(pilot, "7")
        assert len(read_sheets) == 1  # for its own
        await press(pilot, "1", "7", "1")
        assert len(read_sheets) == 1


async def test_every_screen_has_the_colours_that_were_chosen_since(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "7", "1", "c")
        before = {screen: screen.styles.background for screen in app.all_screens()}
        await app.action_choose("theme", "light")
        await press(pilot, "escape")
        for key in "71":
            await press(pilot, key)
            assert app.screen in before
            assert app.screen.styles.background != before[app.screen]
