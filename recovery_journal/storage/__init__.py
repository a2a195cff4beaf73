"""The one door to the journal: the only SQL, the only file handle.

A record goes in and comes back as a value; no row travels further than this
package. ``Journal`` is what the rest of the program knows.
"""

from recovery_journal.storage.journal import Journal

__all__ = ["Journal"]
