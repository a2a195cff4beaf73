"""Appointments of professionals: whose date stands in the place of due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from recovery_journal.domain.contact import Tie
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import first_date_today
from recovery_journal.rules.meetings import still_ahead
from recovery_journal.rules.placement import sector_on_map
from recovery_journal.rules.states import ended_by, state_of


def may_be_booked(ties: Iterable[Tie], as_of: date) -> list[Tie]:
    """Return those with whom an appointment takes the place of due.

    They are the professionals who are due, or whom it has been a while with.
    """
    return [
        tie
        for tie in ties
        if sector_on_map(tie.contact) == "professionals"
        and state_of(tie, as_of) in ("due", "drifting")
        and not ended_by(tie.contact, as_of)
    ]


def appointments(
    ties: Iterable[Tie], meetings: Iterable[Meeting], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment still ahead of each of these who has one, by contact."""
    wanted = {tie.contact.id for tie in may_be_booked(ties, today)}
    found: dict[int, datetime] = {}
    for meeting in still_ahead(meetings, first_date_today(today)):
        for ref in meeting.contacts:
            if ref.id in wanted and meeting.occurred_at >= now:
                found.setdefault(ref.id, meeting.occurred_at)
    return found


def with_appointments(ties: Iterable[Tie], at: Mapping[int, datetime]) -> list[Tie]:
    """Return the ties, each of those booked with the day of the appointment."""
    return [
        replace(tie, booked=at[tie.contact.id].date()) if tie.contact.id in at else tie
        for tie in ties
    ]
