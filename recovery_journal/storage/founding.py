"""Making a journal, bringing an older one up to date, and copying one whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from recovery_journal.domain.journal import JournalSettings
from recovery_journal.errors import AlreadyExists, CannotWrite, NotOurs
from recovery_journal.files import folder_for, unfinished_file
from recovery_journal.paths import backups_folder
from recovery_journal.storage.door import Door
from recovery_journal.storage.drafts import clear_copy
from recovery_journal.storage.kept import Kept
from recovery_journal.storage.leftover_log import holds
from recovery_journal.storage.locks import is_open_in_this_process, locked_elsewhere
from recovery_journal.storage.look import (
    APPLICATION_ID,
    CURRENT_VERSION,
    beside,
)
from recovery_journal.storage.telling import code_of, telling, told
from recovery_journal.storage.whole import check_pages, check_whole
from recovery_journal.storage.write_ahead_log import new_state, write_mark
from recovery_journal.storage.writing import index_all
from recovery_journal.words import _


def found(path: Path, passphrase: str | None, settings: JournalSettings) -> None:
    """Make a new journal file, whole, in one step that cannot half-happen.

    It is built under a name of its own in the same folder and then linked to
    the real name, so of two programs making one at once the second is told.
    """
    if os.path.lexists(path):
        raise _exists(path)
    try:
        _check_left_over(path)
    except (AlreadyExists, FileNotFoundError):
        if os.path.lexists(path):  # another program has made one meanwhile
            raise _exists(path) from None
        raise
    with new_file(path) as building:
        door = Door(building, passphrase)
        try:
            door.run(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(door)
            with door.writing():
                Kept(door).write(settings)
                write_mark(door.connection(), new_state(None))
            door.run("PRAGMA journal_mode = WAL")
            door.clear_log()
        finally:
            door.close()


def _check_left_over(path: Path) -> None:
    """Raise ``AlreadyExists`` for what an earlier journal left, where it is not empty or not free.

    SQLite uses an empty log for the new journal, and takes it away with that one's own.
    """
    for file in beside(path):
        if holds(file):
            # The log of a journal that is gone would be read into the new one.
            raise AlreadyExists(
                _(
                    "There is a file {log} from an earlier journal, and no journal beside it. "
                    "You could move it to another place, then make the new journal."
                ).format(log=file)
            )
        if is_open_in_this_process(file) or locked_elsewhere(file):
            raise AlreadyExists(
                _(
                    "The journal that was at {path} was moved or deleted, and is still open. "
                    "You could close it where it is open, then make the new journal."
                ).format(path=path)
            )
        if file.name.endswith("-journal"):
            file.unlink()  # which SQLite would leave there


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a name to build a file under; link it to ``path`` when it is whole.

    Only the user can read it. Never over a file that is there; a folder that
    is missing is made, readable by the user only.
    """
    try:
        with folder_for(path), unfinished_file(path) as building:
            yield building
            _sync(building)
            _link(building, path)
            _sync(path.parent)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _cannot_make(path, error) from None


def _link(building: Path, path: Path) -> None:
    try:
        os.link(building, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: the name is taken first, then filled.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        building.replace(path)


def _sync(path: Path) -> None:
    """Have the disk keep a file, or a folder's list of names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some file systems do not sync folders; the file itself is whole all the same.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _exists(path: Path) -> AlreadyExists:
    return AlreadyExists(
        _("There is a file at {path} already. It was left as it is.").format(path=path)
    )


def _cannot_make(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        _("Could not write {path}: {reason}.").format(path=path, reason=error.strerror or error)
    )


def migrate(door: Door) -> None:
    """Apply every step of the schema's history that is still to come, or none of them."""
    from sqlite_utils import Database

    from recovery_journal.migrations import migrations

    database = Database(door.connection())
    with telling(door.path), door.writing():
        done = {one.name for one in migrations.applied(database)}
        door.check_steps(done)  # another program may have brought it up to date
        migrations.apply(database)
        if "m003_search" not in done:  # which leaves the index empty
            index_all(door)
        door.run(f"PRAGMA user_version = {CURRENT_VERSION}")


def bring_up_to_date(door: Door, clock: Callable[[], datetime]) -> None:
    """Migrate an older journal, after a copy of it was put into the backups folder.

    One that cannot be written is read in memory, brought up to date there alone.
    """
    if door.read_only:
        check_pages(door)
        with door.in_memory():
            migrate(door)
        return
    back_up(door, clock(), f"-before-version-{CURRENT_VERSION}")
    migrate(door)


def back_up(door: Door, now: datetime, more: str = "") -> Path:
    """Write a whole, proved copy into the backups folder, under a name of its own."""
    while True:
        name = backup_name(door.path, now, more)
        try:
            copy(door, name)
        except AlreadyExists:  # another program took the name meanwhile
            continue
        return name


def backup_name(journal: Path, now: datetime, more: str = "") -> Path:
    """Return the name of a copy made now, in the backups folder of the journal."""
    stamp = now.strftime("%Y-%m-%d-%H%M%S")
    folder = backups_folder(journal)
    name = folder / f"{journal.stem}-{stamp}{more}{journal.suffix}"
    number = 1
    while os.path.lexists(name):
        number += 1
        name = folder / f"{journal.stem}-{stamp}{more}-{number}{journal.suffix}"
    return name


def copy(door: Door, to: Path) -> None:
    """Write a whole copy of an open journal and read it back before it gets its name.

    The copy opens with the same passphrase. Raises ``AlreadyExists``, ``NotOurs``
    (damaged) where the journal is not whole, ``CannotWrite`` where only the copy is not.
    """
    if os.path.lexists(to):
        raise _exists(to)
    check_pages(door)
    try:
        _copy(door, to)
    except NotOurs:
        check_whole(door)  # the copy has what the journal has
        raise CannotWrite(
            _(
                "The copy at {path} could not be read back, so it was not kept. "
                "You could make it in another place."
            ).format(path=to)
        ) from None


def _copy(door: Door, to: Path) -> None:
    with new_file(to) as building, telling(to):
        target = _open_copy(building, door.passphrase, to)
        try:
            _pour(door.connection(), target.connection(), to)
            clear_copy(target.connection())
            # A state of its own: a log of the journal that was copied is none of the copy's.
            write_mark(target.connection(), new_state(None))
        finally:
            target.close()
        proof = _open_copy(building, door.passphrase, to)
        try:
            check_whole(proof)
        finally:
            proof.close()


def _open_copy(building: Path, passphrase: str | None, to: Path) -> Door:
    """Open a copy that is being built; a person is told of the name it will have."""
    door = Door(building, passphrase)
    door.path = to
    return door


def _pour(source: Any, target: Any, to: Path) -> None:
    """Copy every page; the library gives its errors no number here, so all are told alike."""
    from sqlcipher3 import dbapi2

    try:
        source.backup(target)
    except dbapi2.Error as error:
        if code_of(error):
            raise told(error, to) from None
        raise CannotWrite(
            _("Could not write {path}: the disk may be full. Nothing was written.").format(path=to)
        ) from None
