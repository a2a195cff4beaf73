"""Phone numbers on the weekly page: left out from 7 digits on, days and times stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.rules.redaction import Redaction

GONE = "(number left out)"


def redacted(text: str) -> str:
    return Redaction([])(text, "talk")


@pytest.mark.parametrize(
    "number",
    [
        "5551234", "555-1234", "555 1234", "555.1234", "555 12 34", "(555) 1234", "555/1234",
        "55512345", "6123 4567", "6123-4567", "61 23 45 67", "12 34 56 78", "+6123 4567",
        "0800-7262", "20201320", "20260532", "+20261120", "612 345 678", "+34 612 345 678",
        "2026112055", "555-20261120", "08.15.16.30.42", "08 15 16 30",
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
        "20261120", "on 20261120 and 20251231", "20261120T2130", "19991231", "2026 11 20",
        "2026-11-20", "20.11.2026", "11/20/2026", "20/11/26", "2026-11-16 - 2026-11-22",
        "12.11.-20.11.2026", "21:30", "21:30-22:45", "9:00-17:30", "8.15-16.30", "08.15 - 16.30",
        "2026-11-20 21:30", "20261120 21:30", "2026 11 20, 21:30", "20.11.2026 8.15",
        "2130", "1h30, 2h15", "112", "911", "123456", "555 123", "5, 6, 7, 8, 9, 10, 4",
        "mood 5 6 7 5 6 7 5", "7.5 6.5 8.0", "week 47 of 2026", "in 2024 or 2025",
    ],
)  # fmt: skip
def test_days_times_and_marks_stay(text: str) -> None:
    assert redacted(text) == text


def test_beside_a_day_a_number_is_still_left_out() -> None:
    assert redacted("20261120, 5551234") == f"20261120, {GONE}"
    assert redacted("at 21:30 call 555-1234") == f"at 21:30 call {GONE}"
    assert GONE in redacted("20261120 5551234")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)),
       st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y.%m.%d"]))  # fmt: skip
def test_every_day_stays_however_it_is_written(day: date, how: str) -> None:
    text = f"since {day.strftime(how)} it is calmer"
    assert redacted(text) == text


@given(st.from_regex(r"[1-9]\d{2}[- .]?\d{2}[- ]?\d{2}", fullmatch=True))
def test_every_number_of_seven_digits_is_left_out(number: str) -> None:
    assert redacted(f"call {number} now") == f"call {GONE} now"


@given(st.from_regex(r"[3-9]\d{3}[- .]?\d{4}", fullmatch=True))
def test_every_number_of_eight_digits_is_left_out(number: str) -> None:
    assert redacted(f"call {number} now") == f"call {GONE} now"
