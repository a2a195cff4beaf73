"""How it went over the weeks: a line for each scale with its gaps, people by week, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from recovery_journal.domain.day import DayValues
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import TRIGGERS
from recovery_journal.rules.day_values import day_values, people_of
from recovery_journal.rules.days import median, week_of
from recovery_journal.rules.helped import Helped, helped
from recovery_journal.rules.week_urges import median_of

if TYPE_CHECKING:
    from recovery_journal.domain.brief import CheckInBrief
    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.urge import Urge

SPANS = (4, 13, 26, 52)
"""The numbers of weeks offered."""
USUAL_SPAN = 13
DAILY = 4
"""Up to so many weeks a point stands for a day, beyond it for a week."""
ENOUGH_DAYS = 3
"""Days of a week from which it has a value."""
TOP = 8

_SCALES: dict[str, Callable[[DayValues], float | None]] = {
    "mood": lambda day: day.mood,
    "urge": lambda day: day.urge,
    "confidence": lambda day: day.confidence,
    "connectedness": lambda day: day.connectedness,
}


class TrendMaterial(NamedTuple):
    """What was read from the journal for the trends, oldest first.

    They reach back to the first of the weeks, and for 9 weeks at least; the meetings
    for 26 weeks where that is more. ``others`` are the records of the remaining
    kinds, ``ties`` of the present day, ``first_day`` that of the journal's first record.
    """

    check_ins: Sequence[CheckInBrief]
    urges: Sequence[Urge]
    reach_outs: Sequence[ReachOut]
    meetings: Sequence[Meeting]
    others: Sequence[Record]
    ties: Sequence[Tie]
    copings: Sequence[Coping]
    first_day: date | None
    first_weekday: int = 0

    @property
    def records(self) -> list[Record]:
        """Every record, kind by kind."""
        # A day's values are made from a check-in in brief as from a whole one.
        brief = cast("Sequence[Record]", self.check_ins)
        return [*brief, *self.urges, *self.reach_outs, *self.meetings, *self.others]

    @property
    def risk(self) -> frozenset[int]:
        """The ids of risk ties, who are in no figure about people."""
        return frozenset(t.contact.id for t in self.ties if t.contact.influence == "risk")


class Point(NamedTuple):
    """A day, or a week, of a line; ``value`` None leaves the line open. ``n`` days are in it."""

    start: date
    end: date
    value: float | None
    n: int


class Series(NamedTuple):
    """One scale over the weeks.

    ``median`` is that of the days and None under 3 of them; ``recorded`` of
    ``days`` have a value, and ``open`` points have none. Days before the journal's
    first are in neither.
    """

    name: str
    points: tuple[Point, ...]
    median: float | None
    lowest: float | None
    highest: float | None
    recorded: int
    days: int
    open: int


class WeekOfPeople(NamedTuple):
    """The different people of a week; None in a week without an entry."""

    start: date
    end: date
    reached: int | None
    tried: int | None


class TriggerCount(NamedTuple):
    """In how many urges a trigger was named; ``peak`` is their median, None under 3."""

    name: str
    n: int
    peak: float | None


class Trends(NamedTuple):
    """The trends of some weeks up to today; the last week may still be going on.

    ``triggers`` and ``helped`` begin with those named most; ``more_triggers`` and
    ``more_helped`` are how many there are besides.
    """

    weeks: int
    start: date
    end: date
    days: tuple[DayValues, ...]
    series: tuple[Series, ...]
    people: tuple[WeekOfPeople, ...]
    triggers: tuple[TriggerCount, ...]
    helped: tuple[Helped, ...]
    more_triggers: int = 0
    more_helped: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is no entry in all of it."""
        return not any(day.entries for day in self.days)


def first_day_of(today: date, weeks: int, first_weekday: int = 0) -> date:
    """Return the first day of so many weeks, the present one being the last."""
    start = week_of(today, first_weekday)[0]
    return start - timedelta(weeks=weeks - 1)


def trends(material: TrendMaterial, today: date, weeks: int) -> Trends:
    """Return the trends of so many weeks, this one included."""
    start = first_day_of(today, weeks, material.first_weekday)
    days = day_values(material.records, start, today, risk=material.risk)
    first = max(start, material.first_day or today)
    urges = [urge for urge in material.urges if start <= urge.local_date <= today]
    triggers, ways = _triggers(urges), helped(urges, material.copings)
    return Trends(
        weeks=weeks,
        start=start,
        end=today,
        days=days,
        series=tuple(
            _series(name, value_of, days, first, by_day=weeks <= DAILY)
            for name, value_of in _SCALES.items()
        ),
        people=_people_by_week(material, days),
        triggers=triggers[:TOP],
        helped=tuple(ways[:TOP]),
        more_triggers=len(triggers[TOP:]),
        more_helped=len(ways[TOP:]),
    )


def trigger_words(name: str) -> str:
    """Return a built-in trigger in words, the person's own as it is."""
    return label(name) if name in TRIGGERS else name


def weeks_in(days: Sequence[DayValues]) -> list[Sequence[DayValues]]:
    """Cut days that begin with the first of a week into weeks."""
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def _series(
    name: str,
    value_of: Callable[[DayValues], float | None],
    days: Sequence[DayValues],
    first: date,
    *,
    by_day: bool,
) -> Series:
    """Return one scale: a point a day, or a week's median where it has 3 days or more."""
    known = [value for day in days if (value := value_of(day)) is not None]
    if by_day:
        points = [_point([day], value_of, enough=1) for day in days]
    else:
        points = [_point(week, value_of, enough=ENOUGH_DAYS) for week in weeks_in(days)]
    return Series(
        name=name,
        points=tuple(points),
        median=median_of(known),
        lowest=min(known, default=None),
        highest=max(known, default=None),
        recorded=len(known),
        days=sum(day.day >= first for day in days),
        open=sum(point.value is None and point.end >= first for point in points),
    )


def _point(
    days: Sequence[DayValues], value_of: Callable[[DayValues], float | None], enough: int
) -> Point:
    known = [value for day in days if (value := value_of(day)) is not None]
    value = median(known) if len(known) >= enough else None
    return Point(days[0].day, days[-1].day, value, len(known))


def _people_by_week(material: TrendMaterial, days: Sequence[DayValues]) -> tuple[WeekOfPeople, ...]:
    """Count the different people reached and tried, week by week."""
    by_week: dict[date, list[ReachOut]] = {}
    for record in material.reach_outs:
        first = week_of(record.local_date, material.first_weekday)[0]
        by_week.setdefault(first, []).append(record)
    found = []
    for week in weeks_in(days):
        start, end = week[0].day, week[-1].day
        records = [r for r in by_week.get(start, ()) if r.local_date <= end]
        some = any(day.entries for day in week)
        found.append(
            WeekOfPeople(
                start,
                end,
                people_of((r for r in records if r.connected), material.risk) if some else None,
                people_of((r for r in records if not r.connected), material.risk) if some else None,
            )
        )
    return tuple(found)


def _triggers(urges: Iterable[Urge]) -> tuple[TriggerCount, ...]:
    """Return the triggers named most, each with the median peak of its urges."""
    counts: Counter[str] = Counter()
    peaks: dict[str, list[int]] = {}
    for urge in urges:
        for name in dict.fromkeys(urge.triggers):
            counts[name] += 1
            if urge.peak is not None:
                peaks.setdefault(name, []).append(urge.peak)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(TriggerCount(name, n, median_of(peaks.get(name, ()))) for name, n in ordered)
