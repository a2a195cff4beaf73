"""The two tables of the report, for a terminal or as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.plan import CONTENDERS, NOTHING, Samples
from benchmarks.targets import AIMS, Aim, format_figure, median, peak

BEGIN = "<!-- figures of the {part}: written by make bench -->"
END = "<!-- end of the figures of the {part} -->"

Row = Sequence[str]


def medians(samples: Samples) -> tuple[Row, list[Row]]:
    """Return head and rows of the table of medians: a row for each work on each journal.

    A cell is milliseconds / MiB at most in use.
    """
    present = [
        contender for contender in CONTENDERS if any(key.contender == contender for key in samples)
    ]
    rows: list[Row] = []
    for (journal, work), keys in groupby(samples, key=lambda key: (key.journal, key.work)):
        cells = dict.fromkeys(present, "")
        for key in keys:
            spent, memory = median(samples, key), peak(samples, key)
            if spent is not None and memory is not None:
                cells[key.contender] = f"{spent:,.1f} / {memory:.1f}"
        rows.append([work, "" if journal == NOTHING else journal, *cells.values()])
    return ["work", "entries", *present], rows


def noise(samples: Samples) -> str:
    """Say how far the runs of a line lie apart."""
    spreads: list[float] = []
    for sample in samples.values():
        if len(sample.times) > 1:
            low, _middle, high = statistics.quantiles(sample.times, n=4)
            spreads.append((high - low) / statistics.median(sample.times) * 100)
    if not spreads:
        return "Noise: one run says nothing of it."
    return (
        "Noise: the middle half of a line's runs lies within "
        f"{statistics.median(spreads):.0f} % of its median, {max(spreads):.0f} % at most."
    )


def targets(aims: Sequence[Aim]) -> tuple[Row, list[Row]]:
    """Return head and rows of the table of targets."""
    rows: list[Row] = [
        [
            aim.aim,
            aim.where,
            f"at most {format_figure(aim.target, aim.unit)}",
            "" if aim.figure is None else format_figure(aim.figure, aim.unit),
            aim.verdict,
        ]
        for aim in aims
    ]
    return ["aim", "where", "target", "figure", ""], rows


def summary(aims: Sequence[Aim], order: Sequence[str] = AIMS) -> list[str]:
    """Return one line for each aim: how many of its figures meet the target."""
    lines: list[str] = []
    for aim in order:
        measured = [result.met for result in aims if result.aim == aim and result.met is not None]
        status = f"{sum(measured)} of {len(measured)} met" if measured else "not measured"
        lines.append(f"{aim}: {status}")
    return lines


def plain(head: Row, rows: Sequence[Row]) -> str:
    """Return a table in columns."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, ["-" * width for width in widths], *rows)
    ]
    return "\n".join(lines)


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """Return a table in Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(lines)


def insert_figures(page: Path, suite: str, text: str) -> None:
    """Write the tables between the two marks of a part; raises ``ValueError`` without them."""
    page_text = page.read_text(encoding="utf-8")
    text_before, begin, remainder = page_text.partition(BEGIN.format(part=suite))
    _figures, end, text_after = remainder.partition(END.format(part=suite))
    if not (begin and end):
        raise ValueError(f"{page} has no place for the figures of the {suite}")
    page.write_text(f"{text_before}{begin}\n{text}\n{end}{text_after}", encoding="utf-8")
