"""Undo and redo by key; changes of an earlier session are confirmed in a dialog first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from recovery_journal.domain.change import Change
from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import JournalChanged
from recovery_journal.report.change_text import change_label, redone_text, undone_text
from recovery_journal.storage import Journal
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.dialogs import ConfirmDialog

if TYPE_CHECKING:
    from recovery_journal.app import JournalApp


class Direction(NamedTuple):
    """Undo or redo: how its next change is found and done, and what is said."""

    find_change: Callable[[Journal], Change | None]
    apply: Callable[[Journal, int], Change]
    result_text: Callable[..., str]
    nothing_text: str
    question: str
    confirm_label: str


UNDO = Direction(
    Journal.latest_change,
    Journal.undo,
    undone_text,
    N_("There is nothing to take back."),
    N_(
        "This was done before the journal was opened here, or in another window: {entry}. "
        "Take it back?"
    ),
    N_("Take back"),
)
REDO = Direction(
    Journal.latest_undone,
    Journal.redo,
    redone_text,
    N_("There is nothing to bring back."),
    N_(
        "This was taken back before the journal was opened here, or in another window: {entry}. "
        "Do it again?"
    ),
    N_("Do it again"),
)


def apply_latest(app: JournalApp, direction: Direction) -> None:
    """Take the newest change back, or do again what was taken back last.

    What was not done here since the start is asked about.
    """
    journal = app.session.journal
    if journal is None:
        return
    try:
        change = direction.find_change(journal)
    except JournalError as error:
        app.notify(error.message, markup=False, timeout=4)
        return
    if change is None:
        app.notify(_(direction.nothing_text), markup=False, timeout=4)
    elif change.this_session:
        _apply(app, direction, journal, change)
    else:
        entry = _format_change(change_label, app, journal, change)
        question = _(direction.question).format(entry=entry)
        dialog = ConfirmDialog(question, _(direction.confirm_label), _("Leave it as it is"))
        app.push_screen(dialog, partial(_apply, app, direction, journal, change))


def _apply(
    app: JournalApp,
    direction: Direction,
    journal: Journal,
    change: Change,
    confirmed: bool | None = True,
) -> None:
    if not confirmed or app.session.journal is not journal:  # locked meanwhile, it is closed
        return
    try:
        direction.apply(journal, change.id)
    except RecordNotFound:
        # Another program wrote meanwhile: what is newest now is another one.
        apply_latest(app, direction)
        return
    except JournalError as error:
        app.notify(error.message, markup=False, timeout=4)
        return
    message = _format_change(direction.result_text, app, journal, change)
    if direction is UNDO:
        message = f"{message} {with_user_keys(app, _('{app.redo} brings it back.'))}"
    app.post_message(JournalChanged(message, undoable=direction is REDO))


def _format_change(
    formatter: Callable[..., str], app: JournalApp, journal: Journal, change: Change
) -> str:
    today = journal.today(app.session.clock())
    return escape_control(formatter(change, today, journal.settings.word_for("return_to_use")))
