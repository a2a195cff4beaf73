"""An entry in words: one line of it, or all of it, one fact a line.

Text comes back as it was written; whoever shows it makes it harmless.
"""

from __future__ import annotations

from typing import Any

from recovery_journal.dates import number
from recovery_journal.domain.fields import Choice, Choices, Field, MarkedNames, Names, People, Text
from recovery_journal.domain.labels import field_label, label
from recovery_journal.domain.record import Record
from recovery_journal.report.plain import on_one_line
from recovery_journal.rules.days import filled_in_later
from recovery_journal.words import N_, _

# What the one line holds, in this order, where it was recorded.
_HEADLINES: dict[str, tuple[str, ...]] = {
    "check_in": ("mood", "urge", "emotions", "sleep_hours"),
    "urge": ("about", "peak", "after", "triggers", "acted"),
    "reach_out": ("contacts", "outcome", "channel", "minutes"),
    "meeting": ("name", "status", "program", "roles"),
    "return_to_use": ("about", "told"),
    "milestone": ("wording", "milestone_kind"),
    "activity": ("name", "activity_kind", "contacts", "enjoyment"),
    "reflection": ("body", "mind", "people", "purpose"),
}
_MEASURES = {"minutes": N_("{n} min"), "sleep_hours": N_("{n} h of sleep")}
_LONGEST = 60


def title(record: Record, own: str | None = None) -> str:
    """Return what kind of entry it is, in words; ``own`` is the person's for a return to use."""
    if record.kind == "return_to_use" and own:
        return own
    if record.kind == "reach_out":
        connected = getattr(record, "outcome", None) == "connected"
        return _("reached") if connected else _("tried")
    return label(record.kind)


def headline(record: Record, own: str | None = None) -> str:
    """Return the entry on one line: its kind (see ``title``) and what says most about it."""
    kind, facts = title(record, own), gist(record)
    return f"{kind}: {facts}" if facts else kind


def gist(record: Record) -> str:
    """Return what says most about the entry, without its kind; "" where there is nothing."""
    facts = []
    for name in _HEADLINES[record.kind]:
        if name == "outcome" and getattr(record, name) == "connected":
            continue
        words = _words(record.fields[name], getattr(record, name))
        if words and name in _MEASURES:
            facts.append(_(_MEASURES[name]).format(n=words))
        elif words:
            facts.append(words if _speaks_for_itself(name) else f"{field_label(name)} {words}")
    if record.note:
        facts.append(_short(record.note))
    return ", ".join(facts)


def lines(record: Record, own: str | None = None) -> list[str]:
    """Return everything recorded, one fact a line: the kind (see ``title``) first."""
    found = [
        title(record, own),
        _("when: {when}").format(when=_when(record)),
        _("day: {day}").format(day=record.local_date.isoformat()),
    ]
    if filled_in_later(record.occurred_at, record.recorded_at):
        found.append(
            _("filled in later: {when}").format(when=f"{record.recorded_at:%Y-%m-%d %H:%M}")
        )
    for name, field in record.fields.items():
        words = _words(field, getattr(record, name))
        if words:
            found.append(f"{field_label(name)}: {words}")
    if record.note:
        found.append(_("note: {text}").format(text=record.note))
    if record.share:
        found.append(_("marked to share"))
    return found


def _when(record: Record) -> str:
    return f"{record.occurred_at:%Y-%m-%d %H:%M}"


def _speaks_for_itself(name: str) -> bool:
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


def _words(field: Field, value: Any) -> str:
    """Return a value as a person reads it; "" where nothing was recorded."""
    if value is None or value == ():
        return ""
    if isinstance(field, People):
        return ", ".join(ref.name for ref in value)
    if isinstance(field, MarkedNames):
        return ", ".join(
            label(one.name) if one.mark is None else f"{label(one.name)} {one.mark}"
            for one in value
        )
    if isinstance(field, Choices | Names):
        return ", ".join(label(one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, Choice):
        return label(value)
    if isinstance(field, Text):
        return str(value)
    return number(value)


def _short(text: str) -> str:
    """Return the start of a text on one line."""
    line = on_one_line(text[: _LONGEST * 4])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
