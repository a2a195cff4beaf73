"""The state of a contact on a day: recent, due, drifting, new or paused, and its boundaries.

``contact_state`` is the one place where days since the last connection become a state.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from recovery_journal.domain.choices import ContactState, Influence

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact, ContactActivity

# In the order a legend shows them.
GLYPHS: dict[ContactState, str] = {
    "recent": "●",
    "due": "◐",
    "drifting": "○",
    "new": "◌",
    "paused": "‖",
}
ASCII_GLYPHS: dict[ContactState, str] = {
    "recent": "*",
    "due": "o",
    "drifting": ".",
    "new": "+",
    "paused": "=",
}
TRIED_MARK = "~"
INFLUENCE_MARKS: dict[Influence, str] = {
    "protective": "↑",
    "mixed": "↕",
    "risk": "↓",
    "unsure": "?",
}


def has_ended_by(contact: Contact, as_of: date) -> bool:
    """Say whether the contact had ended by that day; it leaves the map on the day itself."""
    if contact.status != "ended":
        return False
    return contact.ended_on is None or contact.ended_on <= as_of


def is_listed_on(activity: ContactActivity, as_of: date) -> bool:
    """Say whether the contact was one of the person's contacts on that day.

    It is there from the day it was added or first appears in the log,
    whichever is earlier, until it ends.
    """
    listed_from = activity.contact.added_on
    if activity.first_logged is not None:
        listed_from = min(listed_from, activity.first_logged)
    return listed_from <= as_of and not has_ended_by(activity.contact, as_of)


def days_since(activity: ContactActivity, as_of: date) -> int | None:
    """Return the whole days since the contact was reached: 0 that day, None not yet.

    A connection after ``as_of`` does not count.
    """
    if activity.last_connected is None or activity.last_connected > as_of:
        return None
    return (as_of - activity.last_connected).days


def grace_days(cadence: int) -> int:
    """Return for how many days beyond its rhythm a contact is due before it drifts."""
    return max(1, (cadence + 1) // 2)


def contact_state(activity: ContactActivity, as_of: date) -> ContactState:
    """Return the first state that applies: paused, new, recent, due, drifting.

    Paused: paused that day, no rhythm, not to be suggested, or a risk tie.
    """
    contact = activity.contact
    cadence = contact.cadence_days
    is_excluded = not contact.suggest or contact.influence == "risk"
    if cadence is None or is_excluded or contact.is_paused_on(as_of):
        return "paused"
    days = days_since(activity, as_of)
    if days is None:
        return "new"
    if days <= cadence:
        return "recent"
    return "due" if days <= cadence + grace_days(cadence) else "drifting"


def due_ratio(activity: ContactActivity, as_of: date) -> float:
    """Return the days since a contact was reached as a share of its rhythm: 1.0 is just in time.

    0.0 without a rhythm. One not reached yet stands at 1.0: after those who are
    due, before those reached lately.
    """
    cadence = activity.contact.cadence_days
    if cadence is None:
        return 0.0
    days = days_since(activity, as_of)
    return 1.0 if days is None else days / cadence
