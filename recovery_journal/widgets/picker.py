"""Find names by typing, several of them, each with a number where that means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from recovery_journal.domain.fields import clean_name
from recovery_journal.i18n import N_
from recovery_journal.terminal_text import escape_control
from recovery_journal.text import normalize
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.page_list import LineList
from recovery_journal.widgets.text_blocks import StaticText, VerticalBox
from recovery_journal.widgets.text_field import TextField


class PickedItem(NamedTuple):
    """A name that was picked: its ``key`` (an id, or the name itself) and a number."""

    key: Any
    label: str
    rating: int | None = None


class Picker(VerticalBox):
    """A field that finds names from the letters typed.

    Enter picks the first that fits; in the empty field it saves the form, and
    backspace there takes the last name away. With ``allow_new`` a name that is not in
    the list can be picked too. With ``rating_range`` a number after the name belongs to
    it ("anxious 7"). With ``single`` a name takes the place of the one before.
    ``resolve_key`` knows other words for what is in the list; one of them is picked under
    its own name. ``value`` is a tuple of Picked.
    """

    class Changed(Message):
        """A name was picked or taken away."""

    @dataclass(eq=False, repr=False)
    class Added(Message):
        """The person picked a name here."""

        picker: Picker

    @dataclass(eq=False, repr=False)
    class NotFound(Message):
        """Enter was pressed, and nothing fits the letters: the next ones take their place."""

        picker: Picker

    DEFAULT_CSS = """
    Picker {
        height: auto;
        & > .picker--chosen { height: auto; display: none; }
        &.-some > .picker--chosen { display: block; }
        & > OptionList {
            display: none; overlay: screen; constrain: none inside;
            height: auto; max-height: 6; width: 40; max-width: 100%;
        }
        &.-open > OptionList { display: block; }
    }
    """
    BINDINGS = [
        Binding("down", "step(1)", N_("Next name"), id="picker.next", show=False),
        Binding("up", "step(-1)", N_("Name before"), id="picker.before", show=False),
    ]

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        *,
        allow_new: bool = False,
        single: bool = False,
        rating_range: tuple[int, int] | None = None,
        placeholder: str = "",
        resolve_key: Callable[[str], Any] | None = None,
    ) -> None:
        super().__init__()
        self.options = tuple(options)
        self.allow_new = allow_new
        self.single = single
        self.rating_range = rating_range
        self.placeholder = placeholder
        self.resolve_key = resolve_key
        self.value: tuple[PickedItem, ...] = ()
        self._matches: list[PickedItem] = []

    def compose(self) -> ComposeResult:
        """Lay out the names picked, the field, and what fits."""
        yield StaticText(classes="picker--chosen", markup=False)
        yield TextField(placeholder=self.placeholder)
        yield LineList()

    def on_mount(self) -> None:
        """Let the focus stay in the field."""
        self.query_one(LineList).can_focus = False
        self._show_picked()

    @property
    def typed_text(self) -> str:
        """What stands in the field and is not picked yet."""
        return self.query_one(TextField).value

    @typed_text.setter
    def typed_text(self, text: str) -> None:
        if self.is_mounted:
            self.query_one(TextField).value = text

    def set_value(self, value: Sequence[PickedItem]) -> None:
        """Put these names in the place of those picked."""
        self.value = tuple(value)
        if self.is_mounted:
            self._show_picked()
        self.post_message(self.Changed())

    def pick_typed_text(self) -> bool:
        """Pick what the letters in the field stand for; False where nothing fits."""
        if not self.typed_text.strip():
            return True
        if not self._matches:
            return False
        self._pick_match(self.query_one(LineList).highlighted or 0)
        return True

    def find_matches(self, text: str) -> list[PickedItem]:
        """Return what fits the letters, the best first."""
        name, rating = self._split_rating(text)
        query = normalize(name)
        if not query:
            return []
        picked_keys = {item.key for item in self.value}
        ranked = []
        for index, (key, label) in enumerate(self.options):
            normalized = normalize(label)
            if key in picked_keys or query not in normalized:
                continue
            starts_word = any(word.startswith(query) for word in normalized.split())
            rank = 0 if normalized.startswith(query) else 1 if starts_word else 2
            ranked.append((rank, index, PickedItem(key, label, rating)))
        matches = [match for *_order, match in sorted(ranked, key=lambda entry: entry[:2])]
        is_exact = any(normalize(item.label) == query for item in matches)
        if self.resolve_key and not is_exact and (key := self.resolve_key(name)) is not None:
            matches.insert(0, PickedItem(key, name, rating))
        if self.allow_new and not is_exact and name not in picked_keys:
            matches.append(PickedItem(name, name, rating))
        return matches

    def _split_rating(self, text: str) -> tuple[str, int | None]:
        name = clean_name(text)
        if self.rating_range:
            head, _space, tail = name.replace(":", " ").rpartition(" ")
            if head and tail.lstrip("+-").isdigit():
                low, high = self.rating_range
                if low <= int(tail) <= high:
                    return head.strip(), int(tail)
        return name, None

    @on(TextField.Changed)
    def _update_matches(self, event: TextField.Changed) -> None:
        event.stop()
        self._matches = self.find_matches(event.value)[:6]
        names = self.query_one(LineList)
        names.show([(item, Content(self._item_text(item))) for item in self._matches])
        names.highlighted = 0 if self._matches else None
        self.set_class(bool(self._matches) and self.has_focus_within, "-open")
        self.post_message(self.Changed())

    @on(TextField.Submitted)
    def _enter(self, event: TextField.Submitted) -> None:
        event.stop()
        if not self.typed_text.strip():
            self.post_message(FormSubmitted())
        elif self._matches:
            self._pick_match(self.query_one(LineList).highlighted or 0)
        else:
            event.input.select_all()
            self.post_message(self.NotFound(self))

    @on(TextField.BackspaceOnEmpty)
    def _remove_last(self, event: TextField.BackspaceOnEmpty) -> None:
        event.stop()
        if self.value:
            self.set_value(self.value[:-1])

    @on(OptionList.OptionSelected)
    def _pick_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick_match(event.option_index)

    def _pick_match(self, index: int) -> None:
        item = self._matches[index]
        self.query_one(TextField).value = ""
        self.set_value((item,) if self.single else (*self.value, item))
        self.post_message(self.Added(self))

    def action_step(self, step: int) -> None:
        """Go through the names that fit; without any, to the next or last field."""
        names = self.query_one(LineList)
        if not self._matches:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()
        elif step > 0:
            names.action_cursor_down()
        else:
            names.action_cursor_up()

    def on_descendant_focus(self) -> None:
        """Show what fits the letters that stand here already."""
        self.set_class(bool(self._matches), "-open")

    def on_descendant_blur(self) -> None:
        """Put the list away when the person goes on."""
        self.remove_class("-open")

    def _item_text(self, item: PickedItem) -> str:
        text = escape_control(item.label)
        return f"{text} {item.rating}" if item.rating is not None else text

    def _show_picked(self) -> None:
        self.set_class(bool(self.value), "-some")
        text = "   ".join(f"■ {self._item_text(item)}" for item in self.value)
        self.query_one(".picker--chosen", Static).update(Content(text))
        if self.single:  # another name would take the place of this one: there is nothing to add
            self.query_one(TextField).placeholder = "" if self.value else self.placeholder


def draft_text(raw: Any) -> str:
    """Return the texts and numbers that rows held, a line for each."""
    if isinstance(raw, PickedItem):
        return raw.label if raw.rating is None else f"{raw.label} {raw.rating}"
    if isinstance(raw, Mapping):
        return draft_text(tuple(raw.values()))
    if isinstance(raw, list | tuple):
        return "\n".join(filter(None, map(draft_text, raw)))
    # Yes and no mean nothing without the question; a moment was not typed.
    return "" if raw is None or isinstance(raw, bool | datetime) else str(raw)


def has_letters(raw: Any) -> bool:
    """Say whether rows held a word: a number alone is chosen again in a moment."""
    return any(letter.isalpha() for letter in draft_text(raw))
