"""Meetings by week, planned meetings ahead, and appointments that stand in the place of due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.contact import ContactActivity
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import earliest_date_today, week_bounds
from recovery_journal.rules.network.placement import contact_sector
from recovery_journal.rules.network.states import contact_state, has_ended_by

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record

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


def due_professionals(activities: Iterable[ContactActivity], as_of: date) -> list[ContactActivity]:
    """Return those with whom an appointment takes the place of due.

    They are the professionals who are due, or whom it has been a while with.
    """
    return [
        activity
        for activity in activities
        if contact_sector(activity.contact) == "professionals"
        and contact_state(activity, as_of) in ("due", "drifting")
        and not has_ended_by(activity.contact, as_of)
    ]


def next_appointments(
    activities: Iterable[ContactActivity], meetings: Iterable[Meeting], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment still ahead of each of these who has one, by contact."""
    due_ids = {activity.contact.id for activity in due_professionals(activities, today)}
    time_by_contact: dict[int, datetime] = {}
    for meeting in upcoming_meetings(meetings, earliest_date_today(today)):
        for ref in meeting.contacts:
            if ref.id in due_ids and meeting.occurred_at >= now:
                time_by_contact.setdefault(ref.id, meeting.occurred_at)
    return time_by_contact


def with_appointments(
    activities: Iterable[ContactActivity], time_by_contact: Mapping[int, datetime]
) -> list[ContactActivity]:
    """Return the ties, each of those booked with the day of the appointment."""
    return [
        replace(activity, appointment_on=time_by_contact[activity.contact.id].date())
        if activity.contact.id in time_by_contact
        else activity
        for activity in activities
    ]
