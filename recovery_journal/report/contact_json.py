"""A contact as JSON, by the contract of the command line."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.rules.network.states import contact_state, days_since

if TYPE_CHECKING:
    from recovery_journal.queries.network import DueContacts


def contact_json(
    contact: Contact, contact_activity: ContactActivity | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """Return the contact with every field by its name, and its state where that is known.

    ``state``, ``booked``, ``days_since`` and ``tried_since`` need ``contact_activity`` and
    the day ``as_of``; without them they are null. Phone, e-mail and address are
    not part of a contact and are not here.
    """
    values = {field.name: _to_json_value(getattr(contact, field.name)) for field in fields(contact)}
    values["share_as"] = contact.share_as or "role"
    leading_keys = ("id", "name", "contact_kind", "relation", "sector", "ring", "cadence_days")
    document: dict[str, Any] = {name: values[name] for name in leading_keys}
    document |= {"state": None, "booked": None, "days_since": None, "tried_since": None}
    if contact_activity is not None and as_of is not None:
        document["state"] = contact_state(contact_activity, as_of)
        document["booked"] = _to_json_value(contact_activity.appointment_on)
        document["days_since"] = days_since(contact_activity, as_of)
        document["tried_since"] = contact_activity.tried_since
    document["status"] = values["status"]
    document["placed"] = contact.is_placed
    return document | values


def due_contact_json(
    contact: Contact, contact_activity: ContactActivity, as_of: date, appointment: datetime | None
) -> dict[str, Any]:
    """Return someone who is due; ``appointment`` is the appointment with its time."""
    appointment_time = None if appointment is None else appointment.isoformat(timespec="seconds")
    return contact_json(contact, contact_activity, as_of) | {"booked": appointment_time}


def due_contacts_json(due: DueContacts) -> list[dict[str, Any]]:
    """Return everyone who is due, most due first."""
    return [
        due_contact_json(
            map_contact.contact,
            map_contact.activity,
            due.day,
            due.appointments.get(map_contact.contact.id),
        )
        for map_contact in due.contacts
    ]


def _to_json_value(value: Any) -> Any:
    """Return a value as JSON holds it: dates in ISO form, sets as sorted lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return sorted(value)
    return value
