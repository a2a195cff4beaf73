"""``contact add``, ``edit``, ``pause``, ``resume``, ``end`` and ``delete``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, get_args

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import (
    Argument,
    ContactArgument,
    Option,
    SetOption,
    UnsetOption,
    command,
    field_options,
)
from recovery_journal.cli.output import print_contact
from recovery_journal.cli.parsing import (
    empty_value,
    find_contact,
    parse_day,
    parse_set_options,
    parse_start_day,
    parse_unset_options,
    parse_value,
    resolve_field,
)
from recovery_journal.domain.choices import DetailKind
from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.domain.fields import Text, clean_name, required_fields
from recovery_journal.domain.relation_words import custom_relation_word
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.report.state_text import cadence_sentence
from recovery_journal.rules.contact_changes import pause_changes, resolve_changes, resume_changes
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.terminal_text import escape_control

PRIVATE_DETAILS: tuple[DetailKind, ...] = get_args(DetailKind)
CLEAR_WORD = "none"

FIELD_OPTIONS = field_options(
    FIELDS,
    help_texts={
        "relation": N_("an everyday word too: sister, doctor, boss"),
        "relation_word": N_("your own word for it, shown instead of the relation"),
        "ring": N_("1 hard to imagine life without, 2 close, 3 wider circle"),
        "cadence_days": N_("days between two times of being in touch, or none"),
        "ok_when_urge": N_("okay to reach when an urge is there"),
        "share_as": N_(
            "how the weekly page names them: role and nobody hold with --names too; "
            "not given: the role, or the name with --names"
        ),
    },
)
PhoneOption = Annotated[
    tuple[str, ...], Option("T", N_("see show --private; replaces, and repeats"))
]
EmailOption = Annotated[tuple[str, ...], Option("T", N_("kept apart; replaces, and repeats"))]
SinceOption = Annotated[str | None, Option("WHEN", N_("the day it began; today when not given"))]
Values = dict[str, Any]
Details = dict[str, list[str]]


@command(
    "contact add Ana --relation friend --ring 2 --support emotional --cadence 14", FIELD_OPTIONS
)
def add_contact(
    context: CommandContext,
    named: Annotated[str | None, Argument("NAME", N_("nickname or initials are enough"))] = None,
    phone: PhoneOption = (),
    email: EmailOption = (),
    address: EmailOption = (),
    at: Annotated[str | None, Option("WHEN", N_("since when; today when not given"))] = None,
    **params: Any,
) -> None:
    """Add someone. Sector, ring and rhythm get usual values that you can change."""
    parse_start_day(context, at)
    values = _parse_fields(context, params)
    details = _parse_details(context, {"phone": phone, "email": email, "address": address})
    if named is not None or "name" not in values:
        values["name"] = context.require_text("name", named, _("What are they called?"))
    values["name"] = clean_name(values["name"])
    if "relation" not in values:
        relation_text = _prompt_relation(context)
        values["relation"] = FIELDS["relation"].parse("relation", relation_text)
        values = {"relation_word": custom_relation_word(relation_text), **values}
    # What is left empty the contact has anyway, but no usual value takes its place.
    filled = {name: value for name, value in values.items() if value is not None}
    with context.open() as journal:
        today = parse_start_day(context, at, journal)
        contact = with_defaults(Contact(added_on=today, **filled), set(values))
        if contact.status == "ended":
            contact = replace(contact, ended_on=today)
        contact_details = [
            ContactDetail(detail_kind=kind, value=value)
            for kind in PRIVATE_DETAILS
            for value in details.get(kind, ())
        ]
        namesakes = journal.contacts.with_exact_name(contact.name)
        stored = journal.contacts.add(contact, contact_details)
        if namesakes:
            context.warn(
                _("There is a {name} already, number {id}; the numbers tell them apart.").format(
                    name=namesakes[0].name, id=namesakes[0].id
                )
            )
        print_contact(context, journal, stored, f"{_('Saved.')} {cadence_sentence(stored)}")


def _prompt_relation(context: CommandContext) -> str:
    """Return the word for the relation, asked for in a terminal until it fits."""
    field = FIELDS["relation"]
    if not context.is_interactive:
        raise BadValue(
            _("A contact takes a relation: --relation, one of {choices}.").format(
                choices=", ".join(getattr(field, "choices", ()))
            ),
            field="relation",
        )
    while True:
        text = context.ask(_("What are they to you? (friend, family, peer in recovery, …)"))
        try:
            field.parse("relation", text)
        except BadValue as problem:
            context.warn(problem.message)
        else:
            return text


@command("contact edit Ana --ring 1 --cadence 7", FIELD_OPTIONS)
def edit_contact(
    context: CommandContext,
    who: ContactArgument = None,
    phone: PhoneOption = (),
    email: EmailOption = (),
    address: EmailOption = (),
    changed: SetOption = (),
    unset: UnsetOption = (),
    **params: Any,
) -> None:
    """Change a contact. The word none clears a value: --cadence none."""
    changes = _parse_fields(context, params)
    details = _parse_details(context, {"phone": phone, "email": email, "address": address})
    _apply_set_options(context, changes, details, changed)
    refusal = _("{field} stays, since a contact needs it. --set changes it.")
    needed = required_fields(FIELDS)
    for name in parse_unset_options(unset, FIELDS, PRIVATE_DETAILS, needed, refusal):
        if name in PRIVATE_DETAILS:
            details[name] = []
        else:
            changes[name] = empty_value(FIELDS[name])
    if not changes and not details:
        raise BadValue(_("Nothing to change: --ring 2 or --set FIELD=VALUE says what."))
    with context.open() as journal:
        original = find_contact(context, journal, who)
        newly_placed = False
        if changes:
            changes = resolve_changes(original, changes, context.today(journal))
            placement_values = (changes.get("relation"), changes.get("ring"))
            newly_placed = not original.is_placed and any(placement_values)
        stored = journal.contacts.edit(original.id, details=details, **changes)
        show_rhythm = "cadence_days" in changes or newly_placed
        sentence = f"{_('Changed.')} {cadence_sentence(stored)}" if show_rhythm else _("Changed.")
        print_contact(context, journal, stored, sentence)


def _parse_fields(context: CommandContext, params: Values) -> Values:
    """Return the fields that were given; the word none is None, or nothing at all.

    The everyday word that was typed for a relation is beside it.
    """
    raw_values = {name: params[name] for name in FIELDS if params[name] not in (None, ())}
    values = {name: _parse_field(context, name, raw) for name, raw in raw_values.items()}
    if "relation" in raw_values:
        return {"relation_word": custom_relation_word(raw_values["relation"]), **values}
    return values


def _parse_field(context: CommandContext, name: str, raw: str | Sequence[str]) -> Any:
    field = FIELDS[name]
    texts = [raw] if isinstance(raw, str) else raw
    # A note may be the word none; --unset clears a text.
    clearable = not field.required and not isinstance(field, Text)
    if clearable and any(text.strip().casefold() == CLEAR_WORD for text in texts):
        return empty_value(field)
    return parse_value(context, name, field, raw)


def _parse_details(context: CommandContext, texts_by_kind: Mapping[str, Sequence[str]]) -> Details:
    """Return the private details that were given; the word none leaves them empty."""
    details: Details = {}
    for kind, texts in texts_by_kind.items():
        if texts:
            values = [context.resolve_text(kind, text).strip() for text in texts]
            details[kind] = [value for value in values if value.casefold() != CLEAR_WORD]
    return details


def _apply_set_options(
    context: CommandContext, changes: Values, details: Details, texts: Sequence[str]
) -> None:
    """Add what ``--set`` changes to the changes."""
    for field_text, values in parse_set_options(texts).items():
        name = resolve_field(field_text, FIELDS, PRIVATE_DETAILS)
        if name in PRIVATE_DETAILS:
            details.update(_parse_details(context, {name: values}))
            continue
        changes[name] = _parse_field(context, name, values)
        if name == "relation":
            changes.setdefault("relation_word", custom_relation_word(values[-1]))


@command("contact pause Ana --until 2026-12-24")
def pause_contact(
    context: CommandContext,
    who: ContactArgument = None,
    until: Annotated[
        str | None, Option("D", N_("the last day of the pause; open when not given"))
    ] = None,
    at: SinceOption = None,
) -> None:
    """Take a contact out of the rhythm for a while: not due, not suggested."""
    parse_day(context, until)
    parse_start_day(context, at)
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        first_day = parse_start_day(context, at, journal)
        last_day = parse_day(context, until, journal)
        stored = journal.contacts.edit(contact.id, **pause_changes(first_day, last_day))
        sentence = (
            _("Paused.") if last_day is None else _("Paused until {day}.").format(day=last_day)
        )
        print_contact(context, journal, stored, sentence)


@command("contact resume Ana")
def resume_contact(context: CommandContext, who: ContactArgument = None) -> None:
    """Bring a contact back after a pause, or after it was ended."""
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        changes = resume_changes(contact, context.today(journal))
        if contact.status == "ended":
            changes |= {"status": "active", "ended_on": None}
        stored = journal.contacts.edit(contact.id, **changes) if changes else contact
        print_contact(context, journal, stored, _("Back in the rhythm."))


@command("contact end Ana")
def end_contact(
    context: CommandContext, who: ContactArgument = None, at: SinceOption = None
) -> None:
    """Take a contact off the map; their history stays."""
    parse_start_day(context, at)
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        if contact.status != "ended":
            last_day = parse_start_day(context, at, journal)
            contact = journal.contacts.edit(contact.id, status="ended", ended_on=last_day)
        print_contact(context, journal, contact, _("Off the map; the history stays."))


@command("contact delete Ana --yes")
def delete_contact(
    context: CommandContext,
    who: ContactArgument = None,
    yes: Annotated[bool, Option(help=N_("no question"))] = False,
) -> None:
    """Delete a contact. Entries stay and show "someone". Undo brings it back."""
    if not yes and not context.is_interactive:
        raise BadValue(_("Deleting a contact takes --yes where no question can be asked."))
    with context.open() as journal:
        contact = find_contact(context, journal, who)
        if not yes and not context.confirm(
            _("Delete {name}? Entries stay and show someone. (yes/no)").format(
                name=escape_control(contact.name)
            )
        ):
            context.warn(_("Nothing was deleted."))
            return
        deleted = journal.contacts.delete(contact.id)
        print_contact(context, journal, deleted, _("Deleted; entries stay."))
