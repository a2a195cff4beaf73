"""The dated records: adding, reading by day or word, changing, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import uuid4

from recovery_journal.domain.fields import MarkedNames, Names, People, check_all
from recovery_journal.domain.record import COMMON, Record
from recovery_journal.errors import Unknown
from recovery_journal.rules.days import local_date
from recovery_journal.storage import history, writing
from recovery_journal.storage.door import Door
from recovery_journal.storage.look import damaged
from recovery_journal.storage.mapping import (
    ENTRY,
    NAME_LINKS,
    clean,
    kind_values,
    read_records,
)
from recovery_journal.storage.names import name_id
from recovery_journal.storage.snippet import snippet
from recovery_journal.words import _

_NEWEST = "ORDER BY local_date DESC, moment DESC, id DESC"


class Found(NamedTuple):
    """A record that a search found; ``wanted`` and ``marks`` are what it was given."""

    record: Record
    wanted: list[list[str]]
    marks: str

    @property
    def snippet(self) -> str:
        """The words around what was found, which stands in ``marks``; cut when it is asked for."""
        return snippet(writing.written(self.record), self.wanted, self.marks)


class Entries:
    """The dated records of one journal."""

    def __init__(
        self, door: Door, clock: Callable[[], datetime], day_ends_at: Callable[[], time]
    ) -> None:
        self._door = door
        self._clock = clock
        self._day_ends_at = day_ends_at

    def add(self, record: Record) -> Record:
        """Store a new record and return it as stored, with its id and day."""
        return self.add_many([record])[0]

    def add_many(self, records: Iterable[Record], *, undoable: bool = True) -> list[Record]:
        """Store several records in one transaction, taken back together."""
        stored: list[Record] = []
        made: list[tuple[str, int, str | None]] = []
        with self._door.writing():
            for record in records:
                new = self._insert(record, made)
                made.append(("entry", new.id, None))
                stored.append(new)
            if undoable and stored:
                history.keep(self._door, "add", stored[0].kind, made, self._clock())
        return stored

    def get(self, entry_id: int) -> Record:
        """Return one record; raises ``Unknown`` where there is none of that id."""
        rows = self._door.readable(f"SELECT {ENTRY} FROM entry WHERE id = ?", (entry_id,))
        if not rows:
            raise Unknown(_("There is no entry {id} in the journal.").format(id=entry_id))
        return read_records(self._door, rows)[0]

    def edit(self, entry_id: int, **changes: Any) -> Record:
        """Change fields of a record and return it as stored."""
        with self._door.writing():
            before = self._get_whole(entry_id)
            changed = replace(before, **changes)
            kept: list[tuple[str, int, str | None]] = []
            kept.append(("entry", entry_id, history.image(self._door, "entry", entry_id)))
            writing.unindex(self._door, entry_id)
            for table, _names in NAME_LINKS.values():
                self._door.run(f"DELETE FROM {table} WHERE entry_id = ?", (entry_id,))
            self._door.run("DELETE FROM entry_contact WHERE entry_id = ?", (entry_id,))
            stored = self._write(changed, kept, new=False)
            # New names come after the entry, so that taking back begins with the entry.
            history.keep(self._door, "edit", stored.kind, list(reversed(kept)), self._clock())
        return stored

    def delete(self, entry_id: int) -> Record:
        """Delete a record; what is left of its words in the file is cleared at once."""
        with self._door.writing():
            record = self._get_whole(entry_id)
            before = history.image(self._door, "entry", entry_id, leaving=True)
            writing.unindex(self._door, entry_id)
            self._door.run("DELETE FROM entry WHERE id = ?", (entry_id,))
            history.keep(
                self._door, "delete", record.kind, [("entry", entry_id, before)], self._clock()
            )
        self._door.clear_log()
        return record

    def timeline(
        self,
        start: date | None = None,
        end: date | None = None,
        kinds: Sequence[str] = (),
        limit: int | None = 50,
    ) -> tuple[list[Record], bool]:
        """Return the newest records first, and whether there are more than ``limit``."""
        where, values = where_of(start, end, kinds)
        count = -1 if limit is None else limit + 1
        with self._door.reading():
            rows = self._door.readable(
                f"SELECT {ENTRY} FROM entry {where} {_NEWEST} LIMIT ?", (*values, count)
            )
            more = limit is not None and len(rows) > limit
            return read_records(self._door, rows[:limit] if more else rows), more

    def page(self, offset: int, limit: int, kinds: Sequence[str] = ()) -> list[Record]:
        """Return the records from the ``offset``-th newest on; only an index is walked."""
        where, values = where_of(None, None, kinds)
        if len(kinds) > 1:  # the plus: by day, in order, and not by kind and then sorted
            where = where.replace("kind IN", "+kind IN")
        with self._door.reading():
            rows = self._door.readable(
                f"SELECT {ENTRY} FROM entry WHERE id IN (SELECT id FROM entry {where} {_NEWEST}"
                f" LIMIT ? OFFSET ?) {_NEWEST}",
                (*values, limit, offset),
            )
            return read_records(self._door, rows)

    def between(self, start: date, end: date, *kinds: str) -> list[Record]:
        """Return the records of the user's days from start to end, oldest first."""
        return self.timeline(start, end, kinds, None)[0][::-1]

    def with_contact(
        self, contact_id: int, limit: int = 20, start: date | None = None
    ) -> list[Record]:
        """Return the newest records that name a contact."""
        with self._door.reading():
            rows = self._door.readable(
                f"SELECT {ENTRY} FROM entry WHERE id IN (SELECT entry_id FROM entry_contact"
                " WHERE contact_id = ? AND local_date >= ? ORDER BY local_date DESC, moment DESC"
                f" LIMIT ?) {_NEWEST}",
                (contact_id, (start or date.min).isoformat(), limit),
            )
            return read_records(self._door, rows)

    def search(
        self, text: str, kinds: Sequence[str] = (), limit: int | None = 50, marks: str = ""
    ) -> tuple[list[Found], bool]:
        """Return the newest records that hold every word of the text, and whether more do."""
        wanted = writing.wanted_of(text)
        with self._door.reading():
            most = -1 if limit is None else limit + 1
            ids = writing.matches(self._door, wanted, kinds, most)
            more = limit is not None and len(ids) > limit
            ids = ids[:limit]
            places = ",".join("?" * len(ids))
            rows = self._door.readable(f"SELECT {ENTRY} FROM entry WHERE id IN ({places})", ids)
            records = {record.id: record for record in read_records(self._door, rows)}
        found = [Found(records[one], wanted, marks) for one in ids if one in records]
        return found, more

    def first_day(self, *kinds: str) -> date | None:
        """Return the first of the user's days with a record of these kinds, or of any."""
        if not kinds:
            row = self._door.one("SELECT min(local_date) FROM entry")
            return date.fromisoformat(row[0]) if row and row[0] else None
        found = [
            self._door.one("SELECT min(local_date) FROM entry WHERE kind = ?", (kind,))
            for kind in kinds
        ]
        return min((date.fromisoformat(row[0]) for row in found if row and row[0]), default=None)

    def recorded_days(self, start: date, end: date) -> frozenset[date]:
        """Return the days from start to end with a record of any kind that is not only planned."""
        rows = self._door.all(
            "SELECT DISTINCT local_date FROM entry WHERE local_date BETWEEN ? AND ?"
            " AND NOT EXISTS (SELECT 1 FROM meeting WHERE entry_id = entry.id"
            " AND status = 'planned')",
            (start.isoformat(), end.isoformat()),
        )
        return frozenset(date.fromisoformat(row[0]) for row in rows)

    def lived_day(self, machine_day: date, now: datetime) -> date:
        """Return the person's day at a moment: the machine's day, or the newest that has begun.

        An entry of a later day that has already happened was made further east.
        What is only planned has not happened. Few entries lie after the
        machine's day, so that the age of the journal does not matter.
        """
        row = self._door.one(
            "SELECT local_date FROM entry WHERE local_date > ? AND moment <= ?"
            " AND NOT EXISTS (SELECT 1 FROM meeting WHERE entry_id = entry.id"
            " AND status = 'planned') ORDER BY local_date DESC LIMIT 1",
            (machine_day.isoformat(), writing.moment_of(now)),
        )
        return machine_day if row is None else date.fromisoformat(row[0])

    def reindex(self, entry_ids: Iterable[int]) -> None:
        """Write the words of these entries anew, inside the transaction that is open."""
        entry_ids = tuple(entry_ids)
        writing.unindex(self._door, *entry_ids)
        for entry_id in entry_ids:
            writing.index(self._door, self._get_whole(entry_id))

    def _get_whole(self, entry_id: int) -> Record:
        """Return a record that is to be written; what stands in for a damaged text never is."""
        record = self.get(entry_id)
        if record.damaged:
            raise damaged(self._door.path)
        return record

    def _insert(self, record: Record, made: list[tuple[str, int, str | None]]) -> Record:
        return self._write(replace(record, uuid=record.uuid or str(uuid4())), made, new=True)

    def _write(
        self, record: Record, made: list[tuple[str, int, str | None]], *, new: bool
    ) -> Record:
        """Check a record and write all of its rows; ``made`` gains the names it brought."""
        _check(self._door, record)
        day = local_date(record.occurred_at, self._day_ends_at())
        moment = writing.moment_of(record.occurred_at)
        entry = {
            "uuid": record.uuid,
            "kind": record.kind,
            "occurred_at": record.occurred_at.isoformat(timespec="seconds"),
            "recorded_at": record.recorded_at.isoformat(timespec="seconds"),
            "local_date": day.isoformat(),
            "moment": moment,
            "share": int(record.share),
            "source": record.source,
            "note": clean(record.note),
        }
        own = kind_values(record)
        if new:
            entry_id = _insert_row(self._door, "entry", entry)
            _insert_row(self._door, record.kind, {"entry_id": entry_id, **own})
        else:
            entry_id = record.id
            _update_row(self._door, "entry", "id", entry_id, entry)
            _update_row(self._door, record.kind, "entry_id", entry_id, own)
        self._link(record, entry_id, day, moment, made)
        stored = read_records(
            self._door, self._door.all(f"SELECT {ENTRY} FROM entry WHERE id = ?", (entry_id,))
        )[0]
        writing.index(self._door, stored)
        return stored

    def _link(
        self,
        record: Record,
        entry_id: int,
        day: date,
        moment: int,
        made: list[tuple[str, int, str | None]],
    ) -> None:
        """Write the names and people of a record, each in its place."""
        for name, field in record.fields.items():
            values = getattr(record, name)
            if isinstance(field, People):
                connected = _connected(record)
                for position, ref in enumerate(values):
                    self._door.run(
                        "INSERT INTO entry_contact VALUES (?, ?, ?, ?, ?, ?)",
                        (entry_id, position, ref.id, connected, day.isoformat(), moment),
                    )
            elif isinstance(field, Names):
                link, names = NAME_LINKS[name]
                for position, one in enumerate(values):
                    text, mark = one if isinstance(field, MarkedNames) else (one, None)
                    self._door.run(
                        f"INSERT INTO {link} VALUES (?, ?, ?, ?)",
                        (entry_id, position, name_id(self._door, names, text, made), mark),
                    )


def _connected(record: Record) -> int | None:
    """Return 1 where the entry reached its contacts, 0 where it tried, None for neither."""
    if record.kind == "reach_out":
        return int(getattr(record, "outcome", None) == "connected")
    if record.kind == "meeting":
        return 1 if getattr(record, "status", None) in {"attended", "left_early"} else None
    return None


def _check(door: Door, record: Record) -> None:
    """Hold every field to what it may hold; raises ``BadValue``."""
    check_all({**record.fields, **COMMON}, record)
    for ref in getattr(record, "contacts", ()):
        # None is someone who was deleted; the entry keeps the place.
        if ref.id is not None and not door.all("SELECT 1 FROM contact WHERE id = ?", (ref.id,)):
            raise Unknown(_("There is no contact {id}.").format(id=ref.id), code="unknown_contact")
    led_to = getattr(record, "reach_out", None)
    if led_to is not None and not door.all("SELECT 1 FROM reach_out WHERE entry_id = ?", (led_to,)):
        raise Unknown(_("There is no reach-out {id} in the journal.").format(id=led_to))


def where_of(
    start: date | None, end: date | None, kinds: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the WHERE of a range of days and kinds, with its values."""
    parts: list[str] = []
    values: list[str] = []
    for sign, day in ((">=", start), ("<=", end)):
        if day is not None:
            parts.append(f"local_date {sign} ?")
            values.append(day.isoformat())
    if kinds:
        parts.append(f"kind IN ({','.join('?' * len(kinds))})")
        values += kinds
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _insert_row(door: Door, table: str, row: dict[str, Any]) -> int:
    marks = ", ".join("?" * len(row))
    return door.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def _update_row(door: Door, table: str, key: str, item_id: int, row: dict[str, Any]) -> None:
    places = ", ".join(f"{name} = ?" for name in row)
    door.run(f"UPDATE {table} SET {places} WHERE {key} = ?", (*row.values(), item_id))
