"""Every command of the program by name; the module of a command is loaded when it is called."""

from __future__ import annotations

import sys
from typing import Any

import typer

from recovery_journal import __version__
from recovery_journal.cli.context import CommandContext, current_time, is_dumb_terminal
from recovery_journal.cli.options import CommandGroup
from recovery_journal.cli.typer_app import eager_flag, load_command, typer_group
from recovery_journal.i18n import N_, _

PROGRAM_NAME = "recovery-journal"
RECORD_COMMAND = "record_commands:RECORD_COMMANDS"


def _open_app_or_print(context: CommandContext) -> None:
    """Open the app in a terminal; where there is none, print the day so far."""
    can_show_app = not is_dumb_terminal() and sys.stdin.isatty() and sys.stdout.isatty()
    if context.json or context.plain or not can_show_app:
        load_command("today", "today:today").run(context)
        return
    from recovery_journal.app import run
    from recovery_journal.cli.passphrase import configured_passphrase

    context.now  # noqa: B018  # a clock that tells no time is said before anything is drawn
    context.exit_code = run(
        context.journal_path, passphrase=configured_passphrase(context), clock=current_time
    )


def _list_steps(context: CommandContext) -> None:
    load_command("list", "steps:list_steps").run(context)


CONTACT_COMMANDS = CommandGroup(
    help=N_("Keep the people, groups and services of your support network."),
    example="contact add Ana --relation friend --ring 2",
    commands={
        "add": ("contact_edit:add_contact", N_("add someone")),
        "list": ("contact:print_contacts", N_("everyone active; --all the ended ones too")),
        "show": ("contact:show_contact", N_("one contact, with the last entries")),
        "edit": ("contact_edit:edit_contact", N_("change a contact")),
        "pause": ("contact_edit:pause_contact", N_("out of the rhythm for a while")),
        "resume": ("contact_edit:resume_contact", N_("back in the rhythm")),
        "end": ("contact_edit:end_contact", N_("off the map, kept in history")),
        "delete": ("contact_edit:delete_contact", N_("delete a contact; entries stay")),
        "import": ("contact_import:import_contacts", N_("bring people in from a .vcf file")),
    },
)

TALK_COMMANDS = CommandGroup(
    help=N_("Keep what you want to talk about next session."),
    example='talk add "the call on Sunday"',
    commands={
        "add": ("talk:add_talk_item", N_("add a line")),
        "list": ("talk:list_talk_items", N_("the open lines")),
        "done": ("talk:finish_talk_item", N_("it was talked about")),
    },
)

STEPS_COMMANDS = CommandGroup(
    help=N_(
        "Print your safety steps for a hard moment, by heading. "
        "They are best written together with someone you trust."
    ),
    example="steps",
    commands={
        "list": ("steps:list_steps", N_("the lines, by heading")),
        "add": ("steps:add_step", N_("add a line")),
        "edit": ("steps:edit_step", N_("change a line, or write them one by one")),
        "delete": ("steps:delete_step", N_("delete a line")),
        "move": ("steps:move_step", N_("move a line up or down")),
    },
    default=_list_steps,
)

PROGRAM = CommandGroup(
    help=N_("A private recovery journal for the terminal: one file, yours, no network."),
    example="checkin --mood 7",
    commands={
        "init": ("maintenance:init", N_("make the journal")),
        "today": ("today:today", N_("the day so far")),
        "checkin": (RECORD_COMMAND, N_("how it is now")),
        "urge": (RECORD_COMMAND, N_("an urge: before, during, after")),
        "reached": (RECORD_COMMAND, N_("someone was reached")),
        "tried": (RECORD_COMMAND, N_("an attempt to reach someone")),
        "attended": (RECORD_COMMAND, N_("a meeting you were at")),
        "not-attended": (RECORD_COMMAND, N_("a meeting you were not at")),
        "activity": (RECORD_COMMAND, N_("something you did, and how it was")),
        "reflect": (RECORD_COMMAND, N_("a look at the week")),
        "milestone": (RECORD_COMMAND, N_("something reached and worth marking")),
        "goal": ("goal:goal", N_("your goal, and what is here in all")),
        "return-to-use": (RECORD_COMMAND, N_("write it down; nothing is lost")),
        "contact": (CONTACT_COMMANDS, N_("people, groups and services")),
        "network": ("network:network", N_("the map of your support network")),
        "suggest": ("network:suggest", N_("who could I reach?")),
        "timeline": ("entries:timeline", N_("entries, newest first")),
        "search": ("entries:search", N_("find words in what was written")),
        "show": ("entries:show", N_("one entry")),
        "edit": ("entries:edit", N_("change an entry")),
        "delete": ("entries:delete", N_("delete an entry")),
        "undo": ("undo:undo", N_("take the newest change back")),
        "redo": ("undo:redo", N_("bring back what undo took")),
        "trends": ("trends:trends", N_("how it went over the weeks")),
        "due": ("network:due", N_("who is due, a line each")),
        "week": ("week:week", N_("the weekly page for a counselor")),
        "talk": (TALK_COMMANDS, N_("what I want to talk about next session")),
        "steps": (STEPS_COMMANDS, N_("what I wrote down for a hard moment")),
        "import": ("contact_import:import_file", N_("bring people in from another program")),
        "help-now": ("help_now:help_now", N_("crisis lines, and two facts that keep safe")),
        "settings": ("settings:settings", N_("language, colours, keys, and your own words")),
        "backup": ("maintenance:backup", N_("a verified copy of the journal")),
        "where": ("maintenance:where", N_("where the files are")),
        "demo": ("maintenance:demo", N_("a made-up journal to look around in")),
    },
    default=_open_app_or_print,
)


def root_group() -> Any:
    """Return ``recovery-journal`` as Typer runs it: the group of all commands."""
    version_option = eager_flag(("--version",), _("print the version"), _print_version)
    return typer_group(PROGRAM_NAME, PROGRAM, [version_option], completion=True)


def _print_version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        ctx.obj.print(f"{PROGRAM_NAME} {__version__}")
        raise typer.Exit
