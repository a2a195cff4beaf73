"""The trends as text: charts for a terminal, or one fact a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from recovery_journal.dates import number, short_day
from recovery_journal.report import trends_words as words
from recovery_journal.report.calendar import calendar_rows
from recovery_journal.report.chart import bar_chart, line_chart, time_line
from recovery_journal.report.plain import cells, fit
from recovery_journal.rules.trends import DAILY
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.rules.insight import Insight
    from recovery_journal.rules.trends import Point, Series, Trends

WIDEST = 100
"""Columns beyond which a chart is only stretched."""


def trends_text(
    found: Trends, insights: Sequence[Insight], width: int, first_weekday: int = 0
) -> list[str]:
    """Return the trends with charts, in ``width`` columns where the sentences allow it."""
    room = min(width, WIDEST)
    lines = [
        _("Trends: {span}").format(span=words.span_words(found)),
        words.each_point(found.weeks),
    ]
    lines.append(words.gap_words())
    for series in found.series:
        lines += ["", words.series_title(series.name)]
        if series.recorded:
            lines += line_chart([point.value for point in series.points], room)
            lines.append(_times(found, room))
        lines += words.series_words(series, found.weeks)
    lines += ["", _("People reached, by week")]
    if any(week.reached is not None for week in found.people):
        lines += [*bar_chart([week.reached for week in found.people], room), _times(found, room)]
    lines += words.people_words(found)
    lines += ["", *calendar_rows(found.days, room, first_weekday), words.calendar_words()]
    lines += [*_tables(found), *_insight_lines(insights)]
    return [part for line in lines for part in _in_columns(line, room)]


def _in_columns(line: str, room: int) -> list[str]:
    """Return a line in parts that fit; the rows of charts do as they are."""
    return [line] if len(line) <= room else wrap(line, room, subsequent_indent="  ")


def trends_plain(found: Trends, insights: Sequence[Insight]) -> list[str]:
    """Return the trends with one fact a line, for a screen reader or a script."""
    lines = [
        _("Trends: {span}").format(span=words.span_words(found)),
        words.each_point(found.weeks),
    ]
    for series in found.series:
        name = words.series_name(series.name)
        lines += [
            _("{name}: {words}").format(name=name, words=sentence)
            for sentence in words.series_words(series, found.weeks)
        ]
        lines += [_point_line(name, point, found.weeks) for point in _shown(series)]
    lines += [
        _("{name}: {words}").format(name=_("People reached, by week"), words=sentence)
        for sentence in words.people_words(found)
    ]
    for week in found.people:
        if week.reached is not None:
            lines.append(
                _("Week of {day}: reached {reached}, tried {tried}").format(
                    day=short_day(week.start, year=True), reached=week.reached, tried=week.tried
                )
            )
    lines += list(_rows(found))
    return [*lines, *(one.words for one in insights)]


def _times(found: Trends, room: int) -> str:
    """Return the row of days under a chart."""
    return time_line(*words.ends(found), room)


def _shown(series: Series) -> list[Point]:
    """Return the points from the first one with a day recorded on."""
    at = next((at for at, point in enumerate(series.points) if point.n), len(series.points))
    return list(series.points[at:])


def _point_line(name: str, point: Point, weeks: int) -> str:
    """Return one point of a line in words."""
    day = short_day(point.start, year=True)
    if weeks <= DAILY:
        value = _("not recorded") if point.value is None else number(point.value)
        return _("{name}, {day}: {value}").format(name=name, day=day, value=value)
    value = _("too few days") if point.value is None else number(point.value)
    line = ngettext(
        "{name}, week of {day}: {value} ({n} day)",
        "{name}, week of {day}: {value} ({n} days)",
        point.n,
    )
    return line.format(name=name, day=day, value=value, n=point.n)


def _tables(found: Trends) -> list[str]:
    """Return the tables of triggers and of what helped, aligned."""
    lines = ["", _("Triggers")]
    lines += _aligned([words.trigger_row(row) for row in found.triggers]) or [words.no_triggers()]
    lines += words.more_rows(found.more_triggers)
    lines += ["", _("What helped")]
    lines += _aligned([words.helped_row(row) for row in found.helped]) or [words.no_helped()]
    lines += words.more_rows(found.more_helped)
    return lines


def _rows(found: Trends) -> Iterator[str]:
    """Return triggers and what helped, each row a sentence."""
    for row in found.triggers:
        name, times = words.trigger_row(row)
        yield _("Trigger {name}: {words}").format(name=name, words=times)
    for more in words.more_rows(found.more_triggers):
        yield _("{name}: {words}").format(name=_("Triggers"), words=more)
    for helped in found.helped:
        name, times = words.helped_row(helped)
        yield _("What helped, {name}: {words}").format(name=name, words=times)
    for more in words.more_rows(found.more_helped):
        yield _("{name}: {words}").format(name=_("What helped"), words=more)


def _aligned(rows: Sequence[tuple[str, str]]) -> list[str]:
    wide = min(max((cells(name) for name, _words in rows), default=0), 32)
    return [f"{fit(name, wide)}  {times}" for name, times in rows]


def _insight_lines(insights: Sequence[Insight]) -> list[str]:
    """Return what the entries say, and then what needs more of them."""
    lines = ["", _("What your entries say")]
    if not any(one.enough for one in insights):
        lines.append(words.nothing_yet())
    lines += [one.words for one in insights if one.enough]
    more = [one.words for one in insights if not one.enough]
    return [*lines, "", _("With more entries"), *more] if more else lines
