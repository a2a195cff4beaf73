"""Making a new journal file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import (
    APPLICATION_ID,
    sidecar_files,
)
from recovery_journal.database.file_locks import is_locked_elsewhere, is_open_in_this_process
from recovery_journal.database.leftover_wal import has_changes
from recovery_journal.database.schema import migrate
from recovery_journal.database.settings_table import SettingsTable
from recovery_journal.database.wal import next_wal_token, write_wal_token
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import AlreadyExists
from recovery_journal.files import already_exists_error, create_atomically
from recovery_journal.i18n import _


def create_file(path: Path, passphrase: str | None, settings: JournalSettings) -> None:
    """Make a new journal file, whole, in one step that cannot half-happen.

    It is built under a name of its own in the same folder and then linked to
    the real name, so of two programs making one at once the second gets an error.
    """
    if os.path.lexists(path):
        raise already_exists_error(path)
    try:
        _check_leftover_files(path)
    except (AlreadyExists, FileNotFoundError):
        if os.path.lexists(path):  # another program has made one meanwhile
            raise already_exists_error(path) from None
        raise
    with create_atomically(path) as temporary_path:
        connection = Connection(temporary_path, passphrase)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection)
            with connection.transaction():
                SettingsTable(connection).write(settings)
                write_wal_token(connection.raw_connection(), next_wal_token(None))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.checkpoint_wal()
        finally:
            connection.close()


def _check_leftover_files(path: Path) -> None:
    """Raise ``AlreadyExists`` for what an earlier journal left, where it is not empty or not free.

    SQLite uses an empty log for the new journal, and takes it away with that one's own.
    """
    for file in sidecar_files(path):
        if has_changes(file):
            # The WAL of a journal that is gone would be read into the new one.
            raise AlreadyExists(
                _(
                    "There is a file {log} from an earlier journal, and no journal beside it. "
                    "You could move it to another place, then make the new journal."
                ).format(log=file)
            )
        if is_open_in_this_process(file) or is_locked_elsewhere(file):
            raise AlreadyExists(
                _(
                    "The journal that was at {path} was moved or deleted, and is still open. "
                    "You could close it where it is open, then make the new journal."
                ).format(path=path)
            )
        if file.name.endswith("-journal"):
            file.unlink()  # which SQLite would leave there
