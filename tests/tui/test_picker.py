"""The field that finds names: which letters find which."""

from __future__ import annotations

import pytest

from recovery_journal.widgets.picker import Picker

NAMES = ("Łukasz", "Søren", "Siobhán O’Neill", "Jean‑Luc", "مُحَمَّد", "田中", "Ｓａｍ")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("luk", "Łukasz"),
        ("SOREN", "Søren"),
        ("o'n", "Siobhán O’Neill"),
        ("jean-l", "Jean‑Luc"),
        ("محمد", "مُحَمَّد"),
        ("中", "田中"),
        ("sam", "Ｓａｍ"),
    ],
)
async def test_a_name_is_found_on_any_keyboard(typed: str, found: str) -> None:
    picker = Picker([(name, name) for name in NAMES], allow_new=True)
    assert picker.find_matches(typed)[0].label == found


async def test_a_name_that_is_there_is_not_offered_as_a_new_one() -> None:
    picker = Picker([(name, name) for name in NAMES], allow_new=True)
    assert [one.label for one in picker.find_matches("lukasz")] == ["Łukasz"]
