"""``due``: who is due, one line each; nothing where nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def due() -> Command:
    """Build the command."""
    return Command(
        "due",
        _due,
        [],
        help=_(
            "Print who is due, most due first, a line each. Nothing is printed when nobody is, "
            "so it can stand in the file your shell reads when it opens."
        ),
        example="due",
    )


def _due(context: CommandContext) -> None:
    from recovery_journal.cli.network import load_network
    from recovery_journal.queries.appointments import load_appointments as booked_for
    from recovery_journal.rules.today import due_contacts

    with context.open() as journal:
        today = context.today(journal)
        contacts = due_contacts(load_network(journal, today))
        appointment_by_id = booked_for(journal, contacts, today, context.now)
    if context.json:
        from recovery_journal.report.contact_json import due_contact_json

        context.print_json(
            {
                "due": [
                    due_contact_json(
                        map_contact.contact,
                        map_contact.activity,
                        today,
                        appointment_by_id.get(map_contact.contact.id),
                    )
                    for map_contact in contacts
                ]
            }
        )
        return
    from recovery_journal.report.today_text import due_contact_text

    for map_contact in contacts:
        context.print(
            due_contact_text(map_contact, appointment_by_id.get(map_contact.contact.id), today)
        )
