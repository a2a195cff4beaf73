"""Proving that a journal is whole: every page, every text, every record."""

from __future__ import annotations

from datetime import datetime

from recovery_journal.errors import CannotWrite
from recovery_journal.storage.door import Door
from recovery_journal.storage.look import CURRENT_VERSION, damaged
from recovery_journal.storage.telling import telling

_AT_ONCE = 500


def check_pages(door: Door) -> None:
    """Read every page and prove it; raises ``NotOurs`` (damaged)."""
    if door.all("PRAGMA integrity_check") != [("ok",)]:
        raise damaged(door.path)


def check_whole(door: Door) -> None:
    """Prove every page, and read everything that is stored; raises ``NotOurs`` (damaged).

    A page can be whole in SQLite's eyes and hold a text that is no text, or a day
    that is none.
    """
    check_pages(door)
    tables = door.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    with telling(door.path):
        for (table,) in tables:
            for _row in door.connection().execute(f'SELECT * FROM "{table}"'):
                pass
    if door.one("PRAGMA user_version") == (CURRENT_VERSION,):
        _read_everything(door)


def is_damaged(door: Door) -> bool:
    """Tell whether a journal is damaged; what cannot be told just now is not called so."""
    try:
        check_whole(door)
    except (CannotWrite, MemoryError):
        return False
    except Exception:  # noqa: BLE001  # a check that cannot be finished found something
        return True
    return False


def _read_everything(door: Door) -> None:
    """Read every record the way the program does."""
    from recovery_journal.domain.contact import FIELDS
    from recovery_journal.storage.journal import Journal
    from recovery_journal.storage.mapping import ENTRY, read_records

    journal = Journal(door, datetime.now)
    try:
        with door.reading():
            ids = [row[0] for row in door.all("SELECT id FROM entry")]
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                rows = door.all(f"SELECT {ENTRY} FROM entry WHERE id IN ({marks})", part)
                for record in read_records(door, rows):
                    for name, field in record.fields.items():
                        field.check(name, getattr(record, name))
            for contact in journal.contacts.all(ended=True):
                for name, field in FIELDS.items():
                    field.check(name, getattr(contact, name))
                journal.contacts.details(contact.id)
            journal.talk.list(done=True)
            journal.goals.list()
            journal.steps.list()
            journal.sharing.list()
            journal.settings  # noqa: B018  # reading it is the proof
    except (CannotWrite, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # whatever was stored was read back once
        raise damaged(door.path) from None
