"""``activity``: something done, alone or with others, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given, people
from recovery_journal.domain.activity import FIELDS, Activity
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State

ALIASES = {"with_whom": ("--with",), "contacts": ("--contact",)}


def activity() -> Command:
    """Build the command."""
    says = {
        "name": _("what it was"),
        "structured": _("whether it had a time of its own, such as a course"),
        "enjoyment": _("how much you enjoyed it"),
    }
    return Command(
        "activity",
        _activity,
        [
            argument("what", _("its kind: move, create, nature, …"), "[KIND]"),
            *field_options(FIELDS, ALIASES, says),
            *common_options(),
        ],
        help=_("Record something you did, and how it was."),
        example='activity nature --name "canal walk" --minutes 40 --enjoyment 8',
    )


def _activity(state: State, what: str | None, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    if "activity_kind" not in values:
        field = FIELDS["activity_kind"]
        choices = ", ".join(getattr(field, "choices", ()))
        question = _("What kind of activity?")
        kind = state.needed("kind", what, f"{question} ({choices})")
        values["activity_kind"] = field.parse("activity_kind", kind)
    elif what is not None and "name" in values:
        raise BadValue(_("There are two texts for one field here."), field="name")
    elif what is not None:
        values["name"] = state.text("name", what)
    with state.open() as journal:
        contacts = people(journal, params["contacts"])
        save(state, journal, Activity(**common, **values, contacts=contacts))
