"""The support network of a day, who is due, and the appointments in the place of due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.days import earliest_date_today, window_bounds
from recovery_journal.rules.meetings import (
    due_professionals,
    next_appointments,
    with_appointments,
)
from recovery_journal.rules.network.figures import WINDOW_DAYS
from recovery_journal.rules.network.snapshot import MapContact, Network, build_network
from recovery_journal.rules.today import due_contacts

if TYPE_CHECKING:
    from recovery_journal.domain.contact import ContactActivity
    from recovery_journal.storage import Journal

APPOINTMENT_HORIZON = timedelta(days=366)
"""How far ahead a booked appointment is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueContacts:
    """Who is due on a day, most due first; ``appointments`` are by the id of a contact."""

    day: date
    contacts: tuple[MapContact, ...]
    appointments: Mapping[int, datetime]


def load_network(journal: Journal, day: date, now: datetime | None = None) -> Network:
    """Return the network as it was on a day, with the figures of the 28 days up to it.

    ``now`` is given for the present day: then a booked appointment of a
    professional stands in the place of due.
    """
    start, end = window_bounds(day, WINDOW_DAYS)
    records: list[ReachOut | Meeting] = [
        *journal.entries.of(ReachOut, start, end),
        *journal.entries.of(Meeting, start, end),
    ]
    activities = load_contact_activities(journal, day, now)
    return build_network(
        activities,
        records,
        journal.entries.recorded_days(start, end),
        day,
    )


def load_contact_activities(
    journal: Journal, day: date, now: datetime | None = None
) -> list[ContactActivity]:
    """Return every contact with its activity up to a day, ended ones too.

    With ``now``, on the present day, each professional who is due and has an
    appointment carries its day.
    """
    activities = journal.contacts.with_activity(day)
    if now is None:
        return activities
    return with_appointments(activities, load_appointments(journal, activities, day, now))


def load_due(journal: Journal, day: date, now: datetime) -> DueContacts:
    """Return who is due on the present day, and who of them has an appointment."""
    return find_due(journal, load_network_without_figures(journal, day), now)


def load_network_without_figures(journal: Journal, day: date) -> Network:
    """Return the network of a day for what needs no figures: no entry is read for it."""
    return build_network(journal.contacts.with_activity(day), (), (), day)


def find_due(journal: Journal, network: Network, now: datetime | None) -> DueContacts:
    """Return who is due in a network; ``now`` is None for an earlier day than the present one."""
    contacts = due_contacts(network)
    activities = [map_contact.activity for map_contact in contacts]
    appointments = {} if now is None else load_appointments(journal, activities, network.as_of, now)
    return DueContacts(day=network.as_of, contacts=contacts, appointments=appointments)


def load_appointments(
    journal: Journal, activities: Iterable[ContactActivity], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment of each professional who is due and has one, by contact."""
    professionals = due_professionals(activities, today)
    if not professionals:
        return {}
    start = earliest_date_today(today)
    meetings = journal.entries.of(Meeting, start, today + APPOINTMENT_HORIZON)
    return next_appointments(professionals, meetings, today, now)
