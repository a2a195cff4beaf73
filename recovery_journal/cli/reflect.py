"""``reflect``: a look at the week, in four parts of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.saving import save
from recovery_journal.cli.values import dated, given
from recovery_journal.domain.reflection import FIELDS, Reflection
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State


def reflect() -> Command:
    """Build the command."""
    says = {
        "body": _("0 very low, 5 okay, 10 very good"),
        "learned": _("something you learned"),
        "proud_of": _("something you are proud of"),
    }
    return Command(
        "reflect",
        _reflect,
        [*field_options(FIELDS, says=says), *common_options()],
        help=_("Look at your week: body, mind, people, purpose. In a terminal it asks."),
        example='reflect --body 6 --mind 5 --people 8 --purpose 7 --proud-of "the letter"',
    )


def _reflect(state: State, **params: Any) -> None:
    common, values = dated(state, params), given(state, FIELDS, params)
    nothing = not values and "note" not in common
    if nothing and not state.terminal:
        raise BadValue(_("A reflection takes at least one value, such as --body 6."))
    with state.open() as journal:
        if nothing:
            from recovery_journal.cli.questions import answers

            values = answers(state, FIELDS, values)
            if not values:
                state.notice(_("Nothing was answered, so nothing was saved."))
                return
        save(state, journal, Reflection(**common, **values))
