"""The dated records: adding, reading by day or word, changing, deleting.

The user's day of a record, the moment that puts it in order, and the words it is found by
are stored beside it, so that reading walks an index whatever the age of the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from recovery_journal.database import search_index
from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import damaged_error
from recovery_journal.database.record_table import to_row
from recovery_journal.database.rows import (
    ENTRY_COLUMNS,
    ENTRY_FIELDS,
    NAME_LINKS,
    check_contact,
    own_columns,
    read_records,
    select_entries,
)
from recovery_journal.database.settings_table import read_day_end
from recovery_journal.database.undo import PendingChange, UndoLog
from recovery_journal.database.vocabulary import get_or_create_name
from recovery_journal.domain.fields import ContactRefs, RatedNames, VocabularyNames, check_fields
from recovery_journal.domain.record import COMMON_FIELDS, Record
from recovery_journal.errors import RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.rules.days import local_date
from recovery_journal.rules.search import SearchHit, tokenize

R = TypeVar("R", bound=Record)

_NEWEST_FIRST = "ORDER BY local_date DESC, moment DESC, id DESC"


class Entries:
    """The dated records of one journal."""

    def __init__(self, connection: Connection, undo: UndoLog) -> None:
        self._connection = connection
        self._undo = undo

    def add(self, record: Record) -> Record:
        """Store a new record and return it as stored, with its id and day."""
        return self.add_many([record])[0]

    def add_many(self, records: Iterable[Record], *, undoable: bool = True) -> list[Record]:
        """Store several records in one transaction, taken back together."""
        records = list(records)
        if not records:
            return []
        with self._undo.change("add", records[0].kind, undoable=undoable) as change:
            return [self._add(record, change) for record in records]

    def get(self, entry_id: int) -> Record:
        """Return one record; raises ``RecordNotFound`` where there is none of that id."""
        for record in select_entries(self._connection, "WHERE id = ?", (entry_id,)):
            return record
        raise RecordNotFound(_("There is no entry {id} in the journal.").format(id=entry_id))

    def edit(self, entry_id: int, **changes: Any) -> Record:
        """Change fields of a record and return it as stored."""
        with self._connection.transaction():
            original = self._get_undamaged(entry_id)
            with self._undo.change("edit", original.kind, entry_id) as change:
                search_index.remove_from_index(self._connection, entry_id)
                for table in ("entry_contact", *(link for link, _list in NAME_LINKS.values())):
                    self._connection.execute(f"DELETE FROM {table} WHERE entry_id = ?", (entry_id,))
                return self._write(replace(original, **changes), change)

    def delete(self, entry_id: int) -> Record:
        """Delete a record; what is left of its words in the file is cleared at once."""
        with self._connection.transaction():
            record = self._get_undamaged(entry_id)
            with self._undo.change("delete", record.kind, entry_id):
                search_index.remove_from_index(self._connection, entry_id)
                self._connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
        return record

    def timeline(
        self,
        start: date | None = None,
        end: date | None = None,
        kinds: Sequence[str] = (),
        limit: int | None = 50,
    ) -> tuple[list[Record], bool]:
        """Return the newest records first, and whether there are more than ``limit``."""
        where, values = where_clause(start, end, kinds)
        max_rows = -1 if limit is None else limit + 1
        with self._connection.read_transaction():
            rows = self._connection.fetch_all_lenient(
                f"SELECT {ENTRY_COLUMNS} FROM entry {where} {_NEWEST_FIRST} LIMIT ?",
                (*values, max_rows),
            )
            has_more = limit is not None and len(rows) > limit
            return read_records(self._connection, rows[:limit] if has_more else rows), has_more

    def page(self, offset: int, limit: int, kinds: Sequence[str] = ()) -> list[Record]:
        """Return the records from the ``offset``-th newest on; only an index is walked."""
        where, values = where_clause(None, None, kinds)
        if len(kinds) > 1:  # the plus: by day, in order, and not by kind and then sorted
            where = where.replace("kind IN", "+kind IN")
        with self._connection.read_transaction():
            return select_entries(
                self._connection,
                f"WHERE id IN (SELECT id FROM entry {where} {_NEWEST_FIRST} LIMIT ? OFFSET ?)"
                f" {_NEWEST_FIRST}",
                (*values, limit, offset),
            )

    def between(self, start: date, end: date, *kinds: str) -> list[Record]:
        """Return the records of the user's days from start to end, oldest first."""
        return self.timeline(start, end, kinds, None)[0][::-1]

    def of(self, record_class: type[R], start: date, end: date) -> list[R]:
        """Return the records of one class on the user's days from start to end, oldest first."""
        return _only(record_class, self.between(start, end, record_class.kind))

    def newest(self, record_class: type[R], limit: int) -> list[R]:
        """Return the newest ``limit`` records of one class, the newest first."""
        return _only(record_class, self.page(0, limit, (record_class.kind,)))

    def with_contact(
        self, contact_id: int, limit: int = 20, start: date | None = None
    ) -> list[Record]:
        """Return the newest records that name a contact."""
        with self._connection.read_transaction():
            return select_entries(
                self._connection,
                "WHERE id IN (SELECT entry_id FROM entry_contact WHERE contact_id = ?"
                " AND local_date >= ? ORDER BY local_date DESC, moment DESC LIMIT ?)"
                f" {_NEWEST_FIRST}",
                (contact_id, (start or date.min).isoformat(), limit),
            )

    def search(
        self, text: str, kinds: Sequence[str] = (), limit: int | None = 50, marks: str = ""
    ) -> tuple[list[SearchHit], bool]:
        """Return the newest records that hold every word of the text, and whether more do."""
        terms = tokenize(text)
        with self._connection.read_transaction():
            max_rows = -1 if limit is None else limit + 1
            ids = search_index.search_entry_ids(self._connection, terms, kinds, max_rows)
            has_more = limit is not None and len(ids) > limit
            ids = ids[:limit]
            placeholders = ",".join("?" * len(ids))
            matches = select_entries(self._connection, f"WHERE id IN ({placeholders})", ids)
        records = {record.id: record for record in matches}
        hits = [
            SearchHit(records[entry_id], terms, marks) for entry_id in ids if entry_id in records
        ]
        return hits, has_more

    def first_day(self, *kinds: str) -> date | None:
        """Return the first of the user's days with a record of these kinds, or of any."""
        if not kinds:
            row = self._connection.fetch_one("SELECT min(local_date) FROM entry")
            return date.fromisoformat(row[0]) if row and row[0] else None
        rows = [
            self._connection.fetch_one("SELECT min(local_date) FROM entry WHERE kind = ?", (kind,))
            for kind in kinds
        ]
        return min((date.fromisoformat(row[0]) for row in rows if row and row[0]), default=None)

    def recorded_days(self, start: date, end: date) -> frozenset[date]:
        """Return the days from start to end with a record of any kind that is not only planned."""
        rows = self._connection.fetch_all(
            "SELECT DISTINCT local_date FROM entry WHERE local_date BETWEEN ? AND ?"
            " AND NOT EXISTS (SELECT 1 FROM meeting WHERE entry_id = entry.id"
            " AND status = 'planned')",
            (start.isoformat(), end.isoformat()),
        )
        return frozenset(date.fromisoformat(row[0]) for row in rows)

    def current_day(self, machine_day: date, now: datetime) -> date:
        """Return the person's day at a moment: the machine's day, or the newest that has begun.

        An entry of a later day that has already happened was made further east.
        What is only planned has not happened. Few entries lie after the
        machine's day, so that the age of the journal does not matter.
        """
        row = self._connection.fetch_one(
            "SELECT local_date FROM entry WHERE local_date > ? AND moment <= ?"
            " AND NOT EXISTS (SELECT 1 FROM meeting WHERE entry_id = entry.id"
            " AND status = 'planned') ORDER BY local_date DESC LIMIT 1",
            (machine_day.isoformat(), search_index.epoch_seconds(now)),
        )
        return machine_day if row is None else date.fromisoformat(row[0])

    def _get_undamaged(self, entry_id: int) -> Record:
        """Return a record that is to be written; what stands in for a damaged text never is."""
        record = self.get(entry_id)
        if record.damaged:
            raise damaged_error(self._connection.path)
        return record

    def _add(self, record: Record, change: PendingChange) -> Record:
        stored = self._write(replace(record, id=0, uuid=record.uuid or str(uuid4())), change)
        change.added(stored.id)
        return stored

    def _write(self, record: Record, change: PendingChange) -> Record:
        """Check a record and write all of its rows; one with the id 0 is new."""
        _validate(self._connection, record)
        day = local_date(record.occurred_at, read_day_end(self._connection))
        record = replace(record, local_date=day)
        entry_row = to_row(ENTRY_FIELDS, record) | {
            "kind": record.kind,
            "moment": search_index.epoch_seconds(record.occurred_at),
        }
        del entry_row["id"]
        own_row = to_row(own_columns(record.kind), record)
        if record.id:
            self._connection.update("entry", record.id, entry_row)
            self._connection.update(record.kind, record.id, own_row, key="entry_id")
        else:
            record = replace(record, id=self._connection.insert("entry", entry_row))
            self._connection.insert(record.kind, {"entry_id": record.id, **own_row})
        self._write_links(record, change)
        (stored,) = select_entries(self._connection, "WHERE id = ?", (record.id,))
        search_index.add_to_index(self._connection, stored)
        return stored

    def _write_links(self, record: Record, change: PendingChange) -> None:
        """Write the names and people of a record, each in its place."""
        for name, field in record.fields.items():
            values = getattr(record, name)
            if isinstance(field, ContactRefs):
                for position, ref in enumerate(values):
                    row = {
                        "entry_id": record.id,
                        "position": position,
                        "contact_id": ref.id,
                        "connected": _connected_flag(record),
                        "local_date": record.local_date.isoformat(),
                        "moment": search_index.epoch_seconds(record.occurred_at),
                    }
                    self._connection.insert("entry_contact", row)
            elif isinstance(field, VocabularyNames):
                link_table, list_table = NAME_LINKS[name]
                for position, value in enumerate(values):
                    text, mark = value if isinstance(field, RatedNames) else (value, None)
                    name_id = get_or_create_name(self._connection, list_table, text, change)
                    row = {
                        "entry_id": record.id,
                        "position": position,
                        "name_id": name_id,
                        "mark": mark,
                    }
                    self._connection.insert(link_table, row)


def _only(record_class: type[R], records: Iterable[Record]) -> list[R]:
    return [record for record in records if isinstance(record, record_class)]


def _connected_flag(record: Record) -> int | None:
    """Return 1 where the entry reached its contacts, 0 where it tried, None for neither."""
    if record.kind == "reach_out":
        return int(getattr(record, "outcome", None) == "connected")
    if record.kind == "meeting":
        return 1 if getattr(record, "status", None) in {"attended", "left_early"} else None
    return None


def _validate(connection: Connection, record: Record) -> None:
    """Hold every field to what it may hold; raises ``BadValue``."""
    check_fields({**record.fields, **COMMON_FIELDS}, record)
    for ref in getattr(record, "contacts", ()):
        # None is someone who was deleted; the entry keeps the place.
        check_contact(connection, ref.id)
    reach_out_id = getattr(record, "reach_out", None)
    if reach_out_id is not None and not connection.fetch_all(
        "SELECT 1 FROM reach_out WHERE entry_id = ?", (reach_out_id,)
    ):
        raise RecordNotFound(
            _("There is no reach-out {id} in the journal.").format(id=reach_out_id)
        )


def where_clause(
    start: date | None, end: date | None, kinds: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the WHERE of a range of days and kinds, with its values."""
    conditions: list[str] = []
    values: list[str] = []
    for operator, day in ((">=", start), ("<=", end)):
        if day is not None:
            conditions.append(f"local_date {operator} ?")
            values.append(day.isoformat())
    if kinds:
        conditions.append(f"kind IN ({','.join('?' * len(kinds))})")
        values += kinds
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), tuple(values)
