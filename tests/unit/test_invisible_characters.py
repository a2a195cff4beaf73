"""What nobody sees in a passphrase has a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.invisible_characters import (
    invisible_names,
    invisible_names_text,
    space_variants,
    visible_variants,
)
from recovery_journal.screens.welcome import strength_text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("quiet river 42", []),
        ("", []),
        ("ñandú 今日は e\u0301 🙂 ", ["a space at the end"]),
        (" quiet", ["a space at the start"]),
        ("quiet\u00a0river\u00a042", ["a no-break space"]),
        ("می\u200cخواهم", ["a zero-width non-joiner"]),
        ("a\u3000b\u202fc\u200bd\u00ad", ["a wide space", "a narrow no-break space",
                                          "a zero-width space", "a soft hyphen"]),
        ("a\u2009b\u3164c\u2800\ufe0f", ["U+2009", "U+3164", "U+2800", "U+FE0F"]),
        ("a\u2065b\u180fc\ufff0d\U000e0fff", ["U+2065", "U+180F", "U+FFF0", "U+E0FFF"]),
        ("a\u200e\u200fb", ["a mark for the direction of writing"]),
    ],
)  # fmt: skip
def test_unseen_characters_are_named_once(text, names):
    assert invisible_names(text) == names
    assert bool(invisible_names_text(text)) == bool(names)


def test_what_may_be_meant_is_the_same_with_plain_spaces_or_with_what_is_seen():
    assert visible_variants("quiet\u00a0river ") == [
        "quiet river ", "quiet river", "quietriver ", "quietriver"
    ]  # fmt: skip
    assert visible_variants("\u200b") == []
    assert visible_variants("quiet river") == []


def test_other_kinds_of_space_are_named_with_where_they_come_from():
    others = space_variants("my long pass")
    assert list(others) == [f"my{space}long{space}pass" for space in "\u00a0\u202f\u3000"]
    said = list(others.values())
    assert "a no-break space" in said[0]
    assert "option+space" in said[0]
    assert "a narrow no-break space" in said[1]
    assert "a wide space" in said[2]
    assert space_variants("mypass") == space_variants("my\u00a0pass") == {}


def test_beside_how_strong_it_is_what_cannot_be_seen_is_named():
    assert "U+2065" in strength_text("quiet\u2065river 42 and more")
    assert "U+2065" not in strength_text("quiet river 42 and more")


@given(st.text())
def test_what_is_left_has_nothing_unseen_but_spaces(text):
    for other in visible_variants(text):
        assert other != text
        assert set(invisible_names(other)) <= {"a space at the start", "a space at the end"}
