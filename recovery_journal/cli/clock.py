"""The one clock of the command line: here the present enters the program."""

from __future__ import annotations

import os
from datetime import datetime

from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

# The ends of the calendar have no days around them to look at.
FIRST_YEAR = 1900
LAST_YEAR = 9998


def current_time() -> datetime:
    """Return now in this machine's zone, to the second.

    RECOVERY_JOURNAL_NOW (ISO 8601) stands in for the present in tests; without
    an offset it is read as this machine's time. Raises ``BadValue`` where it, or
    this machine's zone, tells no time from 1901 to 9997.
    """
    override = os.environ.get("RECOVERY_JOURNAL_NOW")
    try:
        now = datetime.fromisoformat(override) if override else datetime.now()
        now = now if now.tzinfo else now.astimezone()
        now.astimezone()  # an impossible TZ is found here, and nowhere below
        if FIRST_YEAR < now.year < LAST_YEAR:
            return now.replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        pass
    if override:
        raise BadValue(
            _("RECOVERY_JOURNAL_NOW takes an ISO date and time, such as 2026-11-20T21:30.")
        )
    raise BadValue(
        _("This machine's date or time zone is not understood; TZ may hold one that is not there.")
    )
