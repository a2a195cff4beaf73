"""``init``: make the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.clock import current_time
from recovery_journal.cli.options import Command, flag, option
from recovery_journal.errors import AlreadyExists, BadValue, CannotWrite
from recovery_journal.i18n import _, use_language

if TYPE_CHECKING:
    from datetime import time
    from pathlib import Path

    from recovery_journal.cli.context import CommandContext


def init() -> Command:
    """Build the command."""
    return Command(
        "init",
        _init,
        [
            flag("--no-passphrase", _("leave the file unencrypted")),
            option("--name", _("what you would like to be called"), "TEXT"),
            option("--language", _("the language to speak, such as es"), "CODE"),
            option("--country", _("for crisis lines, such as US or NZ"), "CC"),
            option("--day-ends-at", _("when your day ends; 03:00 when not given"), "HH:MM"),
        ],
        help=_(
            "Make the journal. It asks for a passphrase twice; a file already there is left alone."
        ),
        example="init --country US --day-ends-at 03:00",
    )


def _init(
    context: CommandContext,
    no_passphrase: bool,
    name: str | None,
    language: str | None,
    country: str | None,
    day_ends_at: str | None,
) -> None:
    from recovery_journal.domain.journal_settings import JournalSettings

    journal_options: dict[str, Any] = {}
    if name is not None:
        journal_options["name"] = context.resolve_text("name", name).strip()
    if day_ends_at is not None:
        journal_options["day_ends_at"] = _parse_day_end(day_ends_at)
    # Held to their meaning before anything is made or asked.
    app_options = {"language": language, "country": country}
    changes = {key: value for key, value in app_options.items() if value is not None}
    if changes:
        from recovery_journal.settings import Settings

        settings = Settings().change(**changes)
        if language is not None:  # it answers in the language that was asked for
            use_language(settings.language)
    path = context.journal_path
    _refuse_existing(path)
    passphrase = _choose_passphrase(context, no_passphrase)
    from recovery_journal.storage import Journal

    journal = Journal.create(
        path, passphrase, JournalSettings(**journal_options), clock=current_time
    )
    context.close_on_exit(journal)
    if changes:
        _save_settings(context, changes)
    _print_result(context, path, journal.encrypted)


def _refuse_existing(path: Path) -> None:
    """Say before any question that a file is there already."""
    import os

    try:
        exists = os.path.lexists(path)
    except ValueError:
        exists = False
    if exists:
        raise AlreadyExists(
            _("There is a file at {path} already. It was left as it is.").format(path=path)
        )


def _choose_passphrase(context: CommandContext, no_passphrase: bool) -> str | None:
    """Return the passphrase, or None after saying who could then read the journal."""
    if not no_passphrase:
        from recovery_journal.cli.passphrase import read_new_passphrase
        from recovery_journal.domain.invisible_characters import invisible_names_text

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
    import re
    from datetime import time

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
    from recovery_journal.settings import load, save

    try:
        save(load().change(**changes))
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
