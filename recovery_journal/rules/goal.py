"""Lifetime totals of days by goal outcome, the longest run, and the milestones that are near.

A return to use is a day that was not met and takes nothing else away: decision 0014.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from recovery_journal.domain.choices import MilestoneKind

WINDOW_DAYS = 30
DAY_MILESTONES = (1, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365)
MEETING_MILESTONES = (1, 5, 10, 25, 50, 100)
CONNECTION_MILESTONES = (10, 25, 50, 100)
# How far ahead a milestone counts as near.
NEAR_DAYS = 3
NEAR_MEETINGS = 2
NEAR_CONNECTIONS = 2


class GoalTotals(NamedTuple):
    """Days by what was recorded toward the goal; a return to use is no part of them.

    ``met`` and ``partly`` are days in all, apart; ``recorded`` are those, and the
    days recorded as not met. The window of the last 30 days includes today.
    ``longest_run`` is the most days in a row recorded as met, whenever that was.
    """

    met: int
    partly: int
    recorded: int
    met_of_last_30: int
    recorded_of_last_30: int
    longest_run: int


def count_goal_days(goal_days: Mapping[date, str], today: date) -> GoalTotals:
    """Count the days up to today; ``goal_days`` says of each: met, partly or not_met."""
    answer_by_day = {day: answer for day, answer in goal_days.items() if day <= today}
    met_days = [day for day, answer in answer_by_day.items() if answer == "met"]
    window = {today - timedelta(days=days_back) for days_back in range(WINDOW_DAYS)}
    return GoalTotals(
        met=len(met_days),
        partly=sum(answer == "partly" for answer in answer_by_day.values()),
        recorded=len(answer_by_day),
        met_of_last_30=sum(answer_by_day.get(day) == "met" for day in window),
        recorded_of_last_30=sum(day in answer_by_day for day in window),
        longest_run=longest_run(met_days),
    )


def longest_run(days: Collection[date]) -> int:
    """Return the most days in a row among these days; a day that is not there ends a run."""
    longest = run = previous = 0
    for ordinal in sorted(run_day.toordinal() for run_day in days):
        run = run + 1 if ordinal - previous == 1 else 1
        longest = max(longest, run)
        previous = ordinal
    return longest


class UpcomingMilestone(NamedTuple):
    """A milestone that is near: its ``number``, and how many ``remaining`` until it."""

    kind: MilestoneKind
    number: int
    remaining: int


def upcoming_milestones(
    goal_totals: GoalTotals, meetings: int, connections: int
) -> list[UpcomingMilestone]:
    """Return at most one milestone of each kind: reached just now, or near.

    Of what has not begun yet there is none. Days are those recorded as met in
    all, so that nothing that happens takes one further away.
    """
    kinds: tuple[tuple[MilestoneKind, int, int, Callable[[int], int]], ...] = (
        ("days_toward_goal", goal_totals.met, NEAR_DAYS, next_day_milestone),
        ("meetings", meetings, NEAR_MEETINGS, lambda count: _next_mark(MEETING_MILESTONES, count)),
        (
            "connection",
            connections,
            NEAR_CONNECTIONS,
            lambda count: _next_mark(CONNECTION_MILESTONES, count),
        ),
    )
    return [
        UpcomingMilestone(kind, next_mark(count), next_mark(count) - count)
        for kind, count, max_remaining, next_mark in kinds
        if count and next_mark(count) - count <= max_remaining
    ]


def next_day_milestone(n: int) -> int:
    """Return the milestone of days at or after ``n``: later every year, and every 500th."""
    if n <= DAY_MILESTONES[-1]:
        return _next_mark(DAY_MILESTONES, n)
    return min(-(-n // 365) * 365, -(-n // 500) * 500)


def _next_mark(marks: tuple[int, ...], n: int) -> int:
    """Return the mark at or after ``n``; beyond the last one, each hundred."""
    return next((mark for mark in marks if mark >= n), -(-n // 100) * 100)
