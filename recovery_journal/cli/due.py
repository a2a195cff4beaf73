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
    from recovery_journal.queries.network import load_due

    with context.open() as journal:
        due = load_due(journal, context.today(journal), context.now)
    if context.json:
        from recovery_journal.report.json_documents import due_contacts_json

        context.print_json({"due": due_contacts_json(due)})
        return
    from recovery_journal.report.today_text import due_lines

    for line in due_lines(due):
        context.print(line)
