"""A milestone: something reached and worth marking, which nothing takes away."""

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import MilestoneKind, RecordKind
from recovery_journal.domain.fields import fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Milestone(Record):
    """A milestone; ``wording`` says which one, ``marked_how`` how it was celebrated.

    ``told`` is whether someone was told.
    """

    kind: ClassVar[RecordKind] = "milestone"

    milestone_kind: MilestoneKind
    wording: str | None = None
    marked_how: str | None = None
    told: bool | None = None


FIELDS = Milestone.fields = fields_of(Milestone)
