"""What is here in all: days recorded toward the goal. Nothing takes any of it away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

WINDOW = 30


class Totals(NamedTuple):
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


def totals(goal_days: Mapping[date, str], today: date) -> Totals:
    """Count the days up to today; ``goal_days`` says of each: met, partly or not_met."""
    come = {day: word for day, word in goal_days.items() if day <= today}
    met = [day for day, word in come.items() if word == "met"]
    window = {today - timedelta(days=back) for back in range(WINDOW)}
    return Totals(
        met=len(met),
        partly=sum(word == "partly" for word in come.values()),
        recorded=len(come),
        met_of_last_30=sum(come.get(day) == "met" for day in window),
        recorded_of_last_30=sum(day in come for day in window),
        longest_run=longest_run(met),
    )


def longest_run(days: Collection[date]) -> int:
    """Return the most days in a row among these days; a day that is not there ends a run."""
    longest = run = before = 0
    for day in sorted(one.toordinal() for one in days):
        run = run + 1 if day - before == 1 else 1
        longest = max(longest, run)
        before = day
    return longest
