"""Writing entries: check-ins, urges, reach-outs, meetings."""

from __future__ import annotations

import pytest

from .conftest import Run


def test_a_check_in_is_saved_and_says_how_to_take_it_back(run: Run) -> None:
    said = run("checkin", "--mood", "7")
    assert said.code == 0
    assert said.out == "1  Saved. Take it back with: recovery-journal undo\n"


def test_every_field_of_a_check_in_is_kept(run: Run) -> None:
    said = run(
        *("checkin", "--json", "--mood", "7", "--emotion", "Sad:3", "--emotion", "calm"),
        *("--arousal", "-2", "--need", "tired", "--need", "angry", "--urge", "0"),
        *("--confidence", "8", "--connectedness", "4", "--stress", "10", "--sleep", "7,5"),
        *("--goal-today", "not-met", "--medication", "as_planned", "--good-moment", "tea"),
        *("--note", "a note", "--share", "yes", "--at", "yesterday 21:30"),
    ).json()
    assert said["kind"] == "check_in"
    assert said["emotions"] == [
        {"name": "sad", "intensity": 3},
        {"name": "calm", "intensity": None},
    ]
    assert (said["arousal"], said["needs"], said["urge"]) == (-2, ["angry", "tired"], 0)
    assert (said["sleep_hours"], said["goal_today"]) == (7.5, "not_met")
    assert (said["share"], said["note"]) == (True, "a note")
    assert said["occurred_at"] == "2026-11-19T21:30:00+01:00"
    assert said["recorded_at"] == "2026-11-20T18:00:00+01:00"
    assert (said["local_date"], said["filled_in_later"]) == ("2026-11-19", False)


def test_what_was_passed_over_is_null_and_not_zero(run: Run) -> None:
    said = run("checkin", "--mood", "0", "--json").json()
    assert said["mood"] == 0
    assert said["urge"] is said["sleep_hours"] is said["note"] is None
    assert said["emotions"] == said["needs"] == []
    assert said["share"] is False


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--mood", "11"), "bad_value"),
        (("--mood", "-1"), "bad_value"),
        (("--mood", "good"), "bad_value"),
        (("--mood", "7.5"), "bad_value"),
        (("--mood", ""), "bad_value"),
        (("--mood", "7", "--arousal", "4"), "bad_value"),
        (("--mood", "7", "--need", "sleepy"), "bad_value"),
        (("--mood", "7", "--emotion", "sad:11"), "bad_value"),
        (("--mood", "7", "--emotion", " "), "bad_value"),
        (("--mood", "7", "--sleep", "7.3"), "bad_value"),
        (("--mood", "7", "--sleep", "25"), "bad_value"),
        (("--mood", "7", "--share", "maybe"), "bad_value"),
        (("--mood", "7", "--note", ""), "bad_value"),
        (("--mood", "7", "--note", " \n"), "bad_value"),
        (("--mood", "7", "--goal-today", "yes"), "bad_value"),
        (("--mood", "7", "--at", "whenever"), "bad_when"),
        (("--mood", "7", "--at", "2027-01-01"), "future_when"),
        (("--mood", "7", "--at", ""), "bad_when"),
        ((), "bad_value"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_saved(
    run: Run, args: tuple[str, ...], code: str
) -> None:
    said = run("checkin", "--json", *args)
    assert (said.code, said.error()["code"], said.out) == (2, code, "")
    assert run("timeline", "--json").json()["entries"] == []


def test_the_refusal_names_the_field_and_what_it_takes(run: Run) -> None:
    assert run("checkin", "--mood", "11").err == "mood takes a whole number from 0 to 10.\n"


def test_a_new_emotion_goes_on_the_own_list_and_that_is_said_once(run: Run) -> None:
    assert "wistful is new" in run("checkin", "--mood", "5", "--emotion", "wistful").err
    assert run("checkin", "--mood", "5", "--emotion", "Wistful").err == ""


def test_a_dash_reads_the_text_from_standard_input(run: Run) -> None:
    said = run("checkin", "--mood", "5", "--note", "-", "--json", input="two\nlines\n")
    assert said.json()["note"] == "two\nlines"
    assert run("checkin", "--mood", "5", "--note", "-", input="  \n").code == 2
    twice = run("checkin", "--mood", "5", "--note", "-", "--good-moment", "-", input="x")
    assert twice.code == 2


def test_a_note_of_100000_characters_is_kept(run: Run) -> None:
    note = "ñ" * 100_000
    assert run("checkin", "--mood", "5", "--note", note, "--json").json()["note"] == note
    assert run("show", "1", "--json").json()["note"] == note
    assert run("timeline").code == 0


@pytest.mark.parametrize(
    ("add", "show"),
    [
        (("talk", "add", "-"), ("talk", "list")),
        (("talk", "add", "-"), ("search", "two")),
        (("talk", "add", "-"), ("undo",)),
        (("checkin", "--mood", "5", "--note", "-"), ("timeline",)),
        (("checkin", "--mood", "5", "--note", "-"), ("today",)),
        (("goal", "set", "--goal-kind", "reduce", "--reasons", "-"), ("goal", "show")),
        (("goal", "set", "--goal-kind", "reduce", "--reasons", "-"), ("goal", "list")),
    ],
)
def test_a_line_end_is_a_mark_where_a_text_is_on_one_line(
    run: Run, add: tuple[str, ...], show: tuple[str, ...]
) -> None:
    assert run(*add, input=b"one\rtwo\r\nthree\xc2\xa0four\xe3\x80\x80five").code == 0
    assert "one ↵ two ↵ three\u00a0four\u3000five" in run(*show).out


def test_a_name_of_control_characters_is_stored_as_it_can_be_typed(run: Run) -> None:
    assert run("contact", "add", "Bell\x07Ann", "--relation", "friend").code == 0
    assert "Bell Ann" in run("contact", "show", "Bell Ann").out
    assert run("contact", "add", "\x07", "--relation", "friend").code == 2


def test_control_characters_are_kept_and_shown_harmless(run: Run) -> None:
    note = "red \x1b[31m bell \x07 c1 \x9b del \x7f turn \u202e end"
    assert run("checkin", "--mood", "5", "--note", note).code == 0
    for line in (("show", "1"), ("timeline",), ("search", "bell"), ("today",)):
        shown = run(*line).out
        assert not set("\x1b\x07\x9b\x7f\u202e") & set(shown)
    said = run("show", "1", "--json")
    assert not set("\x1b\x07\x9b\x7f\u202e") & set(said.out)
    assert said.json()["note"] == note


def test_an_urge_keeps_its_triggers_in_their_order(ana: Run) -> None:
    said = ana(
        *("urge", "--about", "wine", "--peak", "7", "--after", "3", "--minutes", "20"),
        *("--trigger", "lonely", "--trigger", "sunday evening", "--with", "alone"),
        *("--place", "kitchen", "--place-kind", "home", "--function", "numb", "--function", "bond"),
        *("--coping", "breathing:1", "--coping", "long walk", "--acted", "no"),
        *("--contact", "Ana", "--thing", "glass", "--thought", "t", "--other-view", "v"),
        *(
            "--control",
            "6",
            "--short-term",
            "s",
            "--longer-term",
            "l",
            "--next-time",
            "n",
            "--json",
        ),
    )
    entry = said.json()
    assert entry["triggers"] == ["lonely", "sunday evening"]
    assert entry["function"] == ["bond", "numb"]
    assert entry["coping"] == [
        {"name": "breathing", "helped": 1},
        {"name": "long walk", "helped": None},
    ]
    assert entry["contacts"] == [{"id": 1, "name": "Ana"}]
    assert (entry["with_whom"], entry["place_kind"], entry["acted"]) == ("alone", "home", "no")
    assert "sunday evening is new" in said.err
    assert "long walk is new" in said.err


def test_an_urge_can_name_the_reach_out_it_led_to(ana: Run) -> None:
    ana("reached", "Ana")
    assert ana("urge", "--peak", "5", "--reach-out", "1", "--json").json()["reach_out"] == 1
    assert ana("urge", "--peak", "5", "--reach-out", "99").code == 1
    assert ana("urge", "--peak", "5", "--reach-out", "2").code == 2


def test_an_urge_without_any_value_is_refused(run: Run) -> None:
    assert run("urge").code == 2


def test_several_people_are_reached_at_once(ana: Run) -> None:
    said = ana(
        *("reached", "ana", "#2", "id:1", "--by", "call", "--minutes", "20", "--initiated", "me"),
        *("--felt-before", "-1", "--felt-after", "2", "--received", "emotional", "--gave", "yes"),
        *("--honest", "yes", "--stretch", "no", "--json"),
    ).json()
    assert said["contacts"] == [{"id": 1, "name": "Ana"}, {"id": 2, "name": "Ben"}]
    assert (said["outcome"], said["channel"], said["initiated_by"]) == ("connected", "call", "me")
    assert (said["felt_before"], said["felt_after"]) == (-1, 2)
    assert said["support_received"] == ["emotional"]
    assert (said["support_given"], said["honest"], said["stretch"], said["belonging"]) == (
        True,
        True,
        False,
        None,
    )


def test_reached_takes_no_outcome(ana: Run) -> None:
    assert ana("reached", "Ana", "--outcome", "no_answer").code == 2


def test_tried_is_an_attempt_with_its_outcome(ana: Run) -> None:
    assert ana("tried", "Ben", "--json").json()["outcome"] == "no_answer"
    assert (
        ana("tried", "Ben", "--outcome", "left_message", "--json").json()["outcome"]
        == "left_message"
    )
    assert ana("tried", "Ben", "--outcome", "connected").code == 2


def test_an_unknown_contact_is_exit_1_and_nothing_is_saved(ana: Run) -> None:
    said = ana("reached", "Ana", "Nobody", "--json")
    assert (said.code, said.error()["code"]) == (1, "unknown_contact")
    assert ana("reached", "99").code == 1
    assert ana("reached", "").code == 2
    assert ana("timeline", "--json").json()["entries"] == []


def test_an_ambiguous_contact_is_exit_1_with_the_candidates(ana: Run) -> None:
    ana("contact", "add", "Anabel", "--relation", "friend")
    said = ana("reached", "an", "--json")
    assert (said.code, said.error()["code"]) == (1, "ambiguous_contact")
    assert said.error()["candidates"] == [{"id": 1, "name": "Ana"}, {"id": 4, "name": "Anabel"}]
    assert "4 Anabel" in ana("reached", "an").err
    assert ana("reached", "ana", "--json").json()["contacts"][0]["id"] == 1


def test_a_group_contact_is_found_by_its_name(ana: Run) -> None:
    for name in ("tuesday GROUP", "Tues", "3", "id:3"):
        said = ana("attended", name, "--json").json()
        assert said["contacts"] == [{"id": 3, "name": "Tuesday group"}]
        assert said["name"] == "Tuesday group"


def test_a_meeting_of_no_group_keeps_its_name(ana: Run) -> None:
    for name in ("Ana", "Church hall", "77"):
        said = ana("attended", name, "--json").json()
        assert (said["name"], said["contacts"]) == (name, [])


def test_two_groups_that_fit_are_both_named(ana: Run) -> None:
    ana("contact", "add", "Tuesday dinner", "--relation", "recovery_group")
    said = ana("attended", "tuesday", "--json")
    assert (said.code, said.error()["code"]) == (1, "ambiguous_contact")
    assert len(said.error()["candidates"]) == 2


def test_a_meeting_keeps_every_field(run: Run) -> None:
    said = run(
        *(
            "attended",
            "Hall",
            "--program",
            "smart recovery",
            "--format",
            "video",
            "--role",
            "shared",
        ),
        *("--role", "listened", "--talked-to", "3", "--felt-safe", "mostly", "--left-early"),
        *("--felt-before", "-2", "--felt-after", "1", "--topic", "t", "--takeaway", "k", "--json"),
    ).json()
    assert (said["program"], said["format"], said["status"]) == (
        "SMART Recovery",
        "video",
        "left_early",
    )
    assert (said["roles"], said["people_talked_to"]) == (["listened", "shared"], 3)
    assert (
        run("attended", "Hall", "--program", "Own circle", "--json").json()["program"]
        == "Own circle"
    )


def test_a_meeting_not_attended_keeps_what_held_back(run: Run) -> None:
    said = run(
        "not-attended", "Hall", "--because", "cost", "--because", "childcare", "--json"
    ).json()
    assert (said["status"], said["held_back_by"]) == ("not_attended", ["childcare", "cost"])


@pytest.mark.parametrize(
    "line",
    [
        ("attended", " "),
        ("attended", "Hall", "--role", "boss"),
        ("attended", "Hall", "--status", "planned"),
        ("attended", "Hall", "--talked-to", "-1"),
        ("not-attended", "Hall", "--because", "lazy"),
    ],
)
def test_a_meeting_with_a_value_that_does_not_fit_is_refused(
    run: Run, line: tuple[str, ...]
) -> None:
    assert run(*line).code == 2


def test_the_questions_of_a_check_in_are_asked_in_order(run: Run) -> None:
    answers = "eleven\n\n6\nsad:4, hopeful\n\ntired\n" + "\n" * 8
    said = run("checkin", "--json", input=answers, terminal=True)
    assert said.code == 0
    assert said.err.count("mood takes a whole number from 0 to 10.") == 2
    entry = said.json()
    assert (entry["mood"], entry["needs"]) == (6, ["tired"])
    assert entry["emotions"] == [
        {"name": "sad", "intensity": 4},
        {"name": "hopeful", "intensity": None},
    ]


def test_a_question_left_unanswered_saves_nothing(run: Run) -> None:
    assert run("checkin", input="", terminal=True).code == 2
    assert run("timeline", "--json").json()["entries"] == []
