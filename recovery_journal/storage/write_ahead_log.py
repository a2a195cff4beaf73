"""Committing through SQLite's write-ahead log so that the journal is one whole file again.

Each save is committed to the log, synced, and folded into the journal file before
anyone is told; the log is then emptied. So a log that holds something is left only
by a program that was killed in between, or while another one is reading.
"""

from __future__ import annotations

import os
from typing import Any

from sqlcipher3 import dbapi2

from recovery_journal.errors import CannotWrite
from recovery_journal.storage.telling import code_of
from recovery_journal.words import _

MARK = "log"
"""The key in ``setting`` whose value is "A>B": the log begun on state A led to state B.

The first save in a log makes a new state, so that a log can be told from one that
was written for another state of the file: an older copy, say (see leftover_log).
"""


def new_state(mark: str | None) -> str:
    """Return the mark of a new state that follows the one marked so, None for none."""
    return f"{state_of(mark)}>{os.urandom(8).hex()}"


def state_of(mark: str | None) -> str:
    """Return the state that a journal with this mark is in."""
    return (mark or "").rpartition(">")[2]


def base_of(mark: str | None) -> str:
    """Return the state on which the log that left this mark was begun."""
    return (mark or "").partition(">")[0]


class WriteAheadLog:
    """The log of one open connection: begins transactions in it and folds them in."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Begin a transaction; the first one in a log marks which state it is for."""
        if self._ask("journal_mode")[0] != "wal":
            self._use_log()
        while True:
            before = self._ask("data_version")
            frames, folded = self._ask("wal_checkpoint(NOOP)")[1:]
            # In an empty log nothing has to be on the disk in a certain order before
            # ``fold`` syncs it as a whole: SQLite would sync its header by itself, too.
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if frames else 'OFF'}")
            self._connection.execute("BEGIN IMMEDIATE")
            if self._ask("data_version") == before:
                break
            self._connection.execute("ROLLBACK")  # another program wrote in between
        if frames == folded:
            mark = read_mark(self._connection)
            write_mark(self._connection, new_state(mark))

    def fold(self) -> None:
        """Have the disk keep what was committed and fold it into the file; then empty the log.

        A program that reads an older state keeps the log as it is; it is synced then.
        Raises ``CannotWrite`` where the disk did not confirm.
        """
        self._connection.execute("PRAGMA synchronous = FULL")
        try:
            busy, frames, folded = self._checkpoint()
            if busy and not frames == folded >= 0:
                self._sync_log()
        except dbapi2.Error as error:
            # The log was synced before a disk without room for the file was met.
            if code_of(error) != dbapi2.SQLITE_FULL:
                raise CannotWrite(
                    _(
                        "This was written, but the disk did not confirm it. You could look "
                        "whether it is there before you save it again."
                    )
                ) from None

    def empty(self) -> bool:
        """Fold the log in and empty it; False where another program keeps it from that."""
        return self._checkpoint()[0] == 0

    def give_up(self) -> None:
        """Sync what comes next in the ordinary way, after a transaction that broke."""
        self._connection.execute("PRAGMA synchronous = FULL")

    def _checkpoint(self) -> tuple[int, int, int]:
        """Fold the log in without waiting for anybody.

        Returns 1 where somebody kept it from being emptied, else 0; the pages in it;
        and how many of them are folded in.
        """
        waits = self._ask("busy_timeout")[0]
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy, frames, folded = self._ask("wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {waits}")
        return busy, frames, folded

    def _sync_log(self) -> None:
        """Commit something small, which has SQLite sync the whole log."""
        version = self._ask("user_version")[0]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(f"PRAGMA user_version = {version}")
        self._connection.execute("COMMIT")

    def _use_log(self) -> None:
        """Use a log again where another tool turned it off, if nobody else has the file open."""
        try:
            self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except dbapi2.Error as error:
            if code_of(error) not in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
                raise

    def _ask(self, pragma: str) -> Any:
        return self._connection.execute(f"PRAGMA {pragma}").fetchone()


def read_mark(connection: Any, which: str = "main") -> str | None:
    """Return the mark of the state that is read through this connection."""
    ask = f"SELECT value FROM {which}.setting WHERE key = ?"
    row = connection.execute(ask, (MARK,)).fetchone()
    return None if row is None else str(row[0])


def write_mark(connection: Any, mark: str) -> None:
    """Write the mark of the state, inside the transaction that is open."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (MARK, mark),
    )
