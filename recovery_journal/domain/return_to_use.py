"""A return to use: recorded, and nothing resets."""

from dataclasses import dataclass
from typing import ClassVar

from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import fields_of
from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReturnToUse(Record):
    """A return to use; ``told`` is whether someone was told, ``next_step`` one small one."""

    kind: ClassVar[RecordKind] = "return_to_use"

    about: str | None = None
    triggers: tuple[str, ...] = ()
    told: bool | None = None
    next_step: str | None = None


FIELDS = ReturnToUse.fields = fields_of(ReturnToUse)
