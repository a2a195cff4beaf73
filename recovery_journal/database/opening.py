"""Making a journal file and opening one: the key, what lies beside the file, its version.

Whatever goes wrong while a journal is opened, its file is left as it was. A file is
looked at before a passphrase is tried, and a log that a killed program left is proved on
a copy before SQLite reads it into the journal.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    damaged_error,
    is_encrypted,
)
from recovery_journal.database.open_files import (
    is_locked_elsewhere,
    is_open_in_this_process,
    sidecar_files,
)
from recovery_journal.database.settings_table import SettingsTable
from recovery_journal.database.sqlcipher import connect, dbapi2
from recovery_journal.database.wal import next_wal_token, write_wal_token
from recovery_journal.errors import AlreadyExists, BadValue, JournalError, PassphraseNeeded
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.domain.journal_settings import JournalSettings


def open_connection(
    path: Path, passphrase: str | None, clock: Callable[[], datetime], *, from_any_thread: bool
) -> Connection:
    """Open a journal file and bring it up to date; see ``Journal.open``."""
    if not is_encrypted(path):
        passphrase = None
    elif not passphrase:
        raise PassphraseNeeded(_("This journal opens with its passphrase."))
    with _with_hint(path, passphrase or ""):
        if sidecar_files(path):
            from recovery_journal.database.leftover_wal import check_leftover_wal

            check_leftover_wal(path, passphrase)
        connection = Connection(path, passphrase, from_any_thread=from_any_thread)
        with _closing_on_error(connection):
            schema_version = connection.configure()
            connection.check_is_journal(schema_version)
            if schema_version < SCHEMA_VERSION:
                from recovery_journal.database.schema import upgrade

                upgrade(connection, clock)
    return connection


@contextmanager
def _closing_on_error(connection: Connection) -> Iterator[None]:
    """Close the connection after an error while opening, which is raised translated."""
    try:
        yield
    except (JournalError, KeyboardInterrupt):
        connection.close()
        raise
    except BaseException as error:
        from recovery_journal.database.integrity import is_damaged

        # What nobody foresaw, on a journal that is not whole, is damage.
        is_damage = isinstance(error, Exception) and is_damaged(connection)
        connection.close()
        if is_damage:
            raise damaged_error(connection.path) from None
        raise


@contextmanager
def _with_hint(path: Path, passphrase: str) -> Iterator[None]:
    """Say, with a passphrase that does not open it, what could be seen to be the reason."""
    try:
        yield
    except PassphraseNeeded as error:
        message = " ".join(filter(None, (error.message, _passphrase_hint(path, passphrase))))
        raise PassphraseNeeded(message) from None


def _passphrase_hint(path: Path, passphrase: str) -> str:
    """Return what to say beside "does not open"; "" where nothing unseen is known of.

    The same without its unseen characters is tried, and with other kinds of space
    for its plain ones, so that it can be said that it opens. It is not opened with
    it: a passphrase is what was made.
    """
    from recovery_journal.domain.invisible_characters import (
        invisible_names,
        space_variants,
        visible_variants,
    )

    names = ", ".join(invisible_names(passphrase))
    if any(_can_open(path, candidate) for candidate in visible_variants(passphrase)):
        return _(
            "What you typed holds what cannot be seen: {names}. "
            "Without that, or with a plain space in its place, it opens."
        ).format(names=names)
    for candidate, message in space_variants(passphrase).items():
        if _can_open(path, candidate):
            return message
    if not names:
        return ""
    return _("What you typed holds what cannot be seen: {names}.").format(names=names)


def _can_open(path: Path, passphrase: str) -> bool:
    """Try a passphrase on the file as it lies there; nothing is locked, written or folded in."""
    connection = connect(path, passphrase, immutable=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error:
        return False
    finally:
        connection.close()
    return True


def create_file(path: Path, passphrase: str | None, settings: JournalSettings) -> None:
    """Make a new journal file, whole, in one step that cannot half-happen.

    It is built under a name of its own in the same folder and then linked to
    the real name, so of two programs making one at once the second gets an error.
    Raises ``AlreadyExists``, ``CannotWrite``, and ``BadValue`` for an empty passphrase.
    """
    from recovery_journal.database.schema import migrate
    from recovery_journal.files import already_exists_error, create_atomically

    if passphrase == "":
        raise BadValue(_("An empty passphrase cannot protect a journal."), field="passphrase")
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
    from recovery_journal.database.leftover_wal import has_changes

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
