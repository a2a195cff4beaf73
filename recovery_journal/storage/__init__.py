"""The one door to the journal: the only SQL, the only file handle.

A record goes in and comes back as a value; no row travels further than this
package. ``Journal`` is what the rest of the program knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recovery_journal.storage.journal import Journal

__all__ = ["Journal"]


def __getattr__(name: str) -> Any:
    """Load ``Journal`` when it is asked for: ``early`` begins before that."""
    if name == "Journal":
        from recovery_journal.storage.journal import Journal

        return Journal
    raise AttributeError(name)
