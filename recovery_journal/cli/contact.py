"""``contact``: people, groups and services. Adding and changing are in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.contact_answer import print_contact
from recovery_journal.cli.options import (
    Command,
    CommandGroup,
    argument,
    field_options,
    lazy_command,
    option,
)
from recovery_journal.cli.parsing import parse_past_day, parse_value
from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.domain.fields import Text, clean_name, required_fields
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.relation_words import custom_relation_word
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from inspect import Parameter

    from recovery_journal.cli.context import CommandContext

ALIASES = {
    "contact_kind": ("--kind",),
    "cadence_days": ("--cadence",),
    "preferred_channel": ("--channel",),
}
PRIVATE_DETAILS = ("phone", "email", "address")
CLEAR_WORD = "none"


def contact() -> CommandGroup:
    """Build the group."""
    return CommandGroup(
        "contact",
        {
            "add": (_("add someone"), _build_add),
            "list": (
                _("everyone active; --all the ended ones too"),
                lazy_command("contact_show:list_"),
            ),
            "show": (
                _("one contact, with the last entries"),
                lazy_command("contact_show:show_contact"),
            ),
            "edit": (_("change a contact"), _build_edit),
            "pause": (_("out of the rhythm for a while"), lazy_command("contact_status:pause")),
            "resume": (_("back in the rhythm"), lazy_command("contact_status:resume")),
            "end": (_("off the map, kept in history"), lazy_command("contact_status:end")),
            "delete": (
                _("delete a contact; entries stay"),
                lazy_command("contact_status:delete_contact"),
            ),
            "import": (
                _("bring people in from a .vcf file"),
                lazy_command("contact_import:vcard"),
            ),
        },
        help=_("Keep the people, groups and services of your support network."),
        example="contact add Ana --relation friend --ring 2",
    )


def _build_add() -> Command:
    return Command(
        "add",
        _add,
        [
            argument("named", _("nickname or initials are enough"), "NAME"),
            *_contact_options(),
            option("--at", _("since when; today when not given"), "WHEN"),
        ],
        help=_("Add someone. Sector, ring and rhythm get usual values that you can change."),
        example="contact add Ana --relation friend --ring 2 --support emotional --cadence 14",
    )


def _build_edit() -> Command:
    return Command(
        "edit",
        _edit,
        [
            argument("who", _("a name or an id"), "CONTACT"),
            *_contact_options(),
            option("--set", _("a field and its new value; repeats"), "FIELD=VALUE", multiple=True),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", multiple=True),
        ],
        help=_("Change a contact. The word none clears a value: --cadence none."),
        example="contact edit Ana --ring 1 --cadence 7",
    )


def _contact_options() -> list[Parameter]:
    """Return an option for every field, and for the private details."""
    help_texts = {
        "relation": _("an everyday word too: sister, doctor, boss"),
        "relation_word": _("your own word for it, shown instead of the relation"),
        "ring": _("1 hard to imagine life without, 2 close, 3 wider circle"),
        "cadence_days": _("days between two times of being in touch, or none"),
        "ok_when_urge": _("okay to reach when an urge is there"),
        "share_as": _(
            "how the weekly page names them: role and nobody hold with --names too; "
            "not given: the role, or the name with --names"
        ),
    }
    return [
        *field_options(FIELDS, ALIASES, help_texts),
        option("--phone", _("see show --private; replaces, and repeats"), "T", multiple=True),
        option("--email", _("kept apart; replaces, and repeats"), "T", multiple=True),
        option("--address", _("kept apart; replaces, and repeats"), "T", multiple=True),
    ]  # fmt: skip


def _add(context: CommandContext, named: str | None, at: str | None, **params: Any) -> None:
    if at is not None:
        parse_past_day(context, at)
    values = _parse_fields(context, params)
    details = _parse_details(context, params)
    if named is not None or "name" not in values:
        values["name"] = context.require_text("name", named, _("What are they called?"))
    values["name"] = clean_name(values["name"])
    if "relation" not in values:
        relation_text = _prompt_relation(context)
        values["relation"] = FIELDS["relation"].parse("relation", relation_text)
        values = _with_relation_word(values, relation_text)
    from recovery_journal.report.state_text import cadence_sentence
    from recovery_journal.rules.network.placement import with_defaults

    with context.open() as journal:
        today = context.today(journal) if at is None else parse_past_day(context, at, journal)
        new_contact = Contact(added_on=today, **_without_none(values))
        new_contact = with_defaults(new_contact, set(values))
        if new_contact.status == "ended":
            new_contact = _replace_fields(new_contact, {"ended_on": today})
        contact_details = [
            ContactDetail(detail_kind=kind, value=value)  # type: ignore[arg-type]  # of PRIVATE
            for kind, detail_values in details.items()
            for value in detail_values
        ]
        namesakes = journal.contacts.with_exact_name(new_contact.name)
        stored = journal.contacts.add(new_contact, contact_details)
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


def _edit(
    context: CommandContext,
    who: str | None,
    set_: Sequence[str],
    unset: Sequence[str],
    **params: Any,
) -> None:
    changes = _parse_fields(context, params)
    details = _parse_details(context, params)
    _apply_set_and_unset(context, changes, details, set_, unset)
    if not changes and not details:
        raise BadValue(_("Nothing to change: --ring 2 or --set FIELD=VALUE says what."))
    from recovery_journal.report.state_text import cadence_sentence
    from recovery_journal.rules.contact_changes import resolve_changes

    with context.open() as journal:
        original = journal.contacts.find(context.require_text("contact", who, _("Which contact?")))
        stored, newly_placed = original, False
        if changes:
            changes = resolve_changes(original, changes, context.today(journal))
            placement_values = (changes.get("relation"), changes.get("ring"))
            newly_placed = not original.is_placed and any(placement_values)
        stored = journal.contacts.edit(original.id, details=details, **changes)
        show_rhythm = "cadence_days" in changes or newly_placed
        sentence = f"{_('Changed.')} {cadence_sentence(stored)}" if show_rhythm else _("Changed.")
        print_contact(context, journal, stored, sentence)


def _parse_fields(context: CommandContext, params: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were given; the word none is None, or nothing at all."""
    raw_values = {name: params[name] for name in FIELDS if params.get(name) not in (None, ())}
    values = {name: _parse_field(context, name, raw) for name, raw in raw_values.items()}
    return _with_relation_word(values, raw_values.get("relation"))


def _with_relation_word(values: dict[str, Any], relation_text: str | None) -> dict[str, Any]:
    """Return the values with the everyday word that was typed for a relation beside it."""
    if relation_text is None:
        return values
    return {"relation_word": custom_relation_word(relation_text), **values}


def _parse_field(context: CommandContext, name: str, raw: str | Sequence[str]) -> Any:
    field = FIELDS[name]
    texts = [raw] if isinstance(raw, str) else list(raw)
    # A note may be the word none; --unset clears a text.
    clearable = not field.required and not isinstance(field, Text)
    if clearable and any(text.strip().casefold() == CLEAR_WORD for text in texts):
        return () if field.many else None
    return parse_value(context, name, field, raw)


def _parse_details(context: CommandContext, params: dict[str, Any]) -> dict[str, list[str]]:
    """Return the private details that were given; the word none leaves them empty."""
    details: dict[str, list[str]] = {}
    for kind in PRIVATE_DETAILS:
        texts = params.get(kind) or ()
        if texts:
            values = [context.resolve_text(kind, text).strip() for text in texts]
            details[kind] = [value for value in values if value.casefold() != CLEAR_WORD]
    return details


def _apply_set_and_unset(
    context: CommandContext,
    changes: dict[str, Any],
    details: dict[str, list[str]],
    set_: Sequence[str],
    unset: Sequence[str],
) -> None:
    """Add what ``--set`` and ``--unset`` change to the changes."""
    from recovery_journal.cli.edit import parse_set_options, resolve_field

    fields_by_alias = {
        name.removeprefix("--"): field for field, names in ALIASES.items() for name in names
    }
    for field_text, texts in parse_set_options(set_).items():
        name = fields_by_alias.get(field_text) or resolve_field(field_text, FIELDS, PRIVATE_DETAILS)
        if name in PRIVATE_DETAILS:
            details.update(_parse_details(context, {name: texts}))
        else:
            changes[name] = _parse_field(context, name, texts)
            if name == "relation":
                changes.setdefault("relation_word", custom_relation_word(texts[-1]))
    for field_text in unset:
        name = fields_by_alias.get(field_text) or resolve_field(field_text, FIELDS, PRIVATE_DETAILS)
        if name in required_fields(FIELDS):
            raise BadValue(
                _("{field} stays, since a contact needs it. --set changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
        if name in PRIVATE_DETAILS:
            details[name] = []
        else:
            changes[name] = () if FIELDS[name].many else None


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the ones left empty, which the record has anyway."""
    return {name: value for name, value in values.items() if value is not None}


def _replace_fields(contact: Contact, changes: dict[str, Any]) -> Contact:
    from dataclasses import replace

    return replace(contact, **changes)
