"""An activity: something done, alone or with others, and how it was."""

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import ActivityKind, RecordKind, WithWhom
from recovery_journal.domain.fields import ContactRef, Minutes, Scale, fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Activity(Record):
    """An activity; ``structured`` is whether it has a time and a place of its own.

    ``enjoyment`` is 0..10. Its contacts are named, not counted as reached: only
    a reach-out is one.
    """

    kind: ClassVar[RecordKind] = "activity"

    activity_kind: ActivityKind
    name: str | None = None
    structured: bool | None = None
    with_whom: WithWhom | None = None
    contacts: tuple[ContactRef, ...] = ()
    minutes: Minutes = None
    enjoyment: Scale = None


FIELDS = Activity.fields = fields_of(Activity)
