"""What stands on a day besides its entries: the day itself, and what is planned, in words.

Text comes back as it was written; whoever shows it makes it harmless.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from recovery_journal.dates import day_words, short_day, time_words
from recovery_journal.report.entry_text import headline
from recovery_journal.rules.states import recency
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.record import Record
    from recovery_journal.rules.network import Placed


def date_words(day: date, now: datetime, ends: time, *, away: bool = False) -> str:
    """Return the name of the person's day, which may go on after midnight.

    ``away`` greets someone who is here again after a while.
    """
    words = day_words(day)
    if now.date() > day:
        words = _("{day}, until {time}").format(day=words, time=time_words(ends))
    return _("Good to see you.") + f"  {words}" if away else words


def entry_lines(
    entries: Iterable[Record], ahead: Iterable[Meeting], day: date, own: str | None = None
) -> list[tuple[Record, str]]:
    """Return the entries of a day on a line each, then what is planned.

    ``own`` is the person's word for a return to use.
    """
    lines: list[tuple[Record, str]] = [
        (one, f"{time_words(one.occurred_at)}  {headline(one, own)}") for one in entries
    ]
    return [*lines, *((one, planned_words(one, day)) for one in ahead)]


def due_words(one: Placed, booked: datetime | None, today: date) -> str:
    """Return who is due and since when, or when they are booked."""
    if booked is None:
        words = recency(one.tie, today)
    else:
        words = _("booked {day} {time}").format(
            day=short_day(booked.date(), weekday=True), time=time_words(booked)
        )
    return _("{name}: {words}").format(name=one.contact.name, words=words)


def so_far_words(earlier: int) -> str:
    """Return the name of the list of entries; ``earlier`` ones are in the timeline alone."""
    if not earlier:
        return _("So far")
    return ngettext(
        "So far; {n} earlier in the timeline (5)",
        "So far; {n} earlier in the timeline (5)",
        earlier,
    ).format(n=earlier)


def planned_words(meeting: Meeting, day: date) -> str:
    """Return a planned meeting: "planned 18:30 Tuesday group"."""
    words = _("planned {time} {name}")
    if meeting.local_date > day:
        words = _("planned tomorrow {time} {name}")
    return words.format(time=time_words(meeting.occurred_at), name=meeting.name)
