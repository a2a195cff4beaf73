"""The lists that grow with use: emotions, triggers, ways of coping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.fields import MarkedNames, Names
from recovery_journal.domain.record import Record
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import NAME_LINKS, clean
from recovery_journal.text import normalize

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping, Trigger


def find_name(door: Door, table: str, name: str) -> int | None:
    """Return the id of a name in its list: the one written so, else the first that is the same.

    Capitals, accents and the like do not matter, nor _ or - for a space.
    """
    row = door.one(f"SELECT id FROM {table} WHERE name = ?", (name,))
    if row is not None:
        return int(row[0])
    wanted = _spaced(name)
    rows = door.all(f"SELECT id, name FROM {table} ORDER BY own, id") if wanted else []
    return next((row[0] for row in rows if _spaced(row[1]) == wanted), None)


def _spaced(name: str) -> str:
    return " ".join(normalize(name).replace("_", " ").replace("-", " ").split())


def name_id(door: Door, table: str, name: str, made: list[tuple[str, int, str | None]]) -> int:
    """Return the id of a name, adding an unknown one; ``made`` then says so."""
    name = clean(name)
    known = find_name(door, table, name)
    if known is not None:
        return known
    new = door.run(f"INSERT INTO {table} (name) VALUES (?)", (name,))
    made.append((table, new, None))
    return new


class Lists:
    """The growing lists of one journal, built in and own names together."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def emotions(self) -> list[str]:
        """Return every emotion's name."""
        return [row[0] for row in self._door.all("SELECT name FROM emotion ORDER BY own, name")]

    def triggers(self) -> list[Trigger]:
        """Return every trigger."""
        from recovery_journal.domain.keeping import Trigger

        rows = self._door.all("SELECT name, trigger_kind, own FROM trigger_name ORDER BY own, id")
        return [Trigger(name=row[0], trigger_kind=row[1], own=bool(row[2])) for row in rows]

    def copings(self) -> list[Coping]:
        """Return every way of coping."""
        from recovery_journal.domain.keeping import Coping

        rows = self._door.all(
            "SELECT name, category, for_state, learned_in, own FROM coping ORDER BY own, id"
        )
        return [
            Coping(
                name=row[0],
                category=row[1],
                for_state=row[2],
                learned_in=row[3],
                own=bool(row[4]),
            )
            for row in rows
        ]

    def unknown(self, record: Record) -> tuple[str, ...]:
        """Return the names that adding this record would put on the person's own lists."""
        new: list[str] = []
        for field_name, field in record.fields.items():
            if not isinstance(field, Names):
                continue
            _link, table = NAME_LINKS[field_name]
            for one in getattr(record, field_name):
                name = clean(one.name if isinstance(field, MarkedNames) else one)
                if find_name(self._door, table, name) is None and name not in new:
                    new.append(name)
        return tuple(new)

    def unused(self) -> tuple[str, ...]:
        """Return the names on the person's own lists that no entry uses."""
        return tuple(
            row[0]
            for link, table in NAME_LINKS.values()
            for row in self._door.all(
                f"SELECT name FROM {table} WHERE {_UNUSED.format(link=link)} ORDER BY name"
            )
        )

    def remove_unused(self) -> int:
        """Take those names off the lists, inside the open transaction; returns how many."""
        count = len(self.unused())
        for link, table in NAME_LINKS.values():
            self._door.run(f"DELETE FROM {table} WHERE {_UNUSED.format(link=link)}")
        return count


_UNUSED = "own = 1 AND id NOT IN (SELECT name_id FROM {link})"
