"""Parsing of typed options into record values, by the fields of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Field,
    Fields,
    MultipleChoice,
    RatedNames,
    Text,
)
from recovery_journal.domain.record import COMMON_FIELDS
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.storage import Journal


def parse_options(
    context: CommandContext, fields: Fields, params: dict[str, Any]
) -> dict[str, Any]:
    """Return the values of the fields that were given, checked; people are left out.

    Whoever a name stands for is known only to the open journal: ``find_contacts``.
    """
    return {
        name: parse_value(context, name, field, params[name])
        for name, field in fields.items()
        if params.get(name) not in (None, ()) and not isinstance(field, ContactRefs)
    }


def parse_common_options(context: CommandContext, params: dict[str, Any]) -> dict[str, Any]:
    """Return when it happened, when it is written, and what every entry has."""
    return {
        "occurred_at": parse_occurred_at(context, params.get("at")),
        "recorded_at": context.now,
        **parse_options(context, COMMON_FIELDS, params),
    }


def parse_occurred_at(context: CommandContext, text: str | None) -> datetime:
    """Return the time of an entry: now unless ``--at`` says otherwise."""
    if text is None:
        return context.now
    from recovery_journal.rules.date_parsing import parse_datetime

    return parse_datetime(text, context.now)


def parse_day(context: CommandContext, text: str, journal: Journal | None = None) -> date:
    """Return the day a D names; without a journal only whether it can be understood."""
    from recovery_journal.rules.date_parsing import parse_date

    return parse_date(text, context.now.date() if journal is None else context.today(journal))


def ensure_not_future(day: date, today: date) -> date:
    """Return the day; raises ``BadWhen`` (``future_when``) for one still to come."""
    if day > today:
        from recovery_journal.errors import BadWhen

        raise BadWhen(
            _("This day is still to come. Two that have been: yesterday, 2 weeks ago."),
            code="future_when",
        )
    return day


def parse_past_day(context: CommandContext, text: str, journal: Journal | None = None) -> date:
    """Return the user's day of a WHEN that has come; without a journal only check it."""
    when = parse_occurred_at(context, text)
    if journal is None:
        return when.date()
    from recovery_journal.rules.days import local_date

    return local_date(when, journal.settings.day_ends_at)


def parse_value(context: CommandContext, name: str, field: Field, raw: str | Sequence[str]) -> Any:
    """Return the value of one field from one text, or several where it takes several."""
    if isinstance(field, Text):
        return context.resolve_text(name, _last_text(raw))
    if not field.many:
        return field.parse(name, _replace_surrogates(_last_text(raw)))
    texts = [_replace_surrogates(text) for text in ((raw,) if isinstance(raw, str) else raw)]
    if isinstance(field, MultipleChoice):
        values = {field.parse(name, part) for text in texts for part in text.split(",")}
        return tuple(sorted(values))
    if isinstance(field, RatedNames):
        # The same name twice: the later one is what was meant.
        rated_names = {item.name.casefold(): item for item in (field.parse(name, t) for t in texts)}
        return tuple(rated_names.values())
    return tuple({item.casefold(): item for item in (field.parse(name, t) for t in texts)}.values())


def _last_text(raw: str | Sequence[str]) -> str:
    return raw if isinstance(raw, str) else raw[-1]


def _replace_surrogates(text: str) -> str:
    return (
        text if text.isascii() else text.encode("utf-8", "surrogateescape").decode(errors="replace")
    )


def find_contacts(journal: Journal, names: Iterable[str]) -> tuple[ContactRef, ...]:
    """Return the contacts these names or ids stand for, each once, in their order."""
    refs_by_id: dict[int, ContactRef] = {}
    for name in names:
        if not name.strip():
            raise BadValue(_("A name is empty."), field="contacts")
        contact = journal.contacts.find(_replace_surrogates(name))
        refs_by_id[contact.id] = ContactRef(contact.id, contact.name)
    return tuple(refs_by_id.values())


def require_reach_out(journal: Journal, number: int) -> int:
    """Return the id of the reach-out an urge led to; raises where it is none."""
    if journal.entries.get(number).kind != "reach_out":
        raise BadValue(_("{id} is not a reach-out.").format(id=number), field="reach_out")
    return number


def parse_entry_id(context: CommandContext, text: str | None) -> int:
    """Return the id of an entry as it was typed."""
    from recovery_journal.domain.fields import parse_id

    return parse_id(context.require_text("id", text, _("Which entry? Its number:")))
