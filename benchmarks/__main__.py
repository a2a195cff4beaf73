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
from benchmarks.timing import MeasurementError

MIN_RUNS = 7


def main() -> int:
    """Run once and return the exit code: a report is 0 also where a target is not met."""
    options = _arguments()
    # A real folder of a real disk: what a sync costs belongs to the figures.
    with TemporaryDirectory(prefix="recovery-journal-bench-", dir=options.folder) as name:
        folder = Path(name)
        now = datetime.now().astimezone().replace(microsecond=0)
        as_markdown = options.markdown is not None
        measured_aims: list[Aim] = []
        machine_facts = _list(machine.lines(folder, now.date(), options.runs), as_markdown)
        for suite in SUITES if options.only is None else (options.only,):
            try:
                text, suite_aims = SUITES[suite](folder, now, options, as_markdown)
            except MeasurementError as reason:
                print(f"The benchmark stopped: {reason}", file=sys.stderr)
                return 2
            measured_aims += suite_aims
            if options.markdown in (None, "-"):
                print(f"{machine_facts}\n\n{text}\n")
            else:
                tables.insert_figures(Path(options.markdown), suite, f"{machine_facts}\n\n{text}")
    return 1 if options.check and any(aim.met is False for aim in measured_aims) else 0


def commands(
    folder: Path, now: datetime, options: argparse.Namespace, as_markdown: bool
) -> tuple[str, list[Aim]]:
    """Measure the command line; return its report and its aims."""
    bench = Bench(folder, now, quick=options.quick, report_progress=_print_progress)
    bench.prepare()
    result = bench.run(options.runs)
    measured_aims = aims(
        result.samples, result.syncs, without_jrnl=result.without_jrnl, no_strace=result.no_strace
    )
    return report(result, measured_aims, as_markdown=as_markdown), measured_aims


def report(result: Result, measured_aims: list[Aim], *, as_markdown: bool) -> str:
    """Return the report of the command line: the medians, the targets."""
    notes = [tables.noise(result.samples)]
    if result.without_jrnl:
        notes.append(result.without_jrnl)
    return _report(
        notes, tables.medians(result.samples), measured_aims, AIMS, as_markdown,
        "The command line. Medians, in ms / peak memory in MiB:",
    )  # fmt: skip


def app(
    folder: Path, now: datetime, options: argparse.Namespace, as_markdown: bool
) -> tuple[str, list[Aim]]:
    """Measure the app in a terminal; return its report and its aims."""
    bench = AppBench(folder, now, quick=options.quick, report_progress=_print_progress)
    bench.prepare()
    samples = bench.run(options.runs)
    measured_aims = list(app_targets.aims(samples, entries(bench.size), bench.without_bagels))
    notes = [bench.without_bagels] if bench.without_bagels else []
    head = f"The app, in a terminal of {COLUMNS} x {ROWS}:"
    text = _report(
        notes, app_tables.figures(samples), measured_aims, app_targets.APP_AIMS, as_markdown, head
    )
    return text, measured_aims


SUITES = {"commands": commands, "app": app}


def _report(
    notes: list[str],
    figures: tuple[tables.Row, list[tables.Row]],
    measured_aims: list[Aim],
    order: tuple[str, ...],
    as_markdown: bool,
    head: str,
) -> str:
    table = tables.markdown if as_markdown else tables.plain
    blocks = [
        head,
        table(*figures),
        _list(notes, as_markdown),
        "Targets:",
        table(*tables.targets(measured_aims)),
        _list(tables.summary(measured_aims, order), as_markdown),
    ]
    return "\n\n".join(block for block in blocks if block)


def _list(lines: list[str], as_markdown: bool) -> str:
    bullet = "- " if as_markdown else ""
    return "\n".join(f"{bullet}{line}" for line in lines)


def _print_progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--runs", type=int, help=f"of each line; {MIN_RUNS} or more for a report")
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
    parser.add_argument("--only", choices=list(SUITES), help="one of the two parts")
    parser.add_argument("--folder", help="where the journals are made and thrown away")
    options = parser.parse_args()
    if options.runs is None:
        options.runs = 3 if options.quick else MIN_RUNS + 2
    if options.runs < 1:
        parser.error("--runs takes 1 or more")
    return options


if __name__ == "__main__":
    sys.exit(main())
