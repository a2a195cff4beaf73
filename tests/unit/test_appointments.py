"""Whose appointment takes the place of due, and the words for it in each place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.i18n import using_language
from recovery_journal.network_map.layout import MapPosition
from recovery_journal.network_map.map_labels import _contact_label
from recovery_journal.report.json_documents import contact_json, due_contact_json
from recovery_journal.report.network_text import network_list_text, network_map_text
from recovery_journal.report.state_text import state_text, status_text
from recovery_journal.rules.contact_list import list_contacts
from recovery_journal.rules.meetings import (
    due_professionals,
    next_appointments,
    with_appointments,
)
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.network.snapshot import build_network
from recovery_journal.rules.network.states import contact_state
from recovery_journal.screens.map.map_content import person_content
from recovery_journal.screens.map.map_list import map_rows
from recovery_journal.screens.people.people_table import people_lines, state_cell, table_columns

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
BOOKED = date(2026, 11, 24)


def tie(id=1, relation="medical", days=9, tried=0, appointment_on=None, **values):
    values = {"cadence_days": 7, "added_on": date(2026, 1, 1), "name": "Dr Kim"} | values
    return ContactActivity(
        contact=with_defaults(Contact(id=id, relation=relation, **values)),
        last_connected=None if days is None else DAY - timedelta(days=days),
        tried_since=tried,
        appointment_on=appointment_on,
    )


def visit(days, who=1, status="planned", hours=0, **more):
    at = NOW + timedelta(days=days, hours=hours)
    refs = (ContactRef(who, "Dr Kim"),)
    more = {"local_date": at.date()} | more
    return Meeting(
        name="Dr Kim", occurred_at=at, recorded_at=NOW, status=status, contacts=refs, **more
    )


@pytest.mark.parametrize(
    "who",
    [
        tie(days=9),
        tie(days=90),
        tie(relation="counselor_therapist"),
        tie(relation="friend", sector="professionals"),
    ],
)
def test_a_professional_who_is_due_or_drifting_may_be_booked(who):
    assert due_professionals([who], DAY) == [who]


@pytest.mark.parametrize(
    "who",
    [
        tie(days=2),
        tie(days=None),
        tie(relation="friend"),
        tie(sector="friends"),
        tie(paused_from=date(2026, 11, 1)),
        tie(influence="risk"),
        tie(status="ended", ended_on=date(2026, 11, 1)),
    ],
)
def test_nobody_else_may(who):
    assert due_professionals([who], DAY) == []


def test_the_next_appointment_still_ahead_is_the_one():
    found = next_appointments(
        [tie(), tie(2, "friend")], [visit(12), visit(4), visit(3, 2)], DAY, NOW
    )
    assert found == {1: NOW + timedelta(days=4)}


@pytest.mark.parametrize(
    "meeting", [visit(-1), visit(0, hours=-1), visit(4, status="attended"), visit(4, who=7)]
)
def test_one_that_is_over_or_with_someone_else_counts_for_nothing(meeting):
    assert next_appointments([tie()], [meeting], DAY, NOW) == {}


def test_one_later_today_counts():
    assert next_appointments([tie()], [visit(0, hours=1)], DAY, NOW) == {
        1: NOW + timedelta(hours=1)
    }


def test_only_those_with_an_appointment_are_booked():
    one, other = tie(1), tie(2)
    assert with_appointments([one, other], {1: NOW + timedelta(days=4)}) == [
        replace(one, appointment_on=BOOKED),
        other,
    ]


def test_the_words_name_the_day_in_the_place_of_due_and_the_state_stays():
    for days, state in ((9, "due"), (90, "drifting")):
        one = tie(days=days, appointment_on=BOOKED)
        assert state_text(one, DAY) == "booked for 24 November"
        assert contact_state(one, DAY) == state
    assert status_text(tie(tried=2, appointment_on=BOOKED), DAY) == (
        "booked for 24 November, tried 2 times since"
    )


def test_a_day_of_another_year_has_its_year():
    assert state_text(tie(appointment_on=date(2027, 1, 5)), DAY) == "booked for 5 January 2027"


def test_someone_reached_lately_is_recent_whatever_is_booked():
    assert state_text(tie(days=2, appointment_on=BOOKED), DAY) == "recent, 2 days ago"


def test_the_words_in_spanish():
    with using_language("es"):
        assert state_text(tie(appointment_on=BOOKED), DAY) == "cita el 24 de noviembre"
        (line,) = list_contacts([tie(appointment_on=BOOKED)], DAY).placed
        assert state_cell(line, DAY) == "◐ cita 24 nov"


def test_the_network_as_text_says_it_as_map_and_as_list():
    found = build_network([tie(appointment_on=BOOKED)], [], (), DAY)
    assert "booked for 24 November" in network_map_text(found)
    assert "due," not in network_map_text(found)
    assert network_list_text(found, ascii=True).endswith("; booked for 24 November")


def test_the_list_and_the_pane_of_the_map_say_it():
    found = build_network([tie(appointment_on=BOOKED)], [], (), DAY)
    for width in (58, 80, 140):
        words = "\n".join(content.plain for _key, content in map_rows(found, width))
        assert "booked for 24 November" in words
        assert "9 days ago" not in words
    pane = "\n".join(content.plain for content in person_content(found.contacts[0], DAY))
    assert "booked for 24 November" in pane
    assert "due" not in pane


def test_a_label_of_the_map_has_the_day_where_there_is_room():
    (one,) = build_network([tie(appointment_on=BOOKED)], [], (), DAY).contacts
    spot = MapPosition(
        contact_id=1, sector="professionals", ring=2, row=3, column=4, leftwards=False, max_width=20
    )
    assert _contact_label(spot, one).texts == ("◐", "Dr Kim", "24 Nov")
    assert _contact_label(spot._replace(max_width=12), one).texts == ("◐", "Dr Kim")
    assert _contact_label(spot, one._replace(activity=tie())).texts == ("◐", "Dr Kim")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_of_people_has_the_day_in_every_width(width):
    columns = table_columns(width)
    (line,) = people_lines(list_contacts([tie(appointment_on=BOOKED)], DAY), DAY, columns)
    cells = dict(zip(columns.widths, line.cells, strict=True))
    assert cells["state"].text == "◐ booked 24 Nov"
    assert len(cells["state"].text) <= columns.widths["state"]


def test_as_json_the_state_stays_and_the_day_is_beside_it():
    one = tie(appointment_on=BOOKED)
    found = contact_json(one.contact, one, DAY)
    assert (found["state"], found["booked"]) == ("due", "2026-11-24")
    assert contact_json(one.contact, tie(), DAY)["booked"] is None
    assert contact_json(one.contact)["booked"] is None


def test_what_needs_a_day_is_null_without_one():
    one = tie(appointment_on=BOOKED)
    for found in (contact_json(one.contact, one), contact_json(one.contact, None, DAY)):
        timed = ("state", "booked", "days_since", "tried_since")
        assert [found[name] for name in timed] == [None] * 4


def test_of_who_is_due_the_time_is_told_too():
    one = tie()
    found = due_contact_json(one.contact, one, DAY, NOW)
    assert found["booked"] == "2026-11-20T18:00:00+00:00"
    assert due_contact_json(one.contact, one, DAY, None)["booked"] is None
