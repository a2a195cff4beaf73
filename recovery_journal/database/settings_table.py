"""The journal's own settings, and the user's day that depends on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

from recovery_journal.database.connection import Connection
from recovery_journal.database.wal import WAL_TOKEN_KEY
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _
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
        row = self._connection.fetch_one("PRAGMA data_version")
        data_version = 0 if row is None else int(row[0])
        if self._settings is None or self._settings[0] != data_version:
            self._settings = (data_version, self._read())
        return self._settings[1]

    def day_ends_at(self) -> time:
        """Return when the person's day ends, which every save asks."""
        row = self._connection.fetch_one("SELECT value FROM setting WHERE key = 'day_ends_at'")
        return time(3, 0) if row is None else time.fromisoformat(row[0])

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
        _validate(settings)
        rows = {
            "name": settings.name,
            "day_ends_at": settings.day_ends_at.isoformat(timespec="minutes"),
            "first_weekday": str(settings.first_weekday),
            "meetings_per_week": _optional_text(settings.meetings_per_week),
        } | {_WORDS_PREFIX + key: word for key, word in settings.words}
        self._connection.execute("DELETE FROM setting WHERE key <> ?", (WAL_TOKEN_KEY,))
        for key, value in rows.items():
            if value is not None:
                self._connection.execute(
                    "INSERT INTO setting VALUES (?, ?)", (key, replace_surrogates(value))
                )

    def _read(self) -> JournalSettings:
        from recovery_journal.domain.journal_settings import JournalSettings

        rows: dict[str, str] = dict(self._connection.fetch_all("SELECT key, value FROM setting"))
        return JournalSettings(
            name=rows.get("name"),
            day_ends_at=time.fromisoformat(rows.get("day_ends_at", "03:00")),
            first_weekday=int(rows.get("first_weekday", 0)),
            meetings_per_week=int(rows["meetings_per_week"])
            if "meetings_per_week" in rows
            else None,
            words=tuple(
                sorted(
                    (key.removeprefix(_WORDS_PREFIX), word)
                    for key, word in rows.items()
                    if key.startswith(_WORDS_PREFIX)
                )
            ),
        )


def _validate(settings: JournalSettings) -> None:
    if settings.day_ends_at > time(12, 0):
        raise BadValue(_("The day can end from 00:00 to 12:00."), field="day_ends_at")
    if not 0 <= settings.first_weekday <= 6:
        raise BadValue(_("The first day of the week is 0 (Monday) to 6."), field="first_weekday")
    if settings.meetings_per_week is not None and not 0 <= settings.meetings_per_week <= 50:
        raise BadValue(_("Meetings a week are a whole number, 0 to 50."), field="meetings_per_week")


def _optional_text(value: int | None) -> str | None:
    return None if value is None else str(value)


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
