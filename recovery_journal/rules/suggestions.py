"""Who could I reach, in which order and why; and one thing to do alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.choices import SupportKind
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.i18n import _
from recovery_journal.rules.contact_stats import (
    MIN_TIMES_NOTED,
    ContactStats,
    contact_stats,
    hours_text,
    timestamp,
    usual_answer_hours,
    usual_felt_after,
)
from recovery_journal.rules.coping import best_coping, coping_stats
from recovery_journal.rules.days import median
from recovery_journal.rules.network.gaps import support_kind_label
from recovery_journal.rules.network.states import (
    boundary_text,
    contact_state,
    days_ago_text,
    days_since,
    days_text,
    due_ratio,
    is_listed_on,
)

if TYPE_CHECKING:
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge
    from recovery_journal.domain.vocabulary import Coping


MAX_ANSWER_HOURS = 24.0
"""Hours within which an answer speaks for calling; a longer wait is no reason."""
HALF_DAY_HOURS = 12.0


class Suggestion(NamedTuple):
    """Someone who could be reached, with the facts that speak for it, in words."""

    contact: Contact
    reasons: tuple[str, ...]

    @property
    def boundary_and_reasons(self) -> tuple[str, ...]:
        """What stands beside the name: first the boundary, to be seen before anyone calls."""
        boundary = boundary_text(self.contact)
        return (boundary, *self.reasons) if boundary else self.reasons


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


def solo_activity(
    urges: Iterable[Urge], copings: Iterable[Coping] = (), *, hard_moment: bool = False
) -> str:
    """Return one thing to do alone: what has helped most before, else something gentle.

    What helped needs 3 uses with a mark, and to have helped in at least half of
    them. Coping that takes other people (by its category) is not for alone; a
    category of the built-in list is returned in words, the person's own as it is.
    """
    solo_stats = [stat for stat in coping_stats(urges, copings) if not stat.is_social]
    if best := best_coping(solo_stats):
        return best.display_name
    if hard_moment:
        return _("slow breathing: in for 4, out for 6, for two minutes")
    return _("a short walk, or slow breathing: in for 4, out for 6, for two minutes")


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
) -> tuple[str, ...]:
    """Return the facts that speak for someone, in words, in the order they counted."""
    contact = activity.contact
    reasons = [
        _("okay to reach when an urge is there") if contact.ok_when_urge else "",
        _("supports my goal") if contact.supports_goal == "yes" else "",
        _("listed for {support}").format(support=support_kind_label(support)) if support else "",
        _felt_text(stats),
        _answer_text(stats),
        _cadence_text(activity, as_of),
    ]
    return tuple(reason for reason in reasons if reason)


def _felt_text(stats: ContactStats) -> str:
    """Return how it usually felt after, where that was better than before, or well."""
    better_count, well_count = (
        sum(n > 0 for n in felt_values) for felt_values in (stats.felt_changes, stats.felt_after)
    )
    if len(stats.felt_changes) >= MIN_TIMES_NOTED and better_count * 2 > len(stats.felt_changes):
        return _("usually felt better after ({better} of {rated})").format(
            better=better_count, rated=len(stats.felt_changes)
        )
    if len(stats.felt_after) >= MIN_TIMES_NOTED and well_count * 2 > len(stats.felt_after):
        return _("usually felt well after ({well} of {rated})").format(
            well=well_count, rated=len(stats.felt_after)
        )
    return ""


def _answer_text(stats: ContactStats) -> str:
    """Return how soon they answer; from fewer than 3 times, how soon they did last time.

    Only an answer within a day is a reason to call.
    """
    median_hours = usual_answer_hours(stats)
    hours = stats.answer_hours[-1] if median_hours is None and stats.answer_hours else median_hours
    if hours is None or hours > MAX_ANSWER_HOURS:
        return ""
    time = _("a day") if hours > HALF_DAY_HOURS else hours_text(hours)
    if median_hours is None:
        return _("answered within {time} last time").format(time=time)
    return _("usually answers within {time}").format(time=time)


def _cadence_text(activity: ContactActivity, as_of: date) -> str:
    """Return how long it has been beside the rhythm that was set."""
    cadence = activity.contact.cadence_days
    days = days_since(activity, as_of)
    if days is None:
        return _("not yet reached")
    if cadence is None:
        return _("reached {ago}; no rhythm set").format(ago=days_ago_text(days))
    template = _("reached {ago}; rhythm is every {rhythm}")
    if contact_state(activity, as_of) != "recent":
        template = _("it's been {days}; rhythm is every {rhythm}")
    return template.format(ago=days_ago_text(days), days=days_text(days), rhythm=days_text(cadence))
