"""From what the controls of a form hold to what the domain holds, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from textual.widget import Widget
from textual.widgets import Input, TextArea

from recovery_journal.dates import time_text, weekday_day_text
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.picker import PickedItem, Picker


def yes_no_choice() -> ChoiceControl:
    """Return the choice between yes and no; neither is "not recorded"."""
    return ChoiceControl(((True, _("yes")), (False, _("no"))))


def choice_options(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return values of a fixed list with their words, as a Choice takes them."""
    return [(value, label(value)) for value in values]


def rated_names(items: Iterable[PickedItem]) -> tuple[RatedName, ...]:
    """Return picked names with their numbers, as the domain holds them."""
    return tuple(RatedName(item.key, item.rating) for item in items)


def contact_refs(items: Iterable[PickedItem]) -> tuple[ContactRef, ...]:
    """Return picked people, as the domain holds them."""
    return tuple(ContactRef(item.key, item.label) for item in items)


def picked_contacts(refs: Iterable[ContactRef]) -> tuple[PickedItem, ...]:
    """Return people as a Picker holds them."""
    return tuple(PickedItem(ref.id, ref.name) for ref in refs)


def domain_to_control(control: Widget, value: Any) -> Any:
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


def time_field_text(moment: datetime) -> str:
    """Return a moment as the row for the time shows it, which reads back as the same minute.

    The offset stands there only where it is not this machine's.
    """
    text = f"{moment:%Y-%m-%d %H:%M}"
    if moment.utcoffset() == moment.astimezone().utcoffset():
        return text
    return text + moment.isoformat()[19:]


def capitalize_first(text: str) -> str:
    """Return the words with a capital at the beginning."""
    return text[:1].upper() + text[1:]


def day_time_text(moment: datetime, today: date) -> str:
    """Return the day and the time of a moment in words; the year where it is another one."""
    day = weekday_day_text(moment, year=moment.year != today.year)
    return f"{day} {time_text(moment)}"
