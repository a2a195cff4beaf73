"""Whoever is suggested, due or next: never less_now, and with the boundary beside the name."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from .conftest import Run

BOUNDARY = "no calls after 10"


def test_less_contact_now_is_in_no_list_of_people_to_reach(ana: Run) -> None:
    for name in ("Ana", "Ben", "Tuesday group"):
        line = "attended" if name == "Tuesday group" else "reached"
        ana(line, name, "--at", "2026-06-01")
        ana("contact", "edit", name, "--status", "less_now")
    ana("checkin", "--mood", "5")
    assert ana("due").out == ""
    assert ana("due", "--json").json()["due"] == []
    for line in (("today",), ("suggest",), ("suggest", "--hard-moment")):
        said = ana(*line, "--json").json()
        assert said.get("due", []) == []
        assert said.get("people", []) == []
        text = ana(*line).out
        assert not any(name in text for name in ("Ana", "Ben", "Tuesday"))
    # On the map they stay, with their state.
    assert {one["status"] for one in ana("network", "--json").json()["contacts"]} == {"less_now"}


def test_a_boundary_stands_beside_a_suggested_name(ana: Run) -> None:
    ana("reached", "Ana", "--at", "2026-06-01")
    ana("contact", "edit", "Ana", "--boundaries", BOUNDARY, "--boundary-kind", "time")
    (line,) = [one for one in ana("suggest").out.splitlines() if "Ana" in one]
    name, _colon, beside = line.partition(": ")
    assert name.endswith("Ana")
    assert beside.startswith(f"boundary: {BOUNDARY}; ")
    people = ana("suggest", "--json").json()["people"]
    found = {one["name"]: (one["boundaries"], one["boundary_kind"]) for one in people}
    assert found["Ana"] == (BOUNDARY, "time")
    assert found["Ben"] == (None, None)
    assert not any(BOUNDARY in reason for one in people for reason in one["reasons"])
    ana("checkin", "--mood", "5")
    assert BOUNDARY in ana("today").out.splitlines()[-1]


@pytest.mark.parametrize("json_asked", [False, True])
@pytest.mark.parametrize("place", ["none/week.md", "none/deep/week.md", "file/week.md",
                                   "none/../week.md", "link/week.md"])  # fmt: skip
def test_a_page_into_a_folder_that_is_not_there_is_no_success(
    ana: Run, tmp_path: Path, place: str, json_asked: bool
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    more = ["--json"] if json_asked else []
    said = ana("week", "-o", f"{tmp_path}/{place}", *more)
    assert (said.code, said.out) == (1, "")
    if json_asked:
        assert said.error()["code"] == "cannot_write"
    assert ana("week", "--log", "--json").json() == {"log": []}
    assert not (tmp_path / "week.md").exists()


def test_the_log_and_a_new_page_are_not_asked_for_at_once(ana: Run, tmp_path: Path) -> None:
    assert ana("week", "--log", "-o", str(tmp_path / "week.md")).code == 2


@pytest.mark.parametrize("name", ["demo.db", "my demo.db", "it's.db", "$HOME;x.db", "-odd.db"])
def test_the_demo_says_the_line_that_opens_it(
    empty: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = empty("demo", f"--output={name}", "--seed", "3")
    line = said.out.splitlines()[-1].partition("recovery-journal ")[2]
    words = shlex.split(line)
    assert Path(words[1]) == Path(name)
    assert json.loads(empty(*words, "today", "--json").out)["date"]


def test_a_demo_of_a_name_too_long_is_a_sentence(empty: Run) -> None:
    said = empty("demo", "-o", "x" * 300, "--json")
    assert (said.code, said.error()["code"]) == (1, "cannot_write")
