"""``init``, ``backup``, ``where`` and ``demo``: making, copying and finding a journal file."""

from __future__ import annotations

import re
import sys
from datetime import date, time
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from recovery_journal.cli.context import (
    CommandContext,
    current_time,
    parse_path,
    refuse_existing,
)
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.parsing import parse_day
from recovery_journal.cli.passphrase import configured_passphrase, read_new_passphrase
from recovery_journal.domain.fields import Integer
from recovery_journal.domain.invisible_characters import invisible_names_text
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import BadValue, CannotWrite, NoJournal, UnusableJournal
from recovery_journal.i18n import N_, _, use_language
from recovery_journal.paths import backups_folder
from recovery_journal.settings import Settings, save, settings_path
from recovery_journal.settings import load as load_settings

DEFAULT_SEED = 1


@command("init --country US --day-ends-at 03:00")
def init(
    context: CommandContext,
    no_passphrase: Annotated[bool, Option(help=N_("leave the file unencrypted"))] = False,
    name: Annotated[str | None, Option("TEXT", N_("what you would like to be called"))] = None,
    language: Annotated[str | None, Option("CODE", N_("the language to speak, such as es"))] = None,
    country: Annotated[str | None, Option("CC", N_("for crisis lines, such as US or NZ"))] = None,
    day_ends_at: Annotated[
        str | None, Option("HH:MM", N_("when your day ends; 03:00 when not given"))
    ] = None,
) -> None:
    """Make the journal. It asks for a passphrase twice; a file already there is left alone."""
    from recovery_journal.storage import Journal

    journal_options: dict[str, Any] = {}
    if name is not None:
        journal_options["name"] = context.resolve_text("name", name).strip()
    if day_ends_at is not None:
        journal_options["day_ends_at"] = _parse_day_end(day_ends_at)
    # Held to their meaning before anything is made or asked.
    app_options = {"language": language, "country": country}
    changes = {key: value for key, value in app_options.items() if value is not None}
    settings = Settings().change(**changes)
    if language is not None:  # it answers in the language that was asked for
        use_language(settings.language)
    path = context.journal_path
    refuse_existing(path)
    passphrase = _choose_passphrase(context, no_passphrase)
    journal = Journal.create(
        path, passphrase, JournalSettings(**journal_options), clock=current_time
    )
    context.close_on_exit(journal)
    if changes:
        _save_settings(context, changes)
    _print_result(context, path, journal.encrypted)


def _choose_passphrase(context: CommandContext, no_passphrase: bool) -> str | None:
    """Return the passphrase, or None after saying who could then read the journal."""
    if not no_passphrase:
        passphrase = read_new_passphrase(context)
        if warning := invisible_names_text(passphrase):
            context.warn(warning)
        return passphrase
    context.warn(
        _(
            "Without a passphrase, anyone who can open this file can read it: other people on "
            "this computer who can get at your files, whoever finds or repairs it, and whoever "
            "has a backup of it."
        )
    )
    if context.is_interactive and not context.confirm(_("Make it without a passphrase? (yes/no)")):
        raise BadValue(_("No journal was made. Without --no-passphrase it asks for one."))
    return None


def _parse_day_end(text: str) -> time:
    """Return a time of day written as HH:MM."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if match and int(match[1]) <= 12 and int(match[2]) < 60:
        parsed = time(int(match[1]), int(match[2]))
        if parsed <= time(12):
            return parsed
    raise BadValue(
        _("day ends at takes a time from 00:00 to 12:00, such as 03:00."), field="day_ends_at"
    )


def _save_settings(context: CommandContext, changes: dict[str, str]) -> None:
    """Keep what is needed before the passphrase in the settings file."""
    try:
        save(load_settings().change(**changes))
    except CannotWrite as problem:
        # The journal is there; only the language or country was not saved.
        context.warn(problem.message)


def _print_result(context: CommandContext, path: Path, encrypted: bool) -> None:
    if context.json:
        context.print_json({"journal": str(path), "encrypted": encrypted})
        return
    context.print(_("Your journal is at {path}.").format(path=path))
    if encrypted:
        context.print(_("It opens with your passphrase, which is kept nowhere."))
    context.print(_("A first entry: recovery-journal checkin --mood 7"))


@command("backup -o /media/stick/journal-copy.db")
def backup(
    context: CommandContext,
    output: Annotated[
        str | None,
        Option(
            "FILE", N_("the copy; a dated one in the backups folder if not"), ("--output", "-o")
        ),
    ] = None,
) -> None:
    """Write a whole, verified copy of the journal. A file that is there is left alone."""
    with context.open() as journal:
        target = journal.backup() if output is None else parse_path(output)
        if output is not None:
            journal.backup(target)
    if context.json:
        context.print_json({"backup": str(target)})
        return
    context.print(_("A verified copy is at {path}.").format(path=target))


@command("where")
def where(context: CommandContext) -> None:
    """Say where the journal, the settings and the backups are. No passphrase is needed."""
    from recovery_journal.storage import Journal

    path = context.journal_path
    encrypted: bool | None = None
    try:
        encrypted = Journal.needs_passphrase(path)
    except NoJournal:
        context.warn(_("There is no journal yet. It is made with: recovery-journal init"))
    except UnusableJournal as problem:
        # Where it is remains a fact, whatever the file turns out to be.
        context.warn(problem.message)
    file_paths = {
        "journal": str(path),
        "settings": str(settings_path()),
        "backups": str(backups_folder(path)),
    }
    if context.json:
        context.print_json({**file_paths, "encrypted": encrypted})
        return
    context.print(_("journal: {path}").format(path=file_paths["journal"]))
    context.print(_("settings: {path}").format(path=file_paths["settings"]))
    context.print(_("backups: {path}").format(path=file_paths["backups"]))
    if encrypted is not None:
        context.print(_("encrypted: {answer}").format(answer=_("yes") if encrypted else _("no")))


@command("demo -o demo.db --seed 7")
def demo(
    context: CommandContext,
    output: Annotated[
        str | None,
        Option("FILE", N_("write it to this file instead of opening it"), ("--output", "-o")),
    ] = None,
    seed: Annotated[str | None, Option("N", N_("another life for another number"))] = None,
    until: Annotated[
        str | None, Option("D", N_("the last day of it; today when not given"))
    ] = None,
) -> None:
    """Open a made-up journal of 26 weeks in a temporary place, or write it to a file."""
    seed_number = DEFAULT_SEED if seed is None else Integer(0).parse("seed", seed)
    last_day = parse_day(context, until) or context.now.date()
    if output is not None:
        _write_file(context, output, seed_number, last_day)
        return
    if context.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadValue(_("Without a terminal the demo is written to a file: demo -o FILE."))
    _open_in_app(context, seed_number, last_day)


def _write_file(context: CommandContext, output: str, seed: int, until: date) -> None:
    """Write the journal to a file; encrypted only where a passphrase is given."""
    from recovery_journal.demo import write_demo

    path = parse_path(output)
    refuse_existing(path)
    passphrase = configured_passphrase(context)
    write_demo(path, seed=seed, until=until, passphrase=passphrase, clock=current_time)
    if context.json:
        context.print_json({"journal": str(path), "encrypted": passphrase is not None})
        return
    context.print(_("A made-up journal is at {path}.").format(path=path))
    file_argument = f"./{path}" if str(path).startswith("-") else str(path)
    command_line = f"recovery-journal --journal {quote(file_argument)}"
    context.print(_("Look at it with: {line}").format(line=command_line))


def _open_in_app(context: CommandContext, seed: int, until: date) -> None:
    """Open the journal in the app, in a folder that is gone afterwards."""
    from recovery_journal.app import run
    from recovery_journal.demo import write_demo

    # Made with mode 0700.
    with TemporaryDirectory(prefix="recovery-journal-demo-") as folder:
        path = Path(folder) / "demo.db"
        write_demo(path, seed=seed, until=until, passphrase=None, clock=current_time)
        context.exit_code = run(path, passphrase=None, demo=True, clock=current_time)
