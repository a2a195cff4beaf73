"""Days, times and numbers in words, in the person's language.

The names and the order of their parts stand in the catalogue like every other
sentence: decision 0012 says why. A date that a program reads is ISO, and is
not made here.
"""

from __future__ import annotations

from datetime import date, datetime, time

from recovery_journal.i18n import _


def weekday_name(day: date | int) -> str:
    """Return the weekday of a day, or of a number from 0 for Monday: "Friday"."""
    return _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[
        _weekday_index(day)
    ]


def weekday_short(day: date | int) -> str:
    """Return the weekday in three letters: "Fri"."""
    return _("Mon Tue Wed Thu Fri Sat Sun").split()[_weekday_index(day)]


def weekday_two_letters(day: date | int) -> str:
    """Return the weekday in two letters: "Fr"."""
    return _("Mo Tu We Th Fr Sa Su").split()[_weekday_index(day)]


def month_name(month: date | int) -> str:
    """Return the month of a day, or of a number from 1: "November"."""
    names = _(
        "January February March April May June July August September October November December"
    )
    return names.split()[_month_index(month)]


def month_short(month: date | int) -> str:
    """Return the month in three letters: "Nov"."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[_month_index(month)]


def month_year(day: date) -> str:
    """Return the month with its year: "November 2026"."""
    return _("{month} {year}").format(month=month_name(day), year=day.year)


def weekday_day_text(day: date, *, year: bool = False) -> str:
    """Return a day with its weekday: "Friday 20 November", and the year if asked."""
    template = _("{weekday} {day} {month} {year}") if year else _("{weekday} {day} {month}")
    return template.format(
        weekday=weekday_name(day), day=day.day, month=month_name(day), year=day.year
    )


def day_month(day: date) -> str:
    """Return a day with its month: "20 November"."""
    return _("{day} {month}").format(day=day.day, month=month_name(day))


def long_day(day: date) -> str:
    """Return a day with its month and year: "20 November 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day), year=day.year)


def short_day(day: date, *, weekday: bool = False, year: bool = False) -> str:
    """Return a day in little room: "20 Nov", "Fri 20 Nov", "Fri 20 Nov 2026".

    The parts stand in this order in every language there is.
    """
    parts = [weekday_short(day)] if weekday else []
    parts += [str(day.day), month_short(day)]
    return " ".join([*parts, str(day.year)] if year else parts)


def time_text(moment: datetime | time) -> str:
    """Return a time of day: "21:30"."""
    return f"{moment:%H:%M}"


def format_number(value: float, decimals: int | None = None) -> str:
    """Return a number as it is read: "6.5", "7", or with so many decimal places."""
    text = f"{value:g}" if decimals is None else f"{value:.{decimals}f}"
    return text.replace(".", decimal_mark())


def format_count(n: int) -> str:
    """Return a count as it is read: "12", "5,400"."""
    return f"{n:,}".replace(",", "." if decimal_mark() == "," else ",")


def decimal_mark() -> str:
    """Return what stands between the whole and its parts: "." or ","."""
    return _("0.5")[1]


def _weekday_index(day: date | int) -> int:
    return day if isinstance(day, int) else day.weekday()


def _month_index(month: date | int) -> int:
    return (month if isinstance(month, int) else month.month) - 1
