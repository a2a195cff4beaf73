"""The tables of talk items and of the sharing log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from recovery_journal.database import undo_log
from recovery_journal.database.connection import Connection
from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.i18n import _
from recovery_journal.rules.search import contains_all, tokenize
from recovery_journal.text import replace_surrogates


class TalkItems:
    """What the person wants to talk about next session."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def add(self, text: str, added: datetime | None = None) -> TalkItem:
        """Add a line, now or as of an earlier time; raises ``BadValue`` for an empty one."""
        text = replace_surrogates(text).strip()
        if not text:
            raise BadValue(_("There is no text to add."), field="text")
        with self._connection.transaction():
            now = self._clock()
            item_id = self._connection.execute(
                "INSERT INTO talk_item (uuid, text, added) VALUES (?, ?, ?)",
                (str(uuid4()), text, (added or now).isoformat(timespec="seconds")),
            )
            undo_log.record_change(
                self._connection, "add", "talk_item", [("talk_item", item_id, None)], now
            )
        return self.get(item_id)

    def get(self, item_id: int) -> TalkItem:
        """Return one line; raises ``RecordNotFound``."""
        rows = self._select("WHERE id = ?", (item_id,))
        if not rows:
            raise RecordNotFound(_("There is no talk item {id}.").format(id=item_id))
        return rows[0]

    def list(self, done: bool = False) -> Sequence[TalkItem]:
        """Return the open lines in the order they were added; the done ones too if asked."""
        return self._select("" if done else "WHERE done_on IS NULL", ())

    def search(self, text: str) -> Sequence[TalkItem]:
        """Return the lines, done ones too, that hold every word of the text."""
        terms = tokenize(text)
        return [item for item in self.list(done=True) if contains_all(item.text, terms)]

    def mark_done(self, item_id: int) -> TalkItem:
        """Mark a line as talked about today."""
        with self._connection.transaction():
            self.get(item_id)
            snapshot = undo_log.snapshot(self._connection, "talk_item", item_id)
            now = self._clock()
            self._connection.execute(
                "UPDATE talk_item SET done_on = ? WHERE id = ?", (now.date().isoformat(), item_id)
            )
            undo_log.record_change(
                self._connection, "edit", "talk_item", [("talk_item", item_id, snapshot)], now
            )
        return self.get(item_id)

    def delete(self, item_id: int) -> None:
        """Strike a line, as if it had not been noted; raises ``RecordNotFound``."""
        with self._connection.transaction():
            self.get(item_id)
            snapshot = undo_log.snapshot(self._connection, "talk_item", item_id)
            self._connection.execute("DELETE FROM talk_item WHERE id = ?", (item_id,))
            undo_log.record_change(
                self._connection,
                "delete",
                "talk_item",
                [("talk_item", item_id, snapshot)],
                self._clock(),
            )
        self._connection.checkpoint_wal()

    def _select(self, where: str, values: tuple[int, ...]) -> Sequence[TalkItem]:
        rows = self._connection.fetch_all(
            f"SELECT id, uuid, text, added, done_on FROM talk_item {where} ORDER BY id", values
        )
        return [
            TalkItem(
                id=row[0],
                uuid=row[1],
                text=row[2],
                added=datetime.fromisoformat(row[3]),
                done_on=row[4] and date.fromisoformat(row[4]),
            )
            for row in rows
        ]


class SharingLog:
    """The log of what left the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, log_entry: SharingLogEntry) -> SharingLogEntry:
        """Add a line to the log."""
        with self._connection.transaction():
            log_entry_id = self._connection.execute(
                "INSERT INTO shared (shared_at, period_from, period_to, sections, names, programs,"
                " for_whom, file_format, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    log_entry.shared_at.isoformat(timespec="seconds"),
                    log_entry.period_from.isoformat(),
                    log_entry.period_to.isoformat(),
                    ",".join(log_entry.sections),
                    int(log_entry.names),
                    int(log_entry.programs),
                    replace_surrogates(log_entry.for_whom),
                    log_entry.file_format,
                    log_entry.sha256,
                ),
            )
        return replace(log_entry, id=log_entry_id)

    def list(self) -> Sequence[SharingLogEntry]:
        """Return the log, the newest line first."""
        rows = self._connection.fetch_all(
            "SELECT id, shared_at, period_from, period_to, sections, names, programs, for_whom,"
            " file_format, sha256 FROM shared ORDER BY id DESC"
        )
        return [
            SharingLogEntry(
                id=row[0],
                shared_at=datetime.fromisoformat(row[1]),
                period_from=date.fromisoformat(row[2]),
                period_to=date.fromisoformat(row[3]),
                sections=tuple(row[4].split(",")),
                names=bool(row[5]),
                programs=bool(row[6]),
                for_whom=row[7],
                file_format=row[8],
                sha256=row[9],
            )
            for row in rows
        ]

    def recipients(self) -> tuple[str, ...]:
        """Return the recipients in the sharing log, each once."""
        rows = self._connection.fetch_all(
            "SELECT for_whom FROM shared WHERE for_whom IS NOT NULL GROUP BY for_whom"
            " ORDER BY min(id)"
        )
        return tuple(row[0] for row in rows)

    def remove_recipients(self) -> int:
        """Take "for whom" out of every line, inside the open transaction; returns how many."""
        row = self._connection.fetch_one("SELECT count(*) FROM shared WHERE for_whom IS NOT NULL")
        self._connection.execute("UPDATE shared SET for_whom = NULL")
        return 0 if row is None else int(row[0])
