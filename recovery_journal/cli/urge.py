"""``urge``: what came before, what I did, what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given, led_to, people
from recovery_journal.domain.urge import FIELDS, Urge
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State

ALIASES = {
    "triggers": ("--trigger",),
    "with_whom": ("--with",),
    "contacts": ("--contact",),
}


def urge() -> Command:
    """Build the command."""
    says = {
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
        [*field_options(FIELDS, ALIASES, says), *common_options()],
        help=_("Record an urge. Having one and acting on it are two facts."),
        example="urge --peak 7 --after 3 --trigger lonely --coping breathing:1 --acted no",
    )


def _urge(state: State, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    if not values and not params["contacts"] and "note" not in common:
        raise BadValue(_("An urge takes at least one value, such as --peak 7 or --note TEXT."))
    with state.open() as journal:
        if "reach_out" in values:
            led_to(journal, values["reach_out"])
        contacts = people(journal, params["contacts"])
        save(state, journal, Urge(**common, **values, contacts=contacts))
