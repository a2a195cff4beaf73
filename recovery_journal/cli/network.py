"""``network``: the map of the support network as text, of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.cli.parsing import ensure_not_future, parse_day
from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.rules.network.snapshot import Network
    from recovery_journal.storage import Journal

WINDOW_DAYS = 28


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


def load_network(journal: Journal, as_of: date, now: datetime | None = None) -> Network:
    """Read the network as it was on a day; with ``now``, the present day, who is booked too."""
    from recovery_journal.rules.days import window_bounds
    from recovery_journal.rules.network.snapshot import build_network as rule

    start, end = window_bounds(as_of, WINDOW_DAYS)
    records = journal.entries.between(start, end, "reach_out", "meeting")
    activities = journal.contacts.with_activity(as_of)
    if now is not None:
        from recovery_journal.queries.appointments import load_with_appointments

        activities = load_with_appointments(journal, activities, as_of, now)
    return rule(activities, records, journal.entries.recorded_days(start, end), as_of)  # type: ignore[arg-type]  # of those two kinds


def _network(
    context: CommandContext,
    as_of: str | None,
    list_: bool,
    support: Sequence[str],
    influence: bool,
    gaps: bool,
) -> None:
    parsed_kinds = [SingleChoice(SupportKind).parse("support", text) for text in support]
    support_kinds = cast("list[SupportKind]", parsed_kinds)
    if as_of is not None:
        parse_day(context, as_of)
    with context.open() as journal:
        today = context.today(journal)
        map_day = (
            today if as_of is None else ensure_not_future(parse_day(context, as_of, journal), today)
        )
        support_network = load_network(journal, map_day, context.now if map_day == today else None)
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
    from recovery_journal.rules.network.gaps import support_kind_label

    width = context.terminal_width
    if support_kinds and not support_network.contacts:
        support_list = ", ".join(support_kind_label(kind) for kind in support_kinds)
        context.print(_("No one listed yet for {support}.").format(support=support_list))
        return
    if list_ or (plain and not gaps):
        context.print_lines(network_text.network_list_text(support_network, plain, influence))
    elif not gaps:
        context.print_lines(network_text.network_map_text(support_network, width, plain, influence))
    if gaps:
        context.print_lines(figures_text.support_gaps_text(support_network, width, plain, plain))
        return
    context.print()
    context.print_lines(figures_text.network_figures_text(support_network))
