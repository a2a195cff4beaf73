"""The connection: opening a file with care, transactions, and errors in one place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unicodedata import normalize
from uuid import uuid4

from sqlcipher3 import dbapi2

from recovery_journal.errors import CannotWrite, NotOurs, PassphraseNeeded
from recovery_journal.storage.look import (
    APPLICATION_ID,
    CURRENT_VERSION,
    beside,
    cannot_be_written,
    closed_here,
    damaged,
    newer_version,
    not_a_journal,
    opened_here,
)
from recovery_journal.storage.open_file import OpenFile, remove_unused
from recovery_journal.storage.telling import code_of, disk_full, telling, told
from recovery_journal.storage.write_ahead_log import WriteAheadLog, read_mark
from recovery_journal.words import _

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Door:
    """One open journal file. Every statement of the program passes through here.

    Errors of the database come out as ``JournalError``; the passphrase is kept
    for copies of the journal, and shown nowhere.
    """

    def __init__(
        self,
        path: Path,
        passphrase: str | None,
        connection: Any = None,
        *,
        from_any_thread: bool = False,
    ) -> None:
        self.path = path
        self.passphrase = passphrase
        self.session = uuid4().hex
        """The mark of this one opening, so that its own changes can be told from others."""
        self.read_only = False
        self._no_room = False
        self._alone_since = 0
        """Nanoseconds of the file's last change, as it is read alone."""
        self._opened_again = 0
        self._from_any_thread = from_any_thread
        self._key: tuple[int, int] | None = None
        self._log: WriteAheadLog | None = None
        self._file: OpenFile | None = None
        with telling(path):
            self._connection = connection or connect(
                path, passphrase, from_any_thread=from_any_thread
            )

    def prepare(self) -> int:
        """Read the schema version, which is the first read, then set this connection up."""
        try:
            version = self.first_read()
        except CannotWrite as error:
            if code_of(error.__context__ or error) != dbapi2.SQLITE_IOERR or not self._read_alone():
                raise
            version = self.first_read()
        self._set_up()
        self._key = opened_here(self.path, encrypted=self.passphrase is not None)
        self._file = OpenFile(self.path, self._key)
        self._log = WriteAheadLog(self._connection)
        self.read_only = self._no_room or cannot_be_written(self.path)
        self._leave()
        return version

    def _set_up(self) -> None:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cache_size = -2000",
        ):
            self.run(f"PRAGMA {pragma}")

    def first_read(self) -> int:
        """Read the schema version, which tries the passphrase."""
        try:
            row = self._connection.execute("PRAGMA user_version").fetchone()
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.DatabaseError as error:
            if self.passphrase is not None and code_of(error) == dbapi2.SQLITE_NOTADB:
                raise PassphraseNeeded(
                    _(
                        "This passphrase does not open this file. If you are sure of it, "
                        "the file may be damaged, or no journal."
                    )
                ) from None
            if code_of(error) == dbapi2.SQLITE_ERROR:  # a format that no version ever wrote
                raise damaged(self.path) from None
            raise told(error, self.path) from None
        return int(row[0])

    def _read_alone(self) -> bool:
        """Go on with the file alone: a full disk has no room for the log's index beside it.

        False where a log beside it holds what the file does not.
        """
        from recovery_journal.storage.leftover_log import holds

        self._connection.close()
        if any(holds(one) for one in beside(self.path)):
            return False
        remove_unused(beside(self.path))
        self._connection = connect(
            self.path, self.passphrase, from_any_thread=self._from_any_thread, as_it_lies=True
        )
        self._no_room, self._alone_since = True, self.path.stat().st_mtime_ns
        return True

    def _leave_read_alone(self) -> None:
        """Open the journal for writing if there is room by now, else raise ``CannotWrite``."""
        connection = connect(self.path, self.passphrase, from_any_thread=self._from_any_thread)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except dbapi2.Error:
            version = None
        if version != CURRENT_VERSION:  # one that was brought up to date in memory stays there
            connection.close()
            remove_unused(beside(self.path))
            raise disk_full()
        self._connection.close()
        self._connection, self._log = connection, WriteAheadLog(connection)
        self._no_room = self.read_only = False
        self._opened_again += 1
        self._set_up()

    def check_ours(self, version: int) -> None:
        """Raise ``NotOurs`` for a file that is no journal, or one of a newer version."""
        if self.one("PRAGMA application_id") != (APPLICATION_ID,):
            raise not_a_journal(self.path)
        if version > CURRENT_VERSION:
            raise newer_version(self.path)
        if version < CURRENT_VERSION:
            self.check_steps({row[0] for row in self.all("SELECT name FROM _sqlite_migrations")})

    def check_steps(self, done: set[str]) -> None:
        """Raise ``NotOurs`` where a step was applied that only a newer version knows."""
        from recovery_journal.migrations import migrations

        if done - {migration.name for migration in migrations._migrations}:
            raise newer_version(self.path)

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row."""
        with telling(self.path):
            return self._connection.execute(sql, values).fetchall()  # type: ignore[no-any-return]  # untyped library

    def readable(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row; a text whose bytes are damaged comes as ``Unreadable``."""
        try:
            return self.all(sql, values)
        except NotOurs:
            from recovery_journal.storage.unreadable import text_or_unreadable

            self._connection.text_factory = text_or_unreadable
            try:
                return self.all(sql, values)
            finally:
                self._connection.text_factory = str

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row, or None."""
        with telling(self.path):
            return self._connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]  # untyped library

    def version(self) -> tuple[int, int]:
        """Return numbers that change when another program has written, or this one."""
        with suppress(CannotWrite, OSError):
            if self._no_room and self.path.stat().st_mtime_ns != self._alone_since:
                # Another program has written: there is room, and pages in memory are old.
                self._leave_read_alone()
        row = self.one("PRAGMA data_version")
        data_version = (0 if row is None else int(row[0])) + (self._opened_again << 32)
        return data_version, int(self._connection.total_changes)

    def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement; returns the id of a row just added."""
        with telling(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def named(self, sql: str, values: Values = ()) -> list[dict[str, Any]]:
        """Return every row with its column names (for the kept old values only)."""
        with telling(self.path):
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one transaction: all of it is kept and on the disk, or nothing."""
        if self._connection.in_transaction:
            yield
            return
        self._begin()
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        if self._log is not None:
            self._log.fold()
            self._leave()

    def _leave(self) -> None:
        """Note how the file is left, so that another one copied over it is noticed."""
        if self._file is not None:
            self._file.left(self.version()[0])

    def _begin(self) -> None:
        """Begin a transaction that writes; a file that is still being built has no log."""
        if self._log is None:
            self.run("BEGIN IMMEDIATE")
            return
        if self._no_room:
            self._leave_read_alone()
        if self.read_only:
            raise CannotWrite(
                _(
                    "{path} or its folder cannot be written, so this could not be saved. "
                    "What is in the journal can be read."
                ).format(path=self.path)
            )
        self.check_in_place()
        try:
            with telling(self.path):
                self._log.begin()
        except BaseException:
            self._roll_back()
            raise

    def check_in_place(self) -> None:
        """Raise ``CannotWrite`` where the file is gone, or another one was put in its place."""
        if self._file is not None and not self._file.is_moved():
            self._file.check(self.version()[0], self._same_mark)

    def is_moved(self) -> bool:
        """Say whether the file was moved while it was open; what is saved then goes with it.

        Raises ``CannotWrite`` where it is gone, or another file is in its place.
        """
        return self._file is not None and self._file.is_moved()

    def _same_mark(self) -> bool:
        """Tell whether the file holds the state that this connection has in memory."""
        # Attached, the file is read anew with the key that this connection has: deriving
        # it again takes a hundred times as long. What cannot be read so is another file.
        with telling(self.path):
            mark = read_mark(self._connection)
        try:
            self._connection.execute("ATTACH ? AS anew", (str(self.path),))
            try:
                return read_mark(self._connection, "anew") == mark
            finally:
                self._connection.execute("DETACH anew")
        except dbapi2.Error as error:
            if code_of(error) in {dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_ERROR}:
                return False
            raise told(error, self.path) from None

    @contextmanager
    def in_memory(self) -> Iterator[None]:
        """Go on in a copy in memory, which can be written inside of this and only read after."""
        memory = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        unlock(memory, self.passphrase)
        self._connection.backup(memory)
        self._connection.close()
        self._connection, self._log = memory, None
        self._set_up()
        yield
        self._log = WriteAheadLog(memory)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one view of the journal over several reads."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        self.run("COMMIT")

    def _roll_back(self) -> None:
        """End a transaction that broke; damage and a full disk may have ended it already."""
        if self._connection.in_transaction:
            with suppress(dbapi2.Error):
                self._connection.execute("ROLLBACK")
        if self._log is not None:
            with suppress(dbapi2.Error):
                self._log.give_up()

    def clear_log(self) -> bool:
        """Fold the write-ahead log into the file and empty it, so that no old page stays.

        False where another program is reading, which keeps the log as it is, and
        inside a transaction. Nobody is waited for.
        """
        if self._connection.in_transaction:
            return False
        with telling(self.path):
            emptied = WriteAheadLog(self._connection).empty()
        self._leave()
        return emptied

    def connection(self) -> Any:
        """Return the bare connection, for migrations and copies inside this package."""
        return self._connection

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        left = self._file.left_behind() if self._file and self._key else []
        self._connection.close()
        remove_unused(left)
        if self._key is not None:
            closed_here(self._key)
            self._key = None


def connect(
    path: Path, passphrase: str | None, *, from_any_thread: bool = False, as_it_lies: bool = False
) -> Any:
    """Return a connection with its key given; nothing has been read through it yet.

    ``as_it_lies`` reads the file alone and touches nothing beside it: where nobody has it open.
    """
    name = str(path)
    if as_it_lies or cannot_be_written(path):
        from urllib.parse import quote

        # Where nobody has it open, SQLite need make no file beside it to read it.
        real = os.path.realpath(path)
        shared = not as_it_lies and all(Path(real + end).exists() for end in ("-wal", "-shm"))
        how = "mode=ro" if shared else "mode=ro&immutable=1"
        name = f"file:{quote(real)}?{how}"
    # Transactions are begun by ``Door.writing``, not by the library (isolation_level None).
    connection = dbapi2.connect(
        name,
        isolation_level=None,
        timeout=5.0,
        check_same_thread=not from_any_thread,
        uri=name != str(path),
    )
    unlock(connection, passphrase)
    return connection


def unlock(connection: Any, passphrase: str | None) -> None:
    """Give the key to a new connection, before anything else is asked of it."""
    if passphrase is None:
        return
    # SQLCipher's own log lines could hold more than a person agreed to.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # The key goes to the library itself: it never stands in a statement, and
    # any character is fine, which a quoted PRAGMA cannot say of U+0000.
    connection.set_key(normalize("NFC", passphrase))
    # Of the format of this version whatever a later library takes for the usual one.
    connection.execute("PRAGMA cipher_compatibility = 4")
