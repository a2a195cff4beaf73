"""What the journal has set out to reach, and how far it got: arithmetic over the samples."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.plan import (
    ADD,
    ENCRYPTED,
    JRNL_ENCRYPTED,
    JRNL_PLAIN,
    JRNL_SIZES,
    LARGEST,
    LAST,
    NETWORK,
    NOTHING,
    OPEN,
    PLAIN,
    SEARCH,
    SIZES,
    TODAY,
    TYPER,
    WEEK,
    WORKS,
    YEAR,
    YEARS,
    Key,
    Samples,
    entries,
)

# The aims, one for each line of the table that set them.
OVER_TYPER = "plain over Typer with one statement"
OVER_JRNL = "plain over jrnl"
OVER_JRNL_ENCRYPTED = "encrypted over jrnl encrypted"
ENCRYPTION = "encrypted over plain, beyond SQLCipher's open"
GROWTH = "100,000 entries over 10"
LIFETIME = "50 years over 1 year"
SYNCS = "syncs of a saved entry"
MEMORY = "peak memory at 100,000 entries"
AIMS = (
    OVER_TYPER,
    OVER_JRNL,
    OVER_JRNL_ENCRYPTED,
    ENCRYPTION,
    GROWTH,
    LIFETIME,
    SYNCS,
    MEMORY,
)

TYPER_RATIO = 1.3
JRNL_RATIO = {10: 0.7, 10_000: 0.1}
JRNL_ENCRYPTED_RATIO = {10: 0.85, 10_000: 0.25}
ENCRYPTION_MS = 40.0
GROWTH_RATIO = 1.15
LIFETIME_RATIO = 1.5
SYNC_COUNT = 3
MEMORY_MIB = 30.0

RATIO, MS, MIB, COUNT = "x", " ms", " MiB", ""


class Aim(NamedTuple):
    """One figure beside its target; ``figure`` None was not measured, ``why`` says why.

    Every aim asks for at most the target; what is below ``least`` cannot be right.
    """

    aim: str
    where: str
    target: float
    unit: str
    figure: float | None
    why: str = ""
    least: float = 0.0

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where nothing was measured."""
        if self.figure is None:
            return None
        return self.least <= self.figure <= self.target

    @property
    def verdict(self) -> str:
        """The same in words, with how far it is off."""
        if self.figure is None:
            return self.why or "not measured"
        if self.met:
            return "met"
        return f"not met, by {format_figure(self.figure - self.target, self.unit)}"


def format_figure(figure: float, unit: str) -> str:
    """Return a figure with its unit, in as many digits as it is worth."""
    if unit == COUNT:
        return f"{figure:.0f}"
    return f"{figure:.2f}{unit}" if unit == RATIO else f"{figure:.1f}{unit}"


def median(samples: Samples, key: Key) -> float | None:
    """Return the median time of a line in milliseconds; None where it was not run."""
    sample = samples.get(key)
    return statistics.median(sample.times) if sample and sample.times else None


def peak(samples: Samples, key: Key) -> float | None:
    """Return the median of the peak memory of a line in MiB; None where it was not run."""
    sample = samples.get(key)
    return statistics.median(sample.peaks) if sample and sample.peaks else None


def ratio(samples: Samples, numerator: Key, denominator: Key) -> float | None:
    """Return the median of one line over that of another."""
    upper, lower = median(samples, numerator), median(samples, denominator)
    return None if upper is None or not lower else upper / lower


def aims(
    samples: Samples, syncs: dict[str, int | None], *, without_jrnl: str = "", no_strace: str = ""
) -> list[Aim]:
    """Return every figure beside its target, in the order of the aims.

    ``syncs`` is counted by contender; the two texts say why something is not there.
    """
    return [
        *_over_typer(samples),
        *_over_jrnl(samples, without_jrnl),
        *_encryption(samples),
        *_growth(samples),
        *(
            Aim(
                *(LIFETIME, work, LIFETIME_RATIO, RATIO),
                ratio(samples, Key(PLAIN, work, YEARS), Key(PLAIN, work, YEAR)),
            )
            for work in (NETWORK, WEEK)
        ),
        *(
            Aim(SYNCS, contender, SYNC_COUNT, COUNT, syncs.get(contender), no_strace, least=1)
            for contender in (PLAIN, ENCRYPTED)
        ),
        *(
            Aim(
                *(MEMORY, f"{work}, {_short(contender)}", MEMORY_MIB, MIB),
                peak(samples, Key(contender, work, entries(LARGEST))),
            )
            for work in (ADD, LAST, SEARCH, NETWORK, WEEK, TODAY)
            for contender in (PLAIN, ENCRYPTED)
        ),
    ]


def _short(contender: str) -> str:
    return contender.partition(", ")[2]


def _over_typer(samples: Samples) -> Iterator[Aim]:
    for work in WORKS:
        for size in SIZES:
            journal_label = entries(size)
            value = ratio(samples, Key(PLAIN, work, journal_label), Key(TYPER, work, journal_label))
            yield Aim(OVER_TYPER, f"{work}, {journal_label} entries", TYPER_RATIO, RATIO, value)


def _over_jrnl(samples: Samples, missing_reason: str) -> Iterator[Aim]:
    for aim, ours, theirs, targets in (
        (OVER_JRNL, PLAIN, JRNL_PLAIN, JRNL_RATIO),
        (OVER_JRNL_ENCRYPTED, ENCRYPTED, JRNL_ENCRYPTED, JRNL_ENCRYPTED_RATIO),
    ):
        for work in WORKS:
            for size in JRNL_SIZES:
                journal_label = entries(size)
                value = ratio(
                    samples, Key(ours, work, journal_label), Key(theirs, work, journal_label)
                )
                yield Aim(
                    aim,
                    f"{work}, {journal_label} entries",
                    targets[size],
                    RATIO,
                    value,
                    missing_reason,
                )


def _encryption(samples: Samples) -> Iterator[Aim]:
    open_time = median(samples, Key(ENCRYPTED, OPEN, NOTHING))
    for work in WORKS:
        for size in SIZES:
            journal_label = entries(size)
            encrypted = median(samples, Key(ENCRYPTED, work, journal_label))
            plain = median(samples, Key(PLAIN, work, journal_label))
            is_complete = encrypted is not None and plain is not None and open_time is not None
            yield Aim(
                *(ENCRYPTION, f"{work}, {journal_label} entries", ENCRYPTION_MS, MS),
                (encrypted or 0) - (plain or 0) - (open_time or 0) if is_complete else None,
                least=-(open_time or 0),  # a difference of three medians: noise may be below 0
            )


def _growth(samples: Samples) -> Iterator[Aim]:
    for contender in (PLAIN, ENCRYPTED):
        for work in WORKS:
            value = ratio(
                samples,
                Key(contender, work, entries(LARGEST)),
                Key(contender, work, entries(SIZES[0])),
            )
            yield Aim(GROWTH, f"{work}, {_short(contender)}", GROWTH_RATIO, RATIO, value)
