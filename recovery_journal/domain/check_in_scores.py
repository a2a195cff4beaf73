"""The scores of a check-in, read for many at once without their text."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from recovery_journal.domain.choices import RecordKind


class CheckInScores(NamedTuple):
    """The numbers of a check-in; None was not recorded.

    A chart over a year looks at thousands of them, and at no word. What a day
    comes to, it says as the whole check-in does: ``rules.day_values`` takes both.
    """

    id: int
    occurred_at: datetime
    recorded_at: datetime
    local_date: date
    mood: int
    urge: int | None
    confidence: int | None
    connectedness: int | None
    stress: int | None
    sleep_hours: float | None

    @property
    def kind(self) -> RecordKind:
        """The kind of the record the scores are of."""
        return "check_in"
