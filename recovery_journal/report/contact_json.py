"""A contact as JSON, by the contract of the command line."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.rules.states import days_since, state_of


def contact_json(
    contact: Contact, tie: Tie | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """Return the contact with every field by its name, and its state where that is known.

    ``state``, ``days_since`` and ``tried_since`` need the ``tie`` and the day
    ``as_of``; without them they are null. Phone, e-mail and address are not
    part of a contact and are not here.
    """
    values = {field.name: _plain(getattr(contact, field.name)) for field in fields(contact)}
    values["share_as"] = contact.share_as or "role"
    first = ("id", "name", "contact_kind", "relation", "sector", "ring", "cadence_days")
    shape: dict[str, Any] = {name: values[name] for name in first}
    shape |= {"state": None, "days_since": None, "tried_since": None}
    if tie is not None and as_of is not None:
        shape["state"] = state_of(tie, as_of)
        shape["days_since"] = days_since(tie, as_of)
        shape["tried_since"] = tie.tried_since
    shape["status"] = values["status"]
    shape["placed"] = contact.placed
    return shape | values


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: dates in ISO form, sets as sorted lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return sorted(value)
    return value
