"""Preloads screens and style sheets while the app is idle, so that a first visit is quick."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from time import monotonic

from textual import events

from recovery_journal.app.forms_stack import MAIN_SCREENS, PAGE_SCREENS, load_screen
from recovery_journal.app.lock import CONTROLS_CSS, LockableApp

QUIET = 0.3
"""Seconds without a key after which the next screen is made ready."""
BREATH = 0.02
"""Seconds between two of them, so that a key never waits for more than one."""


class Ahead(LockableApp):
    """An App that makes its other screens ready while nothing else is to be done.

    Loading, styling and filling a screen takes two to four times as long as
    going to it again (decision 0015).
    """

    _steps: Iterator[None]
    _last_key = 0.0

    def on_mount(self) -> None:
        """Begin once the first picture is there."""
        self._steps = self._to_do()
        self.call_after_refresh(self._read_controls)
        self.call_after_refresh(self.set_timer, QUIET, self._step)

    async def on_event(self, event: events.Event) -> None:
        """Note when a key was last pressed."""
        if isinstance(event, events.Key):
            self._last_key = monotonic()
            self._read_controls()  # typed before the first picture, it may open a form
        await super().on_event(event)

    def _read_controls(self) -> None:
        """Load the style sheet of form controls, which the first frame of Today is without."""
        if CONTROLS_CSS not in self.css_path:
            self.css_path.append(CONTROLS_CSS)
            self.stylesheet.read(CONTROLS_CSS)

    def refresh_css(self, animate: bool = True) -> None:
        """Style anew what was styled with other colours.

        Textual asks for it at the start too, where everything has just been styled.
        """
        stack = self._screen_stacks.get(self._current_mode, ())
        if any(screen._css_update_count != self._css_update_count for screen in stack):
            super().refresh_css(animate)

    def _remove_main_modes(self) -> None:
        super()._remove_main_modes()
        gc.unfreeze()  # what was frozen goes with its screens, and the text on them

    def _step(self) -> None:
        """Make one screen ready, and come back for the next."""
        if not self.is_running:
            return
        waited = monotonic() - self._last_key
        if waited < QUIET:
            self.set_timer(QUIET - waited, self._step)
        elif self.journal is None:
            self.set_timer(1, self._step)  # not open yet, or locked
        elif next(self._steps, self) is None:
            self.set_timer(BREATH, self._step)

    def _to_do(self) -> Iterator[None]:
        """Load each screen, then mount each, a step for one."""
        for name in (*MAIN_SCREENS.values(), PAGE_SCREENS["search"]):
            # Read before its screen comes, else the one in front is styled anew for it.
            self.stylesheet.read(load_screen(name).CSS_PATH)
            yield
        for mode in MAIN_SCREENS:
            self._init_mode(mode)
            yield
        # What is there now stays: no collection has to traverse it again.
        gc.collect()
        gc.freeze()
