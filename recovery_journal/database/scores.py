"""Bulk reads of check-in scores and dates without text, for charts over a year."""

from __future__ import annotations

from datetime import date, datetime

from recovery_journal.database.connection import Connection
from recovery_journal.domain.check_in_scores import CheckInScores

_SCORE_COLUMNS = "mood, urge, confidence, connectedness, stress, sleep_hours"


class Scores:
    """Queries for the numbers of records, without their text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def check_ins(self, start: date, end: date) -> list[CheckInScores]:
        """Return the check-ins of the user's days from start to end, oldest first."""
        rows = self._connection.fetch_all(
            f"SELECT id, occurred_at, recorded_at, local_date, {_SCORE_COLUMNS}"
            " FROM entry JOIN check_in ON entry_id = id"
            " WHERE kind = 'check_in' AND local_date BETWEEN ? AND ?"
            " ORDER BY local_date, moment, id",
            (start.isoformat(), end.isoformat()),
        )
        parse_datetime, parse_date = datetime.fromisoformat, date.fromisoformat
        return [
            CheckInScores(
                row[0], parse_datetime(row[1]), parse_datetime(row[2]), parse_date(row[3]), *row[4:]
            )
            for row in rows
        ]
