"""``contact import`` and ``import``: bring people in from another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, flag
from recovery_journal.errors import BadValue, NothingUnderstood
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.exchange.vcard.importer import ImportResult

FILE_KINDS = ("vcard",)
_MAX_LISTED = 10


def vcard() -> Command:
    """Build ``contact import``."""
    return Command(
        "import",
        _import_cards,
        [argument("file", _("a .vcf file; - is standard input"), "FILE"), _dry_run_option()],
        help=_("Bring people in from a vCard file (2.1, 3.0, 4.0). A second run adds nothing."),
        example="contact import contacts.vcf",
    )


def import_() -> Command:
    """Build ``import KIND FILE``."""
    return Command(
        "import",
        _import,
        [
            argument(
                "kind",
                _("what the file is: {kinds}").format(kinds=", ".join(FILE_KINDS)),
                "KIND",
                choices=FILE_KINDS,
            ),
            argument("file", _("the file; - is standard input"), "FILE"),
            _dry_run_option(),
        ],
        help=_("Bring in what another program keeps. A second run adds nothing."),
        example="import vcard contacts.vcf --dry-run",
    )


def _dry_run_option() -> Any:
    return flag("--dry-run", _("say what would happen and write nothing"))


def _import(context: CommandContext, kind: str | None, file: str | None, dry_run: bool) -> None:
    if kind is None or kind.casefold() not in FILE_KINDS:
        raise BadValue(
            _("KIND takes one of: {kinds}.").format(kinds=", ".join(FILE_KINDS)), field="kind"
        )
    _import_cards(context, file, dry_run)


def _import_cards(context: CommandContext, file: str | None, dry_run: bool) -> None:
    if file is None:
        raise BadValue(_("FILE is missing: the .vcf file to read."), field="file")
    data = _read_file(context, file)
    from recovery_journal.exchange.vcard.importer import import_vcards

    with context.open() as journal:
        result = import_vcards(journal, data, context.now, dry_run=dry_run)
    _print_result(context, result, dry_run)
    if result.added + result.updated + result.already_there == 0:
        raise NothingUnderstood(_("Nothing in this file was understood as a contact."))


def _read_file(context: CommandContext, file: str) -> bytes:
    """Read the file; raises ``NothingUnderstood`` where it cannot be read."""
    from recovery_journal.bounded_read import read_bytes, read_stream
    from recovery_journal.cli.context import parse_path

    try:
        if file != "-":
            return read_bytes(parse_path(file))
        import sys

        if context.passphrase_file == "-":
            context.stdin_first_line()
        return read_stream(sys.stdin.buffer)
    except OSError as error:
        raise NothingUnderstood(
            _("The file could not be read: {reason}.").format(reason=error.strerror)
        ) from None


def _print_result(context: CommandContext, result: ImportResult, dry_run: bool) -> None:
    _warn_shared_ids(context, result.apart)
    failures = [{"place": location, "reason": reason} for location, reason in result.not_understood]
    if context.json:
        context.print_json(
            {
                "read": result.read,
                "added": result.added,
                "updated": result.updated,
                "already_there": result.already_there,
                "not_understood": failures,
                "photos": result.photos,
                "dry_run": dry_run,
            }
        )
        return
    if dry_run:
        context.warn(_("Nothing was written; this is what would happen."))
    context.print(_("read: {n}").format(n=result.read))
    context.print(_("added: {n}").format(n=result.added))
    context.print(_("updated: {n}").format(n=result.updated))
    context.print(_("already there: {n}").format(n=result.already_there))
    context.print(_("not understood: {n}").format(n=len(failures)))
    for failure in failures:
        context.print(f"  {failure['place']}: {failure['reason']}")
    if result.photos:
        context.print(_("photos left out: {n}").format(n=result.photos))
    if result.added and not dry_run:
        context.warn(
            _("They are not placed yet: recovery-journal contact edit NAME --relation friend")
        )


def _warn_shared_ids(context: CommandContext, groups: tuple[tuple[str, ...], ...]) -> None:
    """Say which people have one id in the address book."""
    for names in groups[:_MAX_LISTED]:
        name_list = ", ".join(names[:_MAX_LISTED]) + (", …" if len(names) > _MAX_LISTED else "")
        context.warn(
            _("One id stands on the cards of: {names}. They are kept as different people.").format(
                names=name_list
            )
        )
    if len(groups) > _MAX_LISTED:
        context.warn(_("So it is with {n} more ids.").format(n=len(groups) - _MAX_LISTED))
