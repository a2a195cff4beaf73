"""Reading from the journal which professionals have an appointment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.days import earliest_date_today
from recovery_journal.rules.professional_appointments import (
    due_professionals,
    next_appointments,
    with_appointments,
)

if TYPE_CHECKING:
    from recovery_journal.domain.contact import ContactActivity
    from recovery_journal.rules.network.snapshot import MapContact
    from recovery_journal.storage import Journal

HORIZON = timedelta(days=366)
"""How far ahead a booked appointment is looked for."""


def load_appointments(
    journal: Journal, map_contacts: Iterable[MapContact], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment of each professional among these people, where one is booked."""
    return _load_for_professionals(
        journal, [map_contact.activity for map_contact in map_contacts], today, now
    )


def load_with_appointments(
    journal: Journal, contact_activities: Iterable[ContactActivity], today: date, now: datetime
) -> list[ContactActivity]:
    """Return the ties of the present day, with the appointments that take the place of due."""
    contact_activities = list(contact_activities)
    return with_appointments(
        contact_activities, _load_for_professionals(journal, contact_activities, today, now)
    )


def _load_for_professionals(
    journal: Journal, contact_activities: Iterable[ContactActivity], today: date, now: datetime
) -> dict[int, datetime]:
    professionals = due_professionals(contact_activities, today)
    if not professionals:
        return {}
    start = earliest_date_today(today)
    planned_meetings = journal.entries.of(Meeting, start, today + HORIZON)
    return next_appointments(professionals, planned_meetings, today, now)
