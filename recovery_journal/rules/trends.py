"""Series of each score over weeks, with gaps; reach-outs by week; tables of triggers and coping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.choices import TRIGGERS
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.labels import label
from recovery_journal.rules.coping import CopingStat, coping_stats
from recovery_journal.rules.day_values import count_people, day_values
from recovery_journal.rules.days import median, week_bounds
from recovery_journal.rules.week.urge_sections import median_if_enough

if TYPE_CHECKING:
    from recovery_journal.domain.check_in import CheckInScores
    from recovery_journal.domain.contact import ContactActivity
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.urge import Urge
    from recovery_journal.domain.vocabulary import Coping

SPAN_WEEKS = (4, 13, 26, 52)
"""The numbers of weeks offered."""
DEFAULT_SPAN_WEEKS = 13
MAX_DAILY_WEEKS = 4
"""Up to so many weeks a point stands for a day, beyond it for a week."""
MIN_WEEK_DAYS = 3
"""Days of a week from which it has a value."""
TOP_ROWS = 8

_SCALES: dict[str, Callable[[DayValues], float | None]] = {
    "mood": lambda day: day.mood,
    "urge": lambda day: day.urge,
    "confidence": lambda day: day.confidence,
    "connectedness": lambda day: day.connectedness,
}


class TrendsInput(NamedTuple):
    """What was read from the journal for the trends, oldest first.

    They reach back to the first of the weeks, and for 9 weeks at least; the meetings
    for 26 weeks where that is more. ``other_records`` are the records of the remaining
    kinds, ``contact_activities`` of the present day, ``first_day`` that of the first record.
    """

    check_ins: Sequence[CheckInScores]
    urges: Sequence[Urge]
    reach_outs: Sequence[ReachOut]
    meetings: Sequence[Meeting]
    other_records: Sequence[Record]
    contact_activities: Sequence[ContactActivity]
    copings: Sequence[Coping]
    first_day: date | None
    first_weekday: int = 0

    @property
    def records(self) -> list[Record | CheckInScores]:
        """Every record, kind by kind."""
        return [
            *self.check_ins,
            *self.urges,
            *self.reach_outs,
            *self.meetings,
            *self.other_records,
        ]

    @property
    def risk_ids(self) -> frozenset[int]:
        """The ids of risk ties, who are in no figure about people."""
        return frozenset(
            activity.contact.id
            for activity in self.contact_activities
            if activity.contact.influence == "risk"
        )


class TrendPoint(NamedTuple):
    """A day, or a week, of a line; ``value`` None leaves the line open. ``n`` days are in it."""

    start: date
    end: date
    value: float | None
    n: int


class TrendSeries(NamedTuple):
    """One scale over the weeks.

    ``median`` is that of the days and None under 3 of them; ``recorded`` of
    ``days`` have a value, and ``open_points`` points have none. Days before the journal's
    first are in neither.
    """

    name: str
    points: tuple[TrendPoint, ...]
    median: float | None
    lowest: float | None
    highest: float | None
    recorded: int
    days: int
    open_points: int


class WeeklyReach(NamedTuple):
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

    ``triggers`` and ``coping`` begin with those named most; ``more_triggers`` and
    ``more_coping`` are how many there are besides.
    """

    weeks: int
    start: date
    end: date
    days: tuple[DayValues, ...]
    series: tuple[TrendSeries, ...]
    weekly_reach: tuple[WeeklyReach, ...]
    triggers: tuple[TriggerCount, ...]
    coping: tuple[CopingStat, ...]
    more_triggers: int = 0
    more_coping: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no entry in all of it."""
        return not any(day.entries for day in self.days)


def trends_start(today: date, weeks: int, first_weekday: int = 0) -> date:
    """Return the first day of so many weeks, the present one being the last."""
    start = week_bounds(today, first_weekday)[0]
    return start - timedelta(weeks=weeks - 1)


def build_trends(inputs: TrendsInput, today: date, weeks: int) -> Trends:
    """Return the trends of so many weeks, this one included."""
    start = trends_start(today, weeks, inputs.first_weekday)
    days = day_values(inputs.records, start, today, risk_ids=inputs.risk_ids)
    first_day = max(start, inputs.first_day or today)
    urges = [urge for urge in inputs.urges if start <= urge.local_date <= today]
    triggers, coping_rows = _trigger_counts(urges), coping_stats(urges, inputs.copings)
    return Trends(
        weeks=weeks,
        start=start,
        end=today,
        days=days,
        series=tuple(
            _build_series(name, value_of, days, first_day, by_day=weeks <= MAX_DAILY_WEEKS)
            for name, value_of in _SCALES.items()
        ),
        weekly_reach=_weekly_reach(inputs, days),
        triggers=triggers[:TOP_ROWS],
        coping=tuple(coping_rows[:TOP_ROWS]),
        more_triggers=len(triggers[TOP_ROWS:]),
        more_coping=len(coping_rows[TOP_ROWS:]),
    )


def trigger_label(name: str) -> str:
    """Return a built-in trigger in words, the person's own as it is."""
    return label(name) if name in TRIGGERS else name


def split_weeks(days: Sequence[DayValues]) -> list[Sequence[DayValues]]:
    """Cut days that begin with the first of a week into weeks."""
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _build_series(
    name: str,
    value_of: Callable[[DayValues], float | None],
    days: Sequence[DayValues],
    first_day: date,
    *,
    by_day: bool,
) -> TrendSeries:
    """Return one scale: a point a day, or a week's median where it has 3 days or more."""
    recorded_values = [value for day in days if (value := value_of(day)) is not None]
    if by_day:
        points = [_build_point([day], value_of, min_days=1) for day in days]
    else:
        points = [
            _build_point(week, value_of, min_days=MIN_WEEK_DAYS) for week in split_weeks(days)
        ]
    return TrendSeries(
        name=name,
        points=tuple(points),
        median=median_if_enough(recorded_values),
        lowest=min(recorded_values, default=None),
        highest=max(recorded_values, default=None),
        recorded=len(recorded_values),
        days=sum(day.day >= first_day for day in days),
        open_points=sum(point.value is None and point.end >= first_day for point in points),
    )


def _build_point(
    days: Sequence[DayValues], value_of: Callable[[DayValues], float | None], min_days: int
) -> TrendPoint:
    recorded_values = [value for day in days if (value := value_of(day)) is not None]
    value = median(recorded_values) if len(recorded_values) >= min_days else None
    return TrendPoint(days[0].day, days[-1].day, value, len(recorded_values))


def _weekly_reach(inputs: TrendsInput, days: Sequence[DayValues]) -> tuple[WeeklyReach, ...]:
    """Count the different people reached and tried, week by week."""
    reach_outs_by_week: dict[date, list[ReachOut]] = {}
    for record in inputs.reach_outs:
        week_start = week_bounds(record.local_date, inputs.first_weekday)[0]
        reach_outs_by_week.setdefault(week_start, []).append(record)
    rows = []
    for week in split_weeks(days):
        start, end = week[0].day, week[-1].day
        records = [r for r in reach_outs_by_week.get(start, ()) if r.local_date <= end]
        has_entries = any(day.entries for day in week)
        rows.append(
            WeeklyReach(
                start,
                end,
                count_people((r for r in records if r.is_connected), inputs.risk_ids)
                if has_entries
                else None,
                count_people((r for r in records if not r.is_connected), inputs.risk_ids)
                if has_entries
                else None,
            )
        )
    return tuple(rows)


def _trigger_counts(urges: Iterable[Urge]) -> tuple[TriggerCount, ...]:
    """Return the triggers named most, each with the median peak of its urges."""
    counts: Counter[str] = Counter()
    peaks: dict[str, list[int]] = {}
    for urge in urges:
        for name in dict.fromkeys(urge.triggers):
            counts[name] += 1
            if urge.peak is not None:
                peaks.setdefault(name, []).append(urge.peak)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(TriggerCount(name, n, median_if_enough(peaks.get(name, ()))) for name, n in ranked)
