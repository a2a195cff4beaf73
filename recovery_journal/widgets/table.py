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

from recovery_journal.i18n import N_
from recovery_journal.widgets.contact_text import fit_isolated


class ColumnSpec(NamedTuple):
    """A column: its name, the words at its head, and its width without the gap after it."""

    name: str
    title: str
    width: int
    is_sorted: bool = False


class TableCell(NamedTuple):
    """What stands in a cell, and the end of the component class of its colour, "" for none."""

    text: str
    style: str = ""


class TableRow(NamedTuple):
    """A row: ``key`` is what it is about, None for a heading, which runs through all columns."""

    key: int | None
    cells: tuple[TableCell, ...]


class Table(ScrollView, can_focus=True):
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
    class HeaderClicked(Message):
        """The head of a column was clicked."""

        name: str

    DEFAULT_CSS = """
    Table { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; }
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
        self._columns: tuple[ColumnSpec, ...] = ()
        self._column_gap = 1
        self._rows: tuple[TableRow, ...] = ()

    # --- what is shown --------------------------------------------------------

    def show(
        self, columns: Sequence[ColumnSpec], column_gap: int, rows: Sequence[TableRow]
    ) -> None:
        """Show these rows; the cursor stays on what it was on, and the table where it was."""
        old_key = self.key
        self._columns, self._column_gap, self._rows = tuple(columns), column_gap, tuple(rows)
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self.hover = None
        keys = [row.key for row in self._rows]
        # Gone: to what stands in its place now.
        index = keys.index(old_key) if old_key is not None and old_key in keys else self.cursor
        self.cursor = self._nearest_row(index, -1)
        self.call_after_refresh(self._scroll_to_cursor)
        self.refresh()

    @property
    def key(self) -> int | None:
        """What the row under the cursor is about."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else None

    @property
    def cursor_offset(self) -> Offset:
        """Where the row under the cursor begins, below the head."""
        return Offset(0, self.cursor + 1 - round(self.scroll_offset.y))

    def go_to(self, key: int | None) -> None:
        """Put the cursor on the row about ``key``, if it is there."""
        keys = [row.key for row in self._rows]
        if key is not None and key in keys:
            self.cursor = keys.index(key)
            self.call_after_refresh(self._scroll_to_cursor)

    def _nearest_row(self, index: int, step: int) -> int:
        """Return the row at a place, or the next one that is no heading, in that direction first.

        The first of a heading's people is after it, so that there is one.
        """
        last = len(self._rows) - 1
        index = min(max(index, 0), max(last, 0))
        if last < 0 or self._rows[index].key is not None:
            return index
        if step < 0 < index:
            return index - 1
        return min(index + 1, last)

    def _scroll_to_cursor(self) -> None:
        """Scroll as little as it takes to see the cursor."""
        page_height = self.size.height - 1
        top = round(self.scroll_offset.y)
        if page_height < 1:
            return
        if self.cursor < top:
            # With the first person, the heading above comes into sight, too.
            has_heading = self.cursor > 0 and self._rows[self.cursor - 1].key is None
            top = self.cursor - has_heading
        elif self.cursor >= top + page_height:
            top = self.cursor - page_height + 1
        top = min(top, max(0, len(self._rows) - page_height))
        if top != round(self.scroll_offset.y):
            self.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._rows) + 1)
        self.call_after_refresh(self._scroll_to_cursor)

    # --- drawing --------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw the head, or the row that is at this place now."""
        width = self.size.width
        base = self.rich_style
        if y == 0:
            return self._render_header().adjust_cell_length(width, self._component_style("head"))
        index = y - 1 + round(self.scroll_offset.y)
        if index >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[index]
        row_style = base
        if row.key is not None and index == self.cursor:
            row_style = base + self._component_style("cursor")
        elif row.key is not None and index == self.hover:
            row_style = base + self._component_style("hover")
        if row.key is None:
            heading_text = row.cells[0].text
            text = fit_isolated(heading_text, max(1, width))
            return Strip([Segment(text, base + self._component_style("heading"))]).crop(0, width)
        segments = []
        for spec, cell in zip(self._columns, row.cells, strict=True):
            style = row_style
            if cell.style and index != self.cursor:
                style = row_style + self.get_component_rich_style(cell.style, partial=True)
            segments.append(Segment(fit_isolated(cell.text, spec.width), style))
            segments.append(Segment(" " * self._column_gap, row_style))
        return Strip(segments).adjust_cell_length(width, row_style)

    def _render_header(self) -> Strip:
        header_style = self._component_style("head")
        segments = []
        for spec in self._columns:
            style = (
                header_style + self._component_style("chosen") if spec.is_sorted else header_style
            )
            title = fit_isolated(spec.title, spec.width)
            stripped = title.rstrip()
            segments.append(Segment(stripped, style))
            segments.append(Segment(title[len(stripped) :] + " " * self._column_gap, header_style))
        return Strip(segments)

    def _component_style(self, name: str) -> Style:
        return self.get_component_rich_style(f"line-table--{name}", partial=name != "head")

    def watch_cursor(self, old_row: int, new_row: int) -> None:
        """Draw the two rows again and post what is under the cursor."""
        self._refresh_rows(old_row, new_row)
        self.post_message(self.Highlighted(self.key))

    def watch_hover(self, old_row: int | None, new_row: int | None) -> None:
        """Draw the two rows again."""
        self._refresh_rows(*(row for row in (old_row, new_row) if row is not None))

    def _refresh_rows(self, *rows: int) -> None:
        top = round(self.scroll_offset.y)
        for row in rows:
            if 0 <= row - top < self.size.height - 1:
                self.refresh(Region(0, row - top + 1, self.size.width, 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw all rows again: the head stays."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    # --- keys and mouse -------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next row or the one before."""
        self._move_cursor(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Go a page on or back."""
        self._move_cursor(self.cursor + step * max(1, self.size.height - 2), step)

    def action_end(self, step: int) -> None:
        """Go to the last row or the first."""
        self._move_cursor(len(self._rows) - 1 if step > 0 else 0, step)

    def _move_cursor(self, index: int, step: int) -> None:
        if self._rows:
            index = self._nearest_row(index, step)
            self.cursor = index if self._rows[index].key is not None else self.cursor
            self._scroll_to_cursor()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self.key))

    def _row_index_at(self, y: int) -> int | None:
        index = y - 1 + round(self.scroll_offset.y)
        return index if y > 0 and index < len(self._rows) else None

    def on_click(self, event: events.Click) -> None:
        """Sort by the head clicked, or go to the row clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            end = 0
            for spec in self._columns:
                end += spec.width + self._column_gap
                if offset.x < end:
                    self.post_message(self.HeaderClicked(spec.name))
                    return
            return
        row = self._row_index_at(offset.y)
        if row is not None and self._rows[row].key is not None:
            self.cursor = row
            if event.chain == 2:
                self.action_open()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row is under the mouse."""
        offset = event.get_content_offset(self)
        self.hover = None if offset is None else self._row_index_at(offset.y)

    def on_leave(self) -> None:
        """No row is under the mouse any more."""
        self.hover = None
