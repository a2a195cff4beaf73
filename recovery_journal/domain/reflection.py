"""The reflection record: thoughts on the week, in four parts of life."""

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import Scale, fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reflection(Record):
    """A weekly reflection; the four parts of life are 0 (very low) to 10 (very good)."""

    kind: ClassVar[RecordKind] = "reflection"

    body: Scale = None
    mind: Scale = None
    people: Scale = None
    purpose: Scale = None
    learned: str | None = None
    proud_of: str | None = None


FIELDS = Reflection.fields = fields_of(Reflection)
