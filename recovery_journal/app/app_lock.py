"""Opening and locking the journal in the app, with screens, forms and drafts restored after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from recovery_journal.app.screen_names import LOCKED_MODE, MAIN_SCREENS, load_screen
from recovery_journal.app.screen_positions import ScreenPosition, read_position, restore_position
from recovery_journal.errors import NoJournal, PassphraseNeeded
from recovery_journal.i18n import _
from recovery_journal.messages import JournalOpened, OpenForm, OpenPage
from recovery_journal.screens import JournalScreen
from recovery_journal.storage import Journal

if TYPE_CHECKING:
    from recovery_journal.app import JournalApp


class AppLock:
    """Shows Welcome or Unlock until a journal is open, and again when it is locked.

    It opens and closes the journal of the app's session, and makes the main screens: each
    when it is first gone to, and anew after the lock. How they were looked at, the forms
    that lay open and the cursor's place come back with them.
    """

    def __init__(self, app: JournalApp) -> None:
        self._app = app
        self._session = app.session
        self._problem = ""
        self._data_version = 0
        self._last_mode = "today"
        self._closed_overlays: list[OpenForm | OpenPage | str] = []
        self._positions: dict[str, ScreenPosition] = {}

    # --- opening ------------------------------------------------------------------

    def open_at_start(self, passphrase: str | None) -> str:
        """Open the journal if that needs no question; return the mode to begin in.

        Raises UnusableJournal for a file that is no journal.
        """
        path = self._session.path
        try:
            encrypted = Journal.needs_passphrase(path)
            if encrypted and passphrase is None:
                return LOCKED_MODE
            clock = self._session.clock
            self._set_journal(Journal.open(path, passphrase if encrypted else None, clock=clock))
        except NoJournal:
            return LOCKED_MODE
        except PassphraseNeeded as error:
            self._problem = error.message
            return LOCKED_MODE
        return "today"

    def add_modes(self) -> None:
        """Tell Textual how each of the first screens is made."""
        self._app.add_mode(LOCKED_MODE, self._make_locked_screen)
        self._add_main_modes()

    def _add_main_modes(self) -> None:
        for mode, name in MAIN_SCREENS.items():
            self._app.add_mode(mode, partial(self._make_main_screen, name))

    def _make_main_screen(self, name: str) -> Screen[Any]:
        screen: Screen[Any] = load_screen(name)(self._session)
        return screen

    def _make_locked_screen(self) -> Screen[Any]:
        """Return Welcome where there is no journal yet, else Unlock."""
        screen: Screen[Any]
        if self._session.path.exists():
            screen = load_screen("unlock:UnlockScreen")(self._session, problem=self._problem)
        else:
            screen = load_screen("welcome:WelcomeScreen")(self._session)
        return screen

    def _set_journal(self, journal: Journal) -> None:
        self._session.journal = journal
        self._data_version = journal.data_version()

    async def show_opened(self, message: JournalOpened) -> None:
        """Go where the person was; forms that were open are open again."""
        app = self._app
        # Help now may lie open while the key is derived: it is not taken away.
        help_was_open = app.is_action_open("help_now")
        self._set_journal(message.journal)
        app.forms.drafts.retry()  # what could not be written before the lock
        self._session.revision += 1
        await app.switch_mode(self._last_mode)
        app.remove_mode(LOCKED_MODE)  # and with it the passphrase that was typed
        app.add_mode(LOCKED_MODE, self._make_locked_screen)
        await self._reopen_overlays()
        if message.next_page:
            await app.forms.open_page(message.next_page)
        await app.forms.announce_drafts()
        if help_was_open:
            await app.run_action("help_now")
        app.notices.warn_readable_by_others()

    def has_new_data(self) -> bool:
        """Say whether another program wrote to the open journal since this was last asked."""
        if self._session.journal is None:
            return False
        previous, self._data_version = self._data_version, self._session.journal.data_version()
        return self._data_version != previous

    # --- locking ------------------------------------------------------------------

    async def lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in it."""
        journal = self._session.journal
        if journal is None:
            return
        self._remember_screens()
        has_unwritten = self._app.forms.drafts.has_unwritten
        self._problem = _unwritten_drafts_text() if has_unwritten else ""
        self._app.clear_notifications()
        self._session.journal = None
        await self._app.switch_mode(LOCKED_MODE)
        self._remove_main_modes()
        journal.close()

    async def rebuild_screens(self) -> None:
        """Make every main screen anew, in another language say; they look as before."""
        app = self._app
        if self._session.is_locked:
            return
        self._remember_screens()
        app.add_mode("between", Screen)
        await app.switch_mode("between")
        self._remove_main_modes()
        await app.switch_mode(self._last_mode)
        app.remove_mode("between")
        await self._reopen_overlays()

    def _remove_main_modes(self) -> None:
        """Take away every main screen and what lies on it; new ones are made when shown."""
        for mode in MAIN_SCREENS:
            self._app.remove_mode(mode)
        self._add_main_modes()

    def _remember_screens(self) -> None:
        """Store how screens are looked at, the open forms and pages, and the drafts."""
        app = self._app
        self._last_mode = app.current_mode
        self._closed_overlays = app.forms.open_overlays()
        self._positions = {}
        for screen in app.all_screens():
            if isinstance(screen, JournalScreen) and screen.is_mounted:
                view_state = screen.view_state()
                if view_state is not None:
                    self._session.view_states[screen.key] = view_state
        for screen in app.screen_stack:
            self._positions[_screen_name(screen)] = read_position(screen)
        app.forms.store_drafts(wait=True)

    async def _reopen_overlays(self) -> None:
        """Open what lay open before."""
        overlays, self._closed_overlays = self._closed_overlays, []
        for overlay in overlays:
            if isinstance(overlay, str):
                await self._app.run_action(overlay)
            elif isinstance(overlay, OpenPage):
                await self._app.forms.open_page(overlay)
            else:
                await self._app.forms.open_form(overlay)
        for screen in self._app.screen_stack:
            if position := self._positions.pop(_screen_name(screen), None):
                restore_position(screen, position)


def _screen_name(screen: Screen[Any]) -> str:
    """Return the name by which a screen is known again when it is made anew."""
    return f"{type(screen).__name__}:{getattr(screen, 'key', '')}"


def _unwritten_drafts_text() -> str:
    return _(
        "What you typed could not be written into the journal. It is held in memory until it "
        "can be written, or until the app closes."
    )
