"""From what the controls of a form hold to what the domain holds, and back."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_journal.domain.fields import ContactRef, Marked
from recovery_journal.domain.labels import label
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picked
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
