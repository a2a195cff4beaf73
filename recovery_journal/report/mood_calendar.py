"""A calendar of months: one mark a day, a small bar for mood, a dot for no entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from recovery_journal.dates import month_year, weekday_two_letters
from recovery_journal.domain.day import DayValues
from recovery_journal.rules.days import week_bounds
from recovery_journal.terminal_text import fit_width

BARS = "▁▂▃▄▅▆▇█"
NO_ENTRY = "·"
NO_MOOD = "▫"
MONTH_WIDTH = 20
MONTH_GAP = 4


def day_mark(values: DayValues) -> str:
    """Return the mark of a day."""
    if not values.entries:
        return NO_ENTRY
    if values.mood is None:
        return NO_MOOD
    return BARS[min(int(values.mood * len(BARS) / 10), len(BARS) - 1)]


def build_months(days: Sequence[DayValues], first_weekday: int = 0) -> list[list[str]]:
    """Return the lines of each month from the first one with an entry on."""
    by_month: dict[tuple[int, int], dict[date, str]] = {}
    for values in days:
        if not by_month and not values.entries:
            continue
        month = by_month.setdefault((values.day.year, values.day.month), {})
        month[values.day] = day_mark(values)
    return [_month_lines(marks, first_weekday) for marks in by_month.values()]


def _month_lines(marks: dict[date, str], first_weekday: int) -> list[str]:
    """Return the title, the weekdays and a line for each week of a month."""
    first_day = next(iter(marks))
    start = week_bounds(min(marks), first_weekday)[0]
    weekday_heads = " ".join(weekday_two_letters(start + timedelta(days=n)) for n in range(7))
    lines = [fit_width(month_year(first_day), MONTH_WIDTH), fit_width(weekday_heads, MONTH_WIDTH)]
    while start <= max(marks):
        week = [start + timedelta(days=n) for n in range(7)]
        lines.append("  ".join(marks.get(day, " ") for day in week) + " ")
        start += timedelta(days=7)
    return [fit_width(line, MONTH_WIDTH) for line in lines]


def calendar_rows(days: Sequence[DayValues], width: int, first_weekday: int = 0) -> list[str]:
    """Return the months side by side, as many as fit in ``width`` columns."""
    month_blocks = build_months(days, first_weekday)
    months_per_row = max((width + MONTH_GAP) // (MONTH_WIDTH + MONTH_GAP), 1)
    rows: list[str] = []
    for start in range(0, len(month_blocks), months_per_row):
        row_blocks = month_blocks[start : start + months_per_row]
        height = max(map(len, row_blocks))
        for row in range(height):
            segments = [
                block[row] if row < len(block) else " " * MONTH_WIDTH for block in row_blocks
            ]
            rows.append((" " * MONTH_GAP).join(segments).rstrip())
        rows.append("")
    return rows[:-1]
