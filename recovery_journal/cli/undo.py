"""``undo`` and ``redo``: take the newest change back, from any process, and do it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag
from recovery_journal.cli.saving import UNDO
from recovery_journal.errors import BadValue
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.change import Change
    from recovery_journal.storage import Journal

REDO = "recovery-journal redo"


def undo() -> Command:
    """Build the command that takes back."""
    return Command(
        "undo",
        _undo,
        [
            flag(
                "--forget",
                _("remove the old values from the file now; nothing can be taken back then"),
            ),
            flag(
                "--unused-names",
                _("with --forget: also the names on your own lists that no entry uses"),
            ),
            flag(
                "--sharing-log",
                _("with --forget: also for whom pages were, in the sharing log"),
            ),
        ],
        help=_(
            "Take back the newest add, edit, delete or import; again for the one before. "
            "redo brings it back. With --forget in a terminal, you are asked about names that "
            "no entry uses and about the sharing log; elsewhere both stay unless "
            "their options are given."
        ),
        example="undo",
    )


def redo() -> Command:
    """Build the command that does again."""
    return Command(
        "redo",
        _redo,
        [],
        help=_(
            "Bring back what undo took, the last one first; again for the next. "
            "Anything new that is written ends it."
        ),
        example="redo",
    )


def _undo(state: State, forget: bool, unused_names: bool, sharing_log: bool) -> None:
    if not forget and (unused_names or sharing_log):
        raise BadValue(_("--unused-names and --sharing-log go with --forget."))
    with state.open() as journal:
        if forget:
            _forget(state, journal, unused_names, sharing_log)
            return
        change = journal.undo()
        own = journal.settings.word("return_to_use")
        today = state.today(journal)
    if state.json:
        state.answer(_document(change))
        return
    from recovery_journal.report.change_text import undone_text

    said = undone_text(change, today, own)
    state.say(_("{sentence} Bring it back with: {redo}").format(sentence=said, redo=REDO))


def _redo(state: State) -> None:
    with state.open() as journal:
        change = journal.redo()
        own = journal.settings.word("return_to_use")
        today = state.today(journal)
    if state.json:
        state.answer(_document(change))
        return
    from recovery_journal.report.change_text import redone_text

    said = redone_text(change, today, own)
    state.say(_("{sentence} Take it back with: {undo}").format(sentence=said, undo=UNDO))


def _document(change: Change) -> dict[str, object]:
    """Return a change as JSON; ``items`` has the first words of each thing."""
    from recovery_journal.report.change_text import item_text

    return {
        "what": change.what,
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


def _forget(state: State, journal: Journal, unused_names: bool, sharing_log: bool) -> None:
    """Remove the old values, and what else the person agrees to; nothing before all is asked."""
    names, recipients = journal.lists.unused(), journal.sharing.recipients()
    if names and not unused_names:
        unused_names = _asked(state, _unused_words(names), "--unused-names")
    if recipients and not sharing_log:
        sharing_log = _asked(state, _recipients_words(recipients), "--sharing-log")
    found = journal.forget(unused_names=unused_names, recipients=sharing_log)
    if state.json:
        state.answer(
            {
                "forgotten": found.changes,
                "unused_names": found.names,
                "sharing_log": found.recipients,
            }
        )
        return
    n = found.changes
    state.say(
        ngettext(
            "{n} old value was removed from the file.",
            "{n} old values were removed from the file.",
            n,
        ).format(n=n)
    )
    if n := found.names:
        state.say(ngettext("{n} name was removed.", "{n} names were removed.", n).format(n=n))
    if n := found.recipients:
        state.say(
            ngettext(
                "{n} line of the sharing log no longer says for whom.",
                "{n} lines of the sharing log no longer say for whom.",
                n,
            ).format(n=n)
        )


def _asked(state: State, words: str, option: str) -> bool:
    """Return whether the person agrees; where nobody can be asked, say which option does it."""
    if state.terminal:
        return state.agrees(_("{words} Remove this too? (yes/no)").format(words=words))
    state.notice(_("{words} This stays; {option} removes it.").format(words=words, option=option))
    return False


def _unused_words(names: tuple[str, ...]) -> str:
    n = len(names)
    return ngettext(
        "No entry uses {n} name on your own lists: {names}.",
        "No entry uses {n} names on your own lists: {names}.",
        n,
    ).format(n=n, names=_shown(names))


def _recipients_words(recipients: tuple[str, ...]) -> str:
    return _("The sharing log says for whom: {names}.").format(names=_shown(recipients))


def _shown(names: tuple[str, ...]) -> str:
    """Return names on one line, as they may stand in a question."""
    from recovery_journal.report.plain import harmless, on_one_line

    return ", ".join(harmless(on_one_line(name)) for name in names)
