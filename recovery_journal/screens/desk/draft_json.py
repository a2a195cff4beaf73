"""What the rows of a form hold, as text for the journal, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from recovery_journal.widgets.picker import Picked

UNREADABLE = ""
"""The name under which a draft stands that cannot be read: no row of a form has it."""


def encode(draft: Mapping[str, Any]) -> str:
    """Return a draft as JSON, in ASCII: it holds any character, also half of one."""
    return json.dumps({name: _plain(value) for name, value in draft.items()})


def decode(content: str) -> dict[str, Any]:
    """Return the draft that ``encode`` was given; what cannot be read comes as one text."""
    try:
        read = json.loads(content)
        return {name: _value(plain) for name, plain in read.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {UNREADABLE: content}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: what JSON lacks is an object of one name."""
    if isinstance(value, Picked):
        return {"picked": [_plain(part) for part in value]}
    if isinstance(value, tuple):
        return {"tuple": [_plain(part) for part in value]}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a draft cannot hold a {type(value).__name__}")


def _value(plain: Any) -> Any:
    """Return the value that ``_plain`` was given; raises ValueError, KeyError, TypeError."""
    if isinstance(plain, list):
        return [_value(part) for part in plain]
    if not isinstance(plain, dict):
        return plain
    ((kind, inside),) = plain.items()
    return _KINDS[kind](inside)


_KINDS = {
    "picked": lambda parts: Picked(*map(_value, parts)),
    "tuple": lambda parts: tuple(map(_value, parts)),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}
