"""A talk item: something to talk about next session."""

from dataclasses import dataclass
from datetime import date, datetime

from recovery_journal.domain.fields import Fields, Line

FIELDS: Fields = {"text": Line()}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TalkItem:
    """Something to talk about next session."""

    id: int = 0
    uuid: str = ""
    text: str
    added: datetime
    done_on: date | None = None
