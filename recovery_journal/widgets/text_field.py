"""Fields for text, each with an undo of its own; what is typed or pasted is kept, all of it."""

from __future__ import annotations

from typing import Any

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult, Location

from recovery_journal.report.plain import sign_by_sign
from recovery_journal.widgets.unscrolled import Unscrolled
from recovery_journal.words import N_, _

KEPT = 200
"""How many steps a field can go back."""


class TextField(Unscrolled, Input):
    """One line of text; ctrl+z takes back the last step of typing in it, ctrl+y does it again.

    Lines that are pasted stay lines: each break is shown as a mark. In a
    passphrase, which is one line everywhere, it becomes a space.
    """

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

    DEFAULT_CSS = "TextField, TextField:focus { height: 1; border: none; padding: 0; }"
    # Not compact=True, which styles the field before it is there.

    def __init__(self, value: str = "", placeholder: str = "", **more: Any) -> None:
        self._before: list[str] = []
        self._after: list[str] = []
        self._undoing = True  # what it begins with is no step of typing
        super().__init__(value, placeholder=placeholder, highlighter=_Shown(), **more)
        self._undoing = False

    def validate(self, value: str) -> None:
        """Judge nothing while it is typed: Textual would style the field anew for it."""

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every character from other keys."""
        return is_text(character)

    def on_key(self, event: events.Key) -> None:
        """Take the characters that Textual leaves out: other spaces, joiners, unseen marks."""
        if event.character and is_text(event.character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *sorted(self.selection))

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a pasted text."""
        event.stop()
        event.prevent_default()
        text = with_line_feeds(event.text).strip("\n")
        if self.password and "\n" in text:
            text = " ".join(text.split("\n"))
            words = _("What you pasted had several lines. Here a space stands between them.")
            self.notify(words, markup=False)
        if text:
            self.replace(text, *sorted(self.selection))

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


class NoteField(Unscrolled, TextArea):
    """Several lines of text; tab goes on to the next field."""

    DEFAULT_CSS = "NoteField, NoteField:focus { border: none; }"

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(
            _Lines(text),
            placeholder=placeholder,
            highlight_cursor_line=False,
            tab_behavior="focus",
        )

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Keep every character, and the line end, from other keys."""
        return is_text(character) or super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Take the characters that Textual leaves out: other spaces, joiners, unseen marks."""
        if event.character and is_text(event.character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection, maintain_selection_offset=False)

    def on_paste(self, event: events.Paste) -> None:
        """Let no one else take what is pasted here."""
        event.stop()

    def load_text(self, text: str) -> None:
        """Put another text in the place of this one."""
        super().load_text(_Lines(text))

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put a text in the place of a part of this one."""
        return super().replace(
            _Lines(insert), start, end, maintain_selection_offset=maintain_selection_offset
        )

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown: nothing in it can steer the terminal."""
        line = super().get_line(line_index)
        line.plain = sign_by_sign(line.plain)
        return line


class _Shown(Highlighter):
    """Shows a text character by character, without those that would steer the terminal."""

    def highlight(self, text: Text) -> None:
        """Put what is shown in the place of the text."""
        text.plain = sign_by_sign(text.plain)


class _Lines(str):
    """A text in which nothing but a line feed begins a line.

    Python's own ``splitlines``, by which Textual cuts what it is given, takes
    seven other characters for line ends, and they would be gone.
    """

    def __new__(cls, text: str) -> _Lines:
        return super().__new__(cls, with_line_feeds(text))

    def splitlines(self, keepends: bool = False) -> list[str]:
        """Return the lines."""
        lines = self.split("\n")
        if not lines[-1]:
            lines.pop()
        return lines


def is_text(character: str | None) -> bool:
    """Say whether a key types a character: any but the controls that are keys themselves."""
    return character is not None and all(one >= " " and one != "\x7f" for one in character)


def with_line_feeds(text: str) -> str:
    """Return the text with one kind of line end."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
