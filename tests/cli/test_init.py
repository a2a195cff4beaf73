"""Making the journal, and the passphrase's ways in."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Run

SECRET = "correct hörse ' \" battery"


def told(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answer the hidden prompts with these; returns the questions asked."""
    asked: list[str] = []
    given: Iterator[str] = iter(answers)

    def answer(question: str) -> str:
        asked.append(question)
        return next(given)

    monkeypatch.setattr(getpass, "getpass", answer)
    return asked


def test_a_journal_is_made_with_the_passphrase_of_the_environment(
    empty: Run, journal_file: Path
) -> None:
    env = {"RECOVERY_JOURNAL_PASSPHRASE": SECRET}
    said = empty("init", "--json", env=env)
    assert said.json() == {"journal": str(journal_file), "encrypted": True}
    assert empty("checkin", "--mood", "7", env=env).code == 0
    assert b"SQLite format" not in journal_file.read_bytes()
    assert SECRET not in said.out + said.err


def test_a_wrong_or_missing_passphrase_is_exit_3(empty: Run) -> None:
    empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": SECRET})
    wrong = empty("timeline", "--json", env={"RECOVERY_JOURNAL_PASSPHRASE": "other"})
    assert (wrong.code, wrong.error()["code"]) == (3, "passphrase")
    assert "other" not in wrong.err.replace("another", "")
    missing = empty("timeline")
    assert missing.code == 3
    assert len(missing.err.splitlines()) == 1
    assert empty("checkin", "--mood", "11").code == 2  # a bad value needs no passphrase


def test_the_passphrase_file_gives_its_first_line(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "pass"
    file.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\r\nsecond line\n")
    assert empty("init", "--passphrase-file", str(file)).code == 0
    assert empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": SECRET}).code == 0
    assert empty("--passphrase-file", "-", "timeline", input=f"{SECRET}\nmore").code == 0
    assert empty("timeline", "--passphrase-file", str(tmp_path / "none")).code == 3
    file.write_text("\nsecond")
    assert empty("timeline", "--passphrase-file", str(file)).code == 3


def test_passphrase_and_note_can_both_come_from_standard_input(empty: Run) -> None:
    env = {"RECOVERY_JOURNAL_PASSPHRASE": SECRET}
    empty("init", env=env)
    said = empty(
        *("checkin", "--mood", "5", "--note", "-", "--passphrase-file", "-", "--json"),
        input=f"{SECRET}\nthe note\n",
    )
    assert said.json()["note"] == "the note"


def test_two_ways_of_writing_the_same_letters_are_the_same_passphrase(empty: Run) -> None:
    empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": "h\u00f6r"})
    assert empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": "ho\u0308r"}).code == 0


def test_init_asks_twice_and_again_when_the_two_differ(
    empty: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(monkeypatch, "", "one", "two", "three", "three")
    said = empty("init", terminal=True)
    assert said.code == 0
    assert len(asked) == 5
    assert "not the same" in said.err
    assert "A passphrase has at least one character." in said.err
    told(monkeypatch, "three")
    assert empty("timeline", terminal=True).code == 0
    told(monkeypatch, "one")
    assert empty("timeline", terminal=True).code == 3
    told(monkeypatch, "")
    assert empty("timeline", terminal=True).code == 3


def test_init_without_passphrase_and_terminal_is_exit_3(empty: Run, journal_file: Path) -> None:
    assert empty("init").code == 3
    assert empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": ""}).code == 3
    assert not journal_file.exists()


def test_init_without_a_passphrase_says_who_could_read_it(empty: Run, journal_file: Path) -> None:
    assert empty("init", "--no-passphrase", input="no\n", terminal=True).code == 2
    assert not journal_file.exists()
    said = empty("init", "--no-passphrase", "--json")
    assert "anyone who can open this file can read it" in said.err
    assert said.json()["encrypted"] is False
    assert oct(journal_file.stat().st_mode & 0o777) == "0o600"


def test_init_overwrites_nothing(run: Run, journal_file: Path) -> None:
    before = journal_file.read_bytes()
    said = run("init", "--no-passphrase", "--json")
    assert (said.code, said.error()["code"]) == (1, "exists")
    assert journal_file.read_bytes() == before


def test_init_keeps_name_language_country_and_the_end_of_the_day(empty: Run, home: Path) -> None:
    line = (
        "init",
        "--no-passphrase",
        "--name",
        "Ro",
        "--country",
        "nz",
        "--language",
        "en",
        "--day-ends-at",
        "05:30",
    )
    assert empty(*line).code == 0
    settings = json.loads(Path(empty("where", "--json").json()["settings"]).read_text())
    assert (settings["country"], settings["language"]) == ("NZ", "en")
    said = empty("checkin", "--mood", "5", "--at", "2026-11-20T05:00", "--json").json()
    assert said["local_date"] == "2026-11-19"


@pytest.mark.parametrize(
    "args",
    [
        ("--day-ends-at", "25:00"),
        ("--day-ends-at", "13:00"),
        ("--day-ends-at", "late"),
        ("--country", "Spain"),
        ("--language", "?"),
        ("--name", " "),
    ],
)
def test_an_init_that_does_not_fit_makes_nothing(
    empty: Run, journal_file: Path, args: tuple[str, ...]
) -> None:
    assert empty("init", "--no-passphrase", *args).code == 2
    assert not journal_file.exists()


@pytest.mark.parametrize(
    ("made", "typed", "opens"),
    [
        ("quiet river 42", "quiet\u00a0river 42", True),
        ("quietriver 42", "quiet\u00a0river 42", True),  # as earlier versions of the app made it
        ("quiet river 42", "quiet river 42 ", True),
        ("quiet river 42", "quiet\u200b river 42\u3000", True),
        ("quiet river 42", "another\u00a0river", False),
    ],
)
def test_a_passphrase_that_is_wrong_by_what_cannot_be_seen_gets_a_hint(
    empty: Run, made: str, typed: str, opens: bool
) -> None:
    assert empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": made}).code == 0
    wrong = empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": typed})
    assert wrong.code == 3
    assert "does not open this file" in wrong.err
    assert "cannot be seen" in wrong.err
    assert ("it opens" in wrong.err) == opens
    seen = empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": "another river"})
    assert (seen.code, "cannot be seen" in seen.err) == (3, False)


@pytest.mark.parametrize(
    ("made", "typed", "name"),
    [
        ("my\u00a0long\u00a0pass", "my long pass", "a no-break space"),
        ("my\u202fpass word", "my\u202fpass word ", "a space at the end"),
        ("my\u202fpass", "my pass", "a narrow no-break space"),
        ("my\u3000pass", "my pass", "a wide space"),
    ],
)
def test_a_passphrase_made_with_another_kind_of_space_gets_a_hint(
    empty: Run, made: str, typed: str, name: str
) -> None:
    assert empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": made}).code == 0
    wrong = empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": typed})
    assert wrong.code == 3
    assert name in wrong.err
    other = empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": f"no {typed.strip()}"})
    assert (other.code, "it opens" in other.err) == (3, False)


@pytest.mark.parametrize("secret", ["quiet\u00a0river", "می\u200cخواهم", " e\u0301 ☂\ufe0f"])
def test_what_cannot_be_seen_in_a_new_passphrase_is_named(empty: Run, secret: str) -> None:
    made = empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": secret})
    assert made.code == 0
    assert "what cannot be seen" in made.err
    assert empty("timeline", env={"RECOVERY_JOURNAL_PASSPHRASE": secret}).code == 0
