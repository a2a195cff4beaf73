"""Probing of a file's header, before any passphrase is tried and without changing it."""

from __future__ import annotations

import os
from pathlib import Path

from recovery_journal.database.open_files import registered_handles
from recovery_journal.errors import CannotWrite, NoJournal, UnusableJournal
from recovery_journal.i18n import _

APPLICATION_ID = 0x524A4E4C  # "RJNL"
SCHEMA_VERSION = 6
SQLITE_HEADER = b"SQLite format 3\x00"
PAGE_SIZE = 4096


def is_write_protected(path: Path) -> bool:
    """Return whether the file or its folder is read-only."""
    real_path = Path(os.path.realpath(path))
    return real_path.exists() and not (
        os.access(real_path, os.W_OK) and os.access(real_path.parent, os.W_OK)
    )


def is_encrypted(path: Path) -> bool:
    """Read the header, change nothing, and return whether a passphrase is needed.

    Raises ``NoJournal`` where there is none and ``UnusableJournal`` for a file that
    cannot be a journal, is damaged, or was made by a newer version.
    """
    try:
        status = path.stat()
        if open_handles := registered_handles(status):
            return open_handles[-1]
        if not path.is_file():
            raise not_a_journal_error(path)
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise NoJournal(
            _("There is no journal at {path} yet. Make one with: recovery-journal init").format(
                path=path
            )
        ) from None
    except OSError as error:
        raise CannotWrite(
            _("The journal at {path} could not be read: {reason}.").format(
                path=path, reason=error.strerror
            )
        ) from None
    return _is_encrypted_header(path, header, status.st_size)


def _is_encrypted_header(path: Path, header: bytes, size: int) -> bool:
    """Return whether the first bytes and size are those of an encrypted journal."""
    has_application_id = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if not header.startswith(SQLITE_HEADER):
        if has_application_id:  # where an encrypted file has nothing but noise
            raise damaged_error(path)
        wal = Path(f"{os.path.realpath(path)}-wal")  # beside the file that a link leads to
        if size < PAGE_SIZE or (size % PAGE_SIZE and not wal.exists()):
            raise not_a_journal_error(path)
        return True
    if len(header) < 100 or not has_application_id:
        raise not_a_journal_error(path)
    if int.from_bytes(header[60:64], "big") > SCHEMA_VERSION:
        raise newer_version_error(path)
    if not {header[18], header[19]} <= {1, 2}:  # SQLite would take it for one it cannot write
        raise damaged_error(path)
    return False


def not_a_journal_error(path: Path) -> UnusableJournal:
    """Return the error for a file that is something else."""
    return UnusableJournal(
        _("The file {path} is not a recovery journal. It was left as it is.").format(path=path)
    )


def damaged_error(path: Path) -> UnusableJournal:
    """Return the error for a journal that is damaged."""
    return UnusableJournal(
        _(
            "The journal at {path} is damaged. It was left as it is. "
            "A copy is in the backups folder if one was made."
        ).format(path=path),
        code="damaged",
    )


def newer_version_error(path: Path) -> UnusableJournal:
    """Return the error for a journal that this version of the program does not know."""
    return UnusableJournal(
        _(
            "The journal at {path} was made by a newer version of this program. "
            "It was left as it is; the newer version opens it."
        ).format(path=path),
        code="newer_version",
    )
