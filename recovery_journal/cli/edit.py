"""``edit``: change any field of any entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recovery_journal.cli.options import Command, argument, common_options, option
from recovery_journal.cli.output import print_entry_result
from recovery_journal.cli.parsing import (
    find_contacts,
    parse_entry_id,
    parse_occurred_at,
    parse_value,
    require_reach_out,
)
from recovery_journal.domain.fields import ContactRefs, Fields, Text, required_fields
from recovery_journal.domain.labels import field_label
from recovery_journal.domain.record import COMMON_FIELDS
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from recovery_journal.cli.context import CommandContext
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal

TIME_FIELD = "occurred_at"
# The short names of the options name the same fields here.
ALIASES = {
    "at": TIME_FIELD,
    "emotion": "emotions",
    "need": "needs",
    "sleep": "sleep_hours",
    "trigger": "triggers",
    "with": "with_whom",
    "contact": "contacts",
    "by": "channel",
    "initiated": "initiated_by",
    "received": "support_received",
    "gave": "support_given",
    "because": "held_back_by",
    "role": "roles",
    "talked_to": "people_talked_to",
}
PRESENT_STATUSES = {"attended", "left_early"}


def edit() -> Command:
    """Build the command."""
    return Command(
        "edit",
        _edit,
        [
            argument("number", _("the number of an entry"), "ID"),
            option("--set", _("a field and its new value; repeats"), "FIELD=VALUE", multiple=True),
            option("--unset", _("a field to leave empty; repeats"), "FIELD", multiple=True),
            *common_options(),
        ],
        help=_("Change an entry. It can be taken back with undo."),
        example='edit 12 --set mood=6 --set "at=yesterday 21:30" --unset sleep',
    )


def _edit(
    context: CommandContext,
    number: str | None,
    set_: Sequence[str],
    unset: Sequence[str],
    **common: Any,
) -> None:
    record_id = parse_entry_id(context, number)
    pairs = parse_set_options(set_)
    pairs.update({name: [value] for name, value in common.items() if value is not None})
    if not pairs and not unset:
        raise BadValue(_("Nothing to change: --set FIELD=VALUE or --unset FIELD says what."))
    with context.open() as journal:
        original = journal.entries.get(record_id)
        changes = _parse_changes(context, journal, original, pairs)
        changes.update(_cleared_fields(original, unset))
        stored = _store_changes(context, journal, original, changes)
        print_entry_result(context, stored, _("Changed."))


def _store_changes(
    context: CommandContext, journal: Journal, original: Record, changes: dict[str, Any]
) -> Record:
    """Write the changes, and say which names they bring to the person's own lists."""
    from dataclasses import replace

    from recovery_journal.cli.output import find_new_names, report_new_names

    added_names = find_new_names(journal, replace(original, **changes))
    stored = journal.entries.edit(original.id, **changes)
    report_new_names(context, added_names)
    return stored


def parse_set_options(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the values to set by the name of their field, in order."""
    pairs: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadValue(_("--set takes FIELD=VALUE, such as mood=6."))
        pairs.setdefault(name.strip(), []).append(value)
    return pairs


def resolve_field(text: str, fields: Fields, extra: Sequence[str] = ()) -> str:
    """Return the field that a name or short name stands for, or say which there are."""
    normalized = text.strip().casefold().lstrip("-").replace("-", "_").replace(" ", "_")
    for name in (normalized, ALIASES.get(normalized, "")):
        if name in fields or name in extra:
            return name
    raise BadValue(
        _("There is no field {name} here. There are: {fields}.").format(
            name=text[:80], fields=", ".join([*fields, *extra])
        ),
        field=text[:80],
    )


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
        from recovery_journal.cli.meeting import official_program_name

        changes["program"] = official_program_name(changes["program"])
    return changes


def _parse_new_time(
    context: CommandContext, original: Record, pairs: dict[str, list[str]], text: str
) -> datetime:
    """Return the new time of an entry; that of a planned meeting may be still to come."""
    if getattr(original, "status", None) != "planned" or "status" in pairs:
        return parse_occurred_at(context, text)
    from recovery_journal.rules.date_parsing import parse_datetime

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
