"""A meeting: attended, left early, not attended, or planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import (
    FeltSafe,
    HeldBackBy,
    MeetingFormat,
    MeetingRole,
    MeetingStatus,
    RecordKind,
)
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Fields,
    Integer,
    MultipleChoice,
    SingleChoice,
    Text,
)
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "name": Text(required=True),
    "contacts": ContactRefs(),
    "program": Text(),
    "format": SingleChoice(MeetingFormat),
    "status": SingleChoice(MeetingStatus, required=True),
    "held_back_by": MultipleChoice(HeldBackBy),
    "roles": MultipleChoice(MeetingRole),
    "people_talked_to": Integer(0),
    "felt_safe": SingleChoice(FeltSafe),
    "felt_before": Integer(-2, 2),
    "felt_after": Integer(-2, 2),
    "topic": Text(),
    "takeaway": Text(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Meeting(Record):
    """A meeting of a group, by its ``name`` or by the group contact it belongs to.

    ``contacts`` holds that group contact, or nothing. Attended and left_early
    count as connected with the group; ``felt_before``/``felt_after`` -2 to +2.
    """

    kind: ClassVar[RecordKind] = "meeting"
    fields: ClassVar[Fields] = FIELDS

    name: str
    contacts: tuple[ContactRef, ...] = ()
    program: str | None = None
    format: MeetingFormat | None = None
    status: MeetingStatus = "attended"
    held_back_by: tuple[HeldBackBy, ...] = ()
    roles: tuple[MeetingRole, ...] = ()
    people_talked_to: int | None = None
    felt_safe: FeltSafe | None = None
    felt_before: int | None = None
    felt_after: int | None = None
    topic: str | None = None
    takeaway: str | None = None

    @property
    def was_present(self) -> bool:
        """Whether the person was at the meeting, for all of it or a part."""
        return self.status in {"attended", "left_early"}
