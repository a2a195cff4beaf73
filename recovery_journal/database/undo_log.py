"""The undo log table: snapshots of changed rows, from before and after each change.

A change is stored with the rows of what it touched as they were before it, up to
20 changes and 7 days. One that was undone is stored too, with the rows as they
were after it, until the next change. What is older is dropped at the next change,
or by ``purge``; ``erasure`` then overwrites its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from recovery_journal.database import erasure
from recovery_journal.database.connection import Connection

MAX_CHANGES = 20
MAX_AGE_SECONDS = 7 * 24 * 3600


class _TrackedTable(NamedTuple):
    """One kind of thing that changes: its row, the rows it owns, the rows that point at it.

    Rows that point at it lose their link when it is deleted, so they are stored too.
    """

    table: str
    owned: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()


_TRACKED = {
    "entry": _TrackedTable(
        "entry",
        owned=tuple(
            (table, "entry_id")
            for table in (
                "check_in",
                "urge",
                "reach_out",
                "meeting",
                "return_to_use",
                "milestone",
                "activity",
                "reflection",
                "entry_emotion",
                "entry_trigger",
                "entry_coping",
                "entry_contact",
            )
        ),
        references=(("urge", "reach_out", "entry_id"),),
    ),
    "contact": _TrackedTable(
        "contact",
        owned=(("contact_detail", "contact_id"), ("contact_card", "contact_id")),
        references=(
            ("entry_contact", "contact_id", "entry_id, position"),
            ("safety_step", "contact_id", "id"),
        ),
    ),
    "talk_item": _TrackedTable("talk_item"),
    "goal": _TrackedTable("goal"),
    "safety_step": _TrackedTable("safety_step"),
    "emotion": _TrackedTable("emotion"),
    "trigger_name": _TrackedTable("trigger_name"),
    "coping": _TrackedTable("coping"),
}


NAME_LINK_TABLES = {
    "emotion": "entry_emotion",
    "trigger_name": "entry_trigger",
    "coping": "entry_coping",
}
"""Lists whose names come along with an entry, and the tables that use them."""


def snapshot(
    connection: Connection, part: str, item_id: int, *, with_references: bool = False
) -> str | None:
    """Return a thing's rows as JSON, None where it does not exist.

    ``with_references`` adds which rows point at it: only a delete cuts those links.
    """
    import json

    tracked = _TRACKED[part]
    root_rows = connection.fetch_dicts(f"SELECT * FROM {tracked.table} WHERE id = ?", (item_id,))
    if not root_rows:
        return None
    rows: dict[str, list[dict[str, Any]]] = {"": root_rows}
    for table, key in tracked.owned:
        rows[table] = connection.fetch_dicts(f"SELECT * FROM {table} WHERE {key} = ?", (item_id,))
    for table, column, key in tracked.references if with_references else ():
        rows[f"> {table}"] = connection.fetch_dicts(
            f"SELECT {key} FROM {table} WHERE {column} = ?", (item_id,)
        )
    return json.dumps({table: table_rows for table, table_rows in rows.items() if table_rows})


class LoggedChange(NamedTuple):
    """One change of the undo log; ``made_by`` and ``undone_by`` are marks of an opening."""

    id: int
    what: str
    kind: str
    made_at: int
    made_by: str | None
    undone_by: str | None


class UndoItem(NamedTuple):
    """One thing that a change touched, its rows as JSON; None where it did not exist."""

    position: int
    part: str
    id: int
    before: str | None
    after: str | None


def record_change(
    connection: Connection,
    what: str,
    kind: str,
    items: Sequence[tuple[str, int, str | None]],
    now: datetime,
) -> None:
    """Store a change: its items as (part, id, snapshot before; None for a new item).

    What was taken back before it can no longer be done again.
    """
    made_at = int(now.timestamp())
    _delete_changes(connection, "undone_by IS NOT NULL")
    change_id = connection.execute(
        "INSERT INTO change (made_at, what, kind, made_by) VALUES (?, ?, ?, ?)",
        (made_at, what, kind, connection.session_id),
    )
    for position, (part, item_id, before) in enumerate(items):
        connection.execute(
            "INSERT INTO change_item (change_id, position, part, item_id, before)"
            " VALUES (?, ?, ?, ?, ?)",
            (change_id, position, part, item_id, before),
        )
    _delete_changes(
        connection, "id NOT IN (SELECT id FROM change ORDER BY id DESC LIMIT ?)", MAX_CHANGES
    )
    purge(connection, now)


def purge(connection: Connection, now: datetime) -> None:
    """Drop what is too old to be taken back, or to be done again.

    All before the newest one that is too old go with it: what is left is always
    the last changes, in order, whatever the machine's clock did.
    """
    cutoff = int(now.timestamp()) - MAX_AGE_SECONDS
    expired = "(SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?)"
    # Those taken back are done again in order, so none goes without the others.
    expired_undone = "(SELECT 1 FROM change WHERE undone_by IS NOT NULL AND made_at < ?)"
    _delete_changes(connection, f"undone_by IS NOT NULL AND EXISTS {expired_undone}", cutoff)
    _delete_changes(connection, f"id <= {expired}", cutoff)


_HAS_TEXT = "(before IS NOT NULL OR after IS NOT NULL)"


def has_expired_text(connection: Connection, now: datetime) -> bool:
    """Return whether the undo log holds expired text."""
    row = connection.fetch_one(
        "SELECT 1 FROM change_item WHERE change_id <="
        f" (SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?) AND {_HAS_TEXT} LIMIT 1",
        (int(now.timestamp()) - MAX_AGE_SECONDS,),
    )
    return row is not None


def _delete_changes(connection: Connection, where: str, *values: int) -> None:
    """Delete changes; where they held text, schedule its overwriting."""
    selection = f"SELECT id FROM change WHERE {where}"
    if connection.fetch_one(
        f"SELECT 1 FROM change_item WHERE change_id IN ({selection}) AND {_HAS_TEXT} LIMIT 1",
        values,
    ):
        erasure.schedule(connection)
    connection.execute(f"DELETE FROM change WHERE {where}", values)


def latest_change(connection: Connection, now: datetime) -> LoggedChange | None:
    """Return the newest change that can be undone."""
    return _select_change(connection, now, "undone_by IS NULL ORDER BY id DESC")


def latest_undone(connection: Connection, now: datetime) -> LoggedChange | None:
    """Return the change that was undone last and can be redone."""
    return _select_change(connection, now, "undone_by IS NOT NULL ORDER BY id")


def _select_change(connection: Connection, now: datetime, condition: str) -> LoggedChange | None:
    row = connection.fetch_one(
        f"SELECT {', '.join(LoggedChange._fields)} FROM change WHERE {condition} LIMIT 1"
    )
    if row is None or row[3] < int(now.timestamp()) - MAX_AGE_SECONDS:
        return None
    return LoggedChange(*row)


def change_items(connection: Connection, change_id: int) -> list[UndoItem]:
    """Return what a change touched, in the order in which it was done."""
    rows = connection.fetch_all(
        "SELECT position, part, item_id, before, after FROM change_item WHERE change_id = ?"
        " ORDER BY position",
        (change_id,),
    )
    return [UndoItem(*row) for row in rows]


def set_after(connection: Connection, change_id: int, item: UndoItem, after: str | None) -> None:
    """Remember what an item was when its change was taken back, or forget it."""
    connection.execute(
        "UPDATE change_item SET after = ? WHERE change_id = ? AND position = ?",
        (after, change_id, item.position),
    )


def set_undone(connection: Connection, change_id: int, undone: bool) -> None:
    """Note that this opening of the journal took a change back, or did it again."""
    if undone:
        connection.execute(
            "UPDATE change SET undone_by = ? WHERE id = ?", (connection.session_id, change_id)
        )
    else:
        connection.execute(
            "UPDATE change SET undone_by = NULL, made_by = ? WHERE id = ?",
            (connection.session_id, change_id),
        )


def restore(connection: Connection, part: str, item_id: int, snapshot_json: str | None) -> None:
    """Restore the rows of an item from its snapshot, or delete it where it was new."""
    tracked = _TRACKED[part]
    if snapshot_json is None:
        connection.execute(f"DELETE FROM {tracked.table} WHERE id = ?", (item_id,))
        return
    import json

    rows: dict[str, list[dict[str, Any]]] = json.loads(snapshot_json)
    _upsert(connection, tracked.table, "id", rows[""])
    for table, key in tracked.owned:
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (item_id,))
        for row in rows.get(table, ()):
            _upsert(connection, table, "", [row])
    for table, column, key in tracked.references:
        key_condition = " AND ".join(f"{name} = ?" for name in key.split(", "))
        for row in rows.get(f"> {table}", ()):
            connection.execute(
                f"UPDATE {table} SET {column} = ? WHERE {key_condition}", (item_id, *row.values())
            )


def _upsert(connection: Connection, table: str, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows back in place: a replaced row would cut the links that point at it."""
    for row in rows:
        names = ", ".join(row)
        placeholders = ", ".join("?" * len(row))
        assignments = ", ".join(f"{name} = excluded.{name}" for name in row)
        on_conflict = f"ON CONFLICT ({key}) DO UPDATE SET {assignments}" if key else ""
        connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({placeholders}) {on_conflict}",
            tuple(row.values()),
        )


def purge_all(connection: Connection) -> int:
    """Delete every change; returns how many can no longer be undone."""
    row = connection.fetch_one("SELECT count(*) FROM change")
    _delete_changes(connection, "TRUE")
    return 0 if row is None else int(row[0])
