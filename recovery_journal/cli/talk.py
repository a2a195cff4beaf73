"""``talk``: what I want to talk about next session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, CommandGroup, argument, flag, option
from recovery_journal.cli.output import UNDO_COMMAND
from recovery_journal.cli.parsing import parse_entry_id, parse_occurred_at
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.talk_item import TalkItem


def talk() -> CommandGroup:
    """Build the group."""
    return CommandGroup(
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


def talk_item_json(item: TalkItem) -> dict[str, Any]:
    """Return a line as JSON."""
    return {
        "id": item.id,
        "uuid": item.uuid,
        "text": item.text,
        "added": item.added.isoformat(),
        "done_on": item.done_on.isoformat() if item.done_on else None,
    }


def _add(context: CommandContext, text: str | None, at: str | None) -> None:
    added_at = None if at is None else parse_occurred_at(context, at)
    if text is not None:
        text = context.resolve_text("text", text)
    with context.open() as journal:
        new_text = text or context.require_text(
            "text", None, _("What would you like to talk about?")
        )
        item = journal.talk_items.add(new_text, added_at)
    _print_item_result(context, item, _("Saved."))


def _list(context: CommandContext, all: bool) -> None:
    with context.open() as journal:
        items = journal.talk_items.list(done=all)
    if context.json:
        context.print_json({"talk": [talk_item_json(item) for item in items]})
        return
    if not items:
        context.warn(_("Nothing here yet. Add a line with: recovery-journal talk add"))
    from recovery_journal.terminal_text import to_single_line

    for item in items:
        done_suffix = _(" (talked about on {day})").format(day=item.done_on) if item.done_on else ""
        context.print(f"{item.id}  {to_single_line(item.text)}{done_suffix}")


def _done(context: CommandContext, number: str | None) -> None:
    item_id = parse_entry_id(context, number)
    with context.open() as journal:
        item = journal.talk_items.mark_done(item_id)
    _print_item_result(context, item, _("Talked about."))


def _print_item_result(context: CommandContext, item: TalkItem, sentence: str) -> None:
    if context.json:
        context.print_json(talk_item_json(item))
        return
    context.print(_("{id}  {sentence} Take it back with: {undo}").format(
        id=item.id, sentence=sentence, undo=UNDO_COMMAND
    ))  # fmt: skip
