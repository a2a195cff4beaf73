"""What is here in all: days recorded toward the goal. Nothing takes any of it away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

WINDOW_DAYS = 30


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
