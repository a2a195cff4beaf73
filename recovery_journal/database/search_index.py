"""The full-text index of entries: tokenizing, updating it, and searching, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import damaged_error
from recovery_journal.database.rows import ENTRY_COLUMNS, read_records, select_entries
from recovery_journal.domain.record import Record
from recovery_journal.rules.search import searchable_text
from recovery_journal.text import is_single_letter_word, search_words

_BATCH_SIZE = 500


def epoch_seconds(occurred_at: datetime) -> int:
    """Return the moment as whole seconds since 1970, which puts entries in order."""
    return int(occurred_at.timestamp())


def index_rowid(moment: int, entry_id: int) -> int:
    """Return the row of an entry in the index.

    The minute comes first in the number, so that the index is in the order of
    time and the newest matches are read without sorting all of them.
    """
    return (moment // 60) << 31 | entry_id


def add_to_index(connection: Connection, record: Record) -> None:
    """Put the words of a stored record into the index, as they are compared."""
    tokens = " ".join(search_words(searchable_text(record)))
    if tokens:
        connection.execute(
            "INSERT INTO writing (rowid, words) VALUES (?, ?)",
            (index_rowid(epoch_seconds(record.occurred_at), record.id), tokens),
        )


def remove_from_index(connection: Connection, *entry_ids: int) -> None:
    """Take the words of entries out of the index; they are still stored as they were indexed."""
    for entry_id in entry_ids:
        row = connection.fetch_one("SELECT moment FROM entry WHERE id = ?", (entry_id,))
        if row is not None:
            connection.execute(
                "DELETE FROM writing WHERE rowid = ?", (index_rowid(row[0], entry_id),)
            )
    # Where a row goes and comes back in one step, and a word fills more than a page
    # of the index, FTS5 with secure-delete would never find that word's row again to
    # delete it: it stays in the file. Written out in between, it does (SQLite 3.53).
    connection.execute("INSERT INTO writing (writing) VALUES ('flush')")


def reindex(connection: Connection, entry_ids: Iterable[int]) -> None:
    """Write the words of these entries anew, inside the transaction that is open.

    Raises ``UnusableJournal`` (damaged) where one holds a text that can no longer be read:
    what stands in its place is never written.
    """
    entry_ids = tuple(entry_ids)
    remove_from_index(connection, *entry_ids)
    for entry_id in entry_ids:
        for record in select_entries(connection, "WHERE id = ?", (entry_id,)):
            if record.damaged:
                raise damaged_error(connection.path)
            add_to_index(connection, record)


def build_index(connection: Connection) -> None:
    """Put the words of every record into the index, which is empty."""
    max_id = connection.fetch_int("SELECT max(id) FROM entry")
    for first_id in range(1, max_id + 1, _BATCH_SIZE):
        rows = connection.fetch_all(
            f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id BETWEEN ? AND ?",
            (first_id, first_id + _BATCH_SIZE - 1),
        )
        for record in read_records(connection, rows):
            add_to_index(connection, record)


def search_entry_ids(
    connection: Connection, terms: Sequence[Sequence[str]], kinds: Sequence[str], limit: int
) -> list[int]:
    """Return the ids of the newest entries that hold everything wanted, the last as a start."""
    if not terms:
        return []
    query = " ".join(f'"{" ".join(term)}"' for term in terms)
    last_token = terms[-1][-1]
    # A letter that is a word of its own begins no other one; so its rows are read
    # one after the other, and not all of them first.
    if not (len(last_token) == 1 and is_single_letter_word(last_token)):
        query += "*"
    kind_filter = (
        "AND (SELECT kind FROM entry WHERE id = writing.rowid & 0x7FFFFFFF)"
        f" IN ({','.join('?' * len(kinds))})"
        if kinds
        else ""
    )
    rows = connection.fetch_all(
        "SELECT rowid & 0x7FFFFFFF FROM writing"
        f" WHERE writing MATCH ? {kind_filter} ORDER BY rowid DESC LIMIT ?",
        (query, *kinds, limit),
    )
    return [row[0] for row in rows]
