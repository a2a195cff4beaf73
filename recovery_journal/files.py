"""Building a file under a name of its own, so that nobody ever sees half of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

fcntl: Any
try:
    import fcntl
except ImportError:  # a system without these locks: what is left over there stays
    fcntl = None

COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite may put beside a file: its names end so."""
_OURS = re.compile(r"\..*\.[0-9a-f]{12}\.recovery-journal-part")


@contextmanager
def unfinished_file(path: Path) -> Iterator[Path]:
    """Give the name of a new, empty file in the folder of ``path``; it is removed at the end.

    Only the user can read it. It is locked as long as this process lives, so that
    the next one to build there can tell what a killed process left, and removes it.
    """
    remove_leftovers(path.parent)
    name, handle = _make(path)
    try:
        yield name
    finally:
        _remove(name)
        os.close(handle)  # last: with it goes the lock


def remove_leftovers(folder: Path) -> None:
    """Remove the files that killed processes were still building in this folder."""
    if fcntl is None:
        return
    with suppress(OSError):
        for name in folder.iterdir():
            base = name.name
            for companion in COMPANIONS[1:]:
                base = base.removesuffix(companion)
            if _OURS.fullmatch(base):
                _remove_if_dead(folder / base)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing, each for the user alone.

    Returns the ones that were missing, the innermost first.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in missing[::-1]:
        one.mkdir(mode=0o700, exist_ok=True)
    return missing


@contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Make the folder of a file; folders that were made go again where the file is not."""
    made = make_folder(path.parent)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # one that is not empty
            for folder in made:
                folder.rmdir()
        raise


def _make(path: Path) -> tuple[Path, int]:
    while True:
        name = path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.recovery-journal-part")
        handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        if fcntl is None:
            return name, handle
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        # Before it was locked, another process may have taken it for one left over.
        if name.exists():
            return name, handle
        os.close(handle)


def _remove_if_dead(name: Path) -> None:
    """Remove a file, and what lies beside it, that no living process holds locked."""
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        _remove(name)  # of a process that was killed while it removed them
        return
    except OSError:
        return  # a link, or not ours to open
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(name)
    except OSError:
        pass  # somebody is building it
    finally:
        os.close(handle)


def _remove(name: Path) -> None:
    """Remove a file and what lies beside it, the file last: it says whose the others are."""
    for companion in reversed(COMPANIONS):
        name.with_name(name.name + companion).unlink(missing_ok=True)
