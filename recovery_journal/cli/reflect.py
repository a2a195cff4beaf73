"""``reflect``: a reflection on the week, in four parts of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, common_options, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import parse_common_options, parse_options
from recovery_journal.domain.reflection import FIELDS, Reflection
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def reflect() -> Command:
    """Build the command."""
    help_texts = {
        "body": _("0 very low, 5 okay, 10 very good"),
        "learned": _("something you learned"),
        "proud_of": _("something you are proud of"),
    }
    return Command(
        "reflect",
        _reflect,
        [*field_options(FIELDS, help_texts=help_texts), *common_options()],
        help=_("Look at your week: body, mind, people, purpose. In a terminal it asks."),
        example='reflect --body 6 --mind 5 --people 8 --purpose 7 --proud-of "the letter"',
    )


def _reflect(context: CommandContext, **params: Any) -> None:
    common, values = parse_common_options(context, params), parse_options(context, FIELDS, params)
    is_empty = not values and "note" not in common
    if is_empty and not context.is_interactive:
        raise BadValue(_("A reflection takes at least one value, such as --body 6."))
    with context.open() as journal:
        if is_empty:
            from recovery_journal.cli.prompts import prompt_fields

            values = prompt_fields(context, FIELDS, values)
            if not values:
                context.warn(_("Nothing was answered, so nothing was saved."))
                return
        save_entry(context, journal, Reflection(**common, **values))
