"""``init``: make the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.clock import clock
from recovery_journal.cli.options import Command, flag, option
from recovery_journal.errors import AlreadyExists, BadValue, CannotWrite
from recovery_journal.words import _, use_language

if TYPE_CHECKING:
    from datetime import time
    from pathlib import Path

    from recovery_journal.cli.state import State


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
    state: State,
    no_passphrase: bool,
    name: str | None,
    language: str | None,
    country: str | None,
    day_ends_at: str | None,
) -> None:
    from recovery_journal.domain.journal import JournalSettings

    inside: dict[str, Any] = {}
    if name is not None:
        inside["name"] = state.text("name", name).strip()
    if day_ends_at is not None:
        inside["day_ends_at"] = _time(day_ends_at)
    # Held to their meaning before anything is made or asked.
    outside = {"language": language, "country": country}
    changes = {key: value for key, value in outside.items() if value is not None}
    if changes:
        from recovery_journal.settings import Settings

        checked = Settings().change(**changes)
        if language is not None:  # it answers in the language that was asked for
            use_language(checked.language)
    path = state.path
    _refuse_existing(path)
    passphrase = _chosen_passphrase(state, no_passphrase)
    from recovery_journal.storage import Journal

    journal = Journal.create(path, passphrase, JournalSettings(**inside), clock=clock)
    state.hold(journal)
    if changes:
        _save_settings(state, changes)
    _answer(state, path, journal.encrypted)


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


def _chosen_passphrase(state: State, none: bool) -> str | None:
    """Return the passphrase, or None after saying who could then read the journal."""
    if not none:
        from recovery_journal.cli.passphrase import new_passphrase
        from recovery_journal.rules.unseen import unseen_words

        passphrase = new_passphrase(state)
        if words := unseen_words(passphrase):
            state.notice(words)
        return passphrase
    state.notice(
        _(
            "Without a passphrase, anyone who can open this file can read it: other people on "
            "this computer who can get at your files, whoever finds or repairs it, and whoever "
            "has a backup of it."
        )
    )
    if state.terminal and not state.agrees(_("Make it without a passphrase? (yes/no)")):
        raise BadValue(_("No journal was made. Without --no-passphrase it asks for one."))
    return None


def _time(text: str) -> time:
    """Return a time of day written as HH:MM."""
    import re
    from datetime import time

    written = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if written and int(written[1]) <= 12 and int(written[2]) < 60:
        found = time(int(written[1]), int(written[2]))
        if found <= time(12):
            return found
    raise BadValue(
        _("day ends at takes a time from 00:00 to 12:00, such as 03:00."), field="day_ends_at"
    )


def _save_settings(state: State, changes: dict[str, str]) -> None:
    """Keep what is needed before the passphrase in the settings file."""
    from recovery_journal.settings import load, save

    try:
        save(load().change(**changes))
    except CannotWrite as problem:
        # The journal is there; only the language or country was not kept.
        state.notice(problem.message)


def _answer(state: State, path: Path, encrypted: bool) -> None:
    if state.json:
        state.answer({"journal": str(path), "encrypted": encrypted})
        return
    state.say(_("Your journal is at {path}.").format(path=path))
    if encrypted:
        state.say(_("It opens with your passphrase, which is kept nowhere."))
    state.say(_("A first entry: recovery-journal checkin --mood 7"))
