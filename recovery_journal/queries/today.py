"""A day: its entries and the week around it, who is due, what is planned, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.days import earliest_date_today, week_bounds
from recovery_journal.rules.meetings import meetings_until_tomorrow
from recovery_journal.rules.today import DaySummary, records_of_day, summarize_day

if TYPE_CHECKING:
    from recovery_journal.domain.day import DayValues
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.record import Record
    from recovery_journal.queries.network import DueContacts
    from recovery_journal.rules.goal import UpcomingMilestone
    from recovery_journal.storage import Journal

AWAY_DAYS = 14
"""Days without an entry after which a person is greeted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntries:
    """The present day's entries in the order they happened, and the values of its week.

    ``planned`` are the meetings still ahead, until tomorrow; they are not among the
    entries. ``is_return`` says that there was no entry for a while before this day.
    """

    day: date
    entries: tuple[Record, ...]
    planned: tuple[Meeting, ...]
    week: tuple[DayValues, ...]
    is_return: bool
    own_word: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """A day as it stands; what is planned and the milestones are of the present day alone.

    ``own_word`` is the person's own word for a return to use.
    """

    summary: DaySummary
    due: DueContacts
    planned: tuple[Meeting, ...]
    milestones: tuple[UpcomingMilestone, ...]
    own_word: str | None


def load_day_entries(journal: Journal, day: date, now: datetime) -> DayEntries:
    """Return what the first picture of the present day needs: one read of its week."""
    first, last = week_bounds(day, journal.settings.first_weekday)
    start, end = min(first, earliest_date_today(day)), max(last, day + timedelta(days=1))
    records = journal.entries.between(start, end)
    planned = meetings_until_tomorrow(records, now, day)
    return DayEntries(
        day=day,
        entries=tuple(record for record in records_of_day(records, day) if record not in planned),
        planned=planned,
        week=day_values(records, first, last),
        is_return=_is_return(journal, day),
        own_word=journal.settings.word_for("return_to_use"),
    )


def _is_return(journal: Journal, day: date) -> bool:
    if journal.statistics.count(day - timedelta(days=AWAY_DAYS - 1), day):
        return False
    return journal.entries.first_day() is not None


def load_day(journal: Journal, day: date, now: datetime | None) -> DayPage:
    """Return a day with who is due; ``now`` is given for the present day, else None."""
    # With the first picture of the app, which needs neither, they would only take time.
    from recovery_journal.queries.goal import load_upcoming_milestones
    from recovery_journal.queries.network import find_due, load_network_without_figures

    last = day if now is None else day + timedelta(days=1)
    records = journal.entries.between(earliest_date_today(day), last)
    network = load_network_without_figures(journal, day)
    due = find_due(journal, network, now)
    summary = summarize_day(
        records, network, day, is_past=now is None, appointment_ids=due.appointments
    )
    return DayPage(
        summary=summary,
        due=due,
        planned=() if now is None else meetings_until_tomorrow(records, now, day),
        milestones=() if now is None else load_upcoming_milestones(journal, day),
        own_word=journal.settings.word_for("return_to_use"),
    )
