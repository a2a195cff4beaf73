"""Probing of a file's header, before any passphrase is tried and without changing it."""

from __future__ import annotations

import os
from pathlib import Path

from recovery_journal.errors import CannotWrite, NoJournal, UnusableJournal
from recovery_journal.files import SQLITE_SUFFIXES
from recovery_journal.i18n import _

APPLICATION_ID = 0x524A4E4C  # "RJNL"
SCHEMA_VERSION = 6
SQLITE_HEADER = b"SQLite format 3\x00"
PAGE_SIZE = 4096

# Closing any handle of a file drops this process's locks on it (POSIX), and
# another program could then clear the WAL under an open journal. So a file
# that is open here is not opened a second time just to be looked at.
_open_files: dict[tuple[int, int], list[bool]] = {}


def register_open(path: Path, *, encrypted: bool) -> tuple[int, int]:
    """Note that this process has the file open; returns what ``release_open`` takes."""
    status = path.stat()
    file_id = (status.st_dev, status.st_ino)
    _open_files.setdefault(file_id, []).append(encrypted)
    return file_id


def release_open(file_id: tuple[int, int]) -> None:
    """Note that one handle of the file is closed."""
    _open_files[file_id].pop()
    if not _open_files[file_id]:
        del _open_files[file_id]


def is_registered_open(path: Path) -> bool:
    """Return whether this process has the file open."""
    status = path.stat()
    return (status.st_dev, status.st_ino) in _open_files


def wal_path(path: Path) -> Path:
    """Return the path of a journal's WAL: beside the file a link leads to."""
    return Path(f"{os.path.realpath(path)}-wal")


def sidecar_files(path: Path) -> list[Path]:
    """Return the files SQLite left beside a journal: WAL, WAL index, rollback journal."""
    real_path = os.path.realpath(path)
    return [
        Path(real_path + suffix)
        for suffix in SQLITE_SUFFIXES[1:]
        if os.path.lexists(real_path + suffix)
    ]


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
        open_handles = _open_files.get((status.st_dev, status.st_ino))
        if open_handles:
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
        log = wal_path(path)
        if size == 0 or size < PAGE_SIZE or (size % PAGE_SIZE and not log.exists()):
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
