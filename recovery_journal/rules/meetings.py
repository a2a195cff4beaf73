"""Meetings by week: how many the person was at, and in how many weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import week_bounds

DEFAULT_WEEKS = 26
ONE_WEEK = timedelta(days=7)


class MeetingWeek(NamedTuple):
    """One week from ``first``: how many meetings the person was at, all or a part of them."""

    first: date
    attended: int


def weeks_bounds(
    today: date, first_weekday: int = 0, weeks: int = DEFAULT_WEEKS
) -> tuple[date, date]:
    """Return the first and the last day of so many weeks, the last one the week of today."""
    first, last = week_bounds(today, first_weekday)
    return first - ONE_WEEK * (weeks - 1), last


def meetings_by_week(
    meetings: Iterable[Meeting], today: date, first_weekday: int = 0, weeks: int = DEFAULT_WEEKS
) -> list[MeetingWeek]:
    """Return the last weeks, the oldest first; attended and left early count alike.

    The week of today is the last one. A meeting still to come is not counted.
    """
    start, _end = weeks_bounds(today, first_weekday, weeks)
    counts = [0] * weeks
    for meeting in meetings:
        if meeting.was_present and start <= meeting.local_date <= today:
            counts[(meeting.local_date - start).days // 7] += 1
    return [MeetingWeek(start + ONE_WEEK * index, n) for index, n in enumerate(counts)]


def count_weeks_with_meeting(
    meetings: Iterable[Meeting], today: date, first_weekday: int = 0, weeks: int = DEFAULT_WEEKS
) -> tuple[int, int]:
    """Return in how many of the last weeks the person was at a meeting, and how many weeks."""
    meeting_weeks = meetings_by_week(meetings, today, first_weekday, weeks)
    return sum(1 for week in meeting_weeks if week.attended), weeks


def count_weeks_as_planned(meeting_weeks: Sequence[MeetingWeek], planned: int) -> tuple[int, int]:
    """Return in how many of these weeks it was as many as planned or more, and how many weeks.

    The week of today, the last one, is not over: it counts once it is as planned.
    """
    complete_weeks = [
        *meeting_weeks[:-1],
        *(week for week in meeting_weeks[-1:] if week.attended >= planned),
    ]
    return sum(1 for week in complete_weeks if week.attended >= planned), len(complete_weeks)


def upcoming_meetings(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    """Return the planned meetings of today and later, the next one first."""
    upcoming = [
        meeting
        for meeting in meetings
        if meeting.status == "planned" and meeting.local_date >= today
    ]
    return sorted(upcoming, key=lambda meeting: (meeting.occurred_at, meeting.id))
