"""The index of words: everything a person wrote, found by word, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from recovery_journal.domain.fields import MarkedNames, Names, People, Text
from recovery_journal.domain.record import Record
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import ENTRY, clean, read_records
from recovery_journal.text import normalize, stands_alone, words

_AT_ONCE = 500


def wanted_of(text: str) -> list[list[str]]:
    """Return what a search looks for: each word of the text, as the words it falls into.

    "o'brien" falls into two that stand together, and so does what is written
    without spaces. There is no query syntax: every sign only separates.
    """
    pieces = [one for piece in normalize(text).split() if (one := words(piece))]
    once = dict.fromkeys(map(tuple, pieces[:-1]))  # said twice is looked for once
    return [*map(list, once), *pieces[-1:]]


def holds(text: str, wanted: Sequence[Sequence[str]]) -> bool:
    """Whether a text has everything that is wanted, the last of it as a start."""
    return bool(wanted) and all(has_each(text, wanted))


def has_each(text: str, wanted: Sequence[Sequence[str]]) -> list[bool]:
    """Say of each thing wanted whether a text has it, the last as a start."""
    there = f" {' '.join(words(text))} "
    *whole, start = (f" {' '.join(one)}" for one in wanted)
    return [*(f"{one} " in there for one in whole), start in there]


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
        elif isinstance(field, People):
            pieces += [one.name for one in value]
        elif isinstance(field, MarkedNames):
            pieces += [one.name.replace("_", " ") for one in value]
        elif isinstance(field, Names):
            pieces += [one.replace("_", " ") for one in value]
    return "\n".join(clean(piece) for piece in pieces if piece)


def index(door: Door, record: Record) -> None:
    """Put the words of a stored record into the index, as they are compared."""
    found = " ".join(words(written(record)))
    if found:
        door.run(
            "INSERT INTO writing (rowid, words) VALUES (?, ?)",
            (place_in_index(moment_of(record.occurred_at), record.id), found),
        )


def unindex(door: Door, *entry_ids: int) -> None:
    """Take the words of entries out of the index; they are still stored as they were indexed."""
    for entry_id in entry_ids:
        row = door.one("SELECT moment FROM entry WHERE id = ?", (entry_id,))
        if row is not None:
            door.run("DELETE FROM writing WHERE rowid = ?", (place_in_index(row[0], entry_id),))
    # Where a row goes and comes back in one step, and a word fills more than a page
    # of the index, FTS5 with secure-delete would never find that word's row again to
    # delete it: it stays in the file. Written out in between, it does (SQLite 3.53).
    door.run("INSERT INTO writing (writing) VALUES ('flush')")


def index_all(door: Door) -> None:
    """Put the words of every record into the index, which is empty."""
    (last,) = door.one("SELECT coalesce(max(id), 0) FROM entry") or (0,)
    for first in range(1, last + 1, _AT_ONCE):
        rows = door.all(
            f"SELECT {ENTRY} FROM entry WHERE id BETWEEN ? AND ?", (first, first + _AT_ONCE - 1)
        )
        for record in read_records(door, rows):
            index(door, record)


def matches(
    door: Door, wanted: Sequence[Sequence[str]], kinds: Sequence[str], limit: int
) -> list[int]:
    """Return the ids of the newest entries that hold everything wanted, the last as a start."""
    if not wanted:
        return []
    query = " ".join(f'"{" ".join(one)}"' for one in wanted)
    last = wanted[-1][-1]
    # A letter that is a word of its own begins no other one; so its rows are read
    # one after the other, and not all of them first.
    if not (len(last) == 1 and stands_alone(last)):
        query += "*"
    of_kind = (
        "AND (SELECT kind FROM entry WHERE id = writing.rowid & 0x7FFFFFFF)"
        f" IN ({','.join('?' * len(kinds))})"
        if kinds
        else ""
    )
    rows = door.all(
        "SELECT rowid & 0x7FFFFFFF FROM writing"
        f" WHERE writing MATCH ? {of_kind} ORDER BY rowid DESC LIMIT ?",
        (query, *kinds, limit),
    )
    return [row[0] for row in rows]
