"""Undo and redo by key: each change is named, and none from before is touched unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from recovery_journal.domain.change import Change
from recovery_journal.errors import JournalError, Unknown
from recovery_journal.messages import JournalWritten
from recovery_journal.palette import in_own_keys
from recovery_journal.report.change_text import change_words, redone_text, undone_text
from recovery_journal.report.plain import harmless
from recovery_journal.screens.desk.gate import Gate
from recovery_journal.storage import Journal
from recovery_journal.widgets.dialogs import Question
from recovery_journal.words import N_, _


class _Way(NamedTuple):
    """One of the two directions: how its next change is found and done, and what is said."""

    find: Callable[[Journal], Change | None]
    do: Callable[[Journal, int], Change]
    said: Callable[..., str]
    nothing: str
    question: str
    yes: str


_UNDO = _Way(
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
_REDO = _Way(
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


def undo(app: Gate) -> None:
    """Take the newest change back; one that was not made here since the start is asked about."""
    _begin(app, _UNDO)


def redo(app: Gate) -> None:
    """Do again what was taken back last; what was not taken back here is asked about."""
    _begin(app, _REDO)


def _begin(app: Gate, way: _Way) -> None:
    journal = app.journal
    if journal is None:
        return
    try:
        change = way.find(journal)
    except JournalError as error:
        app.notify(error.message, markup=False, timeout=4)
        return
    if change is None:
        app.notify(_(way.nothing), markup=False, timeout=4)
    elif change.this_session:
        _do(app, way, journal, change)
    else:
        question = _(way.question).format(entry=_in_words(change_words, app, journal, change))
        asked = Question(question, _(way.yes), _("Leave it as it is"))
        app.push_screen(asked, partial(_answered, app, way, journal, change))


def _answered(app: Gate, way: _Way, journal: Journal, change: Change, yes: bool | None) -> None:
    if yes and app.journal is journal:  # locked meanwhile, it is closed
        _do(app, way, journal, change)


def _do(app: Gate, way: _Way, journal: Journal, change: Change) -> None:
    try:
        way.do(journal, change.id)
    except Unknown:
        _begin(app, way)  # another program wrote meanwhile: what is newest now is another one
        return
    except JournalError as error:
        app.notify(error.message, markup=False, timeout=4)
        return
    said = _in_words(way.said, app, journal, change)
    if way is _UNDO:
        said = f"{said} {in_own_keys(app, _('ctrl+y brings it back.'))}"
    app.post_message(JournalWritten(said, undoable=way is _REDO))


def _in_words(words: Callable[..., str], app: Gate, journal: Journal, change: Change) -> str:
    today = journal.today(app.clock())
    return harmless(words(change, today, journal.settings.word("return_to_use")))
