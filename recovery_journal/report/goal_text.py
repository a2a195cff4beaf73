"""The goal, the totals since it began and the milestones near, as rows of label and text.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.dates import long_day
from recovery_journal.domain.labels import field_label, label
from recovery_journal.i18n import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.activity import Activity
    from recovery_journal.domain.goal import Goal
    from recovery_journal.domain.milestone import Milestone
    from recovery_journal.domain.reflection import Reflection
    from recovery_journal.rules.goal import GoalTotals, UpcomingMilestone


def goal_rows(goal: Goal) -> list[tuple[str, str]]:
    """Return what was said of a goal, each with its label; what was left out is not there."""
    rows = [
        (_("Goal"), label(goal.goal_kind)),
        (_("In my words"), goal.wording),
        (_("Chosen by"), goal.chosen_by and label(goal.chosen_by)),
        (_("Since"), long_day(goal.start)),
        (_("Look at it again"), goal.review_on and long_day(goal.review_on)),
        (_("Put aside"), goal.ended_on and long_day(goal.ended_on)),
        (_("Reasons"), goal.reasons),
    ]
    return [(name, text) for name, text in rows if text]


def totals_rows(day_totals: GoalTotals, meetings: int, connections: int) -> list[tuple[str, str]]:
    """Return what is here in all, each with its label; a 0 is not shown as one."""
    recorded_rows = dict(recorded_totals_rows(day_totals, meetings, connections))
    labels = (
        _days_met_label(),
        _last_30_days_label(),
        _longest_run_label(),
        _meetings_label(),
        _connections_label(),
    )
    return [(name, recorded_rows.get(name) or _("none recorded yet")) for name in labels]


def recorded_totals_rows(
    day_totals: GoalTotals, meetings: int, connections: int
) -> list[tuple[str, str]]:
    """Return the same, without what nothing is recorded of."""
    met_text = _("{met} in all").format(met=day_totals.met) if day_totals.met else ""
    if day_totals.partly:
        template = _("{met} in all; partly {partly}") if day_totals.met else _("partly {partly}")
        met_text = template.format(met=day_totals.met, partly=day_totals.partly)
    rows = [
        (_days_met_label(), met_text),
        (_last_30_days_label(), _last_30_days_text(day_totals)),
        (_longest_run_label(), str(day_totals.longest_run or "")),
        (_meetings_label(), str(meetings or "")),
        (_connections_label(), str(connections or "")),
    ]
    return [(name, text) for name, text in rows if text]


def totals_heading(own_word: str | None) -> str:
    """Return what stands above the totals, with the person's own word for the goal."""
    if own_word:
        return _("What is here in all: {goal}").format(goal=own_word)
    return _("What is here in all")


def _days_met_label() -> str:
    return _("Days recorded as met")


def _last_30_days_label() -> str:
    return _("The last 30 days")


def _longest_run_label() -> str:
    return _("Most days in a row")


def _meetings_label() -> str:
    return _("Meetings attended")


def _connections_label() -> str:
    return _("Connections")


def milestone_defaults(milestone: UpcomingMilestone) -> dict[str, str]:
    """Return a milestone that is near as the form for one begins with it."""
    wordings = {
        "days_toward_goal": ngettext("{n} day", "{n} days", milestone.number),
        "meetings": ngettext("{n} meeting", "{n} meetings", milestone.number),
        "connection": ngettext("{n} connection", "{n} connections", milestone.number),
    }
    return {
        "milestone_kind": milestone.kind,
        "wording": wordings[milestone.kind].format(n=milestone.number),
    }


def milestone_text(record: Milestone) -> str:
    """Return a milestone on one line: which one, and how it was marked."""
    text = record.wording or label(record.milestone_kind)
    return f"{text} ({record.marked_how})" if record.marked_how else text


def activity_text(record: Activity) -> str:
    """Return an activity on one line: what it was, and how much it was enjoyed."""
    text = record.name or label(record.activity_kind)
    if record.enjoyment is None:
        return text
    return _("{activity}, enjoyed {n} of 10").format(activity=text, n=record.enjoyment)


def reflection_text(record: Reflection) -> str:
    """Return a reflection on one line: its marks, else its words."""
    ratings = [
        f"{field_label(name)} {value}"
        for name in ("body", "mind", "people", "purpose")
        if (value := getattr(record, name)) is not None
    ]
    own_texts = [text for text in (record.proud_of, record.learned, record.note) if text]
    return "; ".join([part for part in (", ".join(ratings), *own_texts[:1]) if part])


def upcoming_milestone_text(milestone: UpcomingMilestone) -> str:
    """Return a milestone that is near as a fact."""
    if milestone.kind == "days_toward_goal":
        reached_text, remaining_text = _days_recorded_texts(milestone)
    elif milestone.kind == "meetings":
        reached_text = ngettext(
            "{at} meeting attended.", "{at} meetings attended.", milestone.number
        )
        remaining_text = ngettext(
            "{left} more meeting makes {at}.",
            "{left} more meetings make {at}.",
            milestone.remaining,
        )
    else:
        reached_text = ngettext(
            "{at} connection with someone.", "{at} connections with someone.", milestone.number
        )
        remaining_text = ngettext(
            "{left} more connection makes {at}.",
            "{left} more connections make {at}.",
            milestone.remaining,
        )
    return (remaining_text if milestone.remaining else reached_text).format(
        at=milestone.number, left=milestone.remaining
    )


def _days_recorded_texts(milestone: UpcomingMilestone) -> tuple[str, str]:
    reached_text = ngettext(
        "{at} day recorded as met.", "{at} days recorded as met.", milestone.number
    )
    remaining_text = ngettext(
        "{left} more day recorded as met makes {at}.",
        "{left} more days recorded as met make {at}.",
        milestone.remaining,
    )
    return reached_text, remaining_text


def _last_30_days_text(day_totals: GoalTotals) -> str:
    """Return the days met of those recorded in the window; not recorded is not 0."""
    if not day_totals.recorded_of_last_30:
        return ""
    if not day_totals.met_of_last_30:
        return ngettext(
            "{n} day recorded", "{n} days recorded", day_totals.recorded_of_last_30
        ).format(n=day_totals.recorded_of_last_30)
    return _("{met} met, of {n} recorded").format(
        met=day_totals.met_of_last_30, n=day_totals.recorded_of_last_30
    )
