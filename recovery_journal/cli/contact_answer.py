"""Output of the contact commands: the contact as JSON, or as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


def print_contact(
    context: CommandContext, journal: Journal, contact: Contact, sentence: str
) -> None:
    """Print the id and a short sentence, or the contact as JSON."""
    if not context.json:
        context.print(f"{contact.id}  {contact.name}: {sentence}")
        return
    from recovery_journal.queries.contact import load_contact_activity
    from recovery_journal.report.json_documents import contact_json

    today = context.today(journal)
    activity = load_contact_activity(journal, contact, today, context.now)
    context.print_json(contact_json(contact, activity, today))
