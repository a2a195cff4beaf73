"""``suggest``: who could I reach, in order, each with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def suggest() -> Command:
    """Build the command."""
    return Command(
        "suggest",
        _suggest,
        [
            flag("--hard-moment", _("for a hard moment: first those who are okay to reach then")),
            option("--support", _("only who is there for this: {choices}").format(
                choices=", ".join(SingleChoice(SupportKind).choices)
            ), "S", choices=SingleChoice(SupportKind).choices),
        ],
        help=_("Who could I reach? In order, each with the reason, and one thing to do alone."),
        example="suggest --hard-moment",
    )  # fmt: skip


def _suggest(context: CommandContext, hard_moment: bool, support: str | None) -> None:
    support_kind = (
        None
        if support is None
        else SingleChoice[SupportKind](SupportKind).parse("support", support)
    )
    from recovery_journal.queries.suggestions import load_suggestions

    with context.open() as journal:
        suggestions = load_suggestions(
            journal,
            context.today(journal),
            hard_moment=hard_moment,
            support=support_kind,
        )
    from recovery_journal.report.suggestion_text import (
        boundary_and_reasons,
        nobody_to_suggest_text,
        reason_texts,
        solo_activity_text,
        solo_text,
    )

    if context.json:
        people_json = [
            {
                "id": suggestion.contact.id,
                "name": suggestion.contact.name,
                "reasons": list(reason_texts(suggestion.reasons)),
                "boundaries": suggestion.contact.boundaries,
                "boundary_kind": suggestion.contact.boundary_kind,
            }
            for suggestion in suggestions.people
        ]
        context.print_json(
            {
                "people": people_json,
                "alone": {"coping": solo_activity_text(suggestions)},
                "help_now": True,
            }
        )
        return
    for suggestion in suggestions.people:
        reasons = "; ".join(boundary_and_reasons(suggestion))
        context.print(f"{suggestion.contact.id}  {suggestion.contact.name}: {reasons}")
    if not suggestions.people:
        context.print(nobody_to_suggest_text())
    context.print(solo_text(suggestions))
    context.print(_("Help now: recovery-journal help-now"))
