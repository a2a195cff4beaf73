"""``network``: the map of the support network as text, of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from recovery_journal.cli.options import Command, flag, option
from recovery_journal.cli.values import come, day
from recovery_journal.domain.fields import Choice
from recovery_journal.domain.lists import Support
from recovery_journal.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from recovery_journal.cli.state import State
    from recovery_journal.rules.network import Network
    from recovery_journal.storage import Journal

WINDOW = 28


def network() -> Command:
    """Build the command."""
    return Command(
        "network",
        _network,
        [
            option("--as-of", _("the day to look at; today when not given"), "D"),
            flag("--list", _("a list, one contact a line")),
            option("--support", _("only who gives any of these: {choices}").format(
                choices=", ".join(Choice(Support).choices)
            ), "S", many=True),
            flag("--influence", _("what you marked each tie as: protective, mixed, risk, unsure")),
            flag("--gaps", _("who is there for what, and where nobody is listed yet")),
        ],
        help=_("Print the map: who is close, and how long it has been."),
        example="network --as-of 2026-11-01 --gaps",
    )  # fmt: skip


def network_on(journal: Journal, as_of: date, now: datetime | None = None) -> Network:
    """Read the network as it was on a day; with ``now``, the present day, who is booked too."""
    from recovery_journal.rules.days import last_days
    from recovery_journal.rules.network import network as rule

    start, end = last_days(as_of, WINDOW)
    records = journal.entries.between(start, end, "reach_out", "meeting")
    ties = journal.contacts.ties(as_of)
    if now is not None:
        from recovery_journal.exchange.booked import with_booked

        ties = with_booked(journal, ties, as_of, now)
    return rule(ties, records, journal.entries.recorded_days(start, end), as_of)  # type: ignore[arg-type]  # of those two kinds


def _network(
    state: State,
    as_of: str | None,
    list_: bool,
    support: Sequence[str],
    influence: bool,
    gaps: bool,
) -> None:
    parsed = [Choice(Support).parse("support", one) for one in support]
    kinds = cast("list[Support]", parsed)
    if as_of is not None:
        day(state, as_of)
    with state.open() as journal:
        present = state.today(journal)
        on = present if as_of is None else come(day(state, as_of, journal), present)
        found = network_on(journal, on, state.now if on == present else None)
    if kinds:
        from recovery_journal.rules.network import giving

        people = giving(found.people, kinds)
        found = found._replace(people=people, not_placed=())
    if state.json:
        from recovery_journal.report.network_json import network_json

        state.answer(network_json(found))
        return
    plain = not state.dressed
    from recovery_journal.report import figures_text, network_text
    from recovery_journal.rules.gaps import support_words

    width = state.width
    if kinds and not found.people:
        given = ", ".join(support_words(one) for one in kinds)
        state.say(_("No one listed yet for {support}.").format(support=given))
        return
    if list_ or (plain and not gaps):
        state.page(network_text.list_text(found, plain, influence))
    elif not gaps:
        state.page(network_text.map_text(found, width, plain, influence))
    if gaps:
        state.page(figures_text.gaps_text(found, width, plain, plain))
        return
    state.say()
    state.page(figures_text.figures_text(found))
