"""What the days say: mood and urge beside connection, and confidence over time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from recovery_journal.dates import number
from recovery_journal.rules.days import median
from recovery_journal.rules.figures import only_risk
from recovery_journal.rules.insight import Insight, each_so_far, so_far
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.brief import CheckInBrief
    from recovery_journal.domain.day import DayValues
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut

EACH = 5
"""Days needed on each side of a comparison."""
FOR_CONFIDENCE = 7


def with_connection(
    reach_outs: Sequence[ReachOut], meetings: Sequence[Meeting], risk: Collection[int]
) -> set[date]:
    """Return the days on which someone was reached, or a meeting attended.

    A reach-out with nobody but risk ties does not count.
    """
    reached = {r.local_date for r in reach_outs if r.connected and not only_risk(r, risk)}
    return reached | {m.local_date for m in meetings if m.was_there and not only_risk(m, risk)}


def mood_and_connection(days: Sequence[DayValues], connected: Collection[date]) -> Insight:
    """Compare the mood of the days with and without a connection."""
    title = _("Mood and connection")
    return _beside_connection("mood_and_connection", title, days, connected, lambda day: day.mood)


def urge_and_connection(days: Sequence[DayValues], connected: Collection[date]) -> Insight:
    """Compare the strongest urge of the days with and without a connection."""
    title = _("Urge and connection")
    return _beside_connection("urge_and_connection", title, days, connected, lambda day: day.urge)


def _beside_connection(
    id: str,
    title: str,
    days: Sequence[DayValues],
    connected: Collection[date],
    value_of: Callable[[DayValues], float | None],
) -> Insight:
    """Return both medians; a day without the value is on neither side."""
    with_, without = (
        [
            value
            for day in days
            if (day.day in connected) is side and (value := value_of(day)) is not None
        ]
        for side in (True, False)
    )
    n, m = len(with_), len(without)
    a, b = median(with_), median(without)
    if a is None or b is None or min(n, m) < EACH:
        return each_so_far(id, title, n, m, EACH)
    words = _(
        "days with a connection went together with a median of {a} ({n} days), "
        "days without with {b} ({m} days)"
    ).format(a=number(a), n=n, b=number(b), m=m)
    values = {"with": a, "n_with": n, "without": b, "n_without": m}
    return Insight(id, title, words, min(n, m), EACH, values)


def confidence_trend(check_ins: Sequence[CheckInBrief]) -> Insight:
    """Put the earlier half of the check-ins that hold confidence beside the later half.

    Of an odd number the one in the middle is in the later half.
    """
    id, title = "confidence_trend", _("Confidence in keeping to my goal")
    known = [one.confidence for one in check_ins if one.confidence is not None]
    n = len(known)
    earlier, later = median(known[: n // 2]), median(known[n // 2 :])
    if earlier is None or later is None or n < FOR_CONFIDENCE:
        return so_far(id, title, n, FOR_CONFIDENCE)
    words = _("median {a} in the earlier half of {n} entries, {b} in the later half").format(
        a=number(earlier), b=number(later), n=n
    )
    return Insight(id, title, words, n, FOR_CONFIDENCE, {"earlier": earlier, "later": later})
