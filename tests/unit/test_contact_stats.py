"""One person: what the log says of them, and what follows from a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.errors import BadValue
from recovery_journal.report.state_text import hours_text
from recovery_journal.rules.contact_changes import (
    pause_changes,
    resolve_changes,
    resume_changes,
    status_changes,
)
from recovery_journal.rules.contact_list import CONTACT_SORT_KEYS, list_contacts
from recovery_journal.rules.contact_stats import (
    contact_months,
    contact_stats,
    did_connect,
    months_window_start,
    usual_answer_hours,
    usual_felt_after,
)
from recovery_journal.rules.network.placement import with_defaults

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(hours=0, day=None):
    when = NOW - timedelta(hours=hours)
    if day is not None:
        when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {"occurred_at": when, "recorded_at": when, "local_date": when.date()}


def reach(*ids, hours=0, day=None, **values):
    refs = tuple(ContactRef(id, "x") for id in ids or (1,))
    return ReachOut(contacts=refs, **at(hours, day), **values)


def meeting(status, hours=0, **values):
    return Meeting(
        name="Tuesday", contacts=(ContactRef(1, "x"),), status=status, **at(hours), **values
    )


def someone(id=1, name="Ana", **values):
    values = {"relation": "friend", "added_on": date(2026, 1, 1)} | values
    given = ("cadence_days",) if "cadence_days" in values else ()
    return with_defaults(Contact(id=id, name=name, **values), given)


def tie(id=1, name="Ana", days=None, **values):
    last = None if days is None else DAY - timedelta(days=days)
    return ContactActivity(contact=someone(id, name, **values), last_connected=last)


# ---- the history ------------------------------------------------------------


def test_an_attempt_is_not_a_connection_and_a_check_in_is_neither():
    assert did_connect(reach()) is True
    assert did_connect(reach(outcome="no_answer")) is False
    assert did_connect(CheckIn(mood=5, **at())) is None


@pytest.mark.parametrize(
    ("status", "said"),
    [("attended", True), ("left_early", True), ("not_attended", None), ("planned", None)],
)
def test_a_meeting_connects_with_its_group_when_the_person_was_there(status, said):
    assert did_connect(meeting(status)) is said


def test_the_hours_run_from_each_attempt_to_the_next_time_they_were_reached():
    log = [
        reach(hours=30, outcome="no_answer"),
        reach(hours=26, outcome="left_message"),
        reach(hours=24),
        reach(hours=10),
        reach(hours=4, outcome="no_answer"),
    ]
    assert contact_stats(log).answer_hours == (6.0, 2.0)


def test_feelings_are_of_connections_and_their_change_needs_both():
    log = [
        reach(felt_before=-1, felt_after=1),
        reach(felt_after=2),
        reach(felt_before=2),
        reach(outcome="no_answer", felt_after=-2),
        meeting("attended", felt_after=1),
        meeting("not_attended", felt_after=-2),
        CheckIn(mood=5, **at()),
    ]
    assert contact_stats(log).felt_after == (1, 2, 1)
    assert contact_stats(log).felt_changes == (2,)


def test_what_is_usual_needs_three():
    two = contact_stats([reach(felt_after=1), reach(felt_after=2)])
    three = contact_stats([reach(felt_after=n) for n in (1, 2, 2)])
    assert usual_felt_after(two) is None
    assert usual_felt_after(three) == 2
    tries = [reach(hours=n, outcome="no_answer") for n in (3, 2, 1)]
    assert usual_answer_hours(contact_stats([*tries[:2], reach()])) is None
    assert usual_answer_hours(contact_stats([*tries, reach()])) == 2


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0.1, "1 hour"), (2.2, "3 hours"), (48, "48 hours"), (49, "3 days")],
)
def test_a_time_is_rounded_up(hours, words):
    assert hours_text(hours) == words


# ---- the months -------------------------------------------------------------


def test_a_month_counts_this_person_of_all_connections():
    log = [
        reach(1, 2, day=date(2026, 11, 3)),
        reach(2, day=date(2026, 11, 4)),
        reach(1, day=date(2026, 11, 5), outcome="no_answer"),
        reach(1, day=date(2026, 11, 21)),
        reach(1, day=date(2025, 12, 1)),
        reach(1, day=date(2025, 11, 30)),
        CheckIn(mood=5, **at()),
    ]
    found = contact_months(log, 1, DAY)
    assert [one.first_day for one in found][:2] == [date(2025, 12, 1), date(2026, 1, 1)]
    assert len(found) == 12
    assert found[-1] == (date(2026, 11, 1), 1, 2)
    assert found[0] == (date(2025, 12, 1), 1, 1)
    assert sum(one.total for one in found) == 3


def test_someone_who_was_deleted_is_nobody_in_the_months():
    assert contact_months([reach(None, day=DAY)], 1, DAY)[-1][1:] == (0, 1)


def test_the_months_begin_with_the_first_of_one():
    assert months_window_start(DAY) == date(2025, 12, 1)
    assert months_window_start(date(2026, 1, 31), 1) == date(2026, 1, 1)


# ---- what follows from a change ----------------------------------------------


def test_nothing_follows_from_nothing():
    assert resolve_changes(someone(), {}, DAY) == {}
    assert resolve_changes(someone(), {"name": "Ana"}, DAY) == {}


def test_a_new_relation_brings_its_sector_and_kind():
    found = resolve_changes(someone(), {"relation": "recovery_group"}, DAY)
    assert found == {"relation": "recovery_group", "sector": "peers", "contact_kind": "group"}


def test_a_sector_and_a_kind_that_were_chosen_stay_with_a_new_relation():
    chosen = someone(sector="community", contact_kind="service")
    assert resolve_changes(chosen, {"relation": "helpline"}, DAY) == {"relation": "helpline"}
    both = {"relation": "helpline", "sector": "peers", "contact_kind": "person"}
    assert resolve_changes(someone(), both, DAY) == {"relation": "helpline", "sector": "peers"}


def test_someone_imported_gets_a_place_and_a_rhythm_with_the_first_relation():
    imported = Contact(id=1, name="Ana", added_on=DAY)
    found = resolve_changes(imported, {"relation": "friend"}, DAY)
    assert found == {"relation": "friend", "sector": "friends", "ring": 3, "cadence_days": 90}


def test_a_sector_taken_away_follows_from_the_relation():
    odd = someone(sector="community")
    assert resolve_changes(odd, {"sector": None}, DAY) == {"sector": "friends"}


@pytest.mark.parametrize("name", ["contact_kind", "suggest", "status"])
def test_a_field_that_a_contact_needs_cannot_be_empty(name):
    with pytest.raises(BadValue) as caught:
        resolve_changes(someone(), {name: None}, DAY)
    assert caught.value.details["field"] == name


def test_an_end_has_its_day_and_coming_back_has_none():
    assert status_changes(someone(), "ended", DAY) == {"status": "ended", "ended_on": DAY}
    gone = replace(someone(), status="ended", ended_on=DAY)
    assert status_changes(gone, "active", DAY) == {"status": "active", "ended_on": None}
    assert status_changes(someone(), "less_now", DAY) == {"status": "less_now"}


def test_a_pause_ends_on_its_first_day_or_later():
    assert pause_changes(DAY, None) == {"paused_from": DAY, "paused_until": None}
    assert pause_changes(DAY, DAY)["paused_until"] == DAY
    with pytest.raises(BadValue):
        pause_changes(DAY, DAY - timedelta(days=1))


def test_the_days_of_a_pause_stay_paused_after_it_was_ended():
    days = timedelta(days=1)
    pausing = replace(someone(), paused_from=DAY - 3 * days)
    assert resume_changes(pausing, DAY) == {"paused_until": DAY - days}
    assert resume_changes(replace(pausing, paused_until=DAY), DAY) == {"paused_until": DAY - days}


def test_a_pause_of_today_or_later_is_taken_away():
    for since in (DAY, DAY + timedelta(days=2)):
        pausing = replace(someone(), paused_from=since)
        assert resume_changes(pausing, DAY) == {"paused_from": None, "paused_until": None}


def test_without_a_pause_there_is_nothing_to_come_back_from():
    assert resume_changes(someone(), DAY) == {}
    over = replace(someone(), paused_from=DAY, paused_until=DAY - timedelta(days=1))
    assert resume_changes(over, DAY) == {}


# ---- everyone by name --------------------------------------------------------


def names(ties, **options):
    return [one.contact.name for one in list_contacts(ties, DAY, **options).visible]


EVERYONE = [
    tie(1, "Émile", 40, relation="family", ring=1, cadence_days=30),
    tie(2, "ana", 2, relation="friend", ring=2, cadence_days=7),
    tie(3, "Zoe", None, relation="friend", ring=3, cadence_days=90),
    tie(4, "Bo", 100, relation="sponsor_mentor", ring=2, cadence_days=3),
    tie(5, "Cy", None, relation="housemate", ring=3, cadence_days=None),
]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("name", ["ana", "Bo", "Cy", "Émile", "Zoe"]),
        ("role", ["Émile", "ana", "Zoe", "Cy", "Bo"]),
        ("ring", ["Émile", "ana", "Bo", "Cy", "Zoe"]),
        ("state", ["Bo", "Émile", "Zoe", "ana", "Cy"]),
        ("last", ["ana", "Émile", "Bo", "Cy", "Zoe"]),
        ("rhythm", ["Bo", "ana", "Émile", "Zoe", "Cy"]),
    ],
)
def test_everyone_can_be_sorted_by_each_column(by, order):
    assert names(EVERYONE, sort_by=by) == order


def test_the_other_way_round_what_is_not_known_still_comes_last():
    assert names(EVERYONE, sort_by="last", reverse=True) == ["Bo", "Émile", "ana", "Cy", "Zoe"]
    assert names(EVERYONE, sort_by="name", reverse=True) == ["Zoe", "Émile", "Cy", "Bo", "ana"]


def test_letters_find_names_and_roles_without_accents_and_capitals():
    assert names(EVERYONE, query="EMI") == ["Émile"]
    assert names(EVERYONE, query="mentor") == ["Bo"]
    assert names(EVERYONE, query="friend zo") == ["Zoe"]
    assert names(EVERYONE, query="  ") == names(EVERYONE)
    assert names(EVERYONE, query="nobody") == []


def test_who_is_not_placed_yet_and_who_has_ended_stand_apart():
    waiting = ContactActivity(contact=Contact(id=6, name="Aaron", added_on=DAY))
    gone = tie(7, "Abe", status="ended", ended_on=DAY)
    found = list_contacts([*EVERYONE, waiting, gone], DAY)
    assert [one.contact.name for one in found.not_placed] == ["Aaron"]
    assert (found.listed_count, found.ended_count, found.ended) == (6, 1, ())
    shown = list_contacts([*EVERYONE, waiting, gone], DAY, include_ended=True)
    assert [one.contact.name for one in shown.visible][-2:] == ["Aaron", "Abe"]


@pytest.mark.parametrize("by", CONTACT_SORT_KEYS)
def test_every_order_shows_everyone(by):
    waiting = ContactActivity(contact=Contact(id=6, name="Aaron", added_on=DAY))
    assert len(list_contacts([*EVERYONE, waiting], DAY, sort_by=by).visible) == 6
