"""``contact import`` on files as they come: of whom a card is, what is named, what is no file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from .conftest import NOW, Run

ADA = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ada One\nTEL:+1 555 0101\nEND:VCARD\n"
BEN = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ben Two\nTEL:+1 555 0102\nEND:VCARD\n"


def names(run: Run) -> list[str]:
    return [one["name"] for one in run("contact", "list", "--all", "--json").json()["contacts"]]


def counts(run: Run, cards: str | bytes) -> tuple[int, int, int, int]:
    said = run("contact", "import", "-", "--json", input=cards).json()
    keys = ("added", "updated", "already_there")
    return *(said[key] for key in keys), len(said["not_understood"])


def test_another_person_with_the_same_id_is_kept_apart_and_that_is_said(run: Run) -> None:
    run("contact", "import", "-", input=ADA)
    run("contact", "edit", "Ada", "--relation", "friend", "--phone", "555 7")
    run("reached", "Ada")
    said = run("contact", "import", "-", input=BEN)
    assert "added: 1" in said.out
    assert "One id stands on the cards of: Ada One, Ben Two." in said.err
    assert names(run) == ["Ada One", "Ben Two"]
    shown = run("contact", "show", "Ada", "--private").out
    assert "friend" in shown
    assert "555 7" in shown
    assert "0102" not in shown
    again = run("contact", "import", "-", "--json", input=BEN + ADA)
    assert (again.json()["already_there"], again.err) == (2, "")
    run("undo")
    assert names(run) == ["Ada One"]


def test_a_dry_run_says_who_would_be_kept_apart(run: Run) -> None:
    said = run("contact", "import", "-", "--dry-run", input=ADA + BEN)
    assert "added: 2" in said.out
    assert "Ada One, Ben Two" in said.err
    assert names(run) == []


def test_of_very_many_shared_ids_a_few_are_said(run: Run) -> None:
    cards = "".join(
        (ADA + BEN).replace("UID:1", f"UID:{n}").replace("0101", f"{n}") for n in range(14)
    )
    said = run("contact", "import", "-", input=cards)
    assert said.err.count("One id stands on the cards of") == 10
    assert "with 4 more ids" in said.err


def test_each_line_that_belongs_to_nothing_is_said_with_its_place(run: Run) -> None:
    said = run("contact", "import", "-", input="Hello\n" + ADA.replace("TEL", "On:e\nor two\nTEL"))
    assert "added: 1" in said.out
    assert "not understood: 2" in said.out
    assert "  line 1: This stands outside of any card" in said.out
    assert "  line 7: This belongs to no line of the card, and was left out: or two" in said.out


def test_a_name_with_control_characters_can_be_typed(run: Run) -> None:
    run("contact", "import", "-", input=b"BEGIN:VCARD\nFN:Ang\x05la \x1b[31mRed\nEND:VCARD\n")
    assert names(run) == ["Angla Red"]
    assert run("reached", "angla red").code == 0


def test_what_the_person_took_away_does_not_come_back(run: Run) -> None:
    both = ADA.replace("END", "TEL:+1 555 0103\nEND")
    run("contact", "import", "-", input=both)
    run("contact", "edit", "Ada", "--phone", "+1 555 0103", "--boundaries", "no calls after 10")
    assert counts(run, both) == (0, 0, 1, 0)
    assert counts(run, both.replace("END", "EMAIL:a@example.org\nEND")) == (0, 1, 0, 0)
    shown = run("contact", "show", "Ada", "--private").out
    assert "0101" not in shown
    assert "0103" in shown
    assert "a@example.org" in shown
    assert "no calls after 10" in shown


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "socket", "link"])
def test_what_is_no_file_is_one_sentence_and_exit_1(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        import socket

        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        path = Path("/dev/zero")
    if kind == "link":
        (tmp_path / "link").symlink_to(path)
        path = tmp_path / "link"
    for command in (("contact", "import"), ("import", "vcard")):
        said = run(*command, str(path))
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("The file could not be read: ")
        assert said.err.count("\n") == 1
    assert run("contact", "import", str(path), "--json").error()["code"] == "nothing_understood"


def test_a_file_that_is_too_large_is_said_with_the_limit(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as made:
        made.truncate(65 * 1024 * 1024)
    said = run("contact", "import", str(tmp_path / "x"))
    assert (said.code, said.out) == (1, "")
    assert "larger than 64 MB" in said.err


def test_a_standard_input_without_end_is_not_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recovery_journal import bounded_read

    monkeypatch.setattr(bounded_read.read_stream, "__defaults__", (1000,))
    said = run("contact", "import", "-", input=b"x" * 2000)
    assert (said.code, said.out) == (1, "")
    assert "larger than" in said.err
    said = run("checkin", "--mood", "5", "--note", "-", input=b"x" * 2000)
    assert (said.code, said.out) == (2, "")
    assert "larger than" in said.err
    assert run("timeline", "--json").json()["entries"] == []


def _with_passphrase_file(journal: Path, file: str, *args: str) -> subprocess.CompletedProcess[str]:
    command = " ".join((sys.executable, "-m", "recovery_journal", *args))
    return subprocess.run(
        ["bash", "-c", f"{command} --passphrase-file {file}"],
        env={**os.environ, "RECOVERY_JOURNAL_FILE": str(journal), "RECOVERY_JOURNAL_NOW": NOW},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(which("bash") is None, reason="a pipe named on the line is made by bash")
def test_a_passphrase_file_may_be_the_pipe_of_a_process(tmp_path: Path) -> None:
    journal = tmp_path / "j" / "journal.db"
    assert _with_passphrase_file(journal, "<(echo river; echo more)", "init").returncode == 0
    slowly = f"<({sys.executable} -c 'print(chr(114) + chr(105) + \"ver\")')"
    assert _with_passphrase_file(journal, slowly, "today").returncode == 0
    assert _with_passphrase_file(journal, "<(echo sea)", "today").returncode == 3
    assert _with_passphrase_file(journal, "<(true)", "today").returncode == 3


@pytest.mark.skipif(which("bash") is None, reason="a pipe named on the line is made by bash")
@pytest.mark.parametrize("file", ["/dev/zero", "/dev/null", "/"])
def test_a_passphrase_file_without_a_line_is_exit_3(tmp_path: Path, file: str) -> None:
    journal = tmp_path / "j" / "journal.db"
    assert _with_passphrase_file(journal, "<(echo river)", "init").returncode == 0
    said = _with_passphrase_file(journal, file, "today")
    assert (said.returncode, said.stdout) == (3, "")
    assert said.stderr.count("\n") == 1
    said = _with_passphrase_file(journal, "- < /dev/zero", "today")
    assert (said.returncode, said.stdout) == (3, "")
    assert "too long" in said.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "large"])
def test_settings_that_are_no_file_are_passed_over(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.json"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_text(" " * (1024 * 1024 + 1))
    said = run("today", env={"RECOVERY_JOURNAL_SETTINGS": str(path)})
    assert said.code == 0
    said = run("settings", "--json", env={"RECOVERY_JOURNAL_SETTINGS": str(path)})
    assert said.code == 0
