"""Lines of words to click; the one at the bottom of every screen has the keys that act there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from recovery_journal.widgets.text_blocks import NoScrollMixin

ALWAYS_SHOWN = "keys"
"""The action that stays in sight when not all fit: it leads to all the others."""
KEY_PADDING = 3
"""Columns around a key and its name."""


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


class KeyHint(NamedTuple):
    """One key of the line: as it is pressed and as it is shown, and what it does."""

    key: str
    display: str
    label: str
    action: str
    enabled: bool = True
    tooltip: str = ""


class KeyBar(ClickableLine):
    """The keys in their order, drawn as one line; a click is as good as the key.

    Textual's Footer is a widget for every key, made anew whenever one changes:
    a third of all that is styled and laid out in the first picture, and in every
    change of screens. Where there is no room for all of the keys, those at the
    end give way, but the one that shows every key.
    """

    COMPONENT_CLASSES = {"key-line--key", "key-line--name", "key-line--hover", "key-line--off"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        color: $footer-foreground;
        background: $footer-background;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-line--name { color: $footer-description-foreground; }
        & > .key-line--hover { background: $block-hover-background; }
        & > .key-line--off { text-style: dim; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[KeyHint] | None = None
        self._update_pending = False

    def on_mount(self) -> None:
        """Follow the keys as they change."""
        self.screen.bindings_updated_signal.subscribe(self, self._schedule_update)

    def render(self) -> Content:
        """Write the keys that fit, and note where they stand."""
        if self._hints is None:
            self._hints = self._collect_keys()
        key_style, label_style = (
            self.get_visual_style("key-line--key"),
            self.get_visual_style("key-line--name"),
        )
        segments: list[Content] = []
        self._spans = []
        column = 0
        for hint in fit_keys(self._hints, self.content_size.width):
            segment = Content.assemble(
                (f" {hint.display} ", key_style), (f"{hint.label} ", label_style)
            )
            if not hint.enabled:
                segment = segment.stylize(self.get_visual_style("key-line--off"))
            elif hint.key == self.hovered_action:
                segment = segment.stylize(self.get_visual_style("key-line--hover"))
            self._spans.append(ClickableSpan(column, column + segment.cell_length, hint.key))
            column += segment.cell_length
            segments.append(segment)
        return Content.assemble(*segments)

    def watch_hovered_action(self, hovered_action: str) -> None:
        """Show the tooltip of the key under the mouse."""
        tooltips = [hint.tooltip for hint in self._hints or () if hint.key == hovered_action]
        self.tooltip = tooltips[0] if tooltips and tooltips[0] else None

    async def activate(self, span: ClickableSpan) -> None:
        """Press the key that was clicked."""
        for hint in self._hints or ():
            if hint.key == span.action and hint.enabled:
                self.app.simulate_key(hint.key)

    def _schedule_update(self, _screen: Screen[Any]) -> None:
        if not self._update_pending:
            self._update_pending = True
            self.call_after_refresh(self._refresh_keys)

    def _refresh_keys(self) -> None:
        """Draw the line again where the keys are others than those it shows."""
        self._update_pending = False
        if (
            self.is_attached
            and self.app.app_focus
            and self._hints != (keys := self._collect_keys())
        ):
            self._hints = keys
            self.refresh()

    def _collect_keys(self) -> list[KeyHint]:
        """Return the first key of every action that is shown here."""
        hints: dict[str, KeyHint] = {}
        for _node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in hints:
                display = self.app.get_key_display(binding)
                label, action = binding.description, binding.action
                hints[action] = KeyHint(binding.key, display, label, action, enabled, tooltip)
        return list(hints.values())


def fit_keys(keys: Sequence[KeyHint], width: int) -> list[KeyHint]:
    """Return the keys that fit into a width, in their order."""
    remaining = width - sum(_key_width(hint) for hint in keys if hint.action == ALWAYS_SHOWN)
    visible = []
    for hint in keys:
        if hint.action == ALWAYS_SHOWN:
            visible.append(hint)
            continue
        remaining -= _key_width(hint)
        if remaining >= 0:
            visible.append(hint)
    return visible


def _key_width(key: KeyHint) -> int:
    return Content(key.display).cell_length + Content(key.label).cell_length + KEY_PADDING
