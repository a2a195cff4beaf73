"""What nobody plans to do, and what happens to the file underneath."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region
from textual.widgets import Input, TextArea

from tests.tui.burst import send
from tests.tui.test_app import name_of, words_on

LONG = "añ🙂 " * 2_500


async def test_the_window_changes_while_something_is_typed(app, journal):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*"rbe")
        for size in ((40, 12), (200, 60), (10, 4), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.focused.value == "be"
        await pilot.press("enter", "enter")
        await pilot.pause(0.1)
    assert [ref.name for ref in journal.entries.timeline()[0][0].contacts] == ["Ben"]


@pytest.mark.parametrize("form", ["c", "r", "m", "u"])
async def test_ten_thousand_characters_can_be_pasted_into_every_field(app, form):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(form)
        await pilot.pause()
        if not list(app.screen.query("#more")):
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("f2")
        fields = [*app.screen.query(Input), *app.screen.query(TextArea)]
        for field in fields:
            app.screen.set_focus(field)
            field.post_message(events.Paste(LONG))
            await pilot.pause()
            assert len(getattr(field, "value", getattr(field, "text", ""))) >= len(LONG.strip())
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        assert app.return_code is None


@pytest.mark.parametrize("way", [(), ("c",), ("r",), ("n",), ("ctrl+g",), ("question_mark",)])
async def test_keys_that_mean_nothing_do_nothing(app, way):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*way)
        await pilot.pause()
        here = name_of(app)
        for key in ("ctrl+backslash", "f12", "f11", "ctrl+shift+k", "alt+z", "insert"):
            await pilot.press(key)
        app.post_message(events.Key("ñ", "ñ"))
        app.post_message(events.Key("🙂", "🙂"))
        await pilot.pause(0.1)
        assert name_of(app) == here


@pytest.mark.parametrize("way", [("c", "f2"), ("u", "l", "f2"), ("3", "enter", "e")])
async def test_what_was_taken_away_can_be_drawn_once_more(app, way):
    """Textual does so where the screen is drawn before it is laid out again."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*way, "tab")
        fields = [
            *app.screen.query("TextField, NoteField, ChoiceControl, Scale, Picker > OptionList")
        ]
        for field in fields:
            field.display = True
        await pilot.pause()
        kinds = {type(field).__name__ for field in fields}
        assert len(kinds) >= 3
        await app.screen.query("FormBody").remove()
        for field in fields:
            drawn = field.render_lines(Region(0, 0, 5, 1))
            assert [line.text for line in drawn] == ["     "], field


async def test_the_same_key_many_times_opens_one_form(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "ccccc", at_once=True)
        assert [name_of(app), len(app.screen_stack)] == ["Check in", 2]


async def test_every_place_in_one_burst_ends_at_the_last(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, "12345677654321234567", at_once=True)
        assert name_of(app) == "Week"


async def test_the_file_goes_away_and_nothing_is_said_to_be_saved(app, journal, path: Path):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.1)
        for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            name.unlink(missing_ok=True)
        app.poll_changes()
        await pilot.press("c", "7", "enter")
        await pilot.pause(0.3)
        assert app.return_code is None
        assert "Saved." not in words_on(app)
        assert app.screen.draft() == {"mood": 7}


_FULL = """
import asyncio, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from recovery_journal.app import JournalApp
from tests.tui.burst import send
from tests.tui.test_app import words_on

async def main(path):
    app = JournalApp(path, clock=lambda: datetime(2026, 11, 20, 18, tzinfo=UTC))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7")
        await pilot.pause(0.2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
        await pilot.press("enter")
        await pilot.pause(0.5)
        print(words_on(app))
        print("DRAFT", app.screen.draft())
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        await pilot.press("enter")
        await pilot.pause(0.5)
        print("THEN", len(app.session.journal.entries.timeline()[0]), len(app.screen_stack))

asyncio.run(main(Path(sys.argv[1])))
"""


def test_a_full_disk_is_told_in_the_form_and_the_draft_is_kept(journal, path: Path):
    journal.close()
    ran = subprocess.run(
        [sys.executable, "-c", _FULL, str(path)],
        capture_output=True, text=True, timeout=120, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "DRAFT {'mood': 7}" in ran.stdout
    assert "Could not save" in " ".join(ran.stdout.split()) or "full" in ran.stdout
    assert "THEN 1 1" in ran.stdout
