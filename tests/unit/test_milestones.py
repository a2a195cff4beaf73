"""Milestones near: facts about round numbers, and none where nothing has begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.activity import Activity
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.report.goal_text import (
    activity_text,
    goal_rows,
    milestone_defaults,
    milestone_text,
    recorded_totals_rows,
    reflection_text,
    totals_rows,
    upcoming_milestone_text,
)
from recovery_journal.report.json_documents import goal_json, totals_json, upcoming_milestone_json
from recovery_journal.report.return_to_use_text import safety_fact_lines
from recovery_journal.rules.goal import (
    GoalTotals,
    UpcomingMilestone,
    count_goal_days,
    next_day_milestone,
    upcoming_milestones,
)

TODAY = date(2026, 11, 22)
NOTHING = GoalTotals(0, 0, 0, 0, 0, 0)
GOAL = Goal(goal_kind="abstain", start=date(2026, 1, 1))


def days(n: int) -> GoalTotals:
    return NOTHING._replace(met=n, recorded=n)


def last_days(n: int, word: str = "met") -> dict[date, str]:
    return {TODAY - timedelta(days=back): word for back in range(n)}


def near(goal_days: dict[date, str], counts: tuple[int, int]) -> tuple[str, ...]:
    milestones = upcoming_milestones(count_goal_days(goal_days, TODAY), *counts)
    return tuple(map(upcoming_milestone_text, milestones))


@pytest.mark.parametrize(
    ("met", "at", "left"),
    [(1, 1, 0), (2, 3, 1), (4, 7, 3), (7, 7, 0), (28, 30, 2), (30, 30, 0), (362, 365, 3),
     (365, 365, 0), (498, 500, 2), (730, 730, 0), (999, 1000, 1), (1095, 1095, 0)],
)  # fmt: skip
def test_a_milestone_of_days_is_near_from_three_days_before(met, at, left):
    assert upcoming_milestones(days(met), 0, 0) == [UpcomingMilestone("days_toward_goal", at, left)]


@pytest.mark.parametrize("met", [0, 8, 26, 31, 366, 400, 501, 731])
def test_far_from_a_milestone_there_is_none(met):
    assert upcoming_milestones(days(met), 0, 0) == []


@pytest.mark.parametrize(
    ("meetings", "found"),
    [(0, []), (1, [(1, 0)]), (2, []), (3, [(5, 2)]), (10, [(10, 0)]), (98, [(100, 2)]),
     (101, []), (198, [(200, 2)]), (300, [(300, 0)])],
)  # fmt: skip
def test_meetings_have_milestones_of_their_own(meetings, found):
    assert upcoming_milestones(NOTHING, meetings, 0) == [
        UpcomingMilestone("meetings", at, left) for at, left in found
    ]


@pytest.mark.parametrize(
    ("connections", "found"), [(0, []), (7, []), (8, [(10, 2)]), (25, [(25, 0)]), (299, [(300, 1)])]
)
def test_connections_have_milestones_of_their_own(connections, found):
    assert upcoming_milestones(NOTHING, 0, connections) == [
        UpcomingMilestone("connection", at, left) for at, left in found
    ]


@given(st.integers(1, 20_000))
def test_the_next_milestone_of_days_is_never_behind(n):
    assert n <= next_day_milestone(n) <= n + 365
    assert next_day_milestone(next_day_milestone(n)) == next_day_milestone(n)


def test_milestones_are_said_as_facts():
    assert near(last_days(28), (10, 99)) == (
        "2 more days recorded as met make 30.",
        "10 meetings attended.",
        "1 more connection makes 100.",
    )
    assert (
        upcoming_milestone_text(UpcomingMilestone("days_toward_goal", 1, 0))
        == "1 day recorded as met."
    )
    assert (
        upcoming_milestone_text(UpcomingMilestone("days_toward_goal", 3, 1))
        == "1 more day recorded as met makes 3."
    )
    assert upcoming_milestone_text(UpcomingMilestone("meetings", 5, 2)) == "2 more meetings make 5."
    assert (
        upcoming_milestone_text(UpcomingMilestone("connection", 10, 0))
        == "10 connections with someone."
    )


def test_a_milestone_that_is_near_stays_as_near_after_days_that_were_not_met():
    history = {TODAY - timedelta(days=60 + back): "met" for back in range(29)}
    history |= last_days(20, "not_met")
    assert near(history, (0, 0)) == ("1 more day recorded as met makes 30.",)


def test_the_totals_are_said_with_what_they_are_out_of():
    rows = dict(totals_rows(GoalTotals(41, 6, 50, 24, 28, 12), 9, 80))
    assert rows == {
        "Days recorded as met": "41 in all; partly 6",
        "The last 30 days": "24 met, of 28 recorded",
        "Most days in a row": "12",
        "Meetings attended": "9",
        "Connections": "80",
    }
    assert dict(totals_rows(days(3), 0, 0))["Days recorded as met"] == "3 in all"


def test_no_total_is_shown_as_0():
    assert "0" not in " ".join(words for _name, words in totals_rows(NOTHING, 0, 0))
    later = count_goal_days({TODAY - timedelta(days=40): "met", TODAY: "not_met"}, TODAY)
    rows = dict(totals_rows(later, 0, 0))
    assert rows["The last 30 days"] == "1 day recorded"
    assert rows["Days recorded as met"] == "1 in all"
    partly = count_goal_days({TODAY: "partly"}, TODAY)
    assert recorded_totals_rows(partly, 0, 1) == [
        ("Days recorded as met", "partly 1"),
        ("The last 30 days", "1 day recorded"),
        ("Connections", "1"),
    ]
    assert recorded_totals_rows(NOTHING, 0, 0) == []


def test_a_goal_is_said_row_by_row():
    goal = Goal(
        goal_kind="safer_use", wording="Never alone", chosen_by="agreed", start=date(2026, 1, 2),
        review_on=date(2027, 1, 2), reasons="My sister", ended_on=date(2026, 5, 1),
    )  # fmt: skip
    assert goal_rows(goal) == [
        ("Goal", "safer use"),
        ("In my words", "Never alone"),
        ("Chosen by", "agreed"),
        ("Since", "2 January 2026"),
        ("Look at it again", "2 January 2027"),
        ("Put aside", "1 May 2026"),
        ("Reasons", "My sister"),
    ]
    assert goal_rows(GOAL) == [("Goal", "abstain"), ("Since", "1 January 2026")]
    assert goal_json(goal)["review_on"] == "2027-01-02"
    assert goal_json(GOAL) | {"id": 1} == {
        "id": 1, "uuid": "", "goal_kind": "abstain", "wording": None, "chosen_by": None,
        "start": "2026-01-01", "review_on": None, "reasons": None, "ended_on": None,
    }  # fmt: skip


def test_totals_and_milestones_as_json_keep_their_numbers():
    assert totals_json(GoalTotals(1, 2, 3, 4, 5, 6), 7, 8) == {
        "met": 1, "partly": 2, "recorded": 3, "met_of_last_30": 4, "recorded_of_last_30": 5,
        "longest_run": 6, "meetings_attended": 7, "connections": 8,
    }  # fmt: skip
    assert upcoming_milestone_json(UpcomingMilestone("meetings", 5, 2)) == {
        "milestone_kind": "meetings",
        "at": 5,
        "left": 2,
    }


def test_the_facts_are_said_where_a_substance_may_be_concerned():
    assert len(safety_fact_lines(None)) == len(safety_fact_lines(GOAL)) == 2
    assert all(source for _text, source in safety_fact_lines(GOAL))
    assert safety_fact_lines(Goal(goal_kind="other_behaviour", start=TODAY)) == []


def test_entries_are_said_on_one_line():
    at = {"occurred_at": datetime(2026, 11, 20, tzinfo=UTC)}
    at["recorded_at"] = at["occurred_at"]
    marked = Milestone(milestone_kind="service", **at)
    assert milestone_text(marked) == "service"
    marked = replace(marked, wording="opened up", marked_how="cake")
    assert milestone_text(marked) == "opened up (cake)"
    did = Activity(activity_kind="faith_or_meaning", **at)
    assert activity_text(did) == "faith or meaning"
    assert activity_text(replace(did, name="choir", enjoyment=0)) == "choir, enjoyed 0 of 10"
    looked = Reflection(body=0, purpose=7, learned="rest", **at)
    assert reflection_text(looked) == "body 0, purpose 7; rest"
    assert reflection_text(Reflection(proud_of="the letter", **at)) == "the letter"
    assert reflection_text(Reflection(**at)) == ""


def test_a_milestone_that_is_near_fills_in_its_form():
    assert milestone_defaults(UpcomingMilestone("days_toward_goal", 30, 0)) == {
        "milestone_kind": "days_toward_goal", "wording": "30 days",
    }  # fmt: skip
    assert milestone_defaults(UpcomingMilestone("meetings", 1, 0))["wording"] == "1 meeting"
