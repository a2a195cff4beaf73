"""The user's day: where it ends, its week, windows of days, medians; pure date arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record

LATE_ENTRY_AFTER = timedelta(hours=24)


def local_date(occurred_at: datetime, day_ends_at: time) -> date:
    """Return the person's day in which an entry happened.

    It is the date of the entry's own wall clock minus ``day_ends_at``: with a
    day that ends at 03:00, Saturday 02:59 is still Friday. Only the wall clock
    is counted, so the night the clocks change is like any other.
    """
    day_end_offset = timedelta(
        hours=day_ends_at.hour, minutes=day_ends_at.minute, seconds=day_ends_at.second
    )
    return (occurred_at.replace(tzinfo=None) - day_end_offset).date()


def earliest_date_today(today: date) -> date:
    """Return the earliest date that an entry of the person's today can have.

    Whoever flies west writes on earlier dates than in the morning: zones are up
    to 26 hours apart, which is two dates at most.
    """
    return today - timedelta(days=2)


def days_with_records(records: Iterable[Record]) -> frozenset[date]:
    """Return the days of which something was recorded; what is only planned is not of a day."""
    return frozenset(
        record.local_date for record in records if getattr(record, "status", None) != "planned"
    )


def was_filled_in_later(occurred_at: datetime, recorded_at: datetime) -> bool:
    """Say whether an entry was recorded more than 24 hours after it happened.

    Both are aware. Absolute time is compared: two times of one zone would
    otherwise be subtracted as wall clocks.
    """
    return recorded_at.astimezone(UTC) - occurred_at.astimezone(UTC) > LATE_ENTRY_AFTER


def week_bounds(day: date, first_weekday: int = 0) -> tuple[date, date]:
    """Return the first and the last day of the week that holds ``day``.

    ``first_weekday`` is 0 for Monday .. 6 for Sunday.
    """
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return first, first + timedelta(days=6)


def window_bounds(day: date, n: int) -> tuple[date, date]:
    """Return the first and the last day of a window of ``n`` days that ends with ``day``."""
    return day - timedelta(days=n - 1), day


def median(values: Iterable[float | None]) -> float | None:
    """Return the median to one decimal, halves rounded up; None when there is nothing.

    None among the values is "not recorded" and is left out, never counted as 0.
    """
    recorded = sorted(value for value in values if value is not None)
    if not recorded:
        return None
    middle = len(recorded) // 2
    middle_value = (
        recorded[middle] if len(recorded) % 2 else (recorded[middle - 1] + recorded[middle]) / 2
    )
    # Rounded first far beyond the decimal, so that 5.35 held as 5.3499… goes up.
    return floor(round(middle_value * 10, 6) + 0.5) / 10
