"""A scale of whole numbers: 0 to 10, or around a middle of 0."""

from __future__ import annotations

from time import monotonic
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size

from recovery_journal.i18n import _
from recovery_journal.widgets.choice import FormControl

TWO_DIGIT_SECONDS = 1.0
"""Seconds within which 1 and 0 are one number."""


class Scale(FormControl):
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
        self._last_digit = ""
        self._last_digit_at = 0.0

    @property
    def midpoint(self) -> int:
        """Where the arrows begin: the middle."""
        return (self.low + self.high) // 2

    def accepts(self, value: Any) -> bool:
        """Say whether this is one of the numbers."""
        return isinstance(value, int) and self.low <= value <= self.high

    @property
    def cursor_offset(self) -> Offset:
        """Where the number chosen is; with none, the beginning."""
        return Offset(0 if self.value is None else self._cell_width * (self.value - self.low), 0)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep digits, and the minus where it means something, from other keys."""
        accepted = "0123456789+-" if self.low < 0 else "0123456789"
        return character is not None and character in accepted

    def on_key(self, event: events.Key) -> None:
        """Take a digit; 1 and then quickly 0 is 10, any other digit replaces."""
        if not self.check_consume_key(event.key, event.character):
            return
        event.stop()
        event.prevent_default()
        digit = event.character or ""
        previous = (
            self._last_digit if monotonic() - self._last_digit_at <= TWO_DIGIT_SECONDS else ""
        )
        combined = previous + digit
        self._last_digit, self._last_digit_at = digit, monotonic()
        for text in (combined, digit):
            if text.lstrip("+-").isdigit() and self.low <= int(text) <= self.high:
                self.set_value(int(text))
                return

    def action_move(self, step: int) -> None:
        """Go one up or down the scale."""
        if self.value is None:
            self.set_value(self.midpoint)
        else:
            self.set_value(min(max(self.value + step, self.low), self.high))

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y > 1:
            return
        number = self.low + offset.x // self._cell_width
        if number <= self.high:
            self.set_value(number)

    @property
    def _cell_width(self) -> int:
        return 4 if self.low >= 0 else 6

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the two lines: numbers and anchors."""
        return 2

    def render(self) -> Content:
        """Draw the numbers, and the anchors under them."""
        selected_style = self.get_visual_style("scale--chosen")
        number_style = self.get_visual_style("scale--number")
        quiet_style = self.get_visual_style("scale--words")
        segments: list[Any] = []
        for number in range(self.low, self.high + 1):
            is_selected = number == self.value
            number_text = f"{number:+d}" if self.low < 0 and number else str(number)
            text = f"[{number_text}]" if is_selected else f" {number_text} "
            segments.append((text, selected_style if is_selected else number_style))
            segments.append(" " * (self._cell_width - len(text)))
        width = self._cell_width * (self.high - self.low + 1)
        if self.value is None:
            missing_text = _("not recorded")
            fits = width + 1 + len(missing_text) <= self.content_size.width
            segments.append((f" {missing_text}" if fits else " –", quiet_style))
        low, middle, high = self.anchors
        anchor_line = list((" " + low).ljust(width))
        position = self._cell_width * (self.midpoint - self.low) + 1
        position = max(position - len(middle) // 2 + 1, len(low) + 3)
        anchor_line[position : position + len(middle)] = middle
        end = width - 1 - len(high)
        anchor_line[end : end + len(high)] = high
        return Content.assemble(*segments, "\n", ("".join(anchor_line), quiet_style))
