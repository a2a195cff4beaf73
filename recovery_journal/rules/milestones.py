"""Milestones near: round numbers that were just reached, or are a few days away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.lists import MilestoneKind

if TYPE_CHECKING:
    from recovery_journal.rules.totals import Totals

DAYS = (1, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365)
MEETINGS = (1, 5, 10, 25, 50, 100)
CONNECTIONS = (10, 25, 50, 100)
# How far ahead a milestone counts as near.
NEAR_DAYS = 3
NEAR_MEETINGS = 2
NEAR_CONNECTIONS = 2


class Near(NamedTuple):
    """A milestone that is near: ``at`` is its number, ``left`` how many are still to come."""

    kind: MilestoneKind
    at: int
    left: int


def near(totals: Totals, meetings: int, connections: int) -> list[Near]:
    """Return at most one milestone of each kind: reached just now, or near.

    Of what has not begun yet there is none. Days are those recorded as met in
    all, so that nothing that happens takes one further away.
    """
    kinds: tuple[tuple[MilestoneKind, int, int, Callable[[int], int]], ...] = (
        ("days_toward_goal", totals.met, NEAR_DAYS, next_days),
        ("meetings", meetings, NEAR_MEETINGS, lambda n: _next(MEETINGS, n)),
        ("connection", connections, NEAR_CONNECTIONS, lambda n: _next(CONNECTIONS, n)),
    )
    return [
        Near(kind, following(n), following(n) - n)
        for kind, n, ahead, following in kinds
        if n and following(n) - n <= ahead
    ]


def next_days(n: int) -> int:
    """Return the milestone of days at or after ``n``: later every year, and every 500th."""
    if n <= DAYS[-1]:
        return _next(DAYS, n)
    return min(-(-n // 365) * 365, -(-n // 500) * 500)


def _next(marks: tuple[int, ...], n: int) -> int:
    """Return the mark at or after ``n``; beyond the last one, each hundred."""
    return next((mark for mark in marks if mark >= n), -(-n // 100) * 100)
