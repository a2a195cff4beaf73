"""The terminal's own cursor stands on what has the focus, so that it can be read by touch or ear."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Button, Input, OptionList, TextArea

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.network_map import NetworkMap
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.table import Table
from recovery_journal.widgets.virtual_list import VirtualList
from tests.tui.burst import SIZE, painted, send
from tests.tui.conftest import NOW, until
from tests.tui.test_every_key import DIALOGS, WAYS, open_way


def line_at(app: JournalApp, place: Offset) -> str:
    """Return the line of the screen from the cursor on."""
    return app.screen._compositor.render_strips()[place.y].text[place.x :]


def is_marked(app: JournalApp) -> None:
    """Check that the cursor is in what has the focus, and on what is chosen there."""
    focused, place = app.screen.focused, app.cursor_position
    if focused is None or not focused.region:
        assert place == Offset(0, 1)
        return
    assert place in focused.region, focused
    words = line_at(app, place)
    if isinstance(focused, Input | TextArea):
        assert place == focused.cursor_screen_offset
    elif isinstance(focused, OptionList) and focused.highlighted is not None:
        style = app.screen.get_style_at(*place)
        assert style.meta.get("option") == focused.highlighted
    elif isinstance(focused, VirtualList) and focused.count:
        line = focused.line_at(focused.cursor)
        assert line is not None
        assert line.content.plain[:5] in words
    elif isinstance(focused, Table) and focused.key is not None:
        assert words.startswith(focused._rows[focused.cursor].cells[0].text[:5])
    elif isinstance(focused, NetworkMap) and focused.cursor is not None:
        assert focused._key_at(place - focused.content_region.offset) == focused.cursor
    elif isinstance(focused, ChoiceControl):
        assert words[2:].startswith(focused.options[focused.cursor][1])
    elif isinstance(focused, Scale) and focused.value is not None:
        assert words.startswith("[")
        assert str(focused.value).lstrip("-") in words[:4]
    elif isinstance(focused, Button):
        assert place == focused.content_region.offset


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[1])
async def test_the_cursor_follows_the_arrows_on_every_screen(app, journal, way):
    for mood in (7, 6):
        journal.entries.add(CheckIn(mood=mood, occurred_at=NOW, recorded_at=NOW))
    async with app.run_test(size=SIZE) as pilot:
        await open_way(app, pilot, *way)
        await painted(app)
        is_marked(app)
        for key in ("down", "right", "down", "right", "tab", "down", "pagedown", "up", "tab"):
            await send(pilot, [key], at_once=True)
            is_marked(app)


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_the_cursor_follows_the_arrows_in_every_dialog(app, dialog):
    async with app.run_test(size=SIZE) as pilot:
        await send(pilot, DIALOGS[dialog], at_once=True)
        await painted(app)
        is_marked(app)
        for key in ("right", "down", "tab", "up"):
            await send(pilot, [key], at_once=True)
            is_marked(app)


async def test_the_cursor_stays_in_sight_of_a_page_that_was_scrolled_on(app):
    async with app.run_test(size=(80, 20)) as pilot:
        await send(pilot, ["c", "f2", "pagedown", "pagedown", "pagedown"], at_once=True)
        page = app.screen.query_one("FormBody")
        await until(lambda: page.scroll_y > 0)
        await send(pilot, ["escape", "5", "question_mark", "pagedown"], at_once=True)
        assert app.cursor_position in app.screen.region
