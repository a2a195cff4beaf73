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

from recovery_journal.i18n import N_

_rich_style: Callable[[Style], RichStyle] = lru_cache(256)(attrgetter("rich_style"))
MAX_CACHED_LINES = 2_000
"""How many lines are kept at most; then those far away are read anew when needed."""


class ListLine(NamedTuple):
    """One line: the ``key`` of what it shows, the ``group`` it belongs to, its words.

    The group stands in a column of its own on the left, on its first line and on
    the first line in sight. ``content`` hold a person's text at their end only, so
    that no letter of it can move a column.
    """

    key: int
    group: str
    content: Content


class VirtualList(ScrollView, can_focus=True):
    """A list that asks for a page of lines when it comes into sight.

    ``show`` gives it how many lines there are and a ``page(offset, limit)`` that
    returns some of them; what is in sight is asked for at once, with ``prefetch_pages``
    pages on either side, and kept. The list knows nothing of where the lines come from.
    Arrows, page keys, Home and End move the cursor; the wheel moves the view.
    """

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor is on another line, or the line under it is another one."""

        index: int
        key: int | None

    @dataclass(eq=False, repr=False)
    class Selected(Message):
        """Enter or a click on a line."""

        index: int
        key: int

    DEFAULT_CSS = """
    VirtualList {
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
        Binding("enter", "choose", N_("Open"), id="list.open",
                tooltip=N_("Open the line under the cursor")),
    ]  # fmt: skip

    prefetch_pages: ClassVar[int] = 1

    def __init__(self, *, group_width: int = 16, id: str | None = None) -> None:
        super().__init__(id=id)
        self.group_width = group_width
        self.count = 0
        self.cursor = 0
        self._load_page: Callable[[int, int], Sequence[ListLine]] | None = None
        self._line_cache: dict[int, ListLine] = {}
        self._last_notified: tuple[int, int | None] | None = None

    # --- what is shown ----------------------------------------------------------

    def show(
        self,
        count: int,
        load_page: Callable[[int, int], Sequence[ListLine]],
        cursor: int | None = None,
    ) -> None:
        """Show so many lines; the cursor goes to ``cursor``, else stays on its place.

        Where the cursor moves, the view moves with it, so that the line under it
        stays at the same height; at the top, the view stays there and shows what is new.
        """
        top = self.scroll_offset.y
        height = self.cursor - top
        self.count = count
        self._load_page = load_page
        self._line_cache.clear()
        self.cursor = self._clamp_index(self.cursor if cursor is None else cursor)
        self.virtual_size = Size(self.size.width, count)
        self._scroll_to_row(self.cursor - height if top else 0)
        self._scroll_to_cursor()
        self.refresh()
        self._notify_cursor(force=True)

    @property
    def key(self) -> int | None:
        """The key of the line under the cursor, None where there is none."""
        line = self.line_at(self.cursor)
        return None if line is None else line.key

    @property
    def cursor_offset(self) -> Offset:
        """Where the line under the cursor begins."""
        return Offset(0, self.cursor - round(self.scroll_offset.y))

    @property
    def last_notified_key(self) -> int | None:
        """The key under the cursor when it was last posted."""
        return self._last_notified[1] if self._last_notified else None

    def line_at(self, index: int) -> ListLine | None:
        """Return a line, reading it and those around it where they are not there yet."""
        if not 0 <= index < self.count or self._load_page is None:
            return None
        if index not in self._line_cache:
            self._load_around(index)
        return self._line_cache.get(index)

    def _load_around(self, index: int) -> None:
        """Read what is in sight around a line, and what is beside it, in one go."""
        assert self._load_page is not None
        page_size = max(self.size.height, 24)
        first, last = (
            index - self.prefetch_pages * page_size,
            index + (1 + self.prefetch_pages) * page_size,
        )
        while first < index and (first < 0 or first in self._line_cache):
            first += 1
        while last > index + 1 and (last > self.count or last - 1 in self._line_cache):
            last -= 1
        if len(self._line_cache) + last - first > MAX_CACHED_LINES:
            self._line_cache.clear()
        for position, line in enumerate(self._load_page(first, last - first), first):
            self._line_cache[position] = line

    # --- drawing ----------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self.line_at(index)
        base = self.visual_style
        if line is None:
            return Strip.blank(width, base.rich_style)
        if index == self.cursor:
            base = self.get_visual_style("long-list--cursor")
        content = line.content.truncate(width - self.group_width, ellipsis=True)
        # Textual's own way from words to a strip looks for links, and notes where each
        # letter stands so that text can be selected: twice the time, and no use here.
        segments = [
            Segment(text, _rich_style(style))
            for part in (self._render_group(index, y, line), content)
            for text, style in part.render(base, end="")
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    def _render_group(self, index: int, y: int, line: ListLine) -> Content:
        """Return the column on the left: the group, where it begins or comes into sight."""
        if not self.group_width:
            return Content("")
        previous = self.line_at(index - 1)
        is_first = previous is None or previous.group != line.group
        label = Content(line.group if is_first or y == 0 else "")
        label = label.truncate(self.group_width - 1, ellipsis=True)
        css_class = "long-list--group" if is_first else "long-list--again"
        style = self.get_visual_style(css_class, partial=True)
        return label.stylize(style).pad_right(self.group_width - label.cell_length)

    # --- moving -----------------------------------------------------------------

    def go_to(self, index: int, *, at_top: bool = False) -> None:
        """Put the cursor on a line and bring it into sight, as the first one if asked."""
        old_cursor, self.cursor = self.cursor, self._clamp_index(index)
        if old_cursor != self.cursor:
            self.refresh_line(old_cursor)
            self.refresh_line(self.cursor)
        if at_top:
            self._scroll_to_row(self.cursor)
        self._scroll_to_cursor()
        self._notify_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open a line only where there is one."""
        return bool(self.count) if action == "choose" else True

    def action_move(self, step: int) -> None:
        """Go some lines on or back."""
        self.go_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go a page on or back; the cursor stays at its height."""
        distance = step * max(self.size.height - 1, 1)
        self._scroll_to_row(self.scroll_offset.y + distance)
        self.go_to(self.cursor + distance)

    def action_to(self, index: int) -> None:
        """Go to a line by its number; those below 0 count from the end."""
        self.go_to(index if index >= 0 else self.count + index)

    def action_choose(self) -> None:
        """Say that the line under the cursor was chosen."""
        key = self.key
        if key is not None:
            self.post_message(self.Selected(self.cursor, key))

    def on_click(self, event: events.Click) -> None:
        """Go to the line that was clicked, and choose it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y + self.scroll_offset.y >= self.count:
            return
        self.go_to(offset.y + self.scroll_offset.y)
        self.action_choose()

    def on_resize(self) -> None:
        """Keep the line under the cursor in sight."""
        self.virtual_size = Size(self.size.width, self.count)
        self._scroll_to_cursor()

    def _clamp_index(self, index: int) -> int:
        return max(min(index, self.count - 1), 0)

    def _scroll_to_row(self, y: int) -> None:
        max_y = max(self.count - self.size.height, 0)
        self.scroll_to(y=max(min(y, max_y), 0), animate=False)

    def _scroll_to_cursor(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self._scroll_to_row(self.cursor)
        elif height and self.cursor >= top + height:
            self._scroll_to_row(self.cursor - height + 1)

    def _notify_cursor(self, *, force: bool = False) -> None:
        """Say which line is under the cursor, once."""
        current = (self.cursor, self.key)
        if force or current != self._last_notified:
            self._last_notified = current
            self.post_message(self.Highlighted(*current))
