"""Fields for text, each with an undo of its own."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, TextArea

from recovery_journal.words import N_

KEPT = 200
"""How many steps a field can go back."""


class TextField(Input):
    """One line of text; ctrl+z takes back the last step of typing in it, ctrl+y does it again."""

    class BackedOut(Message):
        """Backspace was pressed in the empty field."""

    BINDINGS = [
        Binding(
            "ctrl+z", "undo_typing", N_("Take back typing"), id="field.undo", show=False,
            tooltip=N_("Take back the last step of typing in this field"),
        ),
        Binding(
            "ctrl+y", "redo_typing", N_("Type again"), id="field.redo", show=False,
            tooltip=N_("Do the step of typing again that was taken back last"),
        ),
    ]  # fmt: skip

    def __init__(self, value: str = "", placeholder: str = "", **more: Any) -> None:
        self._before: list[str] = []
        self._after: list[str] = []
        self._undoing = True  # what it begins with is no step of typing
        super().__init__(value, placeholder=placeholder, compact=True, **more)
        self._undoing = False

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def validate_value(self, value: str) -> str:
        """Remember what stood here before the change."""
        if not self._undoing and value != self.value:
            self._before = [*self._before[-KEPT:], self.value]
            self._after = []
        return value

    def action_undo_typing(self) -> None:
        """Put back what stood here before the last change."""
        self._step(self._before, self._after)

    def action_redo_typing(self) -> None:
        """Put back what stood here before the last step was taken back."""
        self._step(self._after, self._before)

    def _step(self, source: list[str], other: list[str]) -> None:
        """Show the last text of one list, and put what stands here on the other."""
        if not source:
            return
        other.append(self.value)
        self._undoing = True
        self.value = source.pop()
        self._undoing = False
        self.cursor_position = len(self.value)

    def action_delete_left(self) -> None:
        """Delete to the left; in the empty field say that there is nothing."""
        if not self.value:
            self.post_message(self.BackedOut())
        super().action_delete_left()


class NoteField(TextArea):
    """Several lines of text; tab goes on to the next field."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(
            text,
            placeholder=placeholder,
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
        )

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"
