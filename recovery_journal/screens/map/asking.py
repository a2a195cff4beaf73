"""Which form is asked for from the map."""

from __future__ import annotations

from typing import Any

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.messages import FormAsked


def asked(contact: Contact, what: str) -> FormAsked:
    """Return the form for someone "reached" or "tried"; a recovery group reached is a meeting."""
    values: dict[str, Any] = {"contacts": (ContactRef(contact.id, contact.name),)}
    if what == "tried":
        return FormAsked("reached", {**values, "outcome": "no_answer"})
    if contact.relation == "recovery_group":
        return FormAsked("meeting", {**values, "name": contact.name})
    return FormAsked("reached", values)
