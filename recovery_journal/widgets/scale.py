"""A scale of whole numbers: 0 to 10, or around a middle of 0."""

from __future__ import annotations

from time import monotonic
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size

from recovery_journal.widgets.choice import Control
from recovery_journal.words import _

QUICKLY = 1.0
"""Seconds within which 1 and 0 are one number."""


class Scale(Control):
    """Numbers in a row with their anchors below; digit, arrows or mouse choose one.

    ``anchors`` are the words at the low end, the middle and the high end.
    Backspace takes the value away: "not recorded" is not 0.
    """

    DEFAULT_CSS = """
    Scale { height: 2; width: 1fr; }
    """
    COMPONENT_CLASSES = {"scale--chosen", "scale--number", "scale--words"}

    def __init__(
        self, low: int, high: int, anchors: tuple[str, str, str] = ("", "", ""), value: Any = None
    ) -> None:
        super().__init__()
        self.low = low
        self.high = high
        self.anchors = anchors
        self.set_reactive(Scale.value, value)
        self._typed = ""
        self._typed_at = 0.0

    @property
    def start(self) -> int:
        """Where the arrows begin: the middle."""
        return (self.low + self.high) // 2

    def takes(self, value: Any) -> bool:
        """Say whether this is one of the numbers."""
        return isinstance(value, int) and self.low <= value <= self.high

    @property
    def cursor_offset(self) -> Offset:
        """Where the number chosen is; with none, the beginning."""
        return Offset(0 if self.value is None else self._cell * (self.value - self.low), 0)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep digits, and the minus where it means something, from other keys."""
        taken = "0123456789+-" if self.low < 0 else "0123456789"
        return character is not None and character in taken

    def on_key(self, event: events.Key) -> None:
        """Take a digit; 1 and then quickly 0 is 10, any other digit replaces."""
        if not self.check_consume_key(event.key, event.character):
            return
        event.stop()
        event.prevent_default()
        typed = event.character or ""
        before = self._typed if monotonic() - self._typed_at <= QUICKLY else ""
        together = before + typed
        self._typed, self._typed_at = typed, monotonic()
        for text in (together, typed):
            if text.lstrip("+-").isdigit() and self.low <= int(text) <= self.high:
                self.set_value(int(text))
                return

    def action_move(self, step: int) -> None:
        """Go one up or down the scale."""
        if self.value is None:
            self.set_value(self.start)
        else:
            self.set_value(min(max(self.value + step, self.low), self.high))

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        at = event.get_content_offset(self)
        if at is None or at.y > 1:
            return
        number = self.low + at.x // self._cell
        if number <= self.high:
            self.set_value(number)

    @property
    def _cell(self) -> int:
        return 4 if self.low >= 0 else 6

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the two lines: numbers and anchors."""
        return 2

    def render(self) -> Content:
        """Draw the numbers, and the anchors under them."""
        chosen = self.get_visual_style("scale--chosen")
        number_style = self.get_visual_style("scale--number")
        quiet = self.get_visual_style("scale--words")
        parts: list[Any] = []
        for number in range(self.low, self.high + 1):
            here = number == self.value
            sign = f"{number:+d}" if self.low < 0 and number else str(number)
            text = f"[{sign}]" if here else f" {sign} "
            parts.append((text, chosen if here else number_style))
            parts.append(" " * (self._cell - len(text)))
        width = self._cell * (self.high - self.low + 1)
        if self.value is None:
            words = _("not recorded")
            fits = width + 1 + len(words) <= self.content_size.width
            parts.append((f" {words}" if fits else " –", quiet))
        low, middle, high = self.anchors
        row = list((" " + low).ljust(width))
        at = self._cell * (self.start - self.low) + 1
        at = max(at - len(middle) // 2 + 1, len(low) + 3)
        row[at : at + len(middle)] = middle
        end = width - 1 - len(high)
        row[end : end + len(high)] = high
        return Content.assemble(*parts, "\n", ("".join(row), quiet))
