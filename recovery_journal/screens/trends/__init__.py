"""Trends: how it went over the weeks, and what the entries say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from recovery_journal.exchange.trend_material import trend_material
from recovery_journal.palette import in_own_keys
from recovery_journal.report import trends_words as words
from recovery_journal.rules.insights import insights
from recovery_journal.rules.trends import SPANS, USUAL_SPAN, trends
from recovery_journal.screens import MainScreen
from recovery_journal.screens.trends import drawn
from recovery_journal.widgets.drawing import Drawing
from recovery_journal.widgets.heading import Link
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from recovery_journal.rules.insight import Insight
    from recovery_journal.rules.trends import Trends
    from recovery_journal.widgets.drawing import Draw

SCALES = (("mood", "urge"), ("confidence", "connectedness"))
"""In the pairs that stand side by side where there is room."""
_chosen: WeakKeyDictionary[App[Any], int] = WeakKeyDictionary()
"""The number of weeks chosen last, for as long as the App runs."""


class TrendsScreen(MainScreen):
    """One page: lines with their gaps, people by week, a calendar, tables, insights."""

    CSS_PATH = Path(__file__).with_name("trends.tcss")
    AUTO_FOCUS = "#page"  # the arrows scroll it
    heading = "Trends"
    BINDINGS = [
        Binding(
            "minus,left_square_bracket", "span(-1)", N_("Fewer weeks"), id="trends.fewer",
            key_display="-", tooltip=N_("Look at fewer weeks: 4, 13, 26 or 52"),
        ),
        Binding(
            "plus,equals_sign,right_square_bracket", "span(1)", N_("More weeks"),
            id="trends.more", key_display="+",
            tooltip=N_("Look at more weeks: 4, 13, 26 or 52"),
        ),
    ]  # fmt: skip

    _anything = False

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page"):
            with Horizontal(id="top"):
                yield Static(id="span", classes="title", markup=False)
                with Horizontal(id="spans"):
                    for weeks in SPANS:
                        yield Link(str(weeks), f"screen.weeks({weeks})", classes="span")
                    yield Static(_("weeks"), classes="muted")
            yield Static(id="empty", classes="empty", markup=False)
            with Vertical(id="all"):
                yield Static(id="marks", classes="quiet", markup=False)
                for two in SCALES:
                    with Container(classes="pair"):
                        for name in two:
                            yield Drawing(id=name, classes="part")
                yield Drawing(id="people", classes="part")
                yield Drawing(id="calendar", classes="part")
                with Container(classes="pair"):
                    yield Drawing(id="triggers", classes="part")
                    yield Drawing(id="helped", classes="part")
                yield Drawing(id="says", classes="part")
                yield Drawing(id="more", classes="part")

    @property
    def weeks(self) -> int:
        """How many weeks are shown; remembered while the App runs."""
        return _chosen.get(self.app, USUAL_SPAN)

    def show_journal(self) -> None:
        """Read the journal and show the weeks."""
        material = trend_material(self.journal, self.today, self.weeks)
        found = trends(material, self.today, self.weeks)
        self.query_one("#span", Static).update(words.span_words(found))
        for link, weeks in zip(self.query(".span"), SPANS, strict=True):
            link.set_class(weeks == self.weeks, "-here")
        empty = self.query_one("#empty", Static)
        empty.display = found.empty
        self.query_one("#all").display = not found.empty
        self._anything = material.first_day is not None
        self.query_one("#top").display = self._anything
        if found.empty:
            empty.update(in_own_keys(self, _nothing(anything=self._anything)))
            self.refresh_bindings()
            return
        marks = f"{words.each_point(found.weeks)}\n{words.gap_words()}"
        self.query_one("#marks", Static).update(marks)
        self._show_charts(found, material.first_weekday)
        self._show_tables(found)
        self._show_insights(insights(material, found, self.today))
        self.refresh_bindings()

    def _show_charts(self, found: Trends, first_weekday: int) -> None:
        for series in found.series:
            chart = drawn.line(found, series) if series.recorded else None
            said = words.series_words(series, found.weeks)
            self._put(series.name, words.series_title(series.name), chart, said)
        people = drawn.people(found)
        self._put("people", _("People reached, by week"), people, words.people_words(found))
        months = drawn.calendar(found, first_weekday)
        self._put("calendar", _("Calendar"), months, [words.calendar_words()])

    def _show_tables(self, found: Trends) -> None:
        rows = [words.trigger_row(row) for row in found.triggers]
        said = words.more_rows(found.more_triggers) if rows else [words.no_triggers()]
        self._put("triggers", _("Triggers"), drawn.table(rows), said)
        rows = [words.helped_row(row) for row in found.helped]
        said = words.more_rows(found.more_helped) if rows else [words.no_helped()]
        self._put("helped", _("What helped"), drawn.table(rows), said)

    def _show_insights(self, found: Sequence[Insight]) -> None:
        said = [one for one in found if one.enough]
        more = [one for one in found if not one.enough]
        none = [] if said else [words.nothing_yet()]
        self._put("says", _("What your entries say"), drawn.insights(said), none)
        self._put("more", _("With more entries"), drawn.insights(more), [])
        self.query_one("#more").display = bool(more)

    def _put(self, name: str, title: str, drawing: Draw | None, said: Sequence[str]) -> None:
        """Put a part on the page: its title, what is drawn, and the words under it."""
        self.query_one(f"#{name}", Drawing).show(drawn.part(title, drawing, said))

    # --- keys ----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer fewer and more weeks where there are any."""
        if action == "span" and not self._anything:
            return False
        if action == "span":
            return None if self._next(int(str(parameters[0]))) == self.weeks else True
        return True

    def _next(self, step: int) -> int:
        at = SPANS.index(self.weeks) + step
        return SPANS[min(max(at, 0), len(SPANS) - 1)]

    def action_span(self, step: int) -> None:
        """Look at fewer weeks, or more."""
        self.action_weeks(self._next(step))

    def action_weeks(self, weeks: int) -> None:
        """Look at so many weeks."""
        _chosen[self.app] = weeks
        self.show_journal()
        self.refresh_bindings()


def _nothing(*, anything: bool) -> str:
    """Return what is said where there is nothing to draw."""
    if anything:
        return _("No entry in these weeks. + looks at more of them.")
    return f"{words.empty_words()} {_('c begins with a check-in.')}"
