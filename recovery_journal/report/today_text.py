"""The heading of a day, its entries on a line each, planned meetings, and the next step.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from recovery_journal.dates import short_day, time_text, weekday_day_text
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.entry_text import title_line
from recovery_journal.report.state_text import boundary_text, state_text, status_text

if TYPE_CHECKING:
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.record import Record
    from recovery_journal.queries.network import DueContacts
    from recovery_journal.rules.network.snapshot import MapContact
    from recovery_journal.rules.today import DaySummary


def day_label(day: date, now: datetime, day_ends_at: time, *, after_absence: bool = False) -> str:
    """Return the name of the person's day, which may go on after midnight.

    ``after_absence`` greets someone who is here again after a while.
    """
    text = weekday_day_text(day)
    if now.date() > day:
        text = _("{day}, until {time}").format(day=text, time=time_text(day_ends_at))
    return _("Good to see you.") + f"  {text}" if after_absence else text


def day_entry_lines(
    entries: Iterable[Record],
    planned_meetings: Iterable[Meeting],
    day: date,
    own_word: str | None = None,
) -> list[tuple[Record, str]]:
    """Return the entries of a day on a line each, then what is planned.

    ``own_word`` is the person's word for a return to use.
    """
    lines: list[tuple[Record, str]] = [
        (entry, f"{time_text(entry.occurred_at)}  {title_line(entry, own_word)}")
        for entry in entries
    ]
    return [
        *lines,
        *((meeting, planned_meeting_text(meeting, day)) for meeting in planned_meetings),
    ]


def due_contact_text(map_contact: MapContact, appointment: datetime | None, today: date) -> str:
    """Return who is due and since when, or when they are booked."""
    if appointment is None:
        text = status_text(map_contact.activity, today)
    else:
        text = _("booked {day} {time}").format(
            day=short_day(appointment.date(), weekday=True), time=time_text(appointment)
        )
    return _("{name}: {words}").format(name=map_contact.contact.name, words=text)


def next_step_text(summary: DaySummary) -> str:
    """Return the one next thing of a day as a sentence, with names as they were typed."""
    kind, map_contact = summary.next_step
    if map_contact is not None:
        details = (
            state_text(map_contact.activity, summary.day),
            boundary_text(map_contact.contact),
        )
        return _("You could reach {name}; {state}.").format(
            name=map_contact.contact.name, state="; ".join(filter(None, details))
        )
    return {
        "check_in": _("You could check in: how is it now?"),
        "nothing": _("Nothing else is waiting today."),
        "add_later": _("You can add to this day at any time."),
    }[kind]


def due_lines(due: DueContacts) -> list[str]:
    """Return a line for each contact who is due, most due first."""
    return [
        due_contact_text(map_contact, due.appointments.get(map_contact.contact.id), due.day)
        for map_contact in due.contacts
    ]


def day_entries_heading(earlier_count: int) -> str:
    """Return the name of the list of entries; ``earlier_count`` ones are in the timeline alone."""
    if not earlier_count:
        return _("So far")
    return ngettext(
        "So far; {n} earlier in the timeline (5)",
        "So far; {n} earlier in the timeline (5)",
        earlier_count,
    ).format(n=earlier_count)


def planned_meeting_text(meeting: Meeting, day: date) -> str:
    """Return a planned meeting: "planned 18:30 Tuesday group"."""
    template = _("planned {time} {name}")
    if meeting.local_date > day:
        template = _("planned tomorrow {time} {name}")
    return template.format(time=time_text(meeting.occurred_at), name=meeting.name)
