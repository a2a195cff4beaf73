"""What was typed in a form and is not saved yet."""

from __future__ import annotations

from sqlite_utils.db import Database


def m004_drafts(db: Database) -> None:
    """Add the table of drafts: the key of a form, and what its rows hold, as JSON."""
    db.execute("CREATE TABLE draft (key TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT")
