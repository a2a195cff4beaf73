"""``contact import`` and ``import``: bring people in from another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, flag
from recovery_journal.errors import BadValue, NothingUnderstood
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.exchange.vcard_import import ImportResult

KINDS = ("vcard",)
_GROUPS_SAID = 10


def vcard() -> Command:
    """Build ``contact import``."""
    return Command(
        "import",
        _import_cards,
        [argument("file", _("a .vcf file; - is standard input"), "FILE"), _dry()],
        help=_("Bring people in from a vCard file (2.1, 3.0, 4.0). A second run adds nothing."),
        example="contact import contacts.vcf",
    )


def import_() -> Command:
    """Build ``import KIND FILE``."""
    return Command(
        "import",
        _import,
        [
            argument("kind", _("what the file is: {kinds}").format(kinds=", ".join(KINDS)), "KIND"),
            argument("file", _("the file; - is standard input"), "FILE"),
            _dry(),
        ],
        help=_("Bring in what another program keeps. A second run adds nothing."),
        example="import vcard contacts.vcf --dry-run",
    )


def _dry() -> Any:
    return flag("--dry-run", _("say what would happen and write nothing"))


def _import(state: State, kind: str | None, file: str | None, dry_run: bool) -> None:
    if kind is None or kind.casefold() not in KINDS:
        raise BadValue(
            _("KIND takes one of: {kinds}.").format(kinds=", ".join(KINDS)), field="kind"
        )
    _import_cards(state, file, dry_run)


def _import_cards(state: State, file: str | None, dry_run: bool) -> None:
    if file is None:
        raise BadValue(_("FILE is missing: the .vcf file to read."), field="file")
    data = _bytes(state, file)
    from recovery_journal.exchange.vcard_import import import_cards

    with state.open() as journal:
        result = import_cards(journal, data, state.now, dry_run=dry_run)
    _answer(state, result, dry_run)
    if result.added + result.updated + result.already_there == 0:
        raise NothingUnderstood(_("Nothing in this file was understood as a contact."))


def _bytes(state: State, file: str) -> bytes:
    """Read the file; raises ``NothingUnderstood`` where it cannot be read."""
    from recovery_journal.bounded_read import read_bytes, read_stream
    from recovery_journal.cli.state import path_of

    try:
        if file != "-":
            return read_bytes(path_of(file))
        import sys

        if state.passphrase_file == "-":
            state.first_line()
        return read_stream(sys.stdin.buffer)
    except OSError as error:
        raise NothingUnderstood(
            _("The file could not be read: {reason}.").format(reason=error.strerror)
        ) from None


def _answer(state: State, result: ImportResult, dry_run: bool) -> None:
    _say_apart(state, result.apart)
    places = [{"place": place, "reason": reason} for place, reason in result.not_understood]
    if state.json:
        state.answer(
            {
                "read": result.read,
                "added": result.added,
                "updated": result.updated,
                "already_there": result.already_there,
                "not_understood": places,
                "photos": result.photos,
                "dry_run": dry_run,
            }
        )
        return
    if dry_run:
        state.notice(_("Nothing was written; this is what would happen."))
    state.say(_("read: {n}").format(n=result.read))
    state.say(_("added: {n}").format(n=result.added))
    state.say(_("updated: {n}").format(n=result.updated))
    state.say(_("already there: {n}").format(n=result.already_there))
    state.say(_("not understood: {n}").format(n=len(places)))
    for one in places:
        state.say(f"  {one['place']}: {one['reason']}")
    if result.photos:
        state.say(_("photos left out: {n}").format(n=result.photos))
    if result.added and not dry_run:
        state.notice(
            _("They are not placed yet: recovery-journal contact edit NAME --relation friend")
        )


def _say_apart(state: State, groups: tuple[tuple[str, ...], ...]) -> None:
    """Say which people have one id in the address book."""
    for names in groups[:_GROUPS_SAID]:
        shown = ", ".join(names[:_GROUPS_SAID]) + (", …" if len(names) > _GROUPS_SAID else "")
        state.notice(
            _("One id stands on the cards of: {names}. They are kept as different people.").format(
                names=shown
            )
        )
    if len(groups) > _GROUPS_SAID:
        state.notice(_("So it is with {n} more ids.").format(n=len(groups) - _GROUPS_SAID))
