"""Commands, options and arguments as values, which ``typer_app`` hands to Typer.

A command is a function with a real signature: ``@command`` stands before it, its docstring is
its help, and an option is a parameter ``Annotated[str | None, Option(...)] = None``. The
options of a record are such parameters too, made from the fields of the domain. All of them
take a text, since what is wrong with it is said in the journal's own sentences.

Help is written in English here, and translated when Typer asks for it: a module may be loaded
before a language is chosen.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, Any

from recovery_journal.domain import fields as field_types
from recovery_journal.domain.fields import Field, Fields
from recovery_journal.domain.record import COMMON_FIELDS
from recovery_journal.i18n import N_, _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

# What a field may be called on the command line, in every command that has it.
SHORT_NAMES = {
    "occurred_at": "at",
    "emotions": "emotion",
    "needs": "need",
    "sleep_hours": "sleep",
    "triggers": "trigger",
    "with_whom": "with",
    "contacts": "contact",
    "channel": "by",
    "initiated_by": "initiated",
    "support_received": "received",
    "support_given": "gave",
    "held_back_by": "because",
    "roles": "role",
    "people_talked_to": "talked_to",
    "contact_kind": "kind",
    "cadence_days": "cadence",
    "preferred_channel": "channel",
}


@dataclass(frozen=True, slots=True)
class Option:
    """What an option says of itself.

    ``metavar`` is the placeholder of its value, and ``help`` a text that can be translated, or
    what makes one. ``names`` are what is typed, where that is not the hyphenated name of the
    parameter alone. The shell completes ``choices``, and what is right is the command's to
    say. An option of a ``field`` has the placeholder and the choices of the field, and its
    help ends with what the field takes.
    """

    metavar: str = ""
    help: str | Callable[[], str] = ""
    names: tuple[str, ...] = ()
    choices: Sequence[str] = ()
    field: Field | None = None


class Argument(Option):
    """What an argument says of itself; whether it is needed the command says, for it may ask."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    ``run`` gets the CommandContext, and each option by the name of its parameter: None where
    it was not given, a flag False, what repeats an empty tuple.
    """

    run: Callable[..., None]
    help: str
    example: str
    parameters: Callable[[], list[Parameter]]


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands by name, each with where it is and its line in the help.

    A command is at "module:name" of this package, or is a group itself. ``default`` is what the
    group does without one, where it does anything.
    """

    help: str
    example: str
    commands: Mapping[str, tuple[str | CommandGroup, str]]
    default: Callable[[CommandContext], None] | None = None


def command(
    example: str, options: Sequence[Parameter] = ()
) -> Callable[[Callable[..., None]], Command]:
    """Make a command of a function, whose docstring is the help.

    ``options`` are those made from fields; they stand after the arguments, and the function
    takes them as ``**values``.
    """

    def decorate(run: Callable[..., None]) -> Command:
        help_text = " ".join((run.__doc__ or "").split())
        return Command(run, help_text, example, lambda: _parameters(run, options))

    return decorate


def _parameters(run: Callable[..., None], options: Sequence[Parameter]) -> list[Parameter]:
    """Return the arguments and options of a function, without the CommandContext."""
    _context, *parameters = inspect.signature(run, eval_str=True).parameters.values()
    own = [parameter for parameter in parameters if parameter.kind is not Parameter.VAR_KEYWORD]
    arguments = [parameter for parameter in own if is_argument(parameter)]
    return [*arguments, *options, *own[len(arguments) :]]


def is_argument(parameter: Parameter) -> bool:
    """Say whether a parameter is typed without its name."""
    return isinstance(parameter.annotation.__metadata__[0], Argument)


def parameter(name: str, annotation: Any) -> Parameter:
    """Return the parameter of an option that no function of its own names."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def field_options(fields: Fields, help_texts: Mapping[str, str] | None = None) -> list[Parameter]:
    """Return an option for every field, by its hyphenated name and its short one."""
    parameters = []
    for name, field in fields.items():
        names = [name, SHORT_NAMES[name]] if name in SHORT_NAMES else [name]
        typed_names = tuple(f"--{typed.replace('_', '-')}" for typed in names)
        option = Option(help=(help_texts or {}).get(name, ""), names=typed_names, field=field)
        value_type: Any = tuple[str, ...] if field.many else str | None
        parameters.append(parameter(name, Annotated[value_type, option]))
    return parameters


ContactArgument = Annotated[str | None, Argument("CONTACT", N_("a name or an id"))]
IdArgument = Annotated[str | None, Argument("ID", N_("the number of an entry"))]
SetOption = Annotated[
    tuple[str, ...], Option("FIELD=VALUE", N_("a field and its new value; repeats"), ("--set",))
]
UnsetOption = Annotated[tuple[str, ...], Option("FIELD", N_("a field to leave empty; repeats"))]
AtOption = Annotated[
    str | None, Option("WHEN", N_("when it happened: yesterday 21:30, monday, 2 hours ago"))
]
ShareOption = Annotated[
    str | None,
    Option(help=N_("whether it may go on the weekly page"), field=COMMON_FIELDS["share"]),
]
NoteOption = Annotated[str | None, Option(field=COMMON_FIELDS["note"])]
# Of every command that writes a dated entry.
COMMON_OPTIONS = [
    parameter("at", AtOption),
    parameter("share", ShareOption),
    parameter("note", NoteOption),
]


def option_help(option: Option) -> str:
    """Return the help of an option in the person's language."""
    text = option.help() if callable(option.help) else option.help and _(option.help)
    accepts = "" if option.field is None else field_help(option.field)[1]
    return ". ".join(part for part in (text, accepts) if part)


def option_choices(option: Option) -> Sequence[str]:
    """Return the values that the shell completes; none where any text may stand."""
    match option.field:
        case field_types.SingleChoice():
            return option.field.choices
        case field_types.YesNo():
            return ("yes", "no")
    return option.choices


def field_help(field: Field) -> tuple[str, str]:
    """Return the placeholder of a field and what it takes, in words."""
    match field:
        case field_types.MultipleChoice():
            return "V", _("any of {choices}; repeats").format(choices=", ".join(field.choices))
        case field_types.SingleChoice():
            return "V", _("one of {choices}").format(choices=", ".join(field.choices))
        case field_types.Integer(high=None):
            return "N", _("a whole number")
        case field_types.Integer():
            return "N", _("{low} to {high}").format(low=field.low, high=field.high)
        case field_types.RatedNames():
            return "NAME[:N]", _("a name, and {low} to {high} if wanted; repeats").format(
                low=field.scale.low, high=field.scale.high
            )
        case field_types.VocabularyNames():
            return "NAME", _("a name; repeats")
        case field_types.HalfHours():
            return "H", _("hours, in halves")
        case field_types.YesNo():
            return "V", _("yes or no")
        case field_types.ContactRefs():
            return "CONTACT", _("a name or an id; repeats")
        case field_types.EntryRef():
            return "ID", _("the id of an entry")
    return "TEXT", _("- reads standard input")
