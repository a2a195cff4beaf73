"""The words around the sections of the weekly page, and its table of days."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_journal.dates import decimal_mark, weekday_short
from recovery_journal.report.week_words import Say, number
from recovery_journal.rules.week_facts import Summary
from recovery_journal.words import _, ngettext


def header_lines(summary: Summary) -> tuple[str, ...]:
    """Return the lines under the title: how much was recorded, the scales, what this is."""
    header = summary.header
    recorded = [
        _("Days with entries {n} of {days}").format(n=header.days_with_entries, days=header.days),
        ngettext(
            "{n} entry filled in later", "{n} entries filled in later", header.filled_in_later
        ).format(n=header.filled_in_later),
    ]
    if header.running:
        recorded.append(_("the week is not over"))
    return (
        ", ".join(recorded) + ".",
        _("Scales 0-10: mood 0 very low, 5 okay, 10 very good; urge 0 none, 10 strongest."),
        _("Self-reported, from a personal journal. Not monitored between sessions."),
    )


def title_words(summary: Summary, say: Say) -> tuple[str, str]:
    """Return the title of the page, and whose and of which days it is."""
    choices = summary.choices
    period = _("{first} to {last}").format(first=choices.period_from, last=choices.period_to)
    who = summary.header.who
    return _("Weekly summary"), period if who is None else f"{say(who)}, {period}"


def footer_words(summary: Summary) -> str:
    """Return the last line of the page."""
    return _("The writer chose what to include. Recovery Journal {version}, made {day}.").format(
        version=summary.footer.version, day=summary.footer.made_on
    )


def glance_heading(summary: Summary) -> str:
    """Return the heading of the day rows, which says when they are not the whole period."""
    glance = summary.glance
    if glance is None or glance.of == len(glance.days):
        return _("The days at a glance (- is not recorded)")
    return _("The last {rows} of {days} days at a glance (- is not recorded)").format(
        rows=len(glance.days), days=glance.of
    )


def glance_columns() -> tuple[str, ...]:
    """Return the headings of the glance's columns; the same order as ``glance_cells``."""
    return (
        _("Day"),
        _("Mood"),
        _("Urge"),
        _("Confidence"),
        _("Connected"),
        _("Reached"),
        _("Meetings"),
        _("Sleep"),
    )


def glance_cells(summary: Summary) -> list[list[str]]:
    """Return the cells of each day, the day itself first as its weekday, "Mon".

    Numbers of a column with decimals are padded, so that their points stand
    under each other when the column is aligned to the right.
    """
    days = () if summary.glance is None else summary.glance.days
    columns = [
        _aligned([getattr(day, name) for day in days])
        for name in (
            "mood",
            "urge",
            "confidence",
            "connectedness",
            "reached",
            "meetings",
            "sleep",
        )
    ]
    return [
        [weekday_short(day.date), *(column[row] for column in columns)]
        for row, day in enumerate(days)
    ]


def _aligned(values: Sequence[float | None]) -> list[str]:
    """Return the numbers of a column, padded where the point would be."""
    written = [number(value) for value in values]
    point = decimal_mark()
    if not any(point in one for one in written):
        return written
    return [one if point in one else one + "  " for one in written]
