"""One exit point: what went wrong, its number, and nothing of the journal in it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from recovery_journal.storage import Journal

from .conftest import NOW, Run

LINES = [
    ("checkin", "--mood", "7"),
    ("timeline",),
    ("contact", "list"),
    ("network",),
    ("week",),
    ("undo",),
    ("redo",),
    ("backup",),
    (),
]


@pytest.mark.parametrize("line", LINES)
def test_no_journal_yet_is_exit_4_and_says_init(empty: Run, line: tuple[str, ...]) -> None:
    said = empty(*line, "--json")
    assert (said.code, said.error()["code"], said.out) == (4, "no_journal", "")
    assert "recovery-journal init" in said.error()["message"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"x" * 5000, b"SQLite format 3\x00" + b"\0" * 4080]
)
@pytest.mark.parametrize("line", [("checkin", "--mood", "7"), ("timeline",)])
def test_a_file_that_is_no_journal_is_exit_5_and_left_byte_for_byte(
    empty: Run, journal_file: Path, content: bytes, line: tuple[str, ...]
) -> None:
    journal_file.parent.mkdir()
    journal_file.write_bytes(content)
    said = empty(*line, "--json", env={"RECOVERY_JOURNAL_PASSPHRASE": "p"})
    assert said.code == 5
    assert said.error()["code"] in {"not_a_journal", "damaged"}
    assert journal_file.read_bytes() == content
    assert [file.name for file in journal_file.parent.iterdir()] == ["journal.db"]


def test_the_database_of_another_program_is_exit_5(empty: Run, journal_file: Path) -> None:
    journal_file.parent.mkdir()
    other = sqlite3.connect(journal_file)
    other.execute("CREATE TABLE t (a)")
    other.close()
    before = journal_file.read_bytes()
    assert empty("checkin", "--mood", "7").code == 5
    assert journal_file.read_bytes() == before


def test_a_folder_in_the_place_of_the_journal_is_told(empty: Run, journal_file: Path) -> None:
    journal_file.mkdir(parents=True)
    assert empty("timeline").code == 5


def test_a_place_that_cannot_be_written_is_exit_1(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    below = str(tmp_path / "file" / "journal.db")
    said = empty("init", "--no-passphrase", "--journal", below, "--json")
    assert (said.code, said.error()["code"]) == (1, "cannot_write")
    assert empty("timeline", "--journal", below).code == 1


def test_ctrl_c_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "open", interrupted)
    assert run("timeline").code == 130


@pytest.mark.parametrize("json_asked", [True, False])
def test_a_crash_report_holds_no_text_of_the_journal(
    run: Run, monkeypatch: pytest.MonkeyPatch, json_asked: bool
) -> None:
    note = "what nobody is to read"

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(note)

    monkeypatch.setattr("recovery_journal.database.entries.Entries.add", broken)
    said = run("checkin", "--mood", "7", "--note", note, *(["--json"] if json_asked else []))
    assert (said.code, said.out) == (1, "")
    assert "ZeroDivisionError" in said.err
    assert "recovery_journal/cli/output.py:" in said.err
    assert "not sent anywhere" in said.err
    assert note not in said.err
    assert "Traceback" not in said.err
    if json_asked:
        assert said.error()["code"] == "crash"


def test_an_error_as_json_is_one_document_on_standard_error(run: Run) -> None:
    said = run("--json", "checkin", "--mood", "11")
    assert said.out == ""
    assert set(json.loads(said.err)) == {"error"}
    assert said.error()["field"] == "mood"


def program(*args: str, journal: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "recovery_journal", *args],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))},
            "RECOVERY_JOURNAL_FILE": str(journal),
            "RECOVERY_JOURNAL_NOW": NOW,
            **env,
        },
        cwd=Path(__file__).parents[2],
        timeout=60,
    )


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_names_survive_a_locale_without_their_letters(
    run: Run, journal_file: Path, env: dict[str, str]
) -> None:
    added = program(
        "contact", "add", "Zoë Łuc", "--relation", "friend", "--json", journal=journal_file, **env
    )
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout.decode())["name"] == "Zoë Łuc"
    assert "Zoë Łuc" in program("contact", "list", journal=journal_file, **env).stdout.decode()


def test_a_reader_that_has_seen_enough_is_no_error(run: Run, journal_file: Path) -> None:
    for _ in range(3):
        run("checkin", "--mood", "5", "--note", "word " * 20_000)
    shell = f'"{sys.executable}" -m recovery_journal timeline --json | head -c 10'
    env = {**os.environ, "RECOVERY_JOURNAL_FILE": str(journal_file)}
    done = subprocess.run(
        shell, shell=True, capture_output=True, env=env, cwd=Path(__file__).parents[2], timeout=60
    )
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_exit_1(run: Run, journal_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "recovery_journal", "where"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "RECOVERY_JOURNAL_FILE": str(journal_file)},
            cwd=Path(__file__).parents[2],
            timeout=60,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
