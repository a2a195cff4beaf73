"""The weekly page as plain text, at most 60 lines of 80 columns."""

from __future__ import annotations

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

INDENT = "  "
# The column in which a row says what its label names.
LABEL_WIDTH = 25


def render_text(summary: WeekSummary) -> str:
    """Return the page as text."""
    page_sections = {
        name: _page_section(section) for name, section in build_sections(summary, _escape).items()
    }
    page_sections["header"] = _header_section(summary)
    if summary.glance is not None:
        page_sections["glance"] = _day_grid_section(summary)
    page_sections["footer"] = PageSection(tuple(wrap_lines(page_footer_text(summary), COLUMNS)))
    ordered = [page_sections[name] for name in SECTIONS if name in page_sections]
    return fit_to_page(ordered)


def _escape(text: str) -> str:
    """Return a person's own text on one line, with nothing in it a terminal would obey."""
    return escape_control(to_single_line(text, " "))


def _header_section(summary: WeekSummary) -> PageSection:
    """Return the title on the left, whose page and which days on the right, and the lines."""
    title, owner_text = page_title(summary, _escape)
    owner_text = wrap_lines(owner_text, COLUMNS - cell_width(title) - 2, 1)[0]
    gap = " " * (COLUMNS - cell_width(title) - cell_width(owner_text))
    lines = [title + gap + owner_text]
    for line in header_lines(summary):
        lines += wrap_lines(line, COLUMNS)
    return PageSection(tuple(lines))


def _page_section(section: Section) -> PageSection:
    rows = []
    for position, (label, text) in enumerate(section.rows, start=1):
        if section.numbered:
            rows.append(_row_lines(f"{position}. ", text))
        elif label:
            rows.append(_row_lines(fit_width(label, LABEL_WIDTH - 1) + " ", text))
        else:
            rows.append(_row_lines("", text))
    return PageSection((section.heading,), tuple(rows), section.omitted, (INDENT,))


def _row_lines(label: str, text: str) -> tuple[str, ...]:
    """Return a row with its label, and further lines under its first."""
    prefix = INDENT + label
    first, *more_lines = wrap_lines(text, COLUMNS - cell_width(prefix))
    return prefix + first, *(" " * cell_width(prefix) + line for line in more_lines)


def _day_grid_section(summary: WeekSummary) -> PageSection:
    """Return the day rows as a table, numbers aligned to the right."""
    days = () if summary.glance is None else summary.glance.days
    headings = day_grid_columns()
    rows = [
        (f"{day_cells[0]} {day.date}", *day_cells[1:])
        for day, day_cells in zip(days, day_grid_cells(summary), strict=True)
    ]
    widths = [max(map(cell_width, column)) for column in zip(headings, *rows, strict=True)]
    header_row, *table_rows = (_table_row(row, widths) for row in (headings, *rows))
    row_lines = tuple((line,) for line in table_rows)
    return PageSection(
        (day_grid_heading(summary), header_row), row_lines, more_start=(INDENT,), last=True
    )


def _table_row(row: Sequence[str], widths: list[int]) -> str:
    first = fit_width(row[0], widths[0])
    number_cells = (
        " " * (width - cell_width(cell)) + cell
        for cell, width in zip(row[1:], widths[1:], strict=True)
    )
    return (INDENT + "  ".join([first, *number_cells])).rstrip()
