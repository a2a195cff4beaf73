"""Names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.rules.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Núñez", "nunez"),
        ("NU\u0303N\u0303EZ", "nunez"),
        ("  Ana   María ", "ana maria"),
        ("Straße", "strasse"),
        ("ﬁona", "fiona"),
        ("Ｓａｍ", "sam"),
        ("نور", "نور"),
        ("", ""),
    ],
)
def test_capitals_accents_and_doubled_spaces_do_not_matter(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text(st.characters(codec="ascii")))
def test_a_text_without_accents_only_loses_capitals_and_spaces(text: str) -> None:
    assert folded(text) == " ".join(text.lower().split())
