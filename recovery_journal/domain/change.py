"""A change of the journal that undo takes back, or redo does again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recovery_journal.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChangedItem:
    """One thing that a change touched, as it was after it; what it deleted, as before.

    ``record`` is the entry itself, where it is one; ``text`` the name of a contact,
    the words of a line or a goal, "" for an entry.
    """

    id: int
    kind: str
    day: date | None = None
    text: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Change:
    """``action`` was done (add, edit, delete, import) to things of a kind.

    ``this_session`` says whether it was made through the journal that is open here,
    since it was opened; for a change to be done again: whether it was taken back so.
    """

    id: int
    action: str
    kind: str
    items: tuple[ChangedItem, ...]
    this_session: bool

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of what it touched, in order."""
        return tuple(item.id for item in self.items)

    @property
    def count(self) -> int:
        """How many things came back or went away."""
        return len(self.items)
