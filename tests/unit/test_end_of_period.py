"""A day, a month or a year that a person types: the last day of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.errors import BadWhen
from recovery_journal.rules.date_parsing import parse_end_of_period

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024/3", date(2024, 3, 31)),
        ("12-2025", date(2025, 12, 31)),
        ("03/2024", date(2024, 3, 31)),
        (" 2026-11-01 ", date(2026, 11, 1)),
        ("yesterday", date(2026, 11, 19)),
        ("lunes", date(2026, 11, 16)),
        ("9998-12", date(9998, 12, 31)),
    ],
)
def test_the_last_day_of_what_is_named(text, day):
    assert parse_end_of_period(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-00", "00-2024", "1899", "1899-12", "9999", "soon", "x" * 10_000]
)
def test_what_names_no_day_is_said(text):
    with pytest.raises(BadWhen, match="not understood"):
        parse_end_of_period(text, TODAY)


@given(st.text())
def test_any_text_is_a_day_or_not_understood(text):
    try:
        assert isinstance(parse_end_of_period(text, TODAY), date)
    except BadWhen:
        pass
