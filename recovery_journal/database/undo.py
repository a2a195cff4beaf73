"""``UndoLog``: undo and redo of the newest change, with all rows that depend on it."""

from __future__ import annotations

from datetime import datetime

from recovery_journal.database import search_index, undo_log
from recovery_journal.database.changes import changed_items
from recovery_journal.database.connection import Connection
from recovery_journal.database.entries import Entries
from recovery_journal.database.settings_table import SettingsTable, reassign_days
from recovery_journal.domain.change import Change


class UndoLog:
    """Undo and redo of one journal: the changes of its log, newest first and back again."""

    def __init__(self, connection: Connection, entries: Entries, settings: SettingsTable) -> None:
        self._connection = connection
        self._entries = entries
        self._settings = settings

    def latest(self, now: datetime) -> Change | None:
        """Return the change that ``undo`` would take back; None where there is none."""
        with self._connection.read_transaction():
            return self._to_change(undo_log.latest_change(self._connection, now))

    def latest_undone(self, now: datetime) -> Change | None:
        """Return the change that ``redo`` would do again; None where there is none."""
        with self._connection.read_transaction():
            return self._to_change(undo_log.latest_undone(self._connection, now))

    def undo(self, now: datetime, expected_id: int | None = None) -> Change | None:
        """Take back the newest change in one transaction; None when none is stored.

        With ``expected_id`` the id of a change, nothing is done where another is newest now.
        """
        connection = self._connection
        with connection.transaction():
            change = self._to_change(undo_log.latest_change(connection, now))
            if change is None or expected_id not in (None, change.id):
                return None
            for item in reversed(undo_log.change_items(connection, change.id)):
                # What goes away with the undo may be pointed at, as by a delete.
                snapshot = undo_log.snapshot(
                    connection, item.part, item.id, with_references=item.before is None
                )
                undo_log.set_after(connection, change.id, item, snapshot)
                self._restore_item(item, item.before)
            undo_log.set_undone(connection, change.id, True)
        if change.action != "delete":
            # What was added or changed may be something nobody was to read.
            connection.checkpoint_wal()
        return change

    def redo(self, now: datetime, expected_id: int | None = None) -> Change | None:
        """Redo the change that was undone last; None when none is stored."""
        connection = self._connection
        with connection.transaction():
            change = self._to_change(undo_log.latest_undone(connection, now))
            if change is None or expected_id not in (None, change.id):
                return None
            for item in undo_log.change_items(connection, change.id):
                self._restore_item(item, item.after)
                undo_log.set_after(connection, change.id, item, None)
            undo_log.set_undone(connection, change.id, False)
        if change.action != "add":
            connection.checkpoint_wal()
        return change

    def _to_change(self, logged: undo_log.LoggedChange | None) -> Change | None:
        if logged is None:
            return None
        items = undo_log.change_items(self._connection, logged.id)
        return Change(
            id=logged.id,
            action=logged.what,
            kind=logged.kind,
            items=changed_items(self._connection, items),
            this_session=self._connection.session_id == (logged.undone_by or logged.made_by),
        )

    def _restore_item(self, item: undo_log.UndoItem, snapshot: str | None) -> None:
        """Restore an item from its snapshot, and all that follows from it."""
        connection, part = self._connection, item.part
        if part in undo_log.NAME_LINK_TABLES:
            # A name stays on the list while another entry uses it.
            link_table = undo_log.NAME_LINK_TABLES[part]
            usage_row = connection.fetch_one(
                f"SELECT 1 FROM {link_table} WHERE name_id = ? LIMIT 1", (item.id,)
            )
            if usage_row is None:
                undo_log.restore(connection, part, item.id, snapshot)
        elif part == "entry":
            search_index.remove_from_index(connection, item.id)
            undo_log.restore(connection, part, item.id, snapshot)
            if snapshot is not None:
                # The end of the day may have been changed since.
                reassign_days(connection, self._settings.day_ends_at(), item.id)
                search_index.add_to_index(connection, self._entries.get(item.id))
        elif part == "contact":
            old_entry_ids, old_name = self._contact_entry_ids(item.id), self._contact_name(item.id)
            undo_log.restore(connection, part, item.id, snapshot)
            # The words of its entries change only with its name.
            if self._contact_name(item.id) != old_name:
                self._entries.reindex({*old_entry_ids, *self._contact_entry_ids(item.id)})
        else:
            undo_log.restore(connection, part, item.id, snapshot)

    def _contact_name(self, contact_id: int) -> str | None:
        row = self._connection.fetch_one("SELECT name FROM contact WHERE id = ?", (contact_id,))
        return None if row is None else str(row[0])

    def _contact_entry_ids(self, contact_id: int) -> list[int]:
        rows = self._connection.fetch_all(
            "SELECT DISTINCT entry_id FROM entry_contact WHERE contact_id = ?", (contact_id,)
        )
        return [row[0] for row in rows]
