"""Trends: how it went over the weeks, and what the entries say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.queries.trends import load_trends_page
from recovery_journal.report import chart
from recovery_journal.report import trends_sentences as words
from recovery_journal.report.insight_text import insight_sentence, insight_title
from recovery_journal.report.mood_calendar import calendar_rows
from recovery_journal.rules.trends import DEFAULT_SPAN_WEEKS, SPAN_WEEKS
from recovery_journal.screens import MainScreen
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_blocks import ResponsiveStatic

if TYPE_CHECKING:
    from recovery_journal.rules.insights.insight import Insight
    from recovery_journal.rules.trends import Trends, TrendSeries
    from recovery_journal.widgets.text_blocks import WidthRenderer

MAX_CHART_WIDTH = 80
"""Columns beyond which a chart is only stretched."""
INDENT = "  "
MAX_NAME_WIDTH = 28
"""Columns that a name takes at most."""
SCALES = (("mood", "urge"), ("confidence", "connectedness"))
"""In the pairs that stand side by side where there is room."""


class TrendsScreen(MainScreen):
    """One page: lines with their gaps, people by week, a calendar, tables, insights."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = "#page"  # the arrows scroll it
    heading = "Trends"
    BINDINGS = [
        Binding("minus,left_square_bracket", "span(-1)", N_("Fewer weeks"),
                id="trends.fewer", key_display="-",
                tooltip=N_("Look at fewer weeks: 4, 13, 26 or 52")),
        Binding("plus,equals_sign,right_square_bracket", "span(1)", N_("More weeks"),
                id="trends.more", key_display="+",
                tooltip=N_("Look at more weeks: 4, 13, 26 or 52")),
    ]  # fmt: skip

    weeks: int = DEFAULT_SPAN_WEEKS
    """How many weeks are shown."""
    _has_entries = False

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page"):
            with Horizontal(id="top"):
                yield Static(id="span", classes="title", markup=False)
                with Horizontal(id="spans"):
                    for weeks in SPAN_WEEKS:
                        yield ActionLink(str(weeks), f"screen.weeks({weeks})", classes="span")
                    yield Static(_("weeks"), classes="muted")
            yield Static(id="empty", classes="empty", markup=False)
            with Vertical(id="all"):
                yield Static(id="marks", classes="quiet", markup=False)
                for pair in SCALES:
                    with Container(classes="pair"):
                        for name in pair:
                            yield ResponsiveStatic(id=name, classes="part")
                yield ResponsiveStatic(id="people", classes="part")
                yield ResponsiveStatic(id="calendar", classes="part")
                with Container(classes="pair"):
                    yield ResponsiveStatic(id="triggers", classes="part")
                    yield ResponsiveStatic(id="helped", classes="part")
                yield ResponsiveStatic(id="says", classes="part")
                yield ResponsiveStatic(id="more", classes="part")

    def on_mount(self) -> None:
        """Show as many weeks as before the lock."""
        self.weeks = self.take_view_state() or self.weeks

    def view_state(self) -> int:
        """Return how many weeks are shown."""
        return self.weeks

    def show_journal(self) -> None:
        """Read the journal and show the weeks."""
        page = load_trends_page(self.journal, self.today, self.weeks)
        trend_data = page.trends
        self.query_one("#span", Static).update(words.trends_span_text(trend_data))
        for link, weeks in zip(self.query(".span"), SPAN_WEEKS, strict=True):
            link.set_class(weeks == self.weeks, "-here")
        empty = self.query_one("#empty", Static)
        empty.display = trend_data.is_empty
        self.query_one("#all").display = not trend_data.is_empty
        self._has_entries = page.has_entries
        self.query_one("#top").display = self._has_entries
        if trend_data.is_empty:
            empty.update(with_user_keys(self, _empty_text(has_entries=self._has_entries)))
            self.refresh_bindings()
            return
        marks = f"{words.point_meaning_text(trend_data.weeks)}\n{words.gap_legend_text()}"
        self.query_one("#marks", Static).update(marks)
        self._show_charts(trend_data, page.first_weekday)
        self._show_tables(trend_data)
        self._show_insights(page.insights)
        self.refresh_bindings()

    def _show_charts(self, trend_data: Trends, first_weekday: int) -> None:
        for series in trend_data.series:
            chart = draw_line(trend_data, series) if series.recorded else None
            sentences = words.series_sentences(series, trend_data.weeks)
            self._update_part(series.name, words.series_title(series.name), chart, sentences)
        people_chart = draw_people(trend_data)
        self._update_part(
            "people",
            _("People reached, by week"),
            people_chart,
            words.people_reached_sentences(trend_data),
        )
        calendar_chart = draw_calendar(trend_data, first_weekday)
        self._update_part("calendar", _("Calendar"), calendar_chart, [words.calendar_legend_text()])

    def _show_tables(self, trend_data: Trends) -> None:
        rows = [words.trigger_count_row(row) for row in trend_data.triggers]
        sentences = (
            words.omitted_rows_lines(trend_data.more_triggers)
            if rows
            else [words.no_triggers_text()]
        )
        self._update_part("triggers", _("Triggers"), draw_table(rows), sentences)
        rows = [words.coping_row(row) for row in trend_data.coping]
        sentences = (
            words.omitted_rows_lines(trend_data.more_coping) if rows else [words.no_coping_text()]
        )
        self._update_part("helped", _("What helped"), draw_table(rows), sentences)

    def _show_insights(self, all_insights: Sequence[Insight]) -> None:
        complete = [insight for insight in all_insights if insight.is_enough]
        incomplete = [insight for insight in all_insights if not insight.is_enough]
        empty_note = [] if complete else [words.no_insights_text()]
        self._update_part("says", _("What your entries say"), draw_insights(complete), empty_note)
        self._update_part("more", _("With more entries"), draw_insights(incomplete), [])
        self.query_one("#more").display = bool(incomplete)

    def _update_part(
        self, part_id: str, title: str, drawing: WidthRenderer | None, sentences: Sequence[str]
    ) -> None:
        """Put a part on the page: its title, what is drawn, and the words under it."""
        self.query_one(f"#{part_id}", ResponsiveStatic).show(
            draw_section(title, drawing, sentences)
        )

    # --- keys ----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer fewer and more weeks where there are any."""
        if action == "span" and not self._has_entries:
            return False
        if action == "span":
            return None if self._next_span(int(str(parameters[0]))) == self.weeks else True
        return True

    def _next_span(self, step: int) -> int:
        index = SPAN_WEEKS.index(self.weeks) + step
        return SPAN_WEEKS[min(max(index, 0), len(SPAN_WEEKS) - 1)]

    def action_span(self, step: int) -> None:
        """Show fewer weeks, or more."""
        self.action_weeks(self._next_span(step))

    def action_weeks(self, weeks: int) -> None:
        """Show so many weeks."""
        self.weeks = weeks
        self.show_journal()
        self.refresh_bindings()


def _empty_text(*, has_entries: bool) -> str:
    """Return what is said where there is nothing to draw."""
    if has_entries:
        return _("No entry in these weeks. {trends.more} looks at more of them.")
    return f"{words.empty_trends_text()} {_('{form.check-in} begins with a check-in.')}"


def draw_section(
    title: str, drawing: WidthRenderer | None, sentences: Sequence[str]
) -> WidthRenderer:
    """Draw a part of the page: its title, what is drawn, and the words under it.

    One widget for all of it: each one more costs at every change of screens.
    """

    def draw(width: int) -> Content:
        lines = [Content.styled(title, "bold $text-muted")]
        if drawing is not None and (body := drawing(width)):
            lines.append(body)
        if sentences:
            lines += Content.styled(" ".join(sentences), "$text-muted").wrap(max(width, 1))
        return Content("\n").join(lines)

    return draw


def draw_line(trend_data: Trends, series: TrendSeries) -> WidthRenderer:
    """Draw one scale."""
    values = [point.value for point in series.points]
    return lambda width: _chart_content(
        trend_data, chart.line_chart(values, min(width, MAX_CHART_WIDTH)), width
    )


def draw_people(trend_data: Trends) -> WidthRenderer:
    """Draw the people of each week."""
    values = [week.reached for week in trend_data.weekly_reach]
    return lambda width: _chart_content(
        trend_data, chart.bar_chart(values, min(width, MAX_CHART_WIDTH)), width
    )


def _chart_content(trend_data: Trends, rows: Sequence[str], width: int) -> Content:
    """Colour the scale and the time quietly, and what was recorded in the accent."""
    lines = [
        Content.assemble((row[: chart.GUTTER], "$quiet"), (row[chart.GUTTER :], "$accent"))
        for row in rows[:-1]
    ]
    lines.append(Content.styled(rows[-1], "$quiet"))
    days = chart.time_axis(*words.span_end_labels(trend_data), min(width, MAX_CHART_WIDTH))
    lines.append(Content.styled(days, "$quiet"))
    return Content("\n").join(lines)


def draw_calendar(trend_data: Trends, first_weekday: int) -> WidthRenderer:
    """Draw the months, the marks in the accent."""

    def draw(width: int) -> Content:
        rows = calendar_rows(trend_data.days, width, first_weekday)
        return Content("\n").join(
            Content.styled(row, "$accent" if _has_marks(row) else "$text-muted") for row in rows
        )

    return draw


def _has_marks(row: str) -> bool:
    """Say whether a row of the calendar holds marks, and neither months nor weekdays."""
    return not any(letter.isalnum() for letter in row)


def draw_table(rows: Sequence[tuple[str, str]]) -> WidthRenderer:
    """Draw names with what is said of each, aligned."""
    safe_rows = [(escape_control(name), text) for name, text in rows]
    name_width = min(
        max((cell_width(name) for name, _text in safe_rows), default=0), MAX_NAME_WIDTH
    )
    lines = [
        Content.assemble(fit_width(name, name_width), "  ", (text, "$text-muted"))
        for name, text in safe_rows
    ]
    return lambda _width: Content("\n").join(lines)


def draw_insights(items: Sequence[Insight]) -> WidthRenderer:
    """Draw insights: what each is about, and under it what is said."""

    def draw(width: int) -> Content:
        lines = []
        for insight in items:
            content = Content.assemble(
                (f"{insight_title(insight)}: ", "$text-muted"),
                (escape_control(insight_sentence(insight)), "$foreground"),
            )
            first, *other_lines = content.wrap(max(width - len(INDENT), 20))
            lines += [first, *(Content.assemble(INDENT, line) for line in other_lines)]
        return Content("\n").join(lines)

    return draw
