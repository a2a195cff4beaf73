"""Commands and options, made from tables: one option for every field of a record.

They are Typer's own classes, built directly: reading function signatures at
every start would cost more than the command itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from recovery_journal.cli.help import Framed
from recovery_journal.errors import BadValue
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

    from recovery_journal.cli.state import State
    from recovery_journal.domain.fields import Field, Fields

Action = Callable[..., None]
Builder = Callable[[], "TyperCommand | TyperGroup"]


class Command(Framed, TyperCommand):
    """A command whose ``action`` gets the State and the values of its options."""

    # What is left over is refused here, in a sentence of our own.
    allow_extra_args = True

    def __init__(
        self,
        name: str,
        action: Action,
        params: Sequence[Parameter],
        *,
        help: str,
        example: str,
    ) -> None:
        super().__init__(
            name,
            params=[*params, *global_options()],
            help=help,
            epilog=_("Example: {example}").format(example=f"recovery-journal {example}"),
            rich_markup_mode=None,
        )
        self.action = action

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options, and refuse words that nothing takes."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise BadValue(
                _("{words} is more than {command} takes. More words in one value go in quotes.")
                .format(words=" ".join(rest)[:80], command=ctx.info_name)
            )  # fmt: skip
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Run the action."""
        return self.action(ctx.obj, **ctx.params)


class Group(Framed, TyperGroup):
    """Commands by name, each built only when it is asked for.

    ``table`` holds, for each name, its line in the help and what builds it.
    ``alone`` is what the group does without a command, where it does anything.
    """

    def __init__(
        self,
        name: str,
        table: Mapping[str, tuple[str, Builder]],
        *,
        help: str,
        example: str,
        params: Sequence[Parameter] = (),
        alone: Callable[[State], None] | None = None,
    ) -> None:
        super().__init__(
            name=name,
            params=[*params, *global_options()],
            help=help,
            epilog=_("Example: {example}").format(example=f"recovery-journal {example}"),
            rich_markup_mode=None,
            context_settings={"help_option_names": ["--help", "-h"]},
        )
        self.table = table
        self.alone = alone

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(self.table)

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """Build one command."""
        row = self.table.get(cmd_name)
        return None if row is None else row[1]()

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command, or say in one sentence which ones are near."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        from difflib import get_close_matches

        near = get_close_matches(args[0], self.table, n=3) or list(self.table)
        raise BadValue(
            _("There is no command {name} here. There is: {near}.").format(
                name=args[0][:80], near=", ".join(near)
            )
        )

    def invoke(self, ctx: Context) -> Any:
        """Run the command that was named, or what the group does alone."""
        if not ctx._protected_args:
            if self.alone is not None:
                return self.alone(ctx.obj)
            raise BadValue(
                _("{group} takes one of: {commands}.").format(
                    group=ctx.info_name, commands=", ".join(self.table)
                )
            )
        return super().invoke(ctx)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write one line for each command, building none of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, row[0]) for name, row in self.table.items()])


class FieldOption(TyperOption):
    """The option of one field of a record; its help tells what the field takes."""

    def __init__(
        self, name: str, field: Field, aliases: Sequence[str] = (), says: str = ""
    ) -> None:
        super().__init__(
            param_decls=[name, f"--{name.replace('_', '-')}", *aliases],
            multiple=field.many,
            metavar="",
        )
        self.field = field
        self.says = says

    def get_help_record(self, ctx: Context) -> tuple[str, str]:
        """Return the names and the help of this option."""
        metavar, takes = field_help(self.field)
        return f"{', '.join(self.opts)} {metavar}", ". ".join(filter(None, (self.says, takes)))


def field_help(field: Field) -> tuple[str, str]:
    """Return the placeholder of a field and what it takes, in words."""
    from recovery_journal.domain import fields

    if isinstance(field, fields.Choices):
        return "V", _("any of {choices}; repeats").format(choices=", ".join(field.choices))
    if isinstance(field, fields.Choice):
        return "V", _("one of {choices}").format(choices=", ".join(field.choices))
    if isinstance(field, fields.Whole):
        if field.high is None:
            return "N", _("a whole number")
        return "N", _("{low} to {high}").format(low=field.low, high=field.high)
    if isinstance(field, fields.MarkedNames):
        scale = field.scale
        return "NAME[:N]", _("a name, and {low} to {high} if wanted; repeats").format(
            low=scale.low, high=scale.high
        )
    if isinstance(field, fields.Names):
        return "NAME", _("a name; repeats")
    simple = {
        fields.Text: ("TEXT", _("- reads standard input")),
        fields.Hours: ("H", _("hours, in halves")),
        fields.YesNo: ("V", _("yes or no")),
        fields.People: ("CONTACT", _("a name or an id; repeats")),
        fields.Entry: ("ID", _("the id of an entry")),
    }
    return simple[type(field)]


def field_options(
    fields: Fields,
    aliases: Mapping[str, Sequence[str]] | None = None,
    says: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
) -> list[Parameter]:
    """Return one option for every field, by its hyphenated name and its short names."""
    return [
        FieldOption(name, field, (aliases or {}).get(name, ()), (says or {}).get(name, ""))
        for name, field in fields.items()
        if name not in without
    ]


def common_options() -> list[Parameter]:
    """Return the options of every command that writes a dated entry."""
    from recovery_journal.domain.record import COMMON

    return [
        option("--at", _("when it happened: yesterday 21:30, monday, 2 hours ago"), "WHEN"),
        *field_options(COMMON, says={"share": _("whether it may go on the weekly page")}),
    ]


def option(name: str, help: str, metavar: str, *aliases: str, many: bool = False) -> TyperOption:
    """Return an option that takes a text."""
    variable = name.lstrip("-").replace("-", "_")
    return TyperOption(
        param_decls=[f"{variable}_" if variable in _KEYWORDS else variable, name, *aliases],
        help=help,
        metavar=metavar,
        multiple=many,
    )


# Names an option may have and a parameter of Python may not.
_KEYWORDS = frozenset({"with", "from", "for", "format", "list", "set"})


def flag(name: str, help: str) -> TyperOption:
    """Return an option that is there or not."""
    variable = name.lstrip("-").replace("-", "_")
    return TyperOption(
        param_decls=[f"{variable}_" if variable in _KEYWORDS else variable, name],
        help=help,
        is_flag=True,
        default=False,
    )


def argument(name: str, help: str, metavar: str, *, many: bool = False) -> TyperArgument:
    """Return an argument; whether it is needed is the command's to say, for it may ask."""
    return TyperArgument(
        param_decls=[name], help=help, metavar=metavar, nargs=-1 if many else 1, show_default=False
    )


def global_options() -> list[Parameter]:
    """Return the options that every command takes, before or after its name."""
    return [
        _global("--journal", _("the journal file"), "FILE"),
        _global("--passphrase-file", _("its first line is the passphrase, - stdin"), "FILE"),
        _global("--json", _("print one JSON document")),
        _global("--plain", _("plain text, one fact a line, for a screen reader")),
    ]  # fmt: skip


def _global(name: str, help: str, metavar: str | None = None) -> TyperOption:
    return TyperOption(
        param_decls=[name],
        help=help,
        metavar=metavar,
        is_flag=metavar is None,
        default=None,
        expose_value=False,
        callback=_remember,
    )


def _remember(ctx: Context, param: Parameter, value: Any) -> None:
    """Keep a global option in the State, wherever on the line it was given."""
    if value and param.name:
        setattr(ctx.obj, param.name, value)
    elif value == "":
        raise BadValue(_("{option} takes a value after it.").format(option=param.opts[0]))
