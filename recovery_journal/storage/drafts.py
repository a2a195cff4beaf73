"""What was typed and is not saved yet, so that a kill, a crash or a lock costs no word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from recovery_journal.storage.door import Door

PATIENCE = 100
"""Milliseconds for which a draft waits for another program that is writing.

It is written while the person types: a later pause is as good. A save waits
as long as ever.
"""


class Drafts:
    """The texts of unsaved forms, by the key of the form.

    They are no records: no undo, no search, no export and no backup holds them,
    and what is removed is overwritten in the file and gone from its log.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self.own: dict[str, int] = {}
        """Key -> hash of what this session wrote or showed last: no word stays in memory."""
        self._log_holds_removed = False

    def get(self, key: str) -> str | None:
        """Return what was kept under this key, None where there is nothing."""
        row = self._door.one("SELECT content FROM draft WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def list(self) -> Sequence[str]:
        """Return the keys of all drafts, the oldest first."""
        return [str(row[0]) for row in self._door.all("SELECT key FROM draft ORDER BY rowid")]

    def save(self, key: str, content: str, *, wait: bool = False) -> None:
        """Keep this text under the key; raises ``Busy`` where another program is writing.

        ``wait`` waits for that program as a save does.
        """
        with self._patience(wait), self._door.writing():
            self._door.run(
                "INSERT INTO draft (key, content) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET content = excluded.content",
                (key, content),
            )
        self.own[key] = hash(content)

    def is_own(self, key: str) -> bool:
        """Whether what is kept under this key is what this session wrote or showed last."""
        content = self.get(key)
        return content is not None and self.own.get(key) == hash(content)

    def remove(self, key: str, *, wait: bool = False) -> None:
        """Take a draft out of the file; without one, nothing is written."""
        with self._patience(wait):
            if self.get(key) is not None:
                with self._door.writing():
                    self._remove(key)
            self._empty_log()

    def remove_own(self, key: str, *, wait: bool = False) -> None:
        """Take a draft out of the file, unless another session wrote it."""
        with self._patience(wait):
            if self.is_own(key):
                with self._door.writing():
                    if self.is_own(key):
                        self._remove(key)
            self._empty_log()

    @contextmanager
    def saved(self, key: str) -> Iterator[None]:
        """Hold a save together with the removal of its draft: both are kept, or neither.

        What another session wrote into the same form meanwhile is not what was saved, and stays.
        """
        with self._door.writing():
            yield
            if self.is_own(key):
                self._remove(key)
        with self._patience(False):
            self._empty_log()

    def _remove(self, key: str) -> None:
        self._door.run("DELETE FROM draft WHERE key = ?", (key,))
        self._log_holds_removed = True

    def _empty_log(self) -> None:
        """Empty the log of what was removed; while another program reads, with the next draft."""
        if self._log_holds_removed:
            self._log_holds_removed = not self._door.clear_log()

    @contextmanager
    def _patience(self, wait: bool) -> Iterator[None]:
        if wait:
            yield
            return
        before = self._door.one("PRAGMA busy_timeout")
        self._door.run(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            self._door.run(f"PRAGMA busy_timeout = {before[0] if before else 0}")


def clear_copy(connection: Any) -> None:
    """Take every draft out of a copy of a journal, and out of the copy's bytes."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'draft'").fetchone():
        return  # a journal from before there were drafts
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("DELETE FROM draft")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
