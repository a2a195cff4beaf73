"""``undo`` and ``redo``: take the newest change back, from any process, and do it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Option, command
from recovery_journal.cli.output import UNDO_COMMAND
from recovery_journal.domain.change import Change
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.report.change_text import item_text, redone_text, undone_text
from recovery_journal.terminal_text import escape_control, to_single_line

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

REDO_COMMAND = "recovery-journal redo"


@command("undo")
def undo(
    context: CommandContext,
    forget: Annotated[
        bool,
        Option(help=N_("remove the old values from the file now; nothing can be taken back then")),
    ] = False,
    unused_names: Annotated[
        bool,
        Option(help=N_("with --forget: also the names on your own lists that no entry uses")),
    ] = False,
    sharing_log: Annotated[
        bool,
        Option(help=N_("with --forget: also for whom pages were, in the sharing log")),
    ] = False,
) -> None:
    """Take back the newest add, edit, delete or import; again for the one before.
    redo brings it back. With --forget in a terminal, you are asked about names that
    no entry uses and about the sharing log; elsewhere both stay unless
    their options are given.
    """
    if not forget and (unused_names or sharing_log):
        raise BadValue(_("--unused-names and --sharing-log go with --forget."))
    with context.open() as journal:
        if forget:
            _purge(context, journal, unused_names, sharing_log)
            return
        hint = _("{sentence} Bring it back with: {redo}")
        _print_change(context, journal, journal.undo(), undone_text, hint)


@command("redo")
def redo(context: CommandContext) -> None:
    """Bring back what undo took, the last one first; again for the next.
    Anything new that is written ends it.
    """
    with context.open() as journal:
        hint = _("{sentence} Take it back with: {undo}")
        _print_change(context, journal, journal.redo(), redone_text, hint)


def _print_change(
    context: CommandContext,
    journal: Journal,
    change: Change,
    to_text: Callable[[Change, date, str | None], str],
    hint: str,
) -> None:
    """Print what was taken back or done again, and how to have it as before."""
    if context.json:
        context.print_json(_change_json(change))
        return
    return_label = journal.settings.word_for("return_to_use")
    sentence = to_text(change, context.today(journal), return_label)
    context.print(hint.format(sentence=sentence, undo=UNDO_COMMAND, redo=REDO_COMMAND))


def _change_json(change: Change) -> dict[str, object]:
    """Return a change as JSON; ``items`` has the first words of each thing."""
    return {
        "what": change.action,
        "kind": change.kind,
        "count": change.count,
        "ids": list(change.ids),
        "items": [
            {
                "id": item.id,
                "kind": item.kind,
                "day": item.day and item.day.isoformat(),
                "text": item_text(item),
            }
            for item in change.items
        ],
    }


def _purge(
    context: CommandContext, journal: Journal, unused_names: bool, sharing_log: bool
) -> None:
    """Remove the old values, and what else the person agrees to; nothing before all is asked."""
    names, recipients = journal.vocabulary.unused_names(), journal.sharing_log.recipients()
    if names and not unused_names:
        unused_names = _confirm_removal(context, _unused_names_text(names), "--unused-names")
    if recipients and not sharing_log:
        sharing_log = _confirm_removal(context, _recipients_text(recipients), "--sharing-log")
    purge_result = journal.purge_undo(unused_names=unused_names, recipients=sharing_log)
    if context.json:
        context.print_json(
            {
                "forgotten": purge_result.changes,
                "unused_names": purge_result.names,
                "sharing_log": purge_result.recipients,
            }
        )
        return
    n = purge_result.changes
    context.print(
        ngettext(
            "{n} old value was removed from the file.",
            "{n} old values were removed from the file.",
            n,
        ).format(n=n)
    )
    if n := purge_result.names:
        context.print(ngettext("{n} name was removed.", "{n} names were removed.", n).format(n=n))
    if n := purge_result.recipients:
        context.print(
            ngettext(
                "{n} line of the sharing log no longer says for whom.",
                "{n} lines of the sharing log no longer say for whom.",
                n,
            ).format(n=n)
        )


def _confirm_removal(context: CommandContext, explanation: str, option: str) -> bool:
    """Return whether the person agrees; where nobody can be asked, say which option does it."""
    if context.is_interactive:
        return context.confirm(_("{words} Remove this too? (yes/no)").format(words=explanation))
    context.warn(
        _("{words} This stays; {option} removes it.").format(words=explanation, option=option)
    )
    return False


def _unused_names_text(names: tuple[str, ...]) -> str:
    n = len(names)
    return ngettext(
        "No entry uses {n} name on your own lists: {names}.",
        "No entry uses {n} names on your own lists: {names}.",
        n,
    ).format(n=n, names=_escaped_list(names))


def _recipients_text(recipients: tuple[str, ...]) -> str:
    return _("The sharing log says for whom: {names}.").format(names=_escaped_list(recipients))


def _escaped_list(names: tuple[str, ...]) -> str:
    """Return names on one line, as they may stand in a question."""
    return ", ".join(escape_control(to_single_line(name)) for name in names)
