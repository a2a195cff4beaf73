"""The command table of the program; the module of a command is loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from inspect import Parameter
from typing import TYPE_CHECKING, Any

import typer

from recovery_journal.cli.options import CommandGroup, lazy_command
from recovery_journal.cli.typer_app import typer_command
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext

PROGRAM_NAME = "recovery-journal"


# The function that builds each command of a table gets its name.
RECORD_COMMAND = "record_commands:record_command"


def root_group() -> Any:
    """Return ``recovery-journal`` as Typer runs it: the group of all commands."""
    return typer_command(
        CommandGroup(
            PROGRAM_NAME,
            {
                name: (help_line, lazy_command(import_path))
                for name, (import_path, help_line) in _command_table().items()
            },
            help=_("A private recovery journal for the terminal: one file, yours, no network."),
            example="checkin --mood 7",
            params=[_version_option()],
            default_action=_open_app_or_print,
        ),
        completion=True,
    )


def _command_table() -> dict[str, tuple[str, str]]:
    """Return where each command is built and its line in the help."""
    return {
        "init": ("init:init", _("make the journal")),
        "today": ("today:today", _("the day so far")),
        "checkin": (RECORD_COMMAND, _("how it is now")),
        "urge": (RECORD_COMMAND, _("an urge: before, during, after")),
        "reached": ("reach_out:reached", _("someone was reached")),
        "tried": ("reach_out:tried", _("an attempt to reach someone")),
        "attended": ("meeting:attended", _("a meeting you were at")),
        "not-attended": ("meeting:not_attended", _("a meeting you were not at")),
        "activity": (RECORD_COMMAND, _("something you did, and how it was")),
        "reflect": (RECORD_COMMAND, _("a look at the week")),
        "milestone": (RECORD_COMMAND, _("something reached and worth marking")),
        "goal": ("goal:goal", _("your goal, and what is here in all")),
        "return-to-use": (RECORD_COMMAND, _("write it down; nothing is lost")),
        "contact": ("contact:contact", _("people, groups and services")),
        "network": ("network:network", _("the map of your support network")),
        "suggest": ("suggest:suggest", _("who could I reach?")),
        "timeline": ("entries:timeline", _("entries, newest first")),
        "search": ("entries:search", _("find words in what was written")),
        "show": ("entries:show", _("one entry")),
        "edit": ("edit:edit", _("change an entry")),
        "delete": ("entries:delete", _("delete an entry")),
        "undo": ("undo:undo", _("take the newest change back")),
        "redo": ("undo:redo", _("bring back what undo took")),
        "trends": ("trends:trends", _("how it went over the weeks")),
        "due": ("due:due", _("who is due, a line each")),
        "week": ("week:week", _("the weekly page for a counselor")),
        "talk": ("talk:talk", _("what I want to talk about next session")),
        "steps": ("steps:steps", _("what I wrote down for a hard moment")),
        "import": ("contact_import:import_", _("bring people in from another program")),
        "help-now": ("help_now:help_now", _("crisis lines, and two facts that keep safe")),
        "settings": ("settings:settings", _("language, colours, keys, and your own words")),
        "backup": ("maintenance:backup", _("a verified copy of the journal")),
        "where": ("maintenance:where", _("where the files are")),
        "demo": ("demo:demo", _("a made-up journal to look around in")),
    }


def _open_app_or_print(context: CommandContext) -> None:
    """Open the app in a terminal, else print the day so far."""
    import_module("recovery_journal.cli.launch").open_app_or_print(context)


def _version_option() -> Parameter:
    return Parameter(
        "version",
        Parameter.KEYWORD_ONLY,
        default=typer.Option(
            False, "--version", help=_("print the version"),
            is_eager=True, expose_value=False, callback=_print_version,
        ),
        annotation=bool,
    )  # fmt: skip


def _print_version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from recovery_journal import __version__

        ctx.obj.print(f"{PROGRAM_NAME} {__version__}")
        raise typer.Exit
