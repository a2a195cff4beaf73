"""A check-in: how it is now. Only the mood is asked for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, NamedTuple

from recovery_journal.domain.choices import GoalToday, Medication, Need, RecordKind
from recovery_journal.domain.fields import (
    HalfHours,
    Integer,
    RatedName,
    RatedNames,
    Scale,
    fields_of,
)
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckIn(Record):
    """How it is now, 0 to 10 where not said otherwise.

    ``mood`` 0 very low, 5 okay, 10 very good; ``arousal`` -3 numb, shut down,
    0 steady, +3 on edge; ``urge`` the strongest so far today; ``confidence`` in
    keeping to my goal in the next 24 hours; ``sleep_hours`` in halves.
    """

    kind: ClassVar[RecordKind] = "check_in"

    mood: Annotated[int, Integer(0, 10)]
    emotions: Annotated[tuple[RatedName, ...], RatedNames(0, 10)] = ()
    arousal: Annotated[int | None, Integer(-3, 3)] = None
    needs: tuple[Need, ...] = ()
    urge: Scale = None
    confidence: Scale = None
    connectedness: Scale = None
    stress: Scale = None
    sleep_hours: Annotated[float | None, HalfHours()] = None
    goal_today: GoalToday | None = None
    medication: Medication | None = None
    good_moment: str | None = None


FIELDS = CheckIn.fields = fields_of(CheckIn)


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
