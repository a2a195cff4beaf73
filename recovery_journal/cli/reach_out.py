"""``reached`` and ``tried``: trying and getting through are two facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import (
    Command,
    FieldOption,
    argument,
    common_options,
    field_options,
)
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given, people
from recovery_journal.domain.fields import Choice
from recovery_journal.domain.lists import TriedOutcome
from recovery_journal.domain.reach_out import FIELDS, ReachOut
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer._click.core import Parameter

    from recovery_journal.cli.state import State
    from recovery_journal.domain.fields import Fields

ALIASES = {
    "contacts": ("--contact",),
    "channel": ("--by",),
    "initiated_by": ("--initiated",),
    "support_received": ("--received",),
    "support_given": ("--gave",),
}
TRIED: Fields = {**FIELDS, "outcome": Choice(TriedOutcome)}


def reached() -> Command:
    """Build the command for someone who was reached."""
    return Command(
        "reached",
        _reached,
        [
            *_who(),
            *field_options(FIELDS, ALIASES, _says(), without=("outcome",)),
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
            *_who(),
            FieldOption("outcome", TRIED["outcome"], says=_("no_answer when not given")),
            *field_options(FIELDS, ALIASES, _says(), without=("outcome",)),
            *common_options(),
        ],
        help=_("Record an attempt to reach someone. Effort counts, and is kept."),
        example="tried Ana --outcome left_message --by call",
    )


def _who() -> list[Parameter]:
    return [argument("who", _("a name or an id; several at once"), "CONTACT...", many=True)]


def _says() -> dict[str, str]:
    return {
        "felt_before": _("how you felt before"),
        "felt_after": _("how you felt after"),
        "support_given": _("whether you gave support"),
    }


def _reached(state: State, who: tuple[str, ...], **params: Any) -> None:
    _record(state, who, {**dated(state, params), **given(state, FIELDS, params)}, params)


def _tried(state: State, who: tuple[str, ...], **params: Any) -> None:
    values = {"outcome": "no_answer", **dated(state, params), **given(state, TRIED, params)}
    _record(state, who, values, params)


def _record(
    state: State, who: tuple[str, ...], values: dict[str, Any], params: dict[str, Any]
) -> None:
    names = [*who, *params["contacts"]]
    if not names and not state.terminal:
        raise BadValue(_("Who was it? A contact is missing: its name or its id."), field="contacts")
    with state.open() as journal:
        if not names:
            names = [state.needed("contact", None, _("Who was it?"))]
        save(state, journal, ReachOut(**values, contacts=people(journal, names)))
