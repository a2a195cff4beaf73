"""A line of words of which some can be clicked."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.reactive import reactive
from textual.widget import Widget

from recovery_journal.widgets.unscrolled import Unscrolled


class Part(NamedTuple):
    """Some of the words: where they begin and end, and what a click on them does."""

    start: int
    end: int
    action: str


class PartsLine(Unscrolled, Widget):
    """One line, drawn at once; ``_parts`` is noted as it is drawn."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PartsLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    pointed: reactive[str] = reactive("")
    """The action of the words under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []

    def part_at(self, x: int) -> Part | None:
        """Return the words in this column."""
        return next((part for part in self._parts if part.start <= x < part.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show that the words under the mouse can be clicked."""
        part = self._under(event)
        self.pointed = part.action if part else ""

    def on_leave(self) -> None:
        """The mouse went away."""
        self.pointed = ""

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        part = self._under(event)
        if part:
            event.stop()
            await self.chosen(part)

    async def chosen(self, part: Part) -> None:
        """Act on a click."""
        await self.app.run_action(part.action)

    def _under(self, event: events.MouseEvent) -> Part | None:
        offset = event.get_content_offset(self)
        return self.part_at(offset.x) if offset else None
