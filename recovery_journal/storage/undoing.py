"""Taking the newest change back and doing it again, with everything that hangs on it."""

from __future__ import annotations

from datetime import datetime

from recovery_journal.domain.change import Change
from recovery_journal.storage import history, writing
from recovery_journal.storage.changes import changed_items
from recovery_journal.storage.door import Door
from recovery_journal.storage.entries import Entries
from recovery_journal.storage.kept import Kept, move_days


class Undo:
    """Undo and redo of one journal: the changes of its log, newest first and back again."""

    def __init__(self, door: Door, entries: Entries, kept: Kept) -> None:
        self._door = door
        self._entries = entries
        self._kept = kept

    def latest(self, now: datetime) -> Change | None:
        """Return the change that ``undo`` would take back; None where there is none."""
        with self._door.reading():
            return self._change(history.newest(self._door, now))

    def undone(self, now: datetime) -> Change | None:
        """Return the change that ``redo`` would do again; None where there is none."""
        with self._door.reading():
            return self._change(history.first_undone(self._door, now))

    def undo(self, now: datetime, only: int | None = None) -> Change | None:
        """Take back the newest change in one transaction; None when none is kept.

        With ``only`` the id of a change, nothing is done where another is newest now.
        """
        door = self._door
        with door.writing():
            change = self._change(history.newest(door, now))
            if change is None or only not in (None, change.id):
                return None
            for item in reversed(history.items_of(door, change.id)):
                # What goes away with the undo may be pointed at, as by a delete.
                after = history.image(door, item.part, item.id, leaving=item.before is None)
                history.set_after(door, change.id, item, after)
                self._put(item, item.before)
            history.set_undone(door, change.id, True)
        if change.what != "delete":
            # What was added or changed may be something nobody was to read.
            door.clear_log()
        return change

    def redo(self, now: datetime, only: int | None = None) -> Change | None:
        """Do the change again that was taken back last; None when none is kept."""
        door = self._door
        with door.writing():
            change = self._change(history.first_undone(door, now))
            if change is None or only not in (None, change.id):
                return None
            for item in history.items_of(door, change.id):
                self._put(item, item.after)
                history.set_after(door, change.id, item, None)
            history.set_undone(door, change.id, False)
        if change.what != "add":
            door.clear_log()
        return change

    def _change(self, logged: history.Logged | None) -> Change | None:
        if logged is None:
            return None
        items = history.items_of(self._door, logged.id)
        return Change(
            id=logged.id,
            what=logged.what,
            kind=logged.kind,
            items=changed_items(self._door, items),
            this_session=self._door.session == (logged.undone_by or logged.made_by),
        )

    def _put(self, item: history.Item, image: str | None) -> None:
        """Make an item what it is in the image, and all that follows from it."""
        door, part = self._door, item.part
        if part in history.NAMES:
            # A name stays on the list while another entry uses it.
            link = history.NAMES[part]
            used = door.one(f"SELECT 1 FROM {link} WHERE name_id = ? LIMIT 1", (item.id,))
            if used is None:
                history.bring_back(door, part, item.id, image)
        elif part == "entry":
            writing.unindex(door, item.id)
            history.bring_back(door, part, item.id, image)
            if image is not None:
                # The end of the day may have been changed since.
                move_days(door, self._kept.day_ends_at(), item.id)
                writing.index(door, self._entries.get(item.id))
        elif part == "contact":
            named, name = self._entries_of(item.id), self._name_of(item.id)
            history.bring_back(door, part, item.id, image)
            # The words of its entries change only with its name.
            if self._name_of(item.id) != name:
                self._entries.reindex({*named, *self._entries_of(item.id)})
        else:
            history.bring_back(door, part, item.id, image)

    def _name_of(self, contact_id: int) -> str | None:
        row = self._door.one("SELECT name FROM contact WHERE id = ?", (contact_id,))
        return None if row is None else str(row[0])

    def _entries_of(self, contact_id: int) -> list[int]:
        rows = self._door.all(
            "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
        )
        return [row[0] for row in rows]
