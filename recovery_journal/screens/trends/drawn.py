"""What stands on the page of trends, drawn for the columns there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recovery_journal.report import chart
from recovery_journal.report import trends_words as words
from recovery_journal.report.calendar import calendar_rows
from recovery_journal.report.plain import cells, fit, harmless

if TYPE_CHECKING:
    from recovery_journal.rules.insight import Insight
    from recovery_journal.rules.trends import Series, Trends
    from recovery_journal.widgets.drawing import Draw

WIDEST = 80
"""Columns beyond which a chart is only stretched."""
INDENT = "  "
NAMES = 28
"""Columns that a name takes at most."""


def part(title: str, drawing: Draw | None, sentences: Sequence[str]) -> Draw:
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


def line(found: Trends, series: Series) -> Draw:
    """Draw one scale."""
    values = [point.value for point in series.points]
    return lambda width: _framed(found, chart.line_chart(values, min(width, WIDEST)), width)


def people(found: Trends) -> Draw:
    """Draw the people of each week."""
    values = [week.reached for week in found.people]
    return lambda width: _framed(found, chart.bar_chart(values, min(width, WIDEST)), width)


def _framed(found: Trends, rows: Sequence[str], width: int) -> Content:
    """Colour the scale and the time quietly, and what was recorded in the accent."""
    lines = [
        Content.assemble((row[: chart.GUTTER], "$quiet"), (row[chart.GUTTER :], "$accent"))
        for row in rows[:-1]
    ]
    lines.append(Content.styled(rows[-1], "$quiet"))
    days = chart.time_line(*words.ends(found), min(width, WIDEST))
    lines.append(Content.styled(days, "$quiet"))
    return Content("\n").join(lines)


def calendar(found: Trends, first_weekday: int) -> Draw:
    """Draw the months, the marks in the accent."""

    def draw(width: int) -> Content:
        rows = calendar_rows(found.days, width, first_weekday)
        return Content("\n").join(
            Content.styled(row, "$accent" if _of_marks(row) else "$text-muted") for row in rows
        )

    return draw


def _of_marks(row: str) -> bool:
    """Say whether a row of the calendar holds marks, and neither months nor weekdays."""
    return not any(letter.isalnum() for letter in row)


def table(rows: Sequence[tuple[str, str]]) -> Draw:
    """Draw names with what is said of each, aligned."""
    shown = [(harmless(name), said) for name, said in rows]
    wide = min(max((cells(name) for name, _said in shown), default=0), NAMES)
    lines = [Content.assemble(fit(name, wide), "  ", (said, "$text-muted")) for name, said in shown]
    return lambda _width: Content("\n").join(lines)


def insights(found: Sequence[Insight]) -> Draw:
    """Draw insights: what each is about, and under it what is said."""

    def draw(width: int) -> Content:
        lines = []
        for one in found:
            whole = Content.assemble(
                (f"{one.title}: ", "$text-muted"), (harmless(one.sentence), "$foreground")
            )
            first, *rest = whole.wrap(max(width - len(INDENT), 20))
            lines += [first, *(Content.assemble(INDENT, one) for one in rest)]
        return Content("\n").join(lines)

    return draw
