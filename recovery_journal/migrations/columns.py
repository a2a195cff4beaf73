"""Kinds of columns that a step's tables may have, with what they may hold.

Steps that were released name them, so that none of them is ever changed.
"""

from __future__ import annotations

YES_NO = "INTEGER CHECK ({0} IN (0, 1))"
FELT = "INTEGER CHECK ({0} BETWEEN -2 AND 2)"
SCALE = "INTEGER CHECK ({0} BETWEEN 0 AND 10)"


def columns(*names: str, kind: str) -> str:
    """Return the columns of these names, all of one kind."""
    return ", ".join(f"{name} {kind.format(name)}" for name in names)
