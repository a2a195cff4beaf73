"""The questions of a check-in, asked one after another in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import field_help
from recovery_journal.cli.parsing import parse_value
from recovery_journal.domain.fields import required_fields
from recovery_journal.domain.labels import field_label
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.fields import Field, Fields


def prompt_fields(
    context: CommandContext, fields: Fields, values: dict[str, Any]
) -> dict[str, Any]:
    """Return the values with the answers to every question not settled by an option.

    Each question but that of a required field is passed over with Enter; an answer
    that does not fit is asked for again, with the sentence that says why.
    """
    required_field = next(iter(required_fields(fields)), None)
    hint = _("Enter alone goes on to the next question; none is needed.")
    if required_field is not None:
        hint = _("Enter alone goes on to the next question; only {name} is needed.").format(
            name=field_label(required_field)
        )
    context.warn(hint)
    answered = dict(values)
    for name, field in fields.items():
        if name not in values:
            value = _prompt_field(context, name, field, is_required=field.required)
            if value is not None:
                answered[name] = value
    return {name: answered[name] for name in fields if name in answered}


def _prompt_field(context: CommandContext, name: str, field: Field, *, is_required: bool) -> Any:
    """Ask until the answer fits; None when it was passed over."""
    accepts = field_help(field)[1].removesuffix(_("; repeats"))
    label = field_label(name)
    question = f"{label}:" if field_help(field)[0] == "TEXT" else f"{label} ({accepts}):"
    while True:
        text = context.ask(question)
        try:
            if text.strip():
                raw = [part for part in text.split(",") if part.strip()] if field.many else text
                return parse_value(context, name, field, raw)
            if not is_required:
                return None
            field.parse(name, text)
        except BadValue as problem:
            context.warn(problem.message)
