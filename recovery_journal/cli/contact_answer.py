"""What the commands of a contact say when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.contact import Tie
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.state import State
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


def rhythm_words(contact: Contact) -> str:
    """Return the rhythm of a contact as a sentence."""
    days = contact.cadence_days
    if days is None:
        return _("No rhythm is set.")
    return ngettext("Rhythm: every day.", "Rhythm: every {n} days.", days).format(n=days)


def tie_of(journal: Journal, contact: Contact, today: date, now: datetime) -> Tie:
    """Return what the log says of one contact, and whether they are booked."""
    from recovery_journal.exchange.booked import with_booked

    ties = (tie for tie in journal.contacts.ties(today) if tie.contact.id == contact.id)
    return with_booked(journal, [next(ties, Tie(contact=contact))], today, now)[0]


def answer(state: State, journal: Journal, contact: Contact, sentence: str) -> None:
    """Print the id and a short sentence, or the contact as JSON."""
    if not state.json:
        state.say(f"{contact.id}  {contact.name}: {sentence}")
        return
    from recovery_journal.report.contact_json import contact_json

    today = state.today(journal)
    state.answer(contact_json(contact, tie_of(journal, contact, today, state.now), today))
