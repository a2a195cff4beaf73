"""``Journal``: opening, reading and changing a journal file; the only way to its data.

What it is made of is in ``database``, which nothing else imports. Each of its parts is
loaded when it is first asked for, so that a quick entry loads only what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from recovery_journal.database.connection import Connection
from recovery_journal.database.entries import Entries
from recovery_journal.database.file_header import is_encrypted
from recovery_journal.database.opening import create_file, open_connection
from recovery_journal.database.settings_table import SettingsTable
from recovery_journal.database.undo import UndoLog
from recovery_journal.errors import CannotWrite, JournalError, RecordNotFound
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.database.contacts import Contacts
    from recovery_journal.database.drafts import Drafts
    from recovery_journal.database.lists import Goals, SafetySteps, SharingLog, TalkItems
    from recovery_journal.database.statistics import Statistics
    from recovery_journal.database.vocabulary import Vocabulary
    from recovery_journal.domain.change import Change
    from recovery_journal.domain.journal_settings import JournalSettings

Clock = Callable[[], datetime]


class PurgeResult(NamedTuple):
    """How much ``purge_undo`` removed: changes, names on lists, lines with "for whom"."""

    changes: int
    names: int
    recipients: int


class Journal:
    """One open journal. Made by ``open`` or ``create``; closed after use.

    ``entries``, ``contacts``, ``talk_items``, ``goals``, ``safety_steps``, ``statistics``,
    ``sharing_log``, ``vocabulary`` and ``drafts`` are its parts.
    ``clock`` gives the time now, aware; nothing below it asks the machine.
    """

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._settings_table = SettingsTable(connection)
        self._undo_log = UndoLog(connection, clock)
        self._closed = False
        self._damaged = False
        self.path = connection.path
        self.encrypted = connection.passphrase is not None
        self.entries = Entries(connection, self._undo_log)

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Read a file's header without changing it, and return whether a passphrase opens it.

        Raises ``NoJournal`` and ``UnusableJournal``.
        """
        return is_encrypted(path)

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str | None,
        settings: JournalSettings,
        *,
        clock: Clock,
        from_any_thread: bool = False,
    ) -> Journal:
        """Make a new journal and open it; ``passphrase`` None leaves it unencrypted.

        ``from_any_thread`` is as in ``open``.
        Raises ``AlreadyExists``, ``CannotWrite``, and ``BadValue`` for an empty passphrase.
        """
        create_file(path, passphrase, settings)
        return cls.open(path, passphrase, clock=clock, from_any_thread=from_any_thread)

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None,
        *,
        clock: Clock,
        from_any_thread: bool = False,
    ) -> Journal:
        """Open a journal; a passphrase given for an unencrypted one is not used.

        ``from_any_thread`` lets it be opened in one thread and used, one at a time, in another.
        Raises ``NoJournal``, ``PassphraseNeeded`` (missing or wrong), ``UnusableJournal``.
        """
        return cls(open_connection(path, passphrase, clock, from_any_thread=from_any_thread), clock)

    @cached_property
    def contacts(self) -> Contacts:
        """The people, groups and services."""
        from recovery_journal.database.contacts import Contacts

        return Contacts(self._connection, self._undo_log)

    @cached_property
    def talk_items(self) -> TalkItems:
        """What to talk about next session."""
        from recovery_journal.database.lists import TalkItems

        return TalkItems(self._connection, self._undo_log, self._clock)

    @cached_property
    def goals(self) -> Goals:
        """The person's goals."""
        from recovery_journal.database.lists import Goals

        return Goals(self._connection, self._undo_log)

    @cached_property
    def safety_steps(self) -> SafetySteps:
        """The safety steps."""
        from recovery_journal.database.lists import SafetySteps

        return SafetySteps(self._connection, self._undo_log)

    @cached_property
    def sharing_log(self) -> SharingLog:
        """The log of what left the journal."""
        from recovery_journal.database.lists import SharingLog

        return SharingLog(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and is not saved yet."""
        from recovery_journal.database.drafts import Drafts

        return Drafts(self._connection)

    @cached_property
    def statistics(self) -> Statistics:
        """Counts, and the scores of many records at once."""
        from recovery_journal.database.statistics import Statistics

        return Statistics(self._connection)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The growing lists of emotions, triggers and ways of coping."""
        from recovery_journal.database.vocabulary import Vocabulary

        return Vocabulary(self._connection)

    @property
    def settings(self) -> JournalSettings:
        """What the journal knows about its writer."""
        return self._settings_table.settings()

    def today(self, now: datetime) -> date:
        """Return the person's current day, for the command line and the App.

        It is the later of this machine's day and the newest entry's, so that a
        person who flies west has not lost a day.
        """
        from recovery_journal.rules.days import local_date

        return self.entries.current_day(local_date(now, self.settings.day_ends_at), now)

    def change_settings(self, **changes: Any) -> JournalSettings:
        """Change the journal's settings; a new ``day_ends_at`` moves every record's day."""
        return self._settings_table.change(**changes)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold several changes in one transaction: all of them are committed, or none."""
        with self._connection.transaction():
            yield

    def data_version(self) -> int:
        """Return a number that changes when another program has written."""
        return self._connection.change_counter()[0]

    def latest_change(self) -> Change | None:
        """Return the change that ``undo`` would take back, None where there is none."""
        return self._undo_log.latest()

    def latest_undone(self) -> Change | None:
        """Return the change that ``redo`` would do again, None where there is none."""
        return self._undo_log.latest_undone()

    def undo(self, expected_id: int | None = None) -> Change:
        """Take back the newest change that is still stored; returns what it was.

        ``expected_id`` is the id of the change that is meant. Raises ``RecordNotFound`` where there
        is none, or another is the newest now.
        """
        change = self._undo_log.undo(expected_id)
        if change is None:
            raise RecordNotFound(_("There is nothing to take back."))
        return change

    def redo(self, expected_id: int | None = None) -> Change:
        """Do the change again that was taken back last; as ``undo`` in all else."""
        change = self._undo_log.redo(expected_id)
        if change is None:
            raise RecordNotFound(_("There is nothing to bring back."))
        return change

    def purge_undo(self, *, unused_names: bool = False, recipients: bool = False) -> PurgeResult:
        """Drop the old values kept for undo and redo from the file, now.

        ``unused_names`` drops the names on the person's own lists too that no entry
        uses, ``recipients`` "for whom" from the log of what was shared.
        """
        from recovery_journal.database import erasure, undo

        with self._connection.transaction():
            result = PurgeResult(
                changes=undo.purge_all(self._connection),
                names=self.vocabulary.remove_unused_names() if unused_names else 0,
                recipients=self.sharing_log.remove_recipients() if recipients else 0,
            )
            erasure.schedule(self._connection)
        if not erasure.erase(self._connection):
            raise CannotWrite(
                _(
                    "The old values are out of the journal. Another program is reading it, so "
                    "its log could not be emptied yet; you could do this again in a moment."
                )
            )
        return result

    def erase_due(self) -> None:
        """Overwrite deleted text that undo no longer holds, where there is any.

        What cannot be done now, because another program is writing or the disk is
        full, waits for the next time. A damaged journal is left as it is.
        """
        from recovery_journal.database.erasure import erase_due

        # ValueError: a clock set to what is no date is told where the time is asked for.
        with suppress(JournalError, ValueError):
            if not self._damaged:
                erase_due(self._connection, self._clock())

    def backup(self, destination: Path | None = None) -> Path:
        """Write a whole, proved copy, to the backups folder where no name is given."""
        from recovery_journal.database import backup

        if destination is None:
            return backup.back_up(self._connection, self._clock())
        backup.copy_verified(self._connection, destination)
        return destination

    def diagnose_damage(self, error: BaseException) -> JournalError | None:
        """Return the error to show where an unforeseen one comes from a damaged file."""
        from recovery_journal.database.integrity import find_damage

        damage = find_damage(self._connection, error)
        self._damaged = self._damaged or damage is not None
        return damage

    @property
    def is_moved(self) -> bool:
        """Whether the file was moved while it was open; what is saved goes with it.

        Raises ``CannotWrite`` where it is gone, or another file is in its place.
        """
        return self._connection.is_moved()

    def close(self) -> None:
        """Overwrite what is due, checkpoint the WAL, close the file; a second call does nothing."""
        if not self._closed:
            self._closed = True
            try:
                self.erase_due()
            finally:
                self._connection.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
