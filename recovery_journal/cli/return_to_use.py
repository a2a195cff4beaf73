"""``return-to-use``: write it down; nothing that was recorded before is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import parse_common_options, parse_options
from recovery_journal.domain.return_to_use import FIELDS, ReturnToUse
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.storage import Journal

ALIASES = {"triggers": ("--trigger",)}


def return_to_use() -> Command:
    """Build the command."""
    help_texts = {
        "about": _("your own name for the substance or behaviour"),
        "told": _("whether someone was told"),
        "next_step": _("one small next step"),
    }
    return Command(
        "return-to-use",
        _return_to_use,
        [*field_options(FIELDS, ALIASES, help_texts), *common_options()],
        help=_("Write down a return to use. No option is needed, and no total changes with it."),
        example='return-to-use --about wine --trigger lonely --told yes --next-step "ring Ana"',
    )


def _return_to_use(context: CommandContext, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    with context.open() as journal:
        save_entry(context, journal, ReturnToUse(**common, **values))
        if not context.json:
            _print_support(context, journal)


def _print_support(context: CommandContext, journal: Journal) -> None:
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
