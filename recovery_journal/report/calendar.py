"""The days of some months, a mark each: a small bar for mood, a dot for no entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from recovery_journal.dates import month_year, weekday_two
from recovery_journal.domain.day import DayValues
from recovery_journal.report.plain import fit
from recovery_journal.rules.days import week_of

BARS = "▁▂▃▄▅▆▇█"
NO_ENTRY = "·"
NO_MOOD = "▫"
WIDTH = 20
BETWEEN = 4


def mark_of(values: DayValues) -> str:
    """Return the mark of a day."""
    if not values.entries:
        return NO_ENTRY
    if values.mood is None:
        return NO_MOOD
    return BARS[min(int(values.mood * len(BARS) / 10), len(BARS) - 1)]


def months(days: Sequence[DayValues], first_weekday: int = 0) -> list[list[str]]:
    """Return the lines of each month from the first one with an entry on."""
    by_month: dict[tuple[int, int], dict[date, str]] = {}
    for values in days:
        if not by_month and not values.entries:
            continue
        month = by_month.setdefault((values.day.year, values.day.month), {})
        month[values.day] = mark_of(values)
    return [_month(marks, first_weekday) for marks in by_month.values()]


def _month(marks: dict[date, str], first_weekday: int) -> list[str]:
    """Return the title, the weekdays and a line for each week of a month."""
    some = next(iter(marks))
    start = week_of(min(marks), first_weekday)[0]
    heads = " ".join(weekday_two(start + timedelta(days=n)) for n in range(7))
    lines = [fit(month_year(some), WIDTH), fit(heads, WIDTH)]
    while start <= max(marks):
        week = [start + timedelta(days=n) for n in range(7)]
        lines.append("  ".join(marks.get(day, " ") for day in week) + " ")
        start += timedelta(days=7)
    return [fit(line, WIDTH) for line in lines]


def calendar_rows(days: Sequence[DayValues], width: int, first_weekday: int = 0) -> list[str]:
    """Return the months side by side, as many as fit in ``width`` columns."""
    blocks = months(days, first_weekday)
    side_by_side = max((width + BETWEEN) // (WIDTH + BETWEEN), 1)
    rows: list[str] = []
    for at in range(0, len(blocks), side_by_side):
        line = blocks[at : at + side_by_side]
        height = max(map(len, line))
        for row in range(height):
            parts = [block[row] if row < len(block) else " " * WIDTH for block in line]
            rows.append((" " * BETWEEN).join(parts).rstrip())
        rows.append("")
    return rows[:-1]
