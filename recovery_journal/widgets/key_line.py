"""The line at the bottom of every screen: the keys that act where you are, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.content import Content
from textual.screen import Screen

from recovery_journal.widgets.parts import Part, PartsLine

LAST = "keys"
"""The action that stays in sight when not all fit: it leads to all the others."""
AIR = 3
"""Columns around a key and its name."""


class Key(NamedTuple):
    """One key of the line: as it is pressed and as it is shown, and what it does."""

    key: str
    shown: str
    name: str
    action: str
    enabled: bool = True
    tip: str = ""


class KeyLine(PartsLine):
    """The keys in their order, drawn as one line; a click is as good as the key.

    Textual's Footer is a widget for every key, made anew whenever one changes:
    a third of all that is styled and laid out in the first picture, and in every
    change of screens. Where there is no room for all of the keys, those at the
    end give way, but the one that shows every key.
    """

    COMPONENT_CLASSES = {"key-line--key", "key-line--name", "key-line--hover", "key-line--off"}
    DEFAULT_CSS = """
    KeyLine {
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
        self._keys: list[Key] | None = None
        self._to_look = False

    def on_mount(self) -> None:
        """Follow the keys as they change."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> Content:
        """Write the keys that fit, and note where they stand."""
        if self._keys is None:
            self._keys = self._acting()
        usual, name = (
            self.get_visual_style("key-line--key"),
            self.get_visual_style("key-line--name"),
        )
        pieces: list[Content] = []
        self._parts = []
        at = 0
        for one in fitting(self._keys, self.content_size.width):
            piece = Content.assemble((f" {one.shown} ", usual), (f"{one.name} ", name))
            if not one.enabled:
                piece = piece.stylize(self.get_visual_style("key-line--off"))
            elif one.key == self.pointed:
                piece = piece.stylize(self.get_visual_style("key-line--hover"))
            self._parts.append(Part(at, at + piece.cell_length, one.key))
            at += piece.cell_length
            pieces.append(piece)
        return Content.assemble(*pieces)

    def watch_pointed(self, pointed: str) -> None:
        """Tell more about the key under the mouse."""
        tips = [one.tip for one in self._keys or () if one.key == pointed]
        self.tooltip = tips[0] if tips and tips[0] else None

    async def chosen(self, part: Part) -> None:
        """Press the key that was clicked."""
        for one in self._keys or ():
            if one.key == part.action and one.enabled:
                self.app.simulate_key(one.key)

    def _changed(self, _screen: Screen[Any]) -> None:
        if not self._to_look:
            self._to_look = True
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Draw the line again where the keys are others than those it shows."""
        self._to_look = False
        if self.is_attached and self.app.app_focus and self._keys != (keys := self._acting()):
            self._keys = keys
            self.refresh()

    def _acting(self) -> list[Key]:
        """Return the first key of every action that is shown here."""
        found: dict[str, Key] = {}
        for _node, binding, enabled, tip in self.screen.active_bindings.values():
            if binding.show and binding.action not in found:
                shown = self.app.get_key_display(binding)
                name, action = binding.description, binding.action
                found[action] = Key(binding.key, shown, name, action, enabled, tip)
        return list(found.values())


def fitting(keys: Sequence[Key], width: int) -> list[Key]:
    """Return the keys that fit into a width, in their order."""
    left = width - sum(_columns(one) for one in keys if one.action == LAST)
    shown = []
    for one in keys:
        if one.action == LAST:
            shown.append(one)
            continue
        left -= _columns(one)
        if left >= 0:
            shown.append(one)
    return shown


def _columns(key: Key) -> int:
    return Content(key.shown).cell_length + Content(key.name).cell_length + AIR
