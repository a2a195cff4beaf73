"""Output of the contact commands: the contact as JSON, or as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.contact import ContactActivity
from recovery_journal.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


def rhythm_text(contact: Contact) -> str:
    """Return the rhythm of a contact as a sentence."""
    days = contact.cadence_days
    if days is None:
        return _("No rhythm is set.")
    return ngettext("Rhythm: every day.", "Rhythm: every {n} days.", days).format(n=days)


def contact_activity(
    journal: Journal, contact: Contact, today: date, now: datetime
) -> ContactActivity:
    """Return the activity of one contact, with any appointment."""
    from recovery_journal.queries.appointments import load_with_appointments

    activities = (
        activity
        for activity in journal.contacts.with_activity(today)
        if activity.contact.id == contact.id
    )
    return load_with_appointments(
        journal, [next(activities, ContactActivity(contact=contact))], today, now
    )[0]


def print_contact(
    context: CommandContext, journal: Journal, contact: Contact, sentence: str
) -> None:
    """Print the id and a short sentence, or the contact as JSON."""
    if not context.json:
        context.print(f"{contact.id}  {contact.name}: {sentence}")
        return
    from recovery_journal.report.contact_json import contact_json

    today = context.today(journal)
    context.print_json(
        contact_json(contact, contact_activity(journal, contact, today, context.now), today)
    )
