"""The map, who could I reach, today, talk, help, where, backup, demo, the week."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting

from .conftest import NOW, Run


def test_the_map_as_json_has_the_keys_of_the_contract(ana: Run) -> None:
    ana("reached", "Ana", "--at", "2026-11-18")
    ana("tried", "Ben")
    said = ana("network", "--json").json()
    assert said["as_of"] == "2026-11-20"
    assert len(said["gaps"]) == 35
    assert set(said["gaps"][0]) == {"support", "sector", "active", "recent"}
    people = {one["name"]: one for one in said["contacts"]}
    assert (people["Ana"]["state"], people["Ana"]["days_since"]) == ("recent", 2)
    assert (people["Ben"]["state"], people["Ben"]["tried_since"]) == ("new", 1)
    assert said["figures"]["reached_7d"] == {"value": 1, "n": 3}
    assert said["not_placed"] == []


def test_the_map_of_an_earlier_day_knows_only_what_was_known_then(ana: Run) -> None:
    ana("reached", "Ana", "--at", "2026-11-10")
    ana("reached", "Ana", "--at", "2026-11-18")
    said = ana("network", "--as-of", "2026-11-12", "--json").json()
    (one,) = [one for one in said["contacts"] if one["name"] == "Ana"]
    assert one["days_since"] == 2
    assert ana("network", "--as-of", "2026-13-01").code == 2


def test_the_map_as_text_says_the_state_in_words(ana: Run) -> None:
    ana("reached", "Ana", "--at", "2026-11-18")
    for line in (("network",), ("network", "--list"), ("network", "--plain")):
        shown = ana(*line).out
        assert "recent, 2 days ago" in shown
        assert "not yet" in shown
        assert shown.isascii()
    assert "practical help" in ana("network", "--gaps").out
    drawn = ana("network", terminal=True)
    assert drawn.code == 0
    assert "Ana" in drawn.out


def test_a_plain_page_has_no_colour_and_no_box(ana: Run) -> None:
    for env, args in (({"TERM": "dumb"}, ()), ({}, ("--plain",))):
        for line in (
            ("network",),
            ("network", "--gaps"),
            ("today",),
            ("timeline",),
            ("contact", "list"),
        ):
            shown = ana(*line, *args, terminal=True, env=env).out
            assert "\x1b" not in shown
            assert not any(0x2500 <= ord(c) < 0x2600 for c in shown)


def test_suggest_names_people_with_reasons_and_something_to_do_alone(ana: Run) -> None:
    said = ana("suggest", "--hard-moment", "--json").json()
    assert set(said) == {"people", "alone", "help_now"}
    assert said["people"][0]["name"] == "Ben"
    assert said["people"][0]["reasons"]
    assert said["alone"]["coping"]
    assert said["help_now"] is True
    assert "help-now" in ana("suggest").out


def test_with_nobody_to_name_a_helpline_counts(run: Run) -> None:
    said = run("suggest", "--hard-moment")
    assert said.code == 0
    assert "helpline" in said.out
    assert run("suggest", "--json").json()["people"] == []
    assert run("suggest", "--support", "magic").code == 2


def test_today_has_the_keys_of_the_contract(ana: Run) -> None:
    ana("checkin", "--mood", "6")
    ana("reached", "Ana")
    ana("tried", "Ben")
    ana("attended", "Tuesday group")
    said = ana("today", "--json").json()
    assert set(said) == {
        "date",
        "check_ins",
        "urges",
        "reached",
        "tried",
        "meetings",
        "others",
        "planned",
        "due",
        "milestones",
        "next",
    }
    assert said["date"] == "2026-11-20"
    assert (said["reached"], said["tried"]) == (
        [{"id": 1, "name": "Ana"}],
        [{"id": 2, "name": "Ben"}],
    )
    assert [one["mood"] for one in said["check_ins"]] == [6]
    assert said["next"]
    assert ana("today", "--date", "monday", "--json").json()["date"] == "2026-11-16"


def test_a_day_ends_when_the_person_says_so(run: Run) -> None:
    late = {"RECOVERY_JOURNAL_NOW": "2026-11-21T02:00:00+01:00"}
    assert run("today", "--json", env=late).json()["date"] == "2026-11-20"


def test_the_program_alone_prints_today_where_there_is_no_terminal(ana: Run) -> None:
    ana("reached", "Ana")
    assert ana().out == ana("today").out
    assert ana("--json").json() == ana("today", "--json").json()


def test_lines_for_the_next_session_are_kept_and_done(run: Run) -> None:
    said = run("talk", "add", "the call", "--json").json()
    assert (said["id"], said["text"], said["done_on"]) == (1, "the call", None)
    assert run("talk", "add", "-", input="from a pipe\n").code == 0
    assert run("talk", "add", input="asked\n", terminal=True).code == 0
    assert run("talk", "add", " ").code == 2
    assert run("talk", "add").code == 2
    assert [one["text"] for one in run("talk", "list", "--json").json()["talk"]] == [
        "the call",
        "from a pipe",
        "asked",
    ]
    assert run("talk", "done", "1", "--json").json()["done_on"] == "2026-11-20"
    assert "the call" not in run("talk", "list").out
    assert run("talk", "done", "9").code == 1
    assert run("undo").code == 0
    assert "the call" in run("talk", "list").out


def test_help_now_needs_no_journal_and_no_passphrase(empty: Run) -> None:
    said = empty("help-now", "--country", "US")
    assert said.code == 0
    for words in ("988", "your local emergency number", "naloxone", "source: "):
        assert words in said.out
    lines = empty("help-now", "--country", "GB", "--json").json()
    assert lines["lines"]
    assert all(line["verified"] is False for line in lines["lines"])
    assert "not verified" in empty("help-now", "--country", "GB").out
    assert len(lines["facts"]) == 2
    assert all(fact["source"] and fact["date"] for fact in lines["facts"])


def test_help_now_helps_whatever_was_typed_and_wherever_one_lives(empty: Run, home: Path) -> None:
    assert empty("help-now", "--country", "Atlantis").code == 0
    assert empty("help-now", "--country", "AQ").code == 0
    settings = Path(empty("where", "--json").json()["settings"])
    settings.parent.mkdir(parents=True)
    settings.write_text('{"country": "NZ", "locked_lines": ["Ana knows"]}')
    said = empty("help-now")
    assert "1737" in said.out
    assert "Ana knows" in said.out
    settings.write_text("not json")
    assert empty("help-now").code == 0


def test_where_says_the_places_without_a_passphrase(empty: Run, journal_file: Path) -> None:
    assert empty("where", "--json").json()["encrypted"] is None
    empty("init", env={"RECOVERY_JOURNAL_PASSPHRASE": "p"})
    said = empty("where", "--json").json()
    assert set(said) == {"journal", "settings", "backups", "encrypted"}
    assert (said["journal"], said["encrypted"]) == (str(journal_file), True)
    assert "encrypted: yes" in empty("where").out


def test_a_backup_is_a_journal_of_its_own_and_overwrites_nothing(ana: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert ana("backup", "-o", str(copy), "--json").json() == {"backup": str(copy)}
    assert len(ana("contact", "list", "--journal", str(copy), "--json").json()["contacts"]) == 3
    said = ana("backup", "-o", str(copy), "--json")
    assert (said.code, said.error()["code"]) == (1, "exists")
    default = Path(ana("backup", "--json").json()["backup"])
    assert default.parent.name == "backups"
    assert oct(default.stat().st_mode & 0o777) == "0o600"
    assert ana("backup", "-o", str(copy / "below.db")).code == 1


def test_the_week_is_a_look_on_standard_output(ana: Run) -> None:
    ana("checkin", "--mood", "6")
    page = ana("week")
    assert page.code == 0
    assert page.out.startswith("# ")
    said = ana("week", "--format", "json").json()
    assert said["schema"] == "recovery-journal/week/1"
    assert said["period"] == {"from": "2026-11-16", "to": "2026-11-22"}
    assert len(said["sections"]["glance"]["days"]) == 7
    assert said["sections"]["connection"]["of"] == 3
    assert ana("week", "--json").json() == said
    assert ana("week", "--format", "txt").out


def test_sections_are_switched_on_and_off(ana: Run) -> None:
    def sections(*args: str) -> set[str]:
        return set(ana("week", "--json", *args).json()["sections"])

    assert "safety" not in sections()
    assert "safety" in sections("--with", "safety")
    assert {"goal", "urges"} & sections("--without", "goal", "--without", "urges") == set()
    assert sections("--with", "own_words") == sections()
    assert ana("week", "--since", "2026-11-18", "--json").json()["period"] == {
        "from": "2026-11-18",
        "to": "2026-11-20",
    }
    assert ana("week", "--of", "2026-11-10", "--json").json()["period"]["from"] == "2026-11-09"


@pytest.mark.parametrize(
    "args",
    [
        ("--format", "pdf"),
        ("--format", "html"),
        ("--format", "doc"),
        ("-o", "page.pdf"),
        ("--with", "secrets"),
        ("--without", "header"),
        ("--of", "never"),
        ("--of", "today", "--since", "monday"),
        ("--since", "2027-01-01"),
    ],
)
def test_a_page_that_is_not_to_be_had_is_exit_2(ana: Run, args: tuple[str, ...]) -> None:
    assert ana("week", *args).code == 2


def test_a_written_page_is_logged_and_not_overwritten(ana: Run, tmp_path: Path) -> None:
    page = tmp_path / "week.txt"
    assert ana("week", "-o", str(page), "--for", "Dr. K").code == 0
    assert page.read_text() == ana("week", "--format", "txt").out
    assert oct(page.stat().st_mode & 0o777) == "0o600"
    (line,) = ana("week", "--log", "--json").json()["log"]
    assert (line["format"], line["for"]) == ("txt", "Dr. K")
    assert "Dr. K" in ana("week", "--log").out
    assert "Dr. K" not in page.read_text()
    assert ana("week", "-o", str(page)).code == 1
    assert json.loads(ana("week", "-o", str(tmp_path / "w.json"), "--json").out)["format"] == "json"


def test_in_a_terminal_the_page_is_shown_and_asked_about(ana: Run, tmp_path: Path) -> None:
    page = tmp_path / "week.md"
    said = ana("week", "-o", str(page), input="no\n", terminal=True)
    assert "Self-reported" in said.out
    assert not page.exists()
    assert ana("week", "-o", str(page), input="yes\n", terminal=True).code == 0
    assert page.exists()
    assert ana("week", "-o", str(tmp_path / "other.md"), "--yes", terminal=True).code == 0


def test_the_demo_is_the_same_for_the_same_seed_and_day(empty: Run, tmp_path: Path) -> None:
    def written(name: str, seed: str) -> str:
        file = str(tmp_path / name)
        assert empty("demo", "-o", file, "--seed", seed, "--until", "2026-11-01").code == 0
        return empty("network", "--as-of", "2026-11-01", "--list", "--journal", file).out

    first = written("a.db", "3")
    assert first == written("b.db", "3")
    assert empty("demo", "-o", str(tmp_path / "a.db")).code == 1
    assert empty("demo").code == 2
    assert empty("demo", "-o", str(tmp_path / "c.db"), "--seed", "x").code == 2


def test_a_meetings_name_stays_out_of_the_writers_own_lines(ana: Run) -> None:
    ana("attended", "Oak Street AA", "--program", "AA")
    ana("talk", "add", "what I said at Oak Street AA")
    ana("checkin", "--mood", "5", "--share", "yes", "--good-moment", "coffee at oak street aa")
    said = ana("week")
    assert "oak street" not in said.out.casefold()
    assert said.out.count("at mutual-help meeting") == 2
    assert "Oak Street AA" in said.err
    assert "Oak Street AA" in ana("week", "--programs").out


def test_the_page_as_json_says_what_it_is(ana: Run) -> None:
    sections = ana("week", "--format", "json").json()["sections"]
    assert "Not monitored between sessions." in sections["header"]["statement"]
    assert "mood 0 very low" in sections["header"]["scales"]
    assert "The writer chose what to include." in sections["footer"]["statement"]


def test_a_safety_section_with_nothing_in_it_is_said(ana: Run) -> None:
    assert "nothing to say in it" in ana("week", "--with", "safety").err
    assert "safety" not in ana("week").err


def test_a_page_is_not_written_to_a_file_called_hyphen(ana: Run) -> None:
    assert ana("week", "-o", "-").code == 2


def test_help_has_a_short_name(empty: Run) -> None:
    assert empty("-h").out == empty("--help").out
    assert empty("checkin", "-h").code == 0


# ---- today: every kind of entry, and appointments ----------------------------------


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("activity", "nature", "--name", "canal walk"), "activity: canal walk, nature"),
        (("milestone", "30 evenings"), "milestone: 30 evenings, personal"),
        (("reflect", "--body", "6"), "reflection: body 6"),
        (("return-to-use", "--about", "wine"), "return to use: wine"),
    ],
)
def test_today_shows_every_kind_of_entry(run: Run, command: tuple[str, ...], words: str) -> None:
    made = run(*command, "--json").json()
    shown = run("today").out
    assert f"{made['id']}  18:00  {words}\n" in shown
    assert "no entry" not in shown
    assert run("today", "--json").json()["others"] == [made]


def plan(file: Path, contact: int, at: str) -> int:
    """Book an appointment, as the app does; returns its id."""
    from recovery_journal.storage import Journal

    now = datetime.fromisoformat(NOW)
    with Journal.open(file, None, clock=lambda: now) as journal:
        person = journal.contacts.find(str(contact))
        return journal.entries.add(
            Meeting(
                occurred_at=datetime.fromisoformat(at),
                recorded_at=now,
                name="appointment",
                status="planned",
                contacts=(ContactRef(person.id, person.name),),
            )
        ).id


@pytest.fixture
def counselor(run: Run) -> Run:
    """Kim, a counselor whom it is time to reach, and nobody else."""
    run("contact", "add", "Kim", "--relation", "counselor_therapist", "--cadence", "7")
    run("reached", "Kim", "--at", "2026-11-10")
    run("checkin", "--mood", "6")
    return run


def test_a_booked_appointment_stands_in_the_place_of_due(
    counselor: Run, journal_file: Path
) -> None:
    assert "next: You could reach Kim; due, 10 days ago.\n" in counselor("today").out
    assert counselor("due").out == "Kim: due, 10 days ago\n"
    plan(journal_file, 1, "2026-12-03T09:30:00+01:00")
    assert counselor("due").out == "Kim: booked Thu 3 Dec 09:30\n"
    shown = counselor("today").out
    assert "Kim: booked Thu 3 Dec 09:30\n" in shown
    assert "You could reach Kim" not in shown


def test_the_network_and_the_contact_say_for_which_day_they_are_booked(
    counselor: Run, journal_file: Path
) -> None:
    lines = (("network",), ("network", "--list"), ("contact", "list"), ("contact", "show", "Kim"))
    asked = (("network",), ("contact", "list"), ("contact", "show", "Kim"))
    for args in lines:
        assert "due, 10 days ago" in counselor(*args).out
    for args in asked:
        (kim,) = counselor(*args, "--json").json()["contacts"]
        assert (kim["state"], kim["booked"]) == ("due", None)
    plan(journal_file, 1, "2026-12-03T09:30:00+01:00")
    for args in lines:
        shown = counselor(*args).out
        assert "booked for 3 December" in shown
        assert "due, 10 days ago" not in shown
    for args in asked:
        (kim,) = counselor(*args, "--json").json()["contacts"]
        assert (kim["state"], kim["booked"]) == ("due", "2026-12-03")
    (kim,) = counselor("today", "--json").json()["due"]
    assert (kim["state"], kim["booked"]) == ("due", "2026-12-03T09:30:00+01:00")


def test_the_network_of_an_earlier_day_knows_no_appointment(
    counselor: Run, journal_file: Path
) -> None:
    plan(journal_file, 1, "2026-12-03T09:30:00+01:00")
    counselor("contact", "edit", "Kim", "--cadence", "2")
    earlier = ("network", "--as-of", "2026-11-19")
    assert "it's been a while, 9 days" in counselor(*earlier).out
    (kim,) = counselor(*earlier, "--json").json()["contacts"]
    assert (kim["state"], kim["booked"]) == ("drifting", None)


def test_a_meeting_later_today_is_printed_once(counselor: Run, journal_file: Path) -> None:
    plan(journal_file, 1, "2026-11-20T20:00:00+01:00")
    assert counselor("today").out.count("appointment") == 1


def test_a_planned_meeting_can_be_moved_to_a_day_to_come(
    counselor: Run, journal_file: Path
) -> None:
    made = str(plan(journal_file, 1, "2026-12-03T09:30:00+01:00"))
    moved = counselor("edit", made, "--set", "at=2026-12-04T10:00+01:00", "--json")
    assert moved.json()["occurred_at"] == "2026-12-04T10:00:00+01:00"


@pytest.mark.parametrize("when", [(), ("--set", "at=2026-12-04")])
def test_nobody_was_at_a_meeting_that_is_still_to_come(
    counselor: Run, journal_file: Path, when: tuple[str, ...]
) -> None:
    made = str(plan(journal_file, 1, "2026-12-03T09:30:00+01:00"))
    refused = counselor("edit", made, "--set", "status=attended", *when, "--json")
    assert (refused.code, refused.error()["code"]) == (2, "future_when")
    assert counselor("show", made, "--json").json()["status"] == "planned"
    there = ("--set", "status=attended", "--set", "at=2026-11-19T10:00")
    assert counselor("edit", made, *there).code == 0


def test_the_network_can_be_of_those_who_give_a_support_and_say_the_influence(run):
    run("contact", "add", "Noor", "--relation", "friend", "--support", "practical")
    run("contact", "add", "Tom", "--relation", "friend", "--influence", "risk")

    found = run("network", "--support", "practical", "--support", "financial")
    assert "Noor" in found.out
    assert "Tom" not in found.out
    people = run("network", "--support", "practical", "--json").json()["contacts"]
    assert [one["name"] for one in people] == ["Noor"]
    assert run("network", "--support", "financial").out.startswith("No one listed yet for help")
    assert run("network", "--support", "money").code == 2
    assert "influence: risk" not in run("network").out
    said = run("network", "--influence").out
    assert "influence: risk" in said.split("Tom")[1]
    assert "influence" not in said.split("Noor")[1].split("\n")[0]
    assert "; risk" in run("network", "--influence", terminal=True).out
