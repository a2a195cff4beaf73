"""A check-in: how it is now. Only the mood is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from recovery_journal.domain.choices import GoalToday, Medication, Need, RecordKind
from recovery_journal.domain.fields import (
    Fields,
    HalfHours,
    Integer,
    MultipleChoice,
    RatedName,
    RatedNames,
    SingleChoice,
    Text,
)
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "mood": Integer(0, 10, required=True),
    "emotions": RatedNames(0, 10),
    "arousal": Integer(-3, 3),
    "needs": MultipleChoice(Need),
    "urge": Integer(0, 10),
    "confidence": Integer(0, 10),
    "connectedness": Integer(0, 10),
    "stress": Integer(0, 10),
    "sleep_hours": HalfHours(),
    "goal_today": SingleChoice(GoalToday),
    "medication": SingleChoice(Medication),
    "good_moment": Text(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckIn(Record):
    """How it is now, 0 to 10 where not said otherwise.

    ``mood`` 0 very low, 5 okay, 10 very good; ``arousal`` -3 numb, shut down,
    0 steady, +3 on edge; ``urge`` the strongest so far today; ``confidence`` in
    keeping to my goal in the next 24 hours; ``sleep_hours`` in halves.
    """

    kind: ClassVar[RecordKind] = "check_in"
    fields: ClassVar[Fields] = FIELDS

    mood: int
    emotions: tuple[RatedName, ...] = ()
    arousal: int | None = None
    needs: tuple[Need, ...] = ()
    urge: int | None = None
    confidence: int | None = None
    connectedness: int | None = None
    stress: int | None = None
    sleep_hours: float | None = None
    goal_today: GoalToday | None = None
    medication: Medication | None = None
    good_moment: str | None = None


class CheckInScores(NamedTuple):
    """The numbers of a check-in; None was not recorded.

    A chart over a year looks at thousands of them, and at no word. What a day
    comes to, it says as the whole check-in does: ``rules.day_values`` takes both.
    """

    id: int
    occurred_at: datetime
    recorded_at: datetime
    local_date: date
    mood: int
    urge: int | None
    confidence: int | None
    connectedness: int | None
    stress: int | None
    sleep_hours: float | None

    @property
    def kind(self) -> RecordKind:
        """The kind of the record the scores are of."""
        return "check_in"
