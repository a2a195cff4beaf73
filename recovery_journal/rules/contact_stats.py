"""Statistics of one contact: reach-outs by month, feelings after, time to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.record import Record
from recovery_journal.rules.days import median

MIN_TIMES_NOTED = 3
"""How often something was noted before its median is shown."""
DEFAULT_MONTHS = 12


class ContactStats(NamedTuple):
    """Statistics of one contact: feelings after reaching out, time to answer.

    ``felt_after`` are the feelings after, -2 to +2; ``felt_changes`` how they differ from
    before, where both were noted; ``answer_hours`` from each attempt to the next time
    they were reached.
    """

    felt_after: tuple[int, ...]
    felt_changes: tuple[int, ...]
    answer_hours: tuple[float, ...]


class ContactMonth(NamedTuple):
    """A month by its first day: how often this contact was reached, out of all connections."""

    first_day: date
    reached: int
    total: int


def timestamp(record: Record) -> float:
    """Return the absolute time of an entry, so that zones and clock changes do not count."""
    return record.occurred_at.timestamp()


def did_connect(record: Record) -> bool | None:
    """Say whether an entry connected with its people; None for one that says nothing of it.

    A reach-out did or did not. A meeting connects with its group when the
    person was there; a planned one, and one not attended, are no attempts.
    """
    if isinstance(record, ReachOut):
        return record.is_connected
    if isinstance(record, Meeting) and record.was_present:
        return True
    return None


def contact_stats(log: Sequence[Record]) -> ContactStats:
    """Gather the entries with one contact, oldest first, into what they say."""
    felt_after_values: list[int] = []
    felt_changes: list[int] = []
    attempt_times: list[float] = []
    answer_hours: list[float] = []
    for record in log:
        is_connected = did_connect(record)
        if is_connected is None:
            continue
        if not is_connected:
            attempt_times.append(timestamp(record))
            continue
        answer_hours += [
            (timestamp(record) - attempt_time) / 3600 for attempt_time in attempt_times
        ]
        attempt_times = []
        felt_after: int | None = getattr(record, "felt_after", None)
        felt_before: int | None = getattr(record, "felt_before", None)
        if felt_after is not None:
            felt_after_values.append(felt_after)
            if felt_before is not None:
                felt_changes.append(felt_after - felt_before)
    return ContactStats(
        felt_after=tuple(felt_after_values),
        felt_changes=tuple(felt_changes),
        answer_hours=tuple(answer_hours),
    )


def usual_felt_after(stats: ContactStats) -> float | None:
    """Return how it usually felt after, from 3 times on."""
    return median(stats.felt_after) if len(stats.felt_after) >= MIN_TIMES_NOTED else None


def usual_answer_hours(stats: ContactStats) -> float | None:
    """Return within how many hours they usually answer, from 3 times on."""
    return median(stats.answer_hours) if len(stats.answer_hours) >= MIN_TIMES_NOTED else None


def contact_months(
    records: Iterable[Record], contact_id: int, as_of: date, n: int = DEFAULT_MONTHS
) -> tuple[ContactMonth, ...]:
    """Return the last ``n`` months, the month of ``as_of`` last.

    Counted are the entries that connected with someone: one with several people
    is one for each of them, and one of all. ``records`` may hold others, and
    reach further back.
    """
    month_starts = [_month_start(as_of, months_back) for months_back in range(n - 1, -1, -1)]
    reached = dict.fromkeys(month_starts, 0)
    totals = dict.fromkeys(month_starts, 0)
    for record in records:
        month_start = record.local_date.replace(day=1)
        if month_start not in totals or record.local_date > as_of or not did_connect(record):
            continue
        totals[month_start] += 1
        contact_refs: Sequence[tuple[int | None, str]] = getattr(record, "contacts", ())
        if any(ref_id == contact_id for ref_id, _name in contact_refs):
            reached[month_start] += 1
    return tuple(
        ContactMonth(month_start, reached[month_start], totals[month_start])
        for month_start in month_starts
    )


def months_window_start(as_of: date, n: int = DEFAULT_MONTHS) -> date:
    """Return the first day of the last ``n`` months."""
    return _month_start(as_of, n - 1)


def _month_start(as_of: date, months_back: int) -> date:
    """Return the first day of the month so many months back."""
    month_index = as_of.year * 12 + as_of.month - 1 - months_back
    return date(month_index // 12, month_index % 12 + 1, 1)
