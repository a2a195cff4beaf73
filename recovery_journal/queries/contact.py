"""The page of a contact: its facts, state, statistics and newest entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recovery_journal.domain.contact import Contact, ContactActivity, ContactDetail
from recovery_journal.queries.network import load_appointments
from recovery_journal.rules.contact_stats import (
    ContactMonth,
    ContactStats,
    contact_months,
    contact_stats,
    months_window_start,
)
from recovery_journal.rules.meetings import with_appointments

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

HISTORY_LIMIT = 200
"""How many of the newest entries are read for what usually followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """A contact as of a day.

    ``details`` are phone, e-mail and address. ``records`` are the newest entries
    with the contact, those still to come too, newest first; ``stats`` and ``months``
    are made of what has happened. ``is_group`` says that going to its meetings
    is counted among the months, too.
    """

    contact: Contact
    activity: ContactActivity
    details: tuple[ContactDetail, ...]
    records: tuple[Record, ...]
    past_records: tuple[Record, ...]
    stats: ContactStats
    months: tuple[ContactMonth, ...]
    is_group: bool


def load_contact(journal: Journal, contact_id: int, day: date, now: datetime) -> ContactPage:
    """Return one contact on the present day; raises ``RecordNotFound``."""
    contact = journal.contacts.get(contact_id)
    records = journal.entries.with_contact(contact_id, HISTORY_LIMIT)
    past_records = tuple(record for record in records if record.local_date <= day)
    is_group = contact.contact_kind == "group" or contact.relation == "recovery_group"
    kinds = ("reach_out", "meeting") if is_group else ("reach_out",)
    recent = journal.entries.between(months_window_start(day), day, *kinds)
    return ContactPage(
        contact=contact,
        activity=load_contact_activity(journal, contact, day, now),
        details=tuple(journal.contacts.details(contact_id)),
        records=tuple(records),
        past_records=past_records,
        stats=contact_stats(past_records[::-1]),
        months=contact_months(recent, contact_id, day),
        is_group=is_group,
    )


def load_contact_activity(
    journal: Journal, contact: Contact, day: date, now: datetime
) -> ContactActivity:
    """Return the activity of one contact on the present day, with any appointment."""
    activity = next(
        (
            candidate
            for candidate in journal.contacts.with_activity(day)
            if candidate.contact.id == contact.id
        ),
        ContactActivity(contact=contact),
    )
    return with_appointments([activity], load_appointments(journal, [activity], day, now))[0]
