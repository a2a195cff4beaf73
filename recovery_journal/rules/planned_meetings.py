"""What is planned and still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import earliest_date_today

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record


def meetings_until_tomorrow(
    records: Iterable[Record], now: datetime, day: date
) -> tuple[Meeting, ...]:
    """Return the meetings that are planned for the rest of the day, or for the next."""
    # From an earlier date too: whoever flew west has its evening still ahead.
    first, last = earliest_date_today(day), day + timedelta(days=1)
    meetings = [
        meeting
        for meeting in records
        if isinstance(meeting, Meeting)
        and meeting.status == "planned"
        and first <= meeting.local_date <= last
        and meeting.occurred_at > now
    ]
    return tuple(sorted(meetings, key=lambda item: (item.occurred_at.timestamp(), item.id)))
