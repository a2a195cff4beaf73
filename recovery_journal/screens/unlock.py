"""Unlock: one field, and the way to Help now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import JournalError
from recovery_journal.messages import JournalOpened
from recovery_journal.screens import Clock, NamedScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, ngettext

FREE_TRIES = 5
LONGEST_PAUSE = 60.0


class UnlockScreen(NamedScreen):
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
        self._opening = False

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
                yield Static(Content(_("Enter opens. ctrl+q leaves.")), classes="quiet")
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
        self._opening = True
        self._open(typed)

    @work(exclusive=True)
    async def _open(self, typed: str | None) -> None:
        """Open in a thread, and hand the journal to the App."""
        opening = asyncio.create_task(
            asyncio.to_thread(
                Journal.open, self.path, typed, clock=self.clock, from_any_thread=True
            )
        )
        try:
            journal = await asyncio.shield(opening)
        except asyncio.CancelledError:  # the person left meanwhile: nobody is going to close it
            opening.add_done_callback(_close)
            raise
        except JournalError as error:
            self._refused(error)
        else:
            self.post_message(JournalOpened(journal))
        finally:
            self._opening = False

    def _refused(self, error: JournalError) -> None:
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


def _close(opening: asyncio.Task[Journal]) -> None:
    """Close a journal that was opened for nobody."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
