"""The states of the map, around every boundary."""

from datetime import date, timedelta
from math import ceil
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.choices import ContactState
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.report.state_text import attempts_text, days_ago_text, state_text, status_text
from recovery_journal.rules.network.states import (
    ASCII_GLYPHS,
    GLYPHS,
    contact_state,
    days_since,
    due_ratio,
    has_ended_by,
    is_listed_on,
)

DAY = date(2026, 11, 20)


def tie(days=None, tried=0, first_logged=None, **values):
    values = {"relation": "friend", "cadence_days": 7, "added_on": date(2020, 1, 1)} | values
    return ContactActivity(
        contact=Contact(name="Maya", **values),
        last_connected=None if days is None else DAY - timedelta(days=days),
        tried_since=tried,
        first_logged=first_logged,
    )


def test_every_state_has_a_glyph_of_one_character_and_an_ascii_one():
    assert set(GLYPHS) == set(ASCII_GLYPHS) == set(get_args(ContactState))
    assert all(len(glyph) == 1 for glyph in GLYPHS.values())
    assert all(glyph.isascii() for glyph in ASCII_GLYPHS.values())
    assert len(set(ASCII_GLYPHS.values())) == len(set(GLYPHS.values())) == 5


@pytest.mark.parametrize(
    ("rhythm", "days", "state"),
    [
        (7, 0, "recent"),
        (7, 7, "recent"),
        (7, 8, "due"),
        (7, 11, "due"),
        (7, 12, "drifting"),
        (1, 1, "recent"),
        (1, 2, "due"),
        (1, 3, "drifting"),
        (2, 3, "due"),
        (2, 4, "drifting"),
        (3, 5, "due"),
        (3, 6, "drifting"),
        (30, 45, "due"),
        (30, 46, "drifting"),
        (90, None, "new"),
        (None, None, "paused"),
        (None, 0, "paused"),
    ],
)
def test_the_state_follows_from_the_days_and_the_rhythm(rhythm, days, state):
    assert contact_state(tie(days, cadence_days=rhythm), DAY) == state


@given(rhythm=st.integers(1, 3660), days=st.integers(0, 9000))
def test_each_day_has_the_one_state_of_the_table(rhythm, days):
    over = max(1, ceil(rhythm / 2))
    expected = "recent" if days <= rhythm else "due" if days <= rhythm + over else "drifting"
    assert contact_state(tie(days, cadence_days=rhythm), DAY) == expected


@given(days=st.none() | st.integers(0, 400), rhythm=st.none() | st.integers(1, 90))
def test_a_risk_tie_or_one_not_to_be_suggested_is_paused_whatever_the_log_says(days, rhythm):
    assert contact_state(tie(days, cadence_days=rhythm, influence="risk"), DAY) == "paused"
    assert contact_state(tie(days, cadence_days=rhythm, suggest=False), DAY) == "paused"


def test_a_pause_holds_from_its_first_day_to_its_last():
    paused = tie(1, paused_from=DAY - timedelta(days=1), paused_until=DAY + timedelta(days=1))
    states = [contact_state(paused, DAY + timedelta(days=n)) for n in (-2, -1, 0, 1, 2)]
    assert states[1:] == ["paused", "paused", "paused", "recent"]
    assert states[0] == "new"


def test_a_pause_without_an_end_is_until_further_notice():
    assert contact_state(tie(1, paused_from=DAY), DAY + timedelta(days=5000)) == "paused"


def test_a_connection_still_to_come_does_not_count():
    assert days_since(tie(-1), DAY) is None
    assert contact_state(tie(-1), DAY) == "new"


@given(days=st.integers(0, 2000), back=st.integers(0, 2000))
def test_days_are_whole_days_of_the_calendar_leap_days_too(days, back):
    as_of = date(2028, 3, 1) - timedelta(days=back)
    reached = ContactActivity(contact=tie().contact, last_connected=as_of - timedelta(days=days))
    assert days_since(reached, as_of) == days


def test_a_leap_day_is_a_day_like_any_other():
    reached = ContactActivity(contact=tie().contact, last_connected=date(2028, 2, 28))
    assert days_since(reached, date(2028, 3, 1)) == 2


def test_a_contact_is_there_from_the_day_it_was_added_or_first_logged():
    assert not is_listed_on(tie(added_on=DAY), DAY - timedelta(days=1))
    assert is_listed_on(tie(added_on=DAY), DAY)
    logged = tie(added_on=DAY, first_logged=DAY - timedelta(days=3))
    assert is_listed_on(logged, DAY - timedelta(days=3))
    assert not is_listed_on(logged, DAY - timedelta(days=4))
    assert is_listed_on(tie(added_on=DAY, first_logged=DAY + timedelta(days=9)), DAY)


def test_an_ended_contact_leaves_on_the_day_it_ended():
    ended = tie(status="ended", ended_on=DAY)
    assert is_listed_on(ended, DAY - timedelta(days=1))
    assert not is_listed_on(ended, DAY)
    assert has_ended_by(tie(status="ended").contact, DAY)
    assert not has_ended_by(tie(status="active", ended_on=DAY).contact, DAY)


@pytest.mark.parametrize(
    ("days", "values", "words"),
    [
        (0, {}, "recent, today"),
        (1, {}, "recent, yesterday"),
        (2, {}, "recent, 2 days ago"),
        (8, {}, "due, 8 days ago"),
        (41, {}, "it's been a while, 41 days"),
        (None, {}, "not yet"),
        (5, {"cadence_days": None}, "no rhythm set, 5 days ago"),
        (None, {"cadence_days": None}, "no rhythm set"),
        (5, {"paused_from": DAY}, "paused"),
        (5, {"paused_from": DAY, "paused_until": DAY}, "paused until 20 November"),
        (5, {"suggest": False}, "paused"),
        (5, {"relation": None, "cadence_days": None}, "not placed yet"),
        (5, {"status": "ended", "ended_on": DAY}, "ended"),
    ],
)
def test_the_state_has_words(days, values, words):
    assert state_text(tie(days, **values), DAY) == words


def test_attempts_since_are_said_after_the_state():
    assert status_text(tie(8, tried=2), DAY) == "due, 8 days ago, tried 2 times since"
    assert status_text(tie(8, tried=1), DAY) == "due, 8 days ago, tried 1 time since"
    assert status_text(tie(None, tried=1), DAY) == "not yet, tried 1 time"
    assert status_text(tie(None, tried=3), DAY) == "not yet, tried 3 times"
    assert attempts_text(tie(8)) == ""
    assert status_text(tie(8), DAY) == "due, 8 days ago"


def test_one_not_reached_yet_stands_between_the_due_and_the_recent():
    assert due_ratio(tie(14), DAY) == 2
    assert due_ratio(tie(None), DAY) == 1
    assert due_ratio(tie(1), DAY) < 1
    assert due_ratio(tie(400, cadence_days=None), DAY) == 0


def test_days_back_are_said_in_words():
    assert [days_ago_text(n) for n in (0, 1, 2)] == ["today", "yesterday", "2 days ago"]
