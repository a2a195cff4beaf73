"""Lists of lines to go through with the arrows: of a page, of people, of what to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.i18n import N_
from recovery_journal.terminal_text import escape_control

MAX_NAME_WIDTH = 20
"""Columns that a name takes at most, so that the reasons stand in a column of their own."""


class LineList(OptionList):
    """Lines, each with a ``key``; that of a heading, which the cursor goes over, is None.

    The cursor stays on its line when the list is filled again. Textual's own list fails
    where it has no width, or is drawn after it was taken away.
    """

    DEFAULT_CSS = """
    LineList { border: none; padding: 0; & > .option-list--option { padding: 0; } }
    """

    def __init__(self, *, id: str | None = None) -> None:
        # Not compact=True, which styles the list before it is there; what it says is above.
        super().__init__(markup=False, id=id)
        self.keys: list[Any] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        return super().get_content_height(container, viewport, max(width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of it, empty ones where it was taken away."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    @property
    def key(self) -> Any:
        """The key of the line under the cursor; None where there is none."""
        index = self.highlighted
        return None if index is None or index >= len(self.keys) else self.keys[index]

    def show(self, lines: Sequence[tuple[Any, Content]]) -> None:
        """Show these lines; the cursor stays on the same one, else goes to ``nearest_line``."""
        old_key, old_index = self.key, self.highlighted
        self.keys = [key for key, _content in lines]
        self.set_options(Option(content, disabled=self.is_heading(key)) for key, content in lines)
        is_there = old_key is not None and old_key in self.keys
        self.highlighted = (
            self.keys.index(old_key) if is_there else self.nearest_line(old_key, old_index)
        )

    def is_heading(self, key: Any) -> bool:
        """Say whether the line of this key is one that the cursor goes over."""
        return key is None

    def nearest_line(self, _old_key: Any, old_index: int | None) -> int | None:
        """Return where the cursor goes where its line is gone: the line at its place, or before."""
        lines = [index for index, key in enumerate(self.keys) if not self.is_heading(key)]
        before = [index for index in lines if index <= (old_index or 0)]
        return before[-1] if before else next(iter(lines), None)

    def go_to(self, key: Any) -> None:
        """Put the cursor on the line of this key, where it is there."""
        if key is not None and key in self.keys:
            self.highlighted = self.keys.index(key)


class PageList(LineList):
    """A list on a page that scrolls as one: it is as high as its lines.

    Enter or a click posts ``Selected``. Past its ends the arrows go on to the next list
    of the page, or move the page.
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
        & > .option-list--option-highlighted {
            background: transparent; color: $foreground; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    _page_scrolls = False

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


class PeopleList(PageList):
    """A few people by name, each with the reasons in words.

    Enter, a click or ``r`` on a person posts ``Chosen``, ``t`` the same for an
    attempt. Where the reasons do not fit on the line, the tooltip has them all.
    """

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A reach-out to this person is to be logged; ``tried`` for an attempt."""

        contact_id: int
        name: str
        tried: bool

    BINDINGS = [
        Binding("r", "choose(False)", N_("Reached"), id="people.reached",
                tooltip=N_("Log that you reached the person under the cursor")),
        Binding("t", "choose(True)", N_("Tried"), id="people.tried",
                tooltip=N_("Log that you tried to reach the person under the cursor")),
    ]  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._people: Sequence[tuple[int, str, Sequence[str]]] = ()
        self._names: dict[int, str] = {}

    def fill(self, people: Sequence[tuple[int, str, Sequence[str]]]) -> None:
        """Show these people: id, name, reasons; the cursor stays on the same person.

        Without anyone the list is hidden.
        """
        self.display = bool(people)
        people = [
            (contact_id, name, [escape_control(reason) for reason in reasons])
            for contact_id, name, reasons in people
        ]
        self._people = people
        self._names = {contact_id: name for contact_id, name, _reasons in people}
        self._rebuild_lines()
        tooltip_lines = [
            Content(f"{escape_control(name)}: {', '.join(texts)}") for _id, name, texts in people
        ]
        self.tooltip = Content("\n").join(tooltip_lines) if tooltip_lines else None

    def on_resize(self) -> None:
        """Give as many reasons as fit now."""
        self._rebuild_lines()

    def _rebuild_lines(self) -> None:
        names = [Content(escape_control(name)) for name in self._names.values()]
        name_width = min(max((name.cell_length for name in names), default=0), MAX_NAME_WIDTH)
        reason_width = self.content_size.width - name_width - 2
        self.show(
            [
                (
                    contact_id,
                    _person_line(name_content, name_width, fit_reasons(reasons, reason_width)),
                )
                for (contact_id, _name, reasons), name_content in zip(
                    self._people, names, strict=True
                )
            ]
        )

    def action_choose(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self.key, self._names[self.key], tried))

    def select_key(self, key: Any) -> None:
        """Enter and a click mean reached."""
        self.post_message(self.Chosen(key, self._names[key], False))


class TalkList(PageList):
    """The open lines; ``Closed`` says what is to become of the one under the cursor."""

    @dataclass(eq=False, repr=False)
    class Closed(Message):
        """A line was talked about, or ``is_removed`` because it need not be."""

        item_id: int
        is_removed: bool

    DEFAULT_CSS = """
    TalkList { text-wrap: wrap; }
    """
    BINDINGS = [
        Binding("d", "close(False)", N_("Talked about"), id="talk.done",
                tooltip=N_("Mark the line under the cursor as talked about")),
        Binding("x", "close(True)", N_("Strike"), id="talk.strike",
                tooltip=N_("Take the line under the cursor off the list")),
    ]  # fmt: skip

    def action_close(self, is_removed: bool) -> None:
        """Take the line under the cursor off the list, one way or the other."""
        if self.key is not None:
            self.post_message(self.Closed(self.key, is_removed))


def fit_reasons(reasons: Sequence[str], width: int) -> str:
    """Return as many reasons as fit whole into so many columns, the first in any case."""
    text = ""
    for reason in reasons:
        candidate = f"{text}, {reason}" if text else reason
        if text and 0 < width < Content(candidate).cell_length:
            break
        text = candidate
    return text


def _person_line(name: Content, name_width: int, reason_text: str) -> Content:
    """Return the name, cut or filled up to its column, and why."""
    if name.cell_length > name_width:
        name = name.truncate(name_width, ellipsis=True)
    gap = " " * (name_width - name.cell_length + 2)
    return Content.assemble(name.stylize("bold"), gap, (reason_text, "$text-muted"))
