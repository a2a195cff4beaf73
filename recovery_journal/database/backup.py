"""Verified copies of a journal: the backups folder, and a file of the person's choice."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from recovery_journal.database.connection import Connection
from recovery_journal.database.drafts import remove_all_drafts
from recovery_journal.database.integrity import verify_integrity, verify_pages
from recovery_journal.database.sqlcipher import (
    RawConnection,
    dbapi2,
    sqlite_code,
    to_journal_error,
    translate_errors,
)
from recovery_journal.database.wal import next_wal_token, write_wal_token
from recovery_journal.errors import AlreadyExists, CannotWrite, UnusableJournal
from recovery_journal.files import already_exists_error, create_atomically
from recovery_journal.i18n import _
from recovery_journal.paths import backups_folder


def back_up(connection: Connection, now: datetime, suffix: str = "") -> Path:
    """Write a whole, proved copy into the backups folder, under a name of its own."""
    while True:
        destination = backup_path(connection.path, now, suffix)
        try:
            copy_verified(connection, destination)
        except AlreadyExists:  # another program took the name meanwhile
            continue
        return destination


def backup_path(journal: Path, now: datetime, suffix: str = "") -> Path:
    """Return the name of a copy made now, in the backups folder of the journal."""
    timestamp = now.strftime("%Y-%m-%d-%H%M%S")
    folder = backups_folder(journal)
    path = folder / f"{journal.stem}-{timestamp}{suffix}{journal.suffix}"
    number = 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{journal.stem}-{timestamp}{suffix}-{number}{journal.suffix}"
    return path


def copy_verified(connection: Connection, destination: Path) -> None:
    """Write a whole copy of an open journal and read it back before it gets its name.

    The copy opens with the same passphrase. Raises ``AlreadyExists``, ``UnusableJournal``
    (damaged) where the journal is not whole, ``CannotWrite`` where only the copy is not.
    """
    if os.path.lexists(destination):
        raise already_exists_error(destination)
    verify_pages(connection)
    try:
        _write_copy(connection, destination)
    except UnusableJournal:
        verify_integrity(connection)  # the copy has what the journal has
        raise CannotWrite(
            _(
                "The copy at {path} could not be read back, so it was not kept. "
                "You could make it in another place."
            ).format(path=destination)
        ) from None


def _write_copy(connection: Connection, destination: Path) -> None:
    with create_atomically(destination) as temporary_path, translate_errors(destination):
        target_connection = _open_copy(temporary_path, connection.passphrase, destination)
        try:
            _copy_pages(
                connection.raw_connection(), target_connection.raw_connection(), destination
            )
            remove_all_drafts(target_connection.raw_connection())
            # A state of its own: a WAL of the journal that was copied is none of the copy's.
            write_wal_token(target_connection.raw_connection(), next_wal_token(None))
        finally:
            target_connection.close()
        copy_connection = _open_copy(temporary_path, connection.passphrase, destination)
        try:
            verify_integrity(copy_connection)
        finally:
            copy_connection.close()


def _open_copy(temporary_path: Path, passphrase: str | None, destination: Path) -> Connection:
    """Open a copy that is being built; errors name its final path."""
    connection = Connection(temporary_path, passphrase)
    connection.path = destination
    return connection


def _copy_pages(source: RawConnection, target: RawConnection, destination: Path) -> None:
    """Copy every page; the library gives no error code here, so all raise alike."""
    try:
        source.backup(target)
    except dbapi2.Error as error:
        if sqlite_code(error):
            raise to_journal_error(error, destination) from None
        raise CannotWrite(
            _("Could not write {path}: the disk may be full. Nothing was written.").format(
                path=destination
            )
        ) from None
