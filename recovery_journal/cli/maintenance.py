"""``backup`` and ``where``: a copy of the journal file, and the paths in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.context import parse_path
from recovery_journal.cli.options import Command, option
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from recovery_journal.cli.context import CommandContext


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


def _backup(context: CommandContext, output: str | None) -> None:
    with context.open() as journal:
        target: Path
        if output is None:
            target = journal.backup()
        else:
            target = parse_path(output)
            journal.backup(target)
    if context.json:
        context.print_json({"backup": str(target)})
        return
    context.print(_("A verified copy is at {path}.").format(path=target))


def _where(context: CommandContext) -> None:
    from recovery_journal.errors import NoJournal, UnusableJournal
    from recovery_journal.paths import backups_folder
    from recovery_journal.settings import settings_path
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
