"""What is measured: the contenders, the work each does, and the journals it is done on."""

from __future__ import annotations

from typing import NamedTuple

# The contenders.
PYTHON = "Python alone"
TYPER = "Typer + sqlite3"
PLAIN = "journal, plain"
ENCRYPTED = "journal, encrypted"
JRNL_PLAIN = "jrnl, plain"
JRNL_ENCRYPTED = "jrnl, encrypted"
CONTENDERS = (PYTHON, TYPER, PLAIN, ENCRYPTED, JRNL_PLAIN, JRNL_ENCRYPTED)

# The work. "open" is SQLCipher's own, timed inside its process.
START = "start and end"
OPEN = "SQLCipher opens a file"
ADD = "add one"
LAST = "last ten"
SEARCH = "search one word"
WORKS = (ADD, LAST, SEARCH)
TODAY = "today"
NETWORK = "network"
WEEK = "week"

# The journals.
NOTHING = "-"
YEAR = "1 year"
YEARS = "50 years"
WEEKS = {YEAR: 52, YEARS: 2600}
SIZES = (10, 10_000, 100_000)
JRNL_SIZES = (10, 10_000)
LARGEST = SIZES[-1]

SENTENCE = "A short walk by the river, then coffee with a neighbour."
WORD = "river"
PASSPHRASE = "seven quiet boats on the lake"


def entries(size: int) -> str:
    """Return the name of the journal of that many entries."""
    return f"{size:,}"


class Key(NamedTuple):
    """One line of the run: who does what on which journal."""

    contender: str
    work: str
    journal: str = NOTHING


class Command(NamedTuple):
    """A process to start: its program and arguments, and the whole environment it gets.

    ``reports`` says that the process times itself and prints the nanoseconds,
    which then count instead of its whole life.
    """

    argv: tuple[str, ...]
    env: dict[str, str]
    reports: bool = False


class Sample(NamedTuple):
    """What was measured of one line: milliseconds of each run, peak memory in MiB of each."""

    times: list[float]
    peaks: list[float]


Samples = dict[Key, Sample]


_WORK_ORDER = (START, OPEN, *WORKS, TODAY, NETWORK, WEEK)
_JOURNAL_ORDER = (NOTHING, *map(entries, SIZES), YEAR, YEARS)


def in_order(keys: list[Key]) -> list[Key]:
    """Return the lines as they are printed: by journal, work and contender."""
    return sorted(
        keys,
        key=lambda key: (
            _JOURNAL_ORDER.index(key.journal),
            _WORK_ORDER.index(key.work),
            CONTENDERS.index(key.contender),
        ),
    )


def in_turn(keys: list[Key]) -> list[Key]:
    """Return the lines as they are run: those that are compared soon after each other.

    jrnl comes last in each work, because it takes seconds on a large journal.
    """
    return sorted(
        in_order(keys),
        key=lambda key: (
            _WORK_ORDER.index(key.work),
            key.contender in (JRNL_PLAIN, JRNL_ENCRYPTED),
        ),
    )
