"""What Typer runs, made of the values in ``options``: signatures, groups, ``--help``.

Only names that Typer documents are used. A group imports the module of a command when the
command is called, and ``--help`` is printed here, since Typer has its headings in English only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import typer
from typer.main import get_command

from recovery_journal.cli.options import Command, CommandGroup, flag, option
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext


def typer_command(command: Command | CommandGroup, *, completion: bool = False) -> Any:
    """Return the command as Typer runs it, with the global options and ``--help``.

    It is what ``typer.main.get_command`` returns. With ``completion``, for the program itself,
    it takes ``--install-completion`` and ``--show-completion``, which its help leaves to the
    README.
    """
    app = typer.Typer(rich_markup_mode=None, add_completion=completion)
    texts: dict[str, Any] = {
        "help": command.help,
        "epilog": _("Example: {example}").format(example=f"recovery-journal {command.example}"),
        "options_metavar": _("[OPTIONS]"),
        "add_help_option": False,
    }
    params = [*command.params, *_global_options(), _help_option()]
    if isinstance(command, Command):
        # What is left over is refused by the command itself, in a sentence of our own.
        settings = {"allow_extra_args": True, "ignore_unknown_options": command.takes_anything}
        run = _with_signature(_command_runner(command), params)
        app.command(command.name, context_settings=settings, **texts)(run)
        return get_command(app)
    run = _with_signature(_group_runner(command), params)
    app.callback(invoke_without_command=True, subcommand_metavar=_("COMMAND [ARGS]..."), **texts)(
        run
    )
    group: Any = get_command(app)
    group.name = command.name
    group.commands = _LazyCommands(command)
    for param in group.params:
        param.hidden = param.name in {"install_completion", "show_completion"}
    return group


class _LazyCommands(Mapping[str, Any]):
    """The commands of a group by name, in the order of its help, each made when it is asked for.

    Every name has a command: an unknown one says which ones are near.
    """

    def __init__(self, group: CommandGroup) -> None:
        self.group = group

    def __getitem__(self, name: str) -> Any:
        row = self.group.lazy_commands.get(name)
        return typer_command(_unknown_command(self.group, name) if row is None else row[1]())

    def __iter__(self) -> Iterator[str]:
        return iter(self.group.lazy_commands)

    def __len__(self) -> int:
        return len(self.group.lazy_commands)


def _unknown_command(group: CommandGroup, name: str) -> Command:
    def refuse(_context: CommandContext, **_params: Any) -> None:
        from difflib import get_close_matches

        close_matches = get_close_matches(name, group.lazy_commands, n=3)
        raise BadValue(
            _("There is no command {name} here. There is: {near}.").format(
                name=name[:80], near=", ".join(close_matches or group.lazy_commands)
            )
        )

    return Command(name, refuse, [], help="", example="", takes_anything=True)


def _with_signature(run: Callable[..., None], params: Sequence[Parameter]) -> Callable[..., None]:
    """Give a function that takes ``ctx`` and any values the signature that Typer reads."""
    ctx = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    vars(run)["__signature__"] = Signature([ctx, *params])
    run.__annotations__ = {}
    return run


def _command_runner(command: Command) -> Callable[..., None]:
    """Return the function that runs the action of a command with the values Typer has read."""

    def run(ctx: typer.Context, **values: Any) -> None:
        _store_global_options(ctx.obj, values)
        if ctx.args and not command.takes_anything:
            raise BadValue(
                _("{words} is more than {command} takes. More words in one value go in quotes.")
                .format(words=" ".join(ctx.args)[:80], command=ctx.info_name)
            )  # fmt: skip
        command.action(ctx.obj, **{param.name: _value(param, values) for param in command.params})

    return run


def _value(param: Parameter, values: dict[str, Any]) -> Any:
    value = values[param.name]
    return tuple(value or ()) if param.annotation == list[str] else value


def _group_runner(group: CommandGroup) -> Callable[..., None]:
    """Return the function that runs before a command of a group, or instead of one."""

    def run(ctx: typer.Context, **values: Any) -> None:
        _store_global_options(ctx.obj, values)
        if ctx.invoked_subcommand is not None:
            return
        if group.default_action is None:
            raise BadValue(
                _("{group} takes one of: {commands}.").format(
                    group=ctx.info_name, commands=", ".join(group.lazy_commands)
                )
            )
        group.default_action(ctx.obj)

    return run


# ---- options that every command takes


def _global_options() -> list[Parameter]:
    """Return the options that every command takes, before or after its name."""
    return [
        option("--journal", _("the journal file"), "FILE"),
        option("--passphrase-file", _("its first line is the passphrase, - stdin"), "FILE"),
        flag("--json", _("print one JSON document")),
        flag("--plain", _("plain text, one fact a line, for a screen reader")),
    ]


def _store_global_options(context: CommandContext, values: dict[str, Any]) -> None:
    """Store the global options in the CommandContext, wherever on the line they were given."""
    for name in ("journal", "passphrase_file", "json", "plain"):
        value = values[name]
        if value == "":
            raise BadValue(
                _("{option} takes a value after it.").format(option=f"--{name.replace('_', '-')}")
            )
        if value:
            setattr(context, name, value)


def _help_option() -> Parameter:
    return Parameter(
        "help",
        Parameter.KEYWORD_ONLY,
        default=typer.Option(
            False, "--help", "-h", help=_("Show this message and exit."),
            is_eager=True, expose_value=False, callback=_print_help,
        ),
        annotation=bool,
    )  # fmt: skip


def _print_help(ctx: typer.Context, value: bool) -> None:
    """Print how the command is used, its options, and the commands of a group; then end."""
    if not value or ctx.resilient_parsing:
        return
    command, formatter = ctx.command, ctx.make_formatter()
    pieces = command.collect_usage_pieces(ctx)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))
    command.format_help_text(ctx, formatter)
    for title, kind in ((_("Arguments"), "argument"), (_("Options"), "option")):
        params = [param for param in command.get_params(ctx) if param.param_type_name == kind]
        if rows := [row for param in params if (row := param.get_help_record(ctx)) is not None]:
            with formatter.section(title):
                formatter.write_dl(rows)
    commands = getattr(command, "commands", None)
    if isinstance(commands, _LazyCommands):
        lines = commands.group.lazy_commands.items()
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, help_line) for name, (help_line, _build) in lines])
    command.format_epilog(ctx, formatter)
    ctx.obj.print_document(formatter.getvalue().rstrip("\n"))
    raise typer.Exit
