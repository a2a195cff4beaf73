"""Who could I reach, in which order and why; and one thing to do alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, get_args

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import CopingCategory, Support
from recovery_journal.rules.days import median
from recovery_journal.rules.gaps import support_words
from recovery_journal.rules.states import (
    ago,
    days_in_words,
    days_since,
    how_due,
    state_of,
    there_on,
    tried_words,
)
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.keeping import Coping
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.urge import Urge

ENOUGH = 3
WITH_OTHERS = frozenset({"reach_someone", "meeting", "professional"})


class Suggestion(NamedTuple):
    """Someone who could be reached, with the facts that speak for it, in words."""

    contact: Contact
    reasons: tuple[str, ...]


class _History(NamedTuple):
    """What the log says of one contact: how it felt after, how soon they answer."""

    after: tuple[int, ...]
    change: tuple[int, ...]
    hours: tuple[float, ...]


def who_could_i_reach(
    ties: Iterable[Tie],
    reach_outs: Sequence[ReachOut],
    as_of: date,
    *,
    hard_moment: bool = False,
    support: Support | None = None,
) -> tuple[Suggestion, ...]:
    """Return everyone who could be reached, the first suggestion first.

    Left out: a risk tie, suggest = no, less_now, ended, paused that day, not
    placed yet, and in a hard moment whoever does not support the goal. With
    ``support``, only those listed for it. ``ties`` are of that day,
    ``reach_outs`` those of the last 365 days.

    Order: in a hard moment who is okay to reach with an urge; supports the
    goal (yes, not known or mixed, no); how it usually felt after, from 3 times
    on (those with less stand between better and worse); how soon they usually
    answer (not known: last); most due; name.
    """
    log: dict[int | None, list[ReachOut]] = {}
    for record in sorted((r for r in reach_outs if r.local_date <= as_of), key=_moment):
        for person in {ref.id for ref in record.contacts}:
            log.setdefault(person, []).append(record)
    ranked = []
    for tie in ties:
        contact = tie.contact
        if not _could_be_reached(tie, as_of) or (support and support not in contact.support):
            continue
        if hard_moment and contact.supports_goal == "no":
            continue
        history = _history(log.get(contact.id, ()))
        key = _order(tie, history, as_of, hard_moment)
        ranked.append((key, Suggestion(contact, _reasons(tie, history, as_of, support))))
    return tuple(suggestion for _key, suggestion in sorted(ranked, key=lambda one: one[0]))


def nobody_words() -> str:
    """Return what is said when there is nobody to name."""
    return _("A helpline or a meeting counts.")


def alone(
    urges: Iterable[Urge], copings: Iterable[Coping] = (), *, hard_moment: bool = False
) -> str:
    """Return one thing to do alone: what has helped most before, else something gentle.

    What helped needs 3 uses with a mark, and to have helped in at least half of
    them. Coping that takes other people (by its category) is not for alone; a
    category of the built-in list is returned in words, the person's own as it is.
    """
    marks: dict[str, list[int]] = {}
    for urge in urges:
        for name, mark in urge.coping:
            if mark is not None:
                marks.setdefault(name, []).append(mark)
    category = {coping.name: coping.category for coping in copings}
    built_in = get_args(CopingCategory)
    helped = [
        # "other" names nothing that could be done.
        (-sum(m > 0 for m in given) / len(given), -len(given), name)
        for name, given in marks.items()
        if len(given) >= ENOUGH
        and category.get(name, name) not in WITH_OTHERS
        and name != "other"
        and sum(m > 0 for m in given) * 2 >= len(given)
    ]
    if helped:
        best = min(helped)[2]
        return label(best) if best in built_in else best
    if hard_moment:
        return _("slow breathing: in for 4, out for 6, for two minutes")
    return _("a short walk, or slow breathing: in for 4, out for 6, for two minutes")


def _could_be_reached(tie: Tie, as_of: date) -> bool:
    """Say whether a contact may be suggested at all on that day."""
    contact = tie.contact
    return (
        there_on(tie, as_of)
        and contact.placed
        and contact.influence != "risk"
        and contact.suggest
        and contact.status != "less_now"
        and not contact.paused_on(as_of)
    )


def _moment(record: ReachOut) -> float:
    """Return the absolute time of a reach-out, so that zones and clock changes do not count."""
    return record.occurred_at.timestamp()


def _history(log: Sequence[ReachOut]) -> _History:
    """Gather one contact's reach-outs, oldest first, into what they say."""
    rated = [(r.felt_before, r.felt_after) for r in log if r.connected and r.felt_after is not None]
    waiting: list[float] = []
    hours: list[float] = []
    for record in log:
        if not record.connected:
            waiting.append(_moment(record))
        else:
            hours += [(_moment(record) - tried) / 3600 for tried in waiting]
            waiting = []
    return _History(
        after=tuple(after for _before, after in rated),
        change=tuple(after - before for before, after in rated if before is not None),
        hours=tuple(hours),
    )


def _order(
    tie: Tie, history: _History, as_of: date, hard_moment: bool
) -> tuple[bool, int, float, float, float, str, int]:
    """Return the key that puts the first suggestion first."""
    contact = tie.contact
    toward_goal = {"yes": 0, "no": 2}.get(contact.supports_goal or "", 1)
    felt = median(history.after) if len(history.after) >= ENOUGH else None
    soon = median(history.hours)
    return (
        hard_moment and not contact.ok_when_urge,
        toward_goal,
        -(felt or 0.0),
        float("inf") if soon is None else soon,
        -how_due(tie, as_of),
        contact.name.casefold(),
        contact.id,
    )


def _reasons(tie: Tie, history: _History, as_of: date, support: Support | None) -> tuple[str, ...]:
    """Return the facts that speak for someone, in words, in the order they counted."""
    contact = tie.contact
    facts = [
        _("okay to reach when an urge is there") if contact.ok_when_urge else "",
        _("supports my goal") if contact.supports_goal == "yes" else "",
        _("listed for {support}").format(support=support_words(support)) if support else "",
        _felt_words(history),
        _answer_words(history),
        _rhythm_words(tie, as_of),
        tried_words(tie),
    ]
    return tuple(fact for fact in facts if fact)


def _felt_words(history: _History) -> str:
    """Return how it usually felt after, where that was better than before, or well."""
    better, well = (sum(n > 0 for n in of) for of in (history.change, history.after))
    if len(history.change) >= ENOUGH and better * 2 > len(history.change):
        return _("usually felt better after ({better} of {rated})").format(
            better=better, rated=len(history.change)
        )
    if len(history.after) >= ENOUGH and well * 2 > len(history.after):
        return _("usually felt well after ({well} of {rated})").format(
            well=well, rated=len(history.after)
        )
    return ""


def _answer_words(history: _History) -> str:
    """Return how soon they answer; from fewer than 3 times, how soon they did last time."""
    soon = median(history.hours)
    if soon is None:
        return ""
    if len(history.hours) < ENOUGH:
        latest = _time_words(history.hours[-1])
        return _("answered within {time} last time").format(time=latest)
    return _("usually answers within {time}").format(time=_time_words(soon))


def _time_words(hours: float) -> str:
    """Return a time rounded up: "1 hour", "3 hours", from two days on "4 days"."""
    whole = max(1, ceil(hours))
    if whole > 48:
        return days_in_words(ceil(whole / 24))
    return ngettext("{n} hour", "{n} hours", whole).format(n=whole)


def _rhythm_words(tie: Tie, as_of: date) -> str:
    """Return how long it has been beside the rhythm that was set."""
    rhythm = tie.contact.cadence_days
    days = days_since(tie, as_of)
    if days is None:
        return _("not yet reached")
    if rhythm is None:
        return _("reached {ago}; no rhythm set").format(ago=ago(days))
    words = _("reached {ago}; rhythm is every {rhythm}")
    if state_of(tie, as_of) != "recent":
        words = _("it's been {days}; rhythm is every {rhythm}")
    return words.format(ago=ago(days), days=days_in_words(days), rhythm=days_in_words(rhythm))
