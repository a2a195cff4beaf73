"""Commands and options, made from tables: one option for every field of a record.

They are Typer's own classes, built directly: reading function signatures at
every start would cost more than the command itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from recovery_journal.cli.localized_help import LocalizedHelp
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.fields import Field, Fields

CommandAction = Callable[..., None]
CommandBuilder = Callable[[], "TyperCommand | TyperGroup"]


class Command(LocalizedHelp, TyperCommand):
    """A command whose ``action`` gets the CommandContext and the values of its options."""

    # What is left over is refused here, in a sentence of our own.
    allow_extra_args = True

    def __init__(
        self,
        name: str,
        action: CommandAction,
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
        extra_args = super().parse_args(ctx, args)
        if extra_args and not ctx.resilient_parsing:
            raise BadValue(
                _("{words} is more than {command} takes. More words in one value go in quotes.")
                .format(words=" ".join(extra_args)[:80], command=ctx.info_name)
            )  # fmt: skip
        return extra_args

    def invoke(self, ctx: Context) -> Any:
        """Run the action."""
        return self.action(ctx.obj, **ctx.params)


class CommandGroup(LocalizedHelp, TyperGroup):
    """Commands by name, each built only when it is asked for.

    ``lazy_commands`` holds, for each name, its line in the help and what builds it.
    ``default_action`` is what the group does without a command, where it does anything.
    """

    def __init__(
        self,
        name: str,
        lazy_commands: Mapping[str, tuple[str, CommandBuilder]],
        *,
        help: str,
        example: str,
        params: Sequence[Parameter] = (),
        default_action: Callable[[CommandContext], None] | None = None,
    ) -> None:
        super().__init__(
            name=name,
            params=[*params, *global_options()],
            help=help,
            epilog=_("Example: {example}").format(example=f"recovery-journal {example}"),
            rich_markup_mode=None,
            context_settings={"help_option_names": ["--help", "-h"]},
        )
        self.lazy_commands = lazy_commands
        self.default_action = default_action

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(self.lazy_commands)

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """Build one command."""
        row = self.lazy_commands.get(cmd_name)
        return None if row is None else row[1]()

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command, or say in one sentence which ones are near."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        from difflib import get_close_matches

        close_matches = get_close_matches(args[0], self.lazy_commands, n=3) or list(
            self.lazy_commands
        )
        raise BadValue(
            _("There is no command {name} here. There is: {near}.").format(
                name=args[0][:80], near=", ".join(close_matches)
            )
        )

    def invoke(self, ctx: Context) -> Any:
        """Run the named command, or the default action of the group."""
        if not ctx._protected_args:
            if self.default_action is not None:
                return self.default_action(ctx.obj)
            raise BadValue(
                _("{group} takes one of: {commands}.").format(
                    group=ctx.info_name, commands=", ".join(self.lazy_commands)
                )
            )
        return super().invoke(ctx)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write one line for each command, building none of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, row[0]) for name, row in self.lazy_commands.items()])


class FieldOption(TyperOption):
    """The option of one field of a record; its help lists the values of the field."""

    def __init__(
        self, name: str, field: Field, aliases: Sequence[str] = (), help_text: str = ""
    ) -> None:
        super().__init__(
            param_decls=[name, f"--{name.replace('_', '-')}", *aliases],
            multiple=field.many,
            metavar="",
        )
        self.field = field
        self.help_text = help_text

    def get_help_record(self, ctx: Context) -> tuple[str, str]:
        """Return the names and the help of this option."""
        metavar, accepts = field_help(self.field)
        return f"{', '.join(self.opts)} {metavar}", ". ".join(
            filter(None, (self.help_text, accepts))
        )


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
        FieldOption(name, field, (aliases or {}).get(name, ()), (help_texts or {}).get(name, ""))
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


def option(
    name: str, help: str, metavar: str, *aliases: str, multiple: bool = False
) -> TyperOption:
    """Return an option that takes a text."""
    parameter_name = name.lstrip("-").replace("-", "_")
    return TyperOption(
        param_decls=[
            f"{parameter_name}_" if parameter_name in _RESERVED_NAMES else parameter_name,
            name,
            *aliases,
        ],
        help=help,
        metavar=metavar,
        multiple=multiple,
    )


# Names an option may have and a parameter of Python may not.
_RESERVED_NAMES = frozenset({"with", "from", "for", "format", "list", "set"})


def flag(name: str, help: str) -> TyperOption:
    """Return an option that is there or not."""
    parameter_name = name.lstrip("-").replace("-", "_")
    return TyperOption(
        param_decls=[
            f"{parameter_name}_" if parameter_name in _RESERVED_NAMES else parameter_name,
            name,
        ],
        help=help,
        is_flag=True,
        default=False,
    )


def argument(name: str, help: str, metavar: str, *, multiple: bool = False) -> TyperArgument:
    """Return an argument; whether it is needed is the command's to say, for it may ask."""
    return TyperArgument(
        param_decls=[name],
        help=help,
        metavar=metavar,
        nargs=-1 if multiple else 1,
        show_default=False,
    )


def global_options() -> list[Parameter]:
    """Return the options that every command takes, before or after its name."""
    return [
        _global_option("--journal", _("the journal file"), "FILE"),
        _global_option("--passphrase-file", _("its first line is the passphrase, - stdin"), "FILE"),
        _global_option("--json", _("print one JSON document")),
        _global_option("--plain", _("plain text, one fact a line, for a screen reader")),
    ]  # fmt: skip


def _global_option(name: str, help: str, metavar: str | None = None) -> TyperOption:
    return TyperOption(
        param_decls=[name],
        help=help,
        metavar=metavar,
        is_flag=metavar is None,
        default=None,
        expose_value=False,
        callback=_store_global_option,
    )


def _store_global_option(ctx: Context, param: Parameter, value: Any) -> None:
    """Store a global option in the CommandContext, wherever on the line it was given."""
    if value and param.name:
        setattr(ctx.obj, param.name, value)
    elif value == "":
        raise BadValue(_("{option} takes a value after it.").format(option=param.opts[0]))
