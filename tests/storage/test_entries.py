"""Dated records: what goes in comes back, by day, by kind, by word."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import BadValue, RecordNotFound
from recovery_journal.storage import Journal

from .conftest import NOW, check_in, contact, reach_out


def test_every_field_of_every_kind_comes_back_as_it_went_in(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    group = journal.contacts.add(contact("Tuesday group", contact_kind="group"))
    first = journal.entries.add(reach_out(ana, channel="call", felt_before=-2, honest=False))
    records = [
        check_in(
            mood=0,
            emotions=(RatedName("sad", 3), RatedName("wistful", None)),
            arousal=-3,
            needs=("angry", "tired"),
            urge=0,
            confidence=10,
            connectedness=4,
            stress=5,
            sleep_hours=7.5,
            goal_today="partly",
            medication="as_planned",
            good_moment="tea",
            share=True,
            note="a\nb\x1b[31mc\u202e",
            source="demo",
        ),
        Urge(
            occurred_at=NOW,
            recorded_at=NOW,
            about="wine",
            peak=9,
            after=2,
            minutes=20,
            control=3,
            triggers=("conflict", "my street"),
            with_whom="alone",
            contacts=(ContactRef(ana.id, "Ana"),),
            place="kitchen",
            place_kind="home",
            thing="glass",
            thought="one is fine",
            other_view="it is not one",
            function=("numb", "sleep"),
            coping=(RatedName("walk", 2), RatedName("breathing", -1)),
            reach_out=first.id,
            acted="no",
            short_term="calm",
            longer_term="proud",
            next_time="call",
        ),
        reach_out(
            ana,
            group,
            initiated_by="them",
            outcome="left_message",
            minutes=0,
            felt_after=2,
            support_received=("emotional", "practical"),
            support_given=True,
            stretch=False,
            belonging=True,
        ),
        Meeting(
            occurred_at=NOW,
            recorded_at=NOW,
            name="Tuesday group",
            contacts=(ContactRef(group.id, "Tuesday group"),),
            program="SMART Recovery",
            format="video",
            status="left_early",
            held_back_by=("cost", "work"),
            roles=("listened", "shared"),
            people_talked_to=2,
            felt_safe="mostly",
            felt_before=-1,
            felt_after=1,
            topic="tools",
            takeaway="one day",
        ),
        ReturnToUse(
            occurred_at=NOW,
            recorded_at=NOW,
            about="wine",
            triggers=("life_stress",),
            told=False,
            next_step="call Ana",
        ),
    ]
    for record in records:
        stored = journal.entries.add(record)
        assert stored.id > 0
        assert stored.uuid
        assert stored == journal.entries.get(stored.id)
        assert stored.values() == record.values()
        assert (stored.note, stored.share, stored.source) == (
            record.note,
            record.share,
            record.source,
        )
        assert (stored.occurred_at, stored.recorded_at) == (record.occurred_at, record.recorded_at)


def test_a_skipped_field_stays_not_recorded(journal: Journal) -> None:
    stored = journal.entries.add(check_in())
    assert isinstance(stored, CheckIn)
    assert stored.urge is None
    assert stored.sleep_hours is None
    assert stored.emotions == ()
    assert journal.entries.add(check_in(urge=0)).urge == 0  # type: ignore[attr-defined]  # a check-in or an urge


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (check_in(mood=11), "mood"),
        (check_in(mood=None), "mood"),
        (check_in(emotions=(RatedName("sad", 11),)), "emotions"),
        (check_in(needs=("cake",)), "needs"),
        (check_in(sleep_hours=7.3), "sleep_hours"),
        (Meeting(name=" ", occurred_at=NOW, recorded_at=NOW), "name"),
        (reach_out(), "contacts"),
    ],
)
def test_a_value_out_of_its_meaning_is_refused_and_nothing_is_stored(
    journal: Journal, record: Any, field: str
) -> None:
    with pytest.raises(BadValue) as caught:
        journal.entries.add(record)
    assert caught.value.details["field"] == field
    assert journal.entries.timeline() == ([], False)


def test_one_bad_record_of_several_stores_none(journal: Journal) -> None:
    with pytest.raises(BadValue):
        journal.entries.add_many([check_in(), check_in(mood=99)])
    assert journal.entries.timeline() == ([], False)
    with pytest.raises(RecordNotFound):
        journal.undo()


def test_newest_first_with_a_limit_that_tells_of_more(journal: Journal) -> None:
    for hours in (5, 1, 3, 30):
        journal.entries.add(check_in(NOW - timedelta(hours=hours), mood=hours % 10))
    records, more = journal.entries.timeline(limit=3)
    assert ([record.mood for record in records], more) == ([1, 3, 5], True)  # type: ignore[attr-defined]  # a check-in or an urge
    records, more = journal.entries.timeline(limit=4)
    assert (len(records), more) == (4, False)


def test_days_and_kinds_narrow_the_timeline(journal: Journal) -> None:
    ana = journal.contacts.add(contact())
    journal.entries.add(check_in(NOW - timedelta(days=2)))
    journal.entries.add(check_in(NOW - timedelta(days=1)))
    journal.entries.add(reach_out(ana, at=NOW - timedelta(days=1)))
    yesterday = NOW.date() - timedelta(days=1)
    assert len(journal.entries.timeline(start=yesterday)[0]) == 2
    assert len(journal.entries.timeline(end=yesterday)[0]) == 3
    assert [one.kind for one in journal.entries.between(yesterday, yesterday, "reach_out")] == [
        "reach_out"
    ]
    kinds = ("reach_out", "check_in")
    assert len(journal.entries.timeline(kinds=kinds)[0]) == 3
    assert journal.entries.first_day() == NOW.date() - timedelta(days=2)


def test_an_empty_journal_has_no_first_day(journal: Journal) -> None:
    assert journal.entries.first_day() is None


def test_more_records_than_one_read_takes_come_back_in_order(journal: Journal) -> None:
    journal.entries.add_many(
        [
            check_in(NOW - timedelta(minutes=n), emotions=(RatedName("calm", n % 11),))
            for n in range(1203)
        ]
    )
    records, more = journal.entries.timeline(limit=None)
    assert (len(records), more) == (1203, False)
    assert [one.emotions[0].rating for one in records[:12]] == [*range(11), 0]  # type: ignore[attr-defined]  # a check-in or an urge


def test_an_entry_after_midnight_belongs_to_the_day_before_until_the_day_ends(
    journal: Journal,
) -> None:
    late = journal.entries.add(check_in(datetime(2026, 11, 22, 2, 59, tzinfo=UTC)))
    early = journal.entries.add(check_in(datetime(2026, 11, 22, 3, 0, tzinfo=UTC)))
    assert (late.local_date, early.local_date) == (date(2026, 11, 21), date(2026, 11, 22))


def test_a_new_end_of_the_day_moves_every_record(journal: Journal) -> None:
    ana = journal.contacts.add(contact())
    at = datetime(2026, 11, 22, 2, 0, tzinfo=timezone(timedelta(hours=9)))
    entry = journal.entries.add(reach_out(ana, at=at))
    assert entry.local_date == date(2026, 11, 21)
    journal.change_settings(day_ends_at=time(0, 0))
    assert journal.entries.get(entry.id).local_date == date(2026, 11, 22)
    assert journal.contacts.with_activity(date(2026, 11, 21))[0].last_connected is None
    assert journal.contacts.with_activity(date(2026, 11, 22))[0].last_connected == date(
        2026, 11, 22
    )


def test_editing_changes_the_fields_the_day_and_the_words(journal: Journal) -> None:
    stored = journal.entries.add(check_in(note="sunny river", emotions=(RatedName("calm", 2),)))
    at = NOW - timedelta(days=3)
    changed = journal.entries.edit(
        stored.id, note="stormy lake", mood=2, occurred_at=at, emotions=(RatedName("sad"),)
    )
    assert changed == journal.entries.get(stored.id)
    assert (changed.uuid, changed.local_date) == (stored.uuid, at.date())
    assert [found.record.id for found in journal.entries.search("lake")[0]] == [stored.id]
    assert journal.entries.search("river") == ([], False)
    with pytest.raises(BadValue):
        journal.entries.edit(stored.id, mood=12)
    assert journal.entries.get(stored.id) == changed


def test_an_id_that_is_not_there_is_said(journal: Journal) -> None:
    for act in (journal.entries.get, journal.entries.delete, journal.entries.edit):
        with pytest.raises(RecordNotFound, match="no entry 77"):
            act(77)


def test_a_deleted_reach_out_leaves_the_urge_it_followed(journal: Journal) -> None:
    ana = journal.contacts.add(contact())
    call = journal.entries.add(reach_out(ana))
    urge = journal.entries.add(Urge(occurred_at=NOW, recorded_at=NOW, reach_out=call.id))
    journal.entries.delete(call.id)
    assert journal.entries.get(urge.id).reach_out is None  # type: ignore[attr-defined]  # a check-in or an urge
    journal.undo()
    assert journal.entries.get(urge.id).reach_out == call.id  # type: ignore[attr-defined]  # a check-in or an urge


def test_search_wants_every_word_and_takes_the_last_as_a_start(journal: Journal) -> None:
    journal.entries.add(check_in(note="Walked by the River Café with Zoë"))
    for text in ("river", "RIVER caf", "zoe walk", "by the riv", "  café  "):
        assert len(journal.entries.search(text)[0]) == 1, text
    for text in ("riv café", "river boat", "", "  ", "!!", "*"):
        assert journal.entries.search(text) == ([], False), text


@pytest.mark.parametrize(
    ("text", "there"),
    [
        *((text, True) for text in ("a OR b", "NOT", "x:y", "a*b", "^a", "- a", 'b "')),
        *((text, False) for text in ('"', "(", "-", "\0", "a OR c", "NEAR(a)", "b AND c*")),
    ],
)
def test_search_has_no_query_syntax(journal: Journal, text: str, there: bool) -> None:
    journal.entries.add(check_in(note="a b x y or not near"))
    assert bool(journal.entries.search(text)[0]) is there


def test_search_is_newest_first_by_when_it_happened(journal: Journal) -> None:
    for days in (1, 9, 4):
        journal.entries.add(check_in(NOW - timedelta(days=days), note="tea", mood=days))
    found, more = journal.entries.search("tea", limit=2)
    assert ([one.record.mood for one in found], more) == ([1, 4], True)  # type: ignore[attr-defined]  # a check-in or an urge


def test_search_reads_own_names_people_and_meetings(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana Ruíz"))
    call = journal.entries.add(reach_out(ana))
    urge = journal.entries.add(
        Urge(occurred_at=NOW, recorded_at=NOW, triggers=("old song",), coping=(RatedName("knit"),))
    )
    assert [one.record.id for one in journal.entries.search("ruiz")[0]] == [call.id]
    assert [one.record.id for one in journal.entries.search("song")[0]] == [urge.id]
    assert [one.record.id for one in journal.entries.search("knit", ["urge"])[0]] == [urge.id]
    assert journal.entries.search("knit", ["meeting"]) == ([], False)
    assert "old song" in journal.entries.search("song")[0][0].snippet


def test_a_renamed_contact_is_found_by_the_new_name(journal: Journal) -> None:
    ana = journal.contacts.add(contact("Ana"))
    journal.entries.add(reach_out(ana))
    journal.contacts.edit(ana.id, name="Beatriz")
    assert len(journal.entries.search("beatriz")[0]) == 1
    assert journal.entries.search("ana") == ([], False)


def test_a_long_note_and_any_character_is_kept(journal: Journal) -> None:
    for note in ("x" * 100_000, "\0\x1b]0;title\x07", "مرحبا 👩‍👩‍👧 ñ", "line\r\nline"):
        stored = journal.entries.add(check_in(note=note))
        assert journal.entries.get(stored.id).note == note


def test_bytes_that_are_no_utf8_are_kept_readable(journal: Journal) -> None:
    stored = journal.entries.add(check_in(note="caf\udce9", good_moment="\ud800"))
    assert stored.note == "caf\ufffd"


def test_an_unknown_name_joins_the_own_list_and_is_known_then(journal: Journal) -> None:
    urge = Urge(
        occurred_at=NOW,
        recorded_at=NOW,
        triggers=("Body discomfort", "my street", "MY STREET"),
        coping=(RatedName("walk", 2),),
    )
    assert journal.vocabulary.unknown_names(urge) == ("my street", "MY STREET", "walk")
    stored = journal.entries.add(urge)
    assert stored.triggers == ("body_discomfort", "my street", "my street")  # type: ignore[attr-defined]  # a check-in or an urge
    assert journal.vocabulary.unknown_names(urge) == ()
    assert [one.name for one in journal.vocabulary.triggers() if one.own] == ["my street"]
    assert [(one.name, one.category) for one in journal.vocabulary.copings() if one.own] == [
        ("walk", "other")
    ]
    assert "calm" in journal.vocabulary.emotions()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    note=st.text(max_size=60),
    mood=st.integers(0, 10),
    sleep=st.none() | st.integers(0, 48).map(lambda n: n / 2),
    minutes=st.integers(-(10**6), 0),
    offset=st.integers(-12 * 4, 14 * 4),
)
def test_any_check_in_survives_the_way_in_and_out(
    journal: Journal, note: str, mood: int, sleep: float | None, minutes: int, offset: int
) -> None:
    zone = timezone(timedelta(minutes=15 * offset))
    at = (NOW + timedelta(minutes=minutes)).astimezone(zone)
    stored = journal.entries.add(check_in(at, note=note, mood=mood, sleep_hours=sleep))
    again = journal.entries.get(stored.id)
    assert isinstance(again, CheckIn)
    assert (again.note, again.mood, again.sleep_hours) == (note, mood, sleep)
    assert again.occurred_at.isoformat() == at.isoformat()
    journal.entries.delete(stored.id)


def test_entries_before_1970_are_found_in_their_order(journal: Journal) -> None:
    for year in (1931, 1969, 1950, 1999):
        at = datetime(year, 3, 1, 12, 0, tzinfo=UTC)
        journal.entries.add(check_in(at, note="harbour", mood=year % 10))
    found, _more = journal.entries.search("harbour")
    assert [one.record.occurred_at.year for one in found] == [1999, 1969, 1950, 1931]


def test_a_contact_that_is_gone_is_told(journal: Journal) -> None:
    ana = journal.contacts.add(contact())
    journal.contacts.delete(ana.id)
    with pytest.raises(RecordNotFound) as caught:
        journal.entries.add(reach_out(ana))
    assert caught.value.code == "unknown_contact"


def test_several_reads_of_one_view_do_not_see_what_comes_between(journal: Journal) -> None:
    with (
        Journal.open(journal.path, None, clock=lambda: NOW) as other,
        journal._connection.read_transaction(),
    ):
        assert journal.entries.timeline() == ([], False)
        other.entries.add(check_in())
        assert journal.entries.timeline() == ([], False)
    assert len(journal.entries.timeline()[0]) == 1


def test_a_damaged_choice_is_none_of_its_list(journal: Journal) -> None:
    stored = journal.entries.add(check_in(goal_today="met", needs=("tired",)))
    journal._connection.execute(
        "UPDATE check_in SET goal_today = CAST(x'ff' AS TEXT), needs = CAST(x'ff' AS TEXT)"
    )
    record = journal.entries.get(stored.id)
    assert isinstance(record, CheckIn)
    assert (record.goal_today, record.needs, record.damaged) == (None, (), True)
