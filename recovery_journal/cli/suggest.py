"""``suggest``: who could I reach, in order, each with the reason in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

LOOKBACK = timedelta(days=364)


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
    support_kind = None if support is None else SingleChoice(SupportKind).parse("support", support)
    from recovery_journal.rules.suggestions import solo_activity, suggest_contacts

    with context.open() as journal:
        today = context.today(journal)
        records = journal.entries.between(today - LOOKBACK, today, "reach_out", "urge")
        suggestions = suggest_contacts(
            journal.contacts.with_activity(today),
            [record for record in records if record.kind == "reach_out"],  # type: ignore[misc]  # of that kind
            today,
            hard_moment=hard_moment,
            support=support_kind,  # type: ignore[arg-type]  # parsed from that list
        )
        urges = [record for record in records if record.kind == "urge"]
        solo_coping = solo_activity(urges, journal.vocabulary.copings(), hard_moment=hard_moment)  # type: ignore[arg-type]  # of that kind
    if context.json:
        people_json = [
            {
                "id": suggestion.contact.id,
                "name": suggestion.contact.name,
                "reasons": list(suggestion.reasons),
                "boundaries": suggestion.contact.boundaries,
                "boundary_kind": suggestion.contact.boundary_kind,
            }
            for suggestion in suggestions
        ]
        context.print_json(
            {"people": people_json, "alone": {"coping": solo_coping}, "help_now": True}
        )
        return
    for suggestion in suggestions:
        reasons = "; ".join(suggestion.boundary_and_reasons)
        context.print(f"{suggestion.contact.id}  {suggestion.contact.name}: {reasons}")
    if not suggestions:
        from recovery_journal.rules.suggestions import nobody_to_suggest_text

        context.print(nobody_to_suggest_text())
    context.print(_("By myself: {coping}").format(coping=solo_coping))
    context.print(_("Help now: recovery-journal help-now"))
