"""The state of a contact on one day: how long since they were reached, and the words for it."""

from __future__ import annotations

from datetime import date

from recovery_journal.dates import day_month, long_day
from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.domain.lists import Influence, State
from recovery_journal.words import _, ngettext

# In the order a legend shows them.
GLYPHS: dict[State, str] = {
    "recent": "●",
    "due": "◐",
    "drifting": "○",
    "new": "◌",
    "paused": "‖",
}
ASCII_GLYPHS: dict[State, str] = {
    "recent": "*",
    "due": "o",
    "drifting": ".",
    "new": "+",
    "paused": "=",
}
TRIED = "~"
INFLUENCE_MARKS: dict[Influence, str] = {
    "protective": "↑",
    "mixed": "↕",
    "risk": "↓",
    "unsure": "?",
}


def ended_by(contact: Contact, as_of: date) -> bool:
    """Say whether the contact had ended by that day; it leaves the map on the day itself."""
    if contact.status != "ended":
        return False
    return contact.ended_on is None or contact.ended_on <= as_of


def there_on(tie: Tie, as_of: date) -> bool:
    """Say whether the contact was one of the person's contacts on that day.

    It is there from the day it was added or first appears in the log,
    whichever is earlier, until it ends.
    """
    since = tie.contact.added_on
    if tie.first_logged is not None:
        since = min(since, tie.first_logged)
    return since <= as_of and not ended_by(tie.contact, as_of)


def days_since(tie: Tie, as_of: date) -> int | None:
    """Return the whole days since the contact was reached: 0 that day, None not yet.

    A connection after ``as_of`` does not count.
    """
    if tie.last_connected is None or tie.last_connected > as_of:
        return None
    return (as_of - tie.last_connected).days


def grace(cadence: int) -> int:
    """Return for how many days beyond its rhythm a contact is due before it drifts."""
    return max(1, (cadence + 1) // 2)


def state_of(tie: Tie, as_of: date) -> State:
    """Return the first state that applies: paused, new, recent, due, drifting.

    Paused: paused that day, no rhythm, not to be suggested, or a risk tie.
    """
    contact = tie.contact
    rhythm = contact.cadence_days
    kept_apart = not contact.suggest or contact.influence == "risk"
    if rhythm is None or kept_apart or contact.paused_on(as_of):
        return "paused"
    days = days_since(tie, as_of)
    if days is None:
        return "new"
    if days <= rhythm:
        return "recent"
    return "due" if days <= rhythm + grace(rhythm) else "drifting"


def how_due(tie: Tie, as_of: date) -> float:
    """Return the days since a contact was reached as a share of its rhythm: 1.0 is just in time.

    0.0 without a rhythm. One not reached yet stands at 1.0: after those who are
    due, before those reached lately.
    """
    rhythm = tie.contact.cadence_days
    if rhythm is None:
        return 0.0
    days = days_since(tie, as_of)
    return 1.0 if days is None else days / rhythm


def ago(days: int) -> str:
    """Return the words for a number of days back: today, yesterday, 5 days ago."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def days_in_words(days: int) -> str:
    """Return "1 day", "12 days"."""
    return ngettext("{n} day", "{n} days", days).format(n=days)


def state_words(tie: Tie, as_of: date) -> str:
    """Return the state in words with how long it has been: "recent, 2 days ago"."""
    contact = tie.contact
    days = days_since(tie, as_of)
    state = state_of(tie, as_of)
    if ended_by(contact, as_of):
        return _("ended")
    if not contact.placed:
        return _("not placed yet")
    if state == "paused":
        return _paused_words(contact, days, as_of)
    if days is None:
        return _("not yet")
    if tie.booked is not None and state != "recent":
        return booked_words(tie.booked, as_of)
    if state == "drifting":
        return _("it's been a while, {days}").format(days=days_in_words(days))
    words = _("recent, {ago}") if state == "recent" else _("due, {ago}")
    return words.format(ago=ago(days))


def booked_words(booked: date, as_of: date) -> str:
    """Return the day of an appointment: "booked for 24 November", with a year to come its year."""
    return _("booked for {day}").format(day=_day(booked, as_of))


def _day(day: date, as_of: date) -> str:
    return day_month(day) if day.year == as_of.year else long_day(day)


def _paused_words(contact: Contact, days: int | None, as_of: date) -> str:
    """Return why the contact is out of the rhythm: a pause, or no rhythm set."""
    if contact.paused_on(as_of):
        if contact.paused_until is None:
            return _("paused")
        return _("paused until {day}").format(day=_day(contact.paused_until, as_of))
    if contact.cadence_days is not None:
        return _("paused")
    if days is None:
        return _("no rhythm set")
    return _("no rhythm set, {ago}").format(ago=ago(days))


def boundary_words(contact: Contact) -> str:
    """Return the boundary of a contact on one line; "" where there is none.

    Other facts follow it after a comma, so a full stop at its end is left out.
    """
    text = " ".join((contact.boundaries or "").split()).removesuffix(".")
    return _("boundary: {text}").format(text=text) if text else ""


def tried_words(tie: Tie) -> str:
    """Return how often they were tried since they were last reached; "" for not at all."""
    n = tie.tried_since
    if n == 0:
        return ""
    if tie.last_connected is None:
        return ngettext("tried {n} time", "tried {n} times", n).format(n=n)
    return ngettext("tried {n} time since", "tried {n} times since", n).format(n=n)


def recency(tie: Tie, as_of: date) -> str:
    """Return the state and the attempts in words: "due, 8 days ago, tried 2 times since"."""
    return ", ".join(part for part in (state_words(tie, as_of), tried_words(tie)) if part)
