"""A line of the sharing log: a page that left the journal."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SharingLogEntry:
    """One line of the sharing log: what left the journal, when, and for whom.

    ``sections`` are the switches that were on, ``sha256`` the hash of the bytes
    written, ``names`` whether names were on.
    """

    id: int = 0
    shared_at: datetime
    period_from: date
    period_to: date
    sections: tuple[str, ...]
    names: bool = False
    programs: bool = False
    for_whom: str | None = None
    file_format: str = "md"
    sha256: str
