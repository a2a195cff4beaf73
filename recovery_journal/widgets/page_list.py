"""A few lines to go through with the arrows, on a page that scrolls as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.widgets.mixins import DetachSafeMixin


class SafeOptionList(DetachSafeMixin, OptionList):
    """Textual's list, for any window: it cannot measure its lines where there is no width."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        return super().get_content_height(container, viewport, max(width, 1))


class PageList(SafeOptionList):
    """Lines, each with a key of its own; it is as high as its lines.

    Enter or a click posts ``Selected``. It keeps the line under the cursor when it
    is filled again. Past its ends the arrows go on to the next list of the page,
    or move the page.
    """

    @dataclass(eq=False, repr=False)
    class Selected(Message):
        """Enter, or a click, on a line."""

        page_list: PageList
        key: Any

        @property
        def control(self) -> PageList:
            """The list."""
            return self.page_list

    DEFAULT_CSS = """
    PageList {
        height: auto; max-height: 200; overflow-y: hidden;
        text-wrap: nowrap; text-overflow: ellipsis;
        border: none; padding: 0;
        & > .option-list--option { padding: 0; }
        & > .option-list--option-highlighted {
            background: transparent; color: $foreground; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        # Not compact=True, which styles the list before it is there; what it says is above.
        super().__init__(markup=False, id=id)
        self.keys: list[Any] = []
        self._page_scrolls = False

    @property
    def current_key(self) -> Any:
        """The key of the line under the cursor; None where there is none."""
        return None if self.highlighted is None else self.keys[self.highlighted]

    def show(self, lines: Sequence[tuple[Any, Content]]) -> None:
        """Show these lines; the cursor stays on the same one, or where it was."""
        old_key, index = self.current_key, self.highlighted or 0
        self.keys = [key for key, _content in lines]
        self.set_options(Option(content) for _key, content in lines)
        if old_key in self.keys:
            index = self.keys.index(old_key)
        self.highlighted = min(index, len(lines) - 1) if lines else None

    @contextmanager
    def _scrolling_page(self) -> Iterator[None]:
        """Let the page keep the cursor in sight while it moves."""
        self._page_scrolls = True
        yield
        self._page_scrolls = False

    def scroll_to_region(self, region: Region, **kwargs: Any) -> Offset:
        """Move the page, which is what scrolls: the list is as high as its lines."""
        if self._page_scrolls and self._scroll_parent:
            page = self._scroll_parent
            offset = self.region.offset - page.region.offset + page.scroll_offset
            page.scroll_to_region(region.translate(offset), force=True, animate=False)
        return super().scroll_to_region(region, **kwargs)

    def action_cursor_down(self) -> None:
        """Go to the next line; after the last one, to the next list or further down the page."""
        if self.highlighted is None or self.highlighted + 1 < len(self.keys):
            with self._scrolling_page():
                super().action_cursor_down()
        else:
            self._leave_list(1)

    def action_cursor_up(self) -> None:
        """Go to the line before; before the first one, to the list before or up the page."""
        if self.highlighted:
            with self._scrolling_page():
                super().action_cursor_up()
        else:
            self._leave_list(-1)

    def _leave_list(self, step: int) -> None:
        page_lists = [
            candidate
            for candidate in self.screen.query(PageList)
            if candidate.display and candidate.keys
        ]
        index = page_lists.index(self) + step if self in page_lists else -1
        if not 0 <= index < len(page_lists):
            if page := self._scroll_parent:
                (page.scroll_down if step > 0 else page.scroll_up)(animate=False)
            return
        neighbour = page_lists[index]
        neighbour.highlighted = 0 if step > 0 else len(neighbour.keys) - 1
        self.screen.set_focus(neighbour)

    def action_page_down(self) -> None:
        """Page through the page the list is on."""
        if self._scroll_parent:
            self._scroll_parent.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Page back through the page the list is on."""
        if self._scroll_parent:
            self._scroll_parent.scroll_page_up(animate=False)

    @property
    def _scroll_parent(self) -> Widget | None:
        """What the list is on, where it scrolls."""
        widgets = (ancestor for ancestor in self.ancestors if isinstance(ancestor, Widget))
        return next((ancestor for ancestor in widgets if ancestor.allow_vertical_scroll), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter and a click."""
        event.stop()
        self.select_key(self.keys[event.option_index])

    def select_key(self, key: Any) -> None:
        """Say that a line was picked."""
        self.post_message(self.Selected(self, key))
