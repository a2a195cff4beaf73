"""``urge``: what came before, what I did, what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import (
    find_contacts,
    parse_common_options,
    parse_options,
    require_reach_out,
)
from recovery_journal.domain.urge import FIELDS, Urge
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

ALIASES = {
    "triggers": ("--trigger",),
    "with_whom": ("--with",),
    "contacts": ("--contact",),
}


def urge() -> Command:
    """Build the command."""
    help_texts = {
        "about": _("your own name for the substance or behaviour"),
        "peak": _("how strong at its strongest"),
        "after": _("how strong afterwards"),
        "control": _("how much in control"),
        "triggers": _("the first is the main one"),
        "coping": _("what you did, and -1 made it worse, 0 no change, 1 a bit, 2 a lot"),
        "reach_out": _("the reach-out it led to"),
    }
    return Command(
        "urge",
        _urge,
        [*field_options(FIELDS, ALIASES, help_texts), *common_options()],
        help=_("Record an urge. Having one and acting on it are two facts."),
        example="urge --peak 7 --after 3 --trigger lonely --coping breathing:1 --acted no",
    )


def _urge(context: CommandContext, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    if not values and not params["contacts"] and "note" not in common:
        raise BadValue(_("An urge takes at least one value, such as --peak 7 or --note TEXT."))
    with context.open() as journal:
        if "reach_out" in values:
            require_reach_out(journal, values["reach_out"])
        contacts = find_contacts(journal, params["contacts"])
        save_entry(context, journal, Urge(**common, **values, contacts=contacts))
