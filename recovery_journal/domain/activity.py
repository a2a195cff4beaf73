"""An activity: something done, alone or with others, and how it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import ActivityKind, RecordKind, WithWhom
from recovery_journal.domain.fields import (
    ContactRef,
    ContactRefs,
    Fields,
    Integer,
    SingleChoice,
    Text,
    YesNo,
)
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "activity_kind": SingleChoice(ActivityKind, required=True),
    "name": Text(),
    "structured": YesNo(),
    "with_whom": SingleChoice(WithWhom),
    "contacts": ContactRefs(),
    "minutes": Integer(0),
    "enjoyment": Integer(0, 10),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Activity(Record):
    """An activity; ``structured`` is whether it has a time and a place of its own.

    ``enjoyment`` is 0..10. Its contacts are named, not counted as reached: only
    a reach-out is one.
    """

    kind: ClassVar[RecordKind] = "activity"
    fields: ClassVar[Fields] = FIELDS

    activity_kind: ActivityKind
    name: str | None = None
    structured: bool | None = None
    with_whom: WithWhom | None = None
    contacts: tuple[ContactRef, ...] = ()
    minutes: int | None = None
    enjoyment: int | None = None
