"""A reach-out: the core of the log. Trying and getting through are two facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.fields import (
    Choice,
    Choices,
    ContactRef,
    Fields,
    People,
    Whole,
    YesNo,
)
from recovery_journal.domain.lists import Channel, InitiatedBy, Outcome, RecordKind, Support
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "contacts": People(required=True),
    "initiated_by": Choice(InitiatedBy),
    "channel": Choice(Channel),
    "outcome": Choice(Outcome, required=True),
    "minutes": Whole(0),
    "felt_before": Whole(-2, 2),
    "felt_after": Whole(-2, 2),
    "support_received": Choices(Support),
    "support_given": YesNo(),
    "honest": YesNo(),
    "stretch": YesNo(),
    "belonging": YesNo(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReachOut(Record):
    """A contact with one or more people, or an attempt at one.

    ``outcome`` connected counts as reached, every other one as tried;
    ``felt_before`` and ``felt_after`` are -2 to +2.
    """

    kind: ClassVar[RecordKind] = "reach_out"
    fields: ClassVar[Fields] = FIELDS

    contacts: tuple[ContactRef, ...]
    initiated_by: InitiatedBy | None = None
    channel: Channel | None = None
    outcome: Outcome = "connected"
    minutes: int | None = None
    felt_before: int | None = None
    felt_after: int | None = None
    support_received: tuple[Support, ...] = ()
    support_given: bool | None = None
    honest: bool | None = None
    stretch: bool | None = None
    belonging: bool | None = None

    @property
    def connected(self) -> bool:
        """Whether someone was reached."""
        return self.outcome == "connected"
