"""What each of the person's days comes to, for charts and the weekly page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from recovery_journal.domain.day import DayValues
from recovery_journal.rules.days import filled_in_later, median

if TYPE_CHECKING:
    from recovery_journal.domain.check_in import CheckIn
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.urge import Urge


def day_values(
    records: Iterable[Record], start: date, end: date, *, risk: Collection[int] = ()
) -> tuple[DayValues, ...]:
    """Return the values of every day from ``start`` to ``end``, both included.

    ``records`` are of any kind and in any order; those of other days are left
    aside. Contacts whose ids are in ``risk`` are not among the people reached
    or tried.
    """
    days: dict[date, list[Record]] = {}
    for record in records:
        days.setdefault(record.local_date, []).append(record)
    n = (end - start).days + 1
    return tuple(
        values_of(start + timedelta(days=i), days.get(start + timedelta(days=i), ()), risk)
        for i in range(n)
    )


def values_of(day: date, records: Sequence[Record], risk: Collection[int] = ()) -> DayValues:
    """Return the values of one day from all of its records."""
    if not records:
        return DayValues(day=day)
    # By the word of the kind: no record's module is loaded for a day without one.
    check_ins = [cast("CheckIn", r) for r in records if r.kind == "check_in"]
    urges = [cast("Urge", r) for r in records if r.kind == "urge"]
    reach_outs = [cast("ReachOut", r) for r in records if r.kind == "reach_out"]
    meetings = [cast("Meeting", r) for r in records if r.kind == "meeting"]
    strongest = [*(c.urge for c in check_ins), *(u.peak for u in urges)]
    return DayValues(
        day=day,
        mood=median(c.mood for c in check_ins),
        urge=max((value for value in strongest if value is not None), default=None),
        confidence=median(c.confidence for c in check_ins),
        connectedness=median(c.connectedness for c in check_ins),
        stress=median(c.stress for c in check_ins),
        sleep_hours=_last_sleep(check_ins),
        reached=people_of((r for r in reach_outs if r.connected), risk),
        tried=people_of((r for r in reach_outs if not r.connected), risk),
        meetings=sum(m.was_there for m in meetings),
        entries=len(records),
        filled_in_later=sum(filled_in_later(r.occurred_at, r.recorded_at) for r in records),
    )


def _last_sleep(check_ins: Iterable[CheckIn]) -> float | None:
    """Return the sleep recorded last that day; of two at one moment, the later entry's."""
    known = [c for c in check_ins if c.sleep_hours is not None]
    if not known:
        return None
    return max(known, key=lambda c: (c.occurred_at.timestamp(), c.id)).sleep_hours


def people_of(reach_outs: Iterable[ReachOut], risk: Collection[int]) -> int:
    """Count the different people of some reach-outs.

    Deleted contacts can no longer be told apart, so that all of them are one.
    """
    return len({ref.id for r in reach_outs for ref in r.contacts if ref.id not in risk})
