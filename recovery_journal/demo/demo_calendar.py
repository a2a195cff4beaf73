"""The days of the made-up life, counted back from its end, and its hard fortnights."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from random import Random
from uuid import UUID

HALF_YEAR = 26 * 7


class DemoCalendar:
    """The days up to ``until``; ``days_ago`` is 0 on that day, 1 on the one before.

    Counting from the end keeps the last weeks the same shape however long the
    life is. ``zone`` None is the machine's own: it gives the offsets only, the
    wall clock is the same everywhere.
    """

    def __init__(self, until: date, weeks: int, zone: tzinfo | None) -> None:
        if weeks < 4:
            raise ValueError("a made-up life takes 4 weeks or more")
        self.until = until
        self.weeks = weeks
        self.days = weeks * 7
        self.zone = zone
        self.period = min(self.days, HALF_YEAR)
        self.midpoint = self.period // 2

    def day(self, days_ago: int) -> date:
        """Return the date ``days_ago`` days before the end."""
        return self.until - timedelta(days=days_ago)

    def datetime_at(self, days_ago: int, minute: int) -> datetime:
        """Return the aware time at a minute of that day; from 1440 on it is the night after."""
        wall_time = datetime.combine(self.day(days_ago), time()) + timedelta(minutes=minute)
        localized = (
            wall_time.astimezone() if self.zone is None else wall_time.replace(tzinfo=self.zone)
        )
        # A fixed offset keeps the wall clock also in the hour that spring leaves out.
        return wall_time.replace(tzinfo=timezone(localized.utcoffset() or timedelta()))

    def depth(self, days_ago: int) -> int:
        """Return how deep a day lies in a hard fortnight: 0 outside it, to 4."""
        return max(0, min(4, 8 - abs(days_ago % self.period - self.midpoint)))

    def mood_level(self, days_ago: int) -> int:
        """Return the mood such a day tends to, in tenths: slowly up to the end, with a dip."""
        cycle_day = days_ago % (2 * self.period)
        cycle_day = min(cycle_day, 2 * self.period - cycle_day)
        return 67 - 14 * cycle_day // self.period - 7 * self.depth(days_ago)

    def days_since_return(self, days_ago: int) -> int:
        """Return the days since the return to use of this half-year; below 0 before it."""
        return self.midpoint + 1 - days_ago % self.period


def random_uuid(rng: Random) -> str:
    """Return a UUID drawn from the story's own dice, so that it is the same each time."""
    return str(UUID(int=rng.getrandbits(128), version=4))
