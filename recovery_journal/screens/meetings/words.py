"""Meetings in words: the weeks as bars, and each meeting on a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from textual.content import Content

from recovery_journal.dates import month_short, short_day, time_words
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import MeetingStatus
from recovery_journal.domain.meeting import Meeting
from recovery_journal.report.plain import cells, fit, harmless
from recovery_journal.rules.meetings import MeetingWeek, weeks_as_planned
from recovery_journal.widgets.long_list import Line
from recovery_journal.words import _, ngettext

_BARS = "▁▂▃▄▅▆▇█"
NONE = "·"
COLUMN = 2
"""Columns of one week."""
LONGEST = 400
STATUSES: tuple[MeetingStatus, ...] = ("attended", "left_early", "not_attended", "planned")


def bars(weeks: Sequence[MeetingWeek], planned: int | None) -> Content:
    """Return the weeks as bars with their numbers below, and the months below these."""
    highest = max([one.attended for one in weeks] + [planned or 1, 1])
    marks = "".join(_mark(one.attended, highest).ljust(COLUMN) for one in weeks)
    numbers = "".join((str(one.attended) if one.attended else "").ljust(COLUMN) for one in weeks)
    months = _months([one.first for one in weeks])
    return Content.assemble(
        (marks, "$accent"), "\n", (numbers, "$text-muted"), "\n", (months, "$quiet")
    )


def _months(days: Sequence[date]) -> str:
    """Return the names of the months below the weeks in which they begin."""
    begins = [at for at, day in enumerate(days) if not at or day.month != days[at - 1].month]
    written = ""
    for at, following in zip(begins, [*begins[1:], len(days)], strict=True):
        name = month_short(days[at])
        if cells(name) < (following - at) * COLUMN:
            written = fit(written, at * COLUMN) + name
    return written


def _mark(attended: int, highest: int) -> str:
    if not attended:
        return NONE
    return _BARS[max(attended * len(_BARS) // highest - 1, 0)]


def plan_words(weeks: Sequence[MeetingWeek], planned: int | None) -> str:
    """Return how it went against the person's own plan, where they made one."""
    if not planned:
        return _("No plan of your own")
    n, of = weeks_as_planned(weeks, planned)
    return ngettext(
        "Your plan, {planned} a week: as planned in {n} of {weeks} week",
        "Your plan, {planned} a week: as planned in {n} of {weeks} weeks",
        of,
    ).format(planned=planned, n=n, weeks=of)


def lines(meetings: Sequence[Meeting], today: date) -> list[Line]:
    """Return meetings as lines, in their order."""
    room = max(cells(label(status)) for status in STATUSES)
    return [_line(one, today, room) for one in meetings]


def _line(meeting: Meeting, today: date, room: int) -> Line:
    day = meeting.local_date
    this_year = day.year == today.year
    style = "$accent" if meeting.status == "planned" else "$text-muted"
    facts = [meeting.name[:LONGEST]]
    if meeting.program and meeting.program.casefold() not in meeting.name.casefold():
        facts.append(meeting.program[:LONGEST])
    facts += [label(one) for one in (meeting.held_back_by or meeting.roles)]
    words = Content.assemble(
        (time_words(meeting.occurred_at), "$text-muted"),
        "  ",
        (fit(label(meeting.status), room), style),
        "  ",
        harmless(", ".join(facts)),
    )
    return Line(meeting.id, short_day(day, weekday=this_year, year=not this_year), words)


def again(meeting: Meeting) -> dict[str, Any]:
    """Return what the same meeting another time has in common with this one."""
    values: dict[str, Any] = {"name": meeting.name}
    there = tuple(ref for ref in meeting.contacts if ref.id is not None)
    if there:
        values["contacts"] = there
    if meeting.program:
        values["program"] = meeting.program
    if meeting.format:
        values["format"] = meeting.format
    return values
