"""Text as it is compared: one folding of letters for names, search and redaction.

Two texts are the same here where a person would call them the same, whatever
keyboard, program or language setting they came from. What is folded, and what
is left alone, is decided in docs/decisions/0020.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, groupby
from typing import Any, NamedTuple

# Signs that several keyboards and programs write in their own way.
_PUNCTUATION_FOLDS = {
    **dict.fromkeys("`´‘’‚‛‹›′‵ʹʻʼʽˈ՚׳᾽᾿＇", "'"),
    **dict.fromkeys("“”„‟«»″‶〝〞〟״＂", '"'),
    **dict.fromkeys("−⁃˗", "-"),  # beside everything that Unicode calls a dash
    "\u2800": " ",  # the braille pattern without a dot
}
# Letters that carry no separate mark to take off, as they are spelled without
# them; those that Unicode names "X WITH STROKE" and the like are not listed.
_LETTER_FOLDS = {
    **{"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n", "ĸ": "q", "ʒ": "z"},
    **{"ı": "i", "ȷ": "j", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɑ": "a", "ɡ": "g", "ɩ": "i"},
    # The same Arabic letters on the keyboards of other languages, and the joined alef.
    **{"ٱ": "ا", "ک": "ك", "ی": "ي", "ہ": "ه"},
}
# Marks that may be left out in writing: those of Latin, Greek, Cyrillic, Hebrew,
# Arabic and Syriac letters. In other scripts a mark is a letter (Thai, Devanagari)
# or makes another one (か and が), and stays.
_OPTIONAL_MARK_RANGES = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F)),
    *((0x0670, 0x0670), (0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x0898, 0x08FF)),
    *((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF), (0xA66F, 0xA69F)),
    *((0xFB1E, 0xFB1E), (0xFE20, 0xFE2F)),
)
# Seen, but they make no other word or picture: colours of skin, and the tatweel.
_IGNORED_RANGES = ((0x1F3FB, 0x1F3FF), (0x0640, 0x0640))
# What nobody sees: Default_Ignorable_Code_Point of Unicode, and the marks of annotations.
# The first of the two shape the letter or picture beside them: joiners and selectors.
SHAPING_RANGES = ((0x180B, 0x180D), (0x180F, 0x180F), (0x200C, 0x200D), (0xFE00, 0xFE0F))
NON_SHAPING_RANGES = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
_INVISIBLE_RANGES = (*SHAPING_RANGES, *NON_SHAPING_RANGES)
# Scripts that leave no space between words, and Hangul, whose words have endings.
_UNSPACED_RANGES = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x1950, 0x19FF)),
    *((0x1A20, 0x1AAF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x31FF), (0x3400, 0x4DBF)),
    *((0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xA980, 0xA9FF), (0xAA60, 0xAADF), (0xAC00, 0xD7FF)),
    *((0xF900, 0xFAFF), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF)),
)
UNSPACED_CHARACTERS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED_RANGES)
"""The same as a part of a character class of ``re``."""
_LONG_MARK_RUN = re.compile(r"[^\w\s]{60,}")
_LETTER_WITH_MARK = re.compile(r"(LATIN|CYRILLIC) SMALL LETTER (\w+(?: \w+)*?) WITH ")
_SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")


class TextSpan(NamedTuple):
    """Where something stands in a text: from ``start`` up to ``end``."""

    start: int
    end: int


class _FoldTable(dict[int, str | None]):
    """What each character is compared as; worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        decomposed = unicodedata.normalize("NFD", chr(code))
        self[code] = "".join(map(_fold_character, decomposed)) or None
        return self[code]


class _WordTable(dict[int, str]):
    """What each folded character is in a word: itself, a word of its own, or a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        # Some pictures are signs of arithmetic to Unicode, and one that is newer than
        # this Python has no category yet.
        is_symbol = category in {"So", "Sm", "Co", "Cn"} and not character.isascii()
        if is_symbol or (category[0] in "LNM" and is_unspaced(character)):
            self[code] = f" {character} "
        else:
            self[code] = character if category[0] in "LNM" else " "
        return self[code]


_FOLDS = _FoldTable()
_WORD_CHARACTERS = _WordTable()


def normalize(text: str) -> str:
    """Return the text as it is compared with another one; twice is the same as once.

    Small letters without accents; one kind of apostrophe, quote and dash; single
    spaces, none outside; nothing that is not seen.
    """
    folded = " ".join(text.translate(_FOLDS).split())
    return folded if folded.isascii() else _compose(folded)


def normalize_with_offsets(text: str) -> tuple[str, list[int], list[int]]:
    """Return what ``normalize`` does, and where each of its letters starts and ends in the text.

    A space at either end stays. One letter may have become two, several one, or none.
    """
    letters: list[str] = []
    starts: list[int] = []
    for index, character in enumerate(text):
        for letter in _FOLDS[ord(character)] or "":
            if letter != " " or not letters or letters[-1] != " ":
                letters.append(letter)
                starts.append(index)
    joined = "".join(letters)
    composed = _compose(joined)
    if composed == joined:
        return composed, starts, [index + 1 for index in starts]
    # Each letter put together stands for as many as it comes apart into.
    end_indexes = list(accumulate(len(unicodedata.normalize("NFD", letter)) for letter in composed))
    start_indexes = [0, *end_indexes[:-1]]
    return (
        composed,
        [starts[index] for index in start_indexes],
        [starts[index - 1] + 1 for index in end_indexes],
    )


def search_words(text: str) -> list[str]:
    """Return the words of a text as a search compares them.

    Each letter of a script without spaces between words is a word of its own,
    and so is each picture.
    """
    return normalize(text).translate(_WORD_CHARACTERS).split()


def search_words_with_spans(text: str) -> list[tuple[str, TextSpan]]:
    """Return what ``search_words`` does, each with where it stands in the text."""
    folded = text.translate(_FOLDS)
    if text.isascii() and len(folded) == len(text):  # letter for letter
        return [
            (match.group(), TextSpan(match.start(), match.end()))
            for match in re.finditer("[a-z0-9]+", folded)
        ]
    result: list[tuple[str, TextSpan]] = []
    letters, starts, ends = normalize_with_offsets(text)
    word_start = -1  # of the word that is open
    for index, letter in enumerate(letters):
        word_part = _WORD_CHARACTERS[ord(letter)]
        if word_part == letter != " ":
            word_start = index if word_start < 0 else word_start
            continue
        if word_start >= 0:
            result.append(
                (letters[word_start:index], TextSpan(starts[word_start], ends[index - 1]))
            )
            word_start = -1
        if word_part != " ":
            result.append((letter, TextSpan(starts[index], ends[index])))
    if word_start >= 0:
        result.append((letters[word_start:], TextSpan(starts[word_start], ends[-1])))
    return result


def is_ignorable(character: str) -> bool:
    """Say whether a character does not count: a mark, or something that is not seen."""
    return _FOLDS[ord(character)] is None


def is_invisible(character: str) -> bool:
    """Say whether nothing is shown for a character, as for a control or a joiner.

    A space is not among them.
    """
    return unicodedata.category(character) in {"Cc", "Cf"} or _in_ranges(
        character, _INVISIBLE_RANGES
    )


def is_single_letter_word(letter: str) -> bool:
    """Say whether a folded letter is a word of its own in a search."""
    return _WORD_CHARACTERS[ord(letter)] == f" {letter} "


def is_unspaced(character: str) -> bool:
    """Say whether a letter belongs to a script that is searched letter by letter."""
    return _in_ranges(character, _UNSPACED_RANGES)


def _compose(folded: str) -> str:
    """Return a text with its letters put together, in time that grows with its length."""
    return unicodedata.normalize("NFC", _LONG_MARK_RUN.sub(_sort_marks, folded))


def _sort_marks(marks: re.Match[str]) -> str:
    """Return many marks in the order of Unicode, to which NFC would swap them one by one."""
    runs = groupby(marks.group(), key=lambda mark: unicodedata.combining(mark) != 0)
    return "".join(mark for _kind, run in runs for mark in sorted(run, key=unicodedata.combining))


def _fold_character(character: str) -> str:
    """Return what stands for one character, its own accents taken off it already."""
    if character in _PUNCTUATION_FOLDS:  # some of them would come apart into a space and a mark
        return _PUNCTUATION_FOLDS[character]
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(map(_fold_letter, unicodedata.normalize("NFKD", decomposed)))


def _fold_letter(letter: str) -> str:
    """Return what stands for one letter, small and taken apart already; "" for nothing."""
    if letter in _PUNCTUATION_FOLDS or letter in _LETTER_FOLDS:
        return _PUNCTUATION_FOLDS.get(letter) or _LETTER_FOLDS[letter]
    category = unicodedata.category(letter)
    if category[0] == "Z" or letter.isspace():
        return " "
    if is_invisible(letter) or _in_ranges(letter, _IGNORED_RANGES):
        return ""
    if category[0] == "M" and _in_ranges(letter, _OPTIONAL_MARK_RANGES):
        return ""
    if category == "Pd":
        return "-"
    return letter if letter.isascii() else _fold_by_name(letter)


def _fold_by_name(letter: str) -> str:
    """Return l for ł, o for ø, к for қ: what the letter's own name in Unicode says it is."""
    name = unicodedata.name(letter, "")
    if match := _LETTER_WITH_MARK.match(name):
        try:
            return _FOLDS[ord(unicodedata.lookup(f"{match[1]} SMALL LETTER {match[2]}"))] or ""
        except KeyError:
            return letter
    small_capital = _SMALL_CAPITAL.fullmatch(name)
    return small_capital[1].lower() if small_capital else letter


def _in_ranges(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


_SURROGATE = re.compile("[\ud800-\udfff]")


def replace_surrogates(value: Any) -> Any:
    """Return a text that can be stored as UTF-8, any other value unchanged.

    Bytes of the command line that are no UTF-8 come in as lone surrogates.
    """
    if isinstance(value, str) and not value.isascii():
        return _SURROGATE.sub("\ufffd", value)
    return value
