"""Rows and values: the one mapping between what is stored and what is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import Any

from recovery_journal.domain.fields import (
    Choices,
    ContactRef,
    Field,
    Marked,
    MarkedNames,
    Names,
    People,
    Text,
    YesNo,
)
from recovery_journal.domain.record import Record
from recovery_journal.storage.door import Door, Row
from recovery_journal.storage.unreadable import Unreadable
from recovery_journal.words import _

# A record's module is loaded when a record of its kind is met.
_HOMES = {
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
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_DAMAGED = "damaged"
ENTRY = "id, uuid, kind, occurred_at, recorded_at, local_date, share, source, note"


def record_type(kind: str) -> type[Record]:
    """Return the class of the records of this kind."""
    home = import_module(f"recovery_journal.domain.{kind}")
    return getattr(home, _HOMES[kind])  # type: ignore[no-any-return]  # looked up by name


def clean(value: Any) -> Any:
    """Return a text that can be stored as UTF-8, any other value unchanged.

    Bytes of the command line that are no UTF-8 come in as lone surrogates.
    """
    if isinstance(value, str) and not value.isascii():
        return _HALF_PAIR.sub("\ufffd", value)
    return value


def to_column(field: Field, value: Any) -> Any:
    """Return a field's value as its column holds it."""
    if isinstance(field, Choices):
        return ",".join(sorted(set(value))) or None
    if isinstance(field, YesNo):
        return None if value is None else int(value)
    if isinstance(value, date):
        return value.isoformat()
    return clean(value)


def from_column(field: Field, stored: Any) -> Any:
    """Return a column's content as the field's value; a damaged text is none of a list's."""
    if isinstance(stored, Unreadable) and not isinstance(field, Text):
        stored = None
    if isinstance(field, Choices):
        return tuple(stored.split(",")) if stored else ()
    if isinstance(field, YesNo):
        return None if stored is None else bool(stored)
    return stored


def columns(fields: dict[str, Field]) -> list[str]:
    """Return the fields that are columns of their own, not rows of another table."""
    return [name for name, field in fields.items() if not isinstance(field, Names | People)]


def kind_values(record: Record) -> dict[str, Any]:
    """Return the columns of the record's own table."""
    return {
        name: to_column(record.fields[name], getattr(record, name))
        for name in columns(record.fields)
    }


def read_records(door: Door, rows: Sequence[Row]) -> list[Record]:
    """Return the records of these ``ENTRY`` rows, in their order, in a few reads."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row[2], []).append(row[0])
    found: dict[int, dict[str, Any]] = {}
    for kind, ids in by_kind.items():
        _read_kind(door, record_type(kind).fields, kind, ids, found)
    return [_record(row, found[row[0]]) for row in rows]


def _record(row: Row, values: dict[str, Any]) -> Record:
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
        damaged=values.pop(_DAMAGED, False) or any(isinstance(one, Unreadable) for one in row),
        **values,
    )


def _read_kind(
    door: Door,
    fields: dict[str, Field],
    kind: str,
    ids: list[int],
    found: dict[int, dict[str, Any]],
) -> None:
    """Read the columns and links of these entries of one kind into ``found``."""
    own = columns(fields)
    for row in in_parts(door, f"SELECT entry_id, {', '.join(own)} FROM {kind}", ids):
        found[row[0]] = {
            name: from_column(fields[name], stored)
            for name, stored in zip(own, row[1:], strict=True)
        }
        if any(isinstance(stored, Unreadable) for stored in row):
            found[row[0]][_DAMAGED] = True
    for name, field in fields.items():
        if isinstance(field, People):
            _gather(found, ids, name, _people(door, ids))
        elif isinstance(field, MarkedNames):
            _gather(found, ids, name, _names(door, name, ids))
        elif isinstance(field, Names):
            _gather(found, ids, name, ((i, marked.name) for i, marked in _names(door, name, ids)))


def _gather(
    found: dict[int, dict[str, Any]], ids: list[int], name: str, pairs: Iterable[tuple[int, Any]]
) -> None:
    lists: dict[int, list[Any]] = {}
    for entry_id, value in pairs:
        lists.setdefault(entry_id, []).append(value)
        if isinstance(value, Unreadable) or isinstance(getattr(value, "name", ""), Unreadable):
            found[entry_id][_DAMAGED] = True
    for entry_id in ids:
        found[entry_id][name] = tuple(lists.get(entry_id, ()))


def _people(door: Door, ids: list[int]) -> Iterable[tuple[int, ContactRef]]:
    rows = in_parts(
        door,
        "SELECT entry_id, contact_id, contact.name FROM entry_contact"
        " LEFT JOIN contact ON contact.id = contact_id",
        ids,
        "ORDER BY entry_id, position",
    )
    someone = _("someone")
    return ((row[0], ContactRef(row[1], someone if row[2] is None else row[2])) for row in rows)


def _names(door: Door, field: str, ids: list[int]) -> Iterable[tuple[int, Marked]]:
    link, names = NAME_LINKS[field]
    rows = in_parts(
        door,
        f"SELECT entry_id, n.name, mark FROM {link} JOIN {names} AS n ON n.id = name_id",
        ids,
        "ORDER BY entry_id, position",
    )
    return ((row[0], Marked(row[1], row[2])) for row in rows)


def in_parts(door: Door, select: str, ids: list[int], order: str = "") -> list[Row]:
    """Run a select over many entry ids, a few hundred at a time."""
    rows: list[Row] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ",".join("?" * len(part))
        rows += door.readable(f"{select} WHERE entry_id IN ({marks}) {order}", part)
    return rows
