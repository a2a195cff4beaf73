"""Sections of the weekly page that are computed from its days: glance, goal, compared, safety."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.goal import Goal as OwnGoal
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.rules.days import median
from recovery_journal.rules.redaction import Redactor
from recovery_journal.rules.week.model import (
    DayGrid,
    DayRow,
    FigureChange,
    ReturnToUseDay,
    WeekComparison,
    WeekGoal,
    WeekHeader,
    WeekMilestone,
    WeekSafety,
)

MAX_DAY_ROWS = 14
WEEK_DAYS = 7
PREVIOUS_WEEKS = 4
MIN_DAYS = 4


def header_section(
    name: str | None, include_names: bool, days: Sequence[DayValues], made_on: date
) -> WeekHeader:
    """Return whose page it is, as initials or by name, and how much was recorded."""
    return WeekHeader(
        who=name if include_names or name is None else initials(name),
        days_with_entries=sum(day.entries > 0 for day in days),
        days=len(days),
        running=days[-1].day > made_on,
        filled_in_later=sum(day.filled_in_later for day in days),
    )


def initials(name: str) -> str | None:
    """Return the initials of a name, "R.K." of "Robin Kay"; None where it has no letter."""
    name_parts = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)
    return "".join(f"{name_part[0].upper()}." for name_part in name_parts) or None


def safety_section(returns: Iterable[ReturnToUse], word: str | None) -> WeekSafety:
    """Return the returns to use of the period: the day and whether someone was told."""
    return WeekSafety(tuple(ReturnToUseDay(r.local_date, r.told) for r in returns), word)


def day_grid_section(days: Sequence[DayValues]) -> DayGrid:
    """Return a row a day for the last days of the period."""
    rows = tuple(
        DayRow(
            day.day,
            day.mood,
            day.urge,
            day.confidence,
            day.connectedness,
            day.reached,
            day.meetings,
            day.sleep_hours,
        )
        for day in days[-MAX_DAY_ROWS:]
    )
    return DayGrid(rows, len(days))


def goal_section(check_ins: Iterable[CheckIn], word: str | None, redactor: Redactor) -> WeekGoal:
    """Return on how many days the goal was met, and one good moment if it is shared.

    A day is what its last check-in that says met, partly or not met says; not
    applicable and prefer not to say are no answer to count. The good moment is
    the last one whose check-in the writer marked to share.
    """
    answers: dict[date, str] = {}
    good_moment = None
    for check_in in check_ins:
        if check_in.goal_today in ("met", "partly", "not_met"):
            answers[check_in.local_date] = check_in.goal_today
        if check_in.share and check_in.good_moment and check_in.good_moment.strip():
            good_moment = check_in.good_moment
    met = sum(answer == "met" for answer in answers.values())
    partly = sum(answer == "partly" for answer in answers.values())
    return WeekGoal(
        met=met,
        partly=partly,
        days_recorded=len(answers),
        good_moment=None if good_moment is None else redactor(good_moment, "goal"),
        word=word,
    )


def find_goal_on(goals: Iterable[OwnGoal], day: date) -> OwnGoal | None:
    """Return the goal that held on a day; of two that meet on it, the later one."""
    active_goals = [
        goal
        for goal in goals
        if goal.start <= day and (goal.ended_on is None or day < goal.ended_on)
    ]
    return active_goals[-1] if active_goals else None


def with_own_goal(section: WeekGoal, goal: OwnGoal | None, redactor: Redactor | None) -> WeekGoal:
    """Return the section with the kind of the goal, its wording only with own words."""
    if goal is None:
        return section
    wording = _redacted_wording(goal.wording, redactor)
    return section._replace(goal_kind=goal.goal_kind, wording=wording)


def week_milestones(
    milestones: Iterable[Milestone], redactor: Redactor | None
) -> tuple[WeekMilestone, ...]:
    """Return the milestones marked in the period, by their kind; which one with own words."""
    return tuple(
        WeekMilestone(milestone.milestone_kind, _redacted_wording(milestone.wording, redactor))
        for milestone in milestones
    )


def _redacted_wording(text: str | None, redactor: Redactor | None) -> str | None:
    return redactor(text, "goal") if redactor is not None and text and text.strip() else None


def comparison_section(
    days: Sequence[DayValues],
    previous_days: Sequence[DayValues],
    reached_by_day: Mapping[date, set[int]],
) -> WeekComparison:
    """Return the medians of the period's days beside those of the 28 days before.

    ``days`` are those that can have an entry, ``reached_by_day`` who was reached on each
    day. Only with 4 or more days recorded on both sides. People reached are
    counted by week, backwards from the last day: of the weeks with an entry,
    the median. A period shorter than a week is one week so far.
    """
    return WeekComparison(
        mood=_median_change(days, previous_days, lambda day: day.mood),
        urge=_median_change(days, previous_days, lambda day: day.urge),
        confidence=_median_change(days, previous_days, lambda day: day.confidence),
        people_reached=_people_reached_change(days, previous_days, reached_by_day),
    )


def _median_change(
    days: Iterable[DayValues],
    previous_days: Iterable[DayValues],
    value_of: Callable[[DayValues], float | None],
) -> FigureChange | None:
    values = [day_value for day in days if (day_value := value_of(day)) is not None]
    previous_values = [
        day_value for day in previous_days if (day_value := value_of(day)) is not None
    ]
    return _change_if_enough(
        median(values), median(previous_values), len(values), len(previous_values)
    )


def _people_reached_change(
    days: Sequence[DayValues],
    previous_days: Sequence[DayValues],
    reached_by_day: Mapping[date, set[int]],
) -> FigureChange | None:
    return _change_if_enough(
        median(_weekly_people_counts(days, reached_by_day)),
        median(_weekly_people_counts(previous_days, reached_by_day)),
        sum(day.entries > 0 for day in days),
        sum(day.entries > 0 for day in previous_days),
    )


def _weekly_people_counts(
    days: Sequence[DayValues], reached_by_day: Mapping[date, set[int]]
) -> list[int]:
    """Count the different people of each whole week with an entry, from the last backwards."""
    counts = []
    for end in range(len(days), 0, -WEEK_DAYS):
        week = days[max(0, end - WEEK_DAYS) : end]
        is_whole = len(week) == WEEK_DAYS or end == len(days)
        if is_whole and any(day.entries for day in week):
            counts.append(len(set().union(*(reached_by_day.get(day.day, set()) for day in week))))
    return counts


def _change_if_enough(
    current: float | None, previous: float | None, days_now: int, days_before: int
) -> FigureChange | None:
    has_enough = min(days_now, days_before) >= MIN_DAYS
    if current is None or previous is None or not has_enough:
        return None
    return FigureChange(current, previous, days_now, days_before)


def comparison_start(start: date) -> date:
    """Return the first of the 28 days that a period starting on ``start`` is compared with."""
    return start - timedelta(days=WEEK_DAYS * PREVIOUS_WEEKS)
