"""Meetings by week: how many the person was at, and in how many weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import week_of

WEEKS = 26
WEEK = timedelta(days=7)


class MeetingWeek(NamedTuple):
    """One week from ``first``: how many meetings the person was at, all or a part of them."""

    first: date
    attended: int


def weeks_until(today: date, first_weekday: int = 0, weeks: int = WEEKS) -> tuple[date, date]:
    """Return the first and the last day of so many weeks, the last one the week of today."""
    first, last = week_of(today, first_weekday)
    return first - WEEK * (weeks - 1), last


def by_week(
    meetings: Iterable[Meeting], today: date, first_weekday: int = 0, weeks: int = WEEKS
) -> list[MeetingWeek]:
    """Return the last weeks, the oldest first; attended and left early count alike.

    The week of today is the last one. A meeting still to come is not counted.
    """
    start, _end = weeks_until(today, first_weekday, weeks)
    counts = [0] * weeks
    for one in meetings:
        if one.was_there and start <= one.local_date <= today:
            counts[(one.local_date - start).days // 7] += 1
    return [MeetingWeek(start + WEEK * place, n) for place, n in enumerate(counts)]


def weeks_with_a_meeting(
    meetings: Iterable[Meeting], today: date, first_weekday: int = 0, weeks: int = WEEKS
) -> tuple[int, int]:
    """Return in how many of the last weeks the person was at a meeting, and how many weeks."""
    found = by_week(meetings, today, first_weekday, weeks)
    return sum(1 for one in found if one.attended), weeks


def weeks_as_planned(found: Sequence[MeetingWeek], planned: int) -> tuple[int, int]:
    """Return in how many of these weeks it was as many as planned or more, and how many weeks.

    The week of today, the last one, is not over: it counts once it is as planned.
    """
    whole = [*found[:-1], *(one for one in found[-1:] if one.attended >= planned)]
    return sum(1 for one in whole if one.attended >= planned), len(whole)


def still_ahead(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    """Return the planned meetings of today and later, the next one first."""
    found = [one for one in meetings if one.status == "planned" and one.local_date >= today]
    return sorted(found, key=lambda one: (one.occurred_at, one.id))
