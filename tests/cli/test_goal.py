"""Goals, milestones, activities, reflections and returns to use on the command line."""

from __future__ import annotations

import pytest

from .conftest import Run


def test_without_a_goal_it_says_how_to_set_one(run: Run) -> None:
    shown = run("goal")
    assert shown.code == 0
    assert "recovery-journal goal set" in shown.out
    assert run("goal", "--json").json() == {
        "goal": None,
        "totals": {
            "met": 0, "partly": 0, "recorded": 0, "met_of_last_30": 0, "recorded_of_last_30": 0,
            "longest_run": 0, "meetings_attended": 0, "connections": 0,
        },
        "milestones_near": [],
    }  # fmt: skip


@pytest.mark.parametrize("how", [("goal", "set"), ("goal",)])
def test_a_goal_is_set_and_shown(run: Run, how: tuple[str, ...]) -> None:
    options = (
        "--goal-kind", "safer-use", "--wording", "two at most", "--chosen-by", "agreed",
        "--start", "2026-11-02", "--review-on", "2027-02-01", "--reasons", "sleep",
    )  # fmt: skip
    made = run(*how, *options, "--json").json()
    assert made | {"uuid": ""} == {
        "id": 1, "uuid": "", "goal_kind": "safer_use", "wording": "two at most",
        "chosen_by": "agreed", "start": "2026-11-02", "review_on": "2027-02-01",
        "reasons": "sleep", "ended_on": None,
    }  # fmt: skip
    assert run("goal", "--json").json()["goal"] == made
    assert "In my words: two at most\n" in run("goal").out


def test_a_goal_of_the_same_kind_is_changed_and_another_kind_is_another_goal(run: Run) -> None:
    run("goal", "set", "--goal-kind", "reduce", "--start", "2026-11-01")
    changed = run("goal", "set", "--wording", "less", "--json").json()
    assert (changed["id"], changed["start"], changed["wording"]) == (1, "2026-11-01", "less")
    assert run("goal", "--goal-kind", "reduce", "--wording", "yet less").code == 0
    run("goal", "set", "--goal-kind", "abstain")
    goals = run("goal", "list", "--json").json()["goals"]
    assert [(one["goal_kind"], one["wording"], one["ended_on"]) for one in goals] == [
        ("reduce", "yet less", "2026-11-20"),
        ("abstain", None, None),
    ]
    assert run("goal", "list").out.startswith("1  Goal: reduce")
    run("undo")
    assert run("goal", "--json").json()["goal"]["wording"] == "yet less"


def test_a_goal_is_put_aside_and_taken_back(run: Run) -> None:
    assert run("goal", "end").code == 1
    run("goal", "--goal-kind", "wellbeing")
    assert run("goal", "end", "--json").json()["ended_on"] == "2026-11-20"
    assert run("goal", "--json").json()["goal"] is None
    assert run("goal", "list").out.count("\n") == 1
    run("undo")
    assert run("goal", "--json").json()["goal"]["goal_kind"] == "wellbeing"


@pytest.mark.parametrize(
    "args",
    [
        ("set",),
        ("set", "--wording", "no kind yet"),
        ("--goal-kind", "win"),
        ("--goal-kind", "reduce", "--start", "the day after"),
        ("--goal-kind", "reduce", "--review-on", "2020-01-01"),
        ("--goal-kind", "reduce", "--wording", " "),
        ("nonsense",),
        ("list", "--goal-kind", "reduce"),
    ],
)
def test_a_goal_out_of_its_meaning_is_refused_and_none_is_set(
    run: Run, args: tuple[str, ...]
) -> None:
    refused = run("goal", *args, "--json")
    assert (refused.code, refused.error()["code"]) in {(2, "bad_value"), (2, "bad_when")}
    assert run("goal", "list", "--json").json() == {"goals": []}


def test_setting_nothing_says_what_could_be_set(run: Run) -> None:
    run("goal", "--goal-kind", "reduce")
    assert "--wording" in run("goal", "set").err


def test_in_a_terminal_the_kind_of_a_first_goal_is_asked_for(run: Run) -> None:
    assert run("goal", "set", input="moderate\n", terminal=True).code == 0
    assert run("goal", "--json").json()["goal"]["goal_kind"] == "moderate"


def test_the_wording_of_a_goal_can_come_from_standard_input(run: Run) -> None:
    run("goal", "--goal-kind", "reduce", "--wording", "-", input="nobody's business\n")
    assert run("goal", "--json").json()["goal"]["wording"] == "nobody's business"


def test_an_empty_list_of_goals_says_how_to_begin(run: Run) -> None:
    assert "goal set" in run("goal", "list").err


def test_totals_and_milestones_near_come_from_the_check_ins(run: Run) -> None:
    run("goal", "--goal-kind", "reduce")
    for day, word in ((17, "met"), (18, "partly"), (19, "met"), (20, "not_met"), (20, "met")):
        at = f"2026-11-{day}T10:00"
        assert run("checkin", "--mood", "5", "--goal-today", word, "--at", at).code == 0
    shown = run("goal", "--json").json()
    assert shown["totals"] | {"recorded_of_last_30": 0} == {
        "met": 3, "partly": 1, "recorded": 4, "met_of_last_30": 3, "recorded_of_last_30": 0,
        "longest_run": 2, "meetings_attended": 0, "connections": 0,
    }  # fmt: skip
    assert shown["milestones_near"] == [{"milestone_kind": "days_toward_goal", "at": 3, "left": 0}]
    text = run("goal").out
    assert "What is here in all\nDays recorded as met: 3 in all; partly 1\n" in text
    assert "3 days recorded as met.\n" in text


def test_a_return_to_use_changes_no_total(ana: Run) -> None:
    ana("goal", "--goal-kind", "abstain")
    ana("checkin", "--mood", "5", "--goal-today", "met", "--at", "2026-11-18T10:00")
    ana("reached", "Ana")
    before = ana("goal", "--json").json()
    stored = ana("return-to-use", "--json").json()
    assert (stored["kind"], stored["about"], stored["triggers"]) == ("return_to_use", None, [])
    assert ana("goal", "--json").json() == before


def test_after_a_return_to_use_it_thanks_and_says_what_helps(run: Run) -> None:
    run("checkin", "--mood", "5", "--goal-today", "met", "--at", "2026-11-18T10:00")
    said = run(
        "return-to-use", "--about", "wine", "--trigger", "lonely", "--trigger", "my street",
        "--told", "no", "--next-step", "ring Ana", "--at", "yesterday 22:00", "--note", "-",
        input="a long day",
    )  # fmt: skip
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[1] == "Thank you for writing it down. Nothing you have done is lost."
    assert "your local emergency number" in lines[2]
    assert "help-now" in lines[3]
    assert "naloxone" in said.out
    assert "SAMHSA" in said.out
    assert "Days recorded as met: 1 in all" in said.out
    assert "my street" in said.err
    stored = run("show", "2", "--json").json()
    assert (stored["about"], stored["triggers"], stored["told"], stored["next_step"]) == (
        "wine", ["lonely", "my street"], False, "ring Ana",
    )  # fmt: skip
    assert (stored["note"], stored["local_date"]) == ("a long day", "2026-11-19")


def test_the_two_facts_are_left_out_where_no_substance_is_concerned(run: Run) -> None:
    run("goal", "--goal-kind", "other_behaviour")
    said = run("return-to-use").out
    assert "Thank you" in said
    assert "naloxone" not in said


def test_a_milestone_takes_a_text_or_a_kind(run: Run) -> None:
    first = run("milestone", "thirty evenings", "--milestone-kind", "days-toward-goal",
                "--marked-how", "cake", "--told", "yes", "--json").json()  # fmt: skip
    assert (first["milestone_kind"], first["wording"], first["marked_how"], first["told"]) == (
        "days_toward_goal", "thirty evenings", "cake", True,
    )  # fmt: skip
    assert run("milestone", "service", "--json").json()["milestone_kind"] == "service"
    own = run("milestone", "slept through", "--json").json()
    assert (own["milestone_kind"], own["wording"]) == ("personal", "slept through")
    assert run("milestone", "--note", "quietly", "--json").json()["note"] == "quietly"
    asked = run("milestone", "--json", input="first week\n", terminal=True).json()
    assert asked["wording"] == "first week"
    assert run("milestone").code == 2
    assert run("milestone", "x", "--milestone-kind", "win").code == 2


def test_an_activity_has_a_kind(ana: Run) -> None:
    stored = ana(
        "activity", "nature", "--name", "canal walk", "--contact", "Ana", "--with", "with_people",
        "--minutes", "40", "--enjoyment", "8", "--structured", "no", "--share", "yes", "--json",
    ).json()  # fmt: skip
    assert (stored["activity_kind"], stored["name"], stored["enjoyment"]) == (
        "nature", "canal walk", 8,
    )  # fmt: skip
    assert stored["contacts"] == [{"id": 1, "name": "Ana"}]
    assert (stored["structured"], stored["share"], stored["minutes"]) == (False, True, 40)
    named = ana("activity", "chess", "--activity-kind", "play", "--json").json()
    assert (named["activity_kind"], named["name"]) == ("play", "chess")
    assert ana("activity", "--json", input="work or study\n", terminal=True).json()[
        "activity_kind"
    ] == ("work_or_study")
    assert ana("activity").code == 2
    assert "move, create" in ana("activity", "chess").err
    assert ana("activity", "move", "--enjoyment", "11").code == 2


def test_a_reflection_takes_any_of_its_fields(run: Run) -> None:
    stored = run("reflect", "--body", "6", "--mind", "0", "--proud-of", "the letter", "--json")
    assert (stored.json()["body"], stored.json()["mind"], stored.json()["people"]) == (6, 0, None)
    assert run("reflect").code == 2
    assert run("reflect", "--purpose", "12").code == 2
    assert run("reflect", "--note", "a quiet week").code == 0


def test_in_a_terminal_a_reflection_is_asked_for_and_enter_leaves_out(run: Run) -> None:
    answered = run("reflect", input="7\n\n12\n9\n\n\nwe laughed\n", terminal=True)
    assert answered.code == 0
    assert "none is needed" in answered.err
    stored = run("show", "1", "--json").json()
    assert (stored["body"], stored["mind"], stored["people"], stored["proud_of"]) == (
        7, None, 9, "we laughed",
    )  # fmt: skip
    nothing = run("reflect", input="\n\n\n\n\n\n", terminal=True)
    assert nothing.code == 0
    assert "nothing was saved" in nothing.err
    assert run("show", "2").code == 1


def test_the_new_kinds_are_in_the_history_and_can_be_changed(run: Run) -> None:
    run("milestone", "thirty evenings", "--at", "2 hours ago")
    run("activity", "nature", "--name", "canal walk", "--at", "1 hour ago")
    run("reflect", "--body", "6", "--learned", "rest first")
    run("return-to-use", "--about", "wine")
    kinds = [one["kind"] for one in run("timeline", "--json").json()["entries"]]
    assert kinds == ["return_to_use", "reflection", "activity", "milestone"]
    for kind in kinds:
        assert len(run("timeline", "--kind", kind, "--json").json()["entries"]) == 1
    for word, kind in (("evenings", "milestone"), ("canal", "activity"), ("rest", "reflection")):
        found = run("search", word, "--json").json()["entries"]
        assert [one["kind"] for one in found] == [kind]
    changed = run("edit", "2", "--set", "enjoyment=9", "--unset", "name", "--json").json()
    assert (changed["enjoyment"], changed["name"]) == (9, None)
    assert run("edit", "2", "--unset", "activity-kind").code == 2
    assert run("edit", "1", "--unset", "milestone_kind").code == 2
    assert "thirty evenings" in run("show", "1").out
    assert run("edit", "3", "--set", "mind=5").code == 0
    assert run("edit", "4", "--set", "told=yes", "--set", "trigger=lonely").code == 0
    run("undo")
    run("undo")
    run("undo")
    assert run("show", "2", "--json").json()["name"] == "canal walk"
    run("delete", "1")
    assert run("search", "evenings", "--json").json()["entries"] == []
    run("undo")
    assert len(run("search", "evenings", "--json").json()["entries"]) == 1


def test_the_weekly_page_says_the_kind_of_the_goal_and_its_words_only_when_asked(ana: Run) -> None:
    ana("goal", "--goal-kind", "reduce", "--wording", "evenings with Ana")
    ana("milestone", "first tea", "--milestone-kind", "skill")
    plain = ana("week", "--format", "txt").out
    assert "  Goal                     reduce\n" in plain
    assert "  Milestones               skill\n" in plain
    assert "evenings" not in plain
    assert "tea" not in plain
    own = ana("week", "--format", "txt", "--with", "own_words").out
    assert "reduce: evenings with friend A\n" in own
    assert "first tea (skill)\n" in own
    section = ana("week", "--format", "json").json()["sections"]["goal"]
    assert (section["goal_kind"], section["wording"]) == ("reduce", None)
    assert section["milestones"] == [{"kind": "skill", "wording": None}]
    ana("return-to-use", "--about", "wine")
    assert ana("week", "--format", "txt").out == plain


# ---- what is left empty, and what would be lost ------------------------------------


def test_a_field_of_the_goal_can_be_left_empty_again(run: Run) -> None:
    options = ("--wording", "calm", "--reasons", "sleep", "--review-on", "2027-01-01")
    run("goal", "set", "--goal-kind", "reduce", *options)
    changed = run("goal", "--unset", "review-on", "--unset", "wording", "--json").json()
    assert (changed["review_on"], changed["wording"], changed["reasons"]) == (None, None, "sleep")


@pytest.mark.parametrize("field", ["goal_kind", "start", "mood"])
def test_a_goal_keeps_its_kind_and_its_start(run: Run, field: str) -> None:
    made = run("goal", "set", "--goal-kind", "reduce", "--json").json()
    refused = run("goal", "set", "--unset", field, "--json")
    assert (refused.code, refused.error()["field"]) == (2, field)
    assert run("goal", "--json").json()["goal"] == made


def test_a_field_to_empty_goes_with_goal_set_alone(run: Run) -> None:
    assert run("goal", "list", "--unset", "wording").code == 2


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (("milestone", "30 evenings", "--wording", "a month"), "wording"),
        (("activity", "the canal", "--activity-kind", "move", "--name", "a walk"), "name"),
    ],
)
def test_of_two_texts_for_one_field_none_is_lost_unseen(
    run: Run, command: tuple[str, ...], field: str
) -> None:
    refused = run(*command, "--json")
    assert (refused.code, refused.error()["field"]) == (2, field)
    assert run("timeline", "--json").json()["entries"] == []
