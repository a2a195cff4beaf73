"""What every dated record has."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.fields import Fields, Text, YesNo


# No record has a repr of its own: a traceback then cannot carry journal text.
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """A dated entry of the journal.

    ``id`` is 0 and ``uuid`` empty until the journal has stored the record;
    ``local_date``, the user's day it belongs to, is set by the journal too.
    ``occurred_at`` and ``recorded_at`` are aware, to the second. ``source`` is
    "journal", "demo", or the kind of file it was imported from. A field that
    is None was not recorded, which is not the same as 0 or no. ``damaged`` says that
    a text of it can no longer be read: a sentence stands in its place.
    """

    id: int = 0
    uuid: str = ""
    occurred_at: datetime
    recorded_at: datetime
    local_date: date = date.min
    share: bool = False
    source: str = "journal"
    note: str | None = None
    damaged: bool = False

    kind: ClassVar[RecordKind]
    fields: ClassVar[Fields]

    def values(self) -> dict[str, Any]:
        """Return the fields of this kind alone, by name, in their order."""
        return {name: getattr(self, name) for name in self.fields}


COMMON_FIELDS: Fields = {"share": YesNo(required=True), "note": Text()}
