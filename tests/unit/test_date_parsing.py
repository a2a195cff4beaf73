"""What WHEN and D understand, and what they say when they do not."""

import os
import re
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_journal.errors import BadWhen
from recovery_journal.rules.date_parsing import parse_date, parse_datetime

NOT_SAID = r"!|\b(must|should|never|always|failed|invalid)\b"
TODAY = date(2026, 11, 22)  # a Sunday


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    """Set this machine's zone for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    clock.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        clock.tzset()


@pytest.fixture(autouse=True)
def madrid() -> Iterator[None]:
    with machine_in("Europe/Madrid"):
        yield


def at(text: str) -> datetime:
    """Return a moment of this machine's zone."""
    return datetime.fromisoformat(text).astimezone()


NOW = datetime(2026, 11, 22, 22, 0, tzinfo=ZoneInfo("Europe/Madrid"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-22T22:00:00+01:00"),
        ("2026-11-20T21:30", "2026-11-20T21:30:00+01:00"),
        ("2026-11-20 21:30", "2026-11-20T21:30:00+01:00"),
        ("2026-11-20T21:30:15", "2026-11-20T21:30:15+01:00"),
        ("2026-11-20T21:30:15.987654+01:00", "2026-11-20T21:30:15+01:00"),
        ("2026-11-20T21:30Z", "2026-11-20T21:30:00+00:00"),
        ("2026-11-20t21:30z", "2026-11-20T21:30:00+00:00"),
        ("2026-11-20T21:30-05:00", "2026-11-20T21:30:00-05:00"),
        ("2026-11-20 21:30 +0530", "2026-11-20T21:30:00+05:30"),
        ("2026-11-20T21:30+14", "2026-11-20T21:30:00+14:00"),
        ("2026-11-20", "2026-11-20T12:00:00+01:00"),
        ("2026-07-01", "2026-07-01T12:00:00+02:00"),
        ("2026-11-20 9pm", "2026-11-20T21:00:00+01:00"),
        ("yesterday", "2026-11-21T12:00:00+01:00"),
        ("  Yesterday   21:30 ", "2026-11-21T21:30:00+01:00"),
        ("yesterday, 21:30", "2026-11-21T21:30:00+01:00"),
        ("yesterday at 9:30 pm", "2026-11-21T21:30:00+01:00"),
        ("9pm yesterday", "2026-11-21T21:00:00+01:00"),
        ("the day before yesterday", "2026-11-20T12:00:00+01:00"),
        ("today", "2026-11-22T12:00:00+01:00"),
        ("today 9:15", "2026-11-22T09:15:00+01:00"),
        ("21:30", "2026-11-22T21:30:00+01:00"),
        ("9pm", "2026-11-22T21:00:00+01:00"),
        ("9:30 AM", "2026-11-22T09:30:00+01:00"),
        ("9:30 a.m.", "2026-11-22T09:30:00+01:00"),
        ("12am", "2026-11-22T00:00:00+01:00"),
        ("12pm", "2026-11-22T12:00:00+01:00"),
        ("noon", "2026-11-22T12:00:00+01:00"),
        ("saturday", "2026-11-21T12:00:00+01:00"),
        ("monday", "2026-11-16T12:00:00+01:00"),
        ("Monday 18:00", "2026-11-16T18:00:00+01:00"),
        ("last monday 6pm", "2026-11-16T18:00:00+01:00"),
        ("on mon", "2026-11-16T12:00:00+01:00"),
        ("sunday", "2026-11-15T12:00:00+01:00"),
        ("2 hours ago", "2026-11-22T20:00:00+01:00"),
        ("two hours ago", "2026-11-22T20:00:00+01:00"),
        ("2h ago", "2026-11-22T20:00:00+01:00"),
        ("an hour ago", "2026-11-22T21:00:00+01:00"),
        ("half an hour ago", "2026-11-22T21:30:00+01:00"),
        ("90 minutes ago", "2026-11-22T20:30:00+01:00"),
        ("3 days ago", "2026-11-19T22:00:00+01:00"),
        ("3 days ago at 9am", "2026-11-19T09:00:00+01:00"),
        ("a week ago", "2026-11-15T22:00:00+01:00"),
        ("1.5 hours ago", "2026-11-22T20:30:00+01:00"),
        ("1,5 hours ago", "2026-11-22T20:30:00+01:00"),
        ("1½ hours ago", "2026-11-22T20:30:00+01:00"),
        (".5 h ago", "2026-11-22T21:30:00+01:00"),
        ("about 2 hours ago", "2026-11-22T20:00:00+01:00"),
        ("an hour and a half ago", "2026-11-22T20:30:00+01:00"),
        ("one and a half hours ago", "2026-11-22T20:30:00+01:00"),
        ("two and a half hours ago", "2026-11-22T19:30:00+01:00"),
        ("1 hour 30 minutes ago", "2026-11-22T20:30:00+01:00"),
        ("2 hours and 15 min ago", "2026-11-22T19:45:00+01:00"),
        ("1h30 ago", "2026-11-22T20:30:00+01:00"),
        ("1h 30m ago", "2026-11-22T20:30:00+01:00"),
        ("a quarter of an hour ago", "2026-11-22T21:45:00+01:00"),
        ("a couple of hours ago", "2026-11-22T20:00:00+01:00"),
        ("half a day ago", "2026-11-22T10:00:00+01:00"),
        ("1.5 days ago", "2026-11-21T10:00:00+01:00"),
        ("2.0 days ago", "2026-11-20T22:00:00+01:00"),
        ("midnight", "2026-11-22T00:00:00+01:00"),
        ("at midnight", "2026-11-22T00:00:00+01:00"),
        ("at noon", "2026-11-22T12:00:00+01:00"),
        ("yesterday at noon", "2026-11-21T12:00:00+01:00"),
        ("last night", "2026-11-21T21:00:00+01:00"),
        ("Last  Night", "2026-11-21T21:00:00+01:00"),
        ("last night at 11", "2026-11-21T23:00:00+01:00"),
        ("last night 23:30", "2026-11-21T23:30:00+01:00"),
        ("11pm last night", "2026-11-21T23:00:00+01:00"),
        ("last night at midnight", "2026-11-22T00:00:00+01:00"),
        ("last night at 1am", "2026-11-22T01:00:00+01:00"),
        ("last night at 2", "2026-11-22T02:00:00+01:00"),
        ("last evening", "2026-11-21T19:00:00+01:00"),
        ("the night before last", "2026-11-20T21:00:00+01:00"),
        ("tonight", "2026-11-22T21:00:00+01:00"),
        ("tonight at 8", "2026-11-22T20:00:00+01:00"),
        ("tonight at 1am", "2026-11-22T01:00:00+01:00"),
        ("this morning at 12", "2026-11-22T12:00:00+01:00"),
        ("this morning", "2026-11-22T09:00:00+01:00"),
        ("this morning at 7", "2026-11-22T07:00:00+01:00"),
        ("9:30 this morning", "2026-11-22T09:30:00+01:00"),
        ("7 in the morning", "2026-11-22T07:00:00+01:00"),
        ("this afternoon", "2026-11-22T15:00:00+01:00"),
        ("this evening", "2026-11-22T19:00:00+01:00"),
        ("yesterday morning", "2026-11-21T09:00:00+01:00"),
        ("yesterday evening at 7", "2026-11-21T19:00:00+01:00"),
        ("monday evening", "2026-11-16T19:00:00+01:00"),
        ("last monday night at 10:15pm", "2026-11-16T22:15:00+01:00"),
        ("2026-11-20 in the evening", "2026-11-20T19:00:00+01:00"),
        ("2026-11-20,21:30", "2026-11-20T21:30:00+01:00"),
    ],
)
def test_a_time_in_english_is_understood(text: str, expected: str) -> None:
    assert parse_datetime(text, NOW).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("ahora", "now"),
        ("ayer", "yesterday"),
        ("AYER a las 21:30", "yesterday 21:30"),
        ("anteayer", "day before yesterday"),
        ("hoy 9:15", "today 9:15"),
        ("hoy a la 1 pm", "today 1pm"),
        ("21h", "21:00"),
        ("21:30 h", "21:30"),
        ("mediodía", "noon"),
        ("hace 2 horas", "2 hours ago"),
        ("hace dos horas", "2 hours ago"),
        ("hace una hora", "an hour ago"),
        ("hace media hora", "half an hour ago"),
        ("hace 90 minutos", "90 minutes ago"),
        ("2 horas atrás", "2 hours ago"),
        ("hace 3 días", "3 days ago"),
        ("hace 3 días a las 9:00", "3 days ago 9:00"),
        ("hace una semana", "a week ago"),
        ("lunes", "monday"),
        ("el lunes pasado", "monday"),
        ("miércoles 18:00", "wednesday 18:00"),
        ("mie\u0301rcoles 18:00", "wednesday 18:00"),
        ("Sábado", "saturday"),
        ("medianoche", "midnight"),
        ("a medianoche", "midnight"),
        ("al mediodía", "noon"),
        ("ayer al mediodía", "yesterday noon"),
        ("hace 1,5 horas", "1.5 hours ago"),
        ("hace una hora y media", "1.5 hours ago"),
        ("hace hora y media", "1.5 hours ago"),
        ("hace unas 2 horas", "2 hours ago"),
        ("hace dos horas y media", "2.5 hours ago"),
        ("hace 1 hora y 30 minutos", "90 minutes ago"),
        ("hace un cuarto de hora", "15 minutes ago"),
        ("hace un par de horas", "2 hours ago"),
        ("anoche", "last night"),
        ("Anoche a las 11", "last night at 11"),
        ("ayer por la noche", "last night"),
        ("ayer noche", "last night"),
        ("anteanoche", "the night before last"),
        ("esta noche a las 9", "tonight at 9"),
        ("esta mañana", "this morning"),
        ("esta mañana a las 7", "this morning at 7"),
        ("esta tarde a las 4", "this afternoon at 4"),
        ("ayer por la mañana", "yesterday morning"),
        ("a las 7 de la mañana", "7 in the morning"),
        ("el lunes por la tarde", "monday afternoon"),
        ("esta madrugada", "4:00"),
    ],
)
def test_a_time_in_spanish_is_the_same_as_in_english(text: str, english: str) -> None:
    assert parse_datetime(text, NOW) == parse_datetime(english, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "9", "25:00", "24:00", "13pm", "0am", "9:60", "21:30:60",
        "2026-02-30", "2026-13-01 10:00", "2026-11-20T21:30+25:00", "2026-11-20T21:30+01:75",
        "monday tuesday", "yesterday yesterday", "yesterday 9", "foo hours ago", "ago",
        "hace", "hace un rato", "2 moons ago", "foo days ago", "1800-01-01", "1899-12-31 23:59",
        "0001-01-01", "9999-12-31", "999999 weeks ago", "2 hours ago 9pm", "next", "1;drop",
        "yesterday at midnight", "midnight monday", "this morning 9pm", "yesterday last night",
        "last night last night", "a few hours ago", "1.5.5 hours ago", "and a half ago", "night night",
        "last night ago", "hours ago", "1e3 hours ago", "-1 hours ago",
        "٢٠٢٦-١١-٢٠", "2026-11-20 " * 20, "\x00", "\ud800",
    ],
)  # fmt: skip
def test_a_time_that_is_not_understood_says_so_with_two_examples(text: str) -> None:
    with pytest.raises(BadWhen) as refused:
        parse_datetime(text, NOW)
    assert refused.value.code == "bad_when"
    assert refused.value.exit_code == 2
    for example_text in ("2026-11-20T21:30", "yesterday 9pm"):
        assert example_text in str(refused.value)
        parse_datetime(example_text, NOW)
    assert not re.search(NOT_SAID, str(refused.value))


@pytest.mark.parametrize(
    "text", ["22:30", "tomorrow", "2026-11-23", "2036-01-01T00:00Z", "in 2 hours", "next friday"]
)
def test_a_time_still_to_come_is_refused_except_for_plans(text: str) -> None:
    with pytest.raises(BadWhen) as refused:
        parse_datetime(text, NOW)
    assert refused.value.code == "future_when"
    assert not re.search(NOT_SAID, str(refused.value))
    assert parse_datetime(text, NOW, future_ok=True) > NOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow 9:00", "2026-11-23T09:00:00+01:00"),
        ("mañana a las 9:00", "2026-11-23T09:00:00+01:00"),
        ("next sunday", "2026-11-29T12:00:00+01:00"),
        ("next monday 18:00", "2026-11-23T18:00:00+01:00"),
        ("el lunes que viene 18:00", "2026-11-23T18:00:00+01:00"),
        ("próximo lunes 18:00", "2026-11-23T18:00:00+01:00"),
        ("in 2 days", "2026-11-24T22:00:00+01:00"),
        ("dentro de 2 horas", "2026-11-23T00:00:00+01:00"),
        ("en una semana 10:00", "2026-11-29T10:00:00+01:00"),
        ("monday", "2026-11-16T12:00:00+01:00"),
    ],
)
def test_plans_can_name_a_time_to_come(text: str, expected: str) -> None:
    assert parse_datetime(text, NOW, future_ok=True).isoformat() == expected


def test_a_minute_ahead_is_let_through_for_clocks_that_differ() -> None:
    ahead = NOW + timedelta(seconds=60)
    assert parse_datetime(ahead.isoformat(), NOW) == ahead
    with pytest.raises(BadWhen):
        parse_datetime((ahead + timedelta(seconds=1)).isoformat(), NOW)


@pytest.mark.parametrize("text", ["today", "hoy", "2026-11-22"])
def test_today_before_noon_is_now_and_noon_for_a_plan(text: str) -> None:
    morning = at("2026-11-22T09:00:30.5")
    assert parse_datetime(text, morning) == at("2026-11-22T09:00:30")
    assert parse_datetime(text, morning, future_ok=True) == at("2026-11-22T12:00:00")


def test_the_earlier_of_two_times_is_taken_in_autumn() -> None:
    assert parse_datetime("2026-10-25 02:30", NOW).isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_time_that_spring_leaves_out_moves_forward_by_the_gap() -> None:
    assert parse_datetime("2026-03-29 02:30", NOW).isoformat() == "2026-03-29T03:30:00+02:00"


def test_hours_ago_are_absolute_and_days_ago_keep_the_wall_clock() -> None:
    after_the_change = at("2026-10-25T12:00:00")
    assert parse_datetime("24 hours ago", after_the_change) == at("2026-10-24T13:00:00")
    assert parse_datetime("a day ago", after_the_change) == at("2026-10-24T12:00:00")
    assert (
        parse_datetime("10 hours ago", after_the_change).isoformat() == "2026-10-25T02:00:00+01:00"
    ), "the second 02:00 of that night"


def test_the_day_is_that_of_this_machine_when_now_comes_in_another_zone() -> None:
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # 00:30 on the 23rd in Madrid
    assert parse_datetime("yesterday 9pm", now).isoformat() == "2026-11-22T21:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2027-01-01", date(2027, 1, 1)),
        ("today", TODAY),
        (" Yesterday", date(2026, 11, 21)),
        ("ayer", date(2026, 11, 21)),
        ("sunday", date(2026, 11, 15)),
        ("domingo", date(2026, 11, 15)),
        ("saturday", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 19)),
        ("hace una semana", date(2026, 11, 15)),
        ("tomorrow", date(2026, 11, 23)),
        ("next friday", date(2026, 11, 27)),
        ("in 2 weeks", date(2026, 12, 6)),
    ],
)
def test_a_day_is_understood(text: str, expected: date) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize(
    "text", ["", "someday", "2026-02-29", "2026-11-20T10:00", "2 hours ago", "9pm", "1899-01-01"]
)
def test_a_day_that_is_not_understood_says_so_with_two_examples(text: str) -> None:
    with pytest.raises(BadWhen) as refused:
        parse_date(text, TODAY)
    assert refused.value.code == "bad_when"
    for example_text in ("2026-11-20", "yesterday"):
        assert example_text in str(refused.value)
        parse_date(example_text, TODAY)


PIECES = """
    2026-11-20 9999-12-31 1900-01-01 t21:30 21:30 9 pm am h at a las yesterday ayer monday lunes
    next last ago hace in en 2 999999 hours days weeks half an hour z +14:00 -23:59 noon ,
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.one_of(
    st.text(), st.lists(WORDS, max_size=5).map(" ".join), st.lists(WORDS).map("".join)
)


@given(TEXTS, st.booleans(), st.sampled_from(["UTC", "Europe/Madrid", "Pacific/Kiritimati"]))
@example("9998-12-31t23:59-23:59", True, "UTC")
@example("1900-01-01t00:00+23:59", True, "UTC")
def test_any_text_is_a_moment_or_a_sentence(text: str, future_ok: bool, zone: str) -> None:
    with machine_in(zone):
        try:
            found = parse_datetime(text, NOW, future_ok=future_ok)
        except BadWhen:
            return
        assert found.utcoffset() is not None
        assert found.microsecond == 0
        found.astimezone(UTC)


@given(TEXTS)
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        found = parse_date(text, TODAY)
    except BadWhen:
        return
    assert 1900 <= found.year <= 9998


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 1)),
    st.sampled_from(["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_moment_written_down_reads_as_itself(wall: datetime, zone: str) -> None:
    moment = wall.replace(microsecond=0, tzinfo=ZoneInfo(zone))
    read = parse_datetime(moment.isoformat(), NOW)
    assert read == moment.astimezone(UTC)
    assert read.replace(tzinfo=None) == moment.replace(tzinfo=None), "its own wall clock"
    with machine_in(zone):
        assert parse_datetime(wall.isoformat(" ", "minutes"), NOW) == moment.replace(
            second=0
        ).astimezone(UTC)


WORDS_OF_TIME = """
last night this morning evening at in the monday yesterday midnight noon 9 9pm 11:30 1.5 1,5 ½
hours hour day ago and a half an about hace hora horas y media anoche esta noche manana por la
tarde madrugada a las ayer lunes tonight before 2026-11-20 next h m 30 in
"""
VOCABULARY = st.sampled_from(WORDS_OF_TIME.split())


@given(st.lists(VOCABULARY, max_size=7), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_any_words_of_time_are_a_time_that_has_been_or_are_refused(
    words: list[str], naive: datetime
) -> None:
    now = naive.replace(microsecond=0).astimezone()
    try:
        found = parse_datetime(" ".join(words), now)
    except BadWhen:
        return
    assert found <= now + timedelta(seconds=60)
    assert found.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "hour"),
    [("this evening", 18), ("this morning", 8), ("tonight", 20), ("esta tarde", 13)],
)
def test_a_part_of_today_that_has_begun_is_now(text: str, hour: int) -> None:
    now = NOW.replace(hour=hour)
    assert parse_datetime(text, now) == now


@pytest.mark.parametrize(("text", "hour"), [("this evening", 12), ("tonight", 9)])
def test_a_part_of_today_that_has_not_begun_is_refused(text: str, hour: int) -> None:
    with pytest.raises(BadWhen):
        parse_datetime(text, NOW.replace(hour=hour))


def test_a_text_is_read_up_to_64_letters():
    longest = "yesterday".ljust(64)
    assert parse_date(longest, TODAY) == date(2026, 11, 21)
    with pytest.raises(BadWhen):
        parse_date(longest + " ", TODAY)
