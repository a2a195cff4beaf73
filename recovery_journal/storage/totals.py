"""What all records come to: counts that are read from indexes, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recovery_journal.storage.door import Door
from recovery_journal.storage.entries import where_of


class Totals:
    """The counts of one journal."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._goal_days: tuple[tuple[int, int], dict[date, str]] | None = None

    def count(
        self, start: date | None = None, end: date | None = None, kinds: Sequence[str] = ()
    ) -> int:
        """Return how many records there are, of these days and kinds; read from the index alone."""
        where, values = where_of(start, end, kinds)
        row = self._door.one(f"SELECT count(*) FROM entry {where}", values)
        return 0 if row is None else int(row[0])

    def goal_days(self) -> dict[date, str]:
        """Return what each day came to for the goal: met, partly or not_met.

        The last check-in of a day that says so counts. Days without one are not there.
        All check-ins are read for it, so it is kept until something was written.
        """
        version = self._door.version()
        if self._goal_days is None or self._goal_days[0] != version:
            self._goal_days = (version, self._read_goal_days())
        return dict(self._goal_days[1])

    def _read_goal_days(self) -> dict[date, str]:
        rows = self._door.all(
            "SELECT local_date, goal_today FROM entry"
            " JOIN check_in INDEXED BY check_in_goal ON entry_id = id"
            " WHERE goal_today IN ('met', 'partly', 'not_met') AND kind = 'check_in'"
            " ORDER BY local_date, moment, id"
        )
        return {date.fromisoformat(row[0]): row[1] for row in rows}

    def tally(self) -> tuple[int, int]:
        """Return how many meetings were attended, and how many reach-outs connected, in all."""
        row = self._door.one(
            "SELECT (SELECT count(*) FROM meeting WHERE status IN ('attended', 'left_early')),"
            " (SELECT count(*) FROM reach_out WHERE outcome = 'connected')"
        )
        return (0, 0) if row is None else (int(row[0]), int(row[1]))
