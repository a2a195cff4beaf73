"""An entry as text: one title line, or one line for each fact.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from typing import Any

from recovery_journal.dates import format_number
from recovery_journal.domain.fields import (
    ContactRefs,
    Field,
    MultipleChoice,
    RatedNames,
    SingleChoice,
    Text,
    VocabularyNames,
)
from recovery_journal.domain.labels import field_label, label
from recovery_journal.domain.record import Record
from recovery_journal.i18n import N_, _
from recovery_journal.rules.days import was_filled_in_later
from recovery_journal.terminal_text import to_single_line

# What the one line holds, in this order, where it was recorded.
_SUMMARY_FIELDS: dict[str, tuple[str, ...]] = {
    "check_in": ("mood", "urge", "emotions", "sleep_hours"),
    "urge": ("about", "peak", "after", "triggers", "acted"),
    "reach_out": ("contacts", "outcome", "channel", "minutes"),
    "meeting": ("name", "status", "program", "roles"),
    "return_to_use": ("about", "told"),
    "milestone": ("wording", "milestone_kind"),
    "activity": ("name", "activity_kind", "contacts", "enjoyment"),
    "reflection": ("body", "mind", "people", "purpose"),
}
_UNIT_TEMPLATES = {"minutes": N_("{n} min"), "sleep_hours": N_("{n} h of sleep")}
_MAX_NOTE_LENGTH = 60


def entry_kind_label(record: Record, own_word: str | None = None) -> str:
    """Return the label of the entry's kind; ``own_word`` is the person's for a return to use."""
    if record.kind == "return_to_use" and own_word:
        return own_word
    if record.kind == "reach_out":
        connected = getattr(record, "outcome", None) == "connected"
        return _("reached") if connected else _("tried")
    return label(record.kind)


def title_line(record: Record, own_word: str | None = None) -> str:
    """Return the entry on one line: its kind (see ``entry_kind_label``) and its summary."""
    kind, summary = entry_kind_label(record, own_word), summary_line(record)
    return f"{kind}: {summary}" if summary else kind


def summary_line(record: Record) -> str:
    """Return what says most about the entry, without its kind; "" where there is nothing."""
    parts = []
    for name in _SUMMARY_FIELDS[record.kind]:
        if name == "outcome" and getattr(record, name) == "connected":
            continue
        value_text = _value_text(record.fields[name], getattr(record, name))
        if value_text and name in _UNIT_TEMPLATES:
            parts.append(_(_UNIT_TEMPLATES[name]).format(n=value_text))
        elif value_text:
            parts.append(
                value_text if _needs_no_label(name) else f"{field_label(name)} {value_text}"
            )
    if record.note:
        parts.append(_truncate_note(record.note))
    return ", ".join(parts)


def entry_detail_lines(record: Record, own_word: str | None = None) -> list[str]:
    """Return everything recorded, one fact a line: the kind (see ``entry_kind_label``) first."""
    detail_lines = [
        entry_kind_label(record, own_word),
        _("when: {when}").format(when=_occurred_text(record)),
        _("day: {day}").format(day=record.local_date.isoformat()),
    ]
    if was_filled_in_later(record.occurred_at, record.recorded_at):
        detail_lines.append(
            _("filled in later: {when}").format(when=f"{record.recorded_at:%Y-%m-%d %H:%M}")
        )
    for name, field in record.fields.items():
        value_text = _value_text(field, getattr(record, name))
        if value_text:
            detail_lines.append(f"{field_label(name)}: {value_text}")
    if record.note:
        detail_lines.append(_("note: {text}").format(text=record.note))
    if record.share:
        detail_lines.append(_("marked to share"))
    return detail_lines


def _occurred_text(record: Record) -> str:
    return f"{record.occurred_at:%Y-%m-%d %H:%M}"


def _needs_no_label(name: str) -> bool:
    return name in {
        "about",
        "contacts",
        "outcome",
        "channel",
        "name",
        "status",
        "program",
        "emotions",
        "wording",
        "milestone_kind",
        "activity_kind",
    }


def _value_text(field: Field, value: Any) -> str:
    """Return a value as a person reads it; "" where nothing was recorded."""
    if value is None or value == ():
        return ""
    if isinstance(field, ContactRefs):
        return ", ".join(ref.name for ref in value)
    if isinstance(field, RatedNames):
        return ", ".join(
            label(rated_name.name)
            if rated_name.rating is None
            else f"{label(rated_name.name)} {rated_name.rating}"
            for rated_name in value
        )
    if isinstance(field, MultipleChoice | VocabularyNames):
        return ", ".join(label(item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, SingleChoice):
        return label(value)
    if isinstance(field, Text):
        return str(value)
    return format_number(value)


def _truncate_note(text: str) -> str:
    """Return the start of a text on one line."""
    line = to_single_line(text[: _MAX_NOTE_LENGTH * 4])
    return line if len(line) <= _MAX_NOTE_LENGTH else f"{line[: _MAX_NOTE_LENGTH - 1]}…"
