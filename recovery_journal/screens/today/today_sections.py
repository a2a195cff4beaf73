"""What Today shows after its first picture: who could be reached, and what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.i18n import _
from recovery_journal.rules.days import window_bounds
from recovery_journal.rules.suggestions import (
    nobody_to_suggest_text,
    solo_activity,
    suggest_contacts,
)
from recovery_journal.terminal_text import escape_control

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.contact import ContactActivity
    from recovery_journal.storage import Journal

MAX_SUGGESTIONS = 3
LOG_DAYS = 365
"""Days of the log from which it is said how it usually was."""


def load_suggestions(
    journal: Journal, contact_activities: Sequence[ContactActivity], day: date
) -> list[tuple[int, str, Sequence[str]]]:
    """Return who could be reached: id, name, and why."""
    reach_outs = journal.entries.of(ReachOut, *window_bounds(day, LOG_DAYS))
    suggestions = suggest_contacts(contact_activities, reach_outs, day)[:MAX_SUGGESTIONS]
    return [
        (suggestion.contact.id, suggestion.contact.name, suggestion.boundary_and_reasons)
        for suggestion in suggestions
    ]


def solo_activity_lines(journal: Journal, day: date, *, is_empty: bool) -> list[str]:
    """Return what stands below the people: something to do alone, and where there are none."""
    urges = journal.entries.of(Urge, *window_bounds(day, LOG_DAYS))
    coping = solo_activity(urges, journal.vocabulary.copings())
    lines = [_("On your own: {coping}").format(coping=escape_control(coping))]
    if is_empty:
        placeholder = _("Three people will stand here once they are on your map (2).")
        lines = [placeholder, nobody_to_suggest_text(), *lines]
    return lines


def milestone_texts(journal: Journal, day: date) -> tuple[str, ...]:
    """Return the milestones that are near, a sentence each; without a goal none."""
    goal = journal.goals.current()
    if goal is None:
        return ()
    from recovery_journal.report.goal_text import upcoming_milestone_texts

    return upcoming_milestone_texts(
        goal, journal.statistics.goal_outcomes_by_day(), journal.statistics.lifetime_counts(), day
    )
