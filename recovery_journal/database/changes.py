"""What a change of the undo log was, in values: entries, names and words."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from recovery_journal.database import undo_log
from recovery_journal.database.connection import Connection
from recovery_journal.database.rows import NAME_LINKS, column_names, from_column, record_type
from recovery_journal.domain.change import ChangedItem
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    RatedName,
    RatedNames,
    VocabularyNames,
)
from recovery_journal.domain.labels import label
from recovery_journal.domain.record import Record
from recovery_journal.i18n import _

TableRows = dict[str, list[dict[str, Any]]]


def changed_items(
    connection: Connection, items: list[undo_log.UndoItem]
) -> tuple[ChangedItem, ...]:
    """Return what a change touched, without the names that came along with an entry."""
    snapshots = [
        (item, item.after or undo_log.snapshot(connection, item.part, item.id) or item.before)
        for item in items
    ]
    names = {
        (item.part, item.id): str(json.loads(snapshot)[""][0]["name"])
        for item, snapshot in snapshots
        if snapshot and item.part in undo_log.NAME_LINK_TABLES
    }
    return tuple(
        _to_changed_item(connection, item, json.loads(snapshot) if snapshot else {}, names)
        for item, snapshot in snapshots
        if item.part not in undo_log.NAME_LINK_TABLES
    )


def _to_changed_item(
    connection: Connection,
    item: undo_log.UndoItem,
    rows: TableRows,
    names: dict[tuple[str, int], str],
) -> ChangedItem:
    (row,) = rows.get("") or ({},)
    if item.part == "entry" and row:
        record = _to_record(connection, rows, names)
        return ChangedItem(id=item.id, kind=record.kind, day=record.local_date, record=record)
    text = row.get("name") or row.get("text") or row.get("wording")
    if not text and "goal_kind" in row:
        text = label(row["goal_kind"])
    return ChangedItem(id=item.id, kind=item.part, text=text or "")


def _to_record(
    connection: Connection, rows: TableRows, names: dict[tuple[str, int], str]
) -> Record:
    """Return an entry from its rows; ``names`` are those that came and went with it."""
    (entry,) = rows[""]
    record_class = record_type(entry["kind"])
    (kind_row,) = rows[entry["kind"]]
    values = {
        name: from_column(record_class.fields[name], kind_row[name])
        for name in column_names(record_class.fields)
    }
    for name, field in record_class.fields.items():
        if isinstance(field, ContactRefs):
            values[name] = tuple(
                _contact_ref(connection, row) for row in rows.get("entry_contact", ())
            )
        elif isinstance(field, VocabularyNames):
            link_table, table = NAME_LINKS[name]
            rated_names = [
                RatedName(_vocabulary_name(connection, table, row["name_id"], names), row["mark"])
                for row in rows.get(link_table, ())
            ]
            has_ratings = isinstance(field, RatedNames)
            values[name] = tuple(rated if has_ratings else rated.name for rated in rated_names)
    return record_class(
        id=entry["id"],
        uuid=entry["uuid"],
        occurred_at=datetime.fromisoformat(entry["occurred_at"]),
        recorded_at=datetime.fromisoformat(entry["recorded_at"]),
        local_date=date.fromisoformat(entry["local_date"]),
        share=bool(entry["share"]),
        source=entry["source"],
        note=entry["note"],
        **values,
    )


def _contact_ref(connection: Connection, row: dict[str, Any]) -> ContactRef:
    contact_row = connection.fetch_one(
        "SELECT name FROM contact WHERE id = ?", (row["contact_id"],)
    )
    return ContactRef(row["contact_id"], _("someone") if contact_row is None else contact_row[0])


def _vocabulary_name(
    connection: Connection, table: str, name_id: int, names: dict[tuple[str, int], str]
) -> str:
    row = connection.fetch_one(f"SELECT name FROM {table} WHERE id = ?", (name_id,))
    return names.get((table, name_id), "") if row is None else str(row[0])
