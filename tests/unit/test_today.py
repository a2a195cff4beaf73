"""A day so far, and one next thing."""

from datetime import UTC, date, datetime, time, timedelta

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.urge import Urge
from recovery_journal.report.today_text import day_label, next_step_text
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.network.snapshot import build_network
from recovery_journal.rules.today import due_contacts, summarize_day

DAY = date(2026, 11, 20)


def tie(id, name, days=None, **values):
    values = {"relation": "friend", "ring": 1} | values
    return ContactActivity(
        contact=with_defaults(Contact(id=id, name=name, added_on=date(2020, 1, 1), **values)),
        last_connected=None if days is None else DAY - timedelta(days=days),
    )


def at(hour=12, days=0):
    when = datetime(2026, 11, 20, hour, tzinfo=UTC) - timedelta(days=days)
    return {"occurred_at": when, "recorded_at": when, "local_date": when.date()}


def reach_out(*ids, hour=12, days=0, outcome="connected"):
    refs = tuple(ContactRef(i, f"P{i}") for i in ids)
    return ReachOut(contacts=refs, outcome=outcome, **at(hour, days))


def of(records=(), ties=(), **options):
    return summarize_day(records, build_network(ties, [], (), DAY), DAY, **options)


CHECKED = CheckIn(mood=5, **at())


def test_an_empty_day_offers_a_check_in():
    found = of()
    assert next_step_text(found) == "You could check in: how is it now?"
    assert (found.check_ins, found.urges, found.reached, found.tried) == ((), (), (), ())


def test_the_day_holds_its_own_records_in_the_order_they_happened():
    late, early = CheckIn(mood=7, **at(20)), CheckIn(mood=3, **at(8))
    urge, meeting = Urge(peak=6, **at()), Meeting(name="group", **at())
    found = of([late, urge, meeting, early, CheckIn(mood=1, **at(days=1))])
    assert found.check_ins == (early, late)
    assert (found.urges, found.meetings) == ((urge,), (meeting,))


def test_each_person_is_named_once_in_the_order_they_were_reached():
    found = of([reach_out(2, hour=15), reach_out(1, hour=9), reach_out(1, 3, hour=16)])
    assert [ref.name for ref in found.reached] == ["P1", "P2", "P3"]
    assert found.tried == ()


def test_a_tried_contact_is_not_reached():
    found = of([reach_out(1, outcome="left_message")])
    assert (found.reached, [ref.id for ref in found.tried]) == ((), [1])


def test_a_risk_tie_is_nowhere_in_the_day():
    risky = tie(9, "Rex", 50, influence="risk", cadence_days=3)
    found = of([CHECKED, reach_out(9), reach_out(9, outcome="cancelled")], [risky])
    assert (found.reached, found.tried, found.due) == ((), (), ())
    assert "Rex" not in next_step_text(found)


def test_who_is_due_comes_by_how_far_beyond_their_rhythm_then_by_name():
    ties = [
        tie(1, "zoe", 14),
        tie(2, "Abe", 14, relation="peer_in_recovery"),
        tie(3, "Ben", 95, ring=3),
        tie(4, "Ann", 1),
        tie(5, "Eve"),
        tie(6, "Max", 60),
        tie(7, "Ida", 60, paused_from=DAY),
    ]
    due = due_contacts(build_network(ties, [], (), DAY))
    assert [p.contact.name for p in due] == ["Max", "Abe", "zoe", "Ben"]


def test_after_a_check_in_the_next_thing_is_the_one_most_due():
    found = of([CHECKED], [tie(1, "Maya", 8), tie(2, "Sam", 40)])
    assert next_step_text(found) == "You could reach Sam; it's been a while, 40 days."
    assert [p.contact.name for p in found.due] == ["Sam", "Maya"]


def test_someone_tried_today_is_not_offered_again_today():
    found = of([CHECKED, reach_out(2, outcome="no_answer")], [tie(1, "Maya", 8), tie(2, "Sam", 40)])
    assert next_step_text(found) == "You could reach Maya; due, 8 days ago."


def test_someone_to_see_less_of_is_not_offered():
    found = of([CHECKED], [tie(1, "Maya", 8, status="less_now")])
    assert next_step_text(found) == "Nothing else is waiting today."


def test_an_earlier_day_has_nothing_next_in_it():
    assert next_step_text(of([], is_past=True)) == "You can add to this day at any time."


def test_records_of_the_other_kinds_are_there_in_the_order_they_happened():
    late, early = Milestone(milestone_kind="personal", **at(20)), Reflection(body=6, **at(8))
    assert of([late, CHECKED, early]).other_records == (early, late)


def test_whoever_is_booked_stays_due_and_is_not_what_comes_next():
    ties = [tie(1, "Kim", 30), tie(2, "Ben", 12)]
    found = of([CHECKED], ties, appointment_ids={1})
    assert [one.contact.name for one in found.due] == ["Kim", "Ben"]
    assert next_step_text(found).startswith("You could reach Ben")


def test_less_contact_now_is_nobody_due():
    less = tie(1, "Ana", days=100, status="less_now")
    found = of(ties=[less, tie(2, "Ben", days=100)])
    assert [one.contact.id for one in found.due] == [2]


def test_a_boundary_stands_beside_whoever_comes_next():
    someone = tie(1, "Ana", days=100, boundaries="no calls after 10")
    assert "boundary: no calls after 10" in next_step_text(of([CHECKED], [someone]))


def test_the_heading_names_the_day_and_how_long_it_goes_on_after_midnight():
    evening, night = datetime(2026, 11, 20, 23, 59), datetime(2026, 11, 21, 0, 1)
    assert day_label(DAY, evening, time(4)) == "Friday 20 November"
    assert day_label(DAY, night, time(4)) == "Friday 20 November, until 04:00"


def test_whoever_is_here_again_is_greeted_before_the_day():
    evening = datetime(2026, 11, 20, 20)
    greeting = day_label(DAY, evening, time(0), after_absence=True)
    assert greeting == "Good to see you.  Friday 20 November"
