"""``reached`` and ``tried``: trying and getting through are two facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import (
    Command,
    argument,
    common_options,
    field_option,
    field_options,
)
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import find_contacts, parse_common_options, parse_options
from recovery_journal.domain.choices import TriedOutcome
from recovery_journal.domain.fields import SingleChoice
from recovery_journal.domain.reach_out import FIELDS, ReachOut
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from inspect import Parameter

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.fields import Fields

ALIASES = {
    "contacts": ("--contact",),
    "channel": ("--by",),
    "initiated_by": ("--initiated",),
    "support_received": ("--received",),
    "support_given": ("--gave",),
}
TRIED_FIELDS: Fields = {**FIELDS, "outcome": SingleChoice(TriedOutcome)}


def reached() -> Command:
    """Build the command for someone who was reached."""
    return Command(
        "reached",
        _reached,
        [
            *_contact_argument(),
            *field_options(FIELDS, ALIASES, _help_texts(), exclude=("outcome",)),
            *common_options(),
        ],
        help=_("Record that someone was reached: one person, or several at once."),
        example='reached Ana "Uncle Joe" --by call --minutes 20 --felt-after 1',
    )


def tried() -> Command:
    """Build the command for an attempt."""
    return Command(
        "tried",
        _tried,
        [
            *_contact_argument(),
            field_option(
                "outcome", TRIED_FIELDS["outcome"], help_text=_("no_answer when not given")
            ),
            *field_options(FIELDS, ALIASES, _help_texts(), exclude=("outcome",)),
            *common_options(),
        ],
        help=_("Record an attempt to reach someone. Effort counts, and is kept."),
        example="tried Ana --outcome left_message --by call",
    )


def _contact_argument() -> list[Parameter]:
    return [argument("who", _("a name or an id; several at once"), "CONTACT...", multiple=True)]


def _help_texts() -> dict[str, str]:
    return {
        "felt_before": _("how you felt before"),
        "felt_after": _("how you felt after"),
        "support_given": _("whether you gave support"),
    }


def _reached(context: CommandContext, who: tuple[str, ...], **params: Any) -> None:
    _save_reach_out(
        context,
        who,
        {**parse_common_options(context, params), **parse_options(context, FIELDS, params)},
        params,
    )


def _tried(context: CommandContext, who: tuple[str, ...], **params: Any) -> None:
    values = {
        "outcome": "no_answer",
        **parse_common_options(context, params),
        **parse_options(context, TRIED_FIELDS, params),
    }
    _save_reach_out(context, who, values, params)


def _save_reach_out(
    context: CommandContext, who: tuple[str, ...], values: dict[str, Any], params: dict[str, Any]
) -> None:
    names = [*who, *params["contacts"]]
    if not names and not context.is_interactive:
        raise BadValue(_("Who was it? A contact is missing: its name or its id."), field="contacts")
    with context.open() as journal:
        if not names:
            names = [context.require_text("contact", None, _("Who was it?"))]
        save_entry(context, journal, ReachOut(**values, contacts=find_contacts(journal, names)))
