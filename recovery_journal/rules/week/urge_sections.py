"""The urges and the what-helped sections of the weekly page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from recovery_journal.domain.urge import Urge
from recovery_journal.domain.vocabulary import Coping, Trigger
from recovery_journal.rules.days import median
from recovery_journal.rules.redaction import Redactor
from recovery_journal.rules.week.model import (
    MostCommon,
    PeakAfter,
    ValueCount,
    WeekCoping,
    WeekCopingStat,
    WeekUrges,
)

MIN_VALUES = 3
TOP_TRIGGERS = 3
# The hour from which each part of the day is meant; before the first it is still night.
_DAY_PARTS = ((5, "morning"), (12, "afternoon"), (17, "evening"), (22, "night"))


def median_if_enough(values: Sequence[float]) -> float | None:
    """Return the median; None under 3 values, which is too few to say."""
    return median(values) if len(values) >= MIN_VALUES else None


def time_of_day(moment: datetime) -> str:
    """Return morning (from 5:00), afternoon (12:00), evening (17:00) or night (22:00)."""
    day_part = "night"
    for hour, name in _DAY_PARTS:
        if moment.hour >= hour:
            day_part = name
    return day_part


def urges_section(
    episodes: Sequence[Urge], triggers: Iterable[Trigger], redactor: Redactor | None
) -> WeekUrges:
    """Return the figures of the episodes; ``redactor`` None keeps the writer's words out."""
    # The same episodes on both sides, so that the two medians can be compared.
    pairs = [PeakAfter(urge.peak, urge.after) for urge in episodes]
    complete_pairs = [
        (pair.peak, pair.after)
        for pair in pairs
        if pair.peak is not None and pair.after is not None
    ]
    has_enough = len(complete_pairs) >= MIN_VALUES
    acted = Counter(
        urge.acted if urge.acted in ("no", "partly", "yes") else "not_said" for urge in episodes
    )
    return WeekUrges(
        episodes=len(episodes),
        peak_median=median_if_enough([peak for peak, _after in complete_pairs]),
        peak_n=len(complete_pairs),
        after_median=median_if_enough([after for _peak, after in complete_pairs]),
        after_n=len(complete_pairs),
        each=() if has_enough else tuple(pair for pair in pairs if pair != PeakAfter(None, None)),
        acted={answer: acted[answer] for answer in ("no", "partly", "yes", "not_said")},
        triggers=_trigger_value_counts(episodes, triggers, redactor),
        usual_time=_most_common(time_of_day(urge.occurred_at) for urge in episodes),
        usual_place=_most_common(
            urge.place_kind for urge in episodes if urge.place_kind is not None
        ),
    )


def coping_section(
    episodes: Iterable[Urge], copings: Iterable[Coping], redactor: Redactor | None
) -> WeekCoping:
    """Return each way of coping with how often it was used and how often it helped.

    The writer's own ones stand under their category, unless own words are on.
    Helped is a mark of 1 or 2; a use without a mark is used and not marked.
    """
    coping_by_name = {coping.name: coping for coping in copings}
    counts: dict[tuple[str, bool], list[int]] = {}
    for urge in episodes:
        for name, rating in urge.coping:
            coping = coping_by_name.get(name) or Coping(name=name, own=True)
            if not coping.own:
                key = name, False
            elif redactor is None:
                key = coping.category, False
            else:
                key = redactor(name, "helped"), True
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += rating is not None
            count[2] += rating is not None and rating >= 1
    rows = [WeekCopingStat(name, own, *count) for (name, own), count in counts.items()]
    return WeekCoping(tuple(sorted(rows, key=lambda row: (-row.used, -row.helped, row.name))))


def _trigger_value_counts(
    episodes: Iterable[Urge], triggers: Iterable[Trigger], redactor: Redactor | None
) -> tuple[ValueCount, ...]:
    """Return the most frequent triggers; the writer's own as their kind or in their words."""
    trigger_by_name = {trigger.name: trigger for trigger in triggers}
    counts: Counter[tuple[str, bool]] = Counter()
    for urge in episodes:
        episode_triggers = set()
        for name in urge.triggers:
            trigger = trigger_by_name.get(name) or Trigger(name=name, own=True)
            if not trigger.own:
                episode_triggers.add((name, False))
            elif redactor is None:
                episode_triggers.add((trigger.trigger_kind, True))
            else:
                episode_triggers.add((redactor(name, "urges"), True))
        counts.update(episode_triggers)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ValueCount(name, n, own) for (name, own), n in ranked[:TOP_TRIGGERS])


def _most_common(values: Iterable[str]) -> MostCommon:
    """Return the most frequent value, or several of them that are equally so."""
    counts = Counter(values)
    top_count = max(counts.values(), default=0)
    if top_count < 2:
        return MostCommon((), 0, counts.total())
    top_values = sorted(value for value, n in counts.items() if n == top_count)
    return MostCommon(tuple(top_values), top_count, counts.total())
