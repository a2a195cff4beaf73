"""``talk``: what I want to talk about next session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, Group, argument, flag, option
from recovery_journal.cli.saving import UNDO
from recovery_journal.cli.values import entry_id, moment
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.cli.state import State
    from recovery_journal.domain.keeping import TalkItem


def talk() -> Group:
    """Build the group."""
    return Group(
        "talk",
        {
            "add": (_("add a line"), _build_add),
            "list": (_("the open lines"), _build_list),
            "done": (_("it was talked about"), _build_done),
        },
        help=_("Keep what you want to talk about next session."),
        example='talk add "the call on Sunday"',
    )


def _build_add() -> Command:
    return Command(
        "add",
        _add,
        [
            argument("text", _("the line; - reads standard input"), "TEXT"),
            option("--at", _("when it came up: yesterday, monday"), "WHEN"),
        ],
        help=_("Add a line for the next session. In a terminal it asks for the text."),
        example='talk add "the call on Sunday"',
    )


def _build_list() -> Command:
    return Command(
        "list",
        _list,
        [flag("--all", _("the ones talked about too"))],
        help=_("Print the lines for the next session."),
        example="talk list",
    )


def _build_done() -> Command:
    return Command(
        "done",
        _done,
        [argument("number", _("the number of a line"), "ID")],
        help=_("Mark a line as talked about."),
        example="talk done 3",
    )


def item_json(item: TalkItem) -> dict[str, Any]:
    """Return a line as JSON."""
    return {
        "id": item.id,
        "uuid": item.uuid,
        "text": item.text,
        "added": item.added.isoformat(),
        "done_on": item.done_on.isoformat() if item.done_on else None,
    }


def _add(state: State, text: str | None, at: str | None) -> None:
    added = None if at is None else moment(state, at)
    if text is not None:
        text = state.text("text", text)
    with state.open() as journal:
        written = text or state.needed("text", None, _("What would you like to talk about?"))
        item = journal.talk.add(written, added)
    _answer(state, item, _("Saved."))


def _list(state: State, all: bool) -> None:
    with state.open() as journal:
        items = journal.talk.list(done=all)
    if state.json:
        state.answer({"talk": [item_json(item) for item in items]})
        return
    if not items:
        state.notice(_("Nothing here yet. Add a line with: recovery-journal talk add"))
    from recovery_journal.report.plain import on_one_line

    for item in items:
        done = _(" (talked about on {day})").format(day=item.done_on) if item.done_on else ""
        state.say(f"{item.id}  {on_one_line(item.text)}{done}")


def _done(state: State, number: str | None) -> None:
    wanted = entry_id(state, number)
    with state.open() as journal:
        item = journal.talk.done(wanted)
    _answer(state, item, _("Talked about."))


def _answer(state: State, item: TalkItem, sentence: str) -> None:
    if state.json:
        state.answer(item_json(item))
        return
    state.say(_("{id}  {sentence} Take it back with: {undo}").format(
        id=item.id, sentence=sentence, undo=UNDO
    ))  # fmt: skip
