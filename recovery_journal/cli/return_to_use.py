"""What ``return-to-use`` prints once it is written down: nothing recorded before is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.storage import Journal


def print_support(context: CommandContext, journal: Journal) -> None:
    """Thank, say who helps at once, two facts, and what is still here."""
    from recovery_journal.cli.goal import print_totals
    from recovery_journal.queries.goal import load_totals
    from recovery_journal.report import return_to_use_text
    from recovery_journal.settings import load

    context.print(return_to_use_text.recorded_thanks_text())
    context.print(return_to_use_text.safety_question_text(load().country))
    context.print(_("People and lines to call: recovery-journal help-now"))
    context.print(_("Who you could tell: recovery-journal suggest --hard-moment"))
    for text, source in return_to_use_text.safety_fact_lines(journal.goals.current()):
        context.print(text)
        context.print(_("  source: {source}").format(source=source))
    print_totals(context, load_totals(journal, context.today(journal)), nonzero_only=True)
