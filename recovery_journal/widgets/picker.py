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
from textual.widgets.option_list import Option

from recovery_journal.domain.fields import as_name
from recovery_journal.report.plain import harmless
from recovery_journal.text import normalize
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.line_list import NarrowList
from recovery_journal.widgets.text_field import TextField
from recovery_journal.widgets.unscrolled import Down, Text
from recovery_journal.words import N_


class Picked(NamedTuple):
    """A name that was picked: its ``key`` (an id, or the name itself) and a number."""

    key: Any
    label: str
    mark: int | None = None


class Picker(Down):
    """A field that finds names from the letters typed.

    Enter picks the first that fits; in the empty field it saves the form, and
    backspace there takes the last name away. With ``own`` a name that is not in
    the list can be picked too. With ``marks`` a number after the name belongs to
    it ("anxious 7"). With ``one`` a name takes the place of the one before.
    ``key_of`` knows other words for what is in the list; one of them is picked under
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
            border: none;
            & > .option-list--option { padding: 0; }
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
        own: bool = False,
        one: bool = False,
        marks: tuple[int, int] | None = None,
        placeholder: str = "",
        key_of: Callable[[str], Any] | None = None,
    ) -> None:
        super().__init__()
        self.options = tuple(options)
        self.own = own
        self.one = one
        self.marks = marks
        self.placeholder = placeholder
        self.key_of = key_of
        self.value: tuple[Picked, ...] = ()
        self._found: list[Picked] = []

    def compose(self) -> ComposeResult:
        """Lay out the names picked, the field, and what fits."""
        yield Text(classes="picker--chosen", markup=False)
        yield TextField(placeholder=self.placeholder)
        yield NarrowList(markup=False)  # not compact=True, as with TextField

    def on_mount(self) -> None:
        """Let the focus stay in the field."""
        self.query_one(OptionList).can_focus = False
        self._show_chosen()

    @property
    def typed(self) -> str:
        """What stands in the field and is not picked yet."""
        return self.query_one(TextField).value

    @typed.setter
    def typed(self, letters: str) -> None:
        if self.is_mounted:
            self.query_one(TextField).value = letters

    def set_value(self, value: Sequence[Picked]) -> None:
        """Put these names in the place of those picked."""
        self.value = tuple(value)
        if self.is_mounted:
            self._show_chosen()
        self.post_message(self.Changed())

    def pick_typed(self) -> bool:
        """Pick what the letters in the field stand for; False where nothing fits."""
        if not self.typed.strip():
            return True
        if not self._found:
            return False
        self._pick(self.query_one(OptionList).highlighted or 0)
        return True

    def find(self, text: str) -> list[Picked]:
        """Return what fits the letters, the best first."""
        name, mark = self._split(text)
        wanted = normalize(name)
        if not wanted:
            return []
        taken = {one.key for one in self.value}
        ranked = []
        for place, (key, words) in enumerate(self.options):
            plain = normalize(words)
            if key in taken or wanted not in plain:
                continue
            starts = any(part.startswith(wanted) for part in plain.split())
            rank = 0 if plain.startswith(wanted) else 1 if starts else 2
            ranked.append((rank, place, Picked(key, words, mark)))
        found = [picked for *_order, picked in sorted(ranked, key=lambda row: row[:2])]
        exact = any(normalize(one.label) == wanted for one in found)
        if self.key_of and not exact and (key := self.key_of(name)) is not None:
            found.insert(0, Picked(key, name, mark))
        if self.own and not exact and name not in taken:
            found.append(Picked(name, name, mark))
        return found

    def _split(self, text: str) -> tuple[str, int | None]:
        name = as_name(text)
        if self.marks:
            head, _space, tail = name.replace(":", " ").rpartition(" ")
            if head and tail.lstrip("+-").isdigit():
                low, high = self.marks
                if low <= int(tail) <= high:
                    return head.strip(), int(tail)
        return name, None

    @on(TextField.Changed)
    def _look_up(self, event: TextField.Changed) -> None:
        event.stop()
        self._found = self.find(event.value)[:6]
        self.query_one(OptionList).set_options(
            Option(Content(self._words(one))) for one in self._found
        )
        self.set_class(bool(self._found) and self.has_focus_within, "-open")
        if self._found:
            self.query_one(OptionList).highlighted = 0
        self.post_message(self.Changed())

    @on(TextField.Submitted)
    def _enter(self, event: TextField.Submitted) -> None:
        event.stop()
        if not self.typed.strip():
            self.post_message(Submitted())
        elif self._found:
            self._pick(self.query_one(OptionList).highlighted or 0)
        else:
            event.input.select_all()
            self.post_message(self.NotFound(self))

    @on(TextField.BackedOut)
    def _take_away(self, event: TextField.BackedOut) -> None:
        event.stop()
        if self.value:
            self.set_value(self.value[:-1])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(event.option_index)

    def _pick(self, index: int) -> None:
        picked = self._found[index]
        self.query_one(TextField).value = ""
        self.set_value((picked,) if self.one else (*self.value, picked))
        self.post_message(self.Added(self))

    def action_step(self, step: int) -> None:
        """Go through the names that fit; without any, to the next or last field."""
        names = self.query_one(OptionList)
        if not self._found:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()
        elif step > 0:
            names.action_cursor_down()
        else:
            names.action_cursor_up()

    def on_descendant_focus(self) -> None:
        """Show what fits the letters that stand here already."""
        self.set_class(bool(self._found), "-open")

    def on_descendant_blur(self) -> None:
        """Put the list away when the person goes on."""
        self.remove_class("-open")

    def _words(self, one: Picked) -> str:
        words = harmless(one.label)
        return f"{words} {one.mark}" if one.mark is not None else words

    def _show_chosen(self) -> None:
        self.set_class(bool(self.value), "-some")
        words = "   ".join(f"■ {self._words(one)}" for one in self.value)
        self.query_one(".picker--chosen", Static).update(Content(words))
        if self.one:  # another name would take the place of this one: there is nothing to add
            self.query_one(TextField).placeholder = "" if self.value else self.placeholder


def text_of(raw: Any) -> str:
    """Return the texts and numbers that rows held, a line for each."""
    if isinstance(raw, Picked):
        return raw.label if raw.mark is None else f"{raw.label} {raw.mark}"
    if isinstance(raw, Mapping):
        return text_of(tuple(raw.values()))
    if isinstance(raw, list | tuple):
        return "\n".join(filter(None, map(text_of, raw)))
    # Yes and no mean nothing without the question; a moment was not typed.
    return "" if raw is None or isinstance(raw, bool | datetime) else str(raw)


def has_words(raw: Any) -> bool:
    """Say whether rows held a word: a number alone is chosen again in a moment."""
    return any(letter.isalpha() for letter in text_of(raw))
