"""The figures of the network as sentences, each with its n; and the gap grid as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.state_text import gap_questions, support_kind_label
from recovery_journal.rules.network.figures import MIN_FOR_SHARE, Figure
from recovery_journal.rules.network.gaps import SUPPORT_KINDS
from recovery_journal.rules.network.placement import SECTORS
from recovery_journal.terminal_text import cell_width, fit_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recovery_journal.domain.choices import Sector, SupportKind
    from recovery_journal.rules.network.gaps import GapCell
    from recovery_journal.rules.network.snapshot import Network


def network_figures_text(network: Network) -> str:
    """Return one figure a line, in words, with the number it is out of."""
    return "\n".join(figure_text(name, figure) for name, figure in network.figures.items())


def figure_text(name: str, figure: Figure) -> str:
    """Return one figure in words: "Reached in the last 7 days: 3 of 12"."""
    if name == "days_without_connection_28d" and figure.value is None:
        return _("Days without connection, last 28 days: no entry")
    if name == "top_person_share":
        return _top_share_text(figure)
    return _figure_templates()[name].format(value=figure.value, n=figure.n)


def _figure_templates() -> dict[str, str]:
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


def _top_share_text(figure: Figure) -> str:
    """Return how much goes to one person, or how many entries that still needs."""
    if figure.value is not None:
        return _("Connections with one person, last 28 days: {percent}% of {n}").format(
            percent=round(figure.value * 100), n=figure.n
        )
    needed = MIN_FOR_SHARE - figure.n
    if needed <= 0:
        return _("Connections with one person, last 28 days: not known, n = {n}").format(n=figure.n)
    return ngettext(
        "Connections with one person, last 28 days: needs {needed} more entry (n = {n})",
        "Connections with one person, last 28 days: needs {needed} more entries (n = {n})",
        needed,
    ).format(needed=needed, n=figure.n)


def support_gaps_text(
    network: Network, width: int = 80, ascii: bool = False, plain: bool = False
) -> str:
    """Return the gap grid with its questions; ``plain``, or too narrow, is one fact a line."""
    grid = {(gap.support, gap.sector): gap for gap in network.gaps}
    title = _("Who gives which support, as of {day}").format(day=network.as_of.isoformat())
    table = [] if plain else _gap_table(grid, ascii)
    if not table or max(map(cell_width, table)) > width:
        body = [_support_row_text(grid, support) for support in SUPPORT_KINDS]
        return "\n".join([title, *body, *gap_questions(network.gaps)])
    caption = _("2/1 is: 2 listed, 1 of them recent. {none} is nobody listed.")
    lines = [title, "", *table, "", caption.format(none=_empty_cell(ascii))]
    questions = gap_questions(network.gaps)
    return "\n".join([*lines, *(["", *questions] if questions else [])])


def _empty_cell(ascii: bool) -> str:
    """Return the mark of an empty cell."""
    return "-" if ascii else "·"


def _gap_table(grid: Mapping[tuple[SupportKind, Sector], GapCell], ascii: bool) -> list[str]:
    """Return a row for each kind of support and a column for each sector."""
    headings = [label(sector) for sector in SECTORS]
    label_width = max(cell_width(support_kind_label(support)) for support in SUPPORT_KINDS)
    widths = [max(cell_width(heading), 5) for heading in headings]
    rows = ["  ".join([" " * label_width, *map(fit_width, headings, widths)])]
    for support in SUPPORT_KINDS:
        row = [grid[support, sector] for sector in SECTORS]
        texts = [f"{gap.active}/{gap.recent}" if gap.active else _empty_cell(ascii) for gap in row]
        rows.append(
            "  ".join(
                [
                    fit_width(support_kind_label(support), label_width),
                    *map(fit_width, texts, widths),
                ]
            )
        )
    return [row.rstrip() for row in rows]


def _support_row_text(
    grid: Mapping[tuple[SupportKind, Sector], GapCell], support: SupportKind
) -> str:
    """Return one kind of support in words, the sectors with nobody left out."""
    sector_texts = [
        _("{sector} {active}, of these recent {recent}").format(
            sector=label(sector),
            active=grid[support, sector].active,
            recent=grid[support, sector].recent,
        )
        for sector in SECTORS
        if grid[support, sector].active
    ]
    return f"{support_kind_label(support)}: {'; '.join(sector_texts) or _('no one listed yet')}"
