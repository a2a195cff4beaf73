"""Opening and locking the journal in the app, with screens, forms and drafts restored after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from recovery_journal.app.forms_stack import MAIN_SCREENS, FormStackApp, load_screen
from recovery_journal.app.screen_state import ScreenState, capture_state, restore_state, screen_key
from recovery_journal.errors import NoJournal, PassphraseNeeded
from recovery_journal.i18n import _
from recovery_journal.messages import JournalOpened, OpenForm, OpenPage
from recovery_journal.screens import Clock
from recovery_journal.settings import warn_readable_once
from recovery_journal.storage import Journal

if TYPE_CHECKING:
    from textual.timer import Timer

CONTROLS_CSS = Path(__file__).parents[1] / "controls.tcss"
"""The style sheet that Today does without until its first picture is there."""


DRAFT_DELAY = 1.0
"""Seconds after the last key when what was typed is written to the journal."""
CHECKS_PER_PAUSE = 4
"""How often within that time it is looked whether the person has paused."""
MAX_DRAFT_DELAY = 10.0
"""Seconds after which it is written though the person types on."""


class LockableApp(FormStackApp):
    """An App that shows Welcome or Unlock until a journal is open, and again when it is locked.

    ``journal`` is None until it is made or unlocked. ``revision`` grows whenever
    the journal was written to, here or by another program.
    """

    def __init__(self, path: Path, *, passphrase: str | None, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.journal: Journal | None = None
        self.revision = 0
        self._data_version = 0
        self._closed_overlays: list[OpenForm | OpenPage | str] = []
        self._screen_states: dict[str, ScreenState] = {}
        self._last_mode = "today"
        self._problem = ""
        self.draft_delay = DRAFT_DELAY
        self._typed_at = self._typing_since = 0.0
        self._draft_timer: Timer | None = None
        self._drafts_announced = False
        # Textual reads these names in its __init__: the first screen is then the right one.
        self.DEFAULT_MODE = self._initial_mode(passphrase)  # type: ignore[misc]  # one App, one mode
        if self.DEFAULT_MODE == "locked":
            self.CSS_PATH = [*self.CSS_PATH, CONTROLS_CSS]  # type: ignore[misc]  # as above
        super().__init__()
        self._add_modes()

    def _initial_mode(self, passphrase: str | None) -> str:
        """Open the journal if that needs no question; NotOurs goes up to the caller."""
        try:
            encrypted = Journal.needs_passphrase(self.path)
            if encrypted and passphrase is None:
                return "locked"
            self._set_journal(
                Journal.open(self.path, passphrase if encrypted else None, clock=self.clock)
            )
        except NoJournal:
            return "locked"
        except PassphraseNeeded as error:
            self._problem = error.message
            return "locked"
        return "today"

    def _add_modes(self) -> None:
        if "locked" not in self._modes:
            self.add_mode("locked", self._make_locked_screen)
        for mode in MAIN_SCREENS:
            if mode not in self._modes:
                self.add_mode(mode, partial(self._make_main_screen, mode))

    def _make_main_screen(self, mode: str) -> Screen[Any]:
        screen: Screen[Any] = load_screen(MAIN_SCREENS[mode])(self.journal, self.clock)
        return screen

    def _make_locked_screen(self) -> Screen[Any]:
        """Return Welcome where there is no journal yet, else Unlock."""
        screen: Screen[Any]
        if self.path.exists():
            screen = load_screen("unlock:UnlockScreen")(
                self.path, self.clock, problem=self._problem
            )
        else:
            screen = load_screen("welcome:WelcomeScreen")(self.path, self.clock)
        return screen

    def _set_journal(self, journal: Journal) -> None:
        self.journal = journal
        self._data_version = journal.data_version()

    async def on_journal_opened(self, message: JournalOpened) -> None:
        """Go where the person was; forms that were open are open again."""
        # Help now may lie open while the key is derived: it is not taken away.
        help_was_open = getattr(self.screen, "action_here", "") == "help_now"
        self._set_journal(message.journal)
        self.drafts.retry()  # what could not be written before the lock
        self.revision += 1
        await self.switch_mode(self._last_mode)
        self.remove_mode("locked")  # and with it the passphrase that was typed
        self._add_modes()
        await self._reopen_overlays()
        if message.next_page:
            await self.open_page(message.next_page)
        await self.announce_drafts()
        if help_was_open:
            await self.run_action("help_now")
        self.warn_readable_by_others()

    def warn_readable_by_others(self) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if self.journal is not None and (warning := warn_readable_once(self.path)):
            self.notify(warning, markup=False, timeout=15)

    # --- what is typed ------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Start the timer that stores drafts at the next pause in typing."""
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            self._typed_at = monotonic()
            if self._draft_timer is None and self.journal is not None:
                self._typing_since = self._typed_at
                # An interval, since Textual leaves out a tick that is late: a timer of a
                # single tick would be gone with it, and nothing stored from then on.
                self._draft_timer = self.set_interval(
                    self.draft_delay / CHECKS_PER_PAUSE, self._store_drafts_on_pause
                )
        await super().on_event(event)

    def _store_drafts_on_pause(self) -> None:
        """Store drafts, unless a key came meanwhile, or waits for a form that opens."""
        now = monotonic()
        is_pause = now >= self._typed_at + self.draft_delay and not self.is_busy
        if not is_pause and now < self._typing_since + MAX_DRAFT_DELAY:
            return
        self.store_drafts()
        self._typing_since = now
        if self.journal is not None and self.drafts.has_pending:
            self._typed_at = now  # tried again after as long as a pause takes
        elif self._draft_timer is not None and (is_pause or self.journal is None):
            self._draft_timer.stop()
            self._draft_timer = None

    async def announce_drafts(self) -> None:
        """Say where something waits that was typed before the App was started; once."""
        if self._drafts_announced or self.journal is None:
            return
        self._drafts_announced = True
        if not (keys := [*self.drafts]):
            return
        from recovery_journal.app.leftover_drafts import draft_titles, is_leftover

        journal = self.journal
        if titles := draft_titles(key for key in keys if not is_leftover(journal, key)):
            template = _("What you typed and did not save is still here: {places}.")
            self.notify(template.format(places=", ".join(titles)), markup=False, timeout=8)
        if "first_people" in keys:  # no key leads there
            await self.open_page(OpenPage("first_people"))
        await self.show_leftover_drafts(keys)

    def on_mount(self) -> None:
        """Say what waits once the first picture is there."""
        self.call_after_refresh(self.announce_drafts)

    def before_exit(self) -> None:
        """Store the drafts, before the journal is closed."""
        self.store_drafts(wait=True)

    # --- the lock -----------------------------------------------------------------

    async def action_lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in it."""
        if self.journal is None:
            return
        self._capture_screens()
        self._problem = _unwritten_drafts_text() if self.drafts.has_unwritten else ""
        self.clear_notifications()
        journal, self.journal = self.journal, None
        await self.switch_mode("locked")
        self._remove_main_modes()
        journal.close()

    async def rebuild_screens(self) -> None:
        """Make every main screen anew, in another language say; view states are restored."""
        if self.journal is None:
            return
        self._capture_screens()
        mode = self._last_mode
        self.add_mode("between", Screen)
        await self.switch_mode("between")
        self._remove_main_modes()
        await self.switch_mode(mode)
        self.remove_mode("between")
        await self._reopen_overlays()

    def _remove_main_modes(self) -> None:
        """Take away every main screen and what lies on it; new ones are made when shown."""
        for mode in MAIN_SCREENS:
            self.remove_mode(mode)
        self._add_modes()

    def _capture_screens(self) -> None:
        """Store the view states, the open forms and pages, and the drafts."""
        self._last_mode = self.current_mode
        self._closed_overlays = self.open_overlays()
        self._screen_states = {
            screen_key(screen): capture_state(screen) for screen in self.screen_stack
        }
        self.store_drafts(wait=True)

    async def _reopen_overlays(self) -> None:
        """Open what lay open before."""
        overlays, self._closed_overlays = self._closed_overlays, []
        for overlay in overlays:
            if isinstance(overlay, str):
                await self.run_action(overlay)
            elif isinstance(overlay, OpenPage):
                await self.open_page(overlay)
            else:
                await self.open_form(overlay)
        for screen in self.screen_stack:
            if state := self._screen_states.pop(screen_key(screen), None):
                restore_state(screen, state)


def _unwritten_drafts_text() -> str:
    return _(
        "What you typed could not be written into the journal. It is held in memory until it "
        "can be written, or until the app closes."
    )
