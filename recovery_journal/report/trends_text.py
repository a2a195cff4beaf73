"""The trends as text: charts for a terminal, or one fact a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from recovery_journal.dates import format_number, short_day
from recovery_journal.i18n import _, ngettext
from recovery_journal.report import trends_sentences as words
from recovery_journal.report.chart import bar_chart, line_chart, time_axis
from recovery_journal.report.insight_text import insight_text
from recovery_journal.report.mood_calendar import calendar_rows
from recovery_journal.rules.trends import MAX_DAILY_WEEKS
from recovery_journal.terminal_text import cell_width, fit_width

if TYPE_CHECKING:
    from recovery_journal.rules.insights.insight import Insight
    from recovery_journal.rules.trends import TrendPoint, Trends, TrendSeries

MAX_CHART_WIDTH = 100
"""Columns beyond which a chart is only stretched."""


def trends_chart_lines(
    trends: Trends, insights: Sequence[Insight], width: int, first_weekday: int = 0
) -> list[str]:
    """Return the trends with charts, in ``width`` columns where the sentences allow it."""
    chart_width = min(width, MAX_CHART_WIDTH)
    lines = [
        _("Trends: {span}").format(span=words.trends_span_text(trends)),
        words.point_meaning_text(trends.weeks),
    ]
    lines.append(words.gap_legend_text())
    for series in trends.series:
        lines += ["", words.series_title(series.name)]
        if series.recorded:
            lines += line_chart([point.value for point in series.points], chart_width)
            lines.append(_time_axis_row(trends, chart_width))
        lines += words.series_sentences(series, trends.weeks)
    lines += ["", _("People reached, by week")]
    if any(week.reached is not None for week in trends.weekly_reach):
        lines += [
            *bar_chart([week.reached for week in trends.weekly_reach], chart_width),
            _time_axis_row(trends, chart_width),
        ]
    lines += words.people_reached_sentences(trends)
    lines += [
        "",
        *calendar_rows(trends.days, chart_width, first_weekday),
        words.calendar_legend_text(),
    ]
    lines += [*_table_lines(trends), *_insight_lines(insights)]
    return [row for line in lines for row in _wrap_line(line, chart_width)]


def _wrap_line(line: str, max_width: int) -> list[str]:
    """Return a line in parts that fit; the rows of charts do as they are."""
    return [line] if len(line) <= max_width else wrap(line, max_width, subsequent_indent="  ")


def trends_plain_lines(trends: Trends, insights: Sequence[Insight]) -> list[str]:
    """Return the trends with one fact a line, for a screen reader or a script."""
    lines = [
        _("Trends: {span}").format(span=words.trends_span_text(trends)),
        words.point_meaning_text(trends.weeks),
    ]
    for series in trends.series:
        name = words.series_label(series.name)
        lines += [
            _("{name}: {words}").format(name=name, words=sentence)
            for sentence in words.series_sentences(series, trends.weeks)
        ]
        lines += [_point_line(name, point, trends.weeks) for point in _recorded_points(series)]
    lines += [
        _("{name}: {words}").format(name=_("People reached, by week"), words=sentence)
        for sentence in words.people_reached_sentences(trends)
    ]
    for week in trends.weekly_reach:
        if week.reached is not None:
            lines.append(
                _("Week of {day}: reached {reached}, tried {tried}").format(
                    day=short_day(week.start, year=True), reached=week.reached, tried=week.tried
                )
            )
    lines += list(_table_sentences(trends))
    return [*lines, *(insight_text(insight) for insight in insights)]


def _time_axis_row(trends: Trends, chart_width: int) -> str:
    """Return the row of days under a chart."""
    return time_axis(*words.span_end_labels(trends), chart_width)


def _recorded_points(series: TrendSeries) -> list[TrendPoint]:
    """Return the points from the first one with a day recorded on."""
    first_index = next(
        (first_index for first_index, point in enumerate(series.points) if point.n),
        len(series.points),
    )
    return list(series.points[first_index:])


def _point_line(name: str, point: TrendPoint, weeks: int) -> str:
    """Return one point of a line in words."""
    day = short_day(point.start, year=True)
    if weeks <= MAX_DAILY_WEEKS:
        value = _("not recorded") if point.value is None else format_number(point.value)
        return _("{name}, {day}: {value}").format(name=name, day=day, value=value)
    value = _("too few days") if point.value is None else format_number(point.value)
    template = ngettext(
        "{name}, week of {day}: {value} ({n} day)",
        "{name}, week of {day}: {value} ({n} days)",
        point.n,
    )
    return template.format(name=name, day=day, value=value, n=point.n)


def _table_lines(trends: Trends) -> list[str]:
    """Return the tables of triggers and of what helped, aligned."""
    lines = ["", _("Triggers")]
    lines += _align_columns([words.trigger_count_row(row) for row in trends.triggers]) or [
        words.no_triggers_text()
    ]
    lines += words.omitted_rows_lines(trends.more_triggers)
    lines += ["", _("What helped")]
    lines += _align_columns([words.coping_row(row) for row in trends.coping]) or [
        words.no_coping_text()
    ]
    lines += words.omitted_rows_lines(trends.more_coping)
    return lines


def _table_sentences(trends: Trends) -> Iterator[str]:
    """Return triggers and what helped, each row a sentence."""
    for row in trends.triggers:
        name, count_text = words.trigger_count_row(row)
        yield _("Trigger {name}: {words}").format(name=name, words=count_text)
    for omitted in words.omitted_rows_lines(trends.more_triggers):
        yield _("{name}: {words}").format(name=_("Triggers"), words=omitted)
    for coping_stat in trends.coping:
        name, count_text = words.coping_row(coping_stat)
        yield _("What helped, {name}: {words}").format(name=name, words=count_text)
    for omitted in words.omitted_rows_lines(trends.more_coping):
        yield _("{name}: {words}").format(name=_("What helped"), words=omitted)


def _align_columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    name_width = min(max((cell_width(name) for name, _count_text in rows), default=0), 32)
    return [f"{fit_width(name, name_width)}  {count_text}" for name, count_text in rows]


def _insight_lines(insights: Sequence[Insight]) -> list[str]:
    """Return what the entries say, and then what needs more of them."""
    lines = ["", _("What your entries say")]
    if not any(insight.is_enough for insight in insights):
        lines.append(words.no_insights_text())
    lines += [insight_text(insight) for insight in insights if insight.is_enough]
    pending = [insight_text(insight) for insight in insights if not insight.is_enough]
    return [*lines, "", _("With more entries"), *pending] if pending else lines
