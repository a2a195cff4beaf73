"""``timeline``, ``search``, ``show``, ``edit``, ``delete``: what is in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import (
    Argument,
    AtOption,
    IdArgument,
    NoteOption,
    Option,
    SetOption,
    ShareOption,
    UnsetOption,
    command,
)
from recovery_journal.cli.output import find_new_names, print_entry_result, report_new_names
from recovery_journal.cli.parsing import (
    TIME_FIELD,
    empty_value,
    find_contacts,
    official_program_name,
    parse_day,
    parse_entry_id,
    parse_occurred_at,
    parse_set_options,
    parse_unset_options,
    parse_value,
    require_reach_out,
    resolve_field,
)
from recovery_journal.domain.choices import PresentStatus, RecordKind
from recovery_journal.domain.fields import (
    ContactRefs,
    Fields,
    Integer,
    SingleChoice,
    Text,
    required_fields,
)
from recovery_journal.domain.record import COMMON_FIELDS, Record
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.queries.timeline import load_timeline, search_journal
from recovery_journal.report.entry_text import entry_detail_lines, title_line
from recovery_journal.report.json_documents import record_json
from recovery_journal.rules.date_parsing import parse_datetime
from recovery_journal.terminal_text import to_single_line

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

PRESENT_STATUSES = SingleChoice[PresentStatus](PresentStatus).choices
KIND_FIELD = SingleChoice[RecordKind](RecordKind)
KIND_ALIASES = {"checkin": "check_in", "reachout": "reach_out", "reached": "reach_out"}
KindOption = Annotated[
    tuple[str, ...], Option("K", N_("only this kind; repeats"), choices=KIND_FIELD.choices)
]
LimitOption = Annotated[str | None, Option("N", N_("how many at most; 50 when not given"))]


@command("timeline --from monday --kind check_in")
def timeline(
    context: CommandContext,
    first_day: Annotated[str | None, Option("D", N_("the first day"), ("--from",))] = None,
    last_day: Annotated[str | None, Option("D", N_("the last day"), ("--to",))] = None,
    kind: KindOption = (),
    limit: LimitOption = None,
) -> None:
    """List entries, newest first."""
    kinds, max_entries = _parse_kinds(kind), _parse_limit(limit)
    parse_day(context, first_day)
    parse_day(context, last_day)
    with context.open() as journal:
        start = parse_day(context, first_day, journal)
        end = parse_day(context, last_day, journal)
        if start and end and start > end:
            raise BadValue(_("The first day is after the last one."), field="from")
        page = load_timeline(journal, kinds, max_entries, start=start, end=end)
    if context.json:
        context.print_json(
            {"entries": [record_json(record) for record in page.records], "more": page.has_more}
        )
        return
    if not page.records:
        context.warn(_("No entry here. A first one: recovery-journal checkin --mood 7"))
    for record in page.records:
        _print_entry_line(context, record, page.own_word)
    _warn_has_more(context, page.has_more)


@command('search "walk by the river"')
def search(
    context: CommandContext,
    text: Annotated[
        str | None, Argument("TEXT", N_("every word is looked for, the last also as a start"))
    ] = None,
    kind: KindOption = (),
    limit: LimitOption = None,
) -> None:
    """Find entries by the words in them, newest first."""
    kinds, max_entries = _parse_kinds(kind), _parse_limit(limit)
    query = context.require_text("text", text, _("Which words?"))
    with context.open() as journal:
        results = search_journal(journal, query, kinds, max_entries)
    if context.json:
        entries = [{**record_json(hit.record), "snippet": hit.snippet} for hit in results.hits]
        contacts = [{"id": contact.id, "name": contact.name} for contact in results.contacts]
        talk_items = [{"id": item.id, "text": item.text} for item in results.talk_items]
        context.print_json(
            {
                "entries": entries,
                "more": results.has_more,
                "contacts": contacts,
                "talk": talk_items,
            }
        )
        return
    if not (results.hits or results.contacts or results.talk_items):
        context.warn(_("No entry has all of these words."))
    for hit in results.hits:
        _print_entry_line(context, hit.record, results.own_word)
        context.print(f"    {to_single_line(hit.snippet)}")
    for contact in results.contacts:
        context.print(_("contact {id}  {name}").format(id=contact.id, name=contact.name))
    for item in results.talk_items:
        context.print(_("talk {id}  {text}").format(id=item.id, text=to_single_line(item.text)))
    _warn_has_more(context, results.has_more)


@command("show 12")
def show(context: CommandContext, number: IdArgument = None) -> None:
    """Print one entry, one fact a line."""
    record_id = parse_entry_id(context, number)
    with context.open() as journal:
        record = journal.entries.get(record_id)
        return_label = journal.settings.word_for("return_to_use")
    if context.json:
        context.print_json(record_json(record))
        return
    title, *details = entry_detail_lines(record, return_label)
    context.print(f"{record.id}  {title}", bold=True)
    for line in details:
        context.print(to_single_line(line))


@command('edit 12 --set mood=6 --set "at=yesterday 21:30" --unset sleep')
def edit(
    context: CommandContext,
    number: IdArgument = None,
    changed: SetOption = (),
    unset: UnsetOption = (),
    at: AtOption = None,
    share: ShareOption = None,
    note: NoteOption = None,
) -> None:
    """Change an entry. It can be taken back with undo."""
    record_id = parse_entry_id(context, number)
    pairs = parse_set_options(changed)
    for name, text in (("at", at), ("share", share), ("note", note)):
        if text is not None:
            pairs[name] = [text]
    if not pairs and not unset:
        raise BadValue(_("Nothing to change: --set FIELD=VALUE or --unset FIELD says what."))
    with context.open() as journal:
        original = journal.entries.get(record_id)
        changes = _parse_changes(context, journal, original, pairs)
        changes.update(_empty_values(original, unset))
        added_names = find_new_names(journal, replace(original, **changes))
        stored = journal.entries.edit(original.id, **changes)
        report_new_names(context, added_names)
        print_entry_result(context, stored, _("Changed."))


def _parse_changes(
    context: CommandContext, journal: Journal, original: Record, pairs: dict[str, list[str]]
) -> dict[str, Any]:
    """Return the new values of the fields that are set."""
    fields: Fields = {**original.fields, **COMMON_FIELDS}
    changes: dict[str, Any] = {}
    for field_text, texts in pairs.items():
        name = resolve_field(field_text, fields, (TIME_FIELD,))
        if name == TIME_FIELD:
            changes[name] = _parse_new_time(context, original, pairs, texts[-1])
            continue
        field = fields[name]
        if not field.many or isinstance(field, Text):
            changes[name] = parse_value(context, name, field, texts)
            continue
        values = [part for text in texts for part in text.split(",")]
        if isinstance(field, ContactRefs):
            changes[name] = find_contacts(journal, values)
        else:
            changes[name] = parse_value(context, name, field, values)
    if changes.get("status") in PRESENT_STATUSES and TIME_FIELD not in changes:
        # Nobody was at a meeting that is still to come.
        parse_occurred_at(context, original.occurred_at.isoformat())
    if "reach_out" in changes:
        require_reach_out(journal, changes["reach_out"])
    if original.kind == "meeting" and "program" in changes:
        changes["program"] = official_program_name(changes["program"])
    return changes


def _parse_new_time(
    context: CommandContext, original: Record, pairs: dict[str, list[str]], text: str
) -> datetime:
    """Return the new time of an entry; that of a planned meeting may be still to come."""
    if getattr(original, "status", None) != "planned" or "status" in pairs:
        return parse_occurred_at(context, text)
    return parse_datetime(text, context.now, future_ok=True)


def _empty_values(original: Record, unset: Sequence[str]) -> dict[str, Any]:
    """Return the empty values of the fields that are unset."""
    fields: Fields = {**original.fields, **COMMON_FIELDS}
    # What is not shared is a no, and never empty.
    needed = required_fields(fields) - {"share"} | {TIME_FIELD}
    refusal = _("{field} stays, since this entry needs it. --set changes it.")
    names = parse_unset_options(unset, fields, (TIME_FIELD,), needed, refusal)
    return {name: False if name == "share" else empty_value(fields[name]) for name in names}


@command("delete 12")
def delete(context: CommandContext, number: IdArgument = None) -> None:
    """Delete one entry. It can be taken back with undo."""
    record_id = parse_entry_id(context, number)
    with context.open() as journal:
        print_entry_result(context, journal.entries.delete(record_id), _("Deleted."))


def _parse_kinds(texts: Sequence[str]) -> list[str]:
    """Return the kinds of record that were named, each once."""
    names = [name for text in texts for name in text.split(",")]
    kinds = {
        KIND_FIELD.parse("kind", KIND_ALIASES.get(name.strip().casefold(), name)) for name in names
    }
    return sorted(kinds)


def _parse_limit(text: str | None) -> int:
    return 50 if text is None else Integer(1).parse("limit", text)


def _print_entry_line(context: CommandContext, record: Record, return_label: str | None) -> None:
    """Print an entry on one line: id, when, what; ``return_label`` names a return to use."""
    text = to_single_line(title_line(record, return_label))
    context.print(f"{record.id}  {record.occurred_at:%Y-%m-%d %H:%M}  {text}")


def _warn_has_more(context: CommandContext, has_more: bool) -> None:
    if has_more:
        context.warn(_("There are more; --limit shows them."))
