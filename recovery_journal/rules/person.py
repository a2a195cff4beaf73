"""What the log says of one person: month by month, how it felt after, how soon they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.record import Record
from recovery_journal.rules.days import median
from recovery_journal.rules.states import days_in_words
from recovery_journal.words import ngettext

ENOUGH = 3
"""How often something was noted before its median is shown."""
MONTHS = 12


class History(NamedTuple):
    """What the log says of one contact: how it felt after, how soon they answer.

    ``after`` are the feelings after, -2 to +2; ``change`` how they differ from
    before, where both were noted; ``hours`` from each attempt to the next time
    they were reached.
    """

    after: tuple[int, ...]
    change: tuple[int, ...]
    hours: tuple[float, ...]


class Month(NamedTuple):
    """A month by its first day: how often this contact was reached, out of all connections."""

    first: date
    reached: int
    of: int


def moment(record: Record) -> float:
    """Return the absolute time of an entry, so that zones and clock changes do not count."""
    return record.occurred_at.timestamp()


def connected(record: Record) -> bool | None:
    """Say whether an entry connected with its people; None for one that says nothing of it.

    A reach-out did or did not. A meeting connects with its group when the
    person was there; a planned one, and one not attended, are no attempts.
    """
    if isinstance(record, ReachOut):
        return record.connected
    if isinstance(record, Meeting) and record.was_there:
        return True
    return None


def history(log: Sequence[Record]) -> History:
    """Gather the entries with one contact, oldest first, into what they say."""
    after: list[int] = []
    change: list[int] = []
    waiting: list[float] = []
    hours: list[float] = []
    for record in log:
        came_through = connected(record)
        if came_through is None:
            continue
        if not came_through:
            waiting.append(moment(record))
            continue
        hours += [(moment(record) - tried) / 3600 for tried in waiting]
        waiting = []
        felt: int | None = getattr(record, "felt_after", None)
        before: int | None = getattr(record, "felt_before", None)
        if felt is not None:
            after.append(felt)
            if before is not None:
                change.append(felt - before)
    return History(after=tuple(after), change=tuple(change), hours=tuple(hours))


def usually_felt(of: History) -> float | None:
    """Return how it usually felt after, from 3 times on."""
    return median(of.after) if len(of.after) >= ENOUGH else None


def usual_hours(of: History) -> float | None:
    """Return within how many hours they usually answer, from 3 times on."""
    return median(of.hours) if len(of.hours) >= ENOUGH else None


def months(
    records: Iterable[Record], contact_id: int, as_of: date, n: int = MONTHS
) -> tuple[Month, ...]:
    """Return the last ``n`` months, the month of ``as_of`` last.

    Counted are the entries that connected with someone: one with several people
    is one for each of them, and one of all. ``records`` may hold others, and
    reach further back.
    """
    firsts = [_first(as_of, back) for back in range(n - 1, -1, -1)]
    reached = dict.fromkeys(firsts, 0)
    of = dict.fromkeys(firsts, 0)
    for record in records:
        first = record.local_date.replace(day=1)
        if first not in of or record.local_date > as_of or not connected(record):
            continue
        of[first] += 1
        people: Sequence[tuple[int | None, str]] = getattr(record, "contacts", ())
        if any(person == contact_id for person, _name in people):
            reached[first] += 1
    return tuple(Month(first, reached[first], of[first]) for first in firsts)


def months_start(as_of: date, n: int = MONTHS) -> date:
    """Return the first day of the last ``n`` months."""
    return _first(as_of, n - 1)


def _first(as_of: date, back: int) -> date:
    """Return the first day of the month so many months back."""
    whole = as_of.year * 12 + as_of.month - 1 - back
    return date(whole // 12, whole % 12 + 1, 1)


def time_words(hours: float) -> str:
    """Return a time rounded up: "1 hour", "3 hours", from two days on "4 days"."""
    whole = max(1, ceil(hours))
    if whole > 48:
        return days_in_words(ceil(whole / 24))
    return ngettext("{n} hour", "{n} hours", whole).format(n=whole)
