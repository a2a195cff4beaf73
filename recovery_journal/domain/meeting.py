"""A meeting: attended, left early, not attended, or planned."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from recovery_journal.domain.choices import (
    FeltSafe,
    HeldBackBy,
    MeetingFormat,
    MeetingRole,
    MeetingStatus,
    RecordKind,
)
from recovery_journal.domain.fields import ContactRef, Felt, Integer, fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Meeting(Record):
    """A meeting of a group, by its ``name`` or by the group contact it belongs to.

    ``contacts`` holds that group contact, or nothing. Attended and left_early
    count as connected with the group; ``felt_before``/``felt_after`` -2 to +2.
    """

    kind: ClassVar[RecordKind] = "meeting"

    name: str
    contacts: tuple[ContactRef, ...] = ()
    program: str | None = None
    format: MeetingFormat | None = None
    status: MeetingStatus = "attended"
    held_back_by: tuple[HeldBackBy, ...] = ()
    roles: tuple[MeetingRole, ...] = ()
    people_talked_to: Annotated[int | None, Integer(0)] = None
    felt_safe: FeltSafe | None = None
    felt_before: Felt = None
    felt_after: Felt = None
    topic: str | None = None
    takeaway: str | None = None

    @property
    def was_present(self) -> bool:
        """Whether the person was at the meeting, for all of it or a part."""
        return self.status in {"attended", "left_early"}


FIELDS = Meeting.fields = fields_of(Meeting)
