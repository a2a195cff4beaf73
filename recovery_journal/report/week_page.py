"""Fitting the weekly page on one page: wrapping, and shortening sections from their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recovery_journal.report.plain import cells
from recovery_journal.report.week_words import NO_BREAK, more_words

LINES = 60
COLUMNS = 80
ROW_LINES = 3


class Part(NamedTuple):
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
        found = [*self.head, *(line for row in self.rows for line in row)]
        if self.more:
            found += [*self.more_start[:-1], self.more_start[-1] + more_words(self.more)]
        return found


def fitted(parts: Sequence[Part], limit: int = LINES) -> str:
    """Return the page, a blank line between sections, in at most ``limit`` lines.

    A page that is too long first stands closer together, but for its header and
    footer. Then rows go from the end of the longest section, one by one; each
    section keeps its first.
    """
    left = list(parts)
    if _page(left, "\n\n").count("\n") <= limit:
        return _page(left, "\n\n")
    while (page := _page(left, "\n")).count("\n") > limit:
        long = [part for part in left if len(part.rows) > 1]
        if not long:
            break
        part = max(long, key=lambda one: (not one.last, len(one.lines())))
        left[left.index(part)] = part._replace(rows=part.rows[:-1], more=part.more + 1)
    return page


def _page(parts: Sequence[Part], between: str) -> str:
    """Return header, sections and footer as they stand on the page."""
    header, *sections, footer = ("\n".join(part.lines()) for part in parts)
    return "\n\n".join([header, between.join(sections), footer]) + "\n"


def wrapped(text: str, width: int, most: int = ROW_LINES) -> list[str]:
    """Return the text in lines of at most ``width`` columns; a cut one ends in "…".

    Lines break at spaces, a word longer than a line is broken, and an accent
    stays with its letter.
    """
    # Far more than fits: a text of any length costs the same.
    enough = width * (most + 1) * 8
    lines = [""]
    for word in text[:enough].split(" "):
        for piece in _pieces(word, width):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if _room(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > most or len(text) > enough:
        lines = lines[:most]
        lines[-1] = _cut(lines[-1], width)
    return [line.replace(NO_BREAK, " ") for line in lines]


def _cut(line: str, width: int) -> str:
    """Return a line with "…" at its end, cut at a space where it has one."""
    while _room(line) > width - 2 and " " in line:
        line = line.rpartition(" ")[0]
    return _pieces(line, width - 2)[0].rstrip() + " …"


def _room(text: str) -> int:
    return cells(text.replace(NO_BREAK, " "))


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most ``width`` columns, most often itself."""
    if _room(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if _room(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
