"""``Journal``: the one value the rest of the program holds to read and write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from recovery_journal.errors import (
    BadValue,
    CannotWrite,
    JournalError,
    NotOurs,
    PassphraseNeeded,
    Unknown,
)
from recovery_journal.storage.door import Door
from recovery_journal.storage.entries import Entries
from recovery_journal.storage.kept import Kept
from recovery_journal.storage.look import CURRENT_VERSION, beside, damaged, is_encrypted
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.change import Change
    from recovery_journal.domain.journal import JournalSettings
    from recovery_journal.storage.brief import Brief
    from recovery_journal.storage.contacts import Contacts
    from recovery_journal.storage.drafts import Drafts
    from recovery_journal.storage.early import Early
    from recovery_journal.storage.goals import Goals
    from recovery_journal.storage.keeping import Sharing, Talk
    from recovery_journal.storage.names import Lists
    from recovery_journal.storage.steps import Steps
    from recovery_journal.storage.totals import Totals
    from recovery_journal.storage.undoing import Undo

Clock = Callable[[], datetime]


class Forgotten(NamedTuple):
    """How much ``forget`` removed: changes, names on lists, lines with "for whom"."""

    changes: int
    names: int
    recipients: int


class Journal:
    """One open journal. Made by ``open`` or ``create``; closed after use.

    ``entries``, ``contacts``, ``talk``, ``goals``, ``steps``, ``totals``, ``sharing``,
    ``lists`` and ``drafts`` are its parts.
    ``clock`` gives the time now, aware; nothing below it asks the machine.
    """

    def __init__(self, door: Door, clock: Clock) -> None:
        self._door = door
        self._clock = clock
        self._kept = Kept(door)
        self._closed = False
        self._damaged = False
        self.path = door.path
        self.encrypted = door.passphrase is not None
        self.entries = Entries(door, clock, self._kept.day_ends_at)

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Look at a file without changing it, and tell whether a passphrase opens it.

        Raises ``NoJournal`` and ``NotOurs``.
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
        from recovery_journal.storage.founding import found

        if passphrase == "":
            raise BadValue(_("An empty passphrase cannot protect a journal."), field="passphrase")
        found(path, passphrase, settings)
        return cls.open(path, passphrase, clock=clock, from_any_thread=from_any_thread)

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None,
        *,
        clock: Clock,
        early: Early | None = None,
        from_any_thread: bool = False,
    ) -> Journal:
        """Open a journal; a passphrase given for an unencrypted one is not used.

        ``early`` may be on its way to the same file already and is taken over then.
        ``from_any_thread`` lets it be opened in one thread and used, one at a time, in another.
        Raises ``NoJournal``, ``PassphraseNeeded`` (missing or wrong), ``NotOurs``.
        """
        if not is_encrypted(path):
            passphrase = None
        elif not passphrase:
            raise PassphraseNeeded(_("This journal opens with its passphrase."))
        if beside(path):
            from recovery_journal.storage.leftover_log import check_left_over

            with _with_hint(path, passphrase or ""):
                check_left_over(path, passphrase)
        connection = early and early.take(path, passphrase)
        door = Door(path, passphrase, connection, from_any_thread=from_any_thread)
        with _with_hint(path, passphrase or ""), _closed_on_error(door):
            version = door.prepare()
            door.check_ours(version)
            if version < CURRENT_VERSION:
                from recovery_journal.storage.founding import bring_up_to_date

                bring_up_to_date(door, clock)
        return cls(door, clock)

    @cached_property
    def contacts(self) -> Contacts:
        """The people, groups and services."""
        from recovery_journal.storage.contacts import Contacts

        return Contacts(self._door, self._clock, self.entries)

    @cached_property
    def talk(self) -> Talk:
        """What to talk about next session."""
        from recovery_journal.storage.keeping import Talk

        return Talk(self._door, self._clock)

    @cached_property
    def goals(self) -> Goals:
        """The person's goals."""
        from recovery_journal.storage.goals import Goals

        return Goals(self._door, self._clock)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and is not saved yet."""
        from recovery_journal.storage.drafts import Drafts

        return Drafts(self._door)

    @cached_property
    def steps(self) -> Steps:
        """The safety steps."""
        from recovery_journal.storage.steps import Steps

        return Steps(self._door, self._clock)

    @cached_property
    def totals(self) -> Totals:
        """What all records come to."""
        from recovery_journal.storage.totals import Totals

        return Totals(self._door)

    @cached_property
    def brief(self) -> Brief:
        """Many records at once, their numbers alone."""
        from recovery_journal.storage.brief import Brief

        return Brief(self._door)

    @cached_property
    def sharing(self) -> Sharing:
        """The log of what left the journal."""
        from recovery_journal.storage.keeping import Sharing

        return Sharing(self._door)

    @cached_property
    def lists(self) -> Lists:
        """The growing lists of emotions, triggers and ways of coping."""
        from recovery_journal.storage.names import Lists

        return Lists(self._door)

    @property
    def settings(self) -> JournalSettings:
        """What the journal knows about its writer."""
        return self._kept.settings()

    def today(self, now: datetime) -> date:
        """Return the person's day that it is now, which both faces look at.

        It is the later of this machine's day and the newest entry's, so that a
        person who flies west has not lost a day.
        """
        from recovery_journal.rules.days import local_date

        return self.entries.lived_day(local_date(now, self._kept.settings().day_ends_at), now)

    def change_settings(self, **changes: Any) -> JournalSettings:
        """Change the journal's settings; a new ``day_ends_at`` moves every record's day."""
        return self._kept.change(**changes)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Hold several changes together: all of them are kept, or none."""
        with self._door.writing():
            yield

    def data_version(self) -> int:
        """Return a number that changes when another program has written."""
        return self._door.version()[0]

    @cached_property
    def _undo(self) -> Undo:
        from recovery_journal.storage.undoing import Undo

        return Undo(self._door, self.entries, self._kept)

    def latest_change(self) -> Change | None:
        """Return the change that ``undo`` would take back, None where there is none."""
        return self._undo.latest(self._clock())

    def latest_undone(self) -> Change | None:
        """Return the change that ``redo`` would do again, None where there is none."""
        return self._undo.undone(self._clock())

    def undo(self, only: int | None = None) -> Change:
        """Take back the newest change that is still kept; returns what it was.

        ``only`` is the id of the change that is meant. Raises ``Unknown`` where there
        is none, or another is the newest now.
        """
        undone = self._undo.undo(self._clock(), only)
        if undone is None:
            raise Unknown(_("There is nothing to take back."))
        return undone

    def redo(self, only: int | None = None) -> Change:
        """Do the change again that was taken back last; as ``undo`` in all else."""
        redone = self._undo.redo(self._clock(), only)
        if redone is None:
            raise Unknown(_("There is nothing to bring back."))
        return redone

    def forget(self, *, unused_names: bool = False, recipients: bool = False) -> Forgotten:
        """Drop the old values kept for undo and redo from the file, now.

        ``unused_names`` drops the names on the person's own lists too that no entry
        uses, ``recipients`` "for whom" from the log of what was shared.
        """
        from recovery_journal.storage import erasing, history

        with self._door.writing():
            found = Forgotten(
                changes=history.forget(self._door),
                names=self.lists.remove_unused() if unused_names else 0,
                recipients=self.sharing.remove_recipients() if recipients else 0,
            )
            erasing.mark(self._door)
        if not erasing.erase(self._door):
            raise CannotWrite(
                _(
                    "The old values are out of the journal. Another program is reading it, so "
                    "its log could not be emptied yet; you could do this again in a moment."
                )
            )
        return found

    def erase_due(self) -> None:
        """Overwrite deleted text that undo no longer holds, where there is any.

        What cannot be done now, because another program is writing or the disk is
        full, waits for the next time. A damaged journal is left as it is.
        """
        from recovery_journal.storage import erasing, history

        if self._damaged:
            return

        # ValueError: a clock set to what is no date is told where the time is asked for.
        with suppress(JournalError, ValueError):
            now = self._clock()
            if history.has_old_text(self._door, now):
                with self._door.writing():
                    history.purge(self._door, now)
            if erasing.is_due(self._door):
                erasing.erase(self._door)

    def backup(self, to: Path | None = None) -> Path:
        """Write a whole, proved copy, to the backups folder where no name is given."""
        from recovery_journal.storage import founding

        if to is None:
            return founding.back_up(self._door, self._clock())
        founding.copy(self._door, to)
        return to

    def damage(self, error: BaseException) -> JournalError | None:
        """Return the error to tell where one that nobody foresaw comes from a damaged file."""
        behind: BaseException | None = error
        while behind is not None and not isinstance(behind, NotOurs):
            hidden = behind.__suppress_context__
            behind = behind.__cause__ or (None if hidden else behind.__context__)
        if behind is None and _is_damaged(self._door):
            behind = damaged(self.path)
        self._damaged = self._damaged or behind is not None
        return behind

    @property
    def is_moved(self) -> bool:
        """Whether the file was moved while it was open; what is saved goes with it.

        Raises ``CannotWrite`` where it is gone, or another file is in its place.
        """
        return self._door.is_moved()

    def close(self) -> None:
        """Overwrite what is due, fold the log in, close the file; a second call does nothing."""
        if not self._closed:
            self._closed = True
            try:
                self.erase_due()
            finally:
                self._door.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def _closed_on_error(door: Door) -> Iterator[None]:
    """Close the door after an error on the way in, which comes out as the one to tell."""
    try:
        yield
    except (JournalError, KeyboardInterrupt):
        door.close()
        raise
    except BaseException as error:
        # What nobody foresaw, on a journal that is not whole, is damage.
        unsound = isinstance(error, Exception) and _is_damaged(door)
        door.close()
        if unsound:
            raise damaged(door.path) from None
        raise


def _is_damaged(door: Door) -> bool:
    from recovery_journal.storage.whole import is_damaged

    return is_damaged(door)


@contextmanager
def _with_hint(path: Path, passphrase: str) -> Iterator[None]:
    """Say, with a passphrase that does not open it, what could be seen to be the reason."""
    try:
        yield
    except PassphraseNeeded as error:
        from recovery_journal.storage.hint import hint

        said = " ".join(filter(None, (error.message, hint(path, passphrase))))
        raise PassphraseNeeded(said) from None
