"""A menu of large choices: the label, key and description of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.i18n import N_
from recovery_journal.widgets.terminal_cursor import highlighted_line


class MenuItem(NamedTuple):
    """One way: its own ``name`` for the program, key, words, and a line that says more."""

    name: str
    key: str
    label: str
    description: str


class ChoiceMenu(OptionList):
    """A few ways to choose from with the arrows and Enter, or the mouse.

    Digits are not for it: they are handed on to the screen.
    """

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """The person chose this way."""

        item_name: str

    @dataclass(eq=False, repr=False)
    class Digit(Message):
        """The person typed a digit here."""

        key: events.Key

    DEFAULT_CSS = """
    ChoiceMenu { height: auto; max-width: 72; margin-bottom: 1; }
    ChoiceMenu > .option-list--option { padding: 0 2; }
    """
    BINDINGS = [
        Binding("left", "cursor_up", N_("Back one"), id="ways.left", show=False),
        Binding("right", "cursor_down", N_("On one"), id="ways.right", show=False),
    ]

    def __init__(self, menu_items: Sequence[MenuItem], *, id: str | None = None) -> None:
        super().__init__(*(Option(_item_content(item)) for item in menu_items), markup=False, id=id)
        self.menu_items = tuple(menu_items)
        self.highlighted = 0

    @property
    def cursor_offset(self) -> Offset:
        """Where the words of the way under the cursor begin, below a line of air."""
        return Offset(2, highlighted_line(self) + 1)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep digits from other keys."""
        return character is not None and character in "0123456789"

    def on_key(self, event: events.Key) -> None:
        """Hand a digit on."""
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.post_message(self.Digit(event))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter and a click choose."""
        event.stop()
        self.post_message(self.Chosen(self.menu_items[event.option_index].name))


def _item_content(item: MenuItem) -> Content:
    return Content.assemble(
        "\n", (item.key, "dim"), "  ", (item.label, "bold"),
        "\n", (f"   {item.description}", "$text-muted"), "\n",
    )  # fmt: skip
