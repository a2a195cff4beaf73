"""``due``: who is due, one line each; nothing where nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State


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


def _due(state: State) -> None:
    from recovery_journal.cli.network import network_on
    from recovery_journal.exchange.booked import booked as booked_for
    from recovery_journal.rules.today import most_due

    with state.open() as journal:
        today = state.today(journal)
        people = most_due(network_on(journal, today))
        booked = booked_for(journal, people, today, state.now)
    if state.json:
        from recovery_journal.report.contact_json import due_json

        state.answer(
            {
                "due": [
                    due_json(one.contact, one.tie, today, booked.get(one.contact.id))
                    for one in people
                ]
            }
        )
        return
    from recovery_journal.report.today_text import due_words

    for one in people:
        state.say(due_words(one, booked.get(one.contact.id), today))
