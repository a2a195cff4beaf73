"""From what was typed to the values of a record, by the fields of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.fields import (
    Choices,
    ContactRef,
    Field,
    Fields,
    MarkedNames,
    People,
    Text,
)
from recovery_journal.domain.record import COMMON
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.state import State
    from recovery_journal.storage import Journal


def given(state: State, fields: Fields, params: dict[str, Any]) -> dict[str, Any]:
    """Return the values of the fields that were given, checked; people are left out.

    Whoever a name stands for is known only to the open journal: ``people``.
    """
    return {
        name: value_of(state, name, field, params[name])
        for name, field in fields.items()
        if params.get(name) not in (None, ()) and not isinstance(field, People)
    }


def dated(state: State, params: dict[str, Any]) -> dict[str, Any]:
    """Return when it happened, when it is written, and what every entry has."""
    return {
        "occurred_at": moment(state, params.get("at")),
        "recorded_at": state.now,
        **given(state, COMMON, params),
    }


def moment(state: State, text: str | None) -> datetime:
    """Return the time of an entry: now unless ``--at`` says otherwise."""
    if text is None:
        return state.now
    from recovery_journal.rules.when import parse_when

    return parse_when(text, state.now)


def day(state: State, text: str, journal: Journal | None = None) -> date:
    """Return the day a D names; without a journal only whether it can be understood."""
    from recovery_journal.rules.when import parse_date

    return parse_date(text, state.now.date() if journal is None else state.today(journal))


def come(day: date, today: date) -> date:
    """Return a day to look at; raises ``BadWhen`` (``future_when``) for one still to come."""
    if day > today:
        from recovery_journal.errors import BadWhen

        raise BadWhen(
            _("This day is still to come. Two that have been: yesterday, 2 weeks ago."),
            code="future_when",
        )
    return day


def past_day(state: State, text: str, journal: Journal | None = None) -> date:
    """Return the user's day of a WHEN that has come; without a journal only check it."""
    at = moment(state, text)
    if journal is None:
        return at.date()
    from recovery_journal.rules.days import local_date

    return local_date(at, journal.settings.day_ends_at)


def value_of(state: State, name: str, field: Field, raw: str | Sequence[str]) -> Any:
    """Return the value of one field from one text, or several where it takes several."""
    if isinstance(field, Text):
        return state.text(name, _one(raw))
    if not field.many:
        return field.parse(name, _clean(_one(raw)))
    texts = [_clean(text) for text in ((raw,) if isinstance(raw, str) else raw)]
    if isinstance(field, Choices):
        values = {field.parse(name, part) for text in texts for part in text.split(",")}
        return tuple(sorted(values))
    if isinstance(field, MarkedNames):
        # The same name twice: the later one is what was meant.
        marked = {one.name.casefold(): one for one in (field.parse(name, t) for t in texts)}
        return tuple(marked.values())
    return tuple({one.casefold(): one for one in (field.parse(name, t) for t in texts)}.values())


def _one(raw: str | Sequence[str]) -> str:
    return raw if isinstance(raw, str) else raw[-1]


def _clean(text: str) -> str:
    return (
        text if text.isascii() else text.encode("utf-8", "surrogateescape").decode(errors="replace")
    )


def people(journal: Journal, names: Iterable[str]) -> tuple[ContactRef, ...]:
    """Return the contacts these names or ids stand for, each once, in their order."""
    found: dict[int, ContactRef] = {}
    for name in names:
        if not name.strip():
            raise BadValue(_("A name is empty."), field="contacts")
        contact = journal.contacts.find(_clean(name))
        found[contact.id] = ContactRef(contact.id, contact.name)
    return tuple(found.values())


def led_to(journal: Journal, number: int) -> int:
    """Return the id of the reach-out an urge led to; raises where it is none."""
    if journal.entries.get(number).kind != "reach_out":
        raise BadValue(_("{id} is not a reach-out.").format(id=number), field="reach_out")
    return number


def entry_id(state: State, text: str | None) -> int:
    """Return the id of an entry as it was typed."""
    from recovery_journal.domain.fields import parse_id

    return parse_id(state.needed("id", text, _("Which entry? Its number:")))
