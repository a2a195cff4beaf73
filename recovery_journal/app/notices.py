"""What the app says by itself about the journal's file: damage, a move, who else can read it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from recovery_journal.errors import JournalError
from recovery_journal.i18n import _
from recovery_journal.settings import warn_readable_once

if TYPE_CHECKING:
    from recovery_journal.app import JournalApp

DAMAGE_SECONDS = 15.0
"""Seconds for which it stands there that the journal is damaged."""
DIAGNOSIS_SECONDS = 1.0
"""Seconds after a look through the whole file in which an error is not looked into again."""


class FileNotices:
    """Shows a sentence where something is wrong with the file of the open journal."""

    def __init__(self, app: JournalApp) -> None:
        self._app = app
        self._session = app.session
        self._diagnosed_at = -DIAGNOSIS_SECONDS
        self._damage_shown = ("", 0.0)

    def say_damage(self, error: BaseException) -> bool:
        """Say that the journal is damaged, where that is what an error comes from."""
        journal = self._session.journal
        if journal is None:
            return False
        # One thing that cannot be read is met by several parts of a screen at once, and
        # to look through the whole file takes its time.
        if monotonic() - self._diagnosed_at > DIAGNOSIS_SECONDS:
            damage = journal.diagnose_damage(error)
            if damage is None:
                return False
            message, shown_at = self._damage_shown
            if damage.message != message or monotonic() - shown_at > DAMAGE_SECONDS:
                self._damage_shown = (damage.message, monotonic())
                self._show(damage.message)
        self._diagnosed_at = monotonic()
        return True

    def forget_damage(self) -> None:
        """Let the next damage be said again: its sentence was taken away."""
        self._damage_shown = ("", 0.0)

    def moved_warning(self) -> str:
        """Return a sentence where the journal was moved while it was open, else ""."""
        journal = self._session.journal
        try:
            if journal is None or not journal.is_moved:
                return ""
        except JournalError as error:
            return error.message
        return _(
            "The journal is no longer at {path}: it was moved while it was open. "
            "This is in the file that was moved."
        ).format(path=self._session.path)

    def warn_readable_by_others(self) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if not self._session.is_locked and (warning := warn_readable_once(self._session.path)):
            self._show(warning)

    def warn_unwritten_drafts(self) -> None:
        """Say that what is typed cannot be kept in the journal."""
        self._show(
            _(
                "Drafts cannot be kept: the journal cannot be written now. What you type stays "
                "here until you save it or leave."
            )
        )

    def _show(self, sentence: str) -> None:
        self._app.notify(sentence, markup=False, timeout=DAMAGE_SECONDS)
