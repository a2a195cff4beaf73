"""``contact import`` and ``import``: bring people in from another program."""

from __future__ import annotations

import sys
from typing import Annotated

from recovery_journal.bounded_read import read_bytes, read_stream
from recovery_journal.cli.context import CommandContext, parse_path
from recovery_journal.cli.options import Argument, Option, command
from recovery_journal.errors import BadValue, NothingUnderstood
from recovery_journal.exchange.vcard.importer import ImportResult, import_vcards
from recovery_journal.i18n import N_, _

FILE_KINDS = ("vcard",)
_MAX_LISTED = 10
DryRunOption = Annotated[bool, Option(help=N_("say what would happen and write nothing"))]


@command("import vcard contacts.vcf --dry-run")
def import_file(
    context: CommandContext,
    kind: Annotated[
        str | None,
        Argument(
            "KIND",
            lambda: _("what the file is: {kinds}").format(kinds=", ".join(FILE_KINDS)),
            choices=FILE_KINDS,
        ),
    ] = None,
    file: Annotated[str | None, Argument("FILE", N_("the file; - is standard input"))] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Bring in what another program keeps. A second run adds nothing."""
    if kind is None or kind.casefold() not in FILE_KINDS:
        raise BadValue(
            _("KIND takes one of: {kinds}.").format(kinds=", ".join(FILE_KINDS)), field="kind"
        )
    import_contacts.run(context, file, dry_run)


@command("contact import contacts.vcf")
def import_contacts(
    context: CommandContext,
    file: Annotated[str | None, Argument("FILE", N_("a .vcf file; - is standard input"))] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Bring people in from a vCard file (2.1, 3.0, 4.0). A second run adds nothing."""
    if file is None:
        raise BadValue(_("FILE is missing: the .vcf file to read."), field="file")
    data = _read_file(context, file)
    with context.open() as journal:
        result = import_vcards(journal, data, context.now, dry_run=dry_run)
    _print_result(context, result, dry_run)
    if result.added + result.updated + result.already_there == 0:
        raise NothingUnderstood(_("Nothing in this file was understood as a contact."))


def _read_file(context: CommandContext, file: str) -> bytes:
    """Read the file; raises ``NothingUnderstood`` where it cannot be read."""
    try:
        if file != "-":
            return read_bytes(parse_path(file))
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
