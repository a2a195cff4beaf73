"""The safety steps on the command line."""

from __future__ import annotations

import pytest

from .conftest import Run


def texts(run: Run) -> list[tuple[str, str]]:
    return [(one["heading"], one["text"]) for one in run("steps", "--json").json()["steps"]]


def test_steps_are_printed_by_heading_in_the_order_they_are_read(ana: Run) -> None:
    assert ana("steps", "add", "worth_staying_for", "the dog").code == 0
    assert ana("steps", "add", "alone", "walk to the river").code == 0
    assert ana("steps").out.splitlines() == [
        "What I can do alone",
        "  2  walk to the river",
        "What is worth staying for",
        "  1  the dog",
    ]


def test_without_steps_it_says_how_to_begin(run: Run) -> None:
    said = run("steps")
    assert (said.code, said.out) == (0, "")
    assert "steps edit" in said.err
    assert run("steps", "--json").json() == {"steps": []}


def test_a_step_as_json_names_whom_it_is_about(ana: Run) -> None:
    added = ana("steps", "add", "people-to-tell", "Ben, after six", "--contact", "ben", "--json")
    step = added.json()
    assert set(step) == {"id", "uuid", "heading", "text", "contact"}
    assert step["contact"] == {"id": 2, "name": "Ben"}
    assert ana("steps", "--json").json() == {"steps": [step]}


def test_a_contact_alone_is_a_line_with_their_name(ana: Run) -> None:
    assert ana("steps", "add", "people_to_tell", "--contact", "2").code == 0
    assert texts(ana) == [("people_to_tell", "Ben")]


def test_a_name_that_the_line_does_not_say_stands_beside_it(ana: Run) -> None:
    ana("steps", "add", "professionals", "the clinic", "--contact", "Ana")
    assert "the clinic (Ana)" in ana("steps").out


def test_a_heading_can_be_typed_in_its_own_words(run: Run) -> None:
    assert run("steps", "add", "what i can do alone", "tea").code == 0
    assert texts(run) == [("alone", "tea")]


def test_a_text_can_come_from_standard_input_or_be_asked_for(run: Run) -> None:
    assert run("steps", "add", "alone", "-", input="tea, slowly\n").code == 0
    assert run("steps", "add", "alone", input="a bath\n", terminal=True).code == 0
    assert texts(run) == [("alone", "tea, slowly"), ("alone", "a bath")]


@pytest.mark.parametrize(
    ("args", "code", "error"),
    [
        (("add", "nowhere", "x"), 2, "bad_value"),
        (("add", "alone"), 2, "bad_value"),
        (("add", "alone", " "), 2, "bad_value"),
        (("add", "alone", "x", "--contact", "Nobody"), 1, "unknown_contact"),
        (("edit",), 2, "bad_value"),
        (("edit", "9", "x"), 1, "no_such_id"),
        (("edit", "first", "x"), 2, "bad_value"),
        (("delete", "9"), 1, "no_such_id"),
        (("delete",), 2, "bad_value"),
        (("move", "1", "--up", "--down"), 2, "bad_value"),
        (("move", "1"), 2, "bad_value"),
        (("move", "9", "--up"), 1, "no_such_id"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, args: tuple[str, ...], code: int, error: str
) -> None:
    said = run("steps", *args, "--json")
    assert (said.code, said.error()["code"]) == (code, error)
    assert texts(run) == []


def test_a_line_is_changed_and_keeps_whom_it_is_about(ana: Run) -> None:
    ana("steps", "add", "people_to_tell", "--contact", "Ben")
    assert ana("steps", "edit", "1", "Ben, evenings").code == 0
    (step,) = ana("steps", "--json").json()["steps"]
    assert (step["text"], step["contact"]["name"]) == ("Ben, evenings", "Ben")
    ana("steps", "edit", "1", "--contact", "none")
    (step,) = ana("steps", "--json").json()["steps"]
    assert (step["text"], step["contact"]) == ("Ben, evenings", None)
    ana("steps", "edit", "1", "--contact", "Ana")
    (step,) = ana("steps", "--json").json()["steps"]
    assert step["contact"]["name"] == "Ana"


def test_a_deleted_line_comes_back_with_undo(run: Run) -> None:
    run("steps", "add", "alone", "tea")
    assert "undo" in run("steps", "delete", "1").out
    assert texts(run) == []
    assert run("undo").code == 0
    assert texts(run) == [("alone", "tea")]


def test_a_line_moves_under_its_heading_and_stays_at_its_end(run: Run) -> None:
    for text in ("tea", "river", "music"):
        run("steps", "add", "alone", text)
    run("steps", "move", "3", "--up")
    assert [text for _heading, text in texts(run)] == ["tea", "music", "river"]
    run("steps", "move", "1", "--down")
    assert [text for _heading, text in texts(run)] == ["music", "tea", "river"]
    said = run("steps", "move", "3", "--up")
    assert "at the top already" in said.out
    assert "undo" not in said.out
    assert "at the end already" in run("steps", "move", "2", "--down").out
    assert [text for _heading, text in texts(run)] == ["music", "tea", "river"]


def test_in_a_terminal_edit_goes_through_the_headings(run: Run) -> None:
    run("steps", "add", "alone", "tea")
    typed = "Sundays\n\nriver\nmusic\n\n\n\n\n\nthe dog\n\n"
    said = run("steps", "edit", input=typed, terminal=True)
    assert said.code == 0
    assert "someone you trust" in said.err
    assert "1  tea" in said.err
    assert texts(run) == [
        ("warning_signs", "Sundays"),
        ("alone", "tea"),
        ("alone", "river"),
        ("alone", "music"),
        ("worth_staying_for", "the dog"),
    ]


def test_leaving_the_headings_early_keeps_what_was_written(run: Run) -> None:
    assert run("steps", "edit", input="Sundays\n", terminal=True).code == 0
    assert texts(run) == [("warning_signs", "Sundays")]


def test_leaving_the_headings_at_once_changes_nothing(run: Run) -> None:
    said = run("steps", "edit", "--json", input="", terminal=True)
    assert (said.code, said.json()) == (0, {"steps": []})


def test_a_line_that_could_steer_a_terminal_is_harmless(run: Run) -> None:
    run("steps", "add", "alone", "tea\x1b[31m\nand milk")
    assert "\x1b" not in run("steps").out
    assert "and milk" in run("steps").out.splitlines()[1]


def test_list_prints_what_steps_alone_prints(run: Run) -> None:
    run("steps", "add", "alone", "walk")
    assert run("steps", "list").out == run("steps").out
    assert run("steps", "list", "--json").json() == run("steps", "--json").json()
