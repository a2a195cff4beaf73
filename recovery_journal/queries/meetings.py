"""The planned meetings, the log of meetings, and their number week by week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.meetings import (
    MeetingWeek,
    meetings_by_week,
    upcoming_meetings,
    weeks_bounds,
)

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.storage import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPage:
    """The meetings: first what is planned, the next one first, then the log, newest first.

    ``weeks`` are the last 26, the oldest first; ``planned_per_week`` is the person's plan.
    """

    meetings: tuple[Meeting, ...]
    has_more: bool
    weeks: tuple[MeetingWeek, ...]
    planned_per_week: int | None


def load_meetings(journal: Journal, day: date, limit: int) -> MeetingsPage:
    """Return the meetings as of the present day; of the log at most ``limit``."""
    settings, entries = journal.settings, journal.entries
    newest = entries.newest(Meeting, limit + 1)
    planned = upcoming_meetings(newest, day)
    planned_ids = {meeting.id for meeting in planned}
    log = [meeting for meeting in newest if meeting.id not in planned_ids]
    start, _last = weeks_bounds(day, settings.first_weekday)
    recent = entries.of(Meeting, start, day)
    return MeetingsPage(
        meetings=(*planned, *log[:limit]),
        has_more=len(newest) > limit,
        weeks=tuple(meetings_by_week(recent, day, settings.first_weekday)),
        planned_per_week=settings.meetings_per_week,
    )
