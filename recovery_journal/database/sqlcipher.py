"""SQLCipher with types: connecting with a key, and the errors of the library as ours.

``sqlcipher3`` is a C module without stubs. It has the interface of the standard
library's ``sqlite3`` and one method more, so the types of that module stand for its
own, here and nowhere else: the rest of the package imports ``dbapi2`` from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import quote

from recovery_journal.database.file_header import damaged_error, is_write_protected
from recovery_journal.errors import Busy, CannotWrite, JournalError
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from sqlite3 import dbapi2 as dbapi2

    class RawConnection(dbapi2.Connection):
        """A connection of the library, which also takes a key."""

        def set_key(self, key: str) -> None:
            """Give the passphrase to the library."""
else:
    from sqlcipher3 import dbapi2

    RawConnection = dbapi2.Connection

SqlValue = str | int | float | None
"""What a column of a STRICT table holds here, and what is given to a statement."""
SqlRow = tuple[Any, ...]
"""A row; which type each of its columns has, the SQL and the schema say."""
SqlParameters = Sequence[SqlValue] | Mapping[str, SqlValue]

_DECODE_ERROR_PREFIX = "Could not decode to UTF-8"
"""How the library begins what it says of a text with wrong bytes; it gives it no number."""


def connect(
    path: Path, passphrase: str | None, *, from_any_thread: bool = False, immutable: bool = False
) -> RawConnection:
    """Return a connection with its key given; nothing has been read through it yet.

    ``immutable`` reads the file alone and touches nothing beside it: where nobody has it open.
    """
    database = str(path)
    if immutable or is_write_protected(path):
        # Where nobody has it open, SQLite need make no file beside it to read it.
        real_path = os.path.realpath(path)
        has_wal_files = not immutable and all(
            Path(real_path + end).exists() for end in ("-wal", "-shm")
        )
        options = "mode=ro" if has_wal_files else "mode=ro&immutable=1"
        database = f"file:{quote(real_path)}?{options}"
    # ``Connection.transaction`` begins transactions, not the library (isolation_level None).
    connection = dbapi2.connect(
        database,
        isolation_level=None,
        timeout=5.0,
        check_same_thread=not from_any_thread,
        factory=RawConnection,
        uri=database != str(path),
    )
    apply_key(connection, passphrase)
    return connection


def connect_memory(passphrase: str | None) -> RawConnection:
    """Return a connection to a new database in memory, for a copy under this passphrase."""
    connection = dbapi2.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=RawConnection
    )
    apply_key(connection, passphrase)
    return connection


def apply_key(connection: RawConnection, passphrase: str | None) -> None:
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


class DamagedText(str):
    """Stands in the place of a text whose bytes are none any more: a sentence that says so.

    One damaged text then does not hide all the others.
    """

    __slots__ = ()


def decode_leniently(data: bytes) -> str:
    """Return stored bytes as text, or what stands in its place where they are none."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return DamagedText(_("(this text is damaged and cannot be read)"))


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn an error of the database into the sentence a person reads."""
    try:
        yield
    except dbapi2.Error as error:
        raise to_journal_error(error, path) from None
    except UnicodeDecodeError:  # in the names of tables, or in what the library says of them
        raise damaged_error(path) from None


def sqlite_code(error: BaseException) -> int:
    """Return SQLite's primary error number, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def to_journal_error(error: BaseException, path: Path) -> JournalError:
    """Return the sentence for an error of the database; others are raised again."""
    code = sqlite_code(error)
    if code in {dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_FORMAT}:
        return damaged_error(path)
    if isinstance(error, dbapi2.OperationalError) and str(error).startswith(_DECODE_ERROR_PREFIX):
        return damaged_error(path)
    if code == dbapi2.SQLITE_FULL:
        return disk_full_error()
    if code in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
        return Busy(
            _(
                "Another program is writing to the journal, so this could not be saved. "
                "You could try again in a moment."
            )
        )
    if code in {
        dbapi2.SQLITE_READONLY,
        dbapi2.SQLITE_CANTOPEN,
        dbapi2.SQLITE_PERM,
        dbapi2.SQLITE_IOERR,
        dbapi2.SQLITE_AUTH,
    }:
        return CannotWrite(
            _(
                "Could not open or save: {path} or its folder cannot be written. "
                "The journal is as it was."
            ).format(path=path)
        )
    raise error


def disk_full_error() -> CannotWrite:
    """Return what is said where there is no room to save."""
    return CannotWrite(_("The disk is full, so this could not be saved. The journal is as it was."))
