"""How a command writes one record: an option for every field, read, checked, asked for, stored.

``record_commands`` says what each command adds to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from inspect import Parameter
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import COMMON_OPTIONS, Command, field_help, field_options
from recovery_journal.cli.output import save_entry
from recovery_journal.cli.parsing import (
    find_contacts,
    parse_common_options,
    parse_options,
    parse_value,
    require_reach_out,
)
from recovery_journal.domain.fields import Field, Fields, required_fields
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.record import Record
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCommand:
    """What a command adds to the writing of its record.

    ``record`` is where its class is in the domain, "module:name": only that of the command which
    runs is loaded. ``fields`` returns those of its fields that have an option, where these are
    not all, and ``defaults`` are the values that hold when nothing else is given. ``arguments`` are
    its arguments, and options of its own, and ``use_arguments`` puts what was typed there into the
    values of the fields. A command with a ``refusal`` takes at least one value, or the field
    ``needs``: without it it is refused, but in a terminal ``ask`` returns the values.
    ``complete`` adds what only the open journal knows, and ``print_more`` what follows a
    stored record. ``help``, ``help_texts`` and ``refusal`` are translated when they are shown.
    """

    record: str
    help: str
    example: str
    fields: Callable[[Fields], Fields] = dict
    defaults: Mapping[str, Any] = field(default_factory=dict)
    help_texts: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[Parameter, ...] = ()
    use_arguments: Callable[[CommandContext, Values, Values], None] | None = None
    needs: str = ""
    refusal: str = ""
    ask: Callable[[CommandContext, Fields, Values], Values] | None = None
    complete: Callable[[Journal, Values], None] | None = None
    print_more: Callable[[CommandContext, Journal], None] | None = None


def record_command(row: RecordCommand) -> Command:
    """Return the command that writes a record of this row."""

    def parameters() -> list[Parameter]:
        fields = row.fields(_record_type(row).fields)
        return [
            *row.arguments,
            *field_options(fields, row.help_texts),
            *COMMON_OPTIONS,
        ]

    def run(context: CommandContext, **params: Any) -> None:
        _write_record(context, row, params)

    return Command(run, row.help, row.example, parameters)


def _record_type(row: RecordCommand) -> type[Record]:
    module, name = row.record.split(":")
    record_type: type[Record] = getattr(import_module(f"recovery_journal.domain.{module}"), name)
    return record_type


def _write_record(context: CommandContext, row: RecordCommand, params: Values) -> None:
    """Store what was typed, or asked for in a terminal, and say so."""
    record_type = _record_type(row)
    fields = row.fields(record_type.fields)
    common, values = parse_common_options(context, params), parse_options(context, fields, params)
    if row.use_arguments is not None:
        row.use_arguments(context, params, values)
    is_missing = _is_missing(row, values, params)
    if is_missing and not (row.ask and context.is_interactive):
        raise BadValue(_(row.refusal), **({"field": row.needs} if row.needs else {}))
    with context.open() as journal:
        if is_missing and row.ask is not None:
            values = row.ask(context, fields, values)
            if not values:
                context.warn(_("Nothing was answered, so nothing was saved."))
                return
        if "reach_out" in values:
            require_reach_out(journal, values["reach_out"])
        if "contacts" in fields:
            values["contacts"] = find_contacts(
                journal, values.get("contacts") or params["contacts"]
            )
        if row.complete is not None:
            row.complete(journal, values)
        save_entry(context, journal, record_type(**{**row.defaults, **common, **values}))
        if row.print_more is not None and not context.json:
            row.print_more(context, journal)


def _is_missing(row: RecordCommand, values: Values, params: Values) -> bool:
    """Say whether what the command needs was not given."""
    if row.needs:
        return row.needs not in values
    is_empty = not values and not params.get("contacts") and params["note"] is None
    return bool(row.refusal) and is_empty


def prompt_fields(context: CommandContext, fields: Fields, values: Values) -> Values:
    """Return the values with the answers to every question not settled by an option.

    Each question but that of a required field is passed over with Enter; an answer
    that does not fit is asked for again, with the sentence that says why.
    """
    hint = _("Enter alone goes on to the next question; none is needed.")
    if required := next(iter(required_fields(fields)), None):
        hint = _("Enter alone goes on to the next question; only {name} is needed.").format(
            name=field_label(required)
        )
    context.warn(hint)
    answers = {
        name: values[name] if name in values else _prompt_field(context, name, field)
        for name, field in fields.items()
    }
    return {name: value for name, value in answers.items() if value is not None}


def _prompt_field(context: CommandContext, name: str, field: Field) -> Any:
    """Ask until the answer fits; None when it was passed over."""
    metavar, accepts = field_help(field)
    label = field_label(name)
    hint = "" if metavar == "TEXT" else f" ({accepts.removesuffix(_('; repeats'))})"
    while True:
        text = context.ask(f"{label}{hint}:")
        try:
            if text.strip():
                raw = [part for part in text.split(",") if part.strip()] if field.many else text
                return parse_value(context, name, field, raw)
            if not field.required:
                return None
            field.parse(name, text)
        except BadValue as problem:
            context.warn(problem.message)
