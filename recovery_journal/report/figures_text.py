"""The figures of the network in words, each with its n; and the gap grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.report.plain import cells, fit
from recovery_journal.rules.figures import ENOUGH_FOR_SHARE, Figure
from recovery_journal.rules.gaps import SUPPORTS, gap_questions, support_words
from recovery_journal.rules.placement import SECTORS
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recovery_journal.domain.lists import Sector, Support
    from recovery_journal.rules.gaps import Gap
    from recovery_journal.rules.network import Network


def figures_text(network: Network) -> str:
    """Return one figure a line, in words, with the number it is out of."""
    return "\n".join(figure_words(name, figure) for name, figure in network.figures.items())


def figure_words(name: str, figure: Figure) -> str:
    """Return one figure in words: "Reached in the last 7 days: 3 of 12"."""
    if name == "days_without_connection_28d" and figure.value is None:
        return _("Days without connection, last 28 days: no entry")
    if name == "top_person_share":
        return _share_words(figure)
    return _sentences()[name].format(value=figure.value, n=figure.n)


def _sentences() -> dict[str, str]:
    """Return the sentence of each figure that has one form."""
    return {
        "reached_7d": _("Reached in the last 7 days: {value} of {n}"),
        "tried_7d": _("Tried in the last 7 days: {value} of {n}"),
        "reached_28d": _("Reached in the last 28 days: {value} of {n}"),
        "tried_28d": _("Tried in the last 28 days: {value} of {n}"),
        "near_daily": _("Reached on 4 or more of the last 7 days: {value} of {n}"),
        "peers": _("Peers: {value} of {n}"),
        "supports_goal": _("Supports my goal: {value} of {n}"),
        "sectors_covered": _("Parts of the map with someone in them: {value} of {n}"),
        "support_covered": _("Kinds of support with someone listed: {value} of {n}"),
        "bonding": _("Bonding ties, close and alike: {value} of {n}"),
        "bridging": _("Bridging ties, to other circles: {value} of {n}"),
        "gave_28d": _("Support given, noted in the last 28 days: {value} of {n} connections"),
        "received_28d": _(
            "Support received, noted in the last 28 days: {value} of {n} connections"
        ),
        "days_without_connection_28d": _(
            "Days without connection, last 28 days: {value} of {n} days with an entry"
        ),
    }


def _share_words(figure: Figure) -> str:
    """Return how much goes to one person, or how many entries that still needs."""
    if figure.value is not None:
        return _("Connections with one person, last 28 days: {percent}% of {n}").format(
            percent=round(figure.value * 100), n=figure.n
        )
    needed = ENOUGH_FOR_SHARE - figure.n
    if needed <= 0:
        return _("Connections with one person, last 28 days: not known, n = {n}").format(n=figure.n)
    return ngettext(
        "Connections with one person, last 28 days: needs {needed} more entry (n = {n})",
        "Connections with one person, last 28 days: needs {needed} more entries (n = {n})",
        needed,
    ).format(needed=needed, n=figure.n)


def gaps_text(network: Network, width: int = 80, ascii: bool = False, plain: bool = False) -> str:
    """Return the gap grid with its questions; ``plain``, or too narrow, is one fact a line."""
    grid = {(gap.support, gap.sector): gap for gap in network.gaps}
    title = _("Who gives which support, as of {day}").format(day=network.as_of.isoformat())
    table = [] if plain else _table(grid, ascii)
    if not table or max(map(cells, table)) > width:
        body = [_row_words(grid, support) for support in SUPPORTS]
        return "\n".join([title, *body, *gap_questions(network.gaps)])
    caption = _("2/1 is: 2 listed, 1 of them recent. {none} is nobody listed.")
    lines = [title, "", *table, "", caption.format(none=_none(ascii))]
    questions = gap_questions(network.gaps)
    return "\n".join([*lines, *(["", *questions] if questions else [])])


def _none(ascii: bool) -> str:
    """Return the mark of an empty cell."""
    return "-" if ascii else "·"


def _table(grid: Mapping[tuple[Support, Sector], Gap], ascii: bool) -> list[str]:
    """Return a row for each kind of support and a column for each sector."""
    heads = [label(sector) for sector in SECTORS]
    first = max(cells(support_words(support)) for support in SUPPORTS)
    widths = [max(cells(head), 5) for head in heads]
    rows = ["  ".join([" " * first, *map(fit, heads, widths)])]
    for support in SUPPORTS:
        row = [grid[support, sector] for sector in SECTORS]
        texts = [f"{gap.active}/{gap.recent}" if gap.active else _none(ascii) for gap in row]
        rows.append("  ".join([fit(support_words(support), first), *map(fit, texts, widths)]))
    return [row.rstrip() for row in rows]


def _row_words(grid: Mapping[tuple[Support, Sector], Gap], support: Support) -> str:
    """Return one kind of support in words, the sectors with nobody left out."""
    parts = [
        _("{sector} {active}, of these recent {recent}").format(
            sector=label(sector),
            active=grid[support, sector].active,
            recent=grid[support, sector].recent,
        )
        for sector in SECTORS
        if grid[support, sector].active
    ]
    return f"{support_words(support)}: {'; '.join(parts) or _('no one listed yet')}"
