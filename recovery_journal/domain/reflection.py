"""The reflection record: thoughts on the week, in four parts of life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import Fields, Integer, Text
from recovery_journal.domain.record import Record

FIELDS: Fields = {
    "body": Integer(0, 10),
    "mind": Integer(0, 10),
    "people": Integer(0, 10),
    "purpose": Integer(0, 10),
    "learned": Text(),
    "proud_of": Text(),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reflection(Record):
    """A weekly reflection; the four parts of life are 0 (very low) to 10 (very good)."""

    kind: ClassVar[RecordKind] = "reflection"
    fields: ClassVar[Fields] = FIELDS

    body: int | None = None
    mind: int | None = None
    people: int | None = None
    purpose: int | None = None
    learned: str | None = None
    proud_of: str | None = None
