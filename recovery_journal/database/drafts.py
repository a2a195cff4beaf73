"""The draft table: unsaved text of forms and dialogs, which survives a kill or a lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from recovery_journal.database.connection import Connection
from recovery_journal.database.sqlcipher import RawConnection

DRAFT_WAIT_MS = 100
"""Milliseconds for which a draft waits for another program that is writing.

It is written while the person types: a later pause is as good. A save waits
as long as ever.
"""


class Drafts:
    """The texts of unsaved forms, by the key of the form.

    They are no records: no undo, no search, no export and no backup holds them,
    and what is removed is overwritten in the file and gone from its log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.own_hashes: dict[str, int] = {}
        """Key -> hash of what this session wrote or showed last: no word stays in memory."""
        self._wal_has_removed = False

    def get(self, key: str) -> str | None:
        """Return the draft with this key, None where there is none."""
        row = self._connection.fetch_one("SELECT content FROM draft WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def list(self) -> Sequence[str]:
        """Return the keys of all drafts, the oldest first."""
        rows = self._connection.fetch_all("SELECT key FROM draft ORDER BY rowid")
        return [row[0] for row in rows]

    def save(self, key: str, content: str, *, wait: bool = False) -> None:
        """Store this text under the key; raises ``Busy`` where another program is writing.

        ``wait`` waits for that program as a save does.
        """
        with self._short_busy_timeout(wait), self._connection.transaction():
            self._connection.insert(
                "draft",
                {"key": key, "content": content},
                "ON CONFLICT (key) DO UPDATE SET content = excluded.content",
            )
        self.own_hashes[key] = hash(content)

    def is_own(self, key: str) -> bool:
        """Whether the draft with this key is what this session wrote or showed last."""
        content = self.get(key)
        return content is not None and self.own_hashes.get(key) == hash(content)

    def remove(self, key: str, *, wait: bool = False) -> None:
        """Take a draft out of the file; without one, nothing is written."""
        with self._short_busy_timeout(wait):
            if self.get(key) is not None:
                with self._connection.transaction():
                    self._remove(key)
            self._checkpoint_removed()

    def remove_own(self, key: str, *, wait: bool = False) -> None:
        """Take a draft out of the file, unless another session wrote it."""
        with self._short_busy_timeout(wait):
            if self.is_own(key):
                with self._connection.transaction():
                    if self.is_own(key):
                        self._remove(key)
            self._checkpoint_removed()

    @contextmanager
    def remove_with_save(self, key: str) -> Iterator[None]:
        """Hold a save and the removal of its draft in one transaction.

        What another session wrote into the same form meanwhile is not what was saved, and stays.
        """
        with self._connection.transaction():
            yield
            if self.is_own(key):
                self._remove(key)
        with self._short_busy_timeout(False):
            self._checkpoint_removed()

    def _remove(self, key: str) -> None:
        self._connection.execute("DELETE FROM draft WHERE key = ?", (key,))
        self._wal_has_removed = True

    def _checkpoint_removed(self) -> None:
        """Checkpoint the WAL after a removal; while another program reads, with the next draft."""
        if self._wal_has_removed:
            self._wal_has_removed = not self._connection.checkpoint_wal()

    @contextmanager
    def _short_busy_timeout(self, wait: bool) -> Iterator[None]:
        if wait:
            yield
            return
        previous = self._connection.fetch_int("PRAGMA busy_timeout")
        self._connection.execute(f"PRAGMA busy_timeout = {DRAFT_WAIT_MS}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {previous}")


def remove_all_drafts(connection: RawConnection) -> None:
    """Take every draft out of a copy of a journal, and out of the copy's bytes."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'draft'").fetchone():
        return  # a journal from before there were drafts
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("DELETE FROM draft")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
