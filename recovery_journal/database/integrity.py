"""Integrity check of a journal: every page, every text, every record."""

from __future__ import annotations

from datetime import datetime

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import SCHEMA_VERSION, damaged_error
from recovery_journal.database.sqlite_errors import translate_errors
from recovery_journal.errors import CannotWrite

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


def _read_all_records(connection: Connection) -> None:
    """Read every record the way the program does."""
    from recovery_journal.database.contacts import Contacts
    from recovery_journal.database.entries import Entries
    from recovery_journal.database.goals import Goals
    from recovery_journal.database.rows import ENTRY_COLUMNS, read_records
    from recovery_journal.database.safety_steps import SafetySteps
    from recovery_journal.database.settings_table import SettingsTable
    from recovery_journal.database.talk_items import SharingLog, TalkItems
    from recovery_journal.domain.contact import FIELDS

    settings = SettingsTable(connection)
    entries = Entries(connection, datetime.now, settings.day_ends_at)
    contacts = Contacts(connection, datetime.now, entries)
    try:
        with connection.read_transaction():
            ids = [row[0] for row in connection.fetch_all("SELECT id FROM entry")]
            for start in range(0, len(ids), _BATCH_SIZE):
                batch = ids[start : start + _BATCH_SIZE]
                placeholders = ",".join("?" * len(batch))
                rows = connection.fetch_all(
                    f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN ({placeholders})", batch
                )
                for record in read_records(connection, rows):
                    for name, field in record.fields.items():
                        field.check(name, getattr(record, name))
            for contact in contacts.all(ended=True):
                for name, field in FIELDS.items():
                    field.check(name, getattr(contact, name))
                contacts.details(contact.id)
            TalkItems(connection, datetime.now).list(done=True)
            Goals(connection, datetime.now).list()
            SafetySteps(connection, datetime.now).list()
            SharingLog(connection).list()
            settings.settings()
    except (CannotWrite, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever was stored was read back once
        raise damaged_error(connection.path) from None
