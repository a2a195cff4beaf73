"""The made-up life: the same each time, and with everything a stranger is shown."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from recovery_journal.demo import DemoData, build_demo_data, texts, write_demo
from recovery_journal.demo.demo_contacts import DEMO_CONTACTS
from recovery_journal.domain.choices import EMOTIONS, TRIGGERS, CopingCategory, StepHeading
from recovery_journal.domain.contact import FIELDS as CONTACT_FIELDS
from recovery_journal.domain.contact import ContactActivity
from recovery_journal.rules.days import local_date, was_filled_in_later
from recovery_journal.rules.network.states import contact_state

FRIDAY = date(2026, 11, 20)
SEEDS = (0, 1, 2, 7, 2026)
# A leap day, the days on which clocks change, the turn of a year, each weekday.
UNTILS = (
    date(2028, 2, 29),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2027, 1, 1),
    *(FRIDAY + timedelta(days=n) for n in range(7)),
)
FORBIDDEN = re.compile(
    r"\b(relaps\w*|abus\w*|clean|dirty|addict\w*|alcoholic|skipped|failed|failure|overdue|"
    r"neglected|missed|streak|reset|start over|day zero|toxic|codependent|willpower|weak|"
    r"non-compliant|must|should|always|never)\b|!",
    re.IGNORECASE,
)


def ties(told: DemoData, as_of: date) -> list[ContactActivity]:
    """Read from the records what the journal would say of each contact."""
    reached: dict[int, date] = {}
    tried: dict[int, list[date]] = defaultdict(list)
    first: dict[int, date] = {}
    for record in told.records:
        day = local_date(record.occurred_at, time(3))
        got_through = {"reach_out": "is_connected", "meeting": "was_present"}.get(record.kind)
        if got_through is None or day > as_of:
            continue
        for ref in record.contacts:
            first.setdefault(ref.id, day)
            if getattr(record, got_through):
                reached[ref.id] = day
                tried[ref.id].clear()
            elif record.kind == "reach_out":
                tried[ref.id].append(day)
    return [
        ContactActivity(
            contact=replace(contact, id=n),
            first_logged=first.get(n),
            last_connected=reached.get(n),
            tried_since=len(tried[n]),
        )
        for n, (contact, _details) in enumerate(told.contacts, start=1)
    ]


def on_the_map(told: DemoData, as_of: date) -> list[ContactActivity]:
    return [t for t in ties(told, as_of) if t.contact.is_placed and t.contact.status != "ended"]


def of_kind(told: DemoData, kind: str) -> list:
    return [record for record in told.records if record.kind == kind]


def everything_written(told: DemoData) -> str:
    """Return every text of the life, records, contacts and talk."""
    pieces = [*told.talk, json.dumps(dict(told.settings.words))]
    pieces += [str(told.goal.wording), str(told.goal.reasons), *(step[1] for step in told.steps)]
    for contact, details in told.contacts:
        pieces += [str(contact.note), str(contact.boundaries), *(d.value for d in details)]
    pieces += [f"{record.note} {record.values()}" for record in told.records]
    return "\n".join(pieces)


@pytest.fixture(scope="module")
def half_year() -> DemoData:
    return build_demo_data(1, FRIDAY)


def test_the_same_seed_and_date_tell_the_same_life(half_year):
    assert build_demo_data(1, FRIDAY) == half_year


def test_another_seed_tells_another_life(half_year):
    assert build_demo_data(2, FRIDAY).records != half_year.records


def test_the_order_of_hashes_does_not_matter():
    program = (
        "from datetime import date; from recovery_journal.demo import build_demo_data\n"
        "told = build_demo_data(3, date(2026, 11, 20))\n"
        "print([(r.uuid, str(r.occurred_at), r.note, r.values()) for r in told.records])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Asia/Kathmandu"])
@pytest.mark.parametrize("until", UNTILS[:4])
def test_the_wall_clock_is_the_same_in_every_zone(zone, until):
    here, there = (
        build_demo_data(1, until, zone=UTC),
        build_demo_data(1, until, zone=ZoneInfo(zone)),
    )
    assert [r.occurred_at.replace(tzinfo=None) for r in here.records] == [
        r.occurred_at.replace(tzinfo=None) for r in there.records
    ]
    assert all(r.recorded_at >= r.occurred_at for r in there.records)


@pytest.mark.parametrize("until", UNTILS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_map_shows_all_sectors_rings_and_states(seed, until):
    people = on_the_map(build_demo_data(seed, until, zone=UTC), until)
    assert len(people) == 14
    assert {t.contact.sector for t in people} == {
        "family", "friends", "peers", "professionals", "community",
    }  # fmt: skip
    assert {t.contact.ring for t in people} == {1, 2, 3}
    states = Counter(contact_state(t, until) for t in people)
    assert set(states) == {"paused", "new", "recent", "due", "drifting"}
    assert min(states["due"], states["drifting"], states["paused"]) >= 2
    assert [t.contact.name for t in people if t.tried_since] == ["Tomasz"]


def test_four_weeks_are_enough_for_every_state():
    until = date(2026, 11, 22)
    people = on_the_map(build_demo_data(1, until, weeks=4), until)
    assert {contact_state(t, until) for t in people} == {
        "paused",
        "new",
        "recent",
        "due",
        "drifting",
    }


def test_fewer_than_four_weeks_are_refused():
    with pytest.raises(ValueError, match="4 weeks"):
        build_demo_data(1, FRIDAY, weeks=3)


def test_the_people_show_what_a_contact_can_hold(half_year):
    people = [contact for contact, _ in half_year.contacts]
    (risk,) = [c for c in people if c.influence == "risk"]
    assert risk.boundaries
    assert risk.boundary_kind == "use_around_me"
    assert risk.cadence_days is None
    assert [c.name for c in people if c.status == "ended" and c.ended_on] == ["Pieter"]
    assert len([c for c in people if not c.is_placed]) == 2
    assert "يوسف" in [c.name for c in people]
    assert "Amélie" in [c.name for c in people]
    offered = {kind for c in people if c.status == "active" for kind in c.support}
    assert {"emotional", "practical", "advocacy", "companionship"} <= offered
    assert "financial" not in offered
    assert any(c.ok_when_urge for c in people)
    assert all(c.added_on <= FRIDAY for c in people)
    assert all(list(c.support) == sorted(c.support) for c in people)
    assert [d.contact_id for _, details in half_year.contacts for d in details if d.value]


def test_entries_name_contacts_by_the_ids_they_will_have(half_year):
    for record in half_year.records:
        for ref in getattr(record, "contacts", ()):
            assert DEMO_CONTACTS[ref.id - 1].fields["name"] == ref.name


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_holds_what_it_may_hold(seed):
    told = build_demo_data(seed, FRIDAY)
    for record in told.records:
        for name, field in record.fields.items():
            field.check(name, getattr(record, name))
    for contact, _details in told.contacts:
        for name, field in CONTACT_FIELDS.items():
            field.check(name, getattr(contact, name))


@pytest.mark.parametrize("until", UNTILS)
def test_nothing_happens_after_the_last_morning(until):
    told = build_demo_data(5, until, zone=UTC)
    end = datetime.combine(until, time(9), UTC)
    assert max(r.recorded_at for r in told.records) <= end
    assert told.records[0].occurred_at.date() >= until - timedelta(days=26 * 7 - 1)
    assert told.records == sorted(told.records, key=lambda r: r.occurred_at)


@pytest.mark.parametrize("until", UNTILS)
def test_the_last_week_is_alive(until):
    told = build_demo_data(4, until, zone=UTC)
    week = [r for r in told.records if local_date(r.occurred_at, time(3)) > until - timedelta(7)]
    kinds = Counter(r.kind for r in week)
    assert kinds["check_in"] >= 4
    assert kinds["reach_out"] >= 5
    assert kinds["urge"] >= 1
    meetings = {r.status for r in week if r.kind == "meeting"}
    assert meetings == {"attended", "not_attended"} or until.weekday() in {2, 3}
    assert any(r.outcome != "connected" for r in week if r.kind == "reach_out")
    days = {local_date(r.occurred_at, time(3)) for r in week}
    assert len(days) == 6
    assert until in days
    assert any(was_filled_in_later(r.occurred_at, r.recorded_at) for r in week)
    assert any(r.share and r.note and "Amélie" in r.note for r in week)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_log_shows_trying_and_getting_through(seed):
    told = build_demo_data(seed, FRIDAY)
    outcomes = Counter(r.outcome for r in of_kind(told, "reach_out"))
    assert set(outcomes) == {"connected", "left_message", "no_answer", "declined", "cancelled"}
    assert outcomes["connected"] > 2 * (outcomes.total() - outcomes["connected"])


@pytest.mark.parametrize("seed", SEEDS)
def test_meetings_of_three_programs_are_attended_left_early_and_not_attended(seed):
    meetings = of_kind(build_demo_data(seed, FRIDAY), "meeting")
    assert {m.program for m in meetings} == {"SMART Recovery", "Recovery Dharma", "AA"}
    assert {m.status for m in meetings} == {"attended", "left_early", "not_attended"}
    assert all(bool(m.held_back_by) == (m.status == "not_attended") for m in meetings)
    assert {bool(m.contacts) for m in meetings} == {True, False}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hard_fortnight_lies_in_the_middle_with_a_return_to_use(seed):
    told = build_demo_data(seed, FRIDAY)
    (returned,) = of_kind(told, "return_to_use")
    day = returned.occurred_at.date()
    assert abs((FRIDAY - day).days - 91) <= 7
    assert was_filled_in_later(returned.occurred_at, returned.recorded_at) is False
    check_ins = of_kind(told, "check_in")
    hard = [c for c in check_ins if abs((c.occurred_at.date() - day).days) <= 5]
    rest = [c for c in check_ins if c not in hard]

    def mean(values):
        known = [v for v in values if v is not None]
        return sum(known) / len(known)

    assert mean(c.mood for c in hard) < mean(c.mood for c in rest) - 1.5
    assert mean(c.sleep_hours for c in hard) < mean(c.sleep_hours for c in rest) - 1
    assert [u.acted for u in of_kind(told, "urge")].count("yes") == 1
    after = [
        r
        for r in of_kind(told, "reach_out")
        if day < r.occurred_at.date() <= day + timedelta(days=4) and r.honest and r.is_connected
    ]
    assert {"Marcus", "Amélie", "Dr Osei", "Linh"} <= {r.contacts[0].name for r in after}


@pytest.mark.parametrize("seed", SEEDS)
def test_some_days_are_empty_and_some_are_filled_in_later(seed):
    told = build_demo_data(seed, FRIDAY)
    days = {local_date(r.occurred_at, time(3)) for r in told.records}
    assert 8 <= 182 - len(days) <= 40
    later = [r for r in told.records if was_filled_in_later(r.occurred_at, r.recorded_at)]
    assert 5 <= len(later) <= len(told.records) / 5


@pytest.mark.parametrize("seed", SEEDS)
def test_urges_have_triggers_and_ways_of_coping_of_their_own_too(seed):
    urges = of_kind(build_demo_data(seed, FRIDAY), "urge")
    triggers = {name for u in urges for name in u.triggers}
    assert {"Friday after work", "the corner shop"} <= triggers
    assert triggers & set(TRIGGERS)
    used = Counter(c.name for u in urges for c in u.coping if c.rating is not None)
    assert len([name for name, n in used.items() if n >= 3]) >= 4
    assert set(used) - set(CopingCategory.__args__)


def test_emotions_are_built_in_and_one_is_their_own(half_year):
    named = {e.name for c in of_kind(half_year, "check_in") for e in c.emotions}
    assert named - set(EMOTIONS) == {"restless"}


@pytest.mark.parametrize("seed", SEEDS)
def test_milestones_activities_and_reflections_are_part_of_the_life(seed):
    told = build_demo_data(seed, FRIDAY)
    milestones = of_kind(told, "milestone")
    assert {m.milestone_kind for m in milestones} >= {"days_toward_goal", "service", "skill"}
    assert 25 <= len(of_kind(told, "activity")) <= 90
    assert 10 <= len(of_kind(told, "reflection")) <= 26
    assert all(r.occurred_at.weekday() == 6 for r in of_kind(told, "reflection"))
    assert len({a.activity_kind for a in of_kind(told, "activity")}) >= 6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_milestone_of_days_stands_on_the_day_it_was_reached(seed):
    told = build_demo_data(seed, FRIDAY)
    met = {}
    for record in of_kind(told, "check_in"):
        if record.goal_today in {"met", "partly", "not_met"}:
            met[local_date(record.occurred_at, time(3))] = record.goal_today
    days = sorted(day for day, word in met.items() if word == "met")
    marked = [m for m in of_kind(told, "milestone") if m.milestone_kind == "days_toward_goal"]
    assert len(marked) >= 4
    for one in marked:
        n = int(one.wording.split()[0])
        assert local_date(one.occurred_at, time(3)) == days[n - 1]


def test_the_goal_is_there_from_the_first_day_and_the_steps_name_people(half_year):
    assert half_year.goal.start == FRIDAY - timedelta(days=26 * 7 - 1)
    assert half_year.goal.review_on > FRIDAY
    assert {heading for heading, _text, _person in half_year.steps} == set(StepHeading.__args__)
    named = [person for _heading, _text, person in half_year.steps if person is not None]
    assert all(DEMO_CONTACTS[person - 1].fields["influence"] == "protective" or person == 11
               for person in named)  # fmt: skip


def test_the_pace_is_that_of_a_person(half_year):
    per_week = {kind: len(of_kind(half_year, kind)) / 26 for kind in ("check_in", "reach_out")}
    assert 5 <= per_week["check_in"] <= 8
    assert 3 <= per_week["reach_out"] <= 6
    assert 1 <= len(of_kind(half_year, "urge")) / 26 <= 3
    assert 1 <= len(of_kind(half_year, "meeting")) / 26 <= 2.5


def test_notes_hold_names_and_some_are_marked_to_share(half_year):
    names = [p.fields["name"] for p in DEMO_CONTACTS]
    noted = [r for r in half_year.records if r.note]
    assert len([r for r in noted if any(name in r.note for name in names)]) > 20
    assert 3 < len([r for r in noted if r.share]) < len(noted) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_of_the_person_are_kind(seed):
    assert FORBIDDEN.findall(everything_written(build_demo_data(seed, FRIDAY, weeks=104))) == []
    every_text = repr({name: value for name, value in vars(texts).items() if name.isupper()})
    assert FORBIDDEN.findall(every_text) == []


def test_what_an_urge_led_to_was_reached_soon_after(half_year):
    by_uuid = {r.uuid: r for r in half_year.records}
    assert half_year.led_to
    for urge, reached in half_year.led_to.items():
        gap = by_uuid[reached].occurred_at - by_uuid[urge].occurred_at
        assert timedelta(0) < gap < timedelta(hours=1)
        assert by_uuid[reached].recorded_at < by_uuid[urge].recorded_at


def test_fifty_years_keep_the_pace(half_year):
    long = build_demo_data(1, FRIDAY, weeks=520)
    assert len(long.records) / 20 == pytest.approx(len(half_year.records), rel=0.15)
    assert len(of_kind(long, "return_to_use")) == 20


def write(path, now, until=FRIDAY, **more):
    clock = more.pop("clock", lambda: now)
    write_demo(path, seed=1, until=until, passphrase=None, clock=clock, **more)


@pytest.fixture
def stored(tmp_path):
    from recovery_journal.storage import Journal

    now = datetime(2026, 11, 20, 21, 0).astimezone()
    write(tmp_path / "demo.db", now)
    with Journal.open(tmp_path / "demo.db", None, clock=lambda: now) as journal:
        yield journal


def test_the_demo_journal_holds_the_whole_life(stored, half_year):
    entries, more = stored.entries.timeline(limit=None)
    assert more is False
    entries.sort(key=lambda e: (e.occurred_at, e.uuid))
    assert [e.uuid for e in entries] == [r.uuid for r in half_year.records]
    assert {e.source for e in entries} == {"demo"}
    names = [contact.name for contact, _ in half_year.contacts]
    assert sorted(c.name for c in stored.contacts.all(ended=True)) == sorted(names)
    assert len(stored.contacts.all()) == 16
    goal = stored.goals.current()
    assert (goal.wording, goal.start) == (half_year.goal.wording, half_year.goal.start)
    steps = [(one.heading, one.text, one.contact_id) for one in stored.safety_steps.list()]
    assert steps == list(half_year.steps)
    assert stored.statistics.goal_outcomes_by_day()
    assert {c.uuid for c in stored.contacts.all()} <= {c.uuid for c, _ in half_year.contacts}
    assert [d.value for d in stored.contacts.details(1)] == ["+44 20 7946 0011"]
    assert [item.text for item in stored.talk_items.list()] == list(texts.TALK)
    assert stored.settings.name == "Robin"


def test_an_urge_in_the_demo_journal_names_the_reach_out_it_led_to(stored, half_year):
    by_id = {e.id: e for e in stored.entries.timeline(limit=None)[0]}
    led = {e.uuid: by_id[e.reach_out].uuid for e in by_id.values() if getattr(e, "reach_out", None)}
    assert led == half_year.led_to


def test_the_stored_map_shows_every_state(stored):
    people = [
        t
        for t in stored.contacts.with_activity(FRIDAY)
        if t.contact.is_placed and t.contact.status == "active"
    ]
    assert Counter(contact_state(t, FRIDAY) for t in people) == Counter(
        contact_state(t, FRIDAY) for t in on_the_map(build_demo_data(1, FRIDAY), FRIDAY)
    )


def test_what_has_not_happened_yet_is_left_out_on_the_day_itself(tmp_path):
    from recovery_journal.storage import Journal

    now = datetime(2026, 11, 20, 7, 30).astimezone()
    write(tmp_path / "demo.db", now)
    with Journal.open(tmp_path / "demo.db", None, clock=lambda: now) as journal:
        newest = journal.entries.timeline(limit=1)[0][0]
    assert newest.kind == "check_in"
    assert newest.recorded_at <= now


def test_a_demo_of_another_day_is_whole_whatever_the_clock_says(tmp_path):
    from recovery_journal.storage import Journal

    now = datetime(2026, 11, 20, 7, 30).astimezone()
    until = date(2027, 3, 1)
    write(tmp_path / "demo.db", now, until=until)
    with Journal.open(tmp_path / "demo.db", None, clock=lambda: now) as journal:
        assert len(journal.entries.timeline(limit=None)[0]) == len(
            build_demo_data(1, until).records
        )


def test_the_demo_journal_can_have_a_passphrase(tmp_path):
    from recovery_journal.storage import Journal

    now = datetime(2026, 11, 20, 21, 0).astimezone()
    path = tmp_path / "demo.db"
    write_demo(path, seed=1, until=FRIDAY, passphrase="correct horse", clock=lambda: now, weeks=4)
    assert Journal.needs_passphrase(path)


def test_a_demo_is_not_written_over_a_file(tmp_path):
    from recovery_journal.errors import AlreadyExists

    path = tmp_path / "demo.db"
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyExists):
        write(path, datetime(2026, 11, 20, 21, 0).astimezone())
    assert path.read_bytes() == b"mine"
