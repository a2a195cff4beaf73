"""``trends`` and ``due``: what they print, for a person, a script and a screen reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def busy(ana: Run) -> Run:
    """Ana, Ben and the Tuesday group, with ten days of entries."""
    for day in range(10, 20):
        mood, at = str(day % 7 + 2), f"2026-11-{day}T10:00"
        args = ("--mood", mood, "--confidence", "6", "--urge", "3", "--at", at)
        assert ana("checkin", *args).code == 0
        if day % 2:
            assert ana("reached", "Ana", "--gave", "yes", "--at", at).code == 0
        else:
            assert ana("tried", "Ben", "--at", at).code == 0
    urge = ("--peak", "7", "--after", "2", "--trigger", "conflict", "--coping", "move:2")
    for day in (11, 12, 13):
        assert ana("urge", *urge, "--at", f"2026-11-{day}T20:00").code == 0
    return ana


def loaded(root: Path, *arguments: str) -> set[str]:
    """Which heavy modules a clean interpreter has loaded after a command line."""
    code = f"""
import runpy, sys
sys.argv = ["recovery-journal", *{list(arguments)}]
try:
    runpy.run_module("recovery_journal", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
heavy = ("plotille", "rich", "textual", "sqlite_utils")
sys.stderr.write("|" + " ".join(name for name in heavy if name in sys.modules))
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    return set(result.stderr.rpartition("|")[2].split())


@pytest.mark.parametrize("arguments", [("trends",), ("trends", "--json"), ("due",)])
def test_nothing_heavy_is_loaded_where_nothing_is_drawn(
    busy: Run, root: Path, arguments: tuple[str, ...]
) -> None:
    assert loaded(root, *arguments) == set()


# ---- trends -----------------------------------------------------------------------


def test_json_holds_every_point_the_weeks_of_people_and_the_insights(busy: Run) -> None:
    found = busy("trends", "--weeks", "4", "--json").json()

    assert (found["weeks"], found["from"], found["to"]) == (4, "2026-10-26", "2026-11-20")
    assert set(found["series"]) == {"mood", "urge", "confidence", "connectedness"}
    mood = {point["from"]: point for point in found["series"]["mood"]}
    assert mood["2026-11-10"] == {
        "from": "2026-11-10", "to": "2026-11-10", "value": 5, "n": 1,
    }  # fmt: skip
    assert mood["2026-11-20"]["value"] is None
    assert {point["value"] for point in found["series"]["connectedness"]} == {None}
    assert found["reached_by_week"][0] == {
        "from": "2026-10-26", "to": "2026-11-01", "reached": None, "tried": None,
    }  # fmt: skip
    assert found["reached_by_week"][-1]["reached"] == 1
    assert found["triggers"] == [{"name": "conflict", "n": 3, "median_peak": 7}]
    assert found["helped"] == [{"name": "move", "uses": 3, "helped": 3}]
    insights = {one["id"]: one for one in found["insights"]}
    assert insights["mood_and_connection"]["enough"]
    assert insights["mood_and_connection"]["values"]["n_with"] == 5
    assert not insights["reached_this_week"]["enough"]
    assert insights["reached_this_week"]["values"] == {}
    assert all(
        set(one) >= {"id", "n", "needed", "enough", "values", "words"} for one in found["insights"]
    )


def test_thirteen_weeks_are_shown_when_nothing_else_is_said(run: Run) -> None:
    found = run("trends", "--json").json()

    assert found["weeks"] == 13
    assert len(found["series"]["mood"]) == 13


def test_plain_trends_draw_nothing(busy: Run) -> None:
    result = busy("trends")

    assert result.code == 0
    assert result.err == ""
    assert "Mood, week of 9 Nov 2026: 5.5 (6 days)" in result.out
    assert "Trigger conflict: 3 urges, median peak 7" in result.out
    assert "Triggers and time of day: conflict, evening (3); of 3 urges" in result.out
    assert "People reached this week: 1 of 4 entries so far" in result.out
    assert not any(0x2500 <= ord(mark) <= 0x28FF for mark in result.out)
    assert result.out == busy("trends", "--plain", terminal=True).out


def test_in_a_terminal_there_are_charts(busy: Run) -> None:
    result = busy("trends", "--weeks", "4", terminal=True)

    assert any(0x2800 < ord(mark) <= 0x28FF for mark in result.out)
    assert "November 2026" in result.out
    assert "Median 5.5, lowest 2, highest 8, recorded on 10 of 11 days." in result.out


def test_what_someone_called_a_trigger_cannot_steer_the_terminal(run: Run) -> None:
    for day in (11, 12, 13):
        run("urge", "--peak", "5", "--trigger", "a\x1b[31mred", "--at", f"2026-11-{day}T20:00")

    result = run("trends", terminal=True)

    assert "\x1b" not in result.out
    assert "a [31mred" in result.out


@pytest.mark.parametrize("weeks", ["0", "261", "-1", "1.5", "four", "", "٤", "9" * 30])
def test_a_number_of_weeks_that_is_none_is_refused(empty: Run, weeks: str) -> None:
    result = empty("trends", f"--weeks={weeks}", "--json")

    assert result.code == 2
    assert result.error()["code"] == "bad_value"


@pytest.mark.parametrize("weeks", ["1", "260"])
def test_the_ends_of_what_can_be_asked_for(busy: Run, weeks: str) -> None:
    assert busy("trends", "--weeks", weeks).code == 0
    assert busy("trends", "--weeks", weeks, terminal=True).code == 0


def test_trends_without_a_journal_say_how_to_begin(empty: Run) -> None:
    assert empty("trends").code == 4


# ---- due --------------------------------------------------------------------------


def test_nothing_is_printed_when_nobody_is_due(ana: Run) -> None:
    result = ana("due")

    assert (result.code, result.out, result.err) == (0, "", "")
    assert ana("due", "--json").json() == {"due": []}


def test_who_is_due_stands_first_by_how_long_it_is_beyond_the_rhythm(ana: Run) -> None:
    ana("reached", "Ana", "--at", "2026-11-11T10:00")  # every 7 days: due
    ana("reached", "Ben", "--at", "2026-11-10T10:00")  # every 3 days: it's been a while
    ana("tried", "Ben", "--at", "2026-11-12T10:00")

    assert ana("due").out.splitlines() == [
        "Ben: it's been a while, 10 days, tried 1 time since",
        "Ana: due, 9 days ago",
    ]
    found = ana("due", "--json").json()["due"]
    assert [(one["name"], one["state"]) for one in found] == [("Ben", "drifting"), ("Ana", "due")]


def test_a_risk_tie_a_pause_and_an_end_are_not_due(ana: Run) -> None:
    for name in ("Ana", "Ben", "Tuesday group"):
        ana("reached", name, "--at", "2026-09-01T10:00")
    ana("contact", "edit", "Ana", "--influence", "risk")
    ana("contact", "pause", "Ben")
    ana("contact", "end", "Tuesday group")

    assert ana("due").out == ""


def test_a_professional_with_a_booked_appointment_shows_its_date(ana: Run, journal_file) -> None:
    from datetime import UTC, datetime, timedelta

    from recovery_journal.domain.fields import ContactRef
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.storage import Journal

    ana("contact", "add", "Dr Osei", "--relation", "counselor_therapist", "--cadence", "7")
    ana("contact", "add", "Dr Kim", "--relation", "medical", "--cadence", "7")
    for name in ("Ana", "Dr Osei", "Dr Kim"):
        ana("reached", name, "--at", "2026-10-01T10:00")
    now = datetime(2026, 11, 20, 17, tzinfo=UTC)
    refs = {"Ana": ContactRef(1, "Ana"), "Dr Osei": ContactRef(4, "Dr Osei")}
    with Journal.open(journal_file, None, clock=lambda: now) as journal:
        for name, days, status in (
            ("Dr Osei", 12, "planned"),
            ("Dr Osei", 5, "planned"),
            ("Dr Osei", 2, "not_attended"),
            ("Ana", 3, "planned"),
        ):
            at = now + timedelta(days=days)
            journal.entries.add(
                Meeting(
                    name=name,
                    contacts=(refs[name],),
                    status=status,
                    occurred_at=at,
                    recorded_at=now,
                )
            )

    lines = ana("due").out.splitlines()

    assert "Dr Osei: booked Wed 25 Nov 17:00" in lines
    assert "Ana: it's been a while, 50 days" in lines
    assert "Dr Kim: it's been a while, 50 days" in lines
    found = {one["name"]: one["booked"] for one in ana("due", "--json").json()["due"]}
    assert found == {"Dr Osei": "2026-11-25T17:00:00+00:00", "Dr Kim": None, "Ana": None}
