"""JSON is one document in which nothing steers a terminal, and every exit has its number."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.cli.context import format_json

from .conftest import Run

# Escape, bell, delete, the second row of controls, marks of direction, line separators.
STEERING = "\x1b]0;x\x07\x7f\x80\x85\x9b31m\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e"
STEERING += "\u2060\u2066\u2069\ufeff\ufff9"


UNSEEN = {mark for mark in STEERING if unicodedata.category(mark) == "Cf"}


def steers(text: str) -> bool:
    """Say whether a text, its line ends aside, holds what a terminal would obey or hide."""
    return any(
        mark in UNSEEN or (unicodedata.category(mark) in {"Cc", "Zl", "Zp", "Cs"} and mark != "\n")
        for mark in text
    )


@given(st.text())
def test_any_text_comes_back_from_json_and_steers_nothing(text: str) -> None:
    said = format_json({"text": text, text: [text]})
    assert json.loads(said) == {"text": text, text: [text]}
    assert not steers(said)


@pytest.mark.parametrize(
    "mark", [*sorted(UNSEEN), *map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))]
)
def test_every_steering_character_is_escaped(mark: str) -> None:
    said = format_json(f"a{mark}b")
    assert mark not in said
    assert json.loads(said) == f"a{mark}b"
    assert not steers(said)


@pytest.mark.parametrize(
    "line",
    [
        ("timeline", "--json"),
        ("show", "1", "--json"),
        ("search", "word", "--json"),
        ("today", "--json"),
        ("contact", "show", "1", "--json"),
        ("network", "--json"),
        ("suggest", "--json"),
        ("talk", "list", "--json"),
        ("steps", "--json"),
        ("week", "--json"),
        ("week", "--format", "json", "--names", "--with", "own_words"),
        ("contact", "show", STEERING, "--json"),
        ("timeline", "--from", STEERING, "--json"),
    ],
)
def test_what_was_written_steers_no_terminal(run: Run, line: tuple[str, ...]) -> None:
    run("contact", "add", f"Ana{STEERING}", "--relation", "friend", "--boundaries", STEERING)
    run("reached", "1", "--note", f"word {STEERING}", "--share", "yes")
    run("urge", "--about", STEERING, "--trigger", f"x{STEERING}", "--coping", f"y{STEERING}")
    run("talk", "add", f"Ana {STEERING}")
    run("steps", "add", "alone", f"x{STEERING}")
    said = run(*line)
    assert not steers(said.out)
    assert not steers(said.err)
    json.loads(said.out or said.err)


def test_every_exit_of_the_command_line(
    run: Run, empty: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ("--journal", str(tmp_path / "other.db"))
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"no journal")
    assert run("checkin", "--mood", "5").code == 0
    assert run("show", "99").code == 1
    assert run("checkin", "--mood", "11").code == 2
    secret = {"RECOVERY_JOURNAL_PASSPHRASE": "four plain words"}
    assert run("init", *other, env=secret).code == 0
    assert run("today", *other).code == 3
    assert run("today", "--journal", str(tmp_path / "none.db")).code == 4
    assert run("today", "--journal", str(bad)).code == 5

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recovery_journal.database.entries.Entries.page", interrupted)
    assert run("timeline").code == 130


CODES = {
    "bad_value": (2, ("checkin", "--mood", "11")),
    "bad_when": (2, ("checkin", "--mood", "5", "--at", "soon")),
    "future_when": (2, ("checkin", "--mood", "5", "--at", "tomorrow")),
    "unknown_contact": (1, ("reached", "Zoe")),
    "ambiguous_contact": (1, ("reached", "Be")),
    "no_such_id": (1, ("show", "99")),
    "exists": (1, ("init", "--no-passphrase")),
    "cannot_write": (1, ("week", "-o", "none/week.md")),
    "no_journal": (4, ("today", "--journal", "none.db")),
    "not_a_journal": (5, ("today", "--journal", "bad.db")),
    "nothing_understood": (1, ("contact", "import", "bad.db")),
}


@pytest.mark.parametrize("code", CODES)
def test_an_error_has_its_code_and_its_exit_with_and_without_json(
    ana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.db").write_bytes(b"no journal")
    ana("contact", "add", "Bea", "--relation", "friend")
    number, line = CODES[code]
    said = ana(*line, "--json")
    assert (said.code, said.error()["code"]) == (number, code)
    plain = ana(*line)
    assert plain.code == number
    assert plain.err
    assert "{" not in plain.err
