"""What a day comes to: not recorded is not nought."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.rules.day_values import day_values, single_day_values

DAY = date(2026, 11, 20)


def at(hour=12, day=DAY, late=timedelta(0)):
    when = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return {"occurred_at": when, "recorded_at": when + late, "local_date": day}


def check_in(mood=5, hour=12, day=DAY, id=0, **values):
    return CheckIn(id=id, mood=mood, **at(hour, day), **values)


def reach_out(*ids, outcome="connected"):
    return ReachOut(contacts=tuple(ContactRef(i, "x") for i in ids), outcome=outcome, **at())


def meeting(status):
    return Meeting(name="group", status=status, **at())


def of(*records, **options):
    (found,) = day_values(records, DAY, DAY, **options)
    return found


def test_a_day_with_no_record_has_nothing_and_not_nought():
    assert of() == DayValues(day=DAY)
    assert of().reached is None
    assert of().meetings is None


def test_a_day_with_any_record_counts_from_nought():
    found = of(ReturnToUse(**at()))
    assert (found.reached, found.tried, found.meetings, found.entries) == (0, 0, 0, 1)
    assert found.mood is found.urge is None


def test_a_scale_is_the_median_of_the_check_ins_and_skips_are_left_out():
    found = of(
        check_in(2, confidence=3), check_in(5, stress=0), check_in(9, confidence=6, connectedness=7)
    )
    assert (found.mood, found.confidence, found.connectedness, found.stress) == (5, 4.5, 7, 0)


def test_the_urge_is_the_highest_of_check_ins_and_episodes():
    assert of(check_in(urge=3), Urge(peak=8, **at()), Urge(**at())).urge == 8
    assert of(check_in(urge=9), Urge(peak=8, **at())).urge == 9
    assert of(check_in(urge=0)).urge == 0
    assert of(check_in(), Urge(**at())).urge is None


def test_sleep_is_the_last_recorded():
    late, early = check_in(hour=20, sleep_hours=6.5), check_in(hour=8, sleep_hours=4.0)
    assert of(late, early, check_in(hour=22)).sleep_hours == 6.5
    assert of(check_in(id=2, sleep_hours=1.0), check_in(id=1, sleep_hours=2.0)).sleep_hours == 1


def test_people_are_counted_once_and_tried_apart_from_reached():
    found = of(reach_out(1, 2), reach_out(2), reach_out(3, outcome="no_answer"), reach_out(None))
    assert (found.reached, found.tried) == (3, 1)


def test_a_risk_tie_is_not_among_the_people():
    found = of(reach_out(1, 9), reach_out(9, outcome="cancelled"), risk_ids={9})
    assert (found.reached, found.tried, found.entries) == (1, 0, 2)


def test_meetings_are_those_one_was_at():
    statuses = ("planned", "attended", "left_early", "not_attended")
    assert of(*map(meeting, statuses)).meetings == 2


def test_what_was_filled_in_later_is_counted():
    records = [CheckIn(mood=5, **at(late=timedelta(hours=h))) for h in (0, 24, 25)]
    assert of(*records).filled_in_later == 1


def test_there_is_a_value_for_every_day_and_other_days_are_left_aside():
    days = [DAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    found = day_values([check_in(day=d) for d in days], DAY, DAY + timedelta(days=2))
    assert [v.day for v in found] == [DAY + timedelta(days=n) for n in range(3)]
    assert [v.entries for v in found] == [1, 0, 1]
    assert day_values([], DAY, DAY - timedelta(days=1)) == ()


@given(st.lists(st.integers(0, 10), min_size=1, max_size=9), st.randoms())
def test_the_mood_of_a_day_is_within_its_check_ins_whatever_their_order(moods, random):
    records = [check_in(mood) for mood in moods]
    first = single_day_values(DAY, records)
    random.shuffle(records)
    assert single_day_values(DAY, records) == first
    assert min(moods) <= first.mood <= max(moods)
