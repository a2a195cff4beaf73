"""Appointments of professionals: whose date stands in the place of due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from recovery_journal.domain.contact import ContactActivity
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import earliest_date_today
from recovery_journal.rules.meetings import upcoming_meetings
from recovery_journal.rules.network.placement import contact_sector
from recovery_journal.rules.network.states import contact_state, has_ended_by


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
