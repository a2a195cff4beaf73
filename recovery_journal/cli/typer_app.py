"""What Typer runs, made of the values in ``options``: signatures, groups, ``--help``.

Only names that Typer documents are used. Each command is a small program of Typer's own, made
when it is called: a group imports the module of no other, and takes no part of Typer apart to
do so. ``--help`` is printed here, since Typer has its headings in English only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from inspect import Parameter, Signature
from typing import Annotated, Any, get_args

import typer
from typer.main import get_command

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import (
    Command,
    CommandGroup,
    Option,
    field_help,
    is_argument,
    option_choices,
    option_help,
    parameter,
)
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _


def load_command(name: str, import_path: str) -> Command:
    """Import a command from "module:name" of this package; of a table, its row ``name``."""
    module, attribute = import_path.split(":")
    loaded = getattr(import_module(f"recovery_journal.cli.{module}"), attribute)
    command: Command = loaded[name] if isinstance(loaded, dict) else loaded
    return command


def typer_group(
    name: str,
    group: CommandGroup,
    parameters: Sequence[Parameter] = (),
    *,
    completion: bool = False,
) -> Any:
    """Return a group as Typer runs it: what ``typer.main.get_command`` makes.

    With ``completion``, for the program itself, it takes ``--install-completion`` and
    ``--show-completion``, which its help leaves to the README.
    """

    def run(ctx: typer.Context, **values: Any) -> None:
        _store_global_options(ctx.obj, values)
        if ctx.invoked_subcommand is not None:
            return
        if group.default is None:
            raise BadValue(
                _("{group} takes one of: {commands}.").format(
                    group=name, commands=", ".join(group.commands)
                )
            )
        group.default(ctx.obj)

    app = typer.Typer(rich_markup_mode=None, add_completion=completion)
    app.callback(
        invoke_without_command=True,
        subcommand_metavar=_("COMMAND [ARGS]..."),
        **_help_texts(group),
    )(_with_signature(run, [*parameters, *_global_options()]))
    typer_object: Any = get_command(app)
    typer_object.name = name
    typer_object.commands = _LazyCommands(group.commands)
    for param in typer_object.params:
        param.hidden = param.name in {"install_completion", "show_completion"}
    return typer_object


def _typer_command(name: str, command: Command) -> Any:
    """Return a command as Typer runs it, with the global options and ``--help``."""
    parameters = command.parameters()

    def run(ctx: typer.Context, **values: Any) -> None:
        _store_global_options(ctx.obj, values)
        if ctx.args:
            raise BadValue(
                _("{words} is more than {command} takes. More words in one value go in quotes.")
                .format(words=" ".join(ctx.args)[:80], command=ctx.info_name)
            )  # fmt: skip
        command.run(ctx.obj, **{param.name: _value(param, values) for param in parameters})

    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    # What is left over is refused above, in a sentence of our own.
    app.command(name, context_settings={"allow_extra_args": True}, **_help_texts(command))(
        _with_signature(run, [*map(_typer_parameter, parameters), *_global_options()])
    )
    return get_command(app)


class _LazyCommands(Mapping[str, Any]):
    """The commands of a group by name, each made when it is asked for.

    Every name has a command, so that an unknown one can say which ones are near.
    """

    def __init__(self, commands: Mapping[str, tuple[str | CommandGroup, str]]) -> None:
        self.commands = commands

    def __getitem__(self, name: str) -> Any:
        if name not in self.commands:
            return _unknown_command(name, list(self.commands))
        command = self.commands[name][0]
        if isinstance(command, CommandGroup):
            return typer_group(name, command)
        return _typer_command(name, load_command(name, command))

    def __iter__(self) -> Iterator[str]:
        return iter(self.commands)

    def __len__(self) -> int:
        return len(self.commands)


def _unknown_command(name: str, known_names: list[str]) -> Any:
    """Return what refuses to be run, whatever stands after it on the line."""

    def refuse() -> None:
        close_matches = get_close_matches(name, known_names, n=3) or known_names
        raise BadValue(
            _("There is no command {name} here. There is: {near}.").format(
                name=name[:80], near=", ".join(close_matches)
            )
        )

    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    settings = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(name, context_settings=settings, add_help_option=False)(refuse)
    return get_command(app)


# ---- signatures


def _with_signature(run: Callable[..., None], params: Sequence[Parameter]) -> Callable[..., None]:
    """Give a function that takes ``ctx`` and any values the signature that Typer reads."""
    ctx = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    help_option = eager_flag(("--help", "-h"), _("Show this message and exit."), _print_help)
    vars(run)["__signature__"] = Signature([ctx, *params, help_option])
    run.__annotations__ = {}
    return run


def _value_type(param: Parameter) -> Any:
    """Return the type that Typer reads: one text, several, or whether it is there."""
    value_type = get_args(param.annotation)[0]
    if value_type is bool:
        return bool
    return list[str] if value_type == tuple[str, ...] else str


def _value(param: Parameter, values: dict[str, Any]) -> Any:
    """Return what a command gets for a parameter: several texts are a tuple."""
    value = values[param.name]
    return tuple(value or ()) if _value_type(param) == list[str] else value


def _typer_parameter(param: Parameter) -> Parameter:
    """Return the parameter as Typer reads it."""
    option: Option = param.annotation.__metadata__[0]
    value_type, help_text = _value_type(param), option_help(option)
    metavar = field_help(option.field)[0] if option.field else option.metavar
    completer = _completer(option_choices(option))
    typed_names = option.names or (f"--{param.name.replace('_', '-')}",)
    if value_type is bool:
        default = typer.Option(False, *typed_names, help=help_text)
    elif is_argument(param):
        default = typer.Argument(
            None, metavar=metavar, help=help_text, show_default=False, autocompletion=completer
        )
    else:
        default = typer.Option(
            None, *typed_names, metavar=metavar, help=help_text, autocompletion=completer
        )
    return Parameter(param.name, Parameter.KEYWORD_ONLY, default=default, annotation=value_type)


def _completer(choices: Sequence[str]) -> Callable[[str], list[str]] | None:
    """Return what Typer asks for the choices that begin as a word does; none: files, by the shell.

    Nothing out of a journal is completed, so that no name is shown before it is asked for.
    """

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete if choices else None


# ---- options that every command takes

GLOBAL_OPTIONS = {
    "journal": Annotated[str | None, Option("FILE", N_("the journal file"))],
    "passphrase_file": Annotated[
        str | None, Option("FILE", N_("its first line is the passphrase, - stdin"))
    ],
    "json": Annotated[bool, Option("", N_("print one JSON document"))],
    "plain": Annotated[bool, Option("", N_("plain text, one fact a line, for a screen reader"))],
}


def _global_options() -> list[Parameter]:
    return [_typer_parameter(parameter(*item)) for item in GLOBAL_OPTIONS.items()]


def _store_global_options(context: CommandContext, values: dict[str, Any]) -> None:
    """Store the global options in the CommandContext, wherever on the line they were given."""
    for name in GLOBAL_OPTIONS:
        value = values[name]
        if value == "":
            raise BadValue(
                _("{option} takes a value after it.").format(option=f"--{name.replace('_', '-')}")
            )
        if value:
            setattr(context, name, value)


def _help_texts(command: Command | CommandGroup) -> dict[str, Any]:
    return {
        "help": _(command.help),
        "epilog": _("Example: {example}").format(example=f"recovery-journal {command.example}"),
        "options_metavar": _("[OPTIONS]"),
        "add_help_option": False,
    }


def eager_flag(
    names: Sequence[str], help: str, act: Callable[[typer.Context, bool], None]
) -> Parameter:
    """Return the option of what is done at once, instead of the command."""
    default = typer.Option(
        False, *names, help=help, is_eager=True, expose_value=False, callback=act
    )
    name = names[0].removeprefix("--")
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=bool)


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
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(row[1])) for name, row in commands.commands.items()])
    command.format_epilog(ctx, formatter)
    ctx.obj.print_document(formatter.getvalue().rstrip("\n"))
    raise typer.Exit
