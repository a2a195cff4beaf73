"""What the app has set out to reach, and how far it got."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks.app.plan import (
    BAGELS,
    BARE,
    FIRST_VISIT,
    FRAME,
    IDLE,
    JOURNAL,
    KEYS,
    PAGE,
    SEARCH,
    SWITCH,
)
from benchmarks.plan import YEAR, Key, Samples
from benchmarks.targets import MIB, MS, RATIO, Aim, median, peak, ratio

OVER_BARE = "first frame over bare Textual"
OVER_BAGELS = "first frame over Bagels with 10 records"
FIRST_VISITS = "first visit of a screen, 95 of 100"
SWITCHING = "switch between two screens, 95 of 100"
SWITCH_GROWTH = "the same over 1 year"
PAINTING = "key to paint over paging a full table, 95 of 100"
SEARCHING = "search as you type"
MEMORY = "peak memory at rest"
RESTING = "at rest, of a core"
APP_AIMS = (
    OVER_BARE,
    OVER_BAGELS,
    FIRST_VISITS,
    SWITCHING,
    SWITCH_GROWTH,
    PAINTING,
    SEARCHING,
    MEMORY,
    RESTING,
)
PERCENT = " %"


def p95(samples: Samples, key: Key) -> float | None:
    """Return the time that 95 of 100 stay under, in milliseconds; None where it was not run."""
    sample = samples.get(key)
    if sample is None or len(sample.times) < 2:
        return None
    return statistics.quantiles(sample.times, n=20, method="inclusive")[-1]


def aims(samples: Samples, label: str, without_bagels: str = "") -> Iterator[Aim]:
    """Give every figure of the app beside its target; ``label`` is the largest journal."""
    frame = Key(JOURNAL, FRAME, label)
    yield Aim(OVER_BARE, label, 1.7, RATIO, ratio(samples, frame, Key(BARE, FRAME)))
    over = ratio(samples, frame, Key(BAGELS, FRAME))
    yield Aim(OVER_BAGELS, label, 0.35, RATIO, over, without_bagels)
    visits = p95(samples, Key(JOURNAL, FIRST_VISIT, label))
    yield Aim(FIRST_VISITS, label, 200.0, MS, visits)
    slow, slow_year = (
        p95(samples, Key(JOURNAL, SWITCH, journal_label)) for journal_label in (label, YEAR)
    )
    yield Aim(SWITCHING, label, 110.0, MS, slow)
    growth = slow / slow_year if slow and slow_year else None
    yield Aim(SWITCH_GROWTH, label, 1.3, RATIO, growth)
    floor = p95(samples, Key(BARE, PAGE))
    for work in KEYS:
        spent = p95(samples, Key(JOURNAL, work, label))
        yield Aim(PAINTING, work, 1.5, RATIO, spent / floor if spent and floor else None)
    search = Key(JOURNAL, SEARCH, label)
    yield Aim(SEARCHING, "median", 30.0, MS, median(samples, search))
    yield Aim(SEARCHING, "95 of 100", 100.0, MS, p95(samples, search))
    idle = Key(JOURNAL, IDLE, label)
    yield Aim(MEMORY, label, 60.0, MIB, peak(samples, idle))
    yield Aim(RESTING, label, 1.0, PERCENT, median(samples, idle))
