"""The weekly page as Markdown: about a page, and readable as it stands."""

from __future__ import annotations

import re
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

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")
# What would start a list, a quotation or a heading when a line begins with it.
_AT_START = re.compile(r"^([-+=:>])|^(\d{1,9})([.)])")


def markdown_page(summary: Summary) -> str:
    """Return the page as Markdown."""
    parts = {name: _part(block) for name, block in blocks(summary, _say).items()}
    title, whose = title_words(summary, _say)
    header = [f"# {title}", "", f"**{whose}**  "]
    # Two spaces at the end of a line keep it a line of its own.
    header += [f"{line}  " for line in header_lines(summary)]
    parts["header"] = Part((*header[:-1], header[-1].rstrip()))
    if summary.glance is not None:
        parts["glance"] = _glance(summary)
    parts["footer"] = Part((f"*{footer_words(summary)}*",))
    in_order = [parts[name] for name in SECTIONS if name in parts]
    return fitted(in_order)


def _say(text: str) -> str:
    """Return a person's own text on one line, with nothing in it that is markup."""
    return _MARKUP.sub(r"\\\g<0>", harmless(on_one_line(text, " ")))


def _part(block: Block) -> Part:
    rows = []
    for place, (label, words) in enumerate(block.rows, start=1):
        mark = f"{place}. " if block.numbered else "- "
        rows.append(_row(mark, f"{label}: {words}" if label else words))
    return Part((f"## {block.heading}",), tuple(rows), block.more, ("- ",))


def _row(mark: str, words: str) -> tuple[str, ...]:
    """Return an item of a list, further lines indented under its first."""
    lines = wrapped(words, COLUMNS - len(mark) - 2)
    for place, line in enumerate(lines[:-1]):
        # A word broken between a backslash and its sign: they belong together.
        if (len(line) - len(line.rstrip("\\"))) % 2:
            lines[place], lines[place + 1] = line[:-1], "\\" + lines[place + 1]
    first, *others = map(_plain_start, lines)
    return mark + first, *(" " * len(mark) + line for line in others)


def _plain_start(line: str) -> str:
    """Return a line that begins with words, whatever it begins with."""
    return _AT_START.sub(lambda at: f"{at[2] or ''}\\{at[3] or at[1]}", line)


def _glance(summary: Summary) -> Part:
    """Return the day rows as a table; the period in the title says which month it is."""
    days = () if summary.glance is None else summary.glance.days
    titles = glance_columns()
    rows = [
        (f"{cell[0]} {day.date.day:2}", *cell[1:])
        for day, cell in zip(days, glance_cells(summary), strict=True)
    ]
    widths = [max(map(cells, column)) for column in zip(titles, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    head, line, *drawn = (_table_row(row, widths) for row in (titles, rule, *rows))
    table = tuple((row,) for row in drawn)
    top = (f"## {glance_heading(summary)}", head, line)
    # A line right under a table would be one of its rows.
    return Part(top, table, more_start=("", ""), last=True)


def _table_row(row: Sequence[str], widths: list[int]) -> str:
    first = fit(row[0], widths[0])
    numbers = (
        " " * (width - cells(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)
    )
    return f"| {' | '.join([first, *numbers])} |"
