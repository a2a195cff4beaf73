"""Whatever is typed after the name of the program ends with a sentence, never with a crash."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.core import TyperGroup

from recovery_journal.cli.commands import root_group

from .conftest import Run

ODD = [
    "", "-", "--", " ", "0", "-1", "99", "1" + "0" * 30, "10**30", "1e9", "nan", "inf", "0x10",
    "1_0", "\u0663", "\u00bd", "7.5", "a:11", ":", "none", "yes", "x" * 300, "Ana", "#1", "id:",
    "today", "tomorrow", "9999-12-31", "9998-12-31", "9998-12-31T23:59", "0001-01-01",
    "1900-01-01", "1900-01-01T00:00+23:59", "2026-11-20T21:30+25:00", "2026-11-20T21:30-23:59",
    "midnight", "999999 weeks ago", "in 999999 weeks", "\x00", "a\x00b", "\x1b[31m", "\udcff",
    "\u202e", "a\r\nb", "=", "mood=", "mood=99", "at=9999-12-31T23:59", "/", "/dev/null",
    "/nonexistent/x.md", "x.pdf", "~nobody/x", "..", "json", "safety", "25:00", "xx", "{0}", "%s",
    "24.5", "check_in",
]  # fmt: skip


def lines() -> list[tuple[tuple[str, ...], list[Any]]]:
    """Return every command with its options."""
    found: list[tuple[tuple[str, ...], list[Any]]] = []
    no_context: Any = None

    def walk(command: Any, path: tuple[str, ...]) -> None:
        found.append((path, command.params))
        if isinstance(command, TyperGroup):
            for name in command.list_commands(no_context):
                walk(command.get_command(no_context, name), (*path, name))

    walk(root_group(), ())
    return [one for one in found if one[0]]


LINES = lines()


@pytest.fixture(autouse=True)
def what_a_line_names_as_a_file_is_written_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``demo -o yes`` writes a file named so, wherever it runs."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.chdir(folder)


@st.composite
def odd_lines(draw: st.DrawFn) -> list[str]:
    path, params = draw(st.sampled_from(LINES))
    line = list(path)
    for param in draw(st.lists(st.sampled_from(params), max_size=3)):
        value = draw(st.sampled_from(ODD) | st.text(max_size=6).filter(lambda t: t.isprintable()))
        if param.param_type_name == "argument":
            line.append(value)
        elif param.is_flag:
            line.append(param.opts[0])
        else:
            line += [param.opts[-1], value]
    return [*line, *draw(st.sampled_from([[], ["--json"]]))]


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(odd_lines(), st.sampled_from([b"", b"\n", b"yes\n", b"\xff\xfe", b"a\0b"]))
def test_no_line_ends_in_a_crash(ana: Run, line: list[str], input: bytes) -> None:
    said = ana(*line, input=input)
    assert said.code in {0, 1, 2, 3, 4, 5}
    assert "inside the program" not in said.err
    assert said.code == 0 or said.err
    if "--json" in line and said.code:
        json.loads(said.err)


@pytest.mark.parametrize(
    "now",
    ["9999-12-31T23:59:59", "0001-01-01T00:00:00", "1900-06-01", "soon", "", " ", "2026-13-01",
     "9998-01-01T00:00+14:00", "2026-11-20T25:00", "2026"],
)  # fmt: skip
@pytest.mark.parametrize(
    "line",
    [("today",), ("checkin", "--mood", "5"), ("backup",), ("network",), ("undo",), ("week",)],
)
def test_a_clock_that_tells_no_time_is_a_sentence(
    ana: Run, now: str, line: tuple[str, ...]
) -> None:
    said = ana(*line, env={"RECOVERY_JOURNAL_NOW": now})
    assert "inside the program" not in said.err
    if now:  # an empty one is as none
        assert said.code == 2
        assert "RECOVERY_JOURNAL_NOW" in said.err


@pytest.mark.parametrize("now", ["1901-01-01T00:00:00+14:00", "9997-12-31T23:59:59-12:00"])
@pytest.mark.parametrize(
    "line",
    [("today",), ("checkin", "--mood", "5"), ("network",), ("week",), ("trends",), ("suggest",),
     ("due",), ("reached", "Ana", "--at", "999 weeks ago"), ("demo", "-o", "{}.db")],
)  # fmt: skip
def test_the_first_and_the_last_days_there_are_can_be_lived(
    ana: Run, tmp_path: Path, now: str, line: tuple[str, ...]
) -> None:
    words = [word.format(tmp_path / now[:4]) for word in line]
    said = ana(*words, env={"RECOVERY_JOURNAL_NOW": now})
    assert "inside the program" not in said.err
    assert said.code in {0, 2}


@pytest.mark.parametrize("zone", ["UTC+99", "<+99>-99", "A+24", "UTC-24", "garbage", ":", "../x"])
def test_a_time_zone_that_is_none_is_a_sentence_or_utc(
    ana: Run, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    monkeypatch.delenv("RECOVERY_JOURNAL_NOW")
    time.tzset()
    try:
        for line in (("today",), ("checkin", "--mood", "5", "--at", "2 hours ago"), ("backup",)):
            said = ana(*line)
            assert said.code in {0, 2}
            assert "inside the program" not in said.err
            assert said.code == 0 or "time zone" in said.err
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("number", ["1" + "0" * 30, "10**30", "-1", "0", "1e9", "\u0663"])
@pytest.mark.parametrize("line", [("trends", "--weeks"), ("timeline", "--limit"),
                                  ("search", "a", "--limit"), ("demo", "-o", "x.db", "--seed"),
                                  ("contact", "edit", "Ana", "--cadence")])  # fmt: skip
def test_a_number_beyond_sense_is_refused(ana: Run, line: tuple[str, ...], number: str) -> None:
    if line[-1] == "--seed" and number == "0":
        return  # a seed like any other
    said = ana(*line, number)
    assert said.code == 2
    assert "inside the program" not in said.err
