"""``activity``: something done, alone or with others, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import find_contacts, parse_common_options, parse_options
from recovery_journal.domain.activity import FIELDS, Activity
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

ALIASES = {"with_whom": ("--with",), "contacts": ("--contact",)}


def activity() -> Command:
    """Build the command."""
    help_texts = {
        "name": _("what it was"),
        "structured": _("whether it had a time of its own, such as a course"),
        "enjoyment": _("how much you enjoyed it"),
    }
    return Command(
        "activity",
        _activity,
        [
            argument("what", _("its kind: move, create, nature, …"), "[KIND]"),
            *field_options(FIELDS, ALIASES, help_texts),
            *common_options(),
        ],
        help=_("Record something you did, and how it was."),
        example='activity nature --name "canal walk" --minutes 40 --enjoyment 8',
    )


def _activity(context: CommandContext, what: str | None, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    if "activity_kind" not in values:
        field = FIELDS["activity_kind"]
        choices = ", ".join(getattr(field, "choices", ()))
        question = _("What kind of activity?")
        kind = context.require_text("kind", what, f"{question} ({choices})")
        values["activity_kind"] = field.parse("activity_kind", kind)
    elif what is not None and "name" in values:
        raise BadValue(_("There are two texts for one field here."), field="name")
    elif what is not None:
        values["name"] = context.resolve_text("name", what)
    with context.open() as journal:
        contacts = find_contacts(journal, params["contacts"])
        save_entry(context, journal, Activity(**common, **values, contacts=contacts))
