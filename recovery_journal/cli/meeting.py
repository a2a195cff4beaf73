"""``attended`` and ``not-attended``: meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import (
    Command,
    argument,
    common_options,
    field_option,
    field_options,
    flag,
)
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import find_contacts, parse_common_options, parse_options
from recovery_journal.domain.choices import PROGRAMS, PresentStatus
from recovery_journal.domain.fields import ContactRef, SingleChoice
from recovery_journal.domain.meeting import FIELDS, Meeting
from recovery_journal.errors import Ambiguous
from recovery_journal.i18n import _
from recovery_journal.text import normalize

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal

ALIASES = {
    "contacts": ("--contact",),
    "held_back_by": ("--because",),
    "roles": ("--role",),
    "people_talked_to": ("--talked-to",),
}


def attended() -> Command:
    """Build the command for a meeting the person was at."""
    return Command(
        "attended",
        _attended,
        [
            argument("named", _("a group of yours, or any name"), "NAME"),
            flag("--left-early", _("you were there for a part of it")),
            *field_options(FIELDS, ALIASES, {"program": ", ".join(PROGRAMS)}, ("status",)),
            field_option(
                "status", SingleChoice(PresentStatus), help_text=_("attended when not given")
            ),
            *common_options(),
        ],
        help=_("Record a meeting you were at. A group contact of that name is found by itself."),
        example='attended "Tuesday group" --role shared --talked-to 3 --felt-after 1',
    )


def not_attended() -> Command:
    """Build the command for a meeting the person was not at."""
    return Command(
        "not-attended",
        _not_attended,
        [
            argument("named", _("a group of yours, or any name"), "NAME"),
            *field_options(FIELDS, ALIASES, exclude=("status",)),
            *common_options(),
        ],
        help=_("Record a meeting you were not at, and what held you back."),
        example='not-attended "Tuesday group" --because transport',
    )


def _attended(context: CommandContext, named: str | None, left_early: bool, **params: Any) -> None:
    values = {
        "status": "attended",
        **parse_options(context, {**FIELDS, "status": SingleChoice(PresentStatus)}, params),
    }
    if left_early:
        values["status"] = "left_early"
    _save_meeting(context, named, values, params)


def _not_attended(context: CommandContext, named: str | None, **params: Any) -> None:
    _save_meeting(
        context, named, {**parse_options(context, FIELDS, params), "status": "not_attended"}, params
    )


def _save_meeting(
    context: CommandContext, named: str | None, values: dict[str, Any], params: dict[str, Any]
) -> None:
    """Store a meeting under the group contact it belongs to, or under its name."""
    common = parse_common_options(context, params)
    name = values.pop("name", None)
    if name is None and not params["contacts"]:
        name = context.require_text("name", named, _("Which meeting?"))
    elif named is not None:
        name = context.resolve_text("name", named)
    if "program" in values:
        values["program"] = official_program_name(values["program"])
    with context.open() as journal:
        contacts = find_contacts(journal, params["contacts"])
        if not contacts and name is not None and (group := find_group(journal, name)):
            contacts = (ContactRef(group.id, group.name),)
            name = group.name
        save_entry(
            context,
            journal,
            Meeting(**common, **values, name=name or contacts[0].name, contacts=contacts),
        )


def official_program_name(program: str) -> str:
    """Return a program as it spells itself; any other text stays as it is."""
    normalized = program.casefold().strip()
    return next(
        (program_name for program_name in PROGRAMS if program_name.casefold() == normalized),
        program,
    )


def find_group(journal: Journal, name: str) -> Contact | None:
    """Return the group contact of this name, exact first, then the start of it, or None."""
    normalized = normalize(name)
    groups = [contact for contact in journal.contacts.all() if contact.contact_kind == "group"]
    number = name.strip().removeprefix("#").removeprefix("id:")
    matches = [contact for contact in groups if number.isdecimal() and str(contact.id) == number]
    matches = matches or [
        contact for contact in groups if normalized and normalize(contact.name) == normalized
    ]
    matches = matches or [
        contact
        for contact in groups
        if normalized and normalize(contact.name).startswith(normalized)
    ]
    if len(matches) > 1:
        raise Ambiguous(
            _("{name} could be: {candidates}. You could use the number.").format(
                name=name,
                candidates=", ".join(f"{contact.id} {contact.name}" for contact in matches),
            ),
            candidates=[{"id": contact.id, "name": contact.name} for contact in matches],
        )
    return matches[0] if matches else None
