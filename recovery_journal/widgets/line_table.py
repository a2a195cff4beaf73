"""A table drawn line by line: as quick with three hundred rows as with ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recovery_journal.widgets.person_words import column
from recovery_journal.words import N_


class Head(NamedTuple):
    """A column: its name, the words at its head, and its width without the gap after it."""

    name: str
    words: str
    width: int
    chosen: bool = False


class Cell(NamedTuple):
    """What stands in a cell, and the end of the component class of its colour, "" for none."""

    words: str
    style: str = ""


class Line(NamedTuple):
    """A row: ``key`` is what it is about, None for a heading, which runs through all columns."""

    key: int | None
    cells: tuple[Cell, ...]


class LineTable(ScrollView, can_focus=True):
    """Rows under a head that stays, with a cursor that goes over the headings among them.

    Each text is cut to its column, in terminal cells. A click goes to a row, a
    second one opens it, as Enter does.
    """

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor is on the row about ``key``; None where there is no row."""

        key: int | None

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """The row about ``key`` was opened, by Enter or a double click."""

        key: int

    @dataclass(eq=False, repr=False)
    class HeadClicked(Message):
        """The head of a column was clicked."""

        name: str

    DEFAULT_CSS = """
    LineTable { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES = {
        "line-table--head",
        "line-table--chosen",
        "line-table--heading",
        "line-table--cursor",
        "line-table--hover",
    }
    BINDINGS = [
        Binding("up", "move(-1)", N_("Up"), id="table.up", show=False),
        Binding("down", "move(1)", N_("Down"), id="table.down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="table.page-up", show=False),
        Binding("pagedown", "page(1)", N_("Page down"), id="table.page-down", show=False),
        Binding("home", "end(-1)", N_("First"), id="table.first", show=False),
        Binding("end", "end(1)", N_("Last"), id="table.last", show=False),
        Binding("enter", "open", N_("Open"), id="table.open", show=False,
                tooltip=N_("Open what is under the cursor")),
    ]  # fmt: skip

    cursor: reactive[int] = reactive(0, init=False)
    hover: reactive[int | None] = reactive(None, init=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heads: tuple[Head, ...] = ()
        self._gap = 1
        self._lines: tuple[Line, ...] = ()

    # --- what is shown --------------------------------------------------------

    def show(self, heads: Sequence[Head], gap: int, lines: Sequence[Line]) -> None:
        """Show these rows; the cursor stays on what it was on, and the table where it was."""
        here = self.key
        self._heads, self._gap, self._lines = tuple(heads), gap, tuple(lines)
        self.virtual_size = Size(self.size.width, len(self._lines) + 1)
        self.hover = None
        keys = [line.key for line in self._lines]
        # Gone: to what stands in its place now.
        at = keys.index(here) if here is not None and here in keys else self.cursor
        self.cursor = self._near(at, -1)
        self.call_after_refresh(self._into_sight)
        self.refresh()

    @property
    def key(self) -> int | None:
        """What the row under the cursor is about."""
        return self._lines[self.cursor].key if 0 <= self.cursor < len(self._lines) else None

    @property
    def cursor_offset(self) -> Offset:
        """Where the row under the cursor begins, below the head."""
        return Offset(0, self.cursor + 1 - round(self.scroll_offset.y))

    def go_to(self, key: int | None) -> None:
        """Put the cursor on the row about ``key``, if it is there."""
        keys = [line.key for line in self._lines]
        if key is not None and key in keys:
            self.cursor = keys.index(key)
            self.call_after_refresh(self._into_sight)

    def _near(self, at: int, step: int) -> int:
        """Return the row at a place, or the next one that is no heading, in that direction first.

        The first of a heading's people is after it, so that there is one.
        """
        last = len(self._lines) - 1
        at = min(max(at, 0), max(last, 0))
        if last < 0 or self._lines[at].key is not None:
            return at
        if step < 0 < at:
            return at - 1
        return min(at + 1, last)

    def _into_sight(self) -> None:
        """Scroll as little as it takes to see the cursor."""
        room = self.size.height - 1
        top = round(self.scroll_offset.y)
        if room < 1:
            return
        if self.cursor < top:
            # With the first person, the heading above comes into sight, too.
            heading = self.cursor > 0 and self._lines[self.cursor - 1].key is None
            top = self.cursor - heading
        elif self.cursor >= top + room:
            top = self.cursor - room + 1
        top = min(top, max(0, len(self._lines) - room))
        if top != round(self.scroll_offset.y):
            self.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._lines) + 1)
        self.call_after_refresh(self._into_sight)

    # --- drawing --------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw the head, or the row that is at this place now."""
        width = self.size.width
        base = self.rich_style
        if y == 0:
            return self._head().adjust_cell_length(width, self._style("head"))
        at = y - 1 + round(self.scroll_offset.y)
        if at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        over = base
        if line.key is not None and at == self.cursor:
            over = base + self._style("cursor")
        elif line.key is not None and at == self.hover:
            over = base + self._style("hover")
        if line.key is None:
            words = line.cells[0].words
            text = column(words, max(1, width))
            return Strip([Segment(text, base + self._style("heading"))]).crop(0, width)
        segments = []
        for head, cell in zip(self._heads, line.cells, strict=True):
            style = over
            if cell.style and at != self.cursor:
                style = over + self.get_component_rich_style(cell.style, partial=True)
            segments.append(Segment(column(cell.words, head.width), style))
            segments.append(Segment(" " * self._gap, over))
        return Strip(segments).adjust_cell_length(width, over)

    def _head(self) -> Strip:
        plain = self._style("head")
        segments = []
        for head in self._heads:
            style = plain + self._style("chosen") if head.chosen else plain
            words = column(head.words, head.width)
            bare = words.rstrip()
            segments.append(Segment(bare, style))
            segments.append(Segment(words[len(bare) :] + " " * self._gap, plain))
        return Strip(segments)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"line-table--{name}", partial=name != "head")

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows again and tell what is under the cursor."""
        self._redraw(before, after)
        self.post_message(self.Highlighted(self.key))

    def watch_hover(self, before: int | None, after: int | None) -> None:
        """Draw the two rows again."""
        self._redraw(*(at for at in (before, after) if at is not None))

    def _redraw(self, *rows: int) -> None:
        top = round(self.scroll_offset.y)
        for at in rows:
            if 0 <= at - top < self.size.height - 1:
                self.refresh(Region(0, at - top + 1, self.size.width, 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw all rows again: the head stays."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    # --- keys and mouse -------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next row or the one before."""
        self._go(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Go a page on or back."""
        self._go(self.cursor + step * max(1, self.size.height - 2), step)

    def action_end(self, step: int) -> None:
        """Go to the last row or the first."""
        self._go(len(self._lines) - 1 if step > 0 else 0, step)

    def _go(self, at: int, step: int) -> None:
        if self._lines:
            at = self._near(at, step)
            self.cursor = at if self._lines[at].key is not None else self.cursor
            self._into_sight()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self.key))

    def _row_at(self, y: int) -> int | None:
        at = y - 1 + round(self.scroll_offset.y)
        return at if y > 0 and at < len(self._lines) else None

    def on_click(self, event: events.Click) -> None:
        """Sort by the head clicked, or go to the row clicked; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y == 0:
            end = 0
            for head in self._heads:
                end += head.width + self._gap
                if at.x < end:
                    self.post_message(self.HeadClicked(head.name))
                    return
            return
        row = self._row_at(at.y)
        if row is not None and self._lines[row].key is not None:
            self.cursor = row
            if event.chain == 2:
                self.action_open()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row is under the mouse."""
        at = event.get_content_offset(self)
        self.hover = None if at is None else self._row_at(at.y)

    def on_leave(self) -> None:
        """No row is under the mouse any more."""
        self.hover = None
