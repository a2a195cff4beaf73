"""The weekly page as Markdown: about a page, and readable as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recovery_journal.report.week.fit_page import COLUMNS, PageSection, fit_to_page, wrap_lines
from recovery_journal.report.week.page_frame import (
    day_grid_cells,
    day_grid_columns,
    day_grid_heading,
    header_lines,
    page_footer_text,
    page_title,
)
from recovery_journal.report.week.sections import Section, build_sections
from recovery_journal.rules.week.model import SECTIONS, WeekSummary
from recovery_journal.terminal_text import cell_width, escape_control, fit_width, to_single_line

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")
# What would start a list, a quotation or a heading when a line begins with it.
_LINE_START_MARKUP = re.compile(r"^([-+=:>])|^(\d{1,9})([.)])")


def render_markdown(summary: WeekSummary) -> str:
    """Return the page as Markdown."""
    page_sections = {
        name: _page_section(section)
        for name, section in build_sections(summary, _escape_markdown).items()
    }
    title, owner_text = page_title(summary, _escape_markdown)
    header = [f"# {title}", "", f"**{owner_text}**  "]
    # Two spaces at the end of a line keep it a line of its own.
    header += [f"{line}  " for line in header_lines(summary)]
    page_sections["header"] = PageSection((*header[:-1], header[-1].rstrip()))
    if summary.glance is not None:
        page_sections["glance"] = _day_grid_section(summary)
    page_sections["footer"] = PageSection((f"*{page_footer_text(summary)}*",))
    ordered = [page_sections[name] for name in SECTIONS if name in page_sections]
    return fit_to_page(ordered)


def _escape_markdown(text: str) -> str:
    """Return a person's own text on one line, with nothing in it that is markup."""
    return _MARKUP.sub(r"\\\g<0>", escape_control(to_single_line(text, " ")))


def _page_section(section: Section) -> PageSection:
    rows = []
    for position, (label, text) in enumerate(section.rows, start=1):
        bullet = f"{position}. " if section.numbered else "- "
        rows.append(_list_item(bullet, f"{label}: {text}" if label else text))
    return PageSection((f"## {section.heading}",), tuple(rows), section.omitted, ("- ",))


def _list_item(bullet: str, text: str) -> tuple[str, ...]:
    """Return an item of a list, further lines indented under its first."""
    lines = wrap_lines(text, COLUMNS - len(bullet) - 2)
    for index, line in enumerate(lines[:-1]):
        # A word broken between a backslash and its sign: they belong together.
        if (len(line) - len(line.rstrip("\\"))) % 2:
            lines[index], lines[index + 1] = line[:-1], "\\" + lines[index + 1]
    first, *more_lines = map(_escape_line_start, lines)
    return bullet + first, *(" " * len(bullet) + line for line in more_lines)


def _escape_line_start(line: str) -> str:
    """Return a line that begins with words, whatever it begins with."""
    return _LINE_START_MARKUP.sub(lambda match: f"{match[2] or ''}\\{match[3] or match[1]}", line)


def _day_grid_section(summary: WeekSummary) -> PageSection:
    """Return the day rows as a table; the period in the title says which month it is."""
    days = () if summary.glance is None else summary.glance.days
    headings = day_grid_columns()
    rows = [
        (f"{day_cells[0]} {day.date.day:2}", *day_cells[1:])
        for day, day_cells in zip(days, day_grid_cells(summary), strict=True)
    ]
    widths = [max(map(cell_width, column)) for column in zip(headings, *rows, strict=True)]
    alignment_row = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    header_line, alignment_line, *table_rows = (
        _table_row(row, widths) for row in (headings, alignment_row, *rows)
    )
    row_lines = tuple((row,) for row in table_rows)
    head_lines = (f"## {day_grid_heading(summary)}", header_line, alignment_line)
    # A line right under a table would be one of its rows.
    return PageSection(head_lines, row_lines, more_start=("", ""), last=True)


def _table_row(row: Sequence[str], widths: list[int]) -> str:
    first = fit_width(row[0], widths[0])
    number_cells = (
        " " * (width - cell_width(cell)) + cell
        for cell, width in zip(row[1:], widths[1:], strict=True)
    )
    return f"| {' | '.join([first, *number_cells])} |"
