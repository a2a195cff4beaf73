"""An entry as one line of the timeline: when, what kind, what says most about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from recovery_journal.dates import short_day, time_text
from recovery_journal.domain.record import Record
from recovery_journal.i18n import _
from recovery_journal.report.entry_text import entry_kind_label, summary_line
from recovery_journal.rules.days import was_filled_in_later
from recovery_journal.terminal_text import escape_control, fit_width
from recovery_journal.widgets.filter_dialog import entry_title_width
from recovery_journal.widgets.virtual_list import ListLine

LATER_MARK, SHARED_MARK = "◂", "◆"
MAX_LENGTH = 400
"""Characters of a headline that can be in sight on the widest terminal."""
DAY_WIDTH = 13
"""Columns of the day."""


def timeline_lines(
    records: Iterable[Record], today: date, own_word: str | None = None
) -> list[ListLine]:
    """Return the entries as lines; a day of another year has that in place of the weekday.

    ``own_word`` is the person's word for a return to use.
    """
    own_word = escape_control(own_word) if own_word else None
    title_width = entry_title_width(own_word)
    return [_line(record, today, own_word, title_width) for record in records]


def _line(record: Record, today: date, own_word: str | None, title_width: int) -> ListLine:
    day = record.local_date
    this_year = day.year == today.year
    group = short_day(day, weekday=this_year, year=not this_year)
    later_mark = LATER_MARK if was_filled_in_later(record.occurred_at, record.recorded_at) else " "
    shared_mark = SHARED_MARK if record.share else " "
    content = Content.assemble(
        (time_text(record.occurred_at), "$text-muted"),
        f" {later_mark}{shared_mark} ",
        (fit_width(entry_kind_label(record, own_word), title_width), "$text-muted"),
        "  ",
        escape_control(summary_line(record)[:MAX_LENGTH]),
    )
    return ListLine(record.id, group, content)


def timeline_legend() -> str:
    """Return what the two marks mean."""
    return _("{later} filled in later   {shared} marked to share").format(
        later=LATER_MARK, shared=SHARED_MARK
    )
