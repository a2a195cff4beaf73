"""The person's own day: its end, weeks, windows, medians."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from statistics import median as exact_median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_journal.domain.day import DayValues
from recovery_journal.rules.days import (
    local_date,
    median,
    was_filled_in_later,
    week_bounds,
    window_bounds,
)

THREE = time(3)
WALLS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))
ENDS = st.integers(0, 12 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))
OFFSETS = st.integers(-12 * 4, 14 * 4).map(
    lambda quarter: timezone(quarter * timedelta(minutes=15))
)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("wall", "ends", "expected"),
    [
        ("2026-11-22T02:59:59", THREE, "2026-11-21"),
        ("2026-11-22T03:00:00", THREE, "2026-11-22"),
        ("2026-11-22T00:00:00", time(0), "2026-11-22"),
        ("2026-11-22T11:59:00", time(12), "2026-11-21"),
        ("2028-03-01T01:00:00", THREE, "2028-02-29"),
        ("2026-03-01T01:00:00", THREE, "2026-02-28"),
        ("2027-01-01T02:00:00", THREE, "2026-12-31"),
        ("2026-11-22T00:00:10", time(0, 0, 30), "2026-11-21"),
    ],
)
def test_the_day_ends_when_the_person_says(wall: str, ends: time, expected: str) -> None:
    moment = datetime.fromisoformat(wall).replace(tzinfo=UTC)
    assert local_date(moment, ends) == date.fromisoformat(expected)


@pytest.mark.parametrize("wall", ["2026-03-29T03:10", "2026-10-25T03:10"])
def test_the_night_the_clocks_change_is_like_any_other(wall: str) -> None:
    moment = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Madrid"))
    assert local_date(moment, THREE) == moment.date()
    assert local_date(moment.replace(hour=2, minute=50), THREE) == moment.date() - timedelta(days=1)
    assert local_date(moment.replace(hour=2, fold=1), THREE) == moment.date() - timedelta(days=1)


@given(WALLS, ENDS, OFFSETS)
@example(datetime(2028, 2, 29, 12), time(12), UTC)
def test_only_the_wall_clock_counts(wall: datetime, ends: time, offset: timezone) -> None:
    day = local_date(wall.replace(tzinfo=offset), ends)
    assert day == local_date(wall, ends), "the offset changes nothing"
    starts = datetime.combine(day, ends)
    assert starts <= wall < starts + timedelta(days=1)


@given(WALLS, ENDS, ENDS)
def test_a_day_that_ends_later_is_never_a_later_day(wall: datetime, one: time, two: time) -> None:
    assert local_date(wall, max(one, two)) <= local_date(wall, min(one, two))


def test_an_entry_is_filled_in_later_after_more_than_a_day() -> None:
    happened = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert not was_filled_in_later(happened, happened + timedelta(hours=24))
    assert was_filled_in_later(happened, happened + timedelta(hours=24, seconds=1))
    assert not was_filled_in_later(happened, happened - timedelta(days=3))


def test_filled_in_later_counts_real_hours_when_the_clocks_change() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    happened = datetime(2026, 10, 24, 12, tzinfo=madrid)
    assert was_filled_in_later(happened, datetime(2026, 10, 25, 12, tzinfo=madrid)), "25 hours"
    happened = datetime(2026, 3, 28, 12, tzinfo=madrid)
    assert not was_filled_in_later(happened, datetime(2026, 3, 29, 12, 59, tzinfo=madrid))


@given(WALLS, OFFSETS, OFFSETS, st.integers(-200_000, 200_000))
def test_filled_in_later_does_not_depend_on_the_zone(
    wall: datetime, one: timezone, two: timezone, seconds: int
) -> None:
    happened = wall.replace(tzinfo=UTC)
    recorded = happened + timedelta(seconds=seconds)
    expected = seconds > 86_400
    assert was_filled_in_later(happened.astimezone(one), recorded.astimezone(two)) is expected


@pytest.mark.parametrize(
    ("first_weekday", "expected"),
    [
        (0, (date(2026, 11, 16), date(2026, 11, 22))),
        (6, (date(2026, 11, 22), date(2026, 11, 28))),
        (5, (date(2026, 11, 21), date(2026, 11, 27))),
    ],
)
def test_a_week_begins_where_the_person_says(
    first_weekday: int, expected: tuple[date, date]
) -> None:
    assert week_bounds(date(2026, 11, 22), first_weekday) == expected


@given(DAYS, st.integers(0, 6))
def test_a_week_is_seven_days_and_holds_its_day(day: date, first_weekday: int) -> None:
    first, last = week_bounds(day, first_weekday)
    assert first <= day <= last
    assert last - first == timedelta(days=6)
    assert first.weekday() == first_weekday
    assert week_bounds(first, first_weekday) == week_bounds(last, first_weekday) == (first, last)


@given(DAYS, st.integers(1, 400))
def test_a_window_ends_with_its_day_and_has_n_days(day: date, n: int) -> None:
    first, last = window_bounds(day, n)
    assert last == day
    assert (last - first).days + 1 == n


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([None, None], None),
        ([0], 0.0),
        ([None, 4, None], 4.0),
        ([6, 5], 5.5),
        ([9, 1, 5], 5.0),
        ([5.3, 5.4], 5.4),
        ([5.5, 6.0], 5.8),
        ([0.25], 0.3),
        ([-0.25], -0.2),
        ([-2, 1], -0.5),
        ([-1, 1], 0.0),
    ],
)
def test_a_median_has_one_decimal_and_leaves_out_what_is_not_recorded(
    values: list[float | None], expected: float | None
) -> None:
    assert median(values) == expected


@given(st.lists(st.one_of(st.none(), st.integers(-20, 100)), min_size=1))
def test_a_median_is_the_exact_one_with_halves_up(tenths: list[int | None]) -> None:
    known = [Fraction(value, 10) for value in tenths if value is not None]
    found = median([None if value is None else value / 10 for value in tenths])
    if not known:
        assert found is None
    else:
        exact = exact_median(known)
        assert found == (exact * 10 + Fraction(1, 2)) // 1 / 10


def test_a_day_without_a_record_has_nothing_recorded_rather_than_zero() -> None:
    empty = DayValues(day=date(2026, 11, 22))
    assert (empty.mood, empty.urge, empty.reached, empty.tried, empty.meetings) == (None,) * 5
    assert (empty.entries, empty.filled_in_later) == (0, 0)
