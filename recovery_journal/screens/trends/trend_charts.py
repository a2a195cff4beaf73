"""What stands on the page of trends, drawn for the columns there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.report import chart
from recovery_journal.report import trends_sentences as words
from recovery_journal.report.insight_text import insight_sentence, insight_title
from recovery_journal.report.mood_calendar import calendar_rows
from recovery_journal.terminal_text import cell_width, escape_control, fit_width

if TYPE_CHECKING:
    from recovery_journal.rules.insights.insight import Insight
    from recovery_journal.rules.trends import Trends, TrendSeries
    from recovery_journal.widgets.responsive_static import WidthRenderer

MAX_CHART_WIDTH = 80
"""Columns beyond which a chart is only stretched."""
INDENT = "  "
MAX_NAME_WIDTH = 28
"""Columns that a name takes at most."""


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
