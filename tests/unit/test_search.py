"""What a search looks for in a text, and the piece of the text that is shown for it."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.rules.search import (
    SearchHit,
    contains_all,
    contains_each,
    make_snippet,
    searchable_text,
    tokenize,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
AT = {"occurred_at": NOW, "recorded_at": NOW}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  . ", []),
        ("O'Brien river", [["o", "brien"], ["river"]]),
        ("river RIVER walk", [["river"], ["walk"]]),
        ("walk river walk", [["walk"], ["river"], ["walk"]]),
    ],
)
def test_a_search_is_cut_into_its_words(text, terms):
    assert tokenize(text) == terms


@pytest.mark.parametrize(
    ("wanted", "each"),
    [
        ("river walk", [True, True]),
        ("walk riv", [True, True]),
        ("riv walk", [False, True]),
        ("river lake", [True, False]),
    ],
)
def test_the_last_word_may_be_a_beginning_and_the_others_are_whole(wanted, each):
    assert contains_each("a walk by the river", tokenize(wanted)) == each
    assert contains_all("a walk by the river", tokenize(wanted)) == all(each)


def test_nothing_wanted_is_in_no_text():
    assert not contains_all("a walk", tokenize(" . "))


def test_everything_a_person_wrote_is_searched():
    check_in = CheckIn(mood=4, emotions=(RatedName("worn_out", 3),),
                       note="a \ud83d walk", **AT)  # fmt: skip
    assert searchable_text(check_in) == "a \ufffd walk\nworn out"
    call = ReachOut(contacts=(ContactRef(1, "Noor"),), channel="call", **AT)
    assert searchable_text(call) == "Noor"
    use = ReturnToUse(about="wine", triggers=("pay_day",), **AT)
    assert "pay day" in searchable_text(use).splitlines()


def test_a_hit_shows_where_it_was_found():
    hit = SearchHit(ReturnToUse(about="red wine", **AT), tokenize("wine"), "[]")
    assert hit.snippet == "red [wine]"


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        ("a walk by the river", "walk riv", "a [walk] by the [river]"),
        ("the river, the River", "river", "the [river], the [River]"),
        ("今日は会議に行った", "会議", "今日は[会議]に行った"),
        ("Straße", "strasse", "[Straße]"),
        ("cafe\u0301s", "café", "[cafe\u0301s]"),
        ("cafe\u0301", "café", "[cafe\u0301]"),
        ("👩🏽‍🚀 flew", "👩‍🚀", "[👩🏽‍🚀] flew"),
        ("o’Keeffe’s", "o'keeffe", "[o’Keeffe]’s"),
        ("o’Keeffe’s", "o'keeffe keeffe's", "[o’Keeffe’s]"),
        ("ab" + "\u200b" + "cd", "abcd", "[ab\u200bcd]"),
        ("walk walking", "walk wal", "[walk] [walking]"),
        ("nothing of it", "river", "nothing of it"),
        ("", "river", ""),
    ],
)
def test_what_was_found_is_marked(text, wanted, shown):
    assert make_snippet(text, tokenize(wanted), "[]") == shown


def test_a_snippet_of_a_long_text_is_cut_at_spaces_around_what_was_found():
    text = "before " * 40 + "the river " + "after " * 40
    shown = make_snippet(text, tokenize("riv"), "[]")
    assert shown.startswith("…before before")
    assert "the [river] after" in shown
    assert shown.endswith("after…")
    assert len(shown) < 140


def test_a_snippet_is_where_most_of_the_words_are():
    text = "the door " * 40 + "by the river mouth " + "the end " * 40
    assert "by [the] [river]" in make_snippet(text, tokenize("the riv"), "[]")


def test_a_letter_is_not_cut_off_from_its_marks():
    for before in ("e\u0301", "e\u0301\u0323", "👩🏽"):
        text = before * 500 + "会" + "か\u3099" * 500
        shown = make_snippet(text, tokenize("会"), "[]")
        assert shown.startswith(f"…{before}")
        assert shown.endswith("か\u3099…")


@given(st.text(max_size=300), st.text(max_size=20))
@example("x" * 1000, "x" * 900)
@example("e\u0301" * 400, "e")
def test_a_snippet_is_a_part_of_the_text(text, typed):
    shown = make_snippet(text, tokenize(typed))
    assert shown.removeprefix("…").removesuffix("…") in text or shown in text
    assert len(shown) <= 125
    marked = make_snippet(text, tokenize(typed), "\ue000\ue001")
    if "\ue000" not in text and "\ue001" not in text:
        assert marked.replace("\ue000", "").replace("\ue001", "") == shown
