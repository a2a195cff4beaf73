"""The index of words: everything a person wrote, found by word, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from recovery_journal.domain.fields import MarkedNames, Names, People, Text
from recovery_journal.domain.record import Record
from recovery_journal.rules.folding import folded
from recovery_journal.storage.door import Door, Row
from recovery_journal.storage.mapping import clean


def words_of(text: str) -> list[str]:
    """Return the words of a text as a search compares them: no capitals, no accents."""
    return "".join(mark if mark.isalnum() else " " for mark in folded(text)).split()


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether a text has every one of the words, the last as a start."""
    if not wanted:
        return False
    there = words_of(text)
    *whole, start = wanted
    return all(word in there for word in whole) and any(one.startswith(start) for one in there)


def moment_of(occurred_at: datetime) -> int:
    """Return the moment as whole seconds since 1970, which puts entries in order."""
    return int(occurred_at.timestamp())


def place_in_index(moment: int, entry_id: int) -> int:
    """Return the row of an entry in the index.

    The minute comes first in the number, so that the index is in the order of
    time and the newest matches are read without sorting all of them.
    """
    return (moment // 60) << 31 | entry_id


def written(record: Record) -> str:
    """Return everything in the record that a person wrote, one piece a line."""
    pieces: list[str] = [record.note or ""]
    for name, field in record.fields.items():
        value = getattr(record, name)
        if isinstance(field, Text):
            pieces.append(value or "")
        elif isinstance(field, People | MarkedNames):
            pieces += [one.name for one in value]
        elif isinstance(field, Names):
            pieces += value
    return "\n".join(clean(piece).replace("_", " ") for piece in pieces if piece)


def index(door: Door, record: Record) -> None:
    """Put the words of a stored record into the index."""
    words = written(record)
    if words:
        door.run(
            "INSERT INTO writing (rowid, words, kind) VALUES (?, ?, ?)",
            (place_in_index(moment_of(record.occurred_at), record.id), words, record.kind),
        )


def unindex(door: Door, entry_id: int) -> None:
    """Take an entry's words out of the index; it is still stored as it was indexed."""
    row = door.one("SELECT moment FROM entry WHERE id = ?", (entry_id,))
    if row is not None:
        door.run("DELETE FROM writing WHERE rowid = ?", (place_in_index(row[0], entry_id),))


def matches(door: Door, text: str, kinds: Sequence[str], limit: int, marks: str = "") -> list[Row]:
    """Return (entry id, snippet) of the newest entries that hold every word.

    The last word counts as a start. There is no query syntax: each word is a
    quoted literal. ``marks`` are the characters before and after each word found.
    """
    words = [word for word in clean(text).replace("\0", " ").split() if any(map(str.isalnum, word))]
    if not words:
        return []
    query = " ".join('"' + word.replace('"', '""') + '"' for word in words) + "*"
    of_kind = f"AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
    return door.all(
        "SELECT rowid & 0x7FFFFFFF, snippet(writing, 0, ?, ?, '…', 16) FROM writing"
        f" WHERE writing MATCH ? {of_kind} ORDER BY rowid DESC LIMIT ?",
        (marks[:1], marks[1:], query, *kinds, limit),
    )
