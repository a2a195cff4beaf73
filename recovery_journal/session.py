"""What every screen is given: the open journal, the clock, and what the app keeps in memory.

Screens know neither each other nor the App. What they ask of it they say in messages;
what they share with it is here.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

Clock = Callable[[], datetime]
Drafts = MutableMapping[str, dict[str, Any]]
"""Key of a form -> what its rows hold that was typed and is not saved."""


@runtime_checkable
class HasDraft(Protocol):
    """A screen or dialog on which something is typed: what is not saved is kept by its key."""

    @property
    def key(self) -> str:
        """The name of the draft."""

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved; None where there is nothing."""


@dataclass(kw_only=True, slots=True, eq=False, repr=False)
class Session:
    """One run of the app over one journal; there is one, from the start to the end.

    ``journal`` is None while it is locked or not made yet. ``revision`` grows whenever
    the journal was written to, here or by another program. ``view_states`` are how
    screens were looked at before the lock, by the keys of the screens, and ``unfolded``
    the forms that are shown with all their rows. It may hold what was typed: no ``repr``.
    """

    path: Path
    clock: Clock
    drafts: Drafts
    journal: Journal | None = None
    revision: int = 0
    view_states: dict[str, Any] = field(default_factory=dict)
    unfolded: set[str] = field(default_factory=set)

    @property
    def is_locked(self) -> bool:
        """Whether there is no journal to read."""
        return self.journal is None
