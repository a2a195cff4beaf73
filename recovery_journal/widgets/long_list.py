"""A list of any length, of which only what is in sight is ever read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from recovery_journal.words import N_

_rich: Callable[[Style], RichStyle] = lru_cache(256)(attrgetter("rich_style"))
KEPT = 2_000
"""How many lines are kept at most; then those far away are read anew when needed."""


class Line(NamedTuple):
    """One line: the ``key`` of what it shows, the ``group`` it belongs to, its words.

    The group stands in a column of its own on the left, on its first line and on
    the first line in sight. ``words`` hold a person's text at their end only, so
    that no letter of it can move a column.
    """

    key: int
    group: str
    words: Content


class LongList(ScrollView, can_focus=True):
    """A list that asks for a page of lines when it comes into sight.

    ``show`` gives it how many lines there are and a ``page(offset, limit)`` that
    returns some of them; what is in sight is asked for at once, with ``beside``
    pages on either side, and kept. The list knows nothing of where the lines come from.
    Arrows, page keys, Home and End move the cursor; the wheel moves the view.
    """

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor is on another line, or the line under it is another one."""

        index: int
        key: int | None

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """Enter or a click on a line."""

        index: int
        key: int

    DEFAULT_CSS = """
    LongList {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto; text-wrap: nowrap;
    }
    """
    COMPONENT_CLASSES = {"long-list--group", "long-list--again", "long-list--cursor"}
    BINDINGS = [
        Binding("down", "move(1)", N_("Next line"), id="list.down", show=False),
        Binding("up", "move(-1)", N_("Line before"), id="list.up", show=False),
        Binding("pagedown", "page(1)", N_("Page down"), id="list.page-down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="list.page-up", show=False),
        Binding("home", "to(0)", N_("First line"), id="list.home", show=False),
        Binding("end", "to(-1)", N_("Last line"), id="list.end", show=False),
        Binding(
            "enter", "choose", N_("Open"), id="list.open",
            tooltip=N_("Open the line under the cursor"),
        ),
    ]  # fmt: skip

    beside: ClassVar[int] = 1

    def __init__(self, *, group_width: int = 16, id: str | None = None) -> None:
        super().__init__(id=id)
        self.group_width = group_width
        self.count = 0
        self.cursor = 0
        self._page: Callable[[int, int], Sequence[Line]] | None = None
        self._lines: dict[int, Line] = {}
        self._told: tuple[int, int | None] | None = None

    # --- what is shown ----------------------------------------------------------

    def show(
        self, count: int, page: Callable[[int, int], Sequence[Line]], cursor: int | None = None
    ) -> None:
        """Show so many lines; the cursor goes to ``cursor``, else stays on its place.

        Where the cursor moves, the view moves with it, so that the line under it
        stays at the same height; at the top, the view stays there and shows what is new.
        """
        top = self.scroll_offset.y
        height = self.cursor - top
        self.count = count
        self._page = page
        self._lines.clear()
        self.cursor = self._within(self.cursor if cursor is None else cursor)
        self.virtual_size = Size(self.size.width, count)
        self._scroll(self.cursor - height if top else 0)
        self._into_sight()
        self.refresh()
        self._tell(again=True)

    @property
    def key(self) -> int | None:
        """The key of the line under the cursor, None where there is none."""
        line = self.line(self.cursor)
        return None if line is None else line.key

    @property
    def cursor_offset(self) -> Offset:
        """Where the line under the cursor begins."""
        return Offset(0, self.cursor - round(self.scroll_offset.y))

    @property
    def seen(self) -> int | None:
        """The key that was under the cursor when that was last told."""
        return self._told[1] if self._told else None

    def line(self, index: int) -> Line | None:
        """Return a line, reading it and those around it where they are not there yet."""
        if not 0 <= index < self.count or self._page is None:
            return None
        if index not in self._lines:
            self._read(index)
        return self._lines.get(index)

    def _read(self, index: int) -> None:
        """Read what is in sight around a line, and what is beside it, in one go."""
        assert self._page is not None
        page = max(self.size.height, 24)
        first, last = index - self.beside * page, index + (1 + self.beside) * page
        while first < index and (first < 0 or first in self._lines):
            first += 1
        while last > index + 1 and (last > self.count or last - 1 in self._lines):
            last -= 1
        if len(self._lines) + last - first > KEPT:
            self._lines.clear()
        for place, line in enumerate(self._page(first, last - first), first):
            self._lines[place] = line

    # --- drawing ----------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self.line(index)
        base = self.visual_style
        if line is None:
            return Strip.blank(width, base.rich_style)
        if index == self.cursor:
            base = self.get_visual_style("long-list--cursor")
        words = line.words.truncate(width - self.group_width, ellipsis=True)
        # Textual's own way from words to a strip looks for links, and notes where each
        # letter stands so that text can be selected: twice the time, and no use here.
        segments = [
            Segment(text, _rich(style))
            for piece in (self._group(index, y, line), words)
            for text, style in piece.render(base, end="")
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    def _group(self, index: int, y: int, line: Line) -> Content:
        """Return the column on the left: the group, where it begins or comes into sight."""
        if not self.group_width:
            return Content("")
        before = self.line(index - 1)
        begins = before is None or before.group != line.group
        words = Content(line.group if begins or y == 0 else "")
        words = words.truncate(self.group_width - 1, ellipsis=True)
        name = "long-list--group" if begins else "long-list--again"
        style = self.get_visual_style(name, partial=True)
        return words.stylize(style).pad_right(self.group_width - words.cell_length)

    # --- moving -----------------------------------------------------------------

    def go_to(self, index: int, *, on_top: bool = False) -> None:
        """Put the cursor on a line and bring it into sight, as the first one if asked."""
        before, self.cursor = self.cursor, self._within(index)
        if before != self.cursor:
            self.refresh_line(before)
            self.refresh_line(self.cursor)
        if on_top:
            self._scroll(self.cursor)
        self._into_sight()
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open a line only where there is one."""
        return bool(self.count) if action == "choose" else True

    def action_move(self, step: int) -> None:
        """Go some lines on or back."""
        self.go_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go a page on or back; the cursor stays at its height."""
        pages = step * max(self.size.height - 1, 1)
        self._scroll(self.scroll_offset.y + pages)
        self.go_to(self.cursor + pages)

    def action_to(self, index: int) -> None:
        """Go to a line by its number; those below 0 count from the end."""
        self.go_to(index if index >= 0 else self.count + index)

    def action_choose(self) -> None:
        """Say that the line under the cursor was chosen."""
        key = self.key
        if key is not None:
            self.post_message(self.Chosen(self.cursor, key))

    def on_click(self, event: events.Click) -> None:
        """Go to the line that was clicked, and choose it."""
        at = event.get_content_offset(self)
        if at is None or at.y + self.scroll_offset.y >= self.count:
            return
        self.go_to(at.y + self.scroll_offset.y)
        self.action_choose()

    def on_resize(self) -> None:
        """Keep the line under the cursor in sight."""
        self.virtual_size = Size(self.size.width, self.count)
        self._into_sight()

    def _within(self, index: int) -> int:
        return max(min(index, self.count - 1), 0)

    def _scroll(self, y: int) -> None:
        highest = max(self.count - self.size.height, 0)
        self.scroll_to(y=max(min(y, highest), 0), animate=False)

    def _into_sight(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self._scroll(self.cursor)
        elif height and self.cursor >= top + height:
            self._scroll(self.cursor - height + 1)

    def _tell(self, *, again: bool = False) -> None:
        """Say which line is under the cursor, once."""
        now = (self.cursor, self.key)
        if again or now != self._told:
            self._told = now
            self.post_message(self.Highlighted(*now))
