"""The goal, the totals and the milestones near as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recovery_journal.domain.goal import Goal
    from recovery_journal.rules.goal import GoalTotals, UpcomingMilestone


def goal_json(goal: Goal) -> dict[str, Any]:
    """Return a goal as a JSON object; what was left out is null."""
    return {
        "id": goal.id,
        "uuid": goal.uuid,
        "goal_kind": goal.goal_kind,
        "wording": goal.wording,
        "chosen_by": goal.chosen_by,
        "start": goal.start.isoformat(),
        "review_on": goal.review_on.isoformat() if goal.review_on else None,
        "reasons": goal.reasons,
        "ended_on": goal.ended_on.isoformat() if goal.ended_on else None,
    }


def totals_json(day_totals: GoalTotals, meetings: int, connections: int) -> dict[str, int]:
    """Return the totals as a JSON object."""
    return {**day_totals._asdict(), "meetings_attended": meetings, "connections": connections}


def upcoming_milestone_json(milestone: UpcomingMilestone) -> dict[str, Any]:
    """Return a milestone that is near as a JSON object."""
    return {"milestone_kind": milestone.kind, "at": milestone.number, "left": milestone.remaining}
