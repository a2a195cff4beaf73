"""A first look at a file, before any passphrase is tried and without changing it."""

from __future__ import annotations

import os
from pathlib import Path

from recovery_journal.errors import CannotWrite, NoJournal, NotOurs
from recovery_journal.files import COMPANIONS
from recovery_journal.words import _

APPLICATION_ID = 0x524A4E4C  # "RJNL"
CURRENT_VERSION = 6
PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096

# Closing any handle of a file drops this process's locks on it (POSIX), and
# another program could then clear the log under an open journal. So a file
# that is open here is not opened a second time just to be looked at.
open_here: dict[tuple[int, int], list[bool]] = {}


def opened_here(path: Path, *, encrypted: bool) -> tuple[int, int]:
    """Note that this process has the file open; returns what ``closed_here`` takes."""
    status = path.stat()
    key = (status.st_dev, status.st_ino)
    open_here.setdefault(key, []).append(encrypted)
    return key


def closed_here(key: tuple[int, int]) -> None:
    """Note that one handle of the file is closed."""
    open_here[key].pop()
    if not open_here[key]:
        del open_here[key]


def is_open_here(path: Path) -> bool:
    """Tell whether this process has the file open."""
    status = path.stat()
    return (status.st_dev, status.st_ino) in open_here


def log_path(path: Path) -> Path:
    """Return where SQLite keeps the log of a journal: beside the file a link leads to."""
    return Path(f"{os.path.realpath(path)}-wal")


def beside(path: Path) -> list[Path]:
    """Return what SQLite left beside a journal: a log, the log's index, a log of the older kind."""
    real = os.path.realpath(path)
    return [Path(real + end) for end in COMPANIONS[1:] if os.path.lexists(real + end)]


def cannot_be_written(path: Path) -> bool:
    """Tell whether the file or its folder is closed to writing, as on a read-only medium."""
    real = Path(os.path.realpath(path))
    return real.exists() and not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK))


def is_encrypted(path: Path) -> bool:
    """Look at the file, change nothing, and tell whether a passphrase opens it.

    Raises ``NoJournal`` where there is none and ``NotOurs`` for a file that
    cannot be a journal, is damaged, or was made by a newer version.
    """
    try:
        status = path.stat()
        here = open_here.get((status.st_dev, status.st_ino))
        if here:
            return here[-1]
        if not path.is_file():
            raise not_a_journal(path)
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
    return _judge(path, header, status.st_size)


def _judge(path: Path, header: bytes, size: int) -> bool:
    """Tell from a file's first bytes and its size whether it is an encrypted journal."""
    marked = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if not header.startswith(PLAIN_HEADER):
        if marked:  # where an encrypted file has nothing but noise
            raise damaged(path)
        log = log_path(path)
        if size == 0 or size < PAGE or (size % PAGE and not log.exists()):
            raise not_a_journal(path)
        return True
    if len(header) < 100 or not marked:
        raise not_a_journal(path)
    if int.from_bytes(header[60:64], "big") > CURRENT_VERSION:
        raise newer_version(path)
    if not {header[18], header[19]} <= {1, 2}:  # SQLite would take it for one it cannot write
        raise damaged(path)
    return False


def not_a_journal(path: Path) -> NotOurs:
    """Return the error for a file that is something else."""
    return NotOurs(
        _("The file {path} is not a recovery journal. It was left as it is.").format(path=path)
    )


def damaged(path: Path) -> NotOurs:
    """Return the error for a journal that is damaged."""
    return NotOurs(
        _(
            "The journal at {path} is damaged. It was left as it is. "
            "A copy is in the backups folder if one was made."
        ).format(path=path),
        code="damaged",
    )


def newer_version(path: Path) -> NotOurs:
    """Return the error for a journal that this version of the program does not know."""
    return NotOurs(
        _(
            "The journal at {path} was made by a newer version of this program. "
            "It was left as it is; the newer version opens it."
        ).format(path=path),
        code="newer_version",
    )
