"""One or several values of a short list, all of them in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from recovery_journal.i18n import N_
from recovery_journal.widgets.text_blocks import NoScrollMixin

ChoiceOption = tuple[Any, str]


class FormSubmitted(Message):
    """The person pressed Enter in a control: the form may be saved."""


class FormControl(NoScrollMixin, Widget, can_focus=True):
    """A control with a ``value``; None, or () where there are several, is "not recorded"."""

    class Changed(Message):
        """The value was changed by the person."""

    BINDINGS = [
        Binding("left", "move(-1)", N_("Back one"), id="control.left", show=False),
        Binding("right", "move(1)", N_("On one"), id="control.right", show=False),
        Binding("backspace,delete", "clear", N_("Not recorded"), id="control.clear", show=False,
                tooltip=N_("Take the value away")),
        Binding("enter", "submit", N_("Save"), id="control.submit", show=False),
    ]  # fmt: skip

    value: reactive[Any] = reactive(None, init=False)

    def action_submit(self) -> None:
        """Say that Enter was pressed."""
        self.post_message(FormSubmitted())

    def action_clear(self) -> None:
        """Take the value away: not recorded."""
        self.set_value(None)

    def accepts(self, value: Any) -> bool:
        """Say whether this can be its value."""
        return True

    def set_value(self, value: Any) -> None:
        """Change the value as the person does, and say so."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed())


class ChoiceControl(FormControl):
    """A row of words to choose from, with arrows and space, or the mouse.

    With ``many`` the value is a tuple in the order of the options, else one
    value or None.
    """

    DEFAULT_CSS = """
    ChoiceControl { height: auto; width: 1fr; padding: 0 0 0 1; }
    """
    COMPONENT_CLASSES = {"choice--chosen", "choice--cursor", "choice--other"}
    BINDINGS = [
        Binding("space", "choose", N_("Choose"), id="control.choose", show=False),
    ]  # fmt: skip

    cursor = reactive(0)

    def __init__(
        self, options: Sequence[ChoiceOption], *, many: bool = False, value: Any = None
    ) -> None:
        super().__init__()
        self.options = tuple(options)
        self.many = many
        self.set_reactive(ChoiceControl.value, () if many and value is None else value)
        values = [option[0] for option in self.options]
        if not many and value in values:
            # The arrows go on from what is chosen.
            self.set_reactive(ChoiceControl.cursor, values.index(value))

    def set_value(self, value: Any) -> None:
        """Change the value as the person does; None takes every one away."""
        super().set_value(() if self.many and value is None else value)

    def accepts(self, value: Any) -> bool:
        """Say whether this is one of the words, or several where several can be chosen."""
        values = [option[0] for option in self.options]
        if self.many:
            return isinstance(value, tuple) and all(item in values for item in value)
        return value in values

    def action_move(self, step: int) -> None:
        """Go to the next word; where only one can be chosen, choose it."""
        if not self.many and self.value is None:
            self.cursor = 0 if step > 0 else len(self.options) - 1
        else:
            self.cursor = min(max(self.cursor + step, 0), len(self.options) - 1)
        if not self.many:
            self.set_value(self.options[self.cursor][0])

    def action_choose(self) -> None:
        """Choose the word under the cursor, or take it back."""
        self._toggle(self.cursor)

    def watch_value(self, value: Any) -> None:
        """Keep the cursor on the one that is chosen."""
        values = [option[0] for option in self.options]
        if not self.many and value in values:
            self.cursor = values.index(value)

    @property
    def cursor_offset(self) -> Offset:
        """Where the word under the cursor is."""
        places = self._option_positions(self.content_size.width)
        _index, x, y, _text = places[self.cursor] if places else (0, 0, 0, "")
        return Offset(x, y)

    def _toggle(self, index: int) -> None:
        self.cursor = index
        option_value = self.options[index][0]
        if not self.many:
            self.set_value(None if self.value == option_value else option_value)
            return
        selected = {*self.value} ^ {option_value}
        self.set_value(tuple(value for value, _label in self.options if value in selected))

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for index, x, y, text in self._option_positions(self.content_size.width):
            if y == offset.y and x <= offset.x < x + len(text):
                self._toggle(index)

    def _option_positions(self, width: int) -> list[tuple[int, int, int, str]]:
        """Return index, column, line and text of each word, folded to the width."""
        positions, x, y = [], 0, 0
        for index, (value, label) in enumerate(self.options):
            is_selected = value in self.value if self.many else value == self.value
            mark = ("■" if is_selected else "□") if self.many else ("●" if is_selected else "○")
            text = f"{mark} {label}"
            if x and x + len(text) > width:
                x, y = 0, y + 1
            positions.append((index, x, y, text))
            x += len(text) + 3
        return positions

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take."""
        return self._option_positions(width)[-1][2] + 1 if self.options else 1

    def render(self) -> Content:
        """Draw the words."""
        segments: list[Any] = []
        line = column = 0
        for index, x, y, text in self._option_positions(self.content_size.width):
            if y > line:
                segments.append("\n")
                line, column = y, 0
            segments.append(" " * (x - column))
            is_selected = text[0] in "■●"
            style = "choice--chosen" if is_selected else "choice--other"
            if self.has_focus and index == self.cursor:
                style = "choice--cursor"
            segments.append((text, self.get_visual_style(style)))
            column = x + len(text)
        return Content.assemble(*segments)
