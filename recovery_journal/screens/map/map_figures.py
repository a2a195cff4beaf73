"""The figures beside the map, each with the number it is out of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from recovery_journal.i18n import _, ngettext
from recovery_journal.rules.network.figures import MIN_FOR_SHARE
from recovery_journal.terminal_text import cell_width, fit_width

if TYPE_CHECKING:
    from recovery_journal.rules.network.figures import Figure
    from recovery_journal.rules.network.snapshot import Network


class FigureTable(Widget):
    """One figure a line, the numbers in one column at the right edge."""

    DEFAULT_CSS = """
    FigureTable { width: 100%; height: auto; }
    """
    network: Network | None = None

    def show(self, network: Network) -> None:
        """Show the figures of this network."""
        self.network = network
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each figure."""
        return len(self.network.figures) if self.network else 1

    def render(self) -> Content:
        """Draw the figures in the width there is."""
        if self.network is None:
            return Content("")
        labels = _figure_labels()
        lines = []
        for name, figure in self.network.figures.items():
            value = _value_text(name, figure)
            label_width = max(8, self.content_size.width - cell_width(value) - 2)
            label = fit_width(labels.get(name, name), label_width)
            lines.append(Content.assemble((label, "$text-muted"), "  ", value))
        return Content("\n").join(lines)


def _figure_labels() -> dict[str, str]:
    return {
        "reached_7d": _("Reached, 7 days"),
        "tried_7d": _("Tried, 7 days"),
        "near_daily": _("Near-daily, 7 days"),
        "days_without_connection_28d": _("Days without connection"),
        "reached_28d": _("Reached, 28 days"),
        "tried_28d": _("Tried, 28 days"),
        "peers": _("Peers"),
        "supports_goal": _("Support my goal"),
        "sectors_covered": _("Parts of the map"),
        "support_covered": _("Kinds of support"),
        "bonding": _("Bonding ties"),
        "bridging": _("Bridging ties"),
        "gave_28d": _("Gave support, 28 days"),
        "received_28d": _("Got support, 28 days"),
        "top_person_share": _("One person's share"),
    }


def _value_text(name: str, figure: Figure) -> str:
    """Return a figure with what it is out of."""
    if figure.value is None and name == "top_person_share":
        needed = max(1, MIN_FOR_SHARE - figure.n)
        return ngettext("needs {n} more", "needs {n} more", needed).format(n=needed)
    if figure.value is None:
        return _("no entry yet")
    if name == "top_person_share":
        return _("{percent}% of {n}").format(percent=round(figure.value * 100), n=figure.n)
    return _("{value} of {n}").format(value=figure.value, n=figure.n)
