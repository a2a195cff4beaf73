"""The lists that grow with use: emotions, triggers, ways of coping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.database.connection import Connection
from recovery_journal.database.record_table import RecordTable
from recovery_journal.database.rows import NAME_LINKS
from recovery_journal.database.undo import PendingChange
from recovery_journal.domain.fields import RatedNames, VocabularyNames
from recovery_journal.domain.record import Record
from recovery_journal.text import normalize, replace_surrogates

if TYPE_CHECKING:
    from recovery_journal.domain.vocabulary import Coping, Trigger


def find_name_id(connection: Connection, table: str, name: str) -> int | None:
    """Return the id of a name in its list: the one written so, else the first that is the same.

    Capitals, accents and the like do not matter, nor _ or - for a space.
    """
    row = connection.fetch_one(f"SELECT id FROM {table} WHERE name = ?", (name,))
    if row is not None:
        return int(row[0])
    target = _comparable(name)
    rows = connection.fetch_all(f"SELECT id, name FROM {table} ORDER BY own, id") if target else []
    return next((row[0] for row in rows if _comparable(row[1]) == target), None)


def _comparable(name: str) -> str:
    return " ".join(normalize(name).replace("_", " ").replace("-", " ").split())


def get_or_create_name(connection: Connection, table: str, name: str, change: PendingChange) -> int:
    """Return the id of a name, adding an unknown one to the list and to the change."""
    name = replace_surrogates(name)
    existing_id = find_name_id(connection, table, name)
    if existing_id is not None:
        return existing_id
    new_id = connection.insert(table, {"name": name})
    change.added_name(table, new_id)
    return new_id


class Vocabulary:
    """The growing lists of one journal, built in and own names together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def emotions(self) -> list[str]:
        """Return every emotion's name."""
        rows = self._connection.fetch_all("SELECT name FROM emotion ORDER BY own, name")
        return [row[0] for row in rows]

    def triggers(self) -> list[Trigger]:
        """Return every trigger."""
        from recovery_journal.domain.vocabulary import Trigger

        return RecordTable(self._connection, "trigger_name", Trigger).select("ORDER BY own, id")

    def copings(self) -> list[Coping]:
        """Return every way of coping."""
        from recovery_journal.domain.vocabulary import Coping

        return RecordTable(self._connection, "coping", Coping).select("ORDER BY own, id")

    def unknown_names(self, record: Record) -> tuple[str, ...]:
        """Return the names that adding this record would put on the person's own lists."""
        names: list[str] = []
        for field_name, field in record.fields.items():
            if not isinstance(field, VocabularyNames):
                continue
            _link, table = NAME_LINKS[field_name]
            for value in getattr(record, field_name):
                name = replace_surrogates(value.name if isinstance(field, RatedNames) else value)
                if find_name_id(self._connection, table, name) is None and name not in names:
                    names.append(name)
        return tuple(names)

    def unused_names(self) -> tuple[str, ...]:
        """Return the names on the person's own lists that no entry uses."""
        return tuple(
            row[0]
            for link, table in NAME_LINKS.values()
            for row in self._connection.fetch_all(
                f"SELECT name FROM {table} WHERE {_UNUSED_SQL.format(link=link)} ORDER BY name"
            )
        )

    def remove_unused_names(self) -> int:
        """Take those names off the lists, inside the open transaction; returns how many."""
        count = len(self.unused_names())
        for link, table in NAME_LINKS.values():
            self._connection.execute(f"DELETE FROM {table} WHERE {_UNUSED_SQL.format(link=link)}")
        return count


_UNUSED_SQL = "own = 1 AND id NOT IN (SELECT name_id FROM {link})"
