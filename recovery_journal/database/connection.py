"""``Connection``: one open journal file. Every statement and transaction passes through here.

Opening begins with ``configure``. A write goes through ``transaction``, which refuses a
file that is no longer the one that was opened, and leaves everything in the file itself:
the log (WAL) is folded in and emptied before a save returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from recovery_journal.database.file_header import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    damaged_error,
    is_write_protected,
    newer_version_error,
    not_a_journal_error,
)
from recovery_journal.database.open_files import (
    OpenFile,
    remove_unused_sidecars,
    sidecar_files,
)
from recovery_journal.database.sqlcipher import (
    RawConnection,
    SqlParameters,
    SqlRow,
    SqlValue,
    connect,
    connect_memory,
    dbapi2,
    decode_leniently,
    disk_full_error,
    sqlite_code,
    to_journal_error,
    translate_errors,
)
from recovery_journal.database.wal import WriteAheadLog, read_wal_token
from recovery_journal.errors import CannotWrite, PassphraseNeeded, UnusableJournal
from recovery_journal.i18n import _


class Connection:
    """One open journal file. Every SQL statement passes through here.

    Errors of the database come out as ``JournalError``; the passphrase is stored
    for copies of the journal, and shown nowhere.
    """

    def __init__(
        self,
        path: Path,
        passphrase: str | None,
        connection: RawConnection | None = None,
        *,
        from_any_thread: bool = False,
    ) -> None:
        self.path = path
        self.passphrase = passphrase
        self.session_id = uuid4().hex
        """The mark of this one opening, so that its own changes can be told from others."""
        self.read_only = False
        self._is_closed = False
        self._is_disk_full = False
        self._immutable_mtime_ns = 0
        """Nanoseconds of the file's last change, as it is read alone."""
        self._reopen_count = 0
        self._from_any_thread = from_any_thread
        self._wal: WriteAheadLog | None = None
        self._open_file: OpenFile | None = None
        with translate_errors(path):
            self._raw = connection or connect(path, passphrase, from_any_thread=from_any_thread)

    def configure(self) -> int:
        """Read the schema version, which is the first read, then set this connection up."""
        try:
            schema_version = self.read_schema_version()
        except CannotWrite as error:
            if (
                sqlite_code(error.__context__ or error) != dbapi2.SQLITE_IOERR
                or not self._reopen_immutable()
            ):
                raise
            schema_version = self.read_schema_version()
        self._apply_pragmas()
        self._open_file = OpenFile(self.path, encrypted=self.passphrase is not None)
        self._wal = WriteAheadLog(self._raw)
        self.read_only = self._is_disk_full or is_write_protected(self.path)
        self._note_file_state()
        return schema_version

    def _apply_pragmas(self) -> None:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cache_size = -2000",
        ):
            self.execute(f"PRAGMA {pragma}")

    def read_schema_version(self) -> int:
        """Read the schema version, which tries the passphrase."""
        try:
            row = self._raw.execute("PRAGMA user_version").fetchone()
            self._raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.DatabaseError as error:
            if self.passphrase is not None and sqlite_code(error) == dbapi2.SQLITE_NOTADB:
                raise PassphraseNeeded(
                    _(
                        "This passphrase does not open this file. If you are sure of it, "
                        "the file may be damaged, or no journal."
                    )
                ) from None
            if sqlite_code(error) == dbapi2.SQLITE_ERROR:  # a format that no version ever wrote
                raise damaged_error(self.path) from None
            raise to_journal_error(error, self.path) from None
        return int(row[0])

    def _reopen_immutable(self) -> bool:
        """Go on with the file alone: a full disk has no room for the WAL index (-shm).

        False where the WAL holds what the file does not.
        """
        from recovery_journal.database.leftover_wal import has_changes

        self._raw.close()
        if any(has_changes(file) for file in sidecar_files(self.path)):
            return False
        remove_unused_sidecars(sidecar_files(self.path))
        self._raw = connect(
            self.path, self.passphrase, from_any_thread=self._from_any_thread, immutable=True
        )
        self._is_disk_full, self._immutable_mtime_ns = True, self.path.stat().st_mtime_ns
        return True

    def _reopen_writable(self) -> None:
        """Open the journal for writing if there is room by now, else raise ``CannotWrite``."""
        connection = connect(self.path, self.passphrase, from_any_thread=self._from_any_thread)
        try:
            schema_version = connection.execute("PRAGMA user_version").fetchone()[0]
        except dbapi2.Error:
            schema_version = None
        # One that was brought up to date in memory stays there.
        if schema_version != SCHEMA_VERSION:
            connection.close()
            remove_unused_sidecars(sidecar_files(self.path))
            raise disk_full_error()
        self._raw.close()
        self._raw, self._wal = connection, WriteAheadLog(connection)
        self._is_disk_full = self.read_only = False
        self._reopen_count += 1
        self._apply_pragmas()

    def check_is_journal(self, schema_version: int) -> None:
        """Raise ``UnusableJournal`` for a file that is no journal, or one of a newer version."""
        if self.fetch_one("PRAGMA application_id") != (APPLICATION_ID,):
            raise not_a_journal_error(self.path)
        if schema_version > SCHEMA_VERSION:
            raise newer_version_error(self.path)
        if schema_version < SCHEMA_VERSION:
            self.check_migrations(
                {row[0] for row in self.fetch_all("SELECT name FROM _sqlite_migrations")}
            )

    def check_migrations(self, applied: set[str]) -> None:
        """Raise ``UnusableJournal`` where a step was applied that only a newer version knows."""
        from recovery_journal.migrations import migrations

        if applied - {migration.name for migration in migrations._migrations}:
            raise newer_version_error(self.path)

    def fetch_all(self, sql: str, parameters: SqlParameters = ()) -> list[SqlRow]:
        """Return every row."""
        with translate_errors(self.path):
            return self._raw.execute(sql, parameters).fetchall()

    def fetch_all_lenient(self, sql: str, parameters: SqlParameters = ()) -> list[SqlRow]:
        """Return every row; a text whose bytes are damaged comes as ``DamagedText``."""
        try:
            return self.fetch_all(sql, parameters)
        except UnusableJournal:
            self._raw.text_factory = decode_leniently
            try:
                return self.fetch_all(sql, parameters)
            finally:
                self._raw.text_factory = str

    def fetch_one(self, sql: str, parameters: SqlParameters = ()) -> SqlRow | None:
        """Return the first row, or None."""
        with translate_errors(self.path):
            row: SqlRow | None = self._raw.execute(sql, parameters).fetchone()
        return row

    def fetch_int(self, sql: str, parameters: SqlParameters = ()) -> int:
        """Return the number in the first column of the first row; 0 where there is none."""
        row = self.fetch_one(sql, parameters)
        return 0 if row is None else int(row[0] or 0)

    def change_counter(self) -> tuple[int, int]:
        """Return numbers that change when another program has written, or this one."""
        with suppress(CannotWrite, OSError):
            if self._is_disk_full and self.path.stat().st_mtime_ns != self._immutable_mtime_ns:
                # Another program has written: there is room, and pages in memory are old.
                self._reopen_writable()
        data_version = self.fetch_int("PRAGMA data_version") + (self._reopen_count << 32)
        return data_version, self._raw.total_changes

    def execute(self, sql: str, parameters: SqlParameters = ()) -> int:
        """Run a statement; returns the id of a row just added."""
        with translate_errors(self.path):
            return self._raw.execute(sql, parameters).lastrowid or 0

    def fetch_dicts(self, sql: str, parameters: SqlParameters = ()) -> list[dict[str, SqlValue]]:
        """Return every row with its column names (for undo snapshots only)."""
        with translate_errors(self.path):
            cursor = self._raw.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def insert(self, table: str, row: Mapping[str, SqlValue], on_conflict: str = "") -> int:
        """Add a row of these columns; returns its id."""
        placeholders = ", ".join("?" * len(row))
        return self.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders}) {on_conflict}",
            tuple(row.values()),
        )

    def update(
        self, table: str, row_id: int, row: Mapping[str, SqlValue], *, key: str = "id"
    ) -> None:
        """Change these columns of the row with this id, which is in the column ``key``."""
        assignments = ", ".join(f"{name} = ?" for name in row)
        self.execute(f"UPDATE {table} SET {assignments} WHERE {key} = ?", (*row.values(), row_id))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one transaction: all of it is committed and on the disk, or nothing."""
        if self._raw.in_transaction:
            yield
            return
        self._begin_write()
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        if self._wal is not None:
            self._wal.sync_and_checkpoint()
            self._note_file_state()

    def _note_file_state(self) -> None:
        """Note how the file is left, so that another one copied over it is noticed."""
        if self._open_file is not None:
            self._open_file.note_state(self.change_counter()[0])

    def _begin_write(self) -> None:
        """Begin a transaction that writes; a file that is still being built has no log."""
        if self._wal is None:
            self.execute("BEGIN IMMEDIATE")
            return
        if self._is_disk_full:
            self._reopen_writable()
        if self.read_only:
            raise CannotWrite(
                _(
                    "{path} or its folder cannot be written, so this could not be saved. "
                    "What is in the journal can be read."
                ).format(path=self.path)
            )
        self.check_same_file()
        try:
            with translate_errors(self.path):
                self._wal.begin()
        except BaseException:
            self._roll_back()
            raise

    def check_same_file(self) -> None:
        """Raise ``CannotWrite`` where the file is gone, or another one was put in its place."""
        if self._open_file is not None and not self._open_file.is_moved():
            self._open_file.check_unchanged(self.change_counter()[0], self._has_same_wal_token)

    def is_moved(self) -> bool:
        """Say whether the file was moved while it was open; what is saved then goes with it.

        Raises ``CannotWrite`` where it is gone, or another file is in its place.
        """
        return self._open_file is not None and self._open_file.is_moved()

    def _has_same_wal_token(self) -> bool:
        """Tell whether the file holds the state that this connection has in memory."""
        # Attached, the file is read anew with the key that this connection has: deriving
        # it again takes a hundred times as long. What cannot be read so is another file.
        with translate_errors(self.path):
            token = read_wal_token(self._raw)
        try:
            self._raw.execute("ATTACH ? AS anew", (str(self.path),))
            try:
                return read_wal_token(self._raw, "anew") == token
            finally:
                self._raw.execute("DETACH anew")
        except dbapi2.Error as error:
            if sqlite_code(error) in {
                dbapi2.SQLITE_NOTADB,
                dbapi2.SQLITE_CORRUPT,
                dbapi2.SQLITE_ERROR,
            }:
                return False
            raise to_journal_error(error, self.path) from None

    @contextmanager
    def switch_to_memory(self) -> Iterator[None]:
        """Go on in a copy in memory, which can be written inside of this and only read after."""
        memory = connect_memory(self.passphrase)
        self._raw.backup(memory)
        self._raw.close()
        self._raw, self._wal = memory, None
        self._apply_pragmas()
        yield
        self._wal = WriteAheadLog(memory)

    @contextmanager
    def read_transaction(self) -> Iterator[None]:
        """Hold one view of the journal over several reads."""
        if self._raw.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        self.execute("COMMIT")

    def _roll_back(self) -> None:
        """End a transaction that broke; damage and a full disk may have ended it already."""
        if self._raw.in_transaction:
            with suppress(dbapi2.Error):
                self._raw.execute("ROLLBACK")
        if self._wal is not None:
            with suppress(dbapi2.Error):
                self._wal.restore_synchronous()

    def checkpoint_wal(self) -> bool:
        """Fold the write-ahead log into the file and empty it, so that no old page stays.

        False where another program is reading, which blocks the checkpoint, and
        inside a transaction. Nobody is waited for.
        """
        if self._raw.in_transaction:
            return False
        with translate_errors(self.path):
            truncated = WriteAheadLog(self._raw).truncate()
        self._note_file_state()
        return truncated

    def raw_connection(self) -> RawConnection:
        """Return the bare connection, for migrations and copies inside this package."""
        return self._raw

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        orphans = self._open_file.orphaned_sidecars() if self._open_file else []
        self._raw.close()
        remove_unused_sidecars(orphans)
        if self._open_file is not None:
            self._open_file.release()
