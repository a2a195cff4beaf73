"""An entry as one line of the timeline: when, what kind, what says most about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from recovery_journal.dates import short_day, time_words
from recovery_journal.domain.record import Record
from recovery_journal.report.entry_text import gist, title
from recovery_journal.report.plain import fit, harmless
from recovery_journal.rules.days import filled_in_later
from recovery_journal.widgets.kinds import title_room
from recovery_journal.widgets.long_list import Line
from recovery_journal.words import _

LATER, SHARED = "◂", "◆"
LONGEST = 400
"""Characters of a headline that can be in sight on the widest terminal."""
DAY = 13
"""Columns of the day."""


def lines(records: Iterable[Record], today: date, own: str | None = None) -> list[Line]:
    """Return the entries as lines; a day of another year has that in place of the weekday.

    ``own`` is the person's word for a return to use.
    """
    own = harmless(own) if own else None
    room = title_room(own)
    return [_line(record, today, own, room) for record in records]


def _line(record: Record, today: date, own: str | None, room: int) -> Line:
    day = record.local_date
    this_year = day.year == today.year
    group = short_day(day, weekday=this_year, year=not this_year)
    later = LATER if filled_in_later(record.occurred_at, record.recorded_at) else " "
    shared = SHARED if record.share else " "
    words = Content.assemble(
        (time_words(record.occurred_at), "$text-muted"),
        f" {later}{shared} ",
        (fit(title(record, own), room), "$text-muted"),
        "  ",
        harmless(gist(record)[:LONGEST]),
    )
    return Line(record.id, group, words)


def legend() -> str:
    """Return what the two marks mean."""
    return _("{later} filled in later   {shared} marked to share").format(
        later=LATER, shared=SHARED
    )
