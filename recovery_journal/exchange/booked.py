"""Reading from the journal which professionals have an appointment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from recovery_journal.rules.booked import appointments, may_be_booked, with_appointments
from recovery_journal.rules.days import first_date_today

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.rules.network import Placed
    from recovery_journal.storage import Journal

AHEAD = timedelta(days=366)
"""How far ahead a booked appointment is looked for."""


def booked(
    journal: Journal, people: Iterable[Placed], today: date, now: datetime
) -> dict[int, datetime]:
    """Return the next appointment of each professional among these people, where one is booked."""
    return _appointments(journal, [one.tie for one in people], today, now)


def with_booked(journal: Journal, ties: Iterable[Tie], today: date, now: datetime) -> list[Tie]:
    """Return the ties of the present day, with the appointments that take the place of due."""
    ties = list(ties)
    return with_appointments(ties, _appointments(journal, ties, today, now))


def _appointments(
    journal: Journal, ties: Iterable[Tie], today: date, now: datetime
) -> dict[int, datetime]:
    waiting = may_be_booked(ties, today)
    if not waiting:
        return {}
    start = first_date_today(today)
    ahead = cast("list[Meeting]", journal.entries.between(start, today + AHEAD, "meeting"))
    return appointments(waiting, ahead, today, now)
