"""Which column holds which field of a record, in which form, and the tables of whole records.

A column has the name of its field, and its form follows from the type that the record's
class gives the field: a date is ISO text, yes or no 1 or 0, several choices one text with
commas. So a new field is said once, in the domain, and needs only its migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from types import NoneType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_args, get_origin
from uuid import uuid4

from recovery_journal.database.connection import Connection
from recovery_journal.database.sqlcipher import DamagedText, SqlParameters, SqlRow, SqlValue
from recovery_journal.errors import RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.text import replace_surrogates

T = TypeVar("T")


class Column(NamedTuple):
    """The column of one field, and how a value goes in and comes out (None: as it is)."""

    name: str
    read: Callable[[Any], Any] | None = None
    write: Callable[[Any], SqlValue] | None = None


def _unless_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


def _read_choice(stored: str | None) -> str | None:
    return None if isinstance(stored, DamagedText) else stored  # it is none of the list


def _read_choices(stored: str | None) -> tuple[str, ...]:
    return tuple(stored.split(",")) if _read_choice(stored) and stored else ()


def _write_choices(choices: Iterable[str]) -> str | None:
    return ",".join(sorted(set(choices))) or None


_CONVERSIONS: dict[Any, tuple[Callable[[Any], Any] | None, Callable[[Any], SqlValue] | None]] = {
    int: (None, None),
    float: (None, None),
    str: (None, replace_surrogates),
    bool: (_unless_none(bool), _unless_none(int)),
    date: (_unless_none(date.fromisoformat), _unless_none(date.isoformat)),
    datetime: (
        _unless_none(datetime.fromisoformat),
        _unless_none(lambda moment: moment.isoformat(timespec="seconds")),
    ),
    tuple[str, ...]: (lambda stored: tuple(stored.split(",")), ",".join),
}
"""How values of a type are read and written; any other is one or several choices of a list."""


def columns_of(record_class: type) -> tuple[Column, ...]:
    """Return the columns of a dataclass of the domain, in the order of its fields."""
    return tuple(
        Column(field.name, *_conversion(field.type)) for field in dataclass_fields(record_class)
    )


def _conversion(
    hint: Any,
) -> tuple[Callable[[Any], Any] | None, Callable[[Any], SqlValue] | None]:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    value_type = next((arg for arg in get_args(hint) if NoneType in get_args(hint)), hint)
    if value_type in _CONVERSIONS:
        return _CONVERSIONS[value_type]
    is_tuple = get_origin(value_type) is tuple
    return (_read_choices, _write_choices) if is_tuple else (_read_choice, None)


def to_row(record_columns: Iterable[Column], record: object) -> dict[str, SqlValue]:
    """Return what these columns hold of a record."""
    return {
        name: getattr(record, name) if write is None else write(getattr(record, name))
        for name, _read, write in record_columns
    }


def to_values(record_columns: Iterable[Column], row: Iterable[Any]) -> dict[str, Any]:
    """Return the values of the fields whose columns these are, by name."""
    return {
        column.name: stored if column.read is None else column.read(stored)
        for column, stored in zip(record_columns, row, strict=True)
    }


class RecordTable(Generic[T]):
    """A table whose rows are whole records of one class: a column for each of its fields.

    ``not_found`` is the sentence for an {id} that is not there.
    """

    def __init__(
        self, connection: Connection, name: str, record_class: type[T], not_found: str = ""
    ) -> None:
        self._connection = connection
        self._name = name
        self._record_class = record_class
        self._not_found = not_found
        self._columns = columns_of(record_class)
        self.select_list = ", ".join(f"{name}.{column.name}" for column in self._columns)

    def select(self, rest_of_sql: str = "", parameters: SqlParameters = ()) -> list[T]:
        """Return the records of the rows; ``rest_of_sql`` begins with WHERE or ORDER BY."""
        rows = self._connection.fetch_all(
            f"SELECT {self.select_list} FROM {self._name} {rest_of_sql}", parameters
        )
        return [self.to_record(row) for row in rows]

    def get(self, record_id: int) -> T:
        """Return the record with this id; raises ``RecordNotFound``."""
        for record in self.select("WHERE id = ?", (record_id,)):
            return record
        raise RecordNotFound(_(self._not_found).format(id=record_id))

    def to_record(self, row: SqlRow) -> T:
        """Return the record of a row that was selected with ``select_list``."""
        return self._record_class(**to_values(self._columns, row))

    def insert(self, record: T, **other_columns: SqlValue) -> int:
        """Add a record, which gets a uuid if it has none, and return its id."""
        row = to_row(self._columns, record) | other_columns
        del row["id"]
        if row.get("uuid") == "":
            row["uuid"] = str(uuid4())
        return self._connection.insert(self._name, row)

    def update(self, record_id: int, record: T) -> None:
        """Write every field of a record that is there already."""
        row = to_row(self._columns, record)
        del row["id"]
        self._connection.update(self._name, record_id, row)

    def delete(self, record_id: int) -> T:
        """Delete a record and return it as it was; raises ``RecordNotFound``."""
        record = self.get(record_id)
        self._connection.execute(f"DELETE FROM {self._name} WHERE id = ?", (record_id,))
        return record
