"""The days of the made-up life, counted back from its end, and its hard fortnights."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from random import Random
from uuid import UUID

HALF_YEAR = 26 * 7


class Span:
    """The days up to ``until``; ``back`` is 0 on that day, 1 on the one before.

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
        self.half = self.period // 2

    def day(self, back: int) -> date:
        """Return the date ``back`` days before the end."""
        return self.until - timedelta(days=back)

    def at(self, back: int, minute: int) -> datetime:
        """Return the aware time at a minute of that day; from 1440 on it is the night after."""
        wall = datetime.combine(self.day(back), time()) + timedelta(minutes=minute)
        known = wall.astimezone() if self.zone is None else wall.replace(tzinfo=self.zone)
        # A fixed offset keeps the wall clock also in the hour that spring leaves out.
        return wall.replace(tzinfo=timezone(known.utcoffset() or timedelta()))

    def depth(self, back: int) -> int:
        """Return how deep a day lies in a hard fortnight: 0 outside it, to 4."""
        return max(0, min(4, 8 - abs(back % self.period - self.half)))

    def level(self, back: int) -> int:
        """Return the mood such a day tends to, in tenths: slowly up to the end, with a dip."""
        lap = back % (2 * self.period)
        lap = min(lap, 2 * self.period - lap)
        return 67 - 14 * lap // self.period - 7 * self.depth(back)

    def after_return(self, back: int) -> int:
        """Return the days since the return to use of this half-year; below 0 before it."""
        return self.half + 1 - back % self.period


def uuid_of(rng: Random) -> str:
    """Return a UUID drawn from the story's own dice, so that it is the same each time."""
    return str(UUID(int=rng.getrandbits(128), version=4))
