"""What a hard moment reads from the journal: people, what helped, what was written since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recovery_journal.domain.labels import label
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.i18n import _, ngettext
from recovery_journal.rules.coping import best_coping, coping_stats
from recovery_journal.rules.days import window_bounds
from recovery_journal.rules.suggestions import Suggestion, solo_activity, suggest_contacts

if TYPE_CHECKING:
    from recovery_journal.domain.vocabulary import Coping
    from recovery_journal.storage import Journal

SUGGESTION_LIMIT = 3
YEAR_DAYS = 365


def support_suggestions(
    journal: Journal, day: date, trigger: str | None
) -> tuple[tuple[Suggestion, ...], str]:
    """Return the three people who could be reached, and what helped before, in words."""
    start, end = window_bounds(day, YEAR_DAYS)
    reach_outs = journal.entries.of(ReachOut, start, end)
    urges = journal.entries.of(Urge, start, end)
    suggestions = suggest_contacts(
        journal.contacts.with_activity(day), reach_outs, day, hard_moment=True
    )
    return suggestions[:SUGGESTION_LIMIT], helped_text(urges, journal.vocabulary.copings(), trigger)


def helped_text(urges: Sequence[Urge], copings: Sequence[Coping], trigger: str | None) -> str:
    """Return the one thing that helped before with this trigger, or with any.

    Where nothing was used often enough, it is something gentle to do alone.
    """
    best = best_coping(coping_stats(urges, copings, trigger))
    if best is None:
        return _("On my own: {coping}").format(
            coping=solo_activity(urges, copings, hard_moment=True)
        )
    if trigger is None:
        template = ngettext(
            "What helped before: {coping} ({helped} of {n} time)",
            "What helped before: {coping} ({helped} of {n} times)",
            best.uses,
        )
    else:
        template = ngettext(
            "What helped before with “{trigger}”: {coping} ({helped} of {n} time)",
            "What helped before with “{trigger}”: {coping} ({helped} of {n} times)",
            best.uses,
        )
    return template.format(
        trigger=label(trigger or ""),
        coping=best.display_name,
        helped=best.times_helped,
        n=best.uses,
    )


def first_reach_out_since(journal: Journal, started_at: datetime, day: date) -> int | None:
    """Return the id of the first reach-out that was logged since it began; None without one."""
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
