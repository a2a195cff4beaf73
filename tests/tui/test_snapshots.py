"""A picture of every screen, dark and light, and of what other looks change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recovery_journal import demo
from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from tests.tui.conftest import clock, put_journal


class Look(NamedTuple):
    """How the journal is looked at."""

    theme: str
    size: tuple[int, int]
    language: str = "en"
    full: bool = True


LOOKS = {
    "dark-80x24": Look("dark", (80, 24)),
    "light-120x36": Look("light", (120, 36)),
    "calm-60x24": Look("calm", (60, 24)),
    "es-contrast-80x24": Look("high-contrast", (80, 24), language="es"),
    "empty-80x24": Look("dark", (80, 24), full=False),
}
WAYS = {
    "today": (),
    "today-people": ("down",),
    "map": ("2",),
    "map-list": ("2", "l"),
    "map-marks": ("2", "i"),
    "map-filter": ("2", "f", "right", "right", "space", "enter"),
    "people": ("3",),
    "person": ("3", "enter"),
    "person-edit": ("3", "enter", "e"),
    "newcomer": ("3", "n"),
    "meetings": ("4",),
    "timeline": ("5",),
    "trends": ("6",),
    "trends-below": ("6", *["pagedown"] * 3),
    "week": ("7",),
    "check-in": ("c", "7"),
    "check-in-more": ("c", "7", "f2"),
    "urge": ("u",),
    "urge-log": ("u", "8"),
    "stay-with-me": ("u", "s"),
    "reached": ("r", "m", "a"),
    "meeting": ("m", *"Tuesday"),
    "activity": ("a",),
    "reflection": ("w",),
    "goal": ("o",),
    "goal-form": ("o", "e"),
    "milestone": ("o", "n"),
    "after-use": ("f4",),
    "steps": ("f3",),
    "search": ("slash", *"wal"),
    "settings": ("comma",),
    "help-now": ("ctrl+g",),
    "keys": ("question_mark",),
    "palette": ("ctrl+p",),
    "edit": ("5", "enter"),
    "for-next-session": ("n",),
    "leaving": ("c", "7", "ctrl+q"),
    "no-mood": ("c", "enter"),
    "no-such-day": ("c", "7", "down", *"soon", "enter"),
}
# What a screen looks like after something was done on it: once, dark.
STATES = {
    *("today-people", "map-list", "map-marks", "map-filter", "trends-below", "check-in-more"),
    *("urge-log", "leaving", "no-mood", "no-such-day"),
}
# Every screen twice, dark and light; what another look changes, once.
SPECIAL = {
    "calm-60x24": ("today", "people", "week", "check-in-more", "help-now"),
    "es-contrast-80x24": ("map", "urge-log", "trends", "after-use", "settings", "palette"),
    "empty-80x24": (
        *("today", "map", "people", "meetings", "timeline", "trends", "week"),
        *("stay-with-me", "goal", "steps", "search"),
    ),
}
PICTURES = [
    (way, look)
    for look in LOOKS
    for way in SPECIAL.get(look, WAYS)
    if look != "light-120x36" or way not in STATES
]
PASSPHRASE = "four plain words"


@pytest.fixture(scope="session")
def lives(tmp_path_factory) -> dict[bool, Path]:
    """The demo's journal and an empty one, made once and copied for each picture."""
    folder = tmp_path_factory.mktemp("lives")
    full, empty = folder / "full.db", folder / "empty.db"
    demo.write_demo(full, seed=1, until=date(2026, 11, 20), passphrase=None, clock=clock)
    Journal.create(empty, None, JournalSettings(), clock=clock).close()
    return {True: full, False: empty}


def after(*keys: str, until: Callable[[JournalApp], object] | None = None):
    """Return what presses these keys before the picture is taken, and waits for what follows.

    The plug-in's own ``press`` would come after it, and wait for nothing.
    """

    async def drive(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()  # the palette has gathered what it offers
        while until and not until(pilot.app):
            await pilot.pause(0.05)
        await pilot.pause()

    return drive


@pytest.fixture(autouse=True)
def settings_without_a_path(tmp_path, monkeypatch) -> None:
    """The settings screen names its file: without the folder of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(settings_file.ENVIRONMENT_VARIABLE, "settings.json")


def looked_at(look: Look) -> None:
    settings_file.save(
        Settings(theme=look.theme, country="US", language=look.language, motion=False)
    )


@pytest.mark.parametrize(("way", "look"), PICTURES, ids=lambda one: one)
def test_screen(snap_compare, path, lives, way, look):
    looked_at(LOOKS[look])
    shutil.copy(lives[LOOKS[look].full], path)
    app = JournalApp(path, clock=clock)
    assert snap_compare(app, terminal_size=LOOKS[look].size, run_before=after(*WAYS[way]))


@pytest.mark.parametrize("look", ["dark-80x24", "light-120x36", "calm-60x24"])
def test_welcome(snap_compare, path, look):
    looked_at(LOOKS[look])
    app = JournalApp(path, clock=clock)
    assert snap_compare(app, terminal_size=LOOKS[look].size, run_before=after())


@pytest.mark.parametrize(
    ("keys", "look"),
    [
        ((), "dark-80x24"),
        ((), "light-120x36"),
        ((*"wrong", "enter"), "dark-80x24"),
        (("ctrl+g",), "calm-60x24"),
    ],
    ids=["locked-dark", "locked-light", "wrong-dark", "help-now-calm"],
)
def test_unlock(snap_compare, path, look, keys):
    put_journal(path, PASSPHRASE)
    looked_at(LOOKS[look])
    app = JournalApp(path, clock=clock)
    drive = after(*keys, until=refused if "enter" in keys else None)
    assert snap_compare(app, terminal_size=LOOKS[look].size, run_before=drive)


def refused(app: JournalApp) -> bool:
    return app.screen.query_one("#problem", Static).has_class("notice")


def test_pictures_hold_no_path_of_a_machine():
    found = list((Path(__file__).parent / "__snapshots__").rglob("*.svg"))
    assert found
    for picture in found:
        text = picture.read_text()
        for folder in ("home", "tmp", "work"):
            assert f"/{folder}/" not in text, picture.name
