"""``python -m benchmarks``: measure, print the two tables, say what is met."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine, tables
from benchmarks.run import Bench, Result
from benchmarks.targets import Aim, aims
from benchmarks.timing import Broken

FEWEST = 7


def main() -> int:
    """Run once and return the exit code: a report is 0 also where a target is not met."""
    chosen = _arguments()
    # A real folder of a real disk: what a sync costs belongs to the figures.
    with TemporaryDirectory(prefix="recovery-journal-bench-", dir=chosen.folder) as name:
        folder = Path(name)
        now = datetime.now().astimezone().replace(microsecond=0)
        try:
            bench = Bench(folder, now, quick=chosen.quick, tell=_tell)
            bench.prepare()
            facts = machine.lines(folder, now.date(), chosen.runs)
            found = bench.run(chosen.runs)
        except Broken as reason:
            print(f"The benchmark stopped: {reason}", file=sys.stderr)
            return 2
    reached = aims(
        found.samples, found.syncs, without_jrnl=found.without_jrnl, no_strace=found.no_strace
    )
    if chosen.markdown is None:
        print(report(facts, found, reached, as_markdown=False))
    elif chosen.markdown == "-":
        print(report(facts, found, reached, as_markdown=True))
    else:
        tables.put_into(Path(chosen.markdown), report(facts, found, reached, as_markdown=True))
    return 1 if chosen.check and any(one.met is False for one in reached) else 0


def report(facts: list[str], found: Result, reached: list[Aim], *, as_markdown: bool) -> str:
    """Return the whole report: the machine, the medians, the targets."""
    table = tables.markdown if as_markdown else tables.plain
    bullet = "- " if as_markdown else ""
    notes = [*facts, tables.noise(found.samples)]
    if found.without_jrnl:
        notes.append(found.without_jrnl)
    return "\n\n".join(
        [
            "\n".join(f"{bullet}{note}" for note in notes),
            "Medians, in ms / peak memory in MiB:",
            table(*tables.medians(found.samples)),
            "Targets:",
            table(*tables.targets(reached)),
            "\n".join(f"{bullet}{line}" for line in tables.summary(reached)),
        ]
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--runs", type=int, help=f"of each line; {FEWEST} or more for a report")
    parser.add_argument(
        "--quick", action="store_true", help="3 runs, without 100,000 entries and 50 years"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 where a target is not met")
    parser.add_argument(
        "--markdown",
        nargs="?",
        const="-",
        metavar="PAGE",
        help="print Markdown, or write it between the marks of a page",
    )
    parser.add_argument("--folder", help="where the journals are made and thrown away")
    chosen = parser.parse_args()
    if chosen.runs is None:
        chosen.runs = 3 if chosen.quick else FEWEST + 2
    if chosen.runs < 1:
        parser.error("--runs takes 1 or more")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
