"""What the urges say: with and without reaching out, when and where, and what helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from recovery_journal.dates import number
from recovery_journal.domain.labels import label
from recovery_journal.rules.days import median
from recovery_journal.rules.helped import ENOUGH, WITH_OTHERS, helped
from recovery_journal.rules.insight import Insight, each_so_far, so_far
from recovery_journal.rules.trends import trigger_words
from recovery_journal.rules.week_urges import part_of_day
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.urge import Urge

EACH = 5
FOR_TRIGGERS = 3
TOP = 3
TOP_HELPED = 5
TWICE = 2


COMPANY = frozenset({"with_people", "crowd"})
"""Where people were there already, those named are company."""


def reached_out(
    urge: Urge, category: dict[str, str], risk: Collection[int], at_risk: Collection[int] = ()
) -> bool:
    """Say whether the person reached out in an urge.

    It led to a reach-out, names someone who is no risk tie and was not there
    already, or a way of coping that takes other people, by its category.
    ``at_risk`` are the reach-outs with nobody but risk ties.
    """
    if urge.reach_out is not None and urge.reach_out not in at_risk:
        return True
    if urge.with_whom not in COMPANY and any(ref.id not in risk for ref in urge.contacts):
        return True
    return any(category.get(name, name) in WITH_OTHERS for name, _mark in urge.coping)


def urge_and_reaching_out(
    urges: Iterable[Urge],
    copings: Iterable[Coping],
    risk: Collection[int],
    at_risk: Collection[int] = (),
) -> Insight:
    """Compare the way from peak to after, in urges with and without reaching out."""
    id, title = "urge_and_reaching_out", _("Urges and reaching out")
    category: dict[str, str] = {coping.name: coping.category for coping in copings}
    sides: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for urge in urges:
        if urge.peak is not None and urge.after is not None:
            sides[reached_out(urge, category, risk, at_risk)].append((urge.peak, urge.after))
    n, m = len(sides[True]), len(sides[False])
    if min(n, m) < EACH:
        return each_so_far(id, title, n, m, EACH)
    peak_with, after_with = (median(values) for values in zip(*sides[True], strict=True))
    peak_without, after_without = (median(values) for values in zip(*sides[False], strict=True))
    values = {
        "peak_with": peak_with,
        "after_with": after_with,
        "n_with": n,
        "peak_without": peak_without,
        "after_without": after_without,
        "n_without": m,
    }
    words = _(
        "reaching out went together with a median of {a} at the peak and {b} after ({n} urges), "
        "not reaching out with {c} and {d} ({m} urges)"
    ).format(
        a=number(peak_with or 0),
        b=number(after_with or 0),
        n=n,
        c=number(peak_without or 0),
        d=number(after_without or 0),
        m=m,
    )
    return Insight(id, title, words, min(n, m), EACH, values)


def triggers_by_time(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came at which time of day."""
    title = _("Triggers and time of day")
    return _triggers_by("triggers_by_time", title, urges, lambda u: part_of_day(u.occurred_at))


def triggers_by_place(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came in which kind of place."""
    title = _("Triggers and kind of place")
    return _triggers_by("triggers_by_place", title, urges, lambda u: u.place_kind)


def triggers_by_company(urges: Iterable[Urge]) -> Insight:
    """Return which trigger came in which company."""
    title = _("Triggers and company")
    return _triggers_by("triggers_by_company", title, urges, lambda u: u.with_whom)


def _triggers_by(
    id: str, title: str, urges: Iterable[Urge], where_of: Callable[[Urge], str | None]
) -> Insight:
    """Return the pairs of a trigger and where it came that were there twice or more."""
    counts: Counter[tuple[str, str]] = Counter()
    n = 0
    for urge in urges:
        where = where_of(urge)
        if urge.triggers and where is not None:
            n += 1
            counts.update((name, where) for name in dict.fromkeys(urge.triggers))
    if n < FOR_TRIGGERS:
        return so_far(id, title, n, FOR_TRIGGERS)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    top = [(*pair, k) for pair, k in ordered[:TOP] if k >= TWICE]
    found = [
        _("{trigger}, {where} ({k})").format(trigger=trigger_words(name), where=label(where), k=k)
        for name, where, k in top
    ]
    words = _("{found}; of {n} urges") if found else _("no two alike in {n} urges")
    values = {"top": [{"trigger": name, "where": where, "n": k} for name, where, k in top]}
    return Insight(id, title, words.format(found="; ".join(found), n=n), n, FOR_TRIGGERS, values)


def helped_for_trigger(urges: Sequence[Urge], copings: Iterable[Coping]) -> Insight:
    """Return what helped for which trigger; it needs 3 uses with a mark."""
    id, title = "helped_for_trigger", _("What helped for which trigger")
    copings = tuple(copings)
    uses: Counter[tuple[str, str]] = Counter()
    for urge in urges:
        marked = {name for name, mark in urge.coping if mark is not None}
        uses.update((trigger, name) for trigger in set(urge.triggers) for name in marked)
    most = max(uses.values(), default=0)
    if most < ENOUGH:
        return so_far(id, title, most, ENOUGH)
    named = {trigger for (trigger, _name), n in uses.items() if n >= ENOUGH}
    rows = [
        (trigger, one) for trigger in named for one in helped(urges, copings, trigger) if one.helped
    ]
    rows.sort(key=lambda row: (-row[1].helped, row[1].uses, row[0], row[1].name))
    found = [
        _("{trigger}: {coping}, helped {k} of {n} times").format(
            trigger=trigger_words(trigger), coping=one.words, k=one.helped, n=one.uses
        )
        for trigger, one in rows[:TOP_HELPED]
    ]
    pairs = [
        {"trigger": trigger, "coping": one.name, "uses": one.uses, "helped": one.helped}
        for trigger, one in rows[:TOP_HELPED]
    ]
    words = "; ".join(found) or _("nothing stood out yet")
    return Insight(id, title, words, most, ENOUGH, {"pairs": pairs})
