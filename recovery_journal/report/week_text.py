"""The weekly page as plain text, at most 60 lines of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_journal.report.plain import cells, fit, harmless, on_one_line
from recovery_journal.report.week_frame import (
    footer_words,
    glance_cells,
    glance_columns,
    glance_heading,
    header_lines,
    title_words,
)
from recovery_journal.report.week_page import COLUMNS, Part, fitted, wrapped
from recovery_journal.report.week_words import Block, blocks
from recovery_journal.rules.week_facts import SECTIONS, Summary

INDENT = "  "
# The column in which a row says what its label names.
LABEL = 25


def text_page(summary: Summary) -> str:
    """Return the page as text."""
    parts = {name: _part(block) for name, block in blocks(summary, _say).items()}
    parts["header"] = _header(summary)
    if summary.glance is not None:
        parts["glance"] = _glance(summary)
    parts["footer"] = Part(tuple(wrapped(footer_words(summary), COLUMNS)))
    in_order = [parts[name] for name in SECTIONS if name in parts]
    return fitted(in_order)


def _say(text: str) -> str:
    """Return a person's own text on one line, with nothing in it a terminal would obey."""
    return harmless(on_one_line(text, " "))


def _header(summary: Summary) -> Part:
    """Return the title on the left, whose page and which days on the right, and the lines."""
    title, whose = title_words(summary, _say)
    whose = wrapped(whose, COLUMNS - cells(title) - 2, 1)[0]
    gap = " " * (COLUMNS - cells(title) - cells(whose))
    lines = [title + gap + whose]
    for line in header_lines(summary):
        lines += wrapped(line, COLUMNS)
    return Part(tuple(lines))


def _part(block: Block) -> Part:
    rows = []
    for place, (label, words) in enumerate(block.rows, start=1):
        if block.numbered:
            rows.append(_row(f"{place}. ", words))
        elif label:
            rows.append(_row(fit(label, LABEL - 1) + " ", words))
        else:
            rows.append(_row("", words))
    return Part((block.heading,), tuple(rows), block.more, (INDENT,))


def _row(label: str, words: str) -> tuple[str, ...]:
    """Return a row with its label, and further lines under its first."""
    start = INDENT + label
    first, *others = wrapped(words, COLUMNS - cells(start))
    return start + first, *(" " * cells(start) + line for line in others)


def _glance(summary: Summary) -> Part:
    """Return the day rows as a table, numbers aligned to the right."""
    days = () if summary.glance is None else summary.glance.days
    titles = glance_columns()
    rows = [
        (f"{cell[0]} {day.date}", *cell[1:])
        for day, cell in zip(days, glance_cells(summary), strict=True)
    ]
    widths = [max(map(cells, column)) for column in zip(titles, *rows, strict=True)]
    head, *drawn = (_table_row(row, widths) for row in (titles, *rows))
    table = tuple((line,) for line in drawn)
    return Part((glance_heading(summary), head), table, more_start=(INDENT,), last=True)


def _table_row(row: Sequence[str], widths: list[int]) -> str:
    first = fit(row[0], widths[0])
    numbers = (
        " " * (width - cells(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)
    )
    return (INDENT + "  ".join([first, *numbers])).rstrip()
