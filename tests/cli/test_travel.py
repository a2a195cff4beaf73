"""Whoever travels loses no day: an entry stays on its own date, and today is the later one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from .conftest import Run


def at(moment: datetime, zone: str) -> dict[str, str]:
    """Return the environment of a machine in that zone at that moment."""
    return {"RECOVERY_JOURNAL_NOW": moment.astimezone(ZoneInfo(zone)).isoformat(), "TZ": zone}


def everything_shows_ana(run: Run, env: dict[str, str]) -> None:
    """The entry is there, and Ana is reached, wherever one looks."""
    network = run("network", "--json", env=env).json()
    ana = next(one for one in network["contacts"] if one["name"] == "Ana")
    assert (ana["state"], ana["days_since"]) == ("recent", 0)
    assert network["figures"]["reached_7d"]["value"] == 1
    today = run("today", "--json", env=env).json()
    assert [one["name"] for one in today["reached"]] == ["Ana"]
    assert len(run("timeline", "--json", "--to", "today", env=env).json()["entries"]) == 1
    people = run("suggest", "--json", env=env).json()["people"]
    reasons = next(one["reasons"] for one in people if one["name"] == "Ana")
    assert any("reached today" in reason for reason in reasons)
    assert not any("not yet" in reason for reason in reasons)
    shown = run("contact", "show", "Ana", "--json", env=env).json()["contacts"][0]
    assert shown["days_since"] == 0


@pytest.mark.parametrize(
    ("ends", "moment", "there", "then"),
    [
        # Saturday morning in Auckland is Friday morning in Los Angeles.
        (
            "03:00",
            datetime(2026, 11, 20, 20, 0, tzinfo=UTC),
            "Pacific/Auckland",
            "America/Los_Angeles",
        ),
        # Near midnight on both sides of the line.
        (
            "00:00",
            datetime(2026, 11, 20, 10, 59, tzinfo=UTC),
            "Pacific/Tongatapu",
            "Pacific/Honolulu",
        ),
        ("00:00", datetime(2026, 11, 20, 10, 30, tzinfo=UTC), "Pacific/Kiritimati", "Etc/GMT+12"),
        # Both nights on which clocks change.
        (
            "03:00",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "Europe/Madrid",
            "America/Los_Angeles",
        ),
        ("05:30", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "Europe/Madrid", "Pacific/Honolulu"),
        (
            "05:30",
            datetime(2026, 9, 26, 13, 30, tzinfo=UTC),
            "Pacific/Auckland",
            "Pacific/Honolulu",
        ),
    ],
)
def test_reached_there_is_reached_an_hour_later_further_west(
    empty: Run, ends: str, moment: datetime, there: str, then: str
) -> None:
    assert empty("init", "--no-passphrase", "--day-ends-at", ends, env=at(moment, there)).code == 0
    empty("contact", "add", "Ana", "--relation", "friend", env=at(moment, there))
    assert empty("reached", "Ana", env=at(moment, there)).code == 0
    everything_shows_ana(empty, at(moment, there))
    everything_shows_ana(empty, at(moment + timedelta(hours=1), then))


def test_what_is_written_after_the_flight_stands_on_today_too(ana: Run) -> None:
    moment = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    there = at(moment, "Pacific/Auckland")
    then = at(moment + timedelta(hours=14), "America/Los_Angeles")
    ana("checkin", "--mood", "6", env=there)
    ana("tried", "Ben", env=there)
    stored = ana("checkin", "--mood", "4", "--json", env=then).json()
    assert stored["local_date"] == "2026-11-20", "its own wall clock says the day"
    today = ana("today", "--json", env=then).json()
    assert today["date"] == "2026-11-21"
    assert [one["mood"] for one in today["check_ins"]] == [6, 4]
    assert "check in" not in today["next"]


def test_an_attempt_after_the_flight_is_counted_since_they_were_reached(ana: Run) -> None:
    moment = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    ana("reached", "Ana", env=at(moment, "Pacific/Auckland"))
    then = at(moment + timedelta(hours=14), "America/Los_Angeles")
    ana("tried", "Ana", env=then)
    people = ana("network", "--json", env=then).json()["contacts"]
    assert next(one["tried_since"] for one in people if one["name"] == "Ana") == 1


def test_a_meeting_planned_ahead_moves_no_day(ana: Run) -> None:
    ana("attended", "Tuesday group", "--at", "2026-11-19")
    ana("edit", "1", "--set", "status=planned")
    assert ana("edit", "1", "--set", "at=2026-12-01T19:00").code == 0
    assert ana("today", "--json").json()["date"] == "2026-11-20"


def test_a_planned_meeting_that_was_to_have_begun_moves_no_day(ana: Run) -> None:
    ana("attended", "Tuesday group", "--at", "2026-11-19")
    ana("edit", "1", "--set", "status=planned")
    assert ana("edit", "1", "--set", "at=2026-11-21T04:00+13:00").code == 0
    then = {"RECOVERY_JOURNAL_NOW": "2026-11-20T10:00:00-08:00"}
    assert ana("today", "--json", env=then).json()["date"] == "2026-11-20"


def test_what_is_planned_for_the_evening_after_the_flight_is_ahead(ana: Run) -> None:
    moment = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    ana("attended", "Tuesday group", "--at", "2026-11-19")
    ana("edit", "1", "--set", "status=planned")
    assert ana("edit", "1", "--set", "at=2026-11-20T19:00-08:00").code == 0
    ana("checkin", "--mood", "6", env=at(moment, "Pacific/Auckland"))
    then = at(moment + timedelta(hours=1), "America/Los_Angeles")
    today = ana("today", "--json", env=then).json()
    assert [one["name"] for one in today["planned"]] == ["Tuesday group"]


def test_yesterday_in_an_entry_is_of_this_machine_s_clock(ana: Run) -> None:
    ana("checkin", "--mood", "6", env={"RECOVERY_JOURNAL_NOW": "2026-11-21T09:00:00+13:00"})
    then = {"RECOVERY_JOURNAL_NOW": "2026-11-20T22:00:00+01:00"}
    stored = ana("checkin", "--mood", "5", "--at", "yesterday 21:30", "--json", env=then).json()
    assert stored["occurred_at"] == "2026-11-19T21:30:00+01:00"


@pytest.mark.parametrize(
    "line",
    [
        ("today", "--date", "tomorrow"),
        ("network", "--as-of", "2026-11-21"),
        ("network", "--as-of", "in 2 weeks"),
        ("week", "--of", "2026-11-23"),
        ("week", "--since", "2026-11-21"),
    ],
)
def test_a_day_still_to_come_is_not_looked_at(ana: Run, line: tuple[str, ...]) -> None:
    said = ana(*line, "--json")
    assert (said.code, said.error()["code"], said.out) == (2, "future_when", "")


def test_the_last_day_of_this_week_names_this_week(ana: Run) -> None:
    assert ana("week", "--of", "2026-11-22").code == 0
