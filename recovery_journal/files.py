"""Building a file under a name of its own, so that nobody ever sees half of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from recovery_journal.errors import AlreadyExists, CannotWrite
from recovery_journal.i18n import _

fcntl: Any
try:
    import fcntl
except ImportError:  # a system without these locks: what is left over there stays
    fcntl = None

SQLITE_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""What SQLite may put beside a file: its names end so."""
_TEMPORARY_NAME = re.compile(r"\..*\.[0-9a-f]{12}\.recovery-journal-part")


@contextmanager
def temporary_file(path: Path) -> Iterator[Path]:
    """Give the name of a new, empty file in the folder of ``path``; it is removed at the end.

    Only the user can read it. It is locked as long as this process lives, so that
    the next one to build there can tell what a killed process left, and removes it.
    """
    remove_stale_files(path.parent)
    temporary_path, handle = _create_locked(path)
    try:
        yield temporary_path
    finally:
        _remove_with_sidecars(temporary_path)
        os.close(handle)  # last: with it goes the lock


def remove_stale_files(folder: Path) -> None:
    """Remove the files that killed processes were still building in this folder."""
    if fcntl is None:
        return
    with suppress(OSError):
        for entry in folder.iterdir():
            base_name = entry.name
            for suffix in SQLITE_SUFFIXES[1:]:
                base_name = base_name.removesuffix(suffix)
            if _TEMPORARY_NAME.fullmatch(base_name):
                _remove_if_unlocked(folder / base_name)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing, each for the user alone.

    Returns the ones that were missing, the innermost first.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in missing[::-1]:
        path.mkdir(mode=0o700, exist_ok=True)
    return missing


@contextmanager
def created_folder(path: Path) -> Iterator[None]:
    """Make the folder of a file; folders that were made go again where the file is not."""
    created = make_folder(path.parent)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # one that is not empty
            for folder in created:
                folder.rmdir()
        raise


def _create_locked(path: Path) -> tuple[Path, int]:
    while True:
        temporary_path = path.with_name(
            f".{path.name[:40]}.{os.urandom(6).hex()}.recovery-journal-part"
        )
        handle = os.open(temporary_path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        if fcntl is None:
            return temporary_path, handle
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        # Before it was locked, another process may have taken it for one left over.
        if temporary_path.exists():
            return temporary_path, handle
        os.close(handle)


def _remove_if_unlocked(path: Path) -> None:
    """Remove a file, and what lies beside it, that no living process holds locked."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        _remove_with_sidecars(path)  # of a process that was killed while it removed them
        return
    except OSError:
        return  # a link, or not ours to open
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove_with_sidecars(path)
    except OSError:
        pass  # somebody is building it
    finally:
        os.close(handle)


def _remove_with_sidecars(path: Path) -> None:
    """Remove a file and what lies beside it, the file last: it says whose the others are."""
    for suffix in reversed(SQLITE_SUFFIXES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def create_atomically(path: Path) -> Iterator[Path]:
    """Give a name to build a file under; link it to ``path`` when it is whole.

    Only the user can read it. Never over a file that is there; a folder that
    is missing is made, readable by the user only.
    """
    try:
        with created_folder(path), temporary_file(path) as temporary_path:
            yield temporary_path
            _fsync(temporary_path)
            _link_or_replace(temporary_path, path)
            _fsync(path.parent)
    except FileExistsError:
        raise already_exists_error(path) from None
    except OSError as error:
        raise _cannot_write_error(path, error) from None


def _link_or_replace(temporary_path: Path, path: Path) -> None:
    try:
        os.link(temporary_path, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: the name is taken first, then filled.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        temporary_path.replace(path)


def _fsync(path: Path) -> None:
    """Have the disk keep a file, or a folder's list of names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some file systems do not sync folders; the file itself is whole all the same.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def already_exists_error(path: Path) -> AlreadyExists:
    """Return the error for a file that is there already."""
    return AlreadyExists(
        _("There is a file at {path} already. It was left as it is.").format(path=path)
    )


def _cannot_write_error(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        _("Could not write {path}: {reason}.").format(path=path, reason=error.strerror or error)
    )
