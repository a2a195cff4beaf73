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
from recovery_journal.palette import in_own_keys
from recovery_journal.screens import Clock, NamedScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.opening import Opening
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, ngettext

FREE_TRIES = 5
LONGEST_PAUSE = 60.0


class UnlockScreen(Opening, NamedScreen):
    """Asks for the passphrase; a journal without one opens with Enter.

    What was typed stays and is selected, so that typing replaces it. After five
    tries there is a pause before the next, each longer than the one before. The
    key is derived in a thread: Help now answers meanwhile.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    heading = N_("Unlock")
    help_line = False
    BINDINGS = [
        Binding("enter", "open", N_("Open"), id="unlock.open", tooltip=N_("Open the journal")),
    ]

    def __init__(self, path: Path, clock: Clock, *, problem: str = "") -> None:
        super().__init__()
        self.path = path
        self.clock = clock
        self.problem = problem
        self.encrypted = Journal.needs_passphrase(path)
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
                words = in_own_keys(self, _("Enter opens. ctrl+q leaves."))
                yield Static(Content(words), classes="quiet")
            yield Link(_("Help now  ctrl+g"), "app.help_now", classes="help")

    @on(TextField.Submitted)
    def _enter(self, event: TextField.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Say that it is opening, and open."""
        if self._opening:
            return
        if (wait := self._next_try - monotonic()) > 0:
            seconds = int(wait) + 1
            words = ngettext(
                "The next try is possible in {n} second.",
                "The next try is possible in {n} seconds.",
                seconds,
            )
            self._say(words.format(n=seconds))
            self._select()
            return
        typed = self.query_one("#passphrase", TextField).value if self.encrypted else None
        if typed == "":
            self._say(_("Type the passphrase, then Enter."))
            return
        self._say(_("Opening…"), calm=True)
        self.begin_opening(
            partial(Journal.open, self.path, typed, clock=self.clock, from_any_thread=True)
        )

    def refused(self, error: JournalError) -> None:
        """Say why not; from the fifth time on the next try waits."""
        self._tries += 1
        if self._tries >= FREE_TRIES:
            pause = min(2.0 ** (self._tries - FREE_TRIES + 1), LONGEST_PAUSE)
            self._next_try = monotonic() + pause
        self._say(error.message)
        self._select()

    def _say(self, sentence: str, *, calm: bool = False) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.set_class(not calm, "notice")

    def _select(self) -> None:
        if self.encrypted:
            field = self.query_one("#passphrase", TextField)
            self.set_focus(field)
            field.select_all()
