"""What nobody sees in a passphrase has a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.rules.unseen import seen_alone, unseen, unseen_words


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
        ("a\u200e\u200fb", ["a mark for the direction of writing"]),
    ],
)  # fmt: skip
def test_unseen_characters_are_named_once(text, names):
    assert unseen(text) == names
    assert bool(unseen_words(text)) == bool(names)


def test_what_may_be_meant_is_the_same_with_plain_spaces_or_with_what_is_seen():
    assert seen_alone("quiet\u00a0river ") == [
        "quiet river ", "quiet river", "quietriver ", "quietriver"
    ]  # fmt: skip
    assert seen_alone("\u200b") == []
    assert seen_alone("quiet river") == []


@given(st.text())
def test_what_is_left_has_nothing_unseen_but_spaces(text):
    for other in seen_alone(text):
        assert other != text
        assert set(unseen(other)) <= {"a space at the start", "a space at the end"}
