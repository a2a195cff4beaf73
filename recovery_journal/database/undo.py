"""``UndoLog``: how each change is logged, and how the newest is taken back and done again.

Every write that can be taken back goes through ``change``:

    with undo.change("edit", "goal", goal_id):
        ...

It takes a snapshot of the rows of what is touched, and when the block ends stores it, in
the same transaction as the write itself. Which rows those are, ``_OWNED_TABLES`` and
``_REFERENCES`` say. Undo puts the snapshots back, the last one first, and stores beside
each what was there; redo puts that back again.

A change is stored for up to 20 changes and 7 days. One that was taken back stays, too,
until the next change. What is older is dropped at the next change, or by ``purge``;
``erasure`` then overwrites its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from recovery_journal.database import erasure, search_index
from recovery_journal.database.connection import Connection
from recovery_journal.database.rows import (
    NAME_LINKS,
    RECORD_KINDS,
    TableRows,
    entries_naming,
    name_of,
    record_from_snapshot,
    select_entries,
)
from recovery_journal.database.settings_table import read_day_end, reassign_days
from recovery_journal.domain.change import Change, ChangedItem
from recovery_journal.domain.labels import label

MAX_CHANGES = 20
MAX_AGE_SECONDS = 7 * 24 * 3600


_LINK_TABLES = {list_table: link_table for link_table, list_table in NAME_LINKS.values()}
"""Lists whose names come along with an entry, and the tables that use them."""
_OWNED_TABLES: dict[str, tuple[str, ...]] = {
    "entry": (*RECORD_KINDS, "entry_contact", *_LINK_TABLES.values()),
    "contact": ("contact_detail", "contact_card"),
}
"""Beside the row in its own table, the rows that belong to an item: by "entry_id", "contact_id"."""
_REFERENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "entry": (("urge", "reach_out", "entry_id"),),
    "contact": (
        ("entry_contact", "contact_id", "entry_id, position"),
        ("safety_step", "contact_id", "id"),
    ),
}
"""What points at an item and loses its link with a delete: table, column, key of the row."""

_EXPIRED = "(SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?)"
_HAS_TEXT = "(before IS NOT NULL OR after IS NOT NULL)"


class PendingChange:
    """A change while it is made: what it touched so far."""

    def __init__(self, connection: Connection, action: str, part: str) -> None:
        self._connection = connection
        self._action = action
        self._part = part
        self.items: list[tuple[str, int, str | None]] = []
        """(part, id, its rows before; None for a new one) in the order to be done again."""

    def will_touch(self, item_id: int) -> None:
        """Take a snapshot of what is about to be changed or deleted."""
        # Only a delete cuts the links of what points at it.
        rows = snapshot(
            self._connection, self._part, item_id, with_references=self._action == "delete"
        )
        self.items.append((self._part, item_id, rows))

    def added(self, item_id: int) -> None:
        """Note a new item."""
        self.items.append((self._part, item_id, None))

    def added_name(self, list_table: str, name_id: int) -> None:
        """Note a name that came along, which goes when no entry uses it any more."""
        # Undo begins at the end, and the entry that uses the name has to go first.
        self.items.insert(0, (list_table, name_id, None))


class UndoItem(NamedTuple):
    """One thing that a change touched, its rows as JSON; None where it did not exist."""

    position: int
    part: str
    id: int
    before: str | None
    after: str | None


class UndoLog:
    """The undo log of one journal: writes to it, takes the newest change back, redoes it."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    @contextmanager
    def change(
        self, action: str, kind: str, *item_ids: int, undoable: bool = True
    ) -> Iterator[PendingChange]:
        """Hold one change in a transaction, and log it; one that touches nothing is not logged.

        ``action`` is "add", "edit", "delete" or "import", ``kind`` what is changed: a kind
        of entry, "contact", "goal", ... ``item_ids`` are there before; what else is
        touched, and what is new, the block says to the ``PendingChange``.
        """
        part = "entry" if kind in RECORD_KINDS else kind
        with self._connection.transaction():
            pending = PendingChange(self._connection, action, part)
            for item_id in item_ids:
                pending.will_touch(item_id)
            yield pending
            if undoable and pending.items:
                self._log(action, kind, pending.items)

    def _log(self, action: str, kind: str, items: Sequence[tuple[str, int, str | None]]) -> None:
        """Store a change; what was taken back before it can no longer be done again."""
        connection = self._connection
        now = self._clock()
        _delete_changes(connection, "undone_by IS NOT NULL")
        change_id = connection.insert(
            "change",
            {
                "made_at": int(now.timestamp()),
                "what": action,
                "kind": kind,
                "made_by": connection.session_id,
            },
        )
        for position, (part, item_id, before) in enumerate(items):
            connection.insert(
                "change_item",
                {
                    "change_id": change_id,
                    "position": position,
                    "part": part,
                    "item_id": item_id,
                    "before": before,
                },
            )
        _delete_changes(
            connection, "id NOT IN (SELECT id FROM change ORDER BY id DESC LIMIT ?)", MAX_CHANGES
        )
        purge(connection, now)

    def latest(self) -> Change | None:
        """Return the change that ``undo`` would take back; None where there is none."""
        return self._read("undone_by IS NULL ORDER BY id DESC")

    def latest_undone(self) -> Change | None:
        """Return the change that ``redo`` would do again; None where there is none."""
        return self._read("undone_by IS NOT NULL ORDER BY id")

    def undo(self, expected_id: int | None = None) -> Change | None:
        """Take back the newest change in one transaction; None when none is stored.

        With ``expected_id`` the id of a change, nothing is done where another is newest now.
        """
        connection = self._connection
        with connection.transaction():
            change = self.latest()
            if change is None or expected_id not in (None, change.id):
                return None
            for item in reversed(self._items(change.id)):
                # What goes away with the undo may be pointed at, as by a delete.
                after = snapshot(
                    connection, item.part, item.id, with_references=item.before is None
                )
                self._set_after(change.id, item, after)
                self._restore_item(item, item.before)
            connection.update("change", change.id, {"undone_by": connection.session_id})
        return change

    def redo(self, expected_id: int | None = None) -> Change | None:
        """Do the change again that was taken back last; as ``undo`` in all else."""
        connection = self._connection
        with connection.transaction():
            change = self.latest_undone()
            if change is None or expected_id not in (None, change.id):
                return None
            for item in self._items(change.id):
                self._restore_item(item, item.after)
                self._set_after(change.id, item, None)
            connection.update(
                "change", change.id, {"undone_by": None, "made_by": connection.session_id}
            )
        return change

    def _read(self, condition: str) -> Change | None:
        """Return the first change of this condition, unless it is too old."""
        with self._connection.read_transaction():
            row = self._connection.fetch_one(
                "SELECT id, made_at, what, kind, coalesce(undone_by, made_by) FROM change"
                f" WHERE {condition} LIMIT 1"
            )
            if row is None or row[1] < _cutoff(self._clock()):
                return None
            change_id, _made_at, action, kind, session_id = row
            return Change(
                id=change_id,
                action=action,
                kind=kind,
                items=self._changed_items(change_id),
                this_session=session_id == self._connection.session_id,
            )

    def _items(self, change_id: int) -> list[UndoItem]:
        """Return what a change touched, in the order in which it was done."""
        rows = self._connection.fetch_all(
            "SELECT position, part, item_id, before, after FROM change_item WHERE change_id = ?"
            " ORDER BY position",
            (change_id,),
        )
        return [UndoItem(*row) for row in rows]

    def _set_after(self, change_id: int, item: UndoItem, after: str | None) -> None:
        """Remember what an item was when its change was taken back, or forget it."""
        self._connection.execute(
            "UPDATE change_item SET after = ? WHERE change_id = ? AND position = ?",
            (after, change_id, item.position),
        )

    def _restore_item(self, item: UndoItem, rows: str | None) -> None:
        """Put the rows of an item back, and do what follows from it."""
        connection, part = self._connection, item.part
        if part in _LINK_TABLES:
            # A name stays on the list while another entry uses it.
            if connection.fetch_one(
                f"SELECT 1 FROM {_LINK_TABLES[part]} WHERE name_id = ? LIMIT 1", (item.id,)
            ):
                return
            restore(connection, part, item.id, rows)
        elif part == "entry":
            search_index.remove_from_index(connection, item.id)
            restore(connection, part, item.id, rows)
            # The end of the day may have been changed since.
            reassign_days(connection, read_day_end(connection), item.id)
            for record in select_entries(connection, "WHERE id = ?", (item.id,)):
                search_index.add_to_index(connection, record)
        elif part == "contact":
            name_before = name_of(connection, "contact", item.id)
            entries_before = entries_naming(connection, item.id)
            restore(connection, part, item.id, rows)
            # The words of its entries change only with its name.
            if name_of(connection, "contact", item.id) != name_before:
                entries = {*entries_before, *entries_naming(connection, item.id)}
                search_index.reindex(connection, entries)
        else:
            restore(connection, part, item.id, rows)

    def _changed_items(self, change_id: int) -> tuple[ChangedItem, ...]:
        """Return what a change touched, without the names that came along with an entry."""
        names: dict[tuple[str, int], str] = {}
        changed: list[tuple[UndoItem, TableRows]] = []
        for item in self._items(change_id):
            rows_json = item.after or snapshot(self._connection, item.part, item.id) or item.before
            rows = parse_snapshot(rows_json) if rows_json else {}
            if item.part not in _LINK_TABLES:
                changed.append((item, rows))
            elif rows:
                names[item.part, item.id] = rows[""][0]["name"]
        return tuple(self._changed_item(item, rows, names) for item, rows in changed)

    def _changed_item(
        self, item: UndoItem, rows: TableRows, names: dict[tuple[str, int], str]
    ) -> ChangedItem:
        (row,) = rows.get("") or ({},)
        if item.part == "entry" and row:
            record = record_from_snapshot(self._connection, rows, names)
            return ChangedItem(id=item.id, kind=record.kind, day=record.local_date, record=record)
        text = row.get("name") or row.get("text") or row.get("wording")
        if not text and "goal_kind" in row:
            text = label(row["goal_kind"])
        return ChangedItem(id=item.id, kind=item.part, text=text or "")


def snapshot(
    connection: Connection, part: str, item_id: int, *, with_references: bool = False
) -> str | None:
    """Return an item's rows as JSON (``TableRows``), None where it does not exist.

    ``with_references`` adds which rows point at it.
    """
    from json import dumps

    selects = {"": f"SELECT * FROM {part} WHERE id = ?"}
    for table in _OWNED_TABLES.get(part, ()):
        selects[table] = f"SELECT * FROM {table} WHERE {part}_id = ?"
    for table, column, key in _REFERENCES.get(part, ()) if with_references else ():
        selects[f"> {table}"] = f"SELECT {key} FROM {table} WHERE {column} = ?"
    rows = {table: connection.fetch_dicts(sql, (item_id,)) for table, sql in selects.items()}
    return dumps({table: stored for table, stored in rows.items() if stored}) if rows[""] else None


def parse_snapshot(snapshot_json: str) -> TableRows:
    """Return the rows of a snapshot."""
    from json import loads

    rows: TableRows = loads(snapshot_json)
    return rows


def restore(connection: Connection, part: str, item_id: int, snapshot_json: str | None) -> None:
    """Put the rows of an item back as in its snapshot, or delete it where it was new."""
    if snapshot_json is None:
        connection.execute(f"DELETE FROM {part} WHERE id = ?", (item_id,))
        return
    rows = parse_snapshot(snapshot_json)
    for row in rows[""]:
        # In place: a row that is replaced would cut the links that point at it.
        assignments = ", ".join(f"{name} = excluded.{name}" for name in row)
        connection.insert(part, row, f"ON CONFLICT (id) DO UPDATE SET {assignments}")
    for table in _OWNED_TABLES.get(part, ()):
        connection.execute(f"DELETE FROM {table} WHERE {part}_id = ?", (item_id,))
        for row in rows.get(table, ()):
            connection.insert(table, row)
    for table, column, key in _REFERENCES.get(part, ()):
        key_condition = " AND ".join(f"{name} = ?" for name in key.split(", "))
        for row in rows.get(f"> {table}", ()):
            connection.execute(
                f"UPDATE {table} SET {column} = ? WHERE {key_condition}", (item_id, *row.values())
            )


def _cutoff(now: datetime) -> int:
    """Return the moment before which a change is too old, in seconds since 1970."""
    return int(now.timestamp()) - MAX_AGE_SECONDS


def purge(connection: Connection, now: datetime) -> None:
    """Drop what is too old to be taken back, or to be done again.

    All before the newest one that is too old go with it: what is left is always
    the last changes, in order, whatever the machine's clock did.
    """
    # Those taken back are done again in order, so none goes without the others.
    expired_undone = "(SELECT 1 FROM change WHERE undone_by IS NOT NULL AND made_at < ?)"
    _delete_changes(connection, f"undone_by IS NOT NULL AND EXISTS {expired_undone}", _cutoff(now))
    _delete_changes(connection, f"id <= {_EXPIRED}", _cutoff(now))


def has_expired_text(connection: Connection, now: datetime) -> bool:
    """Return whether the undo log holds text of a change that is too old."""
    row = connection.fetch_one(
        f"SELECT 1 FROM change_item WHERE change_id <= {_EXPIRED} AND {_HAS_TEXT} LIMIT 1",
        (_cutoff(now),),
    )
    return row is not None


def purge_all(connection: Connection) -> int:
    """Delete every change; returns how many can no longer be undone."""
    count = connection.fetch_int("SELECT count(*) FROM change")
    _delete_changes(connection, "TRUE")
    return count


def _delete_changes(connection: Connection, where: str, *values: int) -> None:
    """Delete changes; where they held text, schedule its overwriting."""
    selection = f"SELECT id FROM change WHERE {where}"
    if connection.fetch_one(
        f"SELECT 1 FROM change_item WHERE change_id IN ({selection}) AND {_HAS_TEXT} LIMIT 1",
        values,
    ):
        erasure.schedule(connection)
    connection.execute(f"DELETE FROM change WHERE {where}", values)
