"""The undo log: what each changed thing was before, and after, for a while.

A change is kept with the rows of what it touched as they were before it, up to
20 changes and 7 days. One that was taken back is kept too, with the rows as they
were after it, until the next change. What is older is dropped at the next change,
or by ``purge``; ``erasing`` then overwrites its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from recovery_journal.storage import erasing
from recovery_journal.storage.door import Door

KEPT_CHANGES = 20
KEPT_SECONDS = 7 * 24 * 3600


class _Part(NamedTuple):
    """One kind of thing that changes: its row, the rows it owns, the rows that point at it.

    Rows that point at it lose their link when it is deleted, so they are kept too.
    """

    table: str
    owned: tuple[tuple[str, str], ...] = ()
    pointing: tuple[tuple[str, str, str], ...] = ()


_PARTS = {
    "entry": _Part(
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
        pointing=(("urge", "reach_out", "entry_id"),),
    ),
    "contact": _Part(
        "contact",
        owned=(("contact_detail", "contact_id"), ("contact_card", "contact_id")),
        pointing=(
            ("entry_contact", "contact_id", "entry_id, position"),
            ("safety_step", "contact_id", "id"),
        ),
    ),
    "talk_item": _Part("talk_item"),
    "goal": _Part("goal"),
    "safety_step": _Part("safety_step"),
    "emotion": _Part("emotion"),
    "trigger_name": _Part("trigger_name"),
    "coping": _Part("coping"),
}


NAMES = {"emotion": "entry_emotion", "trigger_name": "entry_trigger", "coping": "entry_coping"}
"""Lists whose names come along with an entry, and the tables that use them."""


def image(door: Door, part: str, item_id: int, *, leaving: bool = False) -> str | None:
    """Return a thing's rows as JSON, None where it does not exist.

    ``leaving`` adds which rows point at it: only a delete cuts those links.
    """
    import json

    shape = _PARTS[part]
    root = door.named(f"SELECT * FROM {shape.table} WHERE id = ?", (item_id,))
    if not root:
        return None
    rows: dict[str, list[dict[str, Any]]] = {"": root}
    for table, key in shape.owned:
        rows[table] = door.named(f"SELECT * FROM {table} WHERE {key} = ?", (item_id,))
    for table, column, key in shape.pointing if leaving else ():
        rows[f"> {table}"] = door.named(f"SELECT {key} FROM {table} WHERE {column} = ?", (item_id,))
    return json.dumps({table: found for table, found in rows.items() if found})


class Logged(NamedTuple):
    """One change of the log; ``made_by`` and ``undone_by`` are marks of an opening."""

    id: int
    what: str
    kind: str
    made_at: int
    made_by: str | None
    undone_by: str | None


class Item(NamedTuple):
    """One thing that a change touched, its rows as JSON; None where it did not exist."""

    position: int
    part: str
    id: int
    before: str | None
    after: str | None


def keep(
    door: Door, what: str, kind: str, items: Sequence[tuple[str, int, str | None]], now: datetime
) -> None:
    """Remember a change: its items as (part, id, image before; None for a new thing).

    What was taken back before it can no longer be done again.
    """
    made_at = int(now.timestamp())
    _drop(door, "undone_by IS NOT NULL")
    change = door.run(
        "INSERT INTO change (made_at, what, kind, made_by) VALUES (?, ?, ?, ?)",
        (made_at, what, kind, door.session),
    )
    for position, (part, item_id, before) in enumerate(items):
        door.run(
            "INSERT INTO change_item (change_id, position, part, item_id, before)"
            " VALUES (?, ?, ?, ?, ?)",
            (change, position, part, item_id, before),
        )
    _drop(door, "id NOT IN (SELECT id FROM change ORDER BY id DESC LIMIT ?)", KEPT_CHANGES)
    purge(door, now)


def purge(door: Door, now: datetime) -> None:
    """Drop what is too old to be taken back, or to be done again.

    All before the newest one that is too old go with it: what is left is always
    the last changes, in order, whatever the machine's clock did.
    """
    oldest = int(now.timestamp()) - KEPT_SECONDS
    old = "(SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?)"
    # Those taken back are done again in order, so none goes without the others.
    old_undone = "(SELECT 1 FROM change WHERE undone_by IS NOT NULL AND made_at < ?)"
    _drop(door, f"undone_by IS NOT NULL AND EXISTS {old_undone}", oldest)
    _drop(door, f"id <= {old}", oldest)


_WITH_TEXT = "(before IS NOT NULL OR after IS NOT NULL)"


def has_old_text(door: Door, now: datetime) -> bool:
    """Return whether text in the log is too old to be kept."""
    row = door.one(
        "SELECT 1 FROM change_item WHERE change_id <="
        f" (SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?) AND {_WITH_TEXT} LIMIT 1",
        (int(now.timestamp()) - KEPT_SECONDS,),
    )
    return row is not None


def _drop(door: Door, where: str, *values: int) -> None:
    """Drop changes from the log; where they held text, it is to be overwritten."""
    chosen = f"SELECT id FROM change WHERE {where}"
    if door.one(
        f"SELECT 1 FROM change_item WHERE change_id IN ({chosen}) AND {_WITH_TEXT} LIMIT 1", values
    ):
        erasing.mark(door)
    door.run(f"DELETE FROM change WHERE {where}", values)


def newest(door: Door, now: datetime) -> Logged | None:
    """Return the newest change that holds and is still kept."""
    return _logged(door, now, "undone_by IS NULL ORDER BY id DESC")


def first_undone(door: Door, now: datetime) -> Logged | None:
    """Return the change that was taken back last and is still kept."""
    return _logged(door, now, "undone_by IS NOT NULL ORDER BY id")


def _logged(door: Door, now: datetime, which: str) -> Logged | None:
    row = door.one(f"SELECT {', '.join(Logged._fields)} FROM change WHERE {which} LIMIT 1")
    if row is None or row[3] < int(now.timestamp()) - KEPT_SECONDS:
        return None
    return Logged(*row)


def items_of(door: Door, change: int) -> list[Item]:
    """Return what a change touched, in the order in which it was done."""
    rows = door.all(
        "SELECT position, part, item_id, before, after FROM change_item WHERE change_id = ?"
        " ORDER BY position",
        (change,),
    )
    return [Item(*row) for row in rows]


def set_after(door: Door, change: int, item: Item, after: str | None) -> None:
    """Remember what an item was when its change was taken back, or forget it."""
    door.run(
        "UPDATE change_item SET after = ? WHERE change_id = ? AND position = ?",
        (after, change, item.position),
    )


def set_undone(door: Door, change: int, undone: bool) -> None:
    """Note that this opening of the journal took a change back, or did it again."""
    if undone:
        door.run("UPDATE change SET undone_by = ? WHERE id = ?", (door.session, change))
    else:
        door.run(
            "UPDATE change SET undone_by = NULL, made_by = ? WHERE id = ?", (door.session, change)
        )


def bring_back(door: Door, part: str, item_id: int, before: str | None) -> None:
    """Make a thing what it was: its rows as in the image, or gone where it was new."""
    shape = _PARTS[part]
    if before is None:
        door.run(f"DELETE FROM {shape.table} WHERE id = ?", (item_id,))
        return
    import json

    rows: dict[str, list[dict[str, Any]]] = json.loads(before)
    _upsert(door, shape.table, "id", rows[""])
    for table, key in shape.owned:
        door.run(f"DELETE FROM {table} WHERE {key} = ?", (item_id,))
        for row in rows.get(table, ()):
            _upsert(door, table, "", [row])
    for table, column, key in shape.pointing:
        place = " AND ".join(f"{name} = ?" for name in key.split(", "))
        for row in rows.get(f"> {table}", ()):
            door.run(f"UPDATE {table} SET {column} = ? WHERE {place}", (item_id, *row.values()))


def _upsert(door: Door, table: str, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows back in place: a replaced row would cut the links that point at it."""
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        kept = ", ".join(f"{name} = excluded.{name}" for name in row)
        instead = f"ON CONFLICT ({key}) DO UPDATE SET {kept}" if key else ""
        door.run(f"INSERT INTO {table} ({names}) VALUES ({marks}) {instead}", tuple(row.values()))


def forget(door: Door) -> int:
    """Drop every change from the log; returns how many can no longer be taken back."""
    row = door.one("SELECT count(*) FROM change")
    _drop(door, "TRUE")
    return 0 if row is None else int(row[0])
