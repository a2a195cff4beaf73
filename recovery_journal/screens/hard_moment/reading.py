"""What a hard moment reads from the journal: people, what helped, what was written since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from recovery_journal.domain.labels import label
from recovery_journal.rules.days import last_days
from recovery_journal.rules.helped import helped, most_helpful
from recovery_journal.rules.suggest import Suggestion, alone, who_could_i_reach
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.storage import Journal

SUGGESTED = 3
A_YEAR = 365


def company(journal: Journal, day: date, trigger: str | None) -> tuple[tuple[Suggestion, ...], str]:
    """Return the three people who could be reached, and what helped before, in words."""
    start, end = last_days(day, A_YEAR)
    reach_outs = cast("list[ReachOut]", journal.entries.between(start, end, "reach_out"))
    urges = cast("list[Urge]", journal.entries.between(start, end, "urge"))
    people = who_could_i_reach(journal.contacts.ties(day), reach_outs, day, hard_moment=True)
    return people[:SUGGESTED], helped_words(urges, journal.lists.copings(), trigger)


def helped_words(urges: Sequence[Urge], copings: Sequence[Coping], trigger: str | None) -> str:
    """Return the one thing that helped before with this trigger, or with any.

    Where nothing was used often enough, it is something gentle to do alone.
    """
    best = most_helpful(helped(urges, copings, trigger))
    if best is None:
        return _("On my own: {coping}").format(coping=alone(urges, copings, hard_moment=True))
    if trigger is None:
        words = ngettext(
            "What helped before: {coping} ({helped} of {n} time)",
            "What helped before: {coping} ({helped} of {n} times)",
            best.uses,
        )
    else:
        words = ngettext(
            "What helped before with “{trigger}”: {coping} ({helped} of {n} time)",
            "What helped before with “{trigger}”: {coping} ({helped} of {n} times)",
            best.uses,
        )
    return words.format(
        trigger=label(trigger or ""), coping=best.words, helped=best.helped, n=best.uses
    )


def led_to(journal: Journal, begun: datetime, day: date) -> int | None:
    """Return the id of the first reach-out that was logged since it began; None without one."""
    since = begun.replace(microsecond=0)
    written = journal.entries.between(day - timedelta(days=1), day, "reach_out")
    return next((one.id for one in written if one.recorded_at >= since <= one.occurred_at), None)


def urges_written(journal: Journal) -> int:
    """Return how many urges are written down: one more means that this one is."""
    return journal.totals.count(kinds=("urge",))
