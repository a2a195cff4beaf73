"""Loads the other screens' modules while the app is idle, so that a first visit is quick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from recovery_journal.app.screen_names import MAIN_SCREENS, PAGE_SCREENS, load_screen

if TYPE_CHECKING:
    from recovery_journal.app import JournalApp

QUIET = 0.3
"""Seconds without a key after which the next module is loaded: it takes up to 0.1."""


def load_ahead(app: JournalApp) -> None:
    """Load the modules of all screens, one at each pause."""
    names = iter((*MAIN_SCREENS.values(), "form.urge:UrgeScreen", *PAGE_SCREENS.values()))
    app.set_timer(QUIET, lambda: _load_next(app, names))


def _load_next(app: JournalApp, names: Iterator[str]) -> None:
    if app.seconds_since_typed < QUIET:
        app.set_timer(QUIET, lambda: _load_next(app, names))
    elif name := next(names, ""):
        load_screen(name)
        app.set_timer(0.02, lambda: _load_next(app, names))
