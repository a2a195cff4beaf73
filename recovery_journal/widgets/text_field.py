"""Text fields, each with its own undo, that accept all that is typed or pasted."""

from __future__ import annotations

from typing import Any

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult, Location

from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import escape_per_character
from recovery_journal.widgets.text_blocks import NoScrollMixin

MAX_UNDO_STEPS = 200
"""How many steps a field can go back."""


class TextField(NoScrollMixin, Input):
    """One line of text; ctrl+z takes back the last step of typing in it, ctrl+y does it again.

    Lines that are pasted stay lines: each break is shown as a mark. In a
    passphrase, which is one line everywhere, it becomes a space.
    """

    class BackspaceOnEmpty(Message):
        """Backspace was pressed in the empty field."""

    BINDINGS = [
        Binding("ctrl+z", "undo_typing", N_("Take back typing"), id="field.undo", show=False,
                tooltip=N_("Take back the last step of typing in this field")),
        Binding("ctrl+y", "redo_typing", N_("Type again"), id="field.redo", show=False,
                tooltip=N_("Do the step of typing again that was taken back last")),
    ]  # fmt: skip

    DEFAULT_CSS = "TextField, TextField:focus { height: 1; border: none; padding: 0; }"
    # Not compact=True, which styles the field before it is there.

    def __init__(self, value: str = "", placeholder: str = "", **kwargs: Any) -> None:
        self._undo_stack: list[str] = []
        self._redo_stack: list[str] = []
        self._is_undoing = True  # what it begins with is no step of typing
        super().__init__(value, placeholder=placeholder, highlighter=_SafeHighlighter(), **kwargs)
        self._is_undoing = False

    def validate(self, value: str) -> None:
        """Judge nothing while it is typed: Textual would style the field anew for it."""

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every character from other keys."""
        return is_text_key(character)

    def on_key(self, event: events.Key) -> None:
        """Take the characters that Textual leaves out: other spaces, joiners, unseen marks."""
        if event.character and is_text_key(event.character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *sorted(self.selection))

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a pasted text."""
        event.stop()
        event.prevent_default()
        text = normalize_line_ends(event.text).strip("\n")
        if self.password and "\n" in text:
            text = " ".join(text.split("\n"))
            message = _("What you pasted had several lines. Here a space stands between them.")
            self.notify(message, markup=False)
        if text:
            self.replace(text, *sorted(self.selection))

    def validate_value(self, value: str) -> str:
        """Remember what stood here before the change."""
        if not self._is_undoing and value != self.value:
            self._undo_stack = [*self._undo_stack[-MAX_UNDO_STEPS:], self.value]
            self._redo_stack = []
        return value

    def action_undo_typing(self) -> None:
        """Put back what stood here before the last change."""
        self._restore_step(self._undo_stack, self._redo_stack)

    def action_redo_typing(self) -> None:
        """Put back what stood here before the last step was taken back."""
        self._restore_step(self._redo_stack, self._undo_stack)

    def _restore_step(self, source: list[str], target: list[str]) -> None:
        """Show the last text of one list, and put what stands here on the other."""
        if not source:
            return
        target.append(self.value)
        self._is_undoing = True
        self.value = source.pop()
        self._is_undoing = False
        self.cursor_position = len(self.value)

    def action_delete_left(self) -> None:
        """Delete to the left; in the empty field say that there is nothing."""
        if not self.value:
            self.post_message(self.BackspaceOnEmpty())
        super().action_delete_left()


class NoteField(NoScrollMixin, TextArea):
    """Several lines of text; tab goes on to the next field."""

    DEFAULT_CSS = "NoteField, NoteField:focus { border: none; }"

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(
            _LineFeedText(text),
            placeholder=placeholder,
            highlight_cursor_line=False,
            tab_behavior="focus",
        )

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Keep every character, and the line end, from other keys."""
        return is_text_key(character) or super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Take the characters that Textual leaves out: other spaces, joiners, unseen marks."""
        if event.character and is_text_key(event.character) and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection, maintain_selection_offset=False)

    def on_paste(self, event: events.Paste) -> None:
        """Let no one else take what is pasted here."""
        event.stop()

    def load_text(self, text: str) -> None:
        """Put another text in the place of this one."""
        super().load_text(_LineFeedText(text))

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put a text in the place of a part of this one."""
        return super().replace(
            _LineFeedText(insert), start, end, maintain_selection_offset=maintain_selection_offset
        )

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown: nothing in it can steer the terminal."""
        line = super().get_line(line_index)
        line.plain = escape_per_character(line.plain)
        return line


class _SafeHighlighter(Highlighter):
    """Shows a text character by character, without those that would steer the terminal."""

    def highlight(self, text: Text) -> None:
        """Put what is shown in the place of the text."""
        text.plain = escape_per_character(text.plain)


class _LineFeedText(str):
    """A text in which nothing but a line feed begins a line.

    Python's own ``splitlines``, by which Textual cuts what it is given, takes
    seven other characters for line ends, and they would be gone.
    """

    def __new__(cls, text: str) -> _LineFeedText:
        return super().__new__(cls, normalize_line_ends(text))

    def splitlines(self, keepends: bool = False) -> list[str]:
        """Return the lines."""
        lines = self.split("\n")
        if not lines[-1]:
            lines.pop()
        return lines


def is_text_key(character: str | None) -> bool:
    """Say whether a key types a character: any but the controls that are keys themselves."""
    return character is not None and all(letter >= " " and letter != "\x7f" for letter in character)


def normalize_line_ends(text: str) -> str:
    """Return the text with one kind of line end."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
