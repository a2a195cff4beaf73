"""Who could I reach: who is left out, in which order, and why."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.urge import Urge
from recovery_journal.domain.vocabulary import Coping
from recovery_journal.queries.suggestions import Suggestions
from recovery_journal.report.suggestion_text import (
    boundary_and_reasons,
    nobody_to_suggest_text,
    reason_texts,
    solo_activity_text,
)
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.suggestions import (
    solo_activity,
    suggest_contacts,
)

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def tie(id, name=None, days=None, tried=0, given=(), **values):
    values = {"relation": "friend", "ring": 1, "added_on": date(2020, 1, 1)} | values
    contact = with_defaults(Contact(id=id, name=name or f"P{id}", **values), given)
    last = None if days is None else DAY - timedelta(days=days)
    return ContactActivity(contact=contact, last_connected=last, tried_since=tried)


def log(id, hours=0, outcome="connected", zone=UTC, **values):
    at = (NOW - timedelta(hours=hours)).astimezone(zone)
    return ReachOut(
        contacts=(ContactRef(id, "x"),),
        occurred_at=at,
        recorded_at=at,
        local_date=at.date(),
        outcome=outcome,
        **values,
    )


def ids(ties, reach_outs=(), **options):
    return [s.contact.id for s in suggest_contacts(ties, reach_outs, DAY, **options)]


def reasons(one, reach_outs=(), **options):
    (suggestion,) = suggest_contacts([one], reach_outs, DAY, **options)
    return reason_texts(suggestion.reasons)


@pytest.mark.parametrize(
    "values",
    [
        {"influence": "risk"},
        {"suggest": False},
        {"status": "less_now"},
        {"status": "ended"},
        {"status": "ended", "ended_on": DAY},
        {"paused_from": DAY, "paused_until": DAY},
        {"relation": None, "ring": None},
        {"added_on": DAY + timedelta(days=1)},
    ],
)
@pytest.mark.parametrize("hard_moment", [True, False])
def test_nobody_is_named_against_what_was_set(values, hard_moment):
    assert ids([tie(1, ok_when_urge=True, **values)], hard_moment=hard_moment) == []


def test_in_a_hard_moment_nobody_who_does_not_support_the_goal_is_named():
    ties = [tie(1, supports_goal="no"), tie(2, supports_goal="unsure")]
    assert ids(ties, hard_moment=True) == [2]
    assert ids(ties) == [2, 1]


def test_a_contact_without_a_rhythm_can_be_suggested():
    free = tie(1, days=3, given=("cadence_days",))
    assert reasons(free) == ("reached 3 days ago; no rhythm set",)


def test_a_pause_that_is_over_no_longer_counts():
    assert ids([tie(1, paused_from=DAY - timedelta(9), paused_until=DAY - timedelta(1))]) == [1]


def test_with_a_kind_of_support_only_those_listed_for_it_are_named():
    ties = [tie(1, support=("practical",)), tie(2, support=("emotional",)), tie(3)]
    assert ids(ties, support="practical") == [1]
    assert "listed for practical help" in reasons(ties[0], support="practical")


def test_okay_with_an_urge_comes_first_in_a_hard_moment_only():
    ties = [tie(1, supports_goal="yes"), tie(2, ok_when_urge=True)]
    assert ids(ties, hard_moment=True) == [2, 1]
    assert ids(ties) == [1, 2]


def test_supporting_the_goal_comes_before_how_it_felt():
    ties = [tie(1), tie(2, supports_goal="yes")]
    assert ids(ties, [log(1, h, felt_after=2) for h in range(3)]) == [2, 1]


def test_how_it_felt_after_counts_from_three_times_on():
    ties = [tie(1), tie(2)]
    felt = [log(2, h, felt_after=2) for h in range(3)]
    assert ids(ties, felt) == [2, 1]
    assert ids(ties, felt[:2]) == [1, 2]
    assert ids(ties, [log(1, h, felt_after=-1) for h in range(3)]) == [2, 1]


def test_how_it_felt_comes_before_how_soon_they_answer():
    ties = [tie(1), tie(2)]
    soon = [log(1, 2, "no_answer"), log(1, 1)]
    assert ids(ties, soon) == [1, 2]
    assert ids(ties, [*soon, *(log(2, h, felt_after=1) for h in range(3))]) == [2, 1]


def test_a_sooner_answer_comes_first_and_an_unknown_one_last():
    ties = [tie(1), tie(2), tie(3)]
    record = [log(2, 30, "left_message"), log(2, 10), log(3, 30, "no_answer"), log(3, 25)]
    assert ids(ties, record) == [3, 2, 1]


def test_how_soon_they_answer_comes_before_how_due_they_are():
    ties = [tie(1, days=100), tie(2, days=0)]
    assert ids(ties) == [1, 2]
    assert ids(ties, [log(2, 2, "no_answer"), log(2, 1)]) == [2, 1]


def test_the_most_due_of_their_own_rhythm_comes_first():
    ties = [tie(1, days=20, ring=3), tie(2, days=8), tie(3), tie(4, days=1)]
    assert ids(ties) == [2, 3, 1, 4]


def test_equal_people_come_by_name_whatever_the_order_they_are_read_in():
    ties = [tie(3, "ben"), tie(1, "Zoe"), tie(2, "Abe"), tie(4, "Abe")]
    assert ids(ties) == ids(ties[::-1]) == [2, 4, 3, 1]


def test_time_to_an_answer_is_absolute_across_zones():
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    record = [log(1, 4, "no_answer", east), log(1, 2, "connected", west)]
    assert "answered within 2 hours last time" in reasons(tie(1), record)


def test_each_attempt_is_measured_to_the_next_connection():
    record = [
        log(1, 100, "no_answer"),
        log(1, 98, "left_message"),
        log(1, 97),
        log(1, 50, "no_answer"),
        log(1, 40),
        log(1, 1, "no_answer"),
    ]
    assert "usually answers within 3 hours" in reasons(tie(1), record)


@pytest.mark.parametrize("hours", [24.1, 37, 96, 2000])
def test_a_long_wait_is_no_reason(hours):
    once = [log(1, hours + 1, "no_answer"), log(1, 1)]
    assert not any("answer" in fact for fact in reasons(tie(1), once))
    many = []
    for n in range(1, 4):
        many += [log(1, 3000 * n + hours, "no_answer"), log(1, 3000 * n)]
    assert not any("answer" in fact for fact in reasons(tie(1), many))
    assert not any("hours" in fact for fact in reasons(tie(1), many))


@pytest.mark.parametrize(("hours", "words"), [(1, "1 hour"), (12, "12 hours"), (13, "a day"),
                                              (24, "a day")])  # fmt: skip
def test_an_answer_within_a_day_is_one(hours, words):
    once = [log(1, hours + 1, "no_answer"), log(1, 1)]
    assert f"answered within {words} last time" in reasons(tie(1), once)


@given(st.floats(0.01, 5000), st.integers(1, 5))
def test_no_wait_beyond_a_day_is_ever_said(hours, times):
    record = []
    for n in range(1, times + 1):
        record += [log(1, 6000 * n + hours, "no_answer"), log(1, 6000 * n)]
    said = [fact for fact in reasons(tie(1), record) if "answer" in fact]
    assert bool(said) == (hours <= 24)


def test_a_boundary_stands_beside_the_name_before_the_reasons():
    boundaries = "no calls\nafter 10."
    (one,) = suggest_contacts([tie(1, boundaries=boundaries)], (), DAY)
    assert boundary_and_reasons(one) == ("boundary: no calls after 10", *reason_texts(one.reasons))
    (free,) = suggest_contacts([tie(1)], (), DAY)
    assert boundary_and_reasons(free) == reason_texts(free.reasons)


def test_an_answer_within_minutes_is_within_an_hour():
    record = [log(1, 1, "no_answer"), log(1, 0.9)]
    assert "answered within 1 hour last time" in reasons(tie(1), record)


def test_better_is_said_of_what_was_compared_with_before():
    felt = [
        log(1, 6, felt_before=-2, felt_after=-1),
        log(1, 5, felt_before=1, felt_after=1),
        log(1, 4, felt_before=0, felt_after=1),
        log(1, 3, felt_after=2),
        log(1, 2),
        log(1, 1, "no_answer"),
    ]
    assert "usually felt better after (2 of 3)" in reasons(tie(1), felt)
    assert "usually felt well after (3 of 3)" in reasons(tie(1), felt[1:])
    assert not any("felt" in fact for fact in reasons(tie(1), felt[2:]))


def test_no_reason_speaks_against_someone():
    felt = [log(1, h, felt_after=-2) for h in range(3)]
    assert reasons(tie(1, supports_goal="no"), felt) == ("not yet reached",)


def test_every_reason_is_a_fact_in_words():
    one = tie(1, days=12, tried=2, ok_when_urge=True, supports_goal="yes")
    assert reasons(one) == (
        "okay to reach when an urge is there",
        "supports my goal",
        "it's been 12 days; rhythm is every 7 days",
    )
    assert reasons(tie(1, days=2)) == ("reached 2 days ago; rhythm is every 7 days",)


def test_what_is_logged_after_the_day_does_not_count():
    later = [log(1, -24 * n, felt_after=2) for n in (1, 2, 3)]
    assert reasons(tie(1), later) == ("not yet reached",)


def test_with_nobody_to_name_a_helpline_or_a_meeting_counts():
    assert suggest_contacts([], [], DAY) == ()
    assert nobody_to_suggest_text() == "A helpline or a meeting counts."


@given(
    st.lists(
        st.builds(
            tie,
            id=st.integers(1, 50),
            days=st.none() | st.integers(0, 200),
            influence=st.sampled_from([None, "risk", "protective"]),
            supports_goal=st.sampled_from([None, "yes", "no", "mixed"]),
            ok_when_urge=st.sampled_from([None, True, False]),
            status=st.sampled_from(["active", "less_now", "ended"]),
            suggest=st.booleans(),
        ),
        unique_by=lambda t: t.contact.id,
        max_size=12,
    )
)
def test_a_hard_moment_names_a_part_of_the_others_and_each_with_a_reason(ties):
    calm, hard = (
        suggest_contacts(ties, [], DAY),
        suggest_contacts(ties, [], DAY, hard_moment=True),
    )
    assert {s.contact.id for s in hard} <= {s.contact.id for s in calm}
    assert all(reason_texts(s.reasons) for s in calm)
    okay = [bool(s.contact.ok_when_urge) for s in hard]
    assert okay == sorted(okay, reverse=True)


def urge(*coping):
    return Urge(occurred_at=NOW, recorded_at=NOW, coping=tuple(RatedName(*c) for c in coping))


def alone(urges, copings=(), *, hard_moment=False):
    solo = solo_activity(urges, copings)
    return solo_activity_text(
        Suggestions(hard_moment=hard_moment, people=(), solo=solo, helped=None)
    )


def test_alone_is_what_helped_most_before():
    urges = [urge(("walk by the river", 2), ("music", n)) for n in (0, 1, 1)]
    assert alone(urges) == "walk by the river"


def test_alone_needs_three_uses_with_a_mark():
    assert "breathing" in alone([urge(("music", 2)), urge(("music", 2)), urge(("music", None))])


def test_alone_is_not_something_that_has_not_helped():
    assert "breathing" in alone([urge(("music", n)) for n in (-1, 0, 0, 1)])


def test_alone_is_not_something_that_takes_other_people():
    urges = [urge(("call Sam", 2), ("meeting", 2), ("other", 2), ("tea", 1)) for _ in range(3)]
    assert alone(urges, [Coping(name="call Sam", category="reach_someone", own=True)]) == "tea"


def test_alone_says_a_built_in_way_in_words_and_an_own_one_as_it_was_typed():
    assert alone([urge(("urge_surf", 1))] * 3) == "riding the urge out"
    assert alone([urge(("cold_shower", 1))] * 3) == "cold_shower"


def test_of_two_that_helped_alike_the_one_used_more_comes_then_the_name():
    urges = [urge(("b", 1), ("a", 1))] * 3
    assert alone(urges) == "a"
    assert alone([*urges, urge(("b", 1))]) == "b"


def test_with_no_entries_there_is_still_something_gentle_to_do_alone():
    assert alone([], hard_moment=True) == "slow breathing: in for 4, out for 6, for two minutes"
    assert alone([]).startswith("a short walk")
