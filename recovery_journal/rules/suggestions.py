"""Ranking of contacts who could be reached, with reasons, and one thing to do alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.rules.contact_stats import (
    MIN_TIMES_NOTED,
    ContactStats,
    contact_stats,
    timestamp,
    usual_answer_hours,
    usual_felt_after,
)
from recovery_journal.rules.coping import CopingStat, best_coping, coping_stats
from recovery_journal.rules.days import median
from recovery_journal.rules.network.states import contact_state, days_since, due_ratio, is_listed_on

if TYPE_CHECKING:
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.domain.vocabulary import Coping


MAX_ANSWER_HOURS = 24.0
"""Hours within which an answer speaks for calling; a longer wait is no reason."""


class FeltAfter(NamedTuple):
    """How often it felt good after reaching someone, of the times that were noted.

    ``is_change``: better than before, where both were noted; else well by itself.
    """

    good: int
    rated: int
    is_change: bool


class AnswerTime(NamedTuple):
    """Within how many hours someone answers: usually, or the last time."""

    hours: float
    is_usual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The facts that speak for someone; None and False say nothing.

    ``listed_for`` is the support that was asked for. ``days_since`` is None for
    someone not reached yet; ``is_recent`` says that this is within the rhythm.
    """

    ok_when_urge: bool
    supports_goal: bool
    listed_for: SupportKind | None
    felt_after: FeltAfter | None
    answer: AnswerTime | None
    days_since: int | None
    cadence_days: int | None
    is_recent: bool


class Suggestion(NamedTuple):
    """Someone who could be reached, with the facts that speak for it."""

    contact: Contact
    reasons: Reasons


def suggest_contacts(
    activities: Iterable[ContactActivity],
    reach_outs: Sequence[ReachOut],
    as_of: date,
    *,
    hard_moment: bool = False,
    support: SupportKind | None = None,
) -> tuple[Suggestion, ...]:
    """Return everyone who could be reached, the first suggestion first.

    Left out: a risk tie, suggest = no, less_now, ended, paused that day, not
    placed yet, and in a hard moment whoever does not support the goal. With
    ``support``, only those listed for it. ``activities`` are of that day,
    ``reach_outs`` those of the last 365 days.

    Order: in a hard moment who is okay to reach with an urge; supports the
    goal (yes, not known or mixed, no); how it usually felt after, from 3 times
    on (those with less stand between better and worse); how soon they usually
    answer (not known: last); most due; name.
    """
    log_by_contact: dict[int | None, list[ReachOut]] = {}
    for record in sorted((r for r in reach_outs if r.local_date <= as_of), key=timestamp):
        for contact_id in {ref.id for ref in record.contacts}:
            log_by_contact.setdefault(contact_id, []).append(record)
    ranked = []
    for activity in activities:
        contact = activity.contact
        if not _can_be_suggested(activity, as_of) or (support and support not in contact.support):
            continue
        if hard_moment and contact.supports_goal == "no":
            continue
        stats = contact_stats(log_by_contact.get(contact.id, ()))
        sort_key = _sort_key(activity, stats, as_of, hard_moment)
        ranked.append((sort_key, Suggestion(contact, _reasons(activity, stats, as_of, support))))
    return tuple(suggestion for _key, suggestion in sorted(ranked, key=lambda item: item[0]))


def solo_activity(urges: Iterable[Urge], copings: Iterable[Coping] = ()) -> CopingStat | None:
    """Return what has helped most before and can be done alone; None where nothing has yet.

    What helped needs 3 uses with a mark, and to have helped in at least half of
    them. Coping that takes other people (by its category) is not for alone.
    """
    return best_coping(stat for stat in coping_stats(urges, copings) if not stat.is_social)


def _can_be_suggested(activity: ContactActivity, as_of: date) -> bool:
    """Say whether a contact may be suggested at all on that day."""
    contact = activity.contact
    return (
        is_listed_on(activity, as_of)
        and contact.is_placed
        and contact.influence != "risk"
        and contact.suggest
        and contact.status != "less_now"
        and not contact.is_paused_on(as_of)
    )


def _sort_key(
    activity: ContactActivity, stats: ContactStats, as_of: date, hard_moment: bool
) -> tuple[bool, int, float, float, float, str, int]:
    """Return the key that puts the first suggestion first."""
    contact = activity.contact
    goal_rank = {"yes": 0, "no": 2}.get(contact.supports_goal or "", 1)
    usual_feeling = usual_felt_after(stats)
    answer_hours = median(stats.answer_hours)
    return (
        hard_moment and not contact.ok_when_urge,
        goal_rank,
        -(usual_feeling or 0.0),
        float("inf") if answer_hours is None else answer_hours,
        -due_ratio(activity, as_of),
        contact.name.casefold(),
        contact.id,
    )


def _reasons(
    activity: ContactActivity, stats: ContactStats, as_of: date, support: SupportKind | None
) -> Reasons:
    contact = activity.contact
    return Reasons(
        ok_when_urge=bool(contact.ok_when_urge),
        supports_goal=contact.supports_goal == "yes",
        listed_for=support,
        felt_after=_felt_after(stats),
        answer=_answer_time(stats),
        days_since=days_since(activity, as_of),
        cadence_days=contact.cadence_days,
        is_recent=contact_state(activity, as_of) == "recent",
    )


def _felt_after(stats: ContactStats) -> FeltAfter | None:
    """Return how it usually felt after, where that was better than before, or well."""
    for values, is_change in ((stats.felt_changes, True), (stats.felt_after, False)):
        good = sum(value > 0 for value in values)
        if len(values) >= MIN_TIMES_NOTED and good * 2 > len(values):
            return FeltAfter(good, len(values), is_change)
    return None


def _answer_time(stats: ContactStats) -> AnswerTime | None:
    """Return how soon they answer; from fewer than 3 times, how soon they did last time.

    Only an answer within a day is a reason to call.
    """
    usual_hours = usual_answer_hours(stats)
    hours = stats.answer_hours[-1] if usual_hours is None and stats.answer_hours else usual_hours
    if hours is None or hours > MAX_ANSWER_HOURS:
        return None
    return AnswerTime(hours, usual_hours is not None)
