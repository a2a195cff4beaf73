"""What speaks for two entries of address books being one person."""

from __future__ import annotations

import pytest

from recovery_journal.rules.identity_keys import detail_key, name_key, value_fingerprint


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
    assert (detail_key("phone", one) == detail_key("phone", other)) is same


def test_a_mark_knows_a_value_again_and_tells_two_numbers_apart() -> None:
    assert value_fingerprint("phone", "+1 555-0101") == value_fingerprint("phone", "1 555 0101")
    assert value_fingerprint("phone", "+1 212 555 0101") != value_fingerprint(
        "phone", "+1 415 555 0101"
    )
    assert value_fingerprint("email", "A@example.org") == value_fingerprint(
        "email", "a@EXAMPLE.org"
    )
    assert value_fingerprint("email", "1") != value_fingerprint("phone", "1")


def test_the_order_of_a_name_does_not_matter() -> None:
    assert name_key("One, Áda") == name_key("ada  one") != name_key("Ada")
    assert name_key("…") != name_key("—")
    assert name_key("Łucja Øst") == name_key("ost lucja")
    assert name_key("สมชาย ใจดี") != name_key("สมชย ใจด")


def test_an_address_is_compared_by_its_words() -> None:
    assert detail_key("address", "1, High  St.\nYork") == detail_key("address", "1 high st york")
    assert detail_key("address", "—") != detail_key("address", "…")
