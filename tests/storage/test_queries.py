"""What both faces are given of a journal: as much as was asked for, and whether there is more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recovery_journal.domain.meeting import Meeting
from recovery_journal.queries.meetings import load_meetings
from recovery_journal.storage import Journal

from .conftest import NOW


@pytest.mark.parametrize(
    ("limit", "shown", "has_more"), [(2, 2, True), (3, 3, False), (4, 3, False)]
)
def test_the_log_of_meetings_has_at_most_the_limit(
    journal: Journal, limit: int, shown: int, has_more: bool
) -> None:
    for days in (1, 2, 3):
        when = NOW - timedelta(days=days)
        journal.entries.add(
            Meeting(name="Tuesday", status="attended", occurred_at=when, recorded_at=NOW)
        )

    page = load_meetings(journal, NOW.date(), limit)

    assert (len(page.meetings), page.has_more) == (shown, has_more)
    assert page.meetings[0].local_date == NOW.date() - timedelta(days=1)
