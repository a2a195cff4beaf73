"""The goal in force, lifetime totals, the milestones near, and the newest marked ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.activity import Activity
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.rules.goal import (
    GoalTotals,
    UpcomingMilestone,
    count_goal_days,
    upcoming_milestones,
)

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.goal import Goal
    from recovery_journal.storage import Journal

ACTIVITY_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeTotals:
    """What is here in all; ``milestones`` are those the person marked.

    ``own_word`` is the person's own word for the goal.
    """

    days: GoalTotals
    meetings: int
    connections: int
    milestones: int
    own_word: str | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing counts so far."""
        return not any((self.days.recorded, self.meetings, self.connections))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPage:
    """The present goal, the totals, and the milestones near; without a goal none is near."""

    goal: Goal | None
    totals: LifetimeTotals
    upcoming: tuple[UpcomingMilestone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHistory:
    """What was recorded beside the goal, newest first: activities of the last 28 days."""

    milestones: tuple[Milestone, ...]
    activities: tuple[Activity, ...]
    reflections: tuple[Reflection, ...]


def load_totals(journal: Journal, day: date) -> LifetimeTotals:
    """Return what is here in all up to a day."""
    meetings, connections = journal.statistics.lifetime_counts()
    return LifetimeTotals(
        days=count_goal_days(journal.statistics.goal_outcomes_by_day(), day),
        meetings=meetings,
        connections=connections,
        milestones=journal.statistics.count(kinds=("milestone",)),
        own_word=journal.settings.word_for("goal"),
    )


def load_goal(journal: Journal, day: date) -> GoalPage:
    """Return the goal of the present day with the totals."""
    goal, totals = journal.goals.current(), load_totals(journal, day)
    upcoming = (
        []
        if goal is None
        else upcoming_milestones(totals.days, totals.meetings, totals.connections)
    )
    return GoalPage(goal=goal, totals=totals, upcoming=tuple(upcoming))


def load_upcoming_milestones(journal: Journal, day: date) -> tuple[UpcomingMilestone, ...]:
    """Return the milestones that are near; without a goal nothing is counted."""
    return () if journal.goals.current() is None else load_goal(journal, day).upcoming


def load_goal_history(
    journal: Journal, day: date, milestone_limit: int, reflection_limit: int
) -> GoalHistory:
    """Return the newest milestones and reflections, at most so many, and the activities."""
    entries = journal.entries
    start = day - timedelta(days=ACTIVITY_DAYS - 1)
    return GoalHistory(
        milestones=tuple(entries.newest(Milestone, milestone_limit)),
        activities=tuple(entries.of(Activity, start, day)[::-1]),
        reflections=tuple(entries.newest(Reflection, reflection_limit)),
    )
