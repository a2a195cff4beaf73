"""Urge: log an episode, or have company through it.

It opens on these two. A digit is the peak already, and goes straight on logging.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from textual import events, on
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recovery_journal.forms.form_spec import FormSpec
from recovery_journal.forms.record_forms import LIVED_URGE
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormClosed, OpenPage
from recovery_journal.screens.form import FormScreen
from recovery_journal.session import Session
from recovery_journal.widgets.form_rows import FormBody
from recovery_journal.widgets.scale import Scale
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
    ]  # fmt: skip

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


class UrgeScreen(FormScreen):
    """An urge: how strong, what set it off, what was done. Every field can be left.

    ``preset`` may hold ``minutes``, the time of an urge that was lived through here,
    and ``reach_out``, the id of what it led to.
    """

    heading = N_("Urge")
    BINDINGS = [
        Binding("l", "log", N_("Log it"), id="urge.log", show=False, tooltip=N_("Write it down")),
        Binding("s", "stay", N_("Stay with me"), id="urge.stay",
                tooltip=N_("A slow breathing pace, the time, and who could be reached")),
    ]  # fmt: skip

    _hidden_widgets: Sequence[Widget] = ()
    is_choosing = False
    """Whether the two ways are what is shown."""

    def __init__(
        self, session: Session, spec: FormSpec, preset: Mapping[str, Any], entry: int | None = None
    ) -> None:
        self.from_hard_moment = entry is None and "minutes" in preset
        super().__init__(session, LIVED_URGE if self.from_hard_moment else spec, preset, entry)

    @property
    def key(self) -> str:
        """The name of the draft; an urge lived through here is another than one typed before."""
        return "urge:lived" if self.from_hard_moment else super().key

    def first_rows(self) -> Iterable[Widget]:
        """Return the two ways; where something is known already, the rows."""
        self.is_choosing = not (self.preset or self.stored_draft or self.entry is not None)
        if not self.is_choosing:
            return super().first_rows()
        log = MenuItem("log", "l", _("Log it"), _("Write it down. A digit begins: 0 to 10."))
        stay = MenuItem(
            "stay", "s", _("Stay with me"), _("A slow breath, the time, people to reach.")
        )
        return (ChoiceMenu((log, stay)),)

    def place_cursor(self) -> None:
        """Begin with the two ways; where something is known already, with its rows."""
        if not self.is_choosing:
            super().place_cursor()
            return
        menu = self.query_one(ChoiceMenu)
        # Out of sight, and out of the way of tab, until the person chooses.
        self._hidden_widgets = [
            widget
            for widget in self.query_one(FormBody).children
            if widget.display and widget != menu
        ]
        for widget in self._hidden_widgets:
            widget.display = False
        self.set_focus(menu)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the rows only once they are there."""
        if action in {"save", "fold", "past", "empty"} and self.is_choosing:
            return False
        if action == "log":
            return self.is_choosing
        if action == "stay":
            return self.entry is None and not self.from_hard_moment
        return super().check_action(action, parameters)

    async def action_log(self) -> None:
        """Show the rows, the peak first."""
        if not self.is_choosing:
            return
        self.is_choosing = False
        await self.add_rows(
            self.query_one(FormBody), self.spec.rows(self.journal), before=self.rows["when"]
        )
        for widget in self._hidden_widgets:
            widget.display = True
        self.query_one(ChoiceMenu).display = False
        self.rows.focus("peak")
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Close with the draft stored, and open the hard moment page."""
        self.post_message(FormClosed(self.key, self.draft()))
        self.post_message(OpenPage("hard_moment"))

    @on(ChoiceMenu.Digit)
    async def _digit(self, event: ChoiceMenu.Digit) -> None:
        """Go straight on logging: the digit is the peak."""
        await self.action_log()
        peak = self.rows["peak"].control
        if isinstance(peak, Scale):
            peak.on_key(event.key)

    @on(ChoiceMenu.Chosen)
    async def _choose(self, event: ChoiceMenu.Chosen) -> None:
        if event.item_name == "stay":
            self.action_stay()
        else:
            await self.action_log()
