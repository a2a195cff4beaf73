"""``network``, ``suggest`` and ``due``: the map as text, and who could be reached."""

from __future__ import annotations

from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.parsing import parse_day, parse_past_day
from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.i18n import N_, _
from recovery_journal.queries.network import load_due, load_network
from recovery_journal.queries.suggestions import Suggestions, load_suggestions
from recovery_journal.report import figures_text, network_text
from recovery_journal.report.json_documents import due_contacts_json, network_json
from recovery_journal.report.state_text import support_kind_label
from recovery_journal.report.suggestion_text import (
    boundary_and_reasons,
    nobody_to_suggest_text,
    reason_texts,
    solo_activity_text,
    solo_text,
)
from recovery_journal.report.today_text import due_lines
from recovery_journal.rules.network.snapshot import offering_support

SUPPORT_FIELD = SingleChoice[SupportKind](SupportKind)
SUPPORT_KINDS = ", ".join(SUPPORT_FIELD.choices)


@command("network --as-of 2026-11-01 --gaps")
def network(
    context: CommandContext,
    as_of: Annotated[
        str | None, Option("D", N_("the day to look at; today when not given"))
    ] = None,
    as_list: Annotated[
        bool, Option(help=N_("a list, one contact a line"), names=("--list",))
    ] = False,
    support: Annotated[
        tuple[str, ...],
        Option(
            "S",
            lambda: _("only who gives any of these: {choices}").format(choices=SUPPORT_KINDS),
            choices=SUPPORT_FIELD.choices,
        ),
    ] = (),
    influence: Annotated[
        bool,
        Option(help=N_("what you marked each tie as: protective, mixed, risk, unsure")),
    ] = False,
    gaps: Annotated[
        bool, Option(help=N_("who is there for what, and where nobody is listed yet"))
    ] = False,
) -> None:
    """Print the map: who is close, and how long it has been."""
    support_kinds = [SUPPORT_FIELD.parse("support", text) for text in support]
    parse_day(context, as_of)
    with context.open() as journal:
        today = context.today(journal)
        map_day = parse_past_day(context, as_of, journal)
        support_network = load_network(journal, map_day, context.now if map_day == today else None)
    everyone = support_network.contacts
    if support_kinds:
        contacts = offering_support(support_network.contacts, support_kinds)
        support_network = support_network._replace(contacts=contacts, not_placed=())
    if context.json:
        context.print_json(network_json(support_network))
        return
    if support_kinds and not support_network.contacts:
        support_list = ", ".join(support_kind_label(kind) for kind in support_kinds)
        context.print(_("No one listed yet for {support}.").format(support=support_list))
        return
    plain, width = not context.styled, context.terminal_width
    if as_list or (plain and not gaps):
        context.print_lines(network_text.network_list_text(support_network, plain, influence))
    elif not gaps:
        context.print_lines(
            network_text.network_map_text(support_network, width, plain, influence, everyone)
        )
    if gaps:
        context.print_lines(figures_text.support_gaps_text(support_network, width, plain, plain))
        return
    context.print()
    context.print_lines(figures_text.network_figures_text(support_network))


@command("suggest --hard-moment")
def suggest(
    context: CommandContext,
    hard_moment: Annotated[
        bool, Option(help=N_("for a hard moment: first those who are okay to reach then"))
    ] = False,
    support: Annotated[
        str | None,
        Option(
            "S",
            lambda: _("only who is there for this: {choices}").format(choices=SUPPORT_KINDS),
            choices=SUPPORT_FIELD.choices,
        ),
    ] = None,
) -> None:
    """Who could I reach? In order, each with the reason, and one thing to do alone."""
    support_kind = None if support is None else SUPPORT_FIELD.parse("support", support)
    with context.open() as journal:
        suggestions = load_suggestions(
            journal,
            context.today(journal),
            hard_moment=hard_moment,
            support=support_kind,
        )
    if context.json:
        context.print_json(_suggestions_json(suggestions))
        return
    for suggestion in suggestions.people:
        reasons = "; ".join(boundary_and_reasons(suggestion))
        context.print(f"{suggestion.contact.id}  {suggestion.contact.name}: {reasons}")
    if not suggestions.people:
        context.print(nobody_to_suggest_text())
    context.print(solo_text(suggestions))
    context.print(_("Help now: recovery-journal help-now"))


def _suggestions_json(suggestions: Suggestions) -> dict[str, Any]:
    return {
        "people": [
            {
                "id": suggestion.contact.id,
                "name": suggestion.contact.name,
                "reasons": list(reason_texts(suggestion.reasons)),
                "boundaries": suggestion.contact.boundaries,
                "boundary_kind": suggestion.contact.boundary_kind,
            }
            for suggestion in suggestions.people
        ],
        "alone": {"coping": solo_activity_text(suggestions)},
        "help_now": True,
    }


@command("due")
def due(context: CommandContext) -> None:
    """Print who is due, most due first, a line each. Nothing is printed when nobody is,
    so it can stand in the file your shell reads when it opens.
    """
    with context.open() as journal:
        due_contacts = load_due(journal, context.today(journal), context.now)
    if context.json:
        context.print_json({"due": due_contacts_json(due_contacts)})
        return
    for line in due_lines(due_contacts):
        context.print(line)
