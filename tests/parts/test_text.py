"""Text as it is compared: what a person would call the same is the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_journal.text import (
    is_invisible,
    normalize,
    normalize_with_offsets,
    search_words,
    search_words_with_spans,
)

# Letters of many scripts, marks of their own, signs, spaces, pictures, things not seen.
ANY = st.text(
    st.characters()
    | st.characters(min_codepoint=0x20, max_codepoint=0x24F)
    | st.sampled_from(
        "\u0301\u0323\u00ad\u200b\u200d\u200e\ufeff\ufe0f’‑−  ßıİŁﬁＡ가ᄀ\u1161か\u3099न\u093c"
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Núñez", "nunez"),
        ("NU\u0303N\u0303EZ", "nunez"),
        ("  Ana   María ", "ana maria"),
        ("ﬁona", "fiona"),
        ("Ｓａｍ", "sam"),
        ("نور", "نور"),
        ("", ""),
    ],
)
def test_capitals_accents_and_doubled_spaces_do_not_matter(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Ægir", "aegir"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("ISPARTA", "isparta"),
        ("ısparta", "isparta"),
        ("İstanbul", "istanbul"),
        ("Þórður", "thordur"),
        ("Ħamrun", "hamrun"),
        ("Ŧŋ", "tn"),
        ("Əliyev", "eliyev"),
        ("Ɓala Ƙofa", "bala kofa"),
        ("ᴀɴɴᴀ", "anna"),
        ("𝓐𝓷𝓷𝓪", "anna"),
        ("Қазақ", "казак"),
        ("Ёлка", "елка"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
    ],
)
def test_letters_are_their_plain_ones_whatever_the_keyboard(text: str, plain: str) -> None:
    assert normalize(text) == normalize(plain)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        *((f"O{sign}Brien", "o'brien") for sign in "'’‘ʼʻ′`´＇‛"),
        *((f"Jean{sign}Luc", "jean-luc") for sign in "-‐‑‒–—―−﹣－"),
        *((f"{sign}stay{sign}", '"stay"') for sign in "“”„«»״＂"),
        ("צ׳יק", "צ'יק"),
        *((f"Ana{space}María", "ana maria") for space in "\xa0\u3000\u202f\u2003\u2009\t\n\u2028"),
    ],
)
def test_signs_and_spaces_are_of_one_kind(text: str, same: str) -> None:
    assert normalize(text) == same


UNSEEN = (
    *("\xad", "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\ufeff"),
    *("\ufe0f", "\ufe00", "\U000e0101", "\u034f", "\u180e", "\u115f", "\u3164", "\x00", "\x1b"),
)


@pytest.mark.parametrize("mark", UNSEEN)
def test_what_is_not_seen_does_not_count(mark: str) -> None:
    assert normalize(f"{mark}An{mark}na{mark}") == "anna"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد", "احمد"),
        ("ٱلله", "الله"),
        ("کریم", "كريم"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_vowel_signs_and_shapes_of_arabic_and_hebrew_do_not_matter(text: str, plain: str) -> None:
    assert normalize(text) == normalize(plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [("か", "が"), ("ไม่", "ไม้"), ("कि", "क"), ("한", "하"), ("ى", "ي"), ("ة", "ه"), ("a", "b")],
)
def test_letters_that_make_another_word_are_not_the_same(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


@given(st.text(st.sampled_from([*map(chr, range(32, 96)), *"abcxyz|~\n\t"])))
def test_a_text_without_accents_only_loses_capitals_and_spaces(text: str) -> None:
    assert normalize(text) == " ".join(text.lower().split())


@given(ANY)
def test_twice_is_the_same_as_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(ANY)
@example("ｶﾞ")
@example("각")
def test_how_a_letter_is_put_together_does_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert normalize(unicodedata.normalize(form, text)) == normalize(text)  # type: ignore[arg-type]  # one of four words


@given(ANY)
def test_capitals_do_not_matter(text: str) -> None:
    assert normalize(text.upper()) == normalize(text)
    assert normalize(text.casefold()) == normalize(text)


@given(st.text(st.sampled_from("กe\u0e48\u0e38\u0e39\u0301\u3099🎉 "), min_size=60, max_size=300))
@example("ก" + "\u0e48\u0e38" * 100)
def test_many_marks_are_in_the_order_of_unicode(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normalize(text))
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(text)


@pytest.mark.parametrize(
    "piece", ["the river ", "él ", "会議", "\u0e48\u0e38", "e\u0301", "\u200b", "İ"]
)
def test_a_text_of_a_megabyte_is_folded_in_one_go(piece: str) -> None:
    # With the square of its length this takes an hour.
    text = "ก" + piece * (1_000_000 // len(piece))
    assert search_words(text)[0] == "ก"
    assert len(normalize_with_offsets(text[:100_000])[0]) <= 100_000 * 2


def test_each_character_by_itself_comes_to_rest() -> None:
    # All but the many thousands of Chinese and Korean.
    codes = (*range(0x3400), *range(0xA000, 0xAC00), *range(0xD7A4, 0x20000))
    characters = [chr(code) for code in codes]
    assert [one for one in characters if normalize(normalize(one)) != normalize(one)] == []


@given(ANY)
@example("\u0b47\u0b57")
@example("\u1100\u1161\u11a8")
def test_each_letter_knows_where_it_stood(text: str) -> None:
    folded, starts, ends = normalize_with_offsets(text)
    assert folded.strip() == normalize(text)
    assert len(starts) == len(ends) == len(folded)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Brien's café", ["o", "brien", "s", "cafe"]),
        ("jo_doe@example.org", ["jo", "doe", "example", "org"]),
        ("今日は", ["今", "日", "は"]),
        ("Tom会議", ["tom", "会", "議"]),
        ("ไม่", ["ไ", "ม", "่"]),
        ("회의에서", ["회", "의", "에", "서"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("run 🏃🏽‍♀️!", ["run", "🏃", "♀"]),
        ("100% — !", ["100"]),
        ("a + b = c | ~", ["a", "b", "c"]),
        ("↔️ ◾ 🫩 ❤️", ["↔", "◾", "🫩", "❤"]),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, expected: list[str]) -> None:
    assert search_words(text) == expected


@given(ANY)
@example("a\x00b c")
def test_each_word_knows_where_it_stood(text: str) -> None:
    found = search_words_with_spans(text)
    assert [word for word, _place in found] == search_words(text)
    for word, (start, end) in found:
        assert word[0] in normalize(text[start:end])
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "character", "\u2065\u180f\ufff0\ufff8\U000e0000\U000e0fff\U0001bca0\u3164"
)
def test_what_unicode_ignores_does_not_matter(character: str) -> None:
    assert normalize(f"An{character}na") == "anna"
    assert search_words(f"An{character}na {character}") == ["anna"]
    assert search_words_with_spans(f"An{character}na") == [("anna", (0, 5))]
    assert is_invisible(character)
