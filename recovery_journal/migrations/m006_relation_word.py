"""The person's own word for what someone is to them."""

from __future__ import annotations

from sqlite_utils.db import Database


def m006_relation_word(db: Database) -> None:
    """Add the word to the contacts, beside the relation of the fixed list."""
    db.execute("ALTER TABLE contact ADD COLUMN relation_word TEXT")
