"""Reading, changing, deleting and taking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def filled(ana: Run) -> Run:
    ana("checkin", "--mood", "3", "--at", "2026-11-16T09:00", "--note", "grey morning, river walk")
    ana("reached", "Ana", "--at", "2026-11-18T20:00", "--minutes", "10")
    ana("urge", "--peak", "6", "--at", "2026-11-19T22:00", "--trigger", "lonely", "--note", "river")
    return ana


def ids(entries: list[dict[str, object]]) -> list[object]:
    return [entry["id"] for entry in entries]


def test_the_timeline_is_newest_first(filled: Run) -> None:
    said = filled("timeline", "--json").json()
    assert (ids(said["entries"]), said["more"]) == ([3, 2, 1], False)
    assert filled("timeline").out.splitlines()[0].startswith("3  2026-11-19 22:00  urge")


def test_the_timeline_is_cut_to_days_kinds_and_a_number(filled: Run) -> None:
    def found(*args: str) -> list[object]:
        return ids(filled("timeline", "--json", *args).json()["entries"])

    assert found("--from", "2026-11-18") == [3, 2]
    assert found("--to", "monday") == [1]
    assert found("--from", "wednesday", "--to", "yesterday") == [3, 2]
    assert found("--kind", "urge", "--kind", "check-in") == [3, 1]
    assert filled("timeline", "--limit", "2", "--json").json()["more"] is True
    assert filled("timeline", "--from", "friday week").code == 2
    assert filled("timeline", "--from", "today", "--to", "monday").code == 2


def test_search_finds_every_word_the_last_as_a_start(filled: Run) -> None:
    said = filled("search", "river", "--json").json()
    assert ids(said["entries"]) == [3, 1]
    assert "river" in said["entries"][0]["snippet"]
    assert ids(filled("search", "RIVER wal", "--json").json()["entries"]) == [1]
    nothing = filled("search", "nothing like it", "--json").json()
    assert nothing == {"entries": [], "more": False, "contacts": [], "talk": []}
    assert ids(filled("search", "river", "--kind", "urge", "--json").json()["entries"]) == [3]


@pytest.mark.parametrize("text", ['"', "*", "river OR", "NOT river", "col:river", "(", "'; --"])
def test_search_has_no_query_syntax(filled: Run, text: str) -> None:
    assert filled("search", text, "--json").code == 0


def test_an_empty_search_is_refused(filled: Run) -> None:
    assert filled("search", " ").code == 2


@pytest.mark.parametrize("number", ["1", "#1", "id:1"])
def test_an_id_is_taken_in_each_of_its_forms(filled: Run, number: str) -> None:
    assert filled("show", number, "--json").json()["id"] == 1


def test_an_entry_is_shown_one_fact_a_line(filled: Run) -> None:
    shown = filled("show", "1").out.splitlines()
    assert shown[0] == "1  check-in"
    assert "mood: 3" in shown
    assert "note: grey morning, river walk" in shown
    assert any(line.startswith("filled in later") for line in shown)


def test_a_line_break_that_was_typed_is_a_mark_where_an_entry_is_shown(run: Run) -> None:
    run("attended", "Tuesday\nday: 1999-01-01", "--note", "one\r\ntwo\x85three")
    shown = run("show", "1").out.splitlines()
    assert "name: Tuesday ↵ day: 1999-01-01" in shown
    assert "note: one ↵ two ↵ three" in shown
    assert run("show", "1", "--json").json()["note"] == "one\ntwo\x85three"


@pytest.mark.parametrize("command", ["show", "delete"])
def test_an_unknown_id_is_exit_1_and_a_word_is_exit_2(filled: Run, command: str) -> None:
    said = filled(command, "99", "--json")
    assert (said.code, said.error()["code"]) == (1, "no_such_id")
    assert filled(command, "first").code == 2


def test_any_field_of_an_entry_can_be_changed(filled: Run) -> None:
    said = filled(
        *(
            "edit",
            "1",
            "--set",
            "mood=8",
            "--set",
            "emotions=sad:2,calm",
            "--set",
            "need=tired,angry",
        ),
        *("--set", "at=2026-11-17 10:00", "--set", "share=yes", "--unset", "note", "--json"),
    ).json()
    assert (said["mood"], said["needs"], said["share"], said["note"]) == (
        8,
        ["angry", "tired"],
        True,
        None,
    )
    assert said["emotions"] == [
        {"name": "sad", "intensity": 2},
        {"name": "calm", "intensity": None},
    ]
    assert said["local_date"] == "2026-11-17"
    said = filled(
        "edit", "2", "--set", "contacts=Ben", "--set", "by=text", "--unset", "minutes", "--json"
    ).json()
    assert (said["contacts"], said["channel"], said["minutes"]) == (
        [{"id": 2, "name": "Ben"}],
        "text",
        None,
    )
    said = filled(
        "edit", "3", "--set", "triggers=conflict", "--set", "triggers=lonely", "--json"
    ).json()
    assert said["triggers"] == ["conflict", "lonely"]


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--set", "mood"),
        ("--set", "mood=11"),
        ("--set", "note= "),
        ("--set", "colour=red"),
        ("--set", "peak=3"),
        ("--set", "at=tomorrow"),
        ("--unset", "mood"),
        ("--unset", "at"),
        ("--unset", "colour"),
    ],
)
def test_a_change_that_does_not_fit_changes_nothing(filled: Run, args: tuple[str, ...]) -> None:
    before = filled("show", "1", "--json").out
    assert filled("edit", "1", *args).code == 2
    assert filled("show", "1", "--json").out == before


def test_an_urge_leads_to_a_reach_out_and_to_nothing_else(filled: Run) -> None:
    assert filled("edit", "3", "--set", "reach_out=2", "--json").json()["reach_out"] == 2
    assert filled("edit", "3", "--set", "reach_out=1").code == 2
    assert filled("edit", "3", "--set", "reach_out=99").code == 1
    assert filled("edit", "3", "--unset", "reach_out", "--json").json()["reach_out"] is None


def test_an_unknown_field_is_answered_with_the_fields_there_are(filled: Run) -> None:
    assert "sleep_hours" in filled("edit", "1", "--set", "colour=red").err


def test_undo_takes_back_the_newest_change_and_then_the_one_before(filled: Run) -> None:
    filled("edit", "1", "--set", "mood=9")
    filled("delete", "2")
    assert filled("undo", "--json").json() == {
        "what": "delete",
        "kind": "reach_out",
        "count": 1,
        "ids": [2],
        "items": [{"id": 2, "kind": "reach_out", "day": "2026-11-18", "text": "Ana, 10 min"}],
    }
    assert filled("show", "2", "--json").json()["contacts"] == [{"id": 1, "name": "Ana"}]
    assert filled("undo").out.startswith("Taken back")
    assert filled("show", "1", "--json").json()["mood"] == 3
    assert filled("undo", "--json").json()["what"] == "add"
    assert filled("show", "3").code == 1


def test_nothing_to_take_back_is_exit_1(run: Run) -> None:
    assert run("undo").code == 1


def test_forget_leaves_nothing_to_take_back(filled: Run) -> None:
    assert filled("undo", "--forget", "--json").json()["forgotten"] > 0
    assert filled("undo").code == 1
    assert filled("show", "1").code == 0


def test_search_reads_what_was_written_of_people_and_for_next_session(ana: Run) -> None:
    ana(
        "contact",
        "edit",
        "Ben",
        "--note",
        "met at the Kilimanjaro café",
        "--boundaries",
        "no loans",
    )
    ana("talk", "add", "the Kilimanjaro plan")
    said = ana("search", "kilimanjaro CAFE", "--json").json()
    assert [one["name"] for one in said["contacts"]] == ["Ben"]
    assert said["talk"] == []
    shown = ana("search", "kili").out
    assert "contact 2  Ben" in shown
    assert "the Kilimanjaro plan" in shown
    assert ana("search", "kili", "--kind", "urge", "--json").json()["contacts"] == []


def test_edit_takes_at_note_and_share_as_options(filled: Run) -> None:
    said = filled(
        "edit", "1", "--at", "2026-11-18T09:00", "--note", "x", "--share", "yes", "--json"
    )
    stored = said.json()
    assert stored["local_date"] == "2026-11-18"
    assert (stored["note"], stored["share"]) == ("x", True)


def test_undo_of_many_says_how_many(ana: Run, tmp_path: Path) -> None:
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:P {n}\nEND:VCARD\n" for n in range(7))
    (tmp_path / "p.vcf").write_text(cards)
    assert ana("contact", "import", str(tmp_path / "p.vcf")).code == 0
    assert "the import of 7 people" in ana("undo").out


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("今日は会議に行った", "会議"),
        ("เมื่อวานไปประชุมที่วัด", "ประชุม"),
        ("am Ende der Straße", "strasse"),
        ("قابلت مُحَمَّد في المقهى", "محمد"),
        ("قابلت محمد في المقهى", "مُحَمَّد"),
        ("ran 🏃🏽‍♀️ today", "🏃"),
        ("🏃", "🏃"),
        ("write to jo_doe@example.org", "write"),
        ("write to jo_doe@example.org", "jo_doe@ex"),
    ],
)
def test_search_finds_and_shows_the_text_as_it_was_written(run: Run, note: str, text: str) -> None:
    run("checkin", "--mood", "5", "--note", note)
    run("checkin", "--mood", "6", "--note", "another day")
    (found,) = run("search", text, "--json").json()["entries"]
    assert (found["note"], found["snippet"]) == (note, note)
    assert note in run("search", text).out
