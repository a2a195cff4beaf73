"""The journal's own settings, and the user's day that depends on them.

A setting is a row of text by its name. The table also holds the token of the log
(``wal.WAL_TOKEN_KEY``), which is none of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

from recovery_journal.database.connection import Connection
from recovery_journal.database.wal import WAL_TOKEN_KEY
from recovery_journal.text import replace_surrogates

if TYPE_CHECKING:
    from recovery_journal.domain.journal_settings import JournalSettings

_WORDS_PREFIX = "words."


class SettingsTable:
    """The journal's own settings, read once and again when they changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._settings: tuple[int, JournalSettings] | None = None

    def settings(self) -> JournalSettings:
        """Return the settings as they are now, also after another program changed them."""
        data_version = self._connection.fetch_int("PRAGMA data_version")
        if self._settings is None or self._settings[0] != data_version:
            self._settings = (data_version, self._read())
        return self._settings[1]

    def change(self, **changes: Any) -> JournalSettings:
        """Change settings; a new end of the day moves every record to its new day."""
        with self._connection.transaction():
            settings = replace(self._read(), **changes)
            self.write(settings)
            if "day_ends_at" in changes:
                reassign_days(self._connection, settings.day_ends_at)
        self._settings = None
        return settings

    def write(self, settings: JournalSettings) -> None:
        """Write all settings, inside the transaction that is open; raises ``BadValue``."""
        from recovery_journal.domain.journal_settings import check_settings

        check_settings(settings)
        meetings = settings.meetings_per_week
        rows = {
            "name": settings.name,
            "day_ends_at": settings.day_ends_at.isoformat(timespec="minutes"),
            "first_weekday": str(settings.first_weekday),
            "meetings_per_week": None if meetings is None else str(meetings),
        } | {_WORDS_PREFIX + key: word for key, word in settings.words}
        self._connection.execute("DELETE FROM setting WHERE key <> ?", (WAL_TOKEN_KEY,))
        for key, value in rows.items():
            if value is not None:
                row = {"key": key, "value": replace_surrogates(value)}
                self._connection.insert("setting", row)

    def _read(self) -> JournalSettings:
        from recovery_journal.domain.journal_settings import JournalSettings

        rows: dict[str, str] = dict(self._connection.fetch_all("SELECT key, value FROM setting"))
        meetings = rows.get("meetings_per_week")
        return JournalSettings(
            name=rows.get("name"),
            day_ends_at=time.fromisoformat(rows.get("day_ends_at", "03:00")),
            first_weekday=int(rows.get("first_weekday", 0)),
            meetings_per_week=None if meetings is None else int(meetings),
            words=tuple(
                sorted(
                    (key.removeprefix(_WORDS_PREFIX), word)
                    for key, word in rows.items()
                    if key.startswith(_WORDS_PREFIX)
                )
            ),
        )


def read_day_end(connection: Connection) -> time:
    """Return when the person's day ends, which every save asks."""
    row = connection.fetch_one("SELECT value FROM setting WHERE key = 'day_ends_at'")
    return time(3, 0) if row is None else time.fromisoformat(row[0])


def reassign_days(connection: Connection, day_ends_at: time, entry_id: int | None = None) -> None:
    """Put every record (or one) on the user's day its own wall clock gives it."""
    minutes = -(day_ends_at.hour * 60 + day_ends_at.minute)
    where = "" if entry_id is None else "WHERE id = :id"
    values = {"minutes": f"{minutes} minutes", "id": entry_id}
    connection.execute(
        f"UPDATE entry SET local_date = date(substr(occurred_at, 1, 19), :minutes) {where}",
        values,
    )
    connection.execute(
        "UPDATE entry_contact SET local_date = (SELECT local_date FROM entry WHERE id = entry_id) "
        + where.replace("id =", "entry_id ="),
        values,
    )
