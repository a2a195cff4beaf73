"""``edit``: change any field of any entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.context import CommandContext
from recovery_journal.cli.options import (
    AtOption,
    IdArgument,
    NoteOption,
    SetOption,
    ShareOption,
    UnsetOption,
    command,
)
from recovery_journal.cli.output import find_new_names, print_entry_result, report_new_names
from recovery_journal.cli.parsing import (
    TIME_FIELD,
    find_contacts,
    official_program_name,
    parse_entry_id,
    parse_occurred_at,
    parse_set_options,
    parse_value,
    require_reach_out,
    resolve_field,
)
from recovery_journal.domain.fields import ContactRefs, Fields, Text, required_fields
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.record import COMMON_FIELDS, Record
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _
from recovery_journal.rules.date_parsing import parse_datetime

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

PRESENT_STATUSES = {"attended", "left_early"}


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
        changes.update(_cleared_fields(original, unset))
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


def _cleared_fields(original: Record, unset: Sequence[str]) -> dict[str, Any]:
    """Return the empty values of the fields that are unset."""
    fields: Fields = {**original.fields, **COMMON_FIELDS}
    changes: dict[str, Any] = {}
    for field_text in unset:
        name = resolve_field(field_text, fields, (TIME_FIELD,))
        # What is not shared is a no, and never empty.
        if name == TIME_FIELD or (name in required_fields(fields) and name != "share"):
            raise BadValue(
                _("{field} stays, since this entry needs it. --set changes it.").format(
                    field=field_label(name)
                ),
                field=name,
            )
        changes[name] = False if name == "share" else () if fields[name].many else None
    return changes
