"""Insights from days: mood and urge on days with and without connection, confidence over time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from recovery_journal.rules.days import median
from recovery_journal.rules.insights.insight import Insight, InsightId, not_enough_either_side
from recovery_journal.rules.network.figures import involves_only_risk

if TYPE_CHECKING:
    from recovery_journal.domain.check_in import CheckInScores
    from recovery_journal.domain.day import DayValues
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut

MIN_DAYS_PER_SIDE = 5
"""Days needed on each side of a comparison."""
MIN_CHECK_INS = 7


def non_risk_connection_days(
    reach_outs: Sequence[ReachOut], meetings: Sequence[Meeting], risk_ids: Collection[int]
) -> set[date]:
    """Return the days on which someone was reached, or a meeting attended.

    A reach-out with nobody but risk ties does not count.
    """
    reach_out_days = {
        r.local_date for r in reach_outs if r.is_connected and not involves_only_risk(r, risk_ids)
    }
    return reach_out_days | {
        m.local_date for m in meetings if m.was_present and not involves_only_risk(m, risk_ids)
    }


def mood_and_connection(days: Sequence[DayValues], connected_days: Collection[date]) -> Insight:
    """Compare the mood of the days with and without a connection."""
    return _compare_by_connection("mood_and_connection", days, connected_days, lambda day: day.mood)


def urge_and_connection(days: Sequence[DayValues], connected_days: Collection[date]) -> Insight:
    """Compare the strongest urge of the days with and without a connection."""
    return _compare_by_connection("urge_and_connection", days, connected_days, lambda day: day.urge)


def _compare_by_connection(
    insight_id: InsightId,
    days: Sequence[DayValues],
    connected_days: Collection[date],
    value_of: Callable[[DayValues], float | None],
) -> Insight:
    """Return both medians; a day without the value is on neither side."""
    values_with, values_without = (
        [
            value
            for day in days
            if (day.day in connected_days) is is_connected and (value := value_of(day)) is not None
        ]
        for is_connected in (True, False)
    )
    n, m = len(values_with), len(values_without)
    median_with, median_without = median(values_with), median(values_without)
    if median_with is None or median_without is None or min(n, m) < MIN_DAYS_PER_SIDE:
        return not_enough_either_side(insight_id, n, m, MIN_DAYS_PER_SIDE)
    values = {"with": median_with, "n_with": n, "without": median_without, "n_without": m}
    return Insight(insight_id, min(n, m), MIN_DAYS_PER_SIDE, values)


def confidence_trend(check_ins: Sequence[CheckInScores]) -> Insight:
    """Put the earlier half of the check-ins that hold confidence beside the later half.

    Of an odd number the one in the middle is in the later half.
    """
    insight_id: InsightId = "confidence_trend"
    confidences = [check_in.confidence for check_in in check_ins if check_in.confidence is not None]
    n = len(confidences)
    median_earlier, median_later = median(confidences[: n // 2]), median(confidences[n // 2 :])
    if median_earlier is None or median_later is None or n < MIN_CHECK_INS:
        return Insight(insight_id, n, MIN_CHECK_INS)
    return Insight(
        insight_id,
        n,
        MIN_CHECK_INS,
        {"earlier": median_earlier, "later": median_later},
    )
