"""Meetings by week: attended and left early count, anything else does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.meetings import (
    count_weeks_as_planned,
    count_weeks_with_meeting,
    meetings_by_week,
    upcoming_meetings,
    weeks_bounds,
)

TODAY = date(2026, 11, 20)  # a Friday


def meeting(day: date, status: str = "attended", number: int = 0) -> Meeting:
    at = datetime(day.year, day.month, day.day, 19, tzinfo=UTC)
    return Meeting(
        id=number, name="Circle", status=status, occurred_at=at, recorded_at=at, local_date=day
    )


def test_the_last_of_the_weeks_is_the_week_of_today():
    assert weeks_bounds(TODAY, weeks=1) == (date(2026, 11, 16), date(2026, 11, 22))
    assert weeks_bounds(TODAY, 6, 2) == (date(2026, 11, 8), date(2026, 11, 21))


def test_attended_and_left_early_count_and_the_others_do_not():
    days = [
        meeting(TODAY),
        meeting(TODAY, "left_early"),
        meeting(TODAY, "not_attended"),
        meeting(TODAY, "planned"),
    ]
    assert [one.attended for one in meetings_by_week(days, TODAY, weeks=2)] == [0, 2]


def test_a_week_begins_on_the_persons_first_weekday():
    sunday = [meeting(date(2026, 11, 15))]
    assert [one.attended for one in meetings_by_week(sunday, TODAY, 0, 2)] == [1, 0]
    assert [one.attended for one in meetings_by_week(sunday, TODAY, 6, 2)] == [0, 1]


def test_what_lies_before_the_weeks_or_after_today_is_left_out():
    outside = [meeting(TODAY - timedelta(days=14)), meeting(TODAY + timedelta(days=1))]
    assert [one.attended for one in meetings_by_week(outside, TODAY, weeks=2)] == [0, 0]


def test_weeks_with_a_meeting_counts_a_week_once():
    days = [meeting(TODAY), meeting(TODAY), meeting(TODAY - timedelta(days=7))]
    assert count_weeks_with_meeting(days, TODAY) == (2, 26)
    assert count_weeks_with_meeting([], TODAY, weeks=4) == (0, 4)


def test_the_week_that_is_not_over_counts_once_it_is_as_planned():
    before = [meeting(TODAY - timedelta(days=7)), meeting(TODAY - timedelta(days=7))]
    weeks = meetings_by_week(before, TODAY, weeks=3)
    assert count_weeks_as_planned(weeks, 2) == (1, 2)
    weeks = meetings_by_week([*before, meeting(TODAY), meeting(TODAY)], TODAY, weeks=3)
    assert count_weeks_as_planned(weeks, 2) == (2, 3)


def test_planned_ones_stand_with_the_next_first():
    later, sooner = meeting(TODAY + timedelta(days=3), "planned"), meeting(TODAY, "planned")
    gone = meeting(TODAY - timedelta(days=1), "planned")
    assert upcoming_meetings([later, gone, meeting(TODAY), sooner], TODAY) == [sooner, later]


@given(
    st.lists(st.integers(-400, 30)),
    st.integers(0, 6),
    st.integers(1, 60),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_no_meeting_of_the_weeks_is_lost_or_counted_twice(offsets, first_weekday, weeks, today):
    days = [meeting(today + timedelta(days=one)) for one in offsets]
    start, _end = weeks_bounds(today, first_weekday, weeks)
    expected = sum(1 for one in days if start <= one.local_date <= today)
    found = meetings_by_week(days, today, first_weekday, weeks)
    assert sum(one.attended for one in found) == expected
    assert len(found) == weeks
    n, of = count_weeks_with_meeting(days, today, first_weekday, weeks)
    assert 0 <= n <= of == weeks
