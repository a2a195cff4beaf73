"""What can be chosen for the page, in words."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from recovery_journal.dates import short_day
from recovery_journal.i18n import _
from recovery_journal.report.week.section_labels import section_label
from recovery_journal.rules.week.build import OWN_WORDS


def section_options() -> list[tuple[str, str]]:
    """Return the sections that can be switched, in the order of the page."""
    names = ("safety", "glance", "urges", "helped", "connection", "goal", "compared")
    return [(name, section_label(name)) for name in names]


def naming_options() -> list[tuple[str, str]]:
    """Return what is out of the page unless it is switched on."""
    return [
        ("names", _("names")),
        ("programs", _("programs")),
        (OWN_WORDS, _("my own words")),
    ]


def period_content(start: date, end: date) -> Content:
    """Return the days of a page, the first and the last."""
    first = _day(start, year=start.year != end.year)
    return Content.styled(_("{start} to {end}").format(start=first, end=_day(end)), "bold")


def _day(day: date, year: bool = True) -> str:
    """Return a day with its weekday: Mon 16 Nov 2026."""
    return short_day(day, weekday=True, year=year)
