"""The one clock of the command line: here the present enters the program."""

from __future__ import annotations

import os
from datetime import datetime


def clock() -> datetime:
    """Return now in this machine's zone, to the second.

    RECOVERY_JOURNAL_NOW (ISO 8601) stands in for the present in tests; without
    an offset it is read as this machine's time.
    """
    told = os.environ.get("RECOVERY_JOURNAL_NOW")
    now = datetime.fromisoformat(told) if told else datetime.now()
    return (now if now.tzinfo else now.astimezone()).replace(microsecond=0)
