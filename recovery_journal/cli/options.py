"""Commands and options as values: one option for every field of a record.

An option is a parameter of a real signature (``inspect.Parameter``) whose default is what
``typer.Option`` returns, so that options can be listed, shared and made from the fields of
the domain. ``typer_command`` makes a program of Typer's from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from inspect import Parameter
from typing import TYPE_CHECKING, Any

import typer

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.fields import Field, Fields

CommandBuilder = Callable[[], "Command | CommandGroup"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: ``action`` gets the CommandContext, and each option by its name.

    An option that is not given is None, a flag False, what repeats an empty tuple. With
    ``takes_anything`` no word is refused, whether there is an option of that name or not.
    """

    name: str
    action: Callable[..., None]
    params: Sequence[Parameter]
    help: str
    example: str
    takes_anything: bool = False


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands by name, each built only when it is asked for.

    ``lazy_commands`` holds, for each name, its line in the help and what builds it.
    ``default_action`` is what the group does without a command, where it does anything.
    """

    name: str
    lazy_commands: Mapping[str, tuple[str, CommandBuilder]]
    help: str
    example: str
    params: Sequence[Parameter] = ()
    default_action: Callable[[CommandContext], None] | None = None


def lazy_command(import_path: str) -> CommandBuilder:
    """Return what imports "module:function" of this package and builds a command with it."""

    def build() -> Command | CommandGroup:
        module, function_name = import_path.split(":")
        builder: CommandBuilder = getattr(
            import_module(f"recovery_journal.cli.{module}"), function_name
        )
        return builder()

    return build


def option(
    name: str,
    help: str,
    metavar: str,
    *aliases: str,
    multiple: bool = False,
    choices: Sequence[str] = (),
) -> Parameter:
    """Return an option that takes a text, or with ``multiple`` several.

    ``choices`` are what the shell completes; what is right is the command's to say.
    """
    return _option(_python_name(name), (name, *aliases), help, metavar, multiple, choices)


def flag(name: str, help: str) -> Parameter:
    """Return an option that is there or not."""
    return _parameter(_python_name(name), bool, typer.Option(False, name, help=help))


def argument(
    name: str, help: str, metavar: str, *, multiple: bool = False, choices: Sequence[str] = ()
) -> Parameter:
    """Return an argument; whether it is needed is the command's to say, for it may ask."""
    default = typer.Argument(
        None, help=help, metavar=metavar, show_default=False, autocompletion=_completer(choices)
    )
    return _parameter(name, list[str] if multiple else str, default)


def _option(
    name: str,
    typed_names: Sequence[str],
    help: str,
    metavar: str,
    multiple: bool,
    choices: Sequence[str],
) -> Parameter:
    default = typer.Option(
        None, *typed_names, help=help, metavar=metavar, autocompletion=_completer(choices)
    )
    return _parameter(name, list[str] if multiple else str, default)


def _completer(choices: Sequence[str]) -> Callable[[str], list[str]] | None:
    """Return what Typer asks for the choices that begin as a word does; none: files, by the shell.

    Nothing out of a journal is completed, so that no name is shown before it is asked for.
    """

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete if choices else None


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _python_name(option_name: str) -> str:
    """Return the parameter of an option: ``as_of`` for ``--as-of``, ``from_`` for ``--from``."""
    name = option_name.lstrip("-").replace("-", "_")
    return f"{name}_" if name in _RESERVED_NAMES else name


# Names an option may have and a parameter of Python may not, or should not.
_RESERVED_NAMES = frozenset({"with", "from", "for", "format", "list", "set"})


def field_option(
    name: str, field: Field, aliases: Sequence[str] = (), help_text: str = ""
) -> Parameter:
    """Return the option of one field of a record; its help lists the values of the field."""
    metavar, accepts = field_help(field)
    typed_names = (f"--{name.replace('_', '-')}", *aliases)
    text = ". ".join(filter(None, (help_text, accepts)))
    return _option(name, typed_names, text, metavar, field.many, _field_choices(field))


def _field_choices(field: Field) -> Sequence[str]:
    from recovery_journal.domain.fields import MultipleChoice, SingleChoice, YesNo

    if isinstance(field, (MultipleChoice, SingleChoice)):
        return field.choices
    return ("yes", "no") if isinstance(field, YesNo) else ()


def field_help(field: Field) -> tuple[str, str]:
    """Return the placeholder of a field and what it takes, in words."""
    from recovery_journal.domain import fields

    if isinstance(field, fields.MultipleChoice):
        return "V", _("any of {choices}; repeats").format(choices=", ".join(field.choices))
    if isinstance(field, fields.SingleChoice):
        return "V", _("one of {choices}").format(choices=", ".join(field.choices))
    if isinstance(field, fields.Integer):
        if field.high is None:
            return "N", _("a whole number")
        return "N", _("{low} to {high}").format(low=field.low, high=field.high)
    if isinstance(field, fields.RatedNames):
        scale = field.scale
        return "NAME[:N]", _("a name, and {low} to {high} if wanted; repeats").format(
            low=scale.low, high=scale.high
        )
    if isinstance(field, fields.VocabularyNames):
        return "NAME", _("a name; repeats")
    help_by_type = {
        fields.Text: ("TEXT", _("- reads standard input")),
        fields.HalfHours: ("H", _("hours, in halves")),
        fields.YesNo: ("V", _("yes or no")),
        fields.ContactRefs: ("CONTACT", _("a name or an id; repeats")),
        fields.EntryRef: ("ID", _("the id of an entry")),
    }
    return help_by_type[type(field)]


def field_options(
    fields: Fields,
    aliases: Mapping[str, Sequence[str]] | None = None,
    help_texts: Mapping[str, str] | None = None,
    exclude: Sequence[str] = (),
) -> list[Parameter]:
    """Return one option for every field, by its hyphenated name and its short names."""
    return [
        field_option(name, field, (aliases or {}).get(name, ()), (help_texts or {}).get(name, ""))
        for name, field in fields.items()
        if name not in exclude
    ]


def common_options() -> list[Parameter]:
    """Return the options of every command that writes a dated entry."""
    from recovery_journal.domain.record import COMMON_FIELDS

    return [
        option("--at", _("when it happened: yesterday 21:30, monday, 2 hours ago"), "WHEN"),
        *field_options(
            COMMON_FIELDS, help_texts={"share": _("whether it may go on the weekly page")}
        ),
    ]
