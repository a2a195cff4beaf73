"""The dated records: adding, reading by day or word, changing, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import uuid4

from recovery_journal.database import search_index, undo_log
from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import damaged_error
from recovery_journal.database.rows import (
    ENTRY_COLUMNS,
    NAME_LINKS,
    read_records,
    to_columns,
)
from recovery_journal.database.vocabulary import get_or_create_name
from recovery_journal.domain.fields import ContactRefs, RatedNames, VocabularyNames, check_fields
from recovery_journal.domain.record import COMMON_FIELDS, Record
from recovery_journal.errors import RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.rules.days import local_date
from recovery_journal.rules.search import SearchHit, tokenize
from recovery_journal.text import replace_surrogates

R = TypeVar("R", bound=Record)

_NEWEST_FIRST = "ORDER BY local_date DESC, moment DESC, id DESC"


class Entries:
    """The dated records of one journal."""

    def __init__(
        self, connection: Connection, clock: Callable[[], datetime], day_ends_at: Callable[[], time]
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._day_ends_at = day_ends_at

    def add(self, record: Record) -> Record:
        """Store a new record and return it as stored, with its id and day."""
        return self.add_many([record])[0]

    def add_many(self, records: Iterable[Record], *, undoable: bool = True) -> list[Record]:
        """Store several records in one transaction, taken back together."""
        stored: list[Record] = []
        items: list[tuple[str, int, str | None]] = []
        with self._connection.transaction():
            for record in records:
                new = self._insert(record, items)
                items.append(("entry", new.id, None))
                stored.append(new)
            if undoable and stored:
                undo_log.record_change(
                    self._connection, "add", stored[0].kind, items, self._clock()
                )
        return stored

    def get(self, entry_id: int) -> Record:
        """Return one record; raises ``RecordNotFound`` where there is none of that id."""
        rows = self._connection.fetch_all_lenient(
            f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id = ?", (entry_id,)
        )
        if not rows:
            raise RecordNotFound(_("There is no entry {id} in the journal.").format(id=entry_id))
        return read_records(self._connection, rows)[0]

    def edit(self, entry_id: int, **changes: Any) -> Record:
        """Change fields of a record and return it as stored."""
        with self._connection.transaction():
            original = self._get_undamaged(entry_id)
            changed = replace(original, **changes)
            items: list[tuple[str, int, str | None]] = []
            items.append(
                ("entry", entry_id, undo_log.snapshot(self._connection, "entry", entry_id))
            )
            search_index.remove_from_index(self._connection, entry_id)
            for table, _names in NAME_LINKS.values():
                self._connection.execute(f"DELETE FROM {table} WHERE entry_id = ?", (entry_id,))
            self._connection.execute("DELETE FROM entry_contact WHERE entry_id = ?", (entry_id,))
            stored = self._write(changed, items, is_new=False)
            # New names come after the entry, so that taking back begins with the entry.
            undo_log.record_change(
                self._connection, "edit", stored.kind, list(reversed(items)), self._clock()
            )
        return stored

    def delete(self, entry_id: int) -> Record:
        """Delete a record; what is left of its words in the file is cleared at once."""
        with self._connection.transaction():
            record = self._get_undamaged(entry_id)
            snapshot = undo_log.snapshot(self._connection, "entry", entry_id, with_references=True)
            search_index.remove_from_index(self._connection, entry_id)
            self._connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
            undo_log.record_change(
                self._connection,
                "delete",
                record.kind,
                [("entry", entry_id, snapshot)],
                self._clock(),
            )
        self._connection.checkpoint_wal()
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
            rows = self._connection.fetch_all_lenient(
                f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN (SELECT id FROM entry {where}"
                f" {_NEWEST_FIRST} LIMIT ? OFFSET ?) {_NEWEST_FIRST}",
                (*values, limit, offset),
            )
            return read_records(self._connection, rows)

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
            rows = self._connection.fetch_all_lenient(
                f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN (SELECT entry_id FROM entry_contact"
                " WHERE contact_id = ? AND local_date >= ? ORDER BY local_date DESC, moment DESC"
                f" LIMIT ?) {_NEWEST_FIRST}",
                (contact_id, (start or date.min).isoformat(), limit),
            )
            return read_records(self._connection, rows)

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
            rows = self._connection.fetch_all_lenient(
                f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN ({placeholders})", ids
            )
            records = {record.id: record for record in read_records(self._connection, rows)}
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

    def reindex(self, entry_ids: Iterable[int]) -> None:
        """Write the words of these entries anew, inside the transaction that is open."""
        entry_ids = tuple(entry_ids)
        search_index.remove_from_index(self._connection, *entry_ids)
        for entry_id in entry_ids:
            search_index.add_to_index(self._connection, self._get_undamaged(entry_id))

    def _get_undamaged(self, entry_id: int) -> Record:
        """Return a record that is to be written; what stands in for a damaged text never is."""
        record = self.get(entry_id)
        if record.damaged:
            raise damaged_error(self._connection.path)
        return record

    def _insert(self, record: Record, items: list[tuple[str, int, str | None]]) -> Record:
        return self._write(replace(record, uuid=record.uuid or str(uuid4())), items, is_new=True)

    def _write(
        self, record: Record, items: list[tuple[str, int, str | None]], *, is_new: bool
    ) -> Record:
        """Check a record and write all of its rows; ``items`` gains the names it brought."""
        _validate(self._connection, record)
        day = local_date(record.occurred_at, self._day_ends_at())
        moment = search_index.epoch_seconds(record.occurred_at)
        entry_row = {
            "uuid": record.uuid,
            "kind": record.kind,
            "occurred_at": record.occurred_at.isoformat(timespec="seconds"),
            "recorded_at": record.recorded_at.isoformat(timespec="seconds"),
            "local_date": day.isoformat(),
            "moment": moment,
            "share": int(record.share),
            "source": record.source,
            "note": replace_surrogates(record.note),
        }
        kind_row = to_columns(record)
        if is_new:
            entry_id = _insert_row(self._connection, "entry", entry_row)
            _insert_row(self._connection, record.kind, {"entry_id": entry_id, **kind_row})
        else:
            entry_id = record.id
            _update_row(self._connection, "entry", "id", entry_id, entry_row)
            _update_row(self._connection, record.kind, "entry_id", entry_id, kind_row)
        self._write_links(record, entry_id, day, moment, items)
        stored = read_records(
            self._connection,
            self._connection.fetch_all(
                f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id = ?", (entry_id,)
            ),
        )[0]
        search_index.add_to_index(self._connection, stored)
        return stored

    def _write_links(
        self,
        record: Record,
        entry_id: int,
        day: date,
        moment: int,
        items: list[tuple[str, int, str | None]],
    ) -> None:
        """Write the names and people of a record, each in its place."""
        for name, field in record.fields.items():
            values = getattr(record, name)
            if isinstance(field, ContactRefs):
                connected = _connected_flag(record)
                for position, ref in enumerate(values):
                    self._connection.execute(
                        "INSERT INTO entry_contact VALUES (?, ?, ?, ?, ?, ?)",
                        (entry_id, position, ref.id, connected, day.isoformat(), moment),
                    )
            elif isinstance(field, VocabularyNames):
                link_table, list_table = NAME_LINKS[name]
                for position, value in enumerate(values):
                    text, mark = value if isinstance(field, RatedNames) else (value, None)
                    self._connection.execute(
                        f"INSERT INTO {link_table} VALUES (?, ?, ?, ?)",
                        (
                            entry_id,
                            position,
                            get_or_create_name(self._connection, list_table, text, items),
                            mark,
                        ),
                    )


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
        if ref.id is not None and not connection.fetch_all(
            "SELECT 1 FROM contact WHERE id = ?", (ref.id,)
        ):
            raise RecordNotFound(
                _("There is no contact {id}.").format(id=ref.id), code="unknown_contact"
            )
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


def _insert_row(connection: Connection, table: str, row: dict[str, Any]) -> int:
    placeholders = ", ".join("?" * len(row))
    return connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders})", tuple(row.values())
    )


def _update_row(
    connection: Connection, table: str, key: str, item_id: int, row: dict[str, Any]
) -> None:
    assignments = ", ".join(f"{name} = ?" for name in row)
    connection.execute(
        f"UPDATE {table} SET {assignments} WHERE {key} = ?", (*row.values(), item_id)
    )
