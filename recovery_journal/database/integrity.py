"""Whether a journal is whole: every page, every text, every record."""

from __future__ import annotations

from datetime import datetime

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import SCHEMA_VERSION, damaged_error
from recovery_journal.database.sqlcipher import translate_errors
from recovery_journal.errors import CannotWrite, JournalError, UnusableJournal

_BATCH_SIZE = 500


def verify_pages(connection: Connection) -> None:
    """Read every page and prove it; raises ``UnusableJournal`` (damaged)."""
    if connection.fetch_all("PRAGMA integrity_check") != [("ok",)]:
        raise damaged_error(connection.path)


def verify_integrity(connection: Connection) -> None:
    """Prove every page, and read everything that is stored; raises ``UnusableJournal`` (damaged).

    A page can be whole in SQLite's eyes and hold a text that is no text, or a day
    that is none.
    """
    verify_pages(connection)
    tables = connection.fetch_all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    )
    with translate_errors(connection.path):
        for (table,) in tables:
            for _row in connection.raw_connection().execute(f'SELECT * FROM "{table}"'):
                pass
    if connection.fetch_one("PRAGMA user_version") == (SCHEMA_VERSION,):
        _read_all_records(connection)


def is_damaged(connection: Connection) -> bool:
    """Return whether a journal is damaged; False where that cannot be determined now."""
    try:
        verify_integrity(connection)
    except (CannotWrite, MemoryError):
        return False
    except Exception:  # noqa: BLE001  # a check that cannot be finished found something
        return True
    return False


def find_damage(connection: Connection, error: BaseException) -> JournalError | None:
    """Return the error to show where an unforeseen one comes from a damaged file."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, UnusableJournal):
        is_suppressed = cause.__suppress_context__
        cause = cause.__cause__ or (None if is_suppressed else cause.__context__)
    if cause is None and is_damaged(connection):
        return damaged_error(connection.path)
    return cause


def _read_all_records(connection: Connection) -> None:
    """Read every record the way the program does."""
    from recovery_journal.database.contacts import Contacts
    from recovery_journal.database.lists import Goals, SafetySteps, SharingLog, TalkItems
    from recovery_journal.database.rows import select_entries
    from recovery_journal.database.settings_table import SettingsTable
    from recovery_journal.database.undo import UndoLog
    from recovery_journal.domain.contact import FIELDS

    undo = UndoLog(connection, datetime.now)
    contacts = Contacts(connection, undo)
    try:
        with connection.read_transaction():
            max_id = connection.fetch_int("SELECT max(id) FROM entry")
            for first_id in range(1, max_id + 1, _BATCH_SIZE):
                batch = (first_id, first_id + _BATCH_SIZE - 1)
                for record in select_entries(connection, "WHERE id BETWEEN ? AND ?", batch):
                    for name, field in record.fields.items():
                        field.check(name, getattr(record, name))
            for contact in contacts.all(ended=True):
                for name, field in FIELDS.items():
                    field.check(name, getattr(contact, name))
                contacts.details(contact.id)
            TalkItems(connection, undo, datetime.now).list(done=True)
            Goals(connection, undo).list()
            SafetySteps(connection, undo).list()
            SharingLog(connection).list()
            SettingsTable(connection).settings()
    except (CannotWrite, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever was stored was read back once
        raise damaged_error(connection.path) from None
