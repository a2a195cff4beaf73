"""A reach-out: the core of the log. Trying and getting through are two facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import Channel, InitiatedBy, Outcome, RecordKind, SupportKind
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Fields,
    Integer,
    MultipleChoice,
    SingleChoice,
    YesNo,
)
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "contacts": ContactRefs(required=True),
    "initiated_by": SingleChoice(InitiatedBy),
    "channel": SingleChoice(Channel),
    "outcome": SingleChoice(Outcome, required=True),
    "minutes": Integer(0),
    "felt_before": Integer(-2, 2),
    "felt_after": Integer(-2, 2),
    "support_received": MultipleChoice(SupportKind),
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
    support_received: tuple[SupportKind, ...] = ()
    support_given: bool | None = None
    honest: bool | None = None
    stretch: bool | None = None
    belonging: bool | None = None

    @property
    def is_connected(self) -> bool:
        """Whether someone was reached."""
        return self.outcome == "connected"
