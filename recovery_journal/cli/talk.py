"""``talk``: what I want to talk about next session."""

from __future__ import annotations

from typing import Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import Argument, Option, command
from recovery_journal.cli.output import print_change
from recovery_journal.cli.parsing import parse_entry_id, parse_occurred_at
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import to_single_line


@command('talk add "the call on Sunday"')
def add_talk_item(
    context: CommandContext,
    text: Annotated[str | None, Argument("TEXT", N_("the line; - reads standard input"))] = None,
    at: Annotated[str | None, Option("WHEN", N_("when it came up: yesterday, monday"))] = None,
) -> None:
    """Add a line for the next session. In a terminal it asks for the text."""
    added_at = None if at is None else parse_occurred_at(context, at)
    if text is not None:
        text = context.resolve_text("text", text)
    with context.open() as journal:
        text = text or context.require_text("text", None, _("What would you like to talk about?"))
        item = journal.talk_items.add(text, added_at)
    print_change(context, item.id, _("Saved."), lambda: talk_item_json(item))


@command("talk list")
def list_talk_items(
    context: CommandContext,
    all: Annotated[bool, Option(help=N_("the ones talked about too"))] = False,
) -> None:
    """Print the lines for the next session."""
    with context.open() as journal:
        items = journal.talk_items.list(done=all)
    if context.json:
        context.print_json({"talk": [talk_item_json(item) for item in items]})
        return
    if not items:
        context.warn(_("Nothing here yet. Add a line with: recovery-journal talk add"))
    for item in items:
        done_suffix = _(" (talked about on {day})").format(day=item.done_on) if item.done_on else ""
        context.print(f"{item.id}  {to_single_line(item.text)}{done_suffix}")


@command("talk done 3")
def finish_talk_item(
    context: CommandContext,
    number: Annotated[str | None, Argument("ID", N_("the number of a line"))] = None,
) -> None:
    """Mark a line as talked about."""
    item_id = parse_entry_id(context, number)
    with context.open() as journal:
        item = journal.talk_items.mark_done(item_id)
    print_change(context, item.id, _("Talked about."), lambda: talk_item_json(item))


def talk_item_json(item: TalkItem) -> dict[str, Any]:
    """Return a line as JSON."""
    return {
        "id": item.id,
        "uuid": item.uuid,
        "text": item.text,
        "added": item.added.isoformat(),
        "done_on": item.done_on.isoformat() if item.done_on else None,
    }
