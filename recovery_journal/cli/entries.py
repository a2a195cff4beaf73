"""``timeline``, ``search``, ``show``, ``delete``: what is in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, option
from recovery_journal.cli.output import print_entry_result
from recovery_journal.cli.parsing import parse_day, parse_entry_id
from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import Integer, SingleChoice
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from inspect import Parameter

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.record import Record


def timeline() -> Command:
    """Build the command that lists entries."""
    return Command(
        "timeline",
        _timeline,
        [
            option("--from", _("the first day"), "D"),
            option("--to", _("the last day"), "D"),
            *_filter_options(),
        ],
        help=_("List entries, newest first."),
        example="timeline --from monday --kind check_in",
    )


def search() -> Command:
    """Build the command that finds words."""
    return Command(
        "search",
        _search,
        [
            argument("text", _("every word is looked for, the last also as a start"), "TEXT"),
            *_filter_options(),
        ],
        help=_("Find entries by the words in them, newest first."),
        example='search "walk by the river"',
    )


def show() -> Command:
    """Build the command that prints one entry."""
    return Command(
        "show",
        _show,
        [argument("number", _("the number of an entry"), "ID")],
        help=_("Print one entry, one fact a line."),
        example="show 12",
    )


def delete() -> Command:
    """Build the command that deletes one entry."""
    return Command(
        "delete",
        _delete,
        [argument("number", _("the number of an entry"), "ID")],
        help=_("Delete one entry. It can be taken back with undo."),
        example="delete 12",
    )


def _filter_options() -> list[Parameter]:
    """Return the options that both lists take."""
    return [
        option(
            "--kind", _("only this kind; repeats"), "K", multiple=True,
            choices=SingleChoice(RecordKind).choices,
        ),
        option("--limit", _("how many at most; 50 when not given"), "N"),
    ]  # fmt: skip


def _parse_kinds(texts: Sequence[str]) -> list[str]:
    """Return the kinds of record that were named."""
    field = SingleChoice[RecordKind](RecordKind)
    kind_names = [kind_name for text in texts for kind_name in text.split(",")]
    aliases = {"checkin": "check_in", "reachout": "reach_out", "reached": "reach_out"}
    return sorted(
        {
            field.parse("kind", aliases.get(kind_name.strip().casefold(), kind_name))
            for kind_name in kind_names
        }
    )


def _parse_limit(text: str | None) -> int:
    return 50 if text is None else Integer(1).parse("limit", text)


def _timeline(
    context: CommandContext,
    from_: str | None,
    to: str | None,
    kind: Sequence[str],
    limit: str | None,
) -> None:
    kinds, max_entries = _parse_kinds(kind), _parse_limit(limit)
    from recovery_journal.queries.timeline import load_timeline

    for text in (from_, to):
        if text is not None:
            parse_day(context, text)
    with context.open() as journal:
        start = None if from_ is None else parse_day(context, from_, journal)
        end = None if to is None else parse_day(context, to, journal)
        if start and end and start > end:
            raise BadValue(_("The first day is after the last one."), field="from")
        page = load_timeline(journal, kinds, max_entries, start=start, end=end)
    if context.json:
        from recovery_journal.report.record_json import record_json

        context.print_json(
            {"entries": [record_json(record) for record in page.records], "more": page.has_more}
        )
        return
    if not page.records:
        context.warn(_("No entry here. A first one: recovery-journal checkin --mood 7"))
    for record in page.records:
        _print_entry_line(context, record, page.own_word)
    _warn_has_more(context, page.has_more)


def _search(
    context: CommandContext, text: str | None, kind: Sequence[str], limit: str | None
) -> None:
    kinds, max_entries = _parse_kinds(kind), _parse_limit(limit)
    query = context.require_text("text", text, _("Which words?"))
    from recovery_journal.queries.timeline import search_journal

    with context.open() as journal:
        results = search_journal(journal, query, kinds, max_entries)
    if context.json:
        from recovery_journal.report.record_json import record_json

        entries = [{**record_json(hit.record), "snippet": hit.snippet} for hit in results.hits]
        context.print_json(
            {
                "entries": entries,
                "more": results.has_more,
                "contacts": [
                    {"id": contact.id, "name": contact.name} for contact in results.contacts
                ],
                "talk": [{"id": item.id, "text": item.text} for item in results.talk_items],
            }
        )
        return
    if not (results.hits or results.contacts or results.talk_items):
        context.warn(_("No entry has all of these words."))
    for hit in results.hits:
        _print_entry_line(context, hit.record, results.own_word)
        context.print(f"    {_one_line(hit.snippet)}")
    for contact in results.contacts:
        context.print(_("contact {id}  {name}").format(id=contact.id, name=contact.name))
    for item in results.talk_items:
        context.print(_("talk {id}  {text}").format(id=item.id, text=_one_line(item.text)))
    _warn_has_more(context, results.has_more)


def _print_entry_line(context: CommandContext, record: Record, return_label: str | None) -> None:
    """Print an entry on one line: id, when, what; ``return_label`` names a return to use."""
    from recovery_journal.report.entry_text import title_line

    text = _one_line(title_line(record, return_label))
    context.print(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {text}")


def _one_line(text: str) -> str:
    from recovery_journal.terminal_text import to_single_line

    return to_single_line(text)


def _warn_has_more(context: CommandContext, has_more: bool) -> None:
    if has_more:
        context.warn(_("There are more; --limit shows them."))


def _show(context: CommandContext, **params: Any) -> None:
    record_id = parse_entry_id(context, params["number"])
    with context.open() as journal:
        record = journal.entries.get(record_id)
        return_label = journal.settings.word_for("return_to_use")
    if context.json:
        from recovery_journal.report.record_json import record_json

        context.print_json(record_json(record))
        return
    from recovery_journal.report.entry_text import entry_detail_lines

    title, *details = entry_detail_lines(record, return_label)
    context.print(f"{record.id}  {title}", bold=True)
    for line in details:
        context.print(_one_line(line))


def _delete(context: CommandContext, **params: Any) -> None:
    record_id = parse_entry_id(context, params["number"])
    with context.open() as journal:
        print_entry_result(context, journal.entries.delete(record_id), _("Deleted."))
