"""A contact's state, rhythm, boundary and kinds of support as text.

Text comes back as it was written; callers escape it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from recovery_journal.dates import day_month, long_day
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.rules.network.gaps import uncovered_support
from recovery_journal.rules.network.states import contact_state, days_since, has_ended_by

if TYPE_CHECKING:
    from recovery_journal.domain.choices import SupportKind
    from recovery_journal.domain.contact import Contact, ContactActivity
    from recovery_journal.rules.network.gaps import GapCell


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
    ago = days_text(days) if state == "drifting" else days_ago_text(days)
    return _("{state}, {ago}").format(state=label(state), ago=ago)


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


def cadence_text(contact: Contact) -> str:
    """Return the rhythm of keeping in touch, as it stands within a line."""
    days = contact.cadence_days
    if days is None:
        return _("no rhythm set")
    return ngettext("every day", "every {n} days", days).format(n=days)


def cadence_sentence(contact: Contact) -> str:
    """Return the same as a sentence of its own."""
    if contact.cadence_days is None:
        return _("No rhythm is set.")
    return f"{_('Rhythm')}: {cadence_text(contact)}."


def hours_text(hours: float) -> str:
    """Return a time rounded up: "1 hour", "3 hours", from two days on "4 days"."""
    whole_hours = max(1, ceil(hours))
    if whole_hours > 48:
        return days_text(ceil(whole_hours / 24))
    return ngettext("{n} hour", "{n} hours", whole_hours).format(n=whole_hours)


def support_kind_label(support: SupportKind) -> str:
    """Return the words for a kind of support, as they stand in a sentence."""
    labels: dict[SupportKind, str] = {
        "emotional": _("emotional support"),
        "informational": _("information and advice"),
        "practical": _("practical help"),
        "companionship": _("company"),
        "accountability": _("accountability"),
        "financial": _("help with money"),
        "advocacy": _("advocacy"),
    }
    return labels[support]


def gap_questions(grid: Sequence[GapCell]) -> tuple[str, ...]:
    """Return a question for each kind of support that nobody is listed for."""
    return tuple(
        _("No one listed yet for {support}. Is there someone, or a service?").format(
            support=support_kind_label(support)
        )
        for support in uncovered_support(grid)
    )
