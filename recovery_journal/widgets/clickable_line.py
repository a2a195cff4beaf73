"""A line of text with clickable segments."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.reactive import reactive
from textual.widget import Widget

from recovery_journal.widgets.mixins import NoScrollMixin


class ClickableSpan(NamedTuple):
    """Some of the words: where they begin and end, and what a click on them does."""

    start: int
    end: int
    action: str


class ClickableLine(NoScrollMixin, Widget):
    """One line, drawn at once; ``_spans`` is noted as it is drawn."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ClickableLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    hovered_action: reactive[str] = reactive("")
    """The action of the words under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[ClickableSpan] = []

    def span_at(self, x: int) -> ClickableSpan | None:
        """Return the words in this column."""
        return next((span for span in self._spans if span.start <= x < span.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show that the words under the mouse can be clicked."""
        span = self._span_under(event)
        self.hovered_action = span.action if span else ""

    def on_leave(self) -> None:
        """The mouse went away."""
        self.hovered_action = ""

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        span = self._span_under(event)
        if span:
            event.stop()
            await self.activate(span)

    async def activate(self, span: ClickableSpan) -> None:
        """Act on a click."""
        await self.app.run_action(span.action)

    def _span_under(self, event: events.MouseEvent) -> ClickableSpan | None:
        offset = event.get_content_offset(self)
        return self.span_at(offset.x) if offset else None
