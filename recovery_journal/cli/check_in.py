"""``checkin``: how it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import parse_common_options, parse_options
from recovery_journal.domain.check_in import FIELDS, CheckIn
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

ALIASES = {"emotions": ("--emotion",), "needs": ("--need",), "sleep_hours": ("--sleep",)}


def checkin() -> Command:
    """Build the command."""
    help_texts = {
        "mood": _("0 very low, 5 okay, 10 very good"),
        "arousal": _("-3 numb, 0 steady, 3 on edge"),
        "urge": _("the strongest so far today"),
        "confidence": _("in keeping to my goal in the next 24 hours"),
    }
    return Command(
        "checkin",
        _checkin,
        [*field_options(FIELDS, ALIASES, help_texts), *common_options()],
        help=_("Record how it is now. Only the mood is needed; in a terminal it asks."),
        example="checkin --mood 7 --emotion hopeful:6 --sleep 7.5",
    )


def _checkin(context: CommandContext, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    if "mood" not in values and not context.is_interactive:
        raise BadValue(_("A check-in takes a mood: --mood 0 to 10."), field="mood")
    with context.open() as journal:
        if "mood" not in values:
            from recovery_journal.cli.prompts import prompt_fields

            values = prompt_fields(context, FIELDS, values)
        save_entry(context, journal, CheckIn(**common, **values))
