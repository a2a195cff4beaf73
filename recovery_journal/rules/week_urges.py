"""The urges of the weekly page, and what helped in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from recovery_journal.domain.keeping import Coping, Trigger
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.days import median
from recovery_journal.rules.redaction import Redaction
from recovery_journal.rules.week_facts import Count, Helped, HelpedList, PeakAfter, Urges, Usual

ENOUGH = 3
TOP_TRIGGERS = 3
# The hour from which each part of the day is meant; before the first it is still night.
_PARTS = ((5, "morning"), (12, "afternoon"), (17, "evening"), (22, "night"))


def median_of(values: Sequence[float]) -> float | None:
    """Return the median; None under 3 values, which is too few to say."""
    return median(values) if len(values) >= ENOUGH else None


def part_of_day(at: datetime) -> str:
    """Return morning (from 5:00), afternoon (12:00), evening (17:00) or night (22:00)."""
    found = "night"
    for hour, part in _PARTS:
        if at.hour >= hour:
            found = part
    return found


def urges(
    episodes: Sequence[Urge], triggers: Iterable[Trigger], own_words: Redaction | None
) -> Urges:
    """Return the figures of the episodes; ``own_words`` None keeps the writer's words out."""
    # The same episodes on both sides, so that the two medians can be compared.
    pairs = [PeakAfter(urge.peak, urge.after) for urge in episodes]
    both = [
        (one.peak, one.after) for one in pairs if one.peak is not None and one.after is not None
    ]
    enough = len(both) >= ENOUGH
    acted = Counter(
        urge.acted if urge.acted in ("no", "partly", "yes") else "not_said" for urge in episodes
    )
    return Urges(
        episodes=len(episodes),
        peak_median=median_of([peak for peak, _after in both]),
        peak_n=len(both),
        after_median=median_of([after for _peak, after in both]),
        after_n=len(both),
        each=() if enough else tuple(one for one in pairs if one != PeakAfter(None, None)),
        acted={answer: acted[answer] for answer in ("no", "partly", "yes", "not_said")},
        triggers=_triggers(episodes, triggers, own_words),
        usual_time=_usual(part_of_day(urge.occurred_at) for urge in episodes),
        usual_place=_usual(urge.place_kind for urge in episodes if urge.place_kind is not None),
    )


def helped(
    episodes: Iterable[Urge], copings: Iterable[Coping], own_words: Redaction | None
) -> HelpedList:
    """Return each way of coping with how often it was used and how often it helped.

    The writer's own ones stand under their category, unless own words are on.
    Helped is a mark of 1 or 2; a use without a mark is used and not marked.
    """
    known = {coping.name: coping for coping in copings}
    counts: dict[tuple[str, bool], list[int]] = {}
    for urge in episodes:
        for name, mark in urge.coping:
            coping = known.get(name) or Coping(name=name, own=True)
            if not coping.own:
                key = name, False
            elif own_words is None:
                key = coping.category, False
            else:
                key = own_words(name, "helped"), True
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += mark is not None
            count[2] += mark is not None and mark >= 1
    rows = [Helped(name, own, *count) for (name, own), count in counts.items()]
    return HelpedList(tuple(sorted(rows, key=lambda row: (-row.used, -row.helped, row.name))))


def _triggers(
    episodes: Iterable[Urge], triggers: Iterable[Trigger], own_words: Redaction | None
) -> tuple[Count, ...]:
    """Return the most frequent triggers; the writer's own as their kind or in their words."""
    known = {trigger.name: trigger for trigger in triggers}
    counts: Counter[tuple[str, bool]] = Counter()
    for urge in episodes:
        in_this_one = set()
        for name in urge.triggers:
            trigger = known.get(name) or Trigger(name=name, own=True)
            if not trigger.own:
                in_this_one.add((name, False))
            elif own_words is None:
                in_this_one.add((trigger.trigger_kind, True))
            else:
                in_this_one.add((own_words(name, "urges"), True))
        counts.update(in_this_one)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(name, n, own) for (name, own), n in ordered[:TOP_TRIGGERS])


def _usual(values: Iterable[str]) -> Usual:
    """Return the most frequent value, or several of them that are equally so."""
    counts = Counter(values)
    top = max(counts.values(), default=0)
    if top < 2:
        return Usual((), 0, counts.total())
    often = sorted(value for value, n in counts.items() if n == top)
    return Usual(tuple(often), top, counts.total())
