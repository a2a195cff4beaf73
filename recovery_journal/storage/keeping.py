"""What is kept beside the dated records: talk items and the sharing log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from recovery_journal.domain.keeping import Shared, TalkItem
from recovery_journal.errors import BadValue, Unknown
from recovery_journal.storage import history, writing
from recovery_journal.storage.door import Door
from recovery_journal.storage.mapping import clean
from recovery_journal.words import _


class Talk:
    """What the person wants to talk about next session."""

    def __init__(self, door: Door, clock: Callable[[], datetime]) -> None:
        self._door = door
        self._clock = clock

    def add(self, text: str, added: datetime | None = None) -> TalkItem:
        """Add a line, now or as of an earlier time; raises ``BadValue`` for an empty one."""
        text = clean(text).strip()
        if not text:
            raise BadValue(_("There is no text to add."), field="text")
        with self._door.writing():
            now = self._clock()
            item_id = self._door.run(
                "INSERT INTO talk_item (uuid, text, added) VALUES (?, ?, ?)",
                (str(uuid4()), text, (added or now).isoformat(timespec="seconds")),
            )
            history.keep(self._door, "add", "talk_item", [("talk_item", item_id, None)], now)
        return self.get(item_id)

    def get(self, item_id: int) -> TalkItem:
        """Return one line; raises ``Unknown``."""
        rows = self._items("WHERE id = ?", (item_id,))
        if not rows:
            raise Unknown(_("There is no talk item {id}.").format(id=item_id))
        return rows[0]

    def list(self, done: bool = False) -> Sequence[TalkItem]:
        """Return the open lines in the order they were added; the done ones too if asked."""
        return self._items("" if done else "WHERE done_on IS NULL", ())

    def search(self, text: str) -> Sequence[TalkItem]:
        """Return the lines, done ones too, that hold every word of the text."""
        wanted = writing.wanted_of(text)
        return [one for one in self.list(done=True) if writing.holds(one.text, wanted)]

    def done(self, item_id: int) -> TalkItem:
        """Mark a line as talked about today."""
        with self._door.writing():
            self.get(item_id)
            kept = history.image(self._door, "talk_item", item_id)
            now = self._clock()
            self._door.run(
                "UPDATE talk_item SET done_on = ? WHERE id = ?", (now.date().isoformat(), item_id)
            )
            history.keep(self._door, "edit", "talk_item", [("talk_item", item_id, kept)], now)
        return self.get(item_id)

    def delete(self, item_id: int) -> None:
        """Strike a line, as if it had not been noted; raises ``Unknown``."""
        with self._door.writing():
            self.get(item_id)
            kept = history.image(self._door, "talk_item", item_id)
            self._door.run("DELETE FROM talk_item WHERE id = ?", (item_id,))
            history.keep(
                self._door, "delete", "talk_item", [("talk_item", item_id, kept)], self._clock()
            )
        self._door.clear_log()

    def _items(self, where: str, values: tuple[int, ...]) -> Sequence[TalkItem]:
        rows = self._door.all(
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


class Sharing:
    """The log of what left the journal."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def add(self, shared: Shared) -> Shared:
        """Add a line to the log."""
        with self._door.writing():
            shared_id = self._door.run(
                "INSERT INTO shared (shared_at, period_from, period_to, sections, names, programs,"
                " for_whom, file_format, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    shared.shared_at.isoformat(timespec="seconds"),
                    shared.period_from.isoformat(),
                    shared.period_to.isoformat(),
                    ",".join(shared.sections),
                    int(shared.names),
                    int(shared.programs),
                    clean(shared.for_whom),
                    shared.file_format,
                    shared.sha256,
                ),
            )
        return replace(shared, id=shared_id)

    def list(self) -> Sequence[Shared]:
        """Return the log, the newest line first."""
        rows = self._door.all(
            "SELECT id, shared_at, period_from, period_to, sections, names, programs, for_whom,"
            " file_format, sha256 FROM shared ORDER BY id DESC"
        )
        return [
            Shared(
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
        """Return for whom pages were written, each once, as far as the log says it."""
        rows = self._door.all(
            "SELECT for_whom FROM shared WHERE for_whom IS NOT NULL GROUP BY for_whom"
            " ORDER BY min(id)"
        )
        return tuple(row[0] for row in rows)

    def remove_recipients(self) -> int:
        """Take "for whom" out of every line, inside the open transaction; returns how many."""
        row = self._door.one("SELECT count(*) FROM shared WHERE for_whom IS NOT NULL")
        self._door.run("UPDATE shared SET for_whom = NULL")
        return 0 if row is None else int(row[0])
