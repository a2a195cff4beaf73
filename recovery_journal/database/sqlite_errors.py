"""Translation of SQLite errors into ``JournalError`` with a message for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from recovery_journal.database.file_header import damaged_error
from recovery_journal.errors import Busy, CannotWrite, JournalError
from recovery_journal.i18n import _

_DECODE_ERROR_PREFIX = "Could not decode to UTF-8"
"""How the library begins what it says of a text with wrong bytes; it gives it no number."""


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
