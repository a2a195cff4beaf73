"""A record as JSON: the keys of the contract, by the names of the fields."""

from __future__ import annotations

from typing import Any

from recovery_journal.domain.fields import ContactRefs, MultipleChoice, RatedNames
from recovery_journal.domain.record import Record
from recovery_journal.rules.days import was_filled_in_later

# What the number beside a name is called.
_RATING_KEYS = {"emotions": "intensity", "coping": "helped"}


def record_json(record: Record) -> dict[str, Any]:
    """Return a record as a JSON object; what was skipped is null.

    ``damaged`` is there, and true, where a text of it could not be read.
    """
    fields = {
        name: _value_json(name, field, getattr(record, name))
        for name, field in record.fields.items()
    }
    return {
        "id": record.id,
        "uuid": record.uuid,
        "kind": record.kind,
        "occurred_at": record.occurred_at.isoformat(),
        "local_date": record.local_date.isoformat(),
        "recorded_at": record.recorded_at.isoformat(),
        "filled_in_later": was_filled_in_later(record.occurred_at, record.recorded_at),
        "share": record.share,
        "source": record.source,
        **fields,
        "note": record.note,
        **({"damaged": True} if record.damaged else {}),
    }


def _value_json(name: str, field: object, value: Any) -> Any:
    if isinstance(field, ContactRefs):
        return [{"id": ref.id, "name": ref.name} for ref in value]
    if isinstance(field, RatedNames):
        return [
            {"name": rated_name.name, _RATING_KEYS[name]: rated_name.rating} for rated_name in value
        ]
    if isinstance(field, MultipleChoice):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
