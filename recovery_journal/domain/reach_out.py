"""A reach-out: the core of the log. Trying and getting through are two facts."""

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import Channel, InitiatedBy, Outcome, RecordKind, SupportKind
from recovery_journal.domain.fields import ContactRef, Felt, Minutes, fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReachOut(Record):
    """A contact with one or more people, or an attempt at one.

    ``outcome`` connected counts as reached, every other one as tried;
    ``felt_before`` and ``felt_after`` are -2 to +2.
    """

    kind: ClassVar[RecordKind] = "reach_out"

    contacts: tuple[ContactRef, ...]
    initiated_by: InitiatedBy | None = None
    channel: Channel | None = None
    outcome: Outcome = "connected"
    minutes: Minutes = None
    felt_before: Felt = None
    felt_after: Felt = None
    support_received: tuple[SupportKind, ...] = ()
    support_given: bool | None = None
    honest: bool | None = None
    stretch: bool | None = None
    belonging: bool | None = None

    @property
    def is_connected(self) -> bool:
        """Whether someone was reached."""
        return self.outcome == "connected"


FIELDS = ReachOut.fields = fields_of(ReachOut)
