"""Taking the newest change back, with everything that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recovery_journal.storage import history, writing
from recovery_journal.storage.door import Door
from recovery_journal.storage.entries import Entries
from recovery_journal.storage.kept import Kept, move_days

_NAMES = {"emotion": "entry_emotion", "trigger_name": "entry_trigger", "coping": "entry_coping"}


@dataclass(frozen=True, slots=True)
class Undone:
    """A change taken back: ``what`` it was (add, edit, delete, import), of which kind."""

    what: str
    kind: str
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many things came back or went away."""
        return len(self.ids)


def undo(door: Door, entries: Entries, kept: Kept, now: datetime) -> Undone | None:
    """Take back the newest change in one transaction; None when none is kept."""
    with door.writing():
        change = history.newest(door, now)
        if change is None:
            return None
        change_id, what, kind = change
        ids = [
            item_id
            for part, item_id, before in history.items_of(door, change_id)
            if _take_back(door, entries, kept, part, item_id, before)
        ]
        door.run("DELETE FROM change WHERE id = ?", (change_id,))
    if what != "delete":
        # What was added or changed may be something nobody was to read.
        door.clear_log()
    return Undone(what, kind, tuple(reversed(ids)))


def _take_back(
    door: Door, entries: Entries, kept: Kept, part: str, item_id: int, before: str | None
) -> bool:
    """Take one item of a change back; False for a name that came along with it."""
    if part in _NAMES:
        # A name stays on the list while another entry uses it.
        used = door.one(f"SELECT 1 FROM {_NAMES[part]} WHERE name_id = ? LIMIT 1", (item_id,))
        if used is None:
            history.bring_back(door, part, item_id, before)
        return False
    if part == "entry":
        writing.unindex(door, item_id)
        history.bring_back(door, part, item_id, before)
        if before is not None:
            # The end of the day may have been changed since.
            move_days(door, kept.day_ends_at(), item_id)
            writing.index(door, entries.get(item_id))
        return True
    if part == "contact":
        named, name = _entries_of(door, item_id), _name_of(door, item_id)
        history.bring_back(door, part, item_id, before)
        # The words of its entries change only with its name.
        if _name_of(door, item_id) != name:
            entries.reindex({*named, *_entries_of(door, item_id)})
        return True
    history.bring_back(door, part, item_id, before)
    return True


def _name_of(door: Door, contact_id: int) -> str | None:
    row = door.one("SELECT name FROM contact WHERE id = ?", (contact_id,))
    return None if row is None else str(row[0])


def _entries_of(door: Door, contact_id: int) -> list[int]:
    rows = door.all(
        "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
    )
    return [row[0] for row in rows]
