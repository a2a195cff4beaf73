"""A picture of every screen: dark at 80x24, light at 120x36."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef, Marked
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from tests.tui.conftest import NOW, clock, make_journal

LOOKS = [("dark", (80, 24)), ("light", (120, 36))]
WAYS = {
    "today": (),
    "today-people": ("down",),
    "check-in": ("c", "7"),
    "check-in-more": ("c", "7", "f2"),
    "urge": ("u", "8"),
    "reached": ("r", "m", "a"),
    "meeting": ("m", *"Tuesday"),
    "help-now": ("ctrl+g",),
    "keys": ("question_mark",),
    "for-next-session": ("n",),
    "leaving": ("c", "7", "ctrl+q"),
}


@pytest.fixture(params=LOOKS, ids=[f"{theme}-{size[0]}x{size[1]}" for theme, size in LOOKS])
def size(request) -> Iterator[tuple[int, int]]:
    theme, size = request.param
    settings_file.save(Settings(theme=theme, country="US"))
    return size


def fill(journal: Journal) -> None:
    """Put half a week into the journal."""
    maria, ben = journal.contacts.find("Maria"), journal.contacts.find("Ben")
    for days, mood in ((4, 3), (3, 5), (1, 8)):
        day = NOW - timedelta(days=days)
        journal.entries.add(CheckIn(mood=mood, occurred_at=day, recorded_at=day))
    now = {"occurred_at": NOW, "recorded_at": NOW}
    people = (ContactRef(maria.id, maria.name),)
    journal.entries.add(CheckIn(mood=7, urge=2, emotions=(Marked("hopeful"),), **now))
    journal.entries.add(ReachOut(contacts=people, channel="call", minutes=20, **now))
    tried = (ContactRef(ben.id, ben.name),)
    journal.entries.add(ReachOut(contacts=tried, outcome="no_answer", **now))
    journal.entries.add(Meeting(name="Tuesday group", program="SMART Recovery", **now))
    journal.talk.add("sleep, and what Thursday was like")


async def hold_still(pilot) -> None:
    """No cursor blinks in a picture."""
    await pilot.pause()
    for field in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
        field.cursor_blink = False
    await pilot.pause(0.1)


@pytest.mark.parametrize("way", WAYS)
def test_screen(snap_compare, path, size, way):
    with make_journal(path) as journal:
        fill(journal)
    app = JournalApp(path, clock=clock)
    assert snap_compare(app, press=WAYS[way], terminal_size=size, run_before=hold_still)


def test_empty_today(snap_compare, path, size):
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    app = JournalApp(path, clock=clock)
    assert snap_compare(app, terminal_size=size, run_before=hold_still)


def test_welcome(snap_compare, path, size):
    app = JournalApp(path, clock=clock)
    assert snap_compare(app, terminal_size=size, run_before=hold_still)


def test_unlock(snap_compare, locked, size):
    locked.theme = settings_file.load().theme
    assert snap_compare(locked, terminal_size=size, run_before=hold_still)


def test_help_now_while_locked(snap_compare, locked, size):
    locked.theme = settings_file.load().theme
    assert snap_compare(locked, press=("ctrl+g",), terminal_size=size, run_before=hold_still)


def test_pictures_hold_no_path_of_a_machine():
    found = list((Path(__file__).parent / "__snapshots__").rglob("test_snapshots/*"))
    assert found
    for picture in found:
        text = picture.read_text()
        for folder in ("home", "tmp", "work"):
            assert f"/{folder}/" not in text
