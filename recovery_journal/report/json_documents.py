"""Records, contacts, the goal and the network as JSON documents: the keys of the contract.

Each function returns a dict of what ``json.dumps`` takes, dates in ISO form; what was
left out is null. ``--json`` prints them, and nothing else does.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.fields import ContactRefs, MultipleChoice, RatedNames
from recovery_journal.domain.record import Record
from recovery_journal.rules.days import was_filled_in_later
from recovery_journal.rules.network.states import contact_state, days_since

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact, ContactActivity
    from recovery_journal.domain.goal import Goal
    from recovery_journal.queries.network import DueContacts
    from recovery_journal.rules.goal import GoalTotals, UpcomingMilestone
    from recovery_journal.rules.network.snapshot import Network

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


def goal_json(goal: Goal) -> dict[str, Any]:
    """Return a goal as a JSON object; what was left out is null."""
    return {
        "id": goal.id,
        "uuid": goal.uuid,
        "goal_kind": goal.goal_kind,
        "wording": goal.wording,
        "chosen_by": goal.chosen_by,
        "start": goal.start.isoformat(),
        "review_on": goal.review_on.isoformat() if goal.review_on else None,
        "reasons": goal.reasons,
        "ended_on": goal.ended_on.isoformat() if goal.ended_on else None,
    }


def totals_json(day_totals: GoalTotals, meetings: int, connections: int) -> dict[str, int]:
    """Return the totals as a JSON object."""
    return {**day_totals._asdict(), "meetings_attended": meetings, "connections": connections}


def upcoming_milestone_json(milestone: UpcomingMilestone) -> dict[str, Any]:
    """Return a milestone that is near as a JSON object."""
    return {"milestone_kind": milestone.kind, "at": milestone.number, "left": milestone.remaining}


def network_json(network: Network) -> dict[str, Any]:
    """Return the network as of its day: contacts, those not placed, figures and all 35 gaps."""
    return {
        "as_of": network.as_of.isoformat(),
        "contacts": [
            contact_json(map_contact.contact, map_contact.activity, network.as_of)
            for map_contact in network.contacts
        ],
        "not_placed": [{"id": contact.id, "name": contact.name} for contact in network.not_placed],
        "figures": {
            name: {"value": figure.value, "n": figure.n} for name, figure in network.figures.items()
        },
        "gaps": [gap._asdict() for gap in network.gaps],
    }
