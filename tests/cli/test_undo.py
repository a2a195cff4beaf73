"""What ``undo``, ``redo`` and ``undo --forget`` say and do."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            [("checkin", "--mood", "7", "--note", "the river")],
            "Taken back: check-in of Friday 20 November, mood 7, the river.",
        ),
        (
            [("checkin", "--mood", "7", "--at", "2025-11-20")],
            "Taken back: check-in of Thursday 20 November 2025, mood 7.",
        ),
        (
            [("reached", "Ana", "--at", "monday"), ("edit", "1", "--note", "tea")],
            "Taken back: the change to reached of Monday 16 November, Ana, tea.",
        ),
        (
            [("urge", "--peak", "6"), ("delete", "1")],
            "Taken back: the deletion of urge of Friday 20 November, peak 6.",
        ),
        ([("contact", "add", "Cleo", "--relation", "friend")], "Taken back: contact “Cleo”."),
        ([("contact", "delete", "Ana", "--yes")], "Taken back: the deletion of contact “Ana”."),
        ([("talk", "add", "sleep")], "Taken back: something to talk about “sleep”."),
        (
            [("goal", "set", "--goal-kind", "abstain"), ("goal", "set", "--goal-kind", "reduce")],
            "Taken back: goal “reduce”.",
        ),
    ],
)
def test_undo_names_what_it_takes_back_and_redo_what_it_brings(
    ana: Run, lines: list[tuple[str, ...]], words: str
) -> None:
    for line in lines:
        assert ana(*line).code == 0, line
    assert ana("undo").out.startswith(words + " Bring it back with: recovery-journal redo")
    done = ana("redo")
    assert done.code == 0
    assert done.out.startswith(words.replace("Taken back", "Done again"))
    assert ana("redo").code == 1
    assert ana("undo").out.startswith(words)


def test_undo_names_a_person_s_own_word_and_nothing_that_steers_a_terminal(run: Run) -> None:
    run("settings", "word.return_to_use", "a slip")
    run("talk", "add", "red \x1b[31m line")
    said = run("undo").out
    assert "\x1b" not in said
    assert "red ␛[31m line" in said


def test_redo_brings_an_import_back_whole(ana: Run, tmp_path: Path) -> None:
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:P {n}\nEND:VCARD\n" for n in range(7))
    (tmp_path / "p.vcf").write_text(cards)
    ana("contact", "import", str(tmp_path / "p.vcf"))
    before = ana("contact", "list", "--json").json()
    ana("undo")
    said = ana("redo", "--json").json()
    assert (said["what"], said["count"]) == ("import", 7)
    assert [item["text"] for item in said["items"]] == [f"P {n}" for n in range(7)]
    assert ana("contact", "list", "--json").json() == before
    assert ana("contact", "import", str(tmp_path / "p.vcf"), "--json").json()["added"] == 0


def test_anything_new_ends_redo(run: Run) -> None:
    run("checkin", "--mood", "7")
    run("undo")
    run("checkin", "--mood", "6")
    said = run("redo")
    assert (said.code, said.out) == (1, "")
    assert "nothing to bring back" in said.err


def test_forgetting_without_a_terminal_leaves_lists_and_log_and_says_so(
    run: Run, tmp_path: Path
) -> None:
    _use(run, tmp_path)
    said = run("undo", "--forget")
    assert "No entry uses 1 name on your own lists: old street." in said.err
    assert "--unused-names removes it" in said.err
    assert "says for whom: Dr. Giraffe." in said.err
    found = run("undo", "--forget", "--unused-names", "--sharing-log", "--json").json()
    assert found == {"forgotten": 0, "unused_names": 1, "sharing_log": 1}
    assert run("undo", "--forget").err == ""


@pytest.mark.parametrize(
    ("answers", "left"), [("yes\nyes\n", ""), ("\nyes\n", "street"), ("y\nno\n", "Giraffe")]
)
def test_forgetting_asks_in_a_terminal_and_enter_alone_is_no(
    run: Run, tmp_path: Path, answers: str, left: str
) -> None:
    _use(run, tmp_path)
    assert run("undo", "--forget", input=answers, terminal=True).code == 0
    still = run("undo", "--forget").err
    assert ("street" in still) == (left == "street")
    assert ("Giraffe" in still) == (left == "Giraffe")


def test_a_question_not_answered_forgets_nothing(run: Run, tmp_path: Path) -> None:
    _use(run, tmp_path)
    assert run("undo", "--forget", input="yes\n", terminal=True).code == 2
    assert run("undo").code == 0


def test_the_options_of_forget_do_nothing_by_themselves(run: Run) -> None:
    run("checkin", "--mood", "7")
    assert run("undo", "--unused-names").code == 2
    assert run("show", "1").code == 0


def _use(run: Run, folder: Path) -> None:
    run("urge", "--trigger", "old street")
    run("delete", "1")
    page = folder / "page.md"
    assert run("week", "--for", "Dr. Giraffe", "-o", str(page), "--yes").code == 0


def test_a_deleted_note_is_gone_after_a_week_once_any_command_ran(
    run: Run, journal_file: Path
) -> None:
    run("checkin", "--mood", "7", "--note", "zebra")
    run("delete", "1")
    assert b"zebra" in _files(journal_file)
    run("today", env={"RECOVERY_JOURNAL_NOW": "2026-11-28T18:00:00+01:00"})
    assert b"zebra" not in _files(journal_file)


def _files(journal_file: Path) -> bytes:
    found = sorted(journal_file.parent.rglob("*"))
    return b"".join(one.read_bytes() for one in found if one.is_file())
