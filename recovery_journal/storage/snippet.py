"""The words around what a search found, cut from the text as the person wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from recovery_journal.storage.writing import has_each
from recovery_journal.text import Place, is_nothing, words_with_places

_ROOM = 120
"""Characters of a snippet, about."""
_BEFORE = 32
"""Characters of it in front of the first thing found."""
_NEAR = 40
"""Characters within which a space is looked for to cut at; parts overlap by as many."""
_LONGEST = 200
"""Characters of one thing wanted that parts make room for."""
# A long text is looked through in large parts, then the one that holds most in
# small ones: only the last of them is looked at letter by letter.
_SIZES = (5000, 80)
_SPACE = re.compile(r"\s")
_JOINER = "\u200d"

Wanted = Sequence[Sequence[str]]


def snippet(text: str, wanted: Wanted, marks: str = "") -> str:
    """Return the part of a text that holds most of what is wanted, with "…" where it is cut.

    ``wanted`` is as ``writing.wanted_of`` returns it. ``marks`` are the two
    characters that go before and after each thing found.
    """
    start, end = 0, len(text)
    for size in _SIZES:
        start, end = _fullest(text, start, end, size, wanted)
    found = _found(text[start:end], wanted)
    first, last = _edges(text, start + found[0].start if found else 0)
    shown = text[first:last]
    pieces, at = ["…"] if first else [], 0
    for one in _found(shown, wanted):
        pieces += (shown[at : one.start], marks[:1], shown[one.start : one.end], marks[1:])
        at = one.end
    pieces += (shown[at:], "…" if last < len(text) else "")
    return "".join(pieces)


def _fullest(text: str, start: int, end: int, size: int, wanted: Wanted) -> Place:
    """Return the first part of about ``size`` letters that holds most of what is wanted."""
    if end - start <= size:
        return Place(start, end)
    overlap = min(_LONGEST, max(_NEAR, *(2 * len(" ".join(one)) for one in wanted)))
    best, most = Place(start, end), 0
    for part in _parts(text, start, end, max(size, 2 * overlap), overlap):
        held = sum(has_each(text[part.start : part.end], wanted))
        if held > most:
            best, most = part, held
        if held == len(wanted):
            break
    return best


def _parts(text: str, start: int, end: int, size: int, overlap: int) -> Iterator[Place]:
    """Give the parts of a text, cut at spaces where there are some, each with the next's start."""
    while True:
        last = min(start + size, end)
        if last < end:
            space = _SPACE.search(text, last, min(last + _NEAR, end))
            last = space.start() if space else last
        yield Place(start, last)
        if last == end:
            return
        space = _SPACE.search(text, last - overlap, last)
        start = space.end() if space else last - overlap


def _found(text: str, wanted: Wanted) -> list[Place]:
    """Return where the things wanted stand, in their order, none over another."""
    there = words_with_places(text)
    found: list[Place] = []
    plain = [word for word, _place in there]
    heads = tuple(one[0] for one in wanted)
    last = len(wanted) - 1
    for at, word in enumerate(plain):
        if not word.startswith(heads):
            continue
        here = [one for n, one in enumerate(wanted) if _is_at(plain, at, one, n == last)]
        if not here:
            continue
        end = there[at + max(map(len, here)) - 1][1].end
        while end < len(text) and is_nothing(text[end]):
            end += 1  # an accent written as a mark of its own goes with its letter
        place = Place(there[at][1].start, end)
        if found and place.start < found[-1].end:  # they lie over each other
            before = found.pop()
            place = Place(before.start, max(before.end, place.end))
        found.append(place)
    return found


def _is_at(there: Sequence[str], at: int, one: Sequence[str], as_start: bool) -> bool:
    """Say whether the thing wanted stands at this word, or a word that begins like it."""
    here = there[at : at + len(one)]
    if len(here) < len(one) or here[:-1] != one[:-1]:
        return False
    return here[-1].startswith(one[-1]) if as_start else here[-1] == one[-1]


def _edges(text: str, first: int) -> Place:
    """Return where the snippet around the first thing found is cut, at spaces if they are near."""
    start = max(0, min(first - _BEFORE, len(text) - _ROOM))
    if start:
        space = _SPACE.search(text, start, first)
        start = space.end() if space else start
        while start < first and _is_joined(text, start):
            start += 1
    end = start + _ROOM
    if end >= len(text):
        return Place(start, len(text))
    near = max(text.rfind(" ", end - _NEAR, end), text.rfind("\n", end - _NEAR, end))
    end = near if near > 0 else end
    while end > first and _is_joined(text, end):
        end -= 1
    return Place(start, end)


def _is_joined(text: str, at: int) -> bool:
    """Say whether a character cannot be cut off from the one before it."""
    one = text[at]
    return is_nothing(one) or text[at - 1] == _JOINER or unicodedata.category(one)[0] == "M"
