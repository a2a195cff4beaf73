"""Goals, safety steps, totals, and the kinds of records that came with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from recovery_journal.domain.activity import Activity
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.report.entry_text import entry_detail_lines, title_line
from recovery_journal.report.json_documents import record_json
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact, reach_out

DAY = NOW.date()
AT = {"occurred_at": NOW, "recorded_at": NOW}


def goal(kind: Any = "abstain", **values: Any) -> Goal:
    return Goal(**{"goal_kind": kind, "start": DAY, **values})


# goals


def test_a_journal_without_a_goal_has_none(journal: Journal) -> None:
    assert journal.goals.current() is None
    assert journal.goals.list() == []


def test_a_goal_comes_back_as_it_was_set(journal: Journal) -> None:
    made = journal.goals.set(
        goal(
            "safer_use", wording="nunca solo 🌱", chosen_by="agreed", reasons="my sister",
            review_on=DAY + timedelta(days=30),
        )
    )  # fmt: skip
    assert journal.goals.current() == made == journal.goals.get(made.id)
    assert made.uuid
    assert (made.wording, made.reasons, made.ended_on) == ("nunca solo 🌱", "my sister", None)
    assert made.review_on == DAY + timedelta(days=30)


def test_another_goal_takes_its_place_and_the_first_one_stays_on_record(journal: Journal) -> None:
    first = journal.goals.set(goal(start=DAY - timedelta(days=50)))
    second = journal.goals.set(goal("reduce"))
    assert journal.goals.current() == second
    assert [(one.id, one.ended_on) for one in journal.goals.list()] == [
        (first.id, DAY),
        (second.id, None),
    ]


def test_a_goal_of_earlier_ends_the_one_before_no_sooner_than_it_began(journal: Journal) -> None:
    journal.goals.set(goal(start=DAY))
    journal.goals.set(goal("reduce", start=DAY - timedelta(days=9)))
    assert journal.goals.list()[0].ended_on == DAY


def test_a_changed_goal_and_one_put_aside_are_taken_back(journal: Journal) -> None:
    made = journal.goals.set(goal(wording="steady"))
    journal.goals.edit(made.id, wording="steady days", reasons="sleep")
    journal.goals.edit(made.id, ended_on=DAY)
    assert journal.goals.current() is None
    assert journal.undo().kind == "goal"
    current = journal.goals.current()
    assert current is not None
    assert current.wording == "steady days"
    journal.undo()
    assert journal.goals.current() == made
    journal.undo()
    assert journal.goals.list() == []


def test_setting_another_goal_is_one_change(journal: Journal) -> None:
    first = journal.goals.set(goal())
    journal.goals.set(goal("wellbeing"))
    journal.undo()
    assert journal.goals.list() == [first]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"goal_kind": "win"}, "goal_kind"),
        ({"goal_kind": None}, "goal_kind"),
        ({"chosen_by": "nobody"}, "chosen_by"),
        ({"review_on": DAY - timedelta(days=1)}, "review_on"),
    ],
)
def test_a_goal_out_of_its_meaning_is_refused(
    journal: Journal, values: dict[str, Any], field: str
) -> None:
    kept = journal.goals.set(goal())
    with pytest.raises(BadValue) as caught:
        journal.goals.set(replace(goal(), **values))
    assert caught.value.details["field"] == field
    with pytest.raises(BadValue):
        journal.goals.edit(kept.id, **values)
    assert journal.goals.list() == [kept]


def test_a_goal_that_is_not_there_is_said(journal: Journal) -> None:
    with pytest.raises(RecordNotFound, match="no goal 7"):
        journal.goals.get(7)


# safety steps


def test_steps_stand_under_their_headings_in_the_persons_order(journal: Journal) -> None:
    for heading, text in (
        ("worth_staying_for", "the dog"),
        ("warning_signs", "no sleep"),
        ("alone", "walk"),
        ("warning_signs", "silence"),
    ):
        journal.safety_steps.add(heading, text)
    assert [one.text for one in journal.safety_steps.list()] == [
        "no sleep",
        "silence",
        "walk",
        "the dog",
    ]
    journal.safety_steps.move(4, -1)
    assert [one.text for one in journal.safety_steps.list()][:2] == ["silence", "no sleep"]
    journal.safety_steps.move(4, -1)  # at the top it stays
    assert [one.text for one in journal.safety_steps.list()][:2] == ["silence", "no sleep"]
    journal.undo()
    assert [one.text for one in journal.safety_steps.list()][:2] == ["no sleep", "silence"]


def test_a_step_is_changed_deleted_and_taken_back(journal: Journal) -> None:
    made = journal.safety_steps.add("alone", "walk")
    journal.safety_steps.edit(made.id, "a long walk")
    journal.safety_steps.delete(made.id)
    assert journal.safety_steps.list() == []
    journal.undo()
    assert journal.safety_steps.get(made.id).text == "a long walk"
    journal.undo()
    assert journal.safety_steps.get(made.id) == made
    journal.undo()
    with pytest.raises(RecordNotFound):
        journal.safety_steps.get(made.id)


def test_a_step_keeps_its_text_when_its_contact_goes_and_its_link_when_they_come_back(
    journal: Journal,
) -> None:
    ana = journal.contacts.add(contact("Ana"))
    made = journal.safety_steps.add("people_to_tell", "Ana, by day", ana.id)
    other = journal.safety_steps.add("alone", "walk")
    journal.contacts.delete(ana.id)
    left = journal.safety_steps.get(made.id)
    assert (left.text, left.contact_id) == ("Ana, by day", None)
    journal.undo()
    assert journal.safety_steps.get(made.id) == made
    assert journal.safety_steps.get(other.id) == other


@pytest.mark.parametrize(
    ("heading", "text", "person", "error"),
    [("nowhere", "walk", None, BadValue), ("alone", " \n", None, BadValue),
     ("alone", "walk", 99, RecordNotFound)],
)  # fmt: skip
def test_a_step_out_of_its_meaning_is_refused(
    journal: Journal, heading: Any, text: str, person: int | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        journal.safety_steps.add(heading, text, person)
    assert journal.safety_steps.list() == []


# the new kinds


def records(journal: Journal) -> list[Any]:
    ana = journal.contacts.add(contact("Ana"))
    return [
        Milestone(
            milestone_kind="days_toward_goal", wording="thirty evenings", marked_how="pancakes",
            told=True, note="quiet", **AT,
        ),
        Activity(
            activity_kind="nature", name="canal walk", structured=False, with_whom="with_people",
            contacts=(ContactRef(ana.id, "Ana"),), minutes=50, enjoyment=8, **AT,
        ),
        Reflection(
            body=6, mind=0, people=10, purpose=None, learned="rest first", proud_of="the letter",
            share=True, **AT,
        ),
    ]  # fmt: skip


def test_every_field_of_the_new_kinds_comes_back(journal: Journal) -> None:
    for record in records(journal):
        stored = journal.entries.add(record)
        assert stored == journal.entries.get(stored.id)
        assert stored.values() == record.values()
        assert (stored.note, stored.share) == (record.note, record.share)


def test_the_new_kinds_are_changed_deleted_and_taken_back(journal: Journal) -> None:
    changes = ({"wording": "forty"}, {"enjoyment": 3, "contacts": ()}, {"mind": 4, "learned": None})
    for record, change in zip(records(journal), changes, strict=True):
        stored = journal.entries.add(record)
        changed = journal.entries.edit(stored.id, **change)
        assert {name: getattr(changed, name) for name in change} == change
        journal.entries.delete(stored.id)
        journal.undo()
        assert journal.entries.get(stored.id) == changed
        journal.undo()
        assert journal.entries.get(stored.id) == stored
        journal.undo()
        with pytest.raises(RecordNotFound):
            journal.entries.get(stored.id)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("evenings", "milestone"), ("pancakes", "milestone"), ("canal", "activity"),
     ("Ana", "activity"), ("rest", "reflection"), ("letter", "reflection")],
)  # fmt: skip
def test_their_words_are_found_until_they_are_deleted(
    journal: Journal, word: str, kind: str
) -> None:
    stored = journal.entries.add_many(records(journal))
    found, _more = journal.entries.search(word)
    assert [one.record.kind for one in found] == [kind]
    assert journal.entries.search(word, ("check_in",)) == ([], False)
    journal.entries.delete(next(one.id for one in stored if one.kind == kind))
    assert journal.entries.search(word) == ([], False)
    journal.undo()
    assert len(journal.entries.search(word)[0]) == 1


def test_an_activity_with_someone_is_no_connection(journal: Journal) -> None:
    journal.entries.add_many(records(journal))
    (tie,) = journal.contacts.with_activity(DAY)
    assert tie.last_connected is None
    assert journal.statistics.lifetime_counts() == (0, 0)


def test_the_new_kinds_have_their_words_and_their_json(journal: Journal) -> None:
    milestone, activity, reflection = journal.entries.add_many(records(journal))
    assert title_line(milestone).startswith("milestone: thirty evenings, days toward goal")
    assert "canal walk, nature, Ana" in title_line(activity)
    assert "proud of: the letter" in entry_detail_lines(reflection)
    made = record_json(milestone)
    assert (made["kind"], made["milestone_kind"], made["told"]) == (
        "milestone", "days_toward_goal", True,
    )  # fmt: skip
    assert record_json(activity)["contacts"] == [{"id": 1, "name": "Ana"}]
    made = record_json(reflection)
    assert (made["body"], made["mind"], made["purpose"]) == (6, 0, None)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Milestone(milestone_kind=None, **AT), "milestone_kind"),  # type: ignore[arg-type]  # None is what is refused here
        (Activity(activity_kind=None, **AT), "activity_kind"),  # type: ignore[arg-type]  # None is what is refused here
        (Activity(activity_kind="move", enjoyment=11, **AT), "enjoyment"),
        (Reflection(body=-1, **AT), "body"),
    ],
)
def test_a_value_of_theirs_out_of_its_meaning_is_refused(
    journal: Journal, record: Any, field: str
) -> None:
    with pytest.raises(BadValue) as caught:
        journal.entries.add(record)
    assert caught.value.details["field"] == field
    assert journal.statistics.count() == 0


# totals and pages


def test_the_count_is_of_days_and_kinds(journal: Journal) -> None:
    for days in range(5):
        journal.entries.add(check_in(NOW - timedelta(days=days)))
    journal.entries.add(Reflection(body=5, **AT))
    assert journal.statistics.count() == 6
    assert journal.statistics.count(kinds=("reflection", "milestone")) == 1
    assert journal.statistics.count(DAY - timedelta(days=1), DAY) == 3
    assert journal.statistics.count(end=DAY - timedelta(days=3), kinds=("check_in",)) == 2


def test_meetings_attended_and_connections_are_tallied(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    for status in ("attended", "left_early", "not_attended", "planned"):
        journal.entries.add(Meeting(name="Tuesday", status=status, **AT))
    for outcome in ("connected", "no_answer", "connected"):
        journal.entries.add(reach_out(ana, outcome=outcome))
    assert journal.statistics.lifetime_counts() == (2, 2)


def test_the_days_of_the_goal_are_read_anew_after_any_change(
    journal: Journal, clock: Clock
) -> None:
    def days() -> dict[date, str]:
        return journal.statistics.goal_outcomes_by_day()

    assert days() == {}
    stored = journal.entries.add(check_in(goal_today="met"))
    assert days() == {DAY: "met"}
    days().clear()  # what was handed out is no part of the journal
    assert days() == {DAY: "met"}
    journal.entries.edit(stored.id, goal_today="partly")
    assert days() == {DAY: "partly"}
    with Journal.open(journal.path, None, clock=clock) as other:
        other.entries.add(check_in(NOW - timedelta(days=1), goal_today="not_met"))
    assert days() == {DAY - timedelta(days=1): "not_met", DAY: "partly"}
    journal.entries.add(ReturnToUse(about="wine", **AT))
    assert days() == {DAY - timedelta(days=1): "not_met", DAY: "partly"}
    journal.entries.delete(stored.id)
    assert days() == {DAY - timedelta(days=1): "not_met"}


def test_pages_put_together_are_the_timeline(journal: Journal) -> None:
    for hours in range(23):
        journal.entries.add(check_in(NOW - timedelta(hours=7 * hours)))
        if hours % 3 == 0:
            journal.entries.add(Reflection(mind=5, occurred_at=NOW, recorded_at=NOW))
    for kinds in ((), ("check_in",), ("reflection", "milestone")):
        pages: list[Any] = []
        while page := journal.entries.page(len(pages), 6, kinds):
            pages += page
        assert pages == journal.entries.timeline(kinds=kinds, limit=None)[0]
        assert len(pages) == journal.statistics.count(kinds=kinds)
    assert journal.entries.page(1000, 6) == []


def test_changes_held_together_are_kept_or_not_at_all(journal: Journal) -> None:
    with journal.transaction():
        journal.goals.set(goal())
        journal.safety_steps.add("alone", "walk")
    assert len(journal.safety_steps.list()) == 1

    def half() -> None:
        with journal.transaction():
            journal.safety_steps.add("alone", "tea")
            journal.safety_steps.add("alone", " ")

    with pytest.raises(BadValue):
        half()
    assert [one.text for one in journal.safety_steps.list()] == ["walk"]
