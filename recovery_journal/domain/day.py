"""A day's value: what all the records of one day come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayValues:
    """The figures of one of the person's days, as charts and reports show them.

    None is "not recorded" and is never 0. Scales are 0..10.

    - ``mood``, ``confidence``, ``connectedness``, ``stress``: the median of that
      day's check-ins, to one decimal.
    - ``urge``: the highest of every check-in's urge and every episode's peak.
    - ``sleep_hours``: the last recorded that day, in hours (step 0.5).
    - ``reached``, ``tried``: how many different people; ``meetings``: attended or
      left early. All three are None on a day with no record at all, else 0 or more.
    - ``entries``: records of any kind that day; ``filled_in_later``: how many of
      them were recorded more than 24 hours after they happened.
    """

    day: date
    mood: float | None = None
    urge: int | None = None
    confidence: float | None = None
    connectedness: float | None = None
    stress: float | None = None
    sleep_hours: float | None = None
    reached: int | None = None
    tried: int | None = None
    meetings: int | None = None
    entries: int = 0
    filled_in_later: int = 0
