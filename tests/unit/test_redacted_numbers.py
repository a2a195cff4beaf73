"""Phone numbers on the weekly page: left out from 7 digits on, days and times stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.report.week.section_labels import redaction_words
from recovery_journal.rules.redaction import Redactor

GONE = "(number left out)"


def redacted(text: str) -> str:
    return Redactor([], redaction_words())(text, "talk")


@pytest.mark.parametrize(
    "number",
    [
        "5551234", "555-1234", "555 1234", "555.1234", "555 12 34", "(555) 1234", "555/1234",
        "55512345", "6123 4567", "6123-4567", "61 23 45 67", "12 34 56 78", "+6123 4567",
        "0800-7262", "20201320", "20260532", "+20261120", "612 345 678", "+34 612 345 678",
        "2026112055", "555-20261120", "08.15.16.30.42", "08 15 16 30",
        "45-67-8901", "98.76.5432", "5551-23-45", "5551.98.76", "99/88/7766", "31/02/2026",
        "2026-02-30", "30.12.2101", "1899-12-31", "20.11.0000", "2026-00-10",
        "20011231", "20191231", "20360101", "2001 12 31", "2026 13 01", "2026 02 30",
        "5 5 5 1 2 3 4", "0 6 1 2 3 4 5 6 7 8", "1 2 3 45 67 8", "05 06 07 08", "10 10 10 11",
        "555·1234", "555•1234", "555・1234", "555_1234", "555:1234", "555－1234", "555−1234",
        "555\u200b1234", "5\u20655\u2060512\u00ad34", "５５５１２３４", "٥٥٥١٢٣٤", "۵۵۵-۱۲۳۴",
        "5\ufe0f\u20e35\ufe0f\u20e35\ufe0f\u20e31\ufe0f\u20e3234",
        "06:12:34:56:78", "25:30-26:45", "8.75-16.90", "24.15-25.30", "12-10-26 5551",
        "+49 20.11.2026", "555 2026 11 20", "2026 11 20 55", "55 20261120", "555     1234",
        "12:34 56789", "56789 12:34", "20/11/26 12:34567",
    ],
)  # fmt: skip
def test_a_phone_number_is_left_out(number: str) -> None:
    for text in ("{}", "call {} tonight", "Ana: {}.", "({})", "tel.{}", "x{}y"):
        said = redacted(text.format(number))
        assert GONE in said, text
        assert sum(mark.isdigit() for mark in said) == 0, said


@pytest.mark.parametrize(
    "text",
    [
        "20261120", "on 20261120 and 20251231", "20261120T2130", "20200229", "20351231", "2026 11 20",
        "20 Nov 2026", "20/11/2026", "29.2.2024", "1900-01-01", "31.12.2100", "8:15-16:30",
        "8:15 – 16:30", "12:30", "3-4 times", "10-20%", "mood 5 6 7", "10 10 10 10", "0 10 0 10 10",
        "2026-11-20 21:30:15", "20/11/26 8:15", "20/11/26 - 27/11/26", "20261120 8.15-16.30",
        "2026 11 20 21:30", "٢٠٢٦-١١-٢٠", "2\u200b0261120", "slept 7½ 6½ 8½", "1,234,567",
        "21:30 2026-11-20", "8:15 6 12:30 5 16:30 7",
        "2026-11-20", "20.11.2026", "11/20/2026", "20/11/26", "2026-11-16 - 2026-11-22",
        "12.11.-20.11.2026", "21:30", "21:30-22:45", "9:00-17:30", "8.15-16.30", "08.15 - 16.30",
        "2026-11-20 21:30", "20261120 21:30", "2026 11 20, 21:30", "20.11.2026 8.15",
        "2130", "1h30, 2h15", "112", "911", "123456", "555 123", "5, 6, 7, 8, 9, 10, 4",
        "mood 5 6 7 5 6 7", "7.5 6.5 8.0", "week 47 of 2026", "in 2024 or 2025",
    ],
)  # fmt: skip
def test_days_times_and_marks_stay(text: str) -> None:
    assert redacted(text) == text


def test_beside_a_day_a_number_is_still_left_out() -> None:
    assert redacted("20261120, 5551234") == f"20261120, {GONE}"
    assert redacted("at 21:30 call 555-1234") == f"at 21:30 call {GONE}"
    assert GONE in redacted("20261120 5551234")


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["%Y%m%d", "%Y %m %d"]))
def test_a_day_about_now_stays_without_signs(day: date, how: str) -> None:
    text = f"since {day.strftime(how)} it is calmer"
    assert redacted(text) == text


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)),
       st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y.%m.%d"]))  # fmt: skip
def test_every_day_stays_however_it_is_written(day: date, how: str) -> None:
    text = f"since {day.strftime(how)} it is calmer"
    assert redacted(text) == text


def test_what_was_left_out_is_listed_as_it_was_written() -> None:
    redaction = Redactor([], redaction_words())
    assert redaction("a 555\u200b1234\u0301 b ５５５·１２３４", "talk") == f"a {GONE} b {GONE}"
    assert [one.original for one in redaction.replacements] == [
        "555\u200b1234\u0301", "５５５·１２３４"
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["", " ", "-", ".", "·", "_", ":", "\u200b", "\u2065", " - "]),
                min_size=8, max_size=8))  # fmt: skip
def test_no_sign_between_its_digits_keeps_a_number(signs: list[str]) -> None:
    number = "".join(map("".join, zip("961849757", [*signs, ""], strict=True)))
    assert redacted(f"call {number} now") == f"call {GONE} now"


@given(st.from_regex(r"[1-9]\d{2}[- .]?\d{2}[- ]?\d{2}", fullmatch=True))
def test_every_number_of_seven_digits_is_left_out(number: str) -> None:
    assert redacted(f"call {number} now") == f"call {GONE} now"


@given(st.from_regex(r"[3-9]\d{3}[- .]?\d{4}", fullmatch=True))
def test_every_number_of_eight_digits_is_left_out(number: str) -> None:
    assert redacted(f"call {number} now") == f"call {GONE} now"
