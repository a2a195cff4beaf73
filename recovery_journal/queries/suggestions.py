"""Suggestions of the present day: contacts in order, what helped before, one thing to do alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.coping import CopingStat, best_coping, coping_stats
from recovery_journal.rules.days import window_bounds
from recovery_journal.rules.suggestions import Suggestion, solo_activity, suggest_contacts

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

LOG_DAYS = 365
"""Days of the log, the present one included, from which it is said how it usually was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Who could be reached, the first suggestion first, and one thing to do alone.

    ``solo`` is what has helped most and can be done alone; ``helped`` the way of coping that
    helped most with the trigger that was named, or with any. Both are None where
    nothing was used often enough.
    """

    hard_moment: bool
    people: tuple[Suggestion, ...]
    solo: CopingStat | None
    helped: CopingStat | None


def load_suggestions(
    journal: Journal,
    day: date,
    *,
    hard_moment: bool = False,
    support: SupportKind | None = None,
    trigger: str | None = None,
) -> Suggestions:
    """Return everyone who could be reached on the present day, and what to do alone.

    ``support`` names only those who give it; ``trigger`` is what ``helped`` is about.
    """
    start, end = window_bounds(day, LOG_DAYS)
    reach_outs = journal.entries.of(ReachOut, start, end)
    urges = journal.entries.of(Urge, start, end)
    copings = journal.vocabulary.copings()
    return Suggestions(
        hard_moment=hard_moment,
        people=suggest_contacts(
            journal.contacts.with_activity(day),
            reach_outs,
            day,
            hard_moment=hard_moment,
            support=support,
        ),
        solo=solo_activity(urges, copings),
        helped=best_coping(coping_stats(urges, copings, trigger)),
    )


def first_reach_out_since(journal: Journal, started_at: datetime, day: date) -> int | None:
    """Return the id of the first reach-out that was logged since then; None without one."""
    since = started_at.replace(microsecond=0)
    reach_outs = journal.entries.between(day - timedelta(days=1), day, "reach_out")
    return next(
        (
            reach_out.id
            for reach_out in reach_outs
            if reach_out.recorded_at >= since <= reach_out.occurred_at
        ),
        None,
    )


def count_urges(journal: Journal) -> int:
    """Return how many urges are written down: one more means that this one is."""
    return journal.statistics.count(kinds=("urge",))
