"""A contact as JSON, by the contract of the command line."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.rules.states import days_since, state_of


def contact_json(
    contact: Contact, tie: Tie | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """Return the contact with every field by its name, and its state where that is known.

    ``state``, ``booked``, ``days_since`` and ``tried_since`` need the ``tie`` and
    the day ``as_of``; without them they are null. Phone, e-mail and address are
    not part of a contact and are not here.
    """
    values = {field.name: _plain(getattr(contact, field.name)) for field in fields(contact)}
    values["share_as"] = contact.share_as or "role"
    first = ("id", "name", "contact_kind", "relation", "sector", "ring", "cadence_days")
    shape: dict[str, Any] = {name: values[name] for name in first}
    shape |= {"state": None, "booked": None, "days_since": None, "tried_since": None}
    if tie is not None and as_of is not None:
        shape["state"] = state_of(tie, as_of)
        shape["booked"] = _plain(tie.booked)
        shape["days_since"] = days_since(tie, as_of)
        shape["tried_since"] = tie.tried_since
    shape["status"] = values["status"]
    shape["placed"] = contact.placed
    return shape | values


def due_json(contact: Contact, tie: Tie, as_of: date, booked: datetime | None) -> dict[str, Any]:
    """Return someone who is due; ``booked`` is the appointment with its time."""
    at = None if booked is None else booked.isoformat(timespec="seconds")
    return contact_json(contact, tie, as_of) | {"booked": at}


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: dates in ISO form, sets as sorted lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return sorted(value)
    return value
