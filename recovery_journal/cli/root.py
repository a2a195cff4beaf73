"""The program itself: every command by name, each loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer.core import TyperOption
from typer.exceptions import Exit

from recovery_journal.cli.options import Builder, Group
from recovery_journal.words import _

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

    from recovery_journal.cli.state import State


def root() -> Group:
    """Return the command group of ``recovery-journal``."""
    return Group(
        "recovery-journal",
        {name: (line, _loader(place)) for name, (place, line) in _commands().items()},
        help=_("A private recovery journal for the terminal: one file, yours, no network."),
        example="checkin --mood 7",
        params=[_version_option()],
        alone=_open,
    )


def _commands() -> dict[str, tuple[str, str]]:
    """Return where each command is built and its line in the help."""
    return {
        "init": ("init:init", _("make the journal")),
        "today": ("today:today", _("the day so far")),
        "checkin": ("check_in:checkin", _("how it is now")),
        "urge": ("urge:urge", _("an urge: before, during, after")),
        "reached": ("reach_out:reached", _("someone was reached")),
        "tried": ("reach_out:tried", _("an attempt to reach someone")),
        "attended": ("meeting:attended", _("a meeting you were at")),
        "not-attended": ("meeting:not_attended", _("a meeting you were not at")),
        "activity": ("activity:activity", _("something you did, and how it was")),
        "reflect": ("reflect:reflect", _("a look at the week")),
        "milestone": ("milestone:milestone", _("something reached and worth marking")),
        "goal": ("goal:goal", _("your goal, and what is here in all")),
        "return-to-use": ("return_to_use:return_to_use", _("write it down; nothing is lost")),
        "contact": ("contact:contact", _("people, groups and services")),
        "network": ("network:network", _("the map of your support network")),
        "suggest": ("suggest:suggest", _("who could I reach?")),
        "timeline": ("history:timeline", _("entries, newest first")),
        "search": ("history:search", _("find words in what was written")),
        "show": ("history:show", _("one entry")),
        "edit": ("edit:edit", _("change an entry")),
        "delete": ("history:delete", _("delete an entry")),
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
        "backup": ("care:backup", _("a verified copy of the journal")),
        "where": ("care:where", _("where the files are")),
        "demo": ("demo:demo", _("a made-up journal to look around in")),
    }


def _loader(place: str) -> Builder:
    """Return what imports a command's module and builds the command."""

    def build() -> Any:
        module, name = place.split(":")
        return getattr(import_module(f"recovery_journal.cli.{module}"), name)()

    return build


def _open(state: State) -> None:
    """Open the app in a terminal, else print the day so far."""
    import_module("recovery_journal.cli.alone").open_app_or_print(state)


def _version_option() -> TyperOption:
    return TyperOption(
        param_decls=["--version"],
        help=_("print the version"),
        is_flag=True,
        default=False,
        expose_value=False,
        is_eager=True,
        callback=_print_version,
    )


def _print_version(ctx: Context, _param: Parameter, value: bool) -> None:
    if value:
        from recovery_journal import __version__

        ctx.obj.say(f"recovery-journal {__version__}")
        raise Exit(0)
