"""``Insight``: the result of one comparison, with its n, the n it needs and its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

InsightId = Literal[
    "reached_this_week",
    "mood_and_connection",
    "urge_and_connection",
    "urge_and_reaching_out",
    "confidence_trend",
    "triggers_by_time",
    "triggers_by_place",
    "triggers_by_company",
    "helped_for_trigger",
    "tried_and_reached",
    "how_soon_people_answer",
    "weeks_with_a_meeting",
    "days_i_helped",
    "top_person_share",
]


class Insight(NamedTuple):
    """What some entries come to: counts and medians, no cause, no forecast, no score.

    ``n`` entries (days, weeks, uses) are there of the ``needed`` ones. ``values`` is
    empty until there are enough of them; its keys are part of the command line's
    JSON. ``sides`` says of a comparison with too few how many there are on each side.
    Names in ``values`` are as typed.
    """

    id: InsightId
    n: int
    needed: int
    values: Mapping[str, Any] = {}
    sides: tuple[int, int] | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there is something to say."""
        return bool(self.values)


def not_enough_either_side(
    insight_id: InsightId, n_with: int, n_without: int, needed: int
) -> Insight:
    """Return an insight that compares, with too few entries yet on one side or on both."""
    return Insight(insight_id, min(n_with, n_without), needed, sides=(n_with, n_without))
