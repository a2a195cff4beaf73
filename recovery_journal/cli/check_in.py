"""``checkin``: how it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given
from recovery_journal.domain.check_in import FIELDS, CheckIn
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State

ALIASES = {"emotions": ("--emotion",), "needs": ("--need",), "sleep_hours": ("--sleep",)}


def checkin() -> Command:
    """Build the command."""
    says = {
        "mood": _("0 very low, 5 okay, 10 very good"),
        "arousal": _("-3 numb, 0 steady, 3 on edge"),
        "urge": _("the strongest so far today"),
        "confidence": _("in keeping to my goal in the next 24 hours"),
    }
    return Command(
        "checkin",
        _checkin,
        [*field_options(FIELDS, ALIASES, says), *common_options()],
        help=_("Record how it is now. Only the mood is needed; in a terminal it asks."),
        example="checkin --mood 7 --emotion hopeful:6 --sleep 7.5",
    )


def _checkin(state: State, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    if "mood" not in values and not state.terminal:
        raise BadValue(_("A check-in takes a mood: --mood 0 to 10."), field="mood")
    with state.open() as journal:
        if "mood" not in values:
            from recovery_journal.cli.questions import answers

            values = answers(state, FIELDS, values)
        save(state, journal, CheckIn(**common, **values))
