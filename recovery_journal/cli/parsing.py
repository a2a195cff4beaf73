"""Parsing of typed options into record values, by the fields of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import SHORT_NAMES
from recovery_journal.domain.choices import PROGRAMS
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Field,
    Fields,
    MultipleChoice,
    RatedNames,
    Text,
    parse_id,
)
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.record import COMMON_FIELDS
from recovery_journal.errors import BadValue, BadWhen
from recovery_journal.i18n import _
from recovery_journal.rules.date_parsing import parse_date, parse_datetime
from recovery_journal.rules.days import local_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


TIME_FIELD = "occurred_at"


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
    return context.now if text is None else parse_datetime(text, context.now)


def parse_day(
    context: CommandContext, text: str | None, journal: Journal | None = None
) -> date | None:
    """Return the day a D names, None where there is none.

    Without a journal it only says whether D can be understood: before a passphrase is asked
    for, and before the journal says what day it is.
    """
    if text is None:
        return None
    return parse_date(text, context.now.date() if journal is None else context.today(journal))


def parse_past_day(context: CommandContext, text: str | None, journal: Journal) -> date:
    """Return the day a D names, today where there is none; one still to come is refused."""
    today = context.today(journal)
    return ensure_not_future(parse_day(context, text, journal) or today, today)


def ensure_not_future(day: date, today: date) -> date:
    """Return the day; raises ``BadWhen`` (``future_when``) for one still to come."""
    if day > today:
        raise BadWhen(
            _("This day is still to come. Two that have been: yesterday, 2 weeks ago."),
            code="future_when",
        )
    return day


def parse_start_day(
    context: CommandContext, text: str | None, journal: Journal | None = None
) -> date:
    """Return the user's day of a WHEN that has come, today where there is none.

    Without a journal it only says whether WHEN can be understood.
    """
    when = parse_occurred_at(context, text)
    if journal is None:
        return when.date()
    if text is None:
        return context.today(journal)
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


def find_contact(context: CommandContext, journal: Journal, who: str | None) -> Contact:
    """Return the contact of a name or an id, asked for in a terminal when it is missing."""
    return journal.contacts.find(context.require_text("contact", who, _("Which contact?")))


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
    return parse_id(context.require_text("id", text, _("Which entry? Its number:")))


def parse_set_options(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the values to set by the name of their field, in order."""
    pairs: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadValue(_("--set takes FIELD=VALUE, such as mood=6."))
        pairs.setdefault(name.strip(), []).append(value)
    return pairs


def parse_unset_options(
    texts: Sequence[str],
    fields: Fields,
    extra: Sequence[str],
    needed: frozenset[str],
    refusal: str,
) -> list[str]:
    """Return the fields to leave empty; one that is needed is refused, by its name."""
    names = [resolve_field(text, fields, extra) for text in texts]
    for name in names:
        if name in needed:
            raise BadValue(refusal.format(field=field_label(name)), field=name)
    return names


def empty_value(field: Field) -> tuple[()] | None:
    """Return the value of a field that nothing is in."""
    return () if field.many else None


def resolve_field(text: str, fields: Fields, extra: Sequence[str] = ()) -> str:
    """Return the field that a name or short name stands for, or say which there are."""
    normalized = text.strip().casefold().lstrip("-").replace("-", "_").replace(" ", "_")
    for name in (normalized, *(name for name, short in SHORT_NAMES.items() if short == normalized)):
        if name in fields or name in extra:
            return name
    raise BadValue(
        _("There is no field {name} here. There are: {fields}.").format(
            name=text[:80], fields=", ".join([*fields, *extra])
        ),
        field=text[:80],
    )


def official_program_name(program: str) -> str:
    """Return a program as it spells itself; any other text stays as it is."""
    normalized = program.casefold().strip()
    return next(
        (program_name for program_name in PROGRAMS if program_name.casefold() == normalized),
        program,
    )
