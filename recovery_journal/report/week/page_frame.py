"""Title, header, footer and table of days of the weekly page, for text and Markdown alike."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_journal.dates import decimal_mark, weekday_short
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.week.sections import Escape, number_or_dash
from recovery_journal.rules.week.model import WeekSummary


def header_lines(summary: WeekSummary) -> tuple[str, ...]:
    """Return the lines under the title: how much was recorded, the scales, what this is."""
    header = summary.header
    sentence_parts = [
        _("Days with entries {n} of {days}").format(n=header.days_with_entries, days=header.days),
        ngettext(
            "{n} entry filled in later", "{n} entries filled in later", header.filled_in_later
        ).format(n=header.filled_in_later),
    ]
    if header.running:
        sentence_parts.append(_("the week is not over"))
    return (
        ", ".join(sentence_parts) + ".",
        _("Scales 0-10: mood 0 very low, 5 okay, 10 very good; urge 0 none, 10 strongest."),
        _("Self-reported, from a personal journal. Not monitored between sessions."),
    )


def page_title(summary: WeekSummary, escape: Escape) -> tuple[str, str]:
    """Return the title of the page, and whose and of which days it is."""
    choices = summary.options
    period = _("{first} to {last}").format(first=choices.period_from, last=choices.period_to)
    owner = summary.header.who
    return _("Weekly summary"), period if owner is None else f"{escape(owner)}, {period}"


def page_footer_text(summary: WeekSummary) -> str:
    """Return the last line of the page."""
    return _("The writer chose what to include. Recovery Journal {version}, made {day}.").format(
        version=summary.footer.version, day=summary.footer.made_on
    )


def day_grid_heading(summary: WeekSummary) -> str:
    """Return the heading of the day rows, which says when they are not the whole period."""
    day_grid = summary.glance
    if day_grid is None or day_grid.of == len(day_grid.days):
        return _("The days at a glance (- is not recorded)")
    return _("The last {rows} of {days} days at a glance (- is not recorded)").format(
        rows=len(day_grid.days), days=day_grid.of
    )


def day_grid_columns() -> tuple[str, ...]:
    """Return the headings of the glance's columns; the same order as ``day_grid_cells``."""
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


def day_grid_cells(summary: WeekSummary) -> list[list[str]]:
    """Return the cells of each day, the day itself first as its weekday, "Mon".

    Numbers of a column with decimals are padded, so that their points stand
    under each other when the column is aligned to the right.
    """
    days = () if summary.glance is None else summary.glance.days
    columns = [
        _align_decimals([getattr(day, name) for day in days])
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


def _align_decimals(values: Sequence[float | None]) -> list[str]:
    """Return the numbers of a column, padded where the point would be."""
    texts = [number_or_dash(value) for value in values]
    point = decimal_mark()
    if not any(point in text for text in texts):
        return texts
    return [text if point in text else text + "  " for text in texts]
