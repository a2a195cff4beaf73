"""``init``, ``backup`` and ``where``: making, copying and finding the journal file."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Any

from recovery_journal.cli.context import (
    CommandContext,
    current_time,
    parse_path,
    refuse_existing,
)
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.passphrase import read_new_passphrase
from recovery_journal.domain.invisible_characters import invisible_names_text
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import BadValue, CannotWrite, NoJournal, UnusableJournal
from recovery_journal.i18n import N_, _, use_language
from recovery_journal.paths import backups_folder
from recovery_journal.settings import Settings, save, settings_path
from recovery_journal.settings import load as load_settings


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
