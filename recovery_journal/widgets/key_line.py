"""The line at the bottom of every screen: the keys that act where you are, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer

LAST = "keys"
"""The action that stays in sight when not all fit: it leads to all the others."""
AIR = 3
"""Columns around a key and its name, as Textual draws them."""


class KeyLine(Footer):
    """Textual's Footer without half a word at its end.

    The keys stand in their order. Where there is no room for all of them, those
    at the end give way, but the one that shows every key.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._width = 0

    def compose(self) -> ComposeResult:
        """Give the keys that fit."""
        yield from fitting(list(super().compose()), self.app.size.width)

    async def on_resize(self, event: events.Resize) -> None:
        """Choose again when the width is another."""
        before, self._width = self._width, event.size.width
        if before and before != self._width:
            await self.recompose()


def fitting(keys: Sequence[Any], width: int) -> list[Any]:
    """Return the keys of a Footer that fit into a width, in their order."""
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


def _columns(key: Any) -> int:
    return Content(key.key_display).cell_length + Content(key.description).cell_length + AIR
