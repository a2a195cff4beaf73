"""Fitting the weekly page on one page: wrapping, and shortening sections from their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recovery_journal.report.week.sections import NO_BREAK, omitted_rows_text
from recovery_journal.terminal_text import cell_width

MAX_LINES = 60
COLUMNS = 80
MAX_ROW_LINES = 3


class PageSection(NamedTuple):
    """A section drawn: ``head`` lines that stay, and rows that can be left to the journal.

    Each row is one or more lines. ``more`` rows are left already; the last of
    ``more_start`` goes before the words that say so, the others are lines above.
    ``last`` sections shorten only when the others are as short as they get.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    more: int = 0
    more_start: tuple[str, ...] = ("",)
    last: bool = False

    def lines(self) -> list[str]:
        """Return the section as it stands on the page."""
        page_lines = [*self.head, *(line for row in self.rows for line in row)]
        if self.more:
            page_lines += [
                *self.more_start[:-1],
                self.more_start[-1] + omitted_rows_text(self.more),
            ]
        return page_lines


def fit_to_page(sections: Sequence[PageSection], limit: int = MAX_LINES) -> str:
    """Return the page, a blank line between sections, in at most ``limit`` lines.

    A page that is too long first stands closer together, but for its header and
    footer. Then rows go from the end of the longest section, one by one; each
    section keeps its first.
    """
    remaining = list(sections)
    if _join_sections(remaining, "\n\n").count("\n") <= limit:
        return _join_sections(remaining, "\n\n")
    while (page := _join_sections(remaining, "\n")).count("\n") > limit:
        shrinkable = [section for section in remaining if len(section.rows) > 1]
        if not shrinkable:
            break
        section = max(
            shrinkable, key=lambda candidate: (not candidate.last, len(candidate.lines()))
        )
        remaining[remaining.index(section)] = section._replace(
            rows=section.rows[:-1], more=section.more + 1
        )
    return page


def _join_sections(page_sections: Sequence[PageSection], separator: str) -> str:
    """Return header, sections and footer as they stand on the page."""
    header, *sections, footer = ("\n".join(section.lines()) for section in page_sections)
    return "\n\n".join([header, separator.join(sections), footer]) + "\n"


def wrap_lines(text: str, width: int, max_lines: int = MAX_ROW_LINES) -> list[str]:
    """Return the text in lines of at most ``width`` columns; a cut one ends in "…".

    Lines break at spaces, a word longer than a line is broken, and an accent
    stays with its letter.
    """
    # Far more than fits: a text of any length costs the same.
    max_characters = width * (max_lines + 1) * 8
    lines = [""]
    for word in text[:max_characters].split(" "):
        for chunk in _break_word(word, width):
            extended = f"{lines[-1]} {chunk}" if lines[-1] else chunk
            if _display_width(extended) <= width:
                lines[-1] = extended
            else:
                lines.append(chunk)
    if len(lines) > max_lines or len(text) > max_characters:
        lines = lines[:max_lines]
        lines[-1] = _truncate_line(lines[-1], width)
    return [line.replace(NO_BREAK, " ") for line in lines]


def _truncate_line(line: str, width: int) -> str:
    """Return a line with "…" at its end, cut at a space where it has one."""
    while _display_width(line) > width - 2 and " " in line:
        line = line.rpartition(" ")[0]
    return _break_word(line, width - 2)[0].rstrip() + " …"


def _display_width(text: str) -> int:
    return cell_width(text.replace(NO_BREAK, " "))


def _break_word(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most ``width`` columns, most often itself."""
    if _display_width(word) <= width:
        return [word]
    chunks = [""]
    for character in word:
        if _display_width(chunks[-1] + character) > width:
            chunks.append("")
        chunks[-1] += character
    return chunks
