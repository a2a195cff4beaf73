"""A form: rows of fields anywhere on a screen, what they began with, and what was typed.

``FormRows`` is the one place that reads rows and puts values back into them; a screen or
a dialog has one and asks it. The functions below it declare rows: a form is a function
that returns them in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, get_args

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from recovery_journal.domain.fields import ContactRef, Field, RatedName
from recovery_journal.domain.labels import label
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import ChoiceControl, ChoiceOption
from recovery_journal.widgets.form_row import FormRow, scroll_field_visible
from recovery_journal.widgets.picker import PickedItem, Picker, draft_text
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import NoteField, TextField

_WHEN_ERRORS = {"bad_when", "future_when"}
_NO_SUCH_PERSON = N_(
    "Nobody here fits these letters. Someone new can be added on the map ({go.map})."
)


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The part of a screen that holds rows: it leaves the arrow keys to them, and pages."""

    BINDINGS = [
        Binding("pageup", "page_up", N_("Page up"), id="page.up", show=False),
        Binding("pagedown", "page_down", N_("Page down"), id="page.down", show=False),
    ]


class FormRows:
    """The rows under ``owner`` by the names of their fields; ``for row in rows`` has each.

    ``initial`` is what they began with, as their controls hold it: what differs from it
    was typed. ``leftover`` is what a draft held that fits in no row any more.
    """

    def __init__(self, owner: Widget) -> None:
        self._owner = owner
        self.initial: dict[str, Any] = {}
        self.leftover: dict[str, Any] = {}

    def __iter__(self) -> Iterator[FormRow]:
        return iter(self._owner.query(FormRow))

    def __getitem__(self, name: str) -> FormRow:
        return self._by_name[name]

    def get(self, name: str) -> FormRow | None:
        """Return the row of this field, None where there is none."""
        return self._by_name.get(name)

    @property
    def _by_name(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self}

    @property
    def control_values(self) -> dict[str, Any]:
        """What the controls hold, None for nothing."""
        return {row.field_name: row.control_value for row in self}

    # --- filling them in ----------------------------------------------------------

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values of the domain into their rows; those without a row are left out."""
        rows = self._by_name
        for name, value in values.items():
            if name in rows:
                rows[name].control_value = _to_control(rows[name].control, value)

    def begin(self) -> None:
        """Take what the rows hold now for what the form began with."""
        self.initial = self.control_values

    def typed(self) -> dict[str, Any]:
        """Return what differs from what the form began with, as the controls hold it."""
        return {
            name: value
            for name, value in self.control_values.items()
            if value != self.initial.get(name)
        }

    def restore(self, draft: Mapping[str, Any]) -> str:
        """Put back what was typed before; returns the sentence for what fits in no row."""
        rows = self._by_name
        self.leftover = {}
        for name, raw in draft.items():
            if name in rows and rows[name].takes(raw):
                rows[name].control_value = raw
            else:
                self.leftover[name] = raw
        return leftover_text(self.leftover)

    def reset(self) -> None:
        """Put back what the form began with."""
        self.leftover = {}
        for row in self:
            row.control_value = self.initial.get(row.field_name)
        self.clear_errors()

    # --- what they mean -----------------------------------------------------------

    def read(self) -> dict[str, Any]:
        """Return what was filled in, as the domain holds it; raises BadValue."""
        return {row.field_name: value for row in self if (value := row.value) is not None}

    @property
    def empty(self) -> set[str]:
        """The names of the rows that hold nothing."""
        return {name for name, value in self.control_values.items() if value is None}

    # --- what is not right, and the cursor ----------------------------------------

    def clear_errors(self) -> None:
        """Take away what was said beside the rows."""
        for row in self:
            row.show_error("")

    def show_error(self, error: JournalError, default: str = "") -> FormRow | None:
        """Say beside its row what is not right; None where it is about no row.

        ``default`` names the row for an error that is about none.
        """
        name = "when" if error.code in _WHEN_ERRORS else error.details.get("field")
        rows = self._by_name
        row = rows.get(name or "", rows.get(default))
        if row is not None:
            row.show_error(error.message)
        return row

    def focus(self, name: str) -> None:
        """Put the cursor in a row at once, so that the next key is for it."""
        row = self[name]
        # Textual would bring the field into sight without its name.
        row.screen.set_focus(row.field, scroll_visible=False)
        self._owner.call_after_refresh(scroll_field_visible, row.control)


def leftover_text(leftover: Mapping[str, Any]) -> str:
    """Return the sentence that shows what fits in no row any more; "" where all does."""
    text = escape_control(draft_text(leftover))
    return _("This does not fit here any more: {text}").format(text=text) if text else ""


def _to_control(control: Widget, value: Any) -> Any:
    """Return a value of the domain as this control holds it; what it holds already stays."""
    if isinstance(control, Picker):
        items = value if isinstance(value, tuple) else () if value is None else (value,)
        return tuple(_to_picked(item) for item in items)
    if isinstance(control, Input | TextArea):
        return f"{value:g}" if isinstance(value, float) else None if value is None else str(value)
    if isinstance(control, ChoiceControl) and control.many:
        return tuple(option for option, _label in control.options if option in (value or ()))
    return value


def _to_picked(value: Any) -> PickedItem | str:
    """Return a contact, a name with its number, or a name, as a Picker holds it."""
    if isinstance(value, PickedItem):
        return value
    if isinstance(value, ContactRef):
        return PickedItem(value.id, value.name)
    if isinstance(value, RatedName):
        return PickedItem(value.name, label(value.name), value.rating)
    return PickedItem(value, label(value))


# --- rows -------------------------------------------------------------------------


def labelled(literal_type: Any) -> list[ChoiceOption]:
    """Return the values of a ``Literal`` with their words."""
    return [(value, label(value)) for value in get_args(literal_type)]


def text_row(name: str, title: str, hint: str = "", *, value: str | None = None) -> FormRow:
    """Return a row for one line of text."""
    return FormRow(name, title, TextField(value or "", hint))


def note_row(name: str, title: str, hint: str = "", *, value: str | None = None) -> FormRow:
    """Return a row for several lines of text."""
    return FormRow(name, title, NoteField(value or "", hint))


def when_row() -> FormRow:
    """Return the row that says when something happened; empty is now."""
    return text_row("when", _("When"), _("now, or: yesterday 21:30"))


def number_row(name: str, title: str, field: Field) -> FormRow:
    """Return a row for a number that is typed; ``field`` reads it."""
    return FormRow(name, title, TextField(), read=partial(field.parse, name))


def choice_row(
    name: str, title: str, options: Sequence[ChoiceOption], *, many: bool = False, value: Any = None
) -> FormRow:
    """Return a row of words to choose from: one of them, or with ``many`` several."""
    return FormRow(name, title, ChoiceControl(options, many=many, value=value))


def yes_no_row(name: str, title: str) -> FormRow:
    """Return a row for yes or no; neither is "not recorded"."""
    return choice_row(name, title, ((True, _("yes")), (False, _("no"))))


def scale_row(name: str, title: str, low: int, high: int, *anchors: str) -> FormRow:
    """Return a row of numbers; ``anchors`` are the words at its low end, middle and high end."""
    lowest, middle, highest = anchors
    return FormRow(name, title, Scale(low, high, (lowest, middle, highest)))


def names_row(
    name: str,
    title: str,
    names: Iterable[str],
    hint: str,
    rating_range: tuple[int, int] | None = None,
) -> FormRow:
    """Return a row for names from a list of the person's, new ones too.

    With ``rating_range`` each may have a number, and is a RatedName; else its name alone.
    """
    options = [(option, label(option)) for option in names]
    picker = Picker(options, allow_new=True, rating_range=rating_range, placeholder=hint)
    return FormRow(name, title, picker, read=_rated_names if rating_range else _picked_names)


def contacts_row(
    title: str, contacts: Iterable[tuple[int, str]], hint: str, if_none: str = ""
) -> FormRow:
    """Return the row for people; ``if_none`` is the hint where nobody is there to be picked."""
    options = [*contacts]
    picker = Picker(options, placeholder=hint if options else if_none or hint)
    return FormRow("contacts", title, picker, read=_contact_refs, no_match=_NO_SUCH_PERSON)


def single_name_row(
    name: str,
    title: str,
    options: Sequence[tuple[Any, str]],
    hint: str,
    read: Callable[[PickedItem], Any],
) -> FormRow:
    """Return a row for one name, from the list or new; ``read`` says what it means."""
    picker = Picker(options, allow_new=True, single=True, placeholder=hint)
    return FormRow(name, title, picker, read=lambda items: read(items[0]))


def _picked_names(items: Iterable[PickedItem]) -> tuple[str, ...]:
    return tuple(item.key for item in items)


def _rated_names(items: Iterable[PickedItem]) -> tuple[RatedName, ...]:
    return tuple(RatedName(item.key, item.rating) for item in items)


def _contact_refs(items: Iterable[PickedItem]) -> tuple[ContactRef, ...]:
    return tuple(ContactRef(item.key, item.label) for item in items)
