"""Many check-ins at once, and only their numbers: what charts over a year are made from."""

from __future__ import annotations

from datetime import date, datetime

from recovery_journal.domain.brief import CheckInBrief
from recovery_journal.storage.door import Door

_FIGURES = "mood, urge, confidence, connectedness, stress, sleep_hours"


class Brief:
    """The journal, read for its numbers alone."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def check_ins(self, start: date, end: date) -> list[CheckInBrief]:
        """Return the check-ins of the user's days from start to end, oldest first."""
        rows = self._door.all(
            f"SELECT id, occurred_at, recorded_at, local_date, {_FIGURES}"
            " FROM entry JOIN check_in ON entry_id = id"
            " WHERE kind = 'check_in' AND local_date BETWEEN ? AND ?"
            " ORDER BY local_date, moment, id",
            (start.isoformat(), end.isoformat()),
        )
        moment, day = datetime.fromisoformat, date.fromisoformat
        return [
            CheckInBrief(row[0], moment(row[1]), moment(row[2]), day(row[3]), *row[4:])
            for row in rows
        ]
