"""Unlock: one field, and the way to Help now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.screens import OpeningScreen
from recovery_journal.session import Session
from recovery_journal.storage import Journal
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField

FREE_TRIES = 5
MAX_PAUSE = 60.0


class UnlockScreen(OpeningScreen):
    """Asks for the passphrase; a journal without one opens with Enter.

    What was typed stays and is selected, so that typing replaces it. After five
    tries there is a pause before the next, each longer than the one before. The
    key is derived in a thread: Help now answers meanwhile.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Unlock")
    show_help_link = False
    BINDINGS = [
        Binding("enter", "open", N_("Open"), id="unlock.open", tooltip=N_("Open the journal"))
    ]

    def __init__(self, session: Session, *, problem: str = "") -> None:
        super().__init__(session)
        self.problem = problem
        self.encrypted = Journal.needs_passphrase(session.path)
        self._tries = 0
        self._next_try = 0.0

    def compose_body(self) -> ComposeResult:
        """Lay out the field and the line to Help now."""
        with Vertical(id="page"):
            if self.encrypted:
                yield Static(_("Passphrase"), classes="muted")
                yield TextField(password=True, id="passphrase")
            else:
                yield Static(_("Enter opens the journal."))
            yield Static(Content(self.problem), id="problem", classes="notice")
            if self.encrypted:
                hint = with_user_keys(self, _("Enter opens. {app.quit} leaves."))
                yield Static(Content(hint), classes="quiet")
            yield ActionLink(_("Help now  ctrl+g"), "app.help_now", classes="help")

    @on(TextField.Submitted)
    def _enter(self, event: TextField.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Say that it is opening, and open."""
        if self._is_opening:
            return
        if (wait := self._next_try - monotonic()) > 0:
            seconds = int(wait) + 1
            template = ngettext(
                "The next try is possible in {n} second.",
                "The next try is possible in {n} seconds.",
                seconds,
            )
            self.say(template.format(n=seconds))
            self._select_passphrase()
            return
        passphrase = self.query_one("#passphrase", TextField).value if self.encrypted else None
        if passphrase == "":
            self.say(_("Type the passphrase, then Enter."))
            return
        self.say(_("Opening…"), calm=True)
        self.start_opening(
            partial(
                Journal.open,
                self.session.path,
                passphrase,
                clock=self.session.clock,
                from_any_thread=True,
            )
        )

    def show_open_error(self, error: JournalError) -> None:
        """Say why not; from the fifth time on the next try waits."""
        self._tries += 1
        if self._tries >= FREE_TRIES:
            pause = min(2.0 ** (self._tries - FREE_TRIES + 1), MAX_PAUSE)
            self._next_try = monotonic() + pause
        self.say(error.message)
        self._select_passphrase()

    def _select_passphrase(self) -> None:
        if self.encrypted:
            field = self.query_one("#passphrase", TextField)
            self.set_focus(field)
            field.select_all()
