"""Keys act in the order they are pressed, whatever pieces they come in."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from unittest.mock import MagicMock

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from textual import events

from recovery_journal.app import JournalApp, input_order
from recovery_journal.storage import Journal
from recovery_journal.widgets import scale
from tests.tui.burst import SIZE, Keys, held, key, seen, send, settled
from tests.tui.conftest import clock, put_journal, until
from tests.tui.test_every_key import DIALOGS, WAYS, open_way


@pytest.fixture(autouse=True)
def two_digits_are_one_number_however_slow_the_machine(monkeypatch):
    monkeypatch.setattr(scale, "TWO_DIGIT_SECONDS", 600.0)


async def outcome(path: Path, keys: Keys, *, at_once: bool, way: Any = None) -> Any:
    """Return what the journal holds and what is in front after these keys."""
    path = path.with_name(f"{at_once}.db")
    os.environ["RECOVERY_JOURNAL_SETTINGS"] = f"{path}.json"  # each time the usual ones
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
    *("ctrl+s", "f2", "escape", "escape", "c", "4", "enter", "ctrl+g", "escape", "1", "n"),
]
"""Keys that open, move, write, save and leave, wherever they meet something that takes them."""
SHORT = [*("down", "5", "enter", "tab", "slash", "m"), *("enter", "ctrl+s", "escape", "slash", "t")]
"""One of each of these kinds, and none that opens a large form."""


@pytest.mark.parametrize("way", [("form", "urge"), ("page", "settings")])
async def test_a_long_burst(path, way):
    await same(path, ROUND, way)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[1])
async def test_a_burst_on_every_screen_page_and_form(path, way):
    await same(path, SHORT, way)


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_burst_that_opens_every_dialog(path, dialog):
    await same(path, [*DIALOGS[dialog], *SHORT[:7], "escape", "escape", "2"])


def paste(text: str) -> Callable[[], events.Event]:
    return partial(events.Paste, text)


def click(x: int, y: int) -> list[Callable[[], events.Event]]:
    """Return what the driver makes of a click: down, and up again."""
    return [
        partial(kind, None, x, y, 0, 0, 1, False, False, False, x, y)
        for kind in (events.MouseDown, events.MouseUp)
    ]


async def test_a_paste_between_keys_comes_in_its_order(path):
    keys = ["r", paste("be"), "enter", paste("mari"), "enter", "enter", "n"]
    shown, content = await same(path, [*keys, paste("Tuesday"), "enter", "3"])
    assert shown["stack"] == ["PeopleScreen"]
    assert content["talk"] == ["Tuesday"]
    (reached,) = content["entries"]
    assert [one.name for one in reached[2]["contacts"]] == ["Ben", "Maria"]


async def test_clicks_between_keys_come_in_their_order(path):
    """On the key line a click is as good as the key, and comes before what is pressed after it."""
    put_journal(path)
    async with JournalApp(path, clock=clock).run_test(size=SIZE) as pilot:
        await settled(pilot.app)
        line = pilot.app.screen._compositor.render_strips()[-1].text
    at = line.index("Check in")
    keys = [*click(at, SIZE[1] - 1), "7", "enter", *click(at, SIZE[1] - 1), "6", "enter", "5"]
    shown, content = await same(path, keys)
    assert shown["stack"] == ["TimelineScreen"]
    assert [values["mood"] for _kind, _at, values, _note in content["entries"]] == [6, 7]


async def test_a_window_that_loses_the_focus_between_keys_loses_none(path):
    keys = ["r", "b", events.AppBlur, events.AppFocus, "e", "enter", events.AppBlur, "enter"]
    _shown, content = await same(path, keys)
    assert [kind for kind, *_more in content["entries"]] == ["reach_out"]


async def test_text_after_the_key_that_opens_a_dialog_is_typed_there(path):
    keys = ["n", "a", "space", "m", "enter", "2", "n", *"Zo", "enter", "n", *"Al", "ctrl+s"]
    _shown, content = await same(path, keys)
    assert content["talk"] == ["a m"]
    assert {"Zo", "Al"} <= {name for name, _relation, _ring in content["people"]}


async def test_what_is_typed_after_the_passphrase_waits_until_the_journal_is_open(locked, path):
    words = ["space" if one == " " else one for one in "four plain words"]
    async with locked.run_test(size=SIZE) as pilot:
        await send(pilot, [*words, "enter", "c", "7", "enter", "2"], at_once=True)
        assert [type(one).__name__ for one in locked.screen_stack] == ["MapScreen"]
        assert [one.mood for one in locked.session.journal.entries.timeline()[0]] == [7]


async def test_what_is_typed_after_a_wrong_passphrase_is_typed_in_its_place(locked):
    async with locked.run_test(size=SIZE) as pilot:
        await send(pilot, ["x", "enter", "c", "7"], at_once=True)
        assert locked.screen.focused.value == "c7"


async def test_the_first_journal_and_its_first_people_in_one_piece(tmp_path):
    app = JournalApp(tmp_path / "new.db", clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        keys = [*("enter",) * 4, "right", "enter", *"Ana", "enter", *"fri", "enter", "1", "enter"]
        await send(pilot, [*keys, "ctrl+s", "c", "5", "enter"], at_once=True)
        await settled(app)
        (ana,) = app.session.journal.contacts.all()
        assert (ana.name, ana.relation, ana.ring) == ("Ana", "friend", 1)
        assert [one.mood for one in app.session.journal.entries.timeline()[0]] == [5]


@pytest.fixture
def seldom_drawn(monkeypatch):
    """Draw and lay out as seldom as on a busy machine."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.15)


@pytest.mark.usefixtures("seldom_drawn")
@pytest.mark.parametrize(
    "keys", [["f2"], ["f2", "f2", "f2"], ["f2", "tab", "f2", "f2"], ["f2", "7", "escape", "c"]]
)
async def test_a_page_goes_on_as_far_as_the_fields_that_were_just_shown(app, keys):
    async with app.run_test(size=(80, 20)) as pilot:
        await send(pilot, ["c", *keys, "pagedown"], at_once=True)
        assert app.screen.query_one("FormBody").scroll_target_y >= 16


@pytest.mark.usefixtures("seldom_drawn")
async def test_a_key_in_a_later_piece_waits_for_the_fields_that_were_just_shown(app):
    async with app.run_test(size=(80, 20)) as pilot:
        await send(pilot, ["c"], at_once=True)
        app.post_message(key("f2"))
        while not app.screen.query_one("#more").display:
            await asyncio.sleep(0)
        await send(pilot, ["pagedown"], at_once=True)
        assert app.screen.query_one("FormBody").scroll_target_y >= 16


async def test_an_action_found_by_its_name_in_one_piece(path):
    shown, _content = await same(path, ["ctrl+p", *"timeline", "enter", "c", "3"])
    assert shown["stack"] == ["TimelineScreen", "FormScreen"]


async def test_a_handler_that_never_ends_holds_no_key_up_for_good(app, monkeypatch):
    monkeypatch.setattr(input_order, "MAX_WAIT", 0.05)
    never = asyncio.Event()
    async with app.run_test(size=SIZE) as pilot:
        await settled(app)
        app.screen.call_later(never.wait)
        try:
            await send(pilot, ["x", "x", "ctrl+g"], at_once=True)
            assert type(app.screen).__name__ == "HelpNowScreen"
        finally:
            never.set()
            await pilot.pause()


async def test_a_page_closed_before_it_was_drawn_holds_no_key_up(app, journal, monkeypatch):
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        page = app.screen
        # Closed before it comes to what waits for its next picture.
        monkeypatch.setattr(page, "_callbacks", MagicMock(__bool__=lambda _self: False))
        app._laid_out.discard(page)
        app.post_message(key("down"))
        await until(lambda: app.is_busy and page in app._laid_out)
        app.pop_screen()
        await until(lambda: app.screen is not page and not app.is_busy)
        await pilot.press("c", "7", "ctrl+s")
    assert [one.mood for one in journal.entries.timeline()[0]] == [7]


async def test_a_page_that_cannot_be_drawn_holds_no_key_up(app, monkeypatch):
    monkeypatch.setattr(input_order, "MAX_CHECKS", 5)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        monkeypatch.setattr(app.screen._update_timer, "resume", lambda: None)
        app.screen.query_one("FormBody").refresh(layout=True)
        app.post_message(key("ctrl+g"))
        await until(lambda: type(app.screen).__name__ == "HelpNowScreen")
        await pilot.press("escape", "escape", "2")
        assert type(app.screen).__name__ == "MapScreen"


async def test_what_is_laid_out_anew_all_the_time_holds_no_key_up(app):
    async with app.run_test(size=SIZE) as pilot:
        await send(pilot, ["c"], at_once=True)
        page = app.screen.query_one("FormBody")
        app.screen.set_interval(0.001, partial(page.refresh, layout=True))
        begun = monotonic()
        for name in ("right", "right", "ctrl+g"):
            app.post_message(key(name))
        while type(app.screen).__name__ != "HelpNowScreen":
            assert monotonic() - begun < input_order.MAX_WAIT / 2
            await asyncio.sleep(0.002)


PHRASES = [
    *(
        "c 7 enter",
        "c 3 escape",
        "c right right enter",
        "u 8 down l o enter ctrl+s",
        "u l 5 escape",
    ),
    *("r b e enter enter", "r m a down enter enter", "m T u e enter enter", "a right enter"),
    *("n A n a enter", "n escape", "1", "2", "3", "4", "5", "6", "7", "w 5 down 6 enter"),
    *("o n enter", "slash T u enter escape", "f3 n l i n e enter escape", "comma down escape"),
    *("ctrl+z", "ctrl+g escape", "question_mark escape", "ctrl+l enter", "enter", "escape", "tab"),
    *("down", "up", "pagedown", "end", "home", "space", "x", "delete", "f2", "ctrl+s", "ctrl+t"),
]
"""What people do, and single keys wherever they fall."""


@settings(max_examples=2, phases=[Phase.explicit, Phase.generate])
@example(["c 7 enter", "c 6 enter", "2", "n A n a enter", "3", "enter", "escape", "5", "enter"])
@given(st.lists(st.sampled_from(PHRASES), min_size=6, max_size=9))
def test_any_burst_equals_the_same_keys_one_by_one(phrases):
    with TemporaryDirectory() as folder:
        asyncio.run(same(Path(folder) / "journal.db", " ".join(phrases).split()))


async def test_a_whole_note_typed_in_one_piece_is_there_to_the_letter(app, journal):
    note = "a line of a note that goes on and on and says how it was " * 5
    typed = ["space" if one == " " else one for one in note.strip()]
    async with app.run_test(size=SIZE) as pilot:
        await send(pilot, ["c", "7", "f2"], at_once=True)
        app.screen.rows.focus("note")
        await send(pilot, [*typed, "enter", "x", "ctrl+s"], at_once=True)
    (entry,) = journal.entries.timeline()[0]
    assert entry.note == f"{note.strip()}\nx"
