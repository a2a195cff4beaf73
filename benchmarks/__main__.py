"""``python -m benchmarks``: measure, print the two tables, say what is met."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine, tables
from benchmarks.app import tables as app_tables
from benchmarks.app import targets as app_targets
from benchmarks.app.run import AppBench
from benchmarks.app.terminal import COLUMNS, ROWS
from benchmarks.plan import entries
from benchmarks.run import Bench, Result
from benchmarks.targets import AIMS, Aim, aims
from benchmarks.timing import Broken

FEWEST = 7


def main() -> int:
    """Run once and return the exit code: a report is 0 also where a target is not met."""
    chosen = _arguments()
    # A real folder of a real disk: what a sync costs belongs to the figures.
    with TemporaryDirectory(prefix="recovery-journal-bench-", dir=chosen.folder) as name:
        folder = Path(name)
        now = datetime.now().astimezone().replace(microsecond=0)
        as_markdown = chosen.markdown is not None
        reached: list[Aim] = []
        facts = _list(machine.lines(folder, now.date(), chosen.runs), as_markdown)
        for part in PARTS if chosen.only is None else (chosen.only,):
            try:
                text, aims_of_part = PARTS[part](folder, now, chosen, as_markdown)
            except Broken as reason:
                print(f"The benchmark stopped: {reason}", file=sys.stderr)
                return 2
            reached += aims_of_part
            if chosen.markdown in (None, "-"):
                print(f"{facts}\n\n{text}\n")
            else:
                tables.put_into(Path(chosen.markdown), part, f"{facts}\n\n{text}")
    return 1 if chosen.check and any(one.met is False for one in reached) else 0


def commands(
    folder: Path, now: datetime, chosen: argparse.Namespace, as_markdown: bool
) -> tuple[str, list[Aim]]:
    """Measure the command line; return its report and its aims."""
    bench = Bench(folder, now, quick=chosen.quick, tell=_tell)
    bench.prepare()
    found = bench.run(chosen.runs)
    reached = aims(
        found.samples, found.syncs, without_jrnl=found.without_jrnl, no_strace=found.no_strace
    )
    return report(found, reached, as_markdown=as_markdown), reached


def report(found: Result, reached: list[Aim], *, as_markdown: bool) -> str:
    """Return the report of the command line: the medians, the targets."""
    notes = [tables.noise(found.samples)]
    if found.without_jrnl:
        notes.append(found.without_jrnl)
    return _report(
        notes, tables.medians(found.samples), reached, AIMS, as_markdown,
        "The command line. Medians, in ms / peak memory in MiB:",
    )  # fmt: skip


def app(
    folder: Path, now: datetime, chosen: argparse.Namespace, as_markdown: bool
) -> tuple[str, list[Aim]]:
    """Measure the app in a terminal; return its report and its aims."""
    bench = AppBench(folder, now, quick=chosen.quick, tell=_tell)
    bench.prepare()
    samples = bench.run(chosen.runs)
    reached = list(app_targets.aims(samples, entries(bench.size), bench.without_bagels))
    notes = [bench.without_bagels] if bench.without_bagels else []
    head = f"The app, in a terminal of {COLUMNS} x {ROWS}:"
    text = _report(
        notes, app_tables.figures(samples), reached, app_targets.APP_AIMS, as_markdown, head
    )
    return text, reached


PARTS = {"commands": commands, "app": app}


def _report(
    notes: list[str],
    figures: tuple[tables.Row, list[tables.Row]],
    reached: list[Aim],
    order: tuple[str, ...],
    as_markdown: bool,
    head: str,
) -> str:
    table = tables.markdown if as_markdown else tables.plain
    parts = [
        head,
        table(*figures),
        _list(notes, as_markdown),
        "Targets:",
        table(*tables.targets(reached)),
        _list(tables.summary(reached, order), as_markdown),
    ]
    return "\n\n".join(part for part in parts if part)


def _list(lines: list[str], as_markdown: bool) -> str:
    bullet = "- " if as_markdown else ""
    return "\n".join(f"{bullet}{line}" for line in lines)


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
    parser.add_argument("--only", choices=list(PARTS), help="one of the two parts")
    parser.add_argument("--folder", help="where the journals are made and thrown away")
    chosen = parser.parse_args()
    if chosen.runs is None:
        chosen.runs = 3 if chosen.quick else FEWEST + 2
    if chosen.runs < 1:
        parser.error("--runs takes 1 or more")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
