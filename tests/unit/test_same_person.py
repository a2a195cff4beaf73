"""What speaks for two entries of address books being one person."""

from __future__ import annotations

import pytest

from recovery_journal.rules.same_person import name_words, value_mark, way


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 20 7946 0011", "(020) 7946-0011", True),
        ("٠٢٠ ٧٩٤٦٠٠١١", "020 79460011", True),
        ("+1 212 555 0101", "+1 415 555 0101", True),
        ("1-800-FLOWERS", "1-800-GARDENS", False),
        ("112", "12", False),
        ("+1 555 0101", "+1 555 0102", False),
    ],
)
def test_a_number_is_compared_without_what_depends_on_the_caller(
    one: str, other: str, same: bool
) -> None:
    assert (way("phone", one) == way("phone", other)) is same


def test_a_mark_knows_a_value_again_and_tells_two_numbers_apart() -> None:
    assert value_mark("phone", "+1 555-0101") == value_mark("phone", "1 555 0101")
    assert value_mark("phone", "+1 212 555 0101") != value_mark("phone", "+1 415 555 0101")
    assert value_mark("email", "A@example.org") == value_mark("email", "a@EXAMPLE.org")
    assert value_mark("email", "1") != value_mark("phone", "1")


def test_the_order_of_a_name_does_not_matter() -> None:
    assert name_words("One, Áda") == name_words("ada  one") != name_words("Ada")
    assert name_words("…") != name_words("—")
    assert name_words("Łucja Øst") == name_words("ost lucja")
    assert name_words("สมชาย ใจดี") != name_words("สมชย ใจด")


def test_an_address_is_compared_by_its_words() -> None:
    assert way("address", "1, High  St.\nYork") == way("address", "1 high st york")
    assert way("address", "—") != way("address", "…")
