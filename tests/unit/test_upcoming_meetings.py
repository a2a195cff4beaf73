"""What is planned for the rest of the day, and the next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.meetings import meetings_until_tomorrow

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def meeting(hours: float, status: str = "planned") -> Meeting:
    at = NOW + timedelta(hours=hours)
    return Meeting(
        id=int(hours * 10),
        name="group",
        status=status,
        occurred_at=at,
        recorded_at=NOW,
        local_date=at.date(),
    )


def test_only_what_is_planned_and_to_come_until_tomorrow_in_the_order_of_time():
    soon, tomorrow = meeting(1), meeting(20)
    others = [meeting(-1), meeting(0), meeting(48), meeting(2, "attended")]
    check_in = CheckIn(mood=5, occurred_at=NOW, recorded_at=NOW, local_date=DAY)
    assert meetings_until_tomorrow([tomorrow, *others, check_in, soon], NOW, DAY) == (
        soon,
        tomorrow,
    )
