"""What the entries say: from how many on, and in which words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckInScores
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.urge import Urge
from recovery_journal.domain.vocabulary import Coping
from recovery_journal.report.insight_text import (
    insight_sentence,
    insight_text,
    insight_title,
)
from recovery_journal.rules.insights.compute import compute_insights
from recovery_journal.rules.trends import TrendsInput, build_trends

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANA, BEN, EVE = ContactRef(1, "Ana"), ContactRef(2, "Ben"), ContactRef(9, "Eve")
GONE = ContactRef(None, "someone")


def at(days, hours=0.0):
    """The times of a record so many days back."""
    moment = NOON - timedelta(days=days, hours=hours)
    return {"occurred_at": moment, "recorded_at": moment, "local_date": moment.date()}


def check_in(days, mood=5, urge=None, confidence=None):
    moment = NOON - timedelta(days=days)
    return CheckInScores(
        days + 1, moment, moment, moment.date(), mood, urge, confidence, None, None, None
    )


def reached(days, *people, hours=0.0, **values):
    return ReachOut(contacts=people or (ANA,), **at(days, hours), **values)


def tried(days, *people, hours=0.0):
    return reached(days, *people, hours=hours, outcome="no_answer")


def urge(days, hours=0.0, **values):
    return Urge(**at(days, hours), **values)


def meeting(days, **values):
    return Meeting(name="Tuesday", **at(days), **values)


def person(id, **values):
    values = {"relation": "friend", "ring": 1, "added_on": date(2020, 1, 1)} | values
    return ContactActivity(contact=Contact(id=id, name=f"P{id}", **values))


TIES = (person(1), person(2), person(9, influence="risk"))


def material(
    check_ins=(), urges=(), reach_outs=(), meetings=(), others=(), ties=TIES, copings=(), first=None
):
    days = [r.local_date for r in (*check_ins, *urges, *reach_outs, *meetings, *others)]
    return TrendsInput(
        check_ins=check_ins,
        urges=urges,
        reach_outs=reach_outs,
        meetings=meetings,
        other_records=others,
        contact_activities=ties,
        copings=copings,
        first_day=first or min(days, default=None),
    )


def every(weeks=13, **given):
    made = material(**given)
    return {one.id: one for one in compute_insights(made, build_trends(made, DAY, weeks), DAY)}


def one(id, **given):
    return every(**given)[id]


IDS = [
    "reached_this_week",
    "mood_and_connection",
    "urge_and_connection",
    "urge_and_reaching_out",
    "confidence_trend",
    "triggers_by_time",
    "triggers_by_place",
    "triggers_by_company",
    "helped_for_trigger",
    "tried_and_reached",
    "how_soon_people_answer",
    "weeks_with_a_meeting",
    "days_i_helped",
    "top_person_share",
]


def test_an_empty_journal_says_of_each_insight_how_many_entries_it_needs():
    found = every()

    assert list(found) == IDS
    assert not any(one.is_enough for one in found.values())
    assert {one.n for one in found.values()} == {0}
    assert insight_text(found["confidence_trend"]) == (
        "Confidence in keeping to my goal: 0 of 7 entries so far"
    )
    assert (
        insight_text(found["weeks_with_a_meeting"]) == "Weeks with a meeting: 0 of 1 entry so far"
    )
    assert insight_sentence(found["mood_and_connection"]) == (
        "0 of 5 entries with, 0 of 5 without, so far"
    )


# ---- people reached this week ----------------------------------------------------


def test_this_week_stands_beside_the_median_of_the_weeks_before():
    before = [reached(7 * week, ref) for week in range(1, 5) for ref in (ANA, BEN)]

    found = one("reached_this_week", reach_outs=[reached(6), *before])

    assert found.values == {"this_week": 1, "usual": 2}
    assert insight_text(found) == (
        "People reached this week: 1 person in 7 days; "
        "usual for you is 2 (median of 4 weeks before)"
    )


def test_three_weeks_before_are_too_few():
    found = one("reached_this_week", reach_outs=[reached(7 * week) for week in range(4)])

    assert (found.n, found.needed, found.is_enough) == (3, 4, False)


def test_a_week_with_entries_but_nobody_reached_counts_as_none():
    check_ins = [check_in(7 * week) for week in range(5)]

    found = one("reached_this_week", check_ins=check_ins, reach_outs=[tried(7)])

    assert found.values == {"this_week": 0, "usual": 0}


def test_a_week_without_an_entry_is_not_a_week_of_nobody():
    records = [reached(7 * week) for week in range(1, 5)]

    found = one("reached_this_week", reach_outs=records)

    assert found.values == {"this_week": None, "usual": 1}
    assert "no entry in 7 days" in insight_text(found)


def test_the_usual_is_of_the_eight_weeks_before_and_no_more():
    records = [reached(7 * week) for week in range(1, 12)]

    assert one("reached_this_week", reach_outs=records).n == 8


def test_a_risk_tie_is_not_among_the_people_reached():
    records = [reached(7 * week, EVE) for week in range(5)]

    assert one("reached_this_week", reach_outs=records).values == {"this_week": 0, "usual": 0}


# ---- days with and without a connection --------------------------------------------


def days_beside(with_=5, without=5, **values):
    check_ins = [check_in(d, mood=7, urge=1) for d in range(with_)]
    check_ins += [check_in(20 + d, mood=4, urge=6) for d in range(without)]
    return every(check_ins=check_ins, reach_outs=[reached(d) for d in range(with_)], **values)


def test_mood_and_urge_with_and_without_a_connection_went_together():
    found = days_beside()

    mood = found["mood_and_connection"]
    assert mood.values == {"with": 7, "n_with": 5, "without": 4, "n_without": 5}
    assert found["urge_and_connection"].values == {
        "with": 1, "n_with": 5, "without": 6, "n_without": 5,
    }  # fmt: skip
    assert insight_sentence(mood) == (
        "days with a connection went together with a median of 7 (5 days), "
        "days without with 4 (5 days)"
    )
    assert "because" not in insight_sentence(mood)


@pytest.mark.parametrize(("with_", "without"), [(4, 5), (5, 4), (0, 9), (9, 0)])
def test_each_side_needs_five_days(with_, without):
    found = days_beside(with_, without)["mood_and_connection"]

    assert not found.is_enough
    assert found.n == min(with_, without)
    assert insight_sentence(found) == f"{with_} of 5 entries with, {without} of 5 without, so far"


def test_a_meeting_attended_makes_a_day_with_connection_and_a_risk_tie_does_not():
    check_ins = [check_in(d) for d in range(10)]
    meetings = [meeting(d) for d in range(4)] + [meeting(5, status="planned")]
    reach_outs = [reached(6, EVE), tried(7), reached(8, EVE, ANA)]

    found = one(
        "mood_and_connection", check_ins=check_ins, meetings=meetings, reach_outs=reach_outs
    )

    assert (found.values["n_with"], found.values["n_without"]) == (5, 5)


# ---- urges with and without reaching out -------------------------------------------


MOVE, CALL = Coping(name="walk", category="move"), Coping(name="my call", category="reach_someone")


@pytest.mark.parametrize(
    "values",
    [
        {"reach_out": 3},
        {"contacts": (ANA,)},
        {"contacts": (EVE, ANA)},
        {"coping": (RatedName("my call", None),)},
        {"coping": (RatedName("walk", 1), RatedName("meeting", 1))},
        {"coping": (RatedName("professional", -1),)},
    ],
)
def test_reaching_out_is_a_reach_out_a_person_or_a_way_of_coping_with_people(values):
    urges = [urge(d, peak=8, after=2, **values) for d in range(5)]
    urges += [urge(d, peak=6, after=5, contacts=(EVE,)) for d in range(5)]

    found = one("urge_and_reaching_out", urges=urges, copings=(MOVE, CALL))

    assert found.values == {
        "peak_with": 8,
        "after_with": 2,
        "n_with": 5,
        "peak_without": 6,
        "after_without": 5,
        "n_without": 5,
    }
    assert insight_sentence(found) == (
        "reaching out went together with a median of 8 at the peak and 2 after (5 urges), "
        "not reaching out with 6 and 5 (5 urges)"
    )


def test_risk_ties_and_those_who_were_there_already_are_no_reaching_out():
    led_to = [reached(d, EVE, id=d + 50) for d in range(4)]
    urges = [urge(d, peak=8, after=2, reach_out=d + 50) for d in range(4)]
    urges += [urge(4, peak=8, after=2, contacts=(ANA,), with_whom="with_people")]
    urges += [urge(5, peak=8, after=2, contacts=(ANA,), with_whom="crowd")]
    urges += [urge(d, peak=6, after=5, contacts=(ANA,), with_whom="alone") for d in range(6, 11)]

    found = one("urge_and_reaching_out", urges=urges, reach_outs=led_to)

    assert (found.values["n_with"], found.values["n_without"]) == (5, 6)
    assert (found.values["peak_with"], found.values["peak_without"]) == (6, 8)


def test_an_urge_without_peak_or_after_is_on_neither_side():
    urges = [urge(d, peak=8, after=2, reach_out=1) for d in range(5)]
    urges += [urge(d, peak=6, after=5, coping=(RatedName("walk", 1),)) for d in range(4)]
    urges += [urge(5, peak=6), urge(6, after=1)]

    found = one("urge_and_reaching_out", urges=urges, copings=(MOVE,))

    assert not found.is_enough
    assert insight_sentence(found) == "5 of 5 entries with, 4 of 5 without, so far"


# ---- confidence --------------------------------------------------------------------


def test_confidence_is_the_earlier_half_beside_the_later_half():
    values = (2, 3, 4, 6, 7, 8, 9)  # the oldest first
    check_ins = [check_in(30 - n, confidence=value) for n, value in enumerate(values)]

    found = one("confidence_trend", check_ins=[*check_ins, check_in(1)])

    assert found.values == {"earlier": 3, "later": 7.5}
    assert (
        insight_sentence(found)
        == "median 3 in the earlier half of 7 entries, 7.5 in the later half"
    )


def test_six_entries_with_confidence_are_too_few():
    found = one("confidence_trend", check_ins=[check_in(d, confidence=5) for d in range(6)])

    assert (found.n, found.is_enough) == (6, False)


# ---- triggers ------------------------------------------------------------------------


def test_triggers_stand_beside_time_place_and_company_with_their_counts():
    urges = [
        urge(d, hours=-9, triggers=("conflict",), place_kind="home", with_whom="alone")
        for d in range(3)
    ]
    urges += [urge(5, triggers=("my aunt's", "lonely")), urge(6, triggers=("my aunt's",))]

    found = every(urges=urges)

    assert found["triggers_by_time"].values["top"] == [
        {"trigger": "conflict", "where": "evening", "n": 3},
        {"trigger": "my aunt's", "where": "afternoon", "n": 2},
    ]
    assert insight_sentence(found["triggers_by_time"]) == (
        "conflict, evening (3); my aunt's, afternoon (2); of 5 urges"
    )
    assert insight_sentence(found["triggers_by_place"]) == "conflict, home (3); of 3 urges"
    assert insight_sentence(found["triggers_by_company"]) == "conflict, alone (3); of 3 urges"


def test_triggers_that_came_once_each_are_not_ranked():
    urges = [urge(d, triggers=(name,)) for d, name in enumerate(("conflict", "lonely", "unsure"))]

    found = one("triggers_by_time", urges=urges)

    assert found.values == {"top": []}
    assert insight_sentence(found) == "no two alike in 3 urges"


def test_two_urges_with_a_trigger_are_too_few():
    urges = [urge(1, triggers=("conflict",)), urge(2, triggers=("conflict",)), urge(3)]

    assert insight_sentence(one("triggers_by_time", urges=urges)) == "2 of 3 entries so far"


def test_what_helped_for_a_trigger_needs_three_marked_uses():
    def uses(n, mark=2):
        coping = (RatedName("walk", mark),)
        return [urge(d, triggers=("conflict", "lonely")[: 1 + d % 2], coping=coping)
                for d in range(n)]  # fmt: skip

    two = one("helped_for_trigger", urges=uses(2), copings=(MOVE,))
    not_marked = one("helped_for_trigger", urges=uses(3, None), copings=(MOVE,))
    three = one("helped_for_trigger", urges=uses(3), copings=(MOVE,))

    assert (two.n, two.is_enough) == (2, False)
    assert not not_marked.is_enough
    assert three.values["pairs"] == [
        {"trigger": "conflict", "coping": "walk", "uses": 3, "helped": 3}
    ]
    assert insight_sentence(three) == "conflict: walk, helped 3 of 3 times"


def test_what_did_not_help_is_not_held_up():
    urges = [urge(d, triggers=("conflict",), coping=(RatedName("walk", 0),)) for d in range(3)]

    found = one("helped_for_trigger", urges=urges)

    assert found.is_enough
    assert insight_sentence(found) == "nothing stood out yet"


# ---- trying, and how soon people answer ---------------------------------------------


def test_effort_is_counted_beside_what_got_through():
    records = [reached(1), tried(2, BEN), tried(3, BEN), tried(4, ANA), tried(5, EVE),
               tried(6, GONE), tried(7, GONE)]  # fmt: skip

    found = one("tried_and_reached", reach_outs=records)

    assert found.values == {
        "connected": 1,
        "tried": 5,
        "people": [{"id": 2, "name": "Ben", "tried": 2}],
    }
    assert insight_sentence(found) == (
        "of 6 reach-outs 1 got through, 5 were tries; tried most: Ben 2"
    )


def test_nobody_is_named_who_was_tried_once():
    found = one("tried_and_reached", reach_outs=[reached(1), reached(2), tried(3)])

    assert insight_sentence(found) == "of 3 reach-outs 2 got through, 1 was a try"


def test_how_soon_is_from_a_try_to_the_next_time_that_person_was_reached():
    records = [
        tried(5, ANA), tried(5, ANA, hours=-2), reached(5, ANA, hours=-4),  # 4 h and 2 h
        tried(3, BEN), tried(3, GONE), tried(3, EVE),
        reached(2, BEN, EVE, GONE),  # 24 h
        reached(1, BEN),
    ]  # fmt: skip

    found = one("how_soon_people_answer", reach_outs=records)

    assert (found.n, found.values) == (3, {"hours": 4})
    assert insight_sentence(found) == "from a try to reaching them a median of 4 hours, 3 times"


@pytest.mark.parametrize(
    ("hours", "words"), [(0.2, "1 hour,"), (1.6, "2 hours,"), (48, "48 hours,"), (72, "3 days,")]
)
def test_a_long_time_is_told_in_days(hours, words):
    records = [r for d in (30, 60, 70) for r in (tried(d), reached(d, hours=-hours))]

    assert words in insight_sentence(one("how_soon_people_answer", reach_outs=records))


# ---- meetings, helping, one person ---------------------------------------------------


def test_weeks_with_a_meeting_are_out_of_the_last_26_or_those_since_the_first_entry():
    meetings = [
        meeting(0),
        meeting(1, status="left_early"),
        meeting(7),
        meeting(14, status="planned"),
    ]

    few = one("weeks_with_a_meeting", meetings=meetings)
    many = one("weeks_with_a_meeting", meetings=meetings, first=DAY - timedelta(days=400))

    assert few.values == {"weeks": 2, "of": 3}
    assert many.values == {"weeks": 2, "of": 26}
    assert insight_text(many) == "Weeks with a meeting: 2 of the last 26 weeks"


def test_a_meeting_of_half_a_year_ago_is_out_of_the_26_weeks():
    first = DAY - timedelta(days=400)

    assert one("weeks_with_a_meeting", meetings=[meeting(190)], first=first).values["weeks"] == 0


def test_days_i_helped_are_those_on_which_support_was_given_or_service_done():
    reach_outs = [reached(1, support_given=True), reached(1, BEN, support_given=True),
                  reached(2, support_given=False), reached(3), reached(30, support_given=True),
                  reached(4, EVE, support_given=True)]  # fmt: skip
    meetings = [meeting(1, roles=("service",)), meeting(5, roles=("helped_newcomer",)),
                meeting(6, roles=("listened",)), meeting(7),
                meeting(8, roles=("service",), status="planned")]  # fmt: skip

    found = one("days_i_helped", reach_outs=reach_outs, meetings=meetings)

    assert (found.n, found.values) == (6, {"days": 2, "of": 28})
    assert insight_sentence(found) == "2 of the last 28 days (6 entries tell of it)"


def test_nothing_said_about_helping_is_not_none_given():
    assert not one("days_i_helped", reach_outs=[reached(1)]).is_enough


def test_the_share_of_one_person_needs_five_connections():
    four = one("top_person_share", reach_outs=[reached(d) for d in range(4)])
    five = one("top_person_share", reach_outs=[*(reached(d) for d in range(4)), reached(5, BEN)])

    assert (four.n, four.is_enough) == (4, False)
    assert five.values == {"share": 0.8}
    assert insight_sentence(five) == "80% of 5 connections in the last 28 days"


def test_connections_with_nobody_on_the_map_have_no_share():
    found = one("top_person_share", reach_outs=[reached(d, ContactRef(77, "X")) for d in range(5)])

    assert not found.is_enough
    assert insight_sentence(found) == "not known; 5 named nobody who is on the map"


# ---- all of them -------------------------------------------------------------------

names = st.sampled_from(("conflict", "lonely", "my aunt's"))
refs = st.sampled_from((ANA, BEN, EVE, GONE))
back = st.integers(0, 100)
records = st.one_of(
    st.builds(check_in, back, st.integers(0, 10), confidence=st.none() | st.integers(0, 10)),
    st.builds(
        lambda d, **values: urge(d, **values),
        back,
        peak=st.none() | st.integers(0, 10),
        after=st.none() | st.integers(0, 10),
        triggers=st.lists(names, max_size=2).map(tuple),
        coping=st.lists(
            st.builds(
                RatedName, st.sampled_from(("walk", "my call")), st.none() | st.integers(-1, 2)
            ),
            max_size=1,
        ).map(tuple),
    ),
    st.builds(reached, back, refs),
    st.builds(tried, back, refs),
    st.builds(meeting, back),
    st.builds(lambda d: Reflection(**at(d)), back),
)


def sorted_into_kinds(found):
    by_kind = {"check_in": [], "urge": [], "reach_out": [], "meeting": [], "reflection": []}
    for record in sorted(found, key=lambda r: r.occurred_at):
        by_kind[record.kind].append(record)
    kinds = ("check_ins", "urges", "reach_outs", "meetings", "others")
    return dict(zip(kinds, by_kind.values(), strict=True))


@given(st.lists(records, max_size=60), st.sampled_from((1, 4, 13, 52)))
def test_an_insight_speaks_only_from_its_number_of_entries_on(found, weeks):
    for insight in every(weeks, copings=(MOVE, CALL), **sorted_into_kinds(found)).values():
        assert insight.n >= insight.needed or not insight.is_enough
        assert insight_text(insight).startswith(f"{insight_title(insight)}: ")
        if not insight.is_enough and insight.id != "top_person_share":
            assert "so far" in insight_sentence(insight)
        if insight.n >= insight.needed and insight.id != "top_person_share":
            assert insight.is_enough


@given(st.lists(records, max_size=30))
def test_a_risk_tie_changes_no_insight_about_people(found):
    plain = sorted_into_kinds(found)
    more = plain | {"reach_outs": [*plain["reach_outs"], *(reached(d, EVE) for d in (0, 3, 9))]}
    # The days themselves have an entry either way.
    plain["others"] = [*plain["others"], *(Reflection(**at(d)) for d in (0, 3, 9))]
    before, after = every(**plain), every(**more)

    for id in ("reached_this_week", "mood_and_connection", "tried_and_reached",
               "how_soon_people_answer", "days_i_helped", "top_person_share"):  # fmt: skip
        assert before[id] == after[id]
