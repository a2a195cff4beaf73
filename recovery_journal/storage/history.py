"""Taking changes back: what each changed thing was before, for a while.

A change is kept with the rows of what it touched as they were before it, up to
20 changes and 7 days. What is older is dropped at the next change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

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


def keep(
    door: Door, what: str, kind: str, items: Sequence[tuple[str, int, str | None]], now: datetime
) -> None:
    """Remember a change: its items as (part, id, image before; None for a new thing)."""
    made_at = int(now.timestamp())
    change = door.run(
        "INSERT INTO change (made_at, what, kind) VALUES (?, ?, ?)", (made_at, what, kind)
    )
    for position, (part, item_id, before) in enumerate(items):
        door.run(
            "INSERT INTO change_item VALUES (?, ?, ?, ?, ?)",
            (change, position, part, item_id, before),
        )
    # All before the newest one that is too old go with it: what is left is always
    # the last changes, in order, whatever the machine's clock did.
    door.run(
        "DELETE FROM change WHERE id <= max(?,"
        " (SELECT coalesce(max(id), 0) FROM change WHERE made_at < ?))",
        (change - KEPT_CHANGES, made_at - KEPT_SECONDS),
    )


def newest(door: Door, now: datetime) -> tuple[int, str, str] | None:
    """Return (id, what, kind) of the newest change that is still kept."""
    row = door.one("SELECT id, what, kind, made_at FROM change ORDER BY id DESC LIMIT 1")
    if row is None or row[3] < int(now.timestamp()) - KEPT_SECONDS:
        return None
    return row[0], row[1], row[2]


def items_of(door: Door, change: int) -> list[tuple[str, int, str | None]]:
    """Return what a change touched, the last first, which is the order of taking it back."""
    rows = door.all(
        "SELECT part, item_id, before FROM change_item WHERE change_id = ? ORDER BY position DESC",
        (change,),
    )
    return [(row[0], row[1], row[2]) for row in rows]


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
    """Drop every kept old value; returns how many changes can no longer be taken back."""
    row = door.one("SELECT count(*) FROM change")
    door.run("DELETE FROM change")
    return 0 if row is None else int(row[0])
