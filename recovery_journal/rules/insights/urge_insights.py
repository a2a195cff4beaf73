"""Insights from urges: with and without reaching out, by hour and place, and what helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from recovery_journal.rules.coping import MIN_USES, SOCIAL_CATEGORIES, coping_stats
from recovery_journal.rules.days import median
from recovery_journal.rules.insights.insight import Insight, InsightId, not_enough_either_side
from recovery_journal.rules.week.urge_sections import time_of_day

if TYPE_CHECKING:
    from recovery_journal.domain.urge import Urge
    from recovery_journal.domain.vocabulary import Coping

MIN_URGES_PER_SIDE = 5
MIN_URGES = 3
TOP_PAIRS = 3
TOP_COPING_PAIRS = 5
MIN_TIMES = 2


IN_COMPANY = frozenset({"with_people", "crowd"})
"""Where people were there already, those named are company."""


def did_reach_out(
    urge: Urge,
    category_by_name: dict[str, str],
    risk_ids: Collection[int],
    risk_reach_outs: Collection[int] = (),
) -> bool:
    """Say whether the person reached out in an urge.

    It led to a reach-out, names someone who is no risk tie and was not there
    already, or a way of coping that takes other people, by its category.
    ``risk_reach_outs`` are the reach-outs with nobody but risk ties.
    """
    if urge.reach_out is not None and urge.reach_out not in risk_reach_outs:
        return True
    if urge.with_whom not in IN_COMPANY and any(ref.id not in risk_ids for ref in urge.contacts):
        return True
    return any(
        category_by_name.get(name, name) in SOCIAL_CATEGORIES for name, _rating in urge.coping
    )


def urge_and_reaching_out(
    urges: Iterable[Urge],
    copings: Iterable[Coping],
    risk_ids: Collection[int],
    risk_reach_outs: Collection[int] = (),
) -> Insight:
    """Compare the way from peak to after, in urges with and without reaching out."""
    insight_id: InsightId = "urge_and_reaching_out"
    category_by_name: dict[str, str] = {coping.name: coping.category for coping in copings}
    pairs_by_side: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for urge in urges:
        if urge.peak is not None and urge.after is not None:
            pairs_by_side[did_reach_out(urge, category_by_name, risk_ids, risk_reach_outs)].append(
                (urge.peak, urge.after)
            )
    n, m = len(pairs_by_side[True]), len(pairs_by_side[False])
    if min(n, m) < MIN_URGES_PER_SIDE:
        return not_enough_either_side(insight_id, n, m, MIN_URGES_PER_SIDE)
    peak_with, after_with = (median(values) for values in zip(*pairs_by_side[True], strict=True))
    peak_without, after_without = (
        median(values) for values in zip(*pairs_by_side[False], strict=True)
    )
    values = {
        "peak_with": peak_with,
        "after_with": after_with,
        "n_with": n,
        "peak_without": peak_without,
        "after_without": after_without,
        "n_without": m,
    }
    return Insight(insight_id, min(n, m), MIN_URGES_PER_SIDE, values)


def triggers_by_time(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came at which time of day."""
    return _triggers_by("triggers_by_time", urges, lambda u: time_of_day(u.occurred_at))


def triggers_by_place(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came in which kind of place."""
    return _triggers_by("triggers_by_place", urges, lambda u: u.place_kind)


def triggers_by_company(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came in which company."""
    return _triggers_by("triggers_by_company", urges, lambda u: u.with_whom)


def _triggers_by(
    insight_id: InsightId, urges: Iterable[Urge], context_of: Callable[[Urge], str | None]
) -> Insight:
    """Return the pairs of a trigger and where it came that were there twice or more."""
    counts: Counter[tuple[str, str]] = Counter()
    n = 0
    for urge in urges:
        context = context_of(urge)
        if urge.triggers and context is not None:
            n += 1
            counts.update((name, context) for name in dict.fromkeys(urge.triggers))
    if n < MIN_URGES:
        return Insight(insight_id, n, MIN_URGES)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    top_pairs = [(*pair, times) for pair, times in ranked[:TOP_PAIRS] if times >= MIN_TIMES]
    values = {
        "top": [
            {"trigger": name, "where": context, "n": times} for name, context, times in top_pairs
        ]
    }
    return Insight(insight_id, n, MIN_URGES, values)


def coping_by_trigger(urges: Sequence[Urge], copings: Iterable[Coping]) -> Insight:
    """Return what helped for which trigger; it needs 3 uses with a mark."""
    insight_id: InsightId = "helped_for_trigger"
    copings = tuple(copings)
    use_counts: Counter[tuple[str, str]] = Counter()
    for urge in urges:
        rated_names = {name for name, rating in urge.coping if rating is not None}
        use_counts.update((trigger, name) for trigger in set(urge.triggers) for name in rated_names)
    max_uses = max(use_counts.values(), default=0)
    if max_uses < MIN_USES:
        return Insight(insight_id, max_uses, MIN_USES)
    eligible_triggers = {trigger for (trigger, _name), n in use_counts.items() if n >= MIN_USES}
    rows = [
        (trigger, stat)
        for trigger in eligible_triggers
        for stat in coping_stats(urges, copings, trigger)
        if stat.times_helped
    ]
    rows.sort(key=lambda row: (-row[1].times_helped, row[1].uses, row[0], row[1].name))
    pairs = [
        {"trigger": trigger, "coping": stat.name, "uses": stat.uses, "helped": stat.times_helped}
        for trigger, stat in rows[:TOP_COPING_PAIRS]
    ]
    return Insight(insight_id, max_uses, MIN_USES, {"pairs": pairs})
