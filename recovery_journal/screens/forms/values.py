"""From what the controls of a form hold to what the domain holds, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from textual.widget import Widget
from textual.widgets import Input, TextArea

from recovery_journal.dates import day_words, time_words
from recovery_journal.domain.fields import ContactRef, Marked
from recovery_journal.domain.labels import label
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picked, Picker
from recovery_journal.words import _


def yes_no() -> Choice:
    """Return the choice between yes and no; neither is "not recorded"."""
    return Choice(((True, _("yes")), (False, _("no"))))


def words_for(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return values of a fixed list with their words, as a Choice takes them."""
    return [(value, label(value)) for value in values]


def marked(picked: Iterable[Picked]) -> tuple[Marked, ...]:
    """Return picked names with their numbers, as the domain holds them."""
    return tuple(Marked(one.key, one.mark) for one in picked)


def people(picked: Iterable[Picked]) -> tuple[ContactRef, ...]:
    """Return picked people, as the domain holds them."""
    return tuple(ContactRef(one.key, one.label) for one in picked)


def picked_people(refs: Iterable[ContactRef]) -> tuple[Picked, ...]:
    """Return people as a Picker holds them."""
    return tuple(Picked(ref.id, ref.name) for ref in refs)


def raw_of(control: Widget, value: Any) -> Any:
    """Return a value of the domain as this control holds it; what it holds already stays."""
    if isinstance(control, Picker):
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        return tuple(_picked(one) for one in several)
    if isinstance(control, Input | TextArea):
        return f"{value:g}" if isinstance(value, float) else None if value is None else str(value)
    if isinstance(control, Choice) and control.many:
        return tuple(one for one, _words in control.options if one in (value or ()))
    return value


def _picked(value: Any) -> Picked | str:
    """Return a contact, a name with its number, or a name, as a Picker holds it."""
    if isinstance(value, Picked):
        return value
    if isinstance(value, ContactRef):
        return Picked(value.id, value.name)
    if isinstance(value, Marked):
        return Picked(value.name, label(value.name), value.mark)
    return Picked(value, label(value))


def shown_when(moment: datetime) -> str:
    """Return a moment as the row for the time shows it, which reads back as the same minute.

    The offset stands there only where it is not this machine's.
    """
    shown = f"{moment:%Y-%m-%d %H:%M}"
    if moment.utcoffset() == moment.astimezone().utcoffset():
        return shown
    return shown + moment.isoformat()[19:]


def capital(words: str) -> str:
    """Return the words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def day_and_time(moment: datetime, today: date) -> str:
    """Return the day and the time of a moment in words; the year where it is another one."""
    day = day_words(moment, year=moment.year != today.year)
    return f"{day} {time_words(moment)}"
