"""The rows of dated records: several tables, put together into records in a few reads.

``entry`` holds what all kinds have in common, the table of its kind the fields of its own,
and links hold the people and the names of lists. ``record_table`` says how a column holds
the value of a field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, get_args

from recovery_journal.database.connection import Connection
from recovery_journal.database.record_table import Column, columns_of, to_values
from recovery_journal.database.sqlcipher import DamagedText, SqlParameters, SqlRow
from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Field,
    RatedName,
    RatedNames,
    VocabularyNames,
)
from recovery_journal.domain.record import Record
from recovery_journal.errors import RecordNotFound
from recovery_journal.i18n import _

TableRows = dict[str, list[dict[str, Any]]]
"""A snapshot of undo: an item's rows by table, "" for its own, "> name" for those at it."""

RECORD_KINDS: tuple[str, ...] = get_args(RecordKind)
"""The kinds of entries, which are the tables of their own columns, too."""
# Where the names of a field with a growing list are linked, and the list itself.
NAME_LINKS = {
    "emotions": ("entry_emotion", "emotion"),
    "triggers": ("entry_trigger", "trigger_name"),
    "coping": ("entry_coping", "coping"),
}
_BATCH_SIZE = 500

ENTRY_FIELDS = tuple(column for column in columns_of(Record) if column.name != "damaged")
"""The columns that the dated records have in common."""
ENTRY_COLUMNS = ", ".join(("kind", *(column.name for column in ENTRY_FIELDS)))
"""What ``read_records`` takes: the kind of an entry, then its common columns."""


@cache
def record_type(kind: str) -> type[Record]:
    """Return the class of the records of this kind: ``check_in.CheckIn``.

    Its module is loaded when a record of its kind is met.
    """
    module = import_module(f"recovery_journal.domain.{kind}")
    record_class: type[Record] = getattr(module, kind.title().replace("_", ""))
    return record_class


@cache
def own_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of the table of one kind; its links to lists and people have others."""
    record_class = record_type(kind)
    own_fields = {name for name, field in record_class.fields.items() if not is_link(field)}
    return tuple(column for column in columns_of(record_class) if column.name in own_fields)


def is_link(field: Field) -> bool:
    """Say whether the values of a field are rows of another table."""
    return isinstance(field, VocabularyNames | ContactRefs)


def link_value(field: Field, number: int | None, name: str | None) -> object:
    """Return one value of a link: ``number`` is a contact's id, or the mark beside a name."""
    if isinstance(field, ContactRefs):
        return ContactRef(number, _("someone") if name is None else name)
    return RatedName(name or "", number) if isinstance(field, RatedNames) else name


def select_entries(
    connection: Connection, rest_of_sql: str = "", parameters: SqlParameters = ()
) -> list[Record]:
    """Return the records of these entries; ``rest_of_sql`` begins with WHERE or ORDER BY."""
    return read_records(
        connection,
        connection.fetch_all_lenient(
            f"SELECT {ENTRY_COLUMNS} FROM entry {rest_of_sql}", parameters
        ),
    )


def read_records(connection: Connection, rows: Sequence[SqlRow]) -> list[Record]:
    """Return the records of these ``ENTRY_COLUMNS`` rows, in their order, in a few reads.

    A damaged text is replaced by a sentence, and its record is ``damaged``.
    """
    ids_by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, entry_id, *_rest in rows:
        ids_by_kind[kind].append(entry_id)
    values: dict[int, dict[str, Any]] = {}
    for kind, ids in ids_by_kind.items():
        _read_own_columns(connection, kind, ids, values)
        for name, field in record_type(kind).fields.items():
            if is_link(field):
                _read_links(connection, name, field, ids, values)
    for row in rows:
        if any(isinstance(stored, DamagedText) for stored in row):
            values[row[1]]["damaged"] = True
    return [make_record(row[0], row[1:], values[row[1]]) for row in rows]


def make_record(kind: str, entry_row: Iterable[Any], own_values: Mapping[str, Any]) -> Record:
    """Return a record from the common columns, and from the values of its own fields."""
    return record_type(kind)(**to_values(ENTRY_FIELDS, entry_row), **own_values)


def record_from_snapshot(
    connection: Connection, rows: TableRows, names: Mapping[tuple[str, int], str]
) -> Record:
    """Return an entry from a snapshot of its rows, which it may no longer have.

    ``names`` holds, by list and id, the names that came and went with it.
    """
    (entry,) = rows[""]
    kind = entry["kind"]
    (own_row,) = rows[kind]
    own = own_columns(kind)
    values = to_values(own, (own_row[column.name] for column in own))
    for name, field in record_type(kind).fields.items():
        links = []
        if isinstance(field, ContactRefs):
            for row in rows.get("entry_contact", ()):
                number = row["contact_id"]
                links.append(link_value(field, number, name_of(connection, "contact", number)))
        elif is_link(field):
            link_table, list_table = NAME_LINKS[name]
            for row in rows.get(link_table, ()):
                key = list_table, row["name_id"]
                text = name_of(connection, *key) or names.get(key, "")
                links.append(link_value(field, row["mark"], text))
        if is_link(field):
            values[name] = tuple(links)
    return make_record(kind, (entry[column.name] for column in ENTRY_FIELDS), values)


def name_of(connection: Connection, table: str, row_id: int | None) -> str | None:
    """Return the name of a contact, or of a word of a list; None where it is gone."""
    row = connection.fetch_one(f"SELECT name FROM {table} WHERE id = ?", (row_id,))
    return None if row is None else str(row[0])


def check_contact(connection: Connection, contact_id: int | None) -> None:
    """Raise ``RecordNotFound`` where there is no contact with this id; None names nobody."""
    if contact_id is not None and name_of(connection, "contact", contact_id) is None:
        raise unknown_contact_error(contact_id)


def unknown_contact_error(contact_id: int | str) -> RecordNotFound:
    """Return the error for the id of a contact that is not there."""
    return RecordNotFound(
        _("There is no contact {id}.").format(id=contact_id), code="unknown_contact"
    )


def entries_naming(connection: Connection, contact_id: int) -> list[int]:
    """Return the ids of the entries that name a contact."""
    rows = connection.fetch_all(
        "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
    )
    return [row[0] for row in rows]


def _read_own_columns(
    connection: Connection, kind: str, ids: Sequence[int], values: dict[int, dict[str, Any]]
) -> None:
    kind_columns = own_columns(kind)
    names = ", ".join(("entry_id", *(column.name for column in kind_columns)))
    for entry_id, *row in _select_in_batches(connection, f"SELECT {names} FROM {kind}", ids):
        values[entry_id] = to_values(kind_columns, row)
        if any(isinstance(stored, DamagedText) for stored in row):
            values[entry_id]["damaged"] = True


def _read_links(
    connection: Connection,
    name: str,
    field: Field,
    ids: Sequence[int],
    values: dict[int, dict[str, Any]],
) -> None:
    """Add the values of a link to those of each entry, in their order."""
    if isinstance(field, ContactRefs):
        select = (
            "SELECT entry_id, contact_id, contact.name FROM entry_contact"
            " LEFT JOIN contact ON contact.id = contact_id"
        )
    else:
        link_table, list_table = NAME_LINKS[name]
        select = (
            f"SELECT entry_id, mark, {list_table}.name FROM {link_table}"
            f" JOIN {list_table} ON {list_table}.id = name_id"
        )
    links: dict[int, list[object]] = defaultdict(list)
    for entry_id, number, text in _select_in_batches(
        connection, select, ids, "ORDER BY entry_id, position"
    ):
        links[entry_id].append(link_value(field, number, text))
        if isinstance(text, DamagedText):
            values[entry_id]["damaged"] = True
    for entry_id in ids:
        values[entry_id][name] = tuple(links[entry_id])


def _select_in_batches(
    connection: Connection, select: str, ids: Sequence[int], order: str = ""
) -> list[SqlRow]:
    """Run a select over many entry ids, a few hundred at a time."""
    rows: list[SqlRow] = []
    for start in range(0, len(ids), _BATCH_SIZE):
        batch = ids[start : start + _BATCH_SIZE]
        placeholders = ",".join("?" * len(batch))
        rows += connection.fetch_all_lenient(
            f"{select} WHERE entry_id IN ({placeholders}) {order}", batch
        )
    return rows
