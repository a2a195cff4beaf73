"""Numbers of many records at once, without their text: read from indexes, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from recovery_journal.database.connection import Connection
from recovery_journal.database.entries import where_clause
from recovery_journal.domain.check_in import CheckInScores

_SCORE_COLUMNS = "mood, urge, confidence, connectedness, stress, sleep_hours"


class Statistics:
    """The counts and scores of one journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._goal_outcomes: tuple[tuple[int, int], dict[date, str]] | None = None

    def count(
        self, start: date | None = None, end: date | None = None, kinds: Sequence[str] = ()
    ) -> int:
        """Return how many records there are, of these days and kinds; read from the index only."""
        where, values = where_clause(start, end, kinds)
        return self._connection.fetch_int(f"SELECT count(*) FROM entry {where}", values)

    def check_in_scores(self, start: date, end: date) -> list[CheckInScores]:
        """Return the scores of the user's days from start to end, oldest first.

        A chart over a year reads thousands of them, so each is made without a detour.
        """
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

    def goal_outcomes_by_day(self) -> dict[date, str]:
        """Return what each day came to for the goal: met, partly or not_met.

        The last check-in of a day that says so counts. Days without one are not there.
        All check-ins are read for it, so it is cached until something was written.
        """
        counter = self._connection.change_counter()
        if self._goal_outcomes is None or self._goal_outcomes[0] != counter:
            self._goal_outcomes = (counter, self._read_goal_outcomes())
        return dict(self._goal_outcomes[1])

    def _read_goal_outcomes(self) -> dict[date, str]:
        rows = self._connection.fetch_all(
            "SELECT local_date, goal_today FROM entry"
            " JOIN check_in INDEXED BY check_in_goal ON entry_id = id"
            " WHERE goal_today IN ('met', 'partly', 'not_met') AND kind = 'check_in'"
            " ORDER BY local_date, moment, id"
        )
        return {date.fromisoformat(row[0]): row[1] for row in rows}

    def lifetime_counts(self) -> tuple[int, int]:
        """Return how many meetings were attended, and how many reach-outs connected, in all."""
        return (
            self._connection.fetch_int(
                "SELECT count(*) FROM meeting WHERE status IN ('attended', 'left_early')"
            ),
            self._connection.fetch_int(
                "SELECT count(*) FROM reach_out WHERE outcome = 'connected'"
            ),
        )
