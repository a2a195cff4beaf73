"""What Today shows after its first picture: who could be reached, and what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from recovery_journal.report.plain import harmless
from recovery_journal.rules.days import last_days
from recovery_journal.rules.suggest import alone, nobody_words, who_could_i_reach
from recovery_journal.words import _

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.storage import Journal

SUGGESTED = 3
BACK = 365
"""Days of the log from which it is said how it usually was."""


def suggested(
    journal: Journal, ties: Sequence[Tie], day: date
) -> list[tuple[int, str, Sequence[str]]]:
    """Return who could be reached: id, name, and why."""
    found = journal.entries.between(*last_days(day, BACK), "reach_out")
    people = who_could_i_reach(ties, cast("list[ReachOut]", found), day)[:SUGGESTED]
    return [(one.contact.id, one.contact.name, one.beside) for one in people]


def besides(journal: Journal, day: date, *, nobody: bool) -> list[str]:
    """Return what stands below the people: something to do alone, and where there are none."""
    urges = journal.entries.between(*last_days(day, BACK), "urge")
    words = alone(cast("list[Urge]", urges), journal.lists.copings())
    lines = [_("On your own: {coping}").format(coping=harmless(words))]
    if nobody:
        first = _("Three people will stand here once they are on your map (2).")
        lines = [first, nobody_words(), *lines]
    return lines


def near_words(journal: Journal, day: date) -> tuple[str, ...]:
    """Return the milestones that are near, a sentence each; without a goal none."""
    goal = journal.goals.current()
    if goal is None:
        return ()
    from recovery_journal.report.goal_text import milestones_near

    return milestones_near(goal, journal.totals.goal_days(), journal.totals.tally(), day)
