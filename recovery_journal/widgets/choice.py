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

from recovery_journal.widgets.unscrolled import Unscrolled
from recovery_journal.words import N_

Option = tuple[Any, str]


class Submitted(Message):
    """The person pressed Enter in a control: the form may be saved."""


class Control(Unscrolled, Widget, can_focus=True):
    """A control with a ``value``; None, or () where there are several, is "not recorded"."""

    class Changed(Message):
        """The value was changed by the person."""

    BINDINGS = [
        Binding("left", "move(-1)", N_("Back one"), id="control.left", show=False),
        Binding("right", "move(1)", N_("On one"), id="control.right", show=False),
        Binding(
            "backspace,delete", "clear", N_("Not recorded"), id="control.clear",
            show=False, tooltip=N_("Take the value away"),
        ),
        Binding("enter", "submit", N_("Save"), id="control.submit", show=False),
    ]  # fmt: skip

    value: reactive[Any] = reactive(None, init=False)

    def action_submit(self) -> None:
        """Say that Enter was pressed."""
        self.post_message(Submitted())

    def action_clear(self) -> None:
        """Take the value away: not recorded."""
        self.set_value(None)

    def takes(self, value: Any) -> bool:
        """Say whether this can be its value."""
        return True

    def set_value(self, value: Any) -> None:
        """Change the value as the person does, and say so."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed())


class Choice(Control):
    """A row of words to choose from, with arrows and space, or the mouse.

    With ``many`` the value is a tuple in the order of the options, else one
    value or None.
    """

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; padding: 0 0 0 1; }
    """
    COMPONENT_CLASSES = {"choice--chosen", "choice--cursor", "choice--other"}
    BINDINGS = [
        Binding("space", "choose", N_("Choose"), id="control.choose", show=False),
    ]

    cursor = reactive(0)

    def __init__(self, options: Sequence[Option], *, many: bool = False, value: Any = None) -> None:
        super().__init__()
        self.options = tuple(options)
        self.many = many
        self.set_reactive(Choice.value, () if many and value is None else value)
        values = [option[0] for option in self.options]
        if not many and value in values:
            # The arrows go on from what is chosen.
            self.set_reactive(Choice.cursor, values.index(value))

    def action_clear(self) -> None:
        """Take every value away."""
        self.set_value(() if self.many else None)

    def takes(self, value: Any) -> bool:
        """Say whether this is one of the words, or several where several can be chosen."""
        values = [option[0] for option in self.options]
        if self.many:
            return isinstance(value, tuple) and all(one in values for one in value)
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
        places = self._places(self.content_size.width)
        _index, x, y, _text = places[self.cursor] if places else (0, 0, 0, "")
        return Offset(x, y)

    def _toggle(self, index: int) -> None:
        self.cursor = index
        picked = self.options[index][0]
        if not self.many:
            self.set_value(None if self.value == picked else picked)
            return
        chosen = {*self.value} ^ {picked}
        self.set_value(tuple(value for value, _label in self.options if value in chosen))

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        at = event.get_content_offset(self)
        if at is None:
            return
        for index, x, y, text in self._places(self.content_size.width):
            if y == at.y and x <= at.x < x + len(text):
                self._toggle(index)

    def _places(self, width: int) -> list[tuple[int, int, int, str]]:
        """Return index, column, line and text of each word, folded to the width."""
        found, x, y = [], 0, 0
        for index, (value, words) in enumerate(self.options):
            on = value in self.value if self.many else value == self.value
            mark = ("■" if on else "□") if self.many else ("●" if on else "○")
            text = f"{mark} {words}"
            if x and x + len(text) > width:
                x, y = 0, y + 1
            found.append((index, x, y, text))
            x += len(text) + 3
        return found

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take."""
        return self._places(width)[-1][2] + 1 if self.options else 1

    def render(self) -> Content:
        """Draw the words."""
        parts: list[Any] = []
        row = column = 0
        for index, x, y, text in self._places(self.content_size.width):
            if y > row:
                parts.append("\n")
                row, column = y, 0
            parts.append(" " * (x - column))
            chosen = text[0] in "■●"
            style = "choice--chosen" if chosen else "choice--other"
            if self.has_focus and index == self.cursor:
                style = "choice--cursor"
            parts.append((text, self.get_visual_style(style)))
            column = x + len(text)
        return Content.assemble(*parts)
