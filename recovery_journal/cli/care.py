"""``backup`` and ``where``: care of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, option
from recovery_journal.cli.state import path_of
from recovery_journal.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from recovery_journal.cli.state import State


def backup() -> Command:
    """Build the command that copies the journal."""
    return Command(
        "backup",
        _backup,
        [option("--output", _("the copy; a dated one in the backups folder if not"), "FILE", "-o")],
        help=_("Write a whole, verified copy of the journal. A file that is there is left alone."),
        example="backup -o /media/stick/journal-copy.db",
    )  # fmt: skip


def where() -> Command:
    """Build the command that says where things are."""
    return Command(
        "where",
        _where,
        [],
        help=_("Say where the journal, the settings and the backups are. No passphrase is needed."),
        example="where",
    )


def _backup(state: State, output: str | None) -> None:
    with state.open() as journal:
        target: Path
        if output is None:
            target = journal.backup()
        else:
            target = path_of(output)
            journal.backup(target)
    if state.json:
        state.answer({"backup": str(target)})
        return
    state.say(_("A verified copy is at {path}.").format(path=target))


def _where(state: State) -> None:
    from recovery_journal.errors import NoJournal, NotOurs
    from recovery_journal.paths import backups_folder
    from recovery_journal.settings import settings_path
    from recovery_journal.storage import Journal

    path = state.path
    encrypted: bool | None = None
    try:
        encrypted = Journal.needs_passphrase(path)
    except NoJournal:
        state.notice(_("There is no journal yet. It is made with: recovery-journal init"))
    except NotOurs as problem:
        # Where it is remains a fact, whatever the file turns out to be.
        state.notice(problem.message)
    places = {
        "journal": str(path),
        "settings": str(settings_path()),
        "backups": str(backups_folder(path)),
    }
    if state.json:
        state.answer({**places, "encrypted": encrypted})
        return
    state.say(_("journal: {path}").format(path=places["journal"]))
    state.say(_("settings: {path}").format(path=places["settings"]))
    state.say(_("backups: {path}").format(path=places["backups"]))
    if encrypted is not None:
        state.say(_("encrypted: {answer}").format(answer=_("yes") if encrypted else _("no")))
