"""What a change of the undo log was, in values: entries, names and words."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from recovery_journal.domain.change import ChangedItem
from recovery_journal.domain.fields import ContactRef, Marked, MarkedNames, Names, People
from recovery_journal.domain.labels import label
from recovery_journal.domain.record import Record
from recovery_journal.storage import history
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import NAME_LINKS, columns, from_column, record_type
from recovery_journal.words import _

Rows = dict[str, list[dict[str, Any]]]


def changed_items(door: Door, items: list[history.Item]) -> tuple[ChangedItem, ...]:
    """Return what a change touched, without the names that came along with an entry."""
    images = [
        (item, item.after or history.image(door, item.part, item.id) or item.before)
        for item in items
    ]
    names = {
        (item.part, item.id): str(json.loads(image)[""][0]["name"])
        for item, image in images
        if image and item.part in history.NAMES
    }
    return tuple(
        _item(door, item, json.loads(image) if image else {}, names)
        for item, image in images
        if item.part not in history.NAMES
    )


def _item(
    door: Door, item: history.Item, rows: Rows, names: dict[tuple[str, int], str]
) -> ChangedItem:
    (row,) = rows.get("") or ({},)
    if item.part == "entry" and row:
        record = _record(door, rows, names)
        return ChangedItem(id=item.id, kind=record.kind, day=record.local_date, record=record)
    text = row.get("name") or row.get("text") or row.get("wording")
    if not text and "goal_kind" in row:
        text = label(row["goal_kind"])
    return ChangedItem(id=item.id, kind=item.part, text=text or "")


def _record(door: Door, rows: Rows, names: dict[tuple[str, int], str]) -> Record:
    """Return an entry from its rows; ``names`` are those that came and went with it."""
    (entry,) = rows[""]
    kind = record_type(entry["kind"])
    (own,) = rows[entry["kind"]]
    values = {name: from_column(kind.fields[name], own[name]) for name in columns(kind.fields)}
    for name, field in kind.fields.items():
        if isinstance(field, People):
            values[name] = tuple(_person(door, row) for row in rows.get("entry_contact", ()))
        elif isinstance(field, Names):
            link, table = NAME_LINKS[name]
            marked = [
                Marked(_name(door, table, row["name_id"], names), row["mark"])
                for row in rows.get(link, ())
            ]
            with_marks = isinstance(field, MarkedNames)
            values[name] = tuple(one if with_marks else one.name for one in marked)
    return kind(
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


def _person(door: Door, row: dict[str, Any]) -> ContactRef:
    found = door.one("SELECT name FROM contact WHERE id = ?", (row["contact_id"],))
    return ContactRef(row["contact_id"], _("someone") if found is None else found[0])


def _name(door: Door, table: str, name_id: int, names: dict[tuple[str, int], str]) -> str:
    row = door.one(f"SELECT name FROM {table} WHERE id = ?", (name_id,))
    return names.get((table, name_id), "") if row is None else str(row[0])
