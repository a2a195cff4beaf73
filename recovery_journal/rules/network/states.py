"""The state of a contact on one day: how long since they were reached, and the words for it."""

from __future__ import annotations

from datetime import date

from recovery_journal.dates import day_month, long_day
from recovery_journal.domain.choices import ContactState, Influence
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.i18n import _, ngettext

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


def days_ago_text(days: int) -> str:
    """Return the words for a number of days back: today, yesterday, 5 days ago."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def days_text(days: int) -> str:
    """Return "1 day", "12 days"."""
    return ngettext("{n} day", "{n} days", days).format(n=days)


def state_text(activity: ContactActivity, as_of: date) -> str:
    """Return the state in words with how long it has been: "recent, 2 days ago"."""
    contact = activity.contact
    days = days_since(activity, as_of)
    state = contact_state(activity, as_of)
    if has_ended_by(contact, as_of):
        return _("ended")
    if not contact.is_placed:
        return _("not placed yet")
    if state == "paused":
        return _paused_text(contact, days, as_of)
    if days is None:
        return _("not yet")
    if activity.appointment_on is not None and state != "recent":
        return appointment_day_text(activity.appointment_on, as_of)
    if state == "drifting":
        return _("it's been a while, {days}").format(days=days_text(days))
    template = _("recent, {ago}") if state == "recent" else _("due, {ago}")
    return template.format(ago=days_ago_text(days))


def appointment_day_text(appointment_on: date, as_of: date) -> str:
    """Return the day of an appointment: "booked for 24 November", with a year to come its year."""
    return _("booked for {day}").format(day=_day_text(appointment_on, as_of))


def _day_text(day: date, as_of: date) -> str:
    return day_month(day) if day.year == as_of.year else long_day(day)


def _paused_text(contact: Contact, days: int | None, as_of: date) -> str:
    """Return why the contact is out of the rhythm: a pause, or no rhythm set."""
    if contact.is_paused_on(as_of):
        if contact.paused_until is None:
            return _("paused")
        return _("paused until {day}").format(day=_day_text(contact.paused_until, as_of))
    if contact.cadence_days is not None:
        return _("paused")
    if days is None:
        return _("no rhythm set")
    return _("no rhythm set, {ago}").format(ago=days_ago_text(days))


def boundary_text(contact: Contact) -> str:
    """Return the boundary of a contact on one line; "" where there is none.

    Other facts follow it after a comma, so a full stop at its end is left out.
    """
    text = " ".join((contact.boundaries or "").split()).removesuffix(".")
    return _("boundary: {text}").format(text=text) if text else ""


def attempts_text(activity: ContactActivity) -> str:
    """Return how often they were tried since they were last reached; "" for not at all."""
    n = activity.tried_since
    if n == 0:
        return ""
    if activity.last_connected is None:
        return ngettext("tried {n} time", "tried {n} times", n).format(n=n)
    return ngettext("tried {n} time since", "tried {n} times since", n).format(n=n)


def status_text(activity: ContactActivity, as_of: date) -> str:
    """Return the state and the attempts in words: "due, 8 days ago, tried 2 times since"."""
    return ", ".join(
        text for text in (state_text(activity, as_of), attempts_text(activity)) if text
    )
