"""``Journal``: the one value the rest of the program holds to read and write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from recovery_journal.errors import BadValue, CannotWrite, PassphraseNeeded, Unknown
from recovery_journal.storage.door import Door
from recovery_journal.storage.entries import Entries
from recovery_journal.storage.kept import Kept
from recovery_journal.storage.look import (
    APPLICATION_ID,
    CURRENT_VERSION,
    is_encrypted,
    newer_version,
    not_a_journal,
)
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.journal import JournalSettings
    from recovery_journal.storage.brief import Brief
    from recovery_journal.storage.contacts import Contacts
    from recovery_journal.storage.early import Early
    from recovery_journal.storage.goals import Goals
    from recovery_journal.storage.keeping import Sharing, Talk
    from recovery_journal.storage.names import Lists
    from recovery_journal.storage.steps import Steps
    from recovery_journal.storage.totals import Totals
    from recovery_journal.storage.undoing import Undone

Clock = Callable[[], datetime]


class Journal:
    """One open journal. Made by ``open`` or ``create``; closed after use.

    ``entries``, ``contacts``, ``talk``, ``goals``, ``steps``, ``totals``, ``sharing`` and
    ``lists`` are its parts.
    ``clock`` gives the time now, aware; nothing below it asks the machine.
    """

    def __init__(self, door: Door, clock: Clock) -> None:
        self._door = door
        self._clock = clock
        self._kept = Kept(door)
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
        journal = cls.open(path, passphrase, clock=clock, from_any_thread=from_any_thread)
        # The log is begun here, so that no save has to make its file.
        with journal._door.writing():
            journal._door.run(f"PRAGMA user_version = {CURRENT_VERSION}")
        return journal

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
        connection = early and early.take(path, passphrase)
        door = Door(path, passphrase, connection, from_any_thread=from_any_thread)
        try:
            version = door.prepare()
            row = door.one("PRAGMA application_id")
            if row is None or row[0] != APPLICATION_ID:
                raise not_a_journal(path)
            if version > CURRENT_VERSION:
                raise newer_version(path)
            if version < CURRENT_VERSION:
                from recovery_journal.storage.founding import bring_up_to_date

                bring_up_to_date(door, clock)
        except PassphraseNeeded as error:
            door.close()
            raise _with_hint(error, path, passphrase or "") from None
        except BaseException:
            door.close()
            raise
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
        row = self._door.one("PRAGMA data_version")
        return 0 if row is None else int(row[0])

    def undo(self) -> Undone:
        """Take back the newest change that is still kept; raises ``Unknown`` when there is none."""
        from recovery_journal.storage.undoing import undo

        undone = undo(self._door, self.entries, self._kept, self._clock())
        if undone is None:
            raise Unknown(_("There is nothing to take back."))
        return undone

    def forget(self) -> int:
        """Drop the old values kept for undo from the file, now; returns how many changes."""
        from recovery_journal.storage import history

        with self._door.writing():
            count = history.forget(self._door)
        if not self._door.clear_log():
            raise CannotWrite(
                _(
                    "The old values are out of the journal. Another program is reading it, so "
                    "its log could not be emptied yet; you could do this again in a moment."
                )
            )
        return count

    def backup(self, to: Path | None = None) -> Path:
        """Write a whole, proved copy, to the backups folder where no name is given."""
        from recovery_journal.storage import founding

        if to is None:
            return founding.back_up(self._door, self._clock())
        founding.copy(self._door, to)
        return to

    def close(self) -> None:
        """Close the file."""
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


def _with_hint(error: PassphraseNeeded, path: Path, passphrase: str) -> PassphraseNeeded:
    """Return the error, with what could be seen to be the reason."""
    from recovery_journal.storage.hint import hint

    return PassphraseNeeded(" ".join(filter(None, (error.message, hint(path, passphrase)))))
