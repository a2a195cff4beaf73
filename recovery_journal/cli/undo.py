"""``undo``: take the newest change back, from any process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.cli.options import Command, flag
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.cli.state import State


def undo() -> Command:
    """Build the command."""
    return Command(
        "undo",
        _undo,
        [
            flag(
                "--forget",
                _("remove the old values from the file now; nothing can be taken back then"),
            )
        ],
        help=_("Take back the newest add, edit, delete or import; again for the one before."),
        example="undo",
    )


def _undo(state: State, forget: bool) -> None:
    with state.open() as journal:
        if forget:
            _forget(state, journal.forget())
            return
        undone = journal.undo()
    if state.json:
        state.answer(
            {
                "what": undone.what,
                "kind": undone.kind,
                "count": undone.count,
                "ids": list(undone.ids),
            }
        )
        return
    from recovery_journal.domain.labels import label

    done = {
        "add": _("added"),
        "edit": _("edited"),
        "delete": _("deleted"),
        "import": _("imported"),
    }.get(undone.what, undone.what)
    if undone.count > 5:
        state.say(
            _("Taken back: what was {done} last ({n} of kind {kind}).").format(
                done=done, n=undone.count, kind=label(undone.kind)
            )
        )
        return
    ids = ", ".join(map(str, undone.ids))
    state.say(
        _("Taken back: what was {done} last ({kind} {ids}).").format(
            done=done, kind=label(undone.kind), ids=ids
        )
    )


def _forget(state: State, n: int) -> None:
    if state.json:
        state.answer({"forgotten": n})
        return
    state.say(
        ngettext(
            "{n} old value was removed from the file.",
            "{n} old values were removed from the file.",
            n,
        ).format(n=n)
    )
