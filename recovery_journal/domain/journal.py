"""What the journal knows about its writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JournalSettings:
    """What the journal knows about its writer; kept inside it, encrypted.

    ``day_ends_at`` is when the person's day ends; ``first_weekday`` 0 is
    Monday; ``words`` are the person's own (return_to_use, goal, day);
    ``meetings_per_week`` is their own plan, where they made one.
    """

    name: str | None = None
    day_ends_at: time = time(3, 0)
    first_weekday: int = 0
    words: tuple[tuple[str, str], ...] = ()
    meetings_per_week: int | None = None

    def word(self, name: str) -> str | None:
        """Return the person's own word (return_to_use, goal, day); None where they set none."""
        return dict(self.words).get(name)
