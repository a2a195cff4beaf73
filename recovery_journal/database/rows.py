"""Conversion between database rows and domain records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import Any

from recovery_journal.database.connection import Connection, SqlRow
from recovery_journal.database.damaged_text import DamagedText
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Field,
    MultipleChoice,
    RatedName,
    RatedNames,
    Text,
    VocabularyNames,
    YesNo,
)
from recovery_journal.domain.record import Record
from recovery_journal.i18n import _
from recovery_journal.text import replace_surrogates

# A record's module is loaded when a record of its kind is met.
_RECORD_CLASSES = {
    "check_in": "CheckIn",
    "urge": "Urge",
    "reach_out": "ReachOut",
    "meeting": "Meeting",
    "return_to_use": "ReturnToUse",
    "milestone": "Milestone",
    "activity": "Activity",
    "reflection": "Reflection",
}
# Where the names of a field with a growing list are linked, and the list itself.
NAME_LINKS = {
    "emotions": ("entry_emotion", "emotion"),
    "triggers": ("entry_trigger", "trigger_name"),
    "coping": ("entry_coping", "coping"),
}
_DAMAGED_KEY = "damaged"
ENTRY_COLUMNS = "id, uuid, kind, occurred_at, recorded_at, local_date, share, source, note"


def record_type(kind: str) -> type[Record]:
    """Return the class of the records of this kind."""
    module = import_module(f"recovery_journal.domain.{kind}")
    record_class: type[Record] = getattr(module, _RECORD_CLASSES[kind])
    return record_class


def to_column(field: Field, value: Any) -> Any:
    """Return a field's value as its column holds it."""
    if isinstance(field, MultipleChoice):
        return ",".join(sorted(set(value))) or None
    if isinstance(field, YesNo):
        return None if value is None else int(value)
    if isinstance(value, date):
        return value.isoformat()
    return replace_surrogates(value)


def from_column(field: Field, stored: Any) -> Any:
    """Return a column's content as the field's value; a damaged text is none of a list's."""
    if isinstance(stored, DamagedText) and not isinstance(field, Text):
        stored = None
    if isinstance(field, MultipleChoice):
        return tuple(stored.split(",")) if stored else ()
    if isinstance(field, YesNo):
        return None if stored is None else bool(stored)
    return stored


def column_names(fields: dict[str, Field]) -> list[str]:
    """Return the fields that are columns of their own, not rows of another table."""
    return [
        name
        for name, field in fields.items()
        if not isinstance(field, VocabularyNames | ContactRefs)
    ]


def to_columns(record: Record) -> dict[str, Any]:
    """Return the columns of the record's own table."""
    return {
        name: to_column(record.fields[name], getattr(record, name))
        for name in column_names(record.fields)
    }


def read_records(connection: Connection, rows: Sequence[SqlRow]) -> list[Record]:
    """Return the records of these ``ENTRY_COLUMNS`` rows, in their order, in a few reads."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row[2], []).append(row[0])
    values_by_id: dict[int, dict[str, Any]] = {}
    for kind, ids in by_kind.items():
        _read_kind(connection, record_type(kind).fields, kind, ids, values_by_id)
    return [_to_record(row, values_by_id[row[0]]) for row in rows]


def _to_record(row: SqlRow, values: dict[str, Any]) -> Record:
    entry_id, uuid, kind, occurred_at, recorded_at, local_date, share, source, note = row
    return record_type(kind)(
        id=entry_id,
        uuid=uuid,
        occurred_at=datetime.fromisoformat(occurred_at),
        recorded_at=datetime.fromisoformat(recorded_at),
        local_date=date.fromisoformat(local_date),
        share=bool(share),
        source=source,
        note=note,
        damaged=values.pop(_DAMAGED_KEY, False)
        or any(isinstance(cell, DamagedText) for cell in row),
        **values,
    )


def _read_kind(
    connection: Connection,
    fields: dict[str, Field],
    kind: str,
    ids: list[int],
    values_by_id: dict[int, dict[str, Any]],
) -> None:
    """Read the columns and links of these entries of one kind into ``values_by_id``."""
    own_columns = column_names(fields)
    for row in select_in_batches(
        connection, f"SELECT entry_id, {', '.join(own_columns)} FROM {kind}", ids
    ):
        values_by_id[row[0]] = {
            name: from_column(fields[name], stored)
            for name, stored in zip(own_columns, row[1:], strict=True)
        }
        if any(isinstance(stored, DamagedText) for stored in row):
            values_by_id[row[0]][_DAMAGED_KEY] = True
    for name, field in fields.items():
        if isinstance(field, ContactRefs):
            _collect_values(values_by_id, ids, name, _read_contacts(connection, ids))
        elif isinstance(field, RatedNames):
            _collect_values(values_by_id, ids, name, _read_names(connection, name, ids))
        elif isinstance(field, VocabularyNames):
            _collect_values(
                values_by_id,
                ids,
                name,
                ((i, rated.name) for i, rated in _read_names(connection, name, ids)),
            )


def _collect_values(
    values_by_id: dict[int, dict[str, Any]],
    ids: list[int],
    name: str,
    pairs: Iterable[tuple[int, Any]],
) -> None:
    values_by_entry: dict[int, list[Any]] = {}
    for entry_id, value in pairs:
        values_by_entry.setdefault(entry_id, []).append(value)
        if isinstance(value, DamagedText) or isinstance(getattr(value, "name", ""), DamagedText):
            values_by_id[entry_id][_DAMAGED_KEY] = True
    for entry_id in ids:
        values_by_id[entry_id][name] = tuple(values_by_entry.get(entry_id, ()))


def _read_contacts(connection: Connection, ids: list[int]) -> Iterable[tuple[int, ContactRef]]:
    rows = select_in_batches(
        connection,
        "SELECT entry_id, contact_id, contact.name FROM entry_contact"
        " LEFT JOIN contact ON contact.id = contact_id",
        ids,
        "ORDER BY entry_id, position",
    )
    someone = _("someone")
    return ((row[0], ContactRef(row[1], someone if row[2] is None else row[2])) for row in rows)


def _read_names(
    connection: Connection, field: str, ids: list[int]
) -> Iterable[tuple[int, RatedName]]:
    link_table, list_table = NAME_LINKS[field]
    rows = select_in_batches(
        connection,
        f"SELECT entry_id, n.name, mark FROM {link_table} JOIN {list_table} AS n ON n.id = name_id",
        ids,
        "ORDER BY entry_id, position",
    )
    return ((row[0], RatedName(row[1], row[2])) for row in rows)


def select_in_batches(
    connection: Connection, select: str, ids: list[int], order: str = ""
) -> list[SqlRow]:
    """Run a select over many entry ids, a few hundred at a time."""
    rows: list[SqlRow] = []
    for start in range(0, len(ids), 500):
        batch = ids[start : start + 500]
        placeholders = ",".join("?" * len(batch))
        rows += connection.fetch_all_lenient(
            f"{select} WHERE entry_id IN ({placeholders}) {order}", batch
        )
    return rows
