"""``network``: the map of the support network as text, of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.cli.parsing import ensure_not_future, parse_day
from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.cli.context import CommandContext


def network() -> Command:
    """Build the command."""
    return Command(
        "network",
        _network,
        [
            option("--as-of", _("the day to look at; today when not given"), "D"),
            flag("--list", _("a list, one contact a line")),
            option("--support", _("only who gives any of these: {choices}").format(
                choices=", ".join(SingleChoice(SupportKind).choices)
            ), "S", multiple=True, choices=SingleChoice(SupportKind).choices),
            flag("--influence", _("what you marked each tie as: protective, mixed, risk, unsure")),
            flag("--gaps", _("who is there for what, and where nobody is listed yet")),
        ],
        help=_("Print the map: who is close, and how long it has been."),
        example="network --as-of 2026-11-01 --gaps",
    )  # fmt: skip


def _network(
    context: CommandContext,
    as_of: str | None,
    list_: bool,
    support: Sequence[str],
    influence: bool,
    gaps: bool,
) -> None:
    field = SingleChoice[SupportKind](SupportKind)
    support_kinds = [field.parse("support", text) for text in support]
    if as_of is not None:
        parse_day(context, as_of)
    from recovery_journal.queries.network import load_network

    with context.open() as journal:
        today = context.today(journal)
        map_day = (
            today if as_of is None else ensure_not_future(parse_day(context, as_of, journal), today)
        )
        support_network = load_network(journal, map_day, context.now if map_day == today else None)
    everyone = support_network.contacts
    if support_kinds:
        from recovery_journal.rules.network.snapshot import offering_support

        contacts = offering_support(support_network.contacts, support_kinds)
        support_network = support_network._replace(contacts=contacts, not_placed=())
    if context.json:
        from recovery_journal.report.network_json import network_json

        context.print_json(network_json(support_network))
        return
    plain = not context.styled
    from recovery_journal.report import figures_text, network_text
    from recovery_journal.report.state_text import support_kind_label

    width = context.terminal_width
    if support_kinds and not support_network.contacts:
        support_list = ", ".join(support_kind_label(kind) for kind in support_kinds)
        context.print(_("No one listed yet for {support}.").format(support=support_list))
        return
    if list_ or (plain and not gaps):
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
