"""Commits through SQLite's write-ahead log (WAL), each checkpointed into the journal file.

Each save is committed to the WAL, synced, and checkpointed into the file before
it returns; the WAL is then emptied. So a WAL that holds something is left only
by a program that was killed in between, or while another one is reading.
"""

from __future__ import annotations

import os

from recovery_journal.database.sqlcipher import RawConnection, SqlRow, dbapi2, sqlite_code
from recovery_journal.errors import CannotWrite
from recovery_journal.i18n import _

WAL_TOKEN_KEY = "log"
"""The key in ``setting`` whose value is "A>B": the WAL begun on state A led to state B.

The first save in a WAL makes a new state, so that a WAL differs from one that
was written for another state of the file: an older copy, say (see leftover_wal).
"""


def next_wal_token(token: str | None) -> str:
    """Return the token of a new state that follows this one, None for none."""
    return f"{token_state(token)}>{os.urandom(8).hex()}"


def token_state(token: str | None) -> str:
    """Return the state that a journal with this token is in."""
    return (token or "").rpartition(">")[2]


def token_base(token: str | None) -> str:
    """Return the state on which the WAL with this token was begun."""
    return (token or "").partition(">")[0]


class WriteAheadLog:
    """The WAL of one open connection: begins transactions and checkpoints them."""

    def __init__(self, connection: RawConnection) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Begin a transaction; the first one in a WAL writes the token of its state."""
        if self._pragma("journal_mode")[0] != "wal":
            self._enable_wal()
        while True:
            version_before = self._pragma("data_version")
            frames, checkpointed = self._pragma("wal_checkpoint(NOOP)")[1:]
            # In an empty WAL nothing has to be on the disk in a certain order before
            # ``sync_and_checkpoint`` syncs it: SQLite would sync its header by itself, too.
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if frames else 'OFF'}")
            self._connection.execute("BEGIN IMMEDIATE")
            if self._pragma("data_version") == version_before:
                break
            self._connection.execute("ROLLBACK")  # another program wrote in between
        if frames == checkpointed:
            token = read_wal_token(self._connection)
            write_wal_token(self._connection, next_wal_token(token))

    def sync_and_checkpoint(self) -> None:
        """Sync the WAL to the disk, checkpoint it into the file, and empty it.

        A program that reads an older state blocks the checkpoint; the WAL is synced then.
        Raises ``CannotWrite`` where the disk did not confirm.
        """
        self._connection.execute("PRAGMA synchronous = FULL")
        try:
            busy, frames, checkpointed = self._run_checkpoint()
            if busy and not frames == checkpointed >= 0:
                self._fsync_wal()
        except dbapi2.Error as error:
            # The WAL was synced before a disk without room for the file was met.
            if sqlite_code(error) != dbapi2.SQLITE_FULL:
                raise CannotWrite(
                    _(
                        "This was written, but the disk did not confirm it. You could look "
                        "whether it is there before you save it again."
                    )
                ) from None

    def truncate(self) -> bool:
        """Checkpoint and truncate the WAL; False where another program blocks that."""
        return self._run_checkpoint()[0] == 0

    def restore_synchronous(self) -> None:
        """Sync what comes next in the ordinary way, after a transaction that broke."""
        self._connection.execute("PRAGMA synchronous = FULL")

    def _run_checkpoint(self) -> tuple[int, int, int]:
        """Checkpoint the WAL without waiting for other connections.

        Returns 1 where it could not be emptied, else 0; the pages in it;
        and how many of them are checkpointed.
        """
        timeout = self._pragma("busy_timeout")[0]
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy, frames, checkpointed = self._pragma("wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {timeout}")
        return busy, frames, checkpointed

    def _fsync_wal(self) -> None:
        """Commit something small, which has SQLite sync the whole log."""
        version = self._pragma("user_version")[0]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(f"PRAGMA user_version = {version}")
        self._connection.execute("COMMIT")

    def _enable_wal(self) -> None:
        """Use a log again where another tool turned it off, if nobody else has the file open."""
        try:
            self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except dbapi2.Error as error:
            if sqlite_code(error) not in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
                raise

    def _pragma(self, pragma: str) -> SqlRow:
        row: SqlRow = self._connection.execute(f"PRAGMA {pragma}").fetchone()
        return row


def read_wal_token(connection: RawConnection, schema: str = "main") -> str | None:
    """Return the token of the state that is read through this connection."""
    sql = f"SELECT value FROM {schema}.setting WHERE key = ?"
    row = connection.execute(sql, (WAL_TOKEN_KEY,)).fetchone()
    return None if row is None else str(row[0])


def write_wal_token(connection: RawConnection, token: str) -> None:
    """Write the token of the state, inside the open transaction."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (WAL_TOKEN_KEY, token),
    )
