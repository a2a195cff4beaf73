"""Redo beside undo, and which deleted text is still to be overwritten."""

from __future__ import annotations

from sqlite_utils.db import Database

_STATEMENTS = (
    # Which opening of the journal made a change, and which took it back (NULL: it holds).
    "ALTER TABLE change ADD COLUMN made_by TEXT",
    "ALTER TABLE change ADD COLUMN undone_by TEXT",
    # What an item was when its change was taken back, for doing it again.
    "ALTER TABLE change_item ADD COLUMN after TEXT",
    # A row for each time that text left the undo log and is still to be overwritten.
    "CREATE TABLE erasure (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT",
    # A journal in use holds pieces of what was deleted before this step.
    "INSERT INTO erasure (id) SELECT 1 WHERE EXISTS (SELECT 1 FROM change)",
)


def m005_redo(db: Database) -> None:
    """Add what redo needs to the undo log, and the list of what is to be overwritten."""
    for sql in _STATEMENTS:
        db.execute(sql)
