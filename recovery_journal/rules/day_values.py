"""Values of one day over all its records: medians of scores, highest urge, people, meetings.

Charts, the calendar of moods, insights and the weekly page start from these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.check_in import CheckIn, CheckInScores
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.days import median, was_filled_in_later

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record


def day_values(
    records: Iterable[Record | CheckInScores],
    start: date,
    end: date,
    *,
    risk_ids: Collection[int] = (),
) -> tuple[DayValues, ...]:
    """Return the values of every day from ``start`` to ``end``, both included.

    ``records`` are of any kind and in any order, the scores of a check-in as good as the
    whole; those of other days are left aside. Contacts whose ids are in ``risk_ids``
    are not among the people reached or tried.
    """
    days: dict[date, list[Record | CheckInScores]] = {}
    for record in records:
        days.setdefault(record.local_date, []).append(record)
    n = (end - start).days + 1
    return tuple(
        single_day_values(
            start + timedelta(days=i), days.get(start + timedelta(days=i), ()), risk_ids
        )
        for i in range(n)
    )


def single_day_values(
    day: date, records: Sequence[Record | CheckInScores], risk_ids: Collection[int] = ()
) -> DayValues:
    """Return the values of one day from all of its records."""
    if not records:
        return DayValues(day=day)
    check_ins = [r for r in records if isinstance(r, CheckIn | CheckInScores)]
    urges = [r for r in records if isinstance(r, Urge)]
    reach_outs = [r for r in records if isinstance(r, ReachOut)]
    meetings = [r for r in records if isinstance(r, Meeting)]
    urge_values = [*(c.urge for c in check_ins), *(u.peak for u in urges)]
    return DayValues(
        day=day,
        mood=median(c.mood for c in check_ins),
        urge=max((value for value in urge_values if value is not None), default=None),
        confidence=median(c.confidence for c in check_ins),
        connectedness=median(c.connectedness for c in check_ins),
        stress=median(c.stress for c in check_ins),
        sleep_hours=_last_sleep(check_ins),
        reached=count_people((r for r in reach_outs if r.is_connected), risk_ids),
        tried=count_people((r for r in reach_outs if not r.is_connected), risk_ids),
        meetings=sum(m.was_present for m in meetings),
        entries=len(records),
        filled_in_later=sum(was_filled_in_later(r.occurred_at, r.recorded_at) for r in records),
    )


def _last_sleep(check_ins: Iterable[CheckIn | CheckInScores]) -> float | None:
    """Return the sleep recorded last that day; of two at one moment, the later entry's."""
    candidates = [c for c in check_ins if c.sleep_hours is not None]
    if not candidates:
        return None
    return max(candidates, key=lambda c: (c.occurred_at.timestamp(), c.id)).sleep_hours


def count_people(reach_outs: Iterable[ReachOut], risk_ids: Collection[int]) -> int:
    """Count the different people of some reach-outs.

    Deleted contacts can no longer be told apart, so that all of them are one.
    """
    return len({ref.id for r in reach_outs for ref in r.contacts if ref.id not in risk_ids})
