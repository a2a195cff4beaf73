"""Milestones near: round numbers that were just reached, or are a few days away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.choices import MilestoneKind

if TYPE_CHECKING:
    from recovery_journal.rules.goal_totals import GoalTotals

DAY_MILESTONES = (1, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365)
MEETING_MILESTONES = (1, 5, 10, 25, 50, 100)
CONNECTION_MILESTONES = (10, 25, 50, 100)
# How far ahead a milestone counts as near.
NEAR_DAYS = 3
NEAR_MEETINGS = 2
NEAR_CONNECTIONS = 2


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
