"""Meetings in words: the weeks as bars, and each meeting on a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from textual.content import Content

from recovery_journal.dates import month_short, short_day, time_text
from recovery_journal.domain.choices import MeetingStatus
from recovery_journal.domain.labels import label
from recovery_journal.domain.meeting import Meeting
from recovery_journal.i18n import _, ngettext
from recovery_journal.rules.meetings import MeetingWeek, count_weeks_as_planned
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.virtual_list import ListLine

_BARS = "▁▂▃▄▅▆▇█"
NO_MEETING = "·"
WEEK_WIDTH = 2
"""Columns of one week."""
MAX_NAME_LENGTH = 400
STATUSES: tuple[MeetingStatus, ...] = ("attended", "left_early", "not_attended", "planned")


def week_bars(weeks: Sequence[MeetingWeek], planned: int | None) -> Content:
    """Return the weeks as bars with their numbers below, and the months below these."""
    highest = max([week.attended for week in weeks] + [planned or 1, 1])
    marks = "".join(_bar(week.attended, highest).ljust(WEEK_WIDTH) for week in weeks)
    numbers = "".join(
        (str(week.attended) if week.attended else "").ljust(WEEK_WIDTH) for week in weeks
    )
    months = _months([week.first for week in weeks])
    return Content.assemble(
        (marks, "$accent"), "\n", (numbers, "$text-muted"), "\n", (months, "$quiet")
    )


def _months(days: Sequence[date]) -> str:
    """Return the names of the months below the weeks in which they begin."""
    starts = [
        index for index, day in enumerate(days) if not index or day.month != days[index - 1].month
    ]
    line = ""
    for index, following in zip(starts, [*starts[1:], len(days)], strict=True):
        name = month_short(days[index])
        if cell_width(name) < (following - index) * WEEK_WIDTH:
            line = fit_width(line, index * WEEK_WIDTH) + name
    return line


def _bar(attended: int, highest: int) -> str:
    if not attended:
        return NO_MEETING
    return _BARS[max(attended * len(_BARS) // highest - 1, 0)]


def plan_text(weeks: Sequence[MeetingWeek], planned: int | None) -> str:
    """Return how it went against the person's own plan, where they made one."""
    if not planned:
        return _("No plan of your own")
    n, total = count_weeks_as_planned(weeks, planned)
    return ngettext(
        "Your plan, {planned} a week: as planned in {n} of {weeks} week",
        "Your plan, {planned} a week: as planned in {n} of {weeks} weeks",
        total,
    ).format(planned=planned, n=n, weeks=total)


def meeting_lines(meetings: Sequence[Meeting], today: date) -> list[ListLine]:
    """Return meetings as lines, in their order."""
    status_width = max(cell_width(label(status)) for status in STATUSES)
    return [_line(meeting, today, status_width) for meeting in meetings]


def _line(meeting: Meeting, today: date, status_width: int) -> ListLine:
    day = meeting.local_date
    this_year = day.year == today.year
    style = "$accent" if meeting.status == "planned" else "$text-muted"
    details = [meeting.name[:MAX_NAME_LENGTH]]
    if meeting.program and meeting.program.casefold() not in meeting.name.casefold():
        details.append(meeting.program[:MAX_NAME_LENGTH])
    details += [label(value) for value in (meeting.held_back_by or meeting.roles)]
    content = Content.assemble(
        (time_text(meeting.occurred_at), "$text-muted"),
        "  ",
        (fit_width(label(meeting.status), status_width), style),
        "  ",
        escape_control(", ".join(details)),
    )
    return ListLine(meeting.id, short_day(day, weekday=this_year, year=not this_year), content)


def repeat_meeting(meeting: Meeting) -> dict[str, Any]:
    """Return what the same meeting another time has in common with this one."""
    values: dict[str, Any] = {"name": meeting.name}
    contacts = tuple(ref for ref in meeting.contacts if ref.id is not None)
    if contacts:
        values["contacts"] = contacts
    if meeting.program:
        values["program"] = meeting.program
    if meeting.format:
        values["format"] = meeting.format
    return values
