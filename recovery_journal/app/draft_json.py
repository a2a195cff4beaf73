"""What the rows of a form hold, as text for the journal, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from recovery_journal.widgets.picker import PickedItem

UNREADABLE = ""
"""The name under which a draft stands that cannot be read: no row of a form has it."""


def encode(draft: Mapping[str, Any]) -> str:
    """Return a draft as JSON, in ASCII: it holds any character, also half of one."""
    return json.dumps({name: _to_json_value(value) for name, value in draft.items()})


def decode(content: str) -> dict[str, Any]:
    """Return the draft that ``encode`` was given; what cannot be read comes as one text."""
    try:
        json_values = json.loads(content)
        return {name: _from_json_value(json_value) for name, json_value in json_values.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {UNREADABLE: content}


def _to_json_value(value: Any) -> Any:
    """Return a value as JSON has it: what JSON lacks is an object of one name."""
    if isinstance(value, PickedItem):
        return {"picked": [_to_json_value(item) for item in value]}
    if isinstance(value, tuple):
        return {"tuple": [_to_json_value(item) for item in value]}
    if isinstance(value, list):
        return [_to_json_value(item) for item in value]
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a draft cannot hold a {type(value).__name__}")


def _from_json_value(json_value: Any) -> Any:
    """Return the value ``_to_json_value`` was given; raises ValueError, KeyError, TypeError."""
    if isinstance(json_value, list):
        return [_from_json_value(item) for item in json_value]
    if not isinstance(json_value, dict):
        return json_value
    ((kind, payload),) = json_value.items()
    return _DECODERS[kind](payload)


_DECODERS = {
    "picked": lambda items: PickedItem(*map(_from_json_value, items)),
    "tuple": lambda items: tuple(map(_from_json_value, items)),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}
