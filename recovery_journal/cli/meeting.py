"""``attended`` and ``not-attended``: meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import (
    Command,
    FieldOption,
    argument,
    common_options,
    field_options,
    flag,
)
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given, people
from recovery_journal.domain.fields import Choice, ContactRef
from recovery_journal.domain.lists import PROGRAMS, WasThere
from recovery_journal.domain.meeting import FIELDS, Meeting
from recovery_journal.errors import Ambiguous
from recovery_journal.text import normalize
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
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
            FieldOption("status", Choice(WasThere), says=_("attended when not given")),
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
            *field_options(FIELDS, ALIASES, without=("status",)),
            *common_options(),
        ],
        help=_("Record a meeting you were not at, and what held you back."),
        example='not-attended "Tuesday group" --because transport',
    )


def _attended(state: State, named: str | None, left_early: bool, **params: Any) -> None:
    values = {"status": "attended", **given(state, {**FIELDS, "status": Choice(WasThere)}, params)}
    if left_early:
        values["status"] = "left_early"
    _record(state, named, values, params)


def _not_attended(state: State, named: str | None, **params: Any) -> None:
    _record(state, named, {**given(state, FIELDS, params), "status": "not_attended"}, params)


def _record(
    state: State, named: str | None, values: dict[str, Any], params: dict[str, Any]
) -> None:
    """Store a meeting under the group contact it belongs to, or under its name."""
    common = dated(state, params)
    name = values.pop("name", None)
    if name is None and not params["contacts"]:
        name = state.needed("name", named, _("Which meeting?"))
    elif named is not None:
        name = state.text("name", named)
    if "program" in values:
        values["program"] = official(values["program"])
    with state.open() as journal:
        contacts = people(journal, params["contacts"])
        if not contacts and name is not None and (group := group_named(journal, name)):
            contacts = (ContactRef(group.id, group.name),)
            name = group.name
        save(
            state,
            journal,
            Meeting(**common, **values, name=name or contacts[0].name, contacts=contacts),
        )


def official(program: str) -> str:
    """Return a program as it spells itself; any other text stays as it is."""
    typed = program.casefold().strip()
    return next((known for known in PROGRAMS if known.casefold() == typed), program)


def group_named(journal: Journal, name: str) -> Contact | None:
    """Return the group contact of this name, exact first, then the start of it, or None."""
    typed = normalize(name)
    groups = [c for c in journal.contacts.all() if c.contact_kind == "group"]
    bare = name.strip().removeprefix("#").removeprefix("id:")
    found = [c for c in groups if bare.isdecimal() and str(c.id) == bare]
    found = found or [c for c in groups if typed and normalize(c.name) == typed]
    found = found or [c for c in groups if typed and normalize(c.name).startswith(typed)]
    if len(found) > 1:
        raise Ambiguous(
            _("{name} could be: {candidates}. You could use the number.").format(
                name=name, candidates=", ".join(f"{c.id} {c.name}" for c in found)
            ),
            candidates=[{"id": c.id, "name": c.name} for c in found],
        )
    return found[0] if found else None
