"""Terms of a search query, matching of texts, and the excerpt around the first match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recovery_journal.domain.fields import ContactRefs, RatedNames, Text, VocabularyNames
from recovery_journal.domain.record import Record
from recovery_journal.text import (
    TextSpan,
    is_ignorable,
    normalize,
    replace_surrogates,
    search_words,
    search_words_with_spans,
)

_SNIPPET_LENGTH = 120
"""Characters of a snippet, about."""
_LEAD_LENGTH = 32
"""Characters of it in front of the first thing found."""
_CUT_RANGE = 40
"""Characters within which a space is looked for to cut at; parts overlap by as many."""
_MAX_TERM_LENGTH = 200
"""Characters of one thing wanted that parts make room for."""
# A long text is looked through in large parts, then the one that holds most in
# small ones: only the last of them is looked at letter by letter.
_CHUNK_SIZES = (5000, 80)
_SPACE = re.compile(r"\s")
_JOINER = "\u200d"

Terms = Sequence[Sequence[str]]


def make_snippet(text: str, terms: Terms, marks: str = "") -> str:
    """Return the part of a text that holds most of what is wanted, with "…" where it is cut.

    ``terms`` is as ``search.tokenize`` returns it. ``marks`` are the two
    characters that go before and after each thing found.
    """
    start, end = 0, len(text)
    for size in _CHUNK_SIZES:
        start, end = _best_chunk(text, start, end, size, terms)
    matches = _find_matches(text[start:end], terms)
    first, last = _snippet_range(text, start + matches[0].start if matches else 0)
    excerpt = text[first:last]
    output, position = ["…"] if first else [], 0
    for match in _find_matches(excerpt, terms):
        output += (
            excerpt[position : match.start],
            marks[:1],
            excerpt[match.start : match.end],
            marks[1:],
        )
        position = match.end
    output += (excerpt[position:], "…" if last < len(text) else "")
    return "".join(output)


def _best_chunk(text: str, start: int, end: int, size: int, terms: Terms) -> TextSpan:
    """Return the first part of about ``size`` letters that holds most of what is wanted."""
    if end - start <= size:
        return TextSpan(start, end)
    overlap = min(_MAX_TERM_LENGTH, max(_CUT_RANGE, *(2 * len(" ".join(term)) for term in terms)))
    best, best_count = TextSpan(start, end), 0
    for chunk in _chunks(text, start, end, max(size, 2 * overlap), overlap):
        count = sum(contains_each(text[chunk.start : chunk.end], terms))
        if count > best_count:
            best, best_count = chunk, count
        if count == len(terms):
            break
    return best


def _chunks(text: str, start: int, end: int, size: int, overlap: int) -> Iterator[TextSpan]:
    """Give the parts of a text, cut at spaces where there are some, each with the next's start."""
    while True:
        last = min(start + size, end)
        if last < end:
            space = _SPACE.search(text, last, min(last + _CUT_RANGE, end))
            last = space.start() if space else last
        yield TextSpan(start, last)
        if last == end:
            return
        space = _SPACE.search(text, last - overlap, last)
        start = space.end() if space else last - overlap


def _find_matches(text: str, terms: Terms) -> list[TextSpan]:
    """Return where the things wanted stand, in their order, none over another."""
    tokens = search_words_with_spans(text)
    matches: list[TextSpan] = []
    token_texts = [word for word, _place in tokens]
    first_words = tuple(term[0] for term in terms)
    last = len(terms) - 1
    for index, word in enumerate(token_texts):
        if not word.startswith(first_words):
            continue
        matching_terms = [
            term
            for n, term in enumerate(terms)
            if _term_matches_at(token_texts, index, term, n == last)
        ]
        if not matching_terms:
            continue
        end = tokens[index + max(map(len, matching_terms)) - 1][1].end
        while end < len(text) and is_ignorable(text[end]):
            end += 1  # an accent written as a mark of its own goes with its letter
        match_range = TextSpan(tokens[index][1].start, end)
        if matches and match_range.start < matches[-1].end:  # they lie over each other
            previous = matches.pop()
            match_range = TextSpan(previous.start, max(previous.end, match_range.end))
        matches.append(match_range)
    return matches


def _term_matches_at(
    token_texts: Sequence[str], index: int, term: Sequence[str], as_prefix: bool
) -> bool:
    """Say whether the thing wanted stands at this word, or a word that begins like it."""
    window = token_texts[index : index + len(term)]
    if len(window) < len(term) or window[:-1] != term[:-1]:
        return False
    return window[-1].startswith(term[-1]) if as_prefix else window[-1] == term[-1]


def _snippet_range(text: str, first: int) -> TextSpan:
    """Return where the snippet around the first thing found is cut, at spaces if they are near."""
    start = max(0, min(first - _LEAD_LENGTH, len(text) - _SNIPPET_LENGTH))
    if start:
        space = _SPACE.search(text, start, first)
        start = space.end() if space else start
        while start < first and _is_inseparable(text, start):
            start += 1
    end = start + _SNIPPET_LENGTH
    if end >= len(text):
        return TextSpan(start, len(text))
    cut_at = max(text.rfind(" ", end - _CUT_RANGE, end), text.rfind("\n", end - _CUT_RANGE, end))
    end = cut_at if cut_at > 0 else end
    while end > first and _is_inseparable(text, end):
        end -= 1
    return TextSpan(start, end)


def _is_inseparable(text: str, index: int) -> bool:
    """Say whether a character cannot be cut off from the one before it."""
    character = text[index]
    return (
        is_ignorable(character)
        or text[index - 1] == _JOINER
        or unicodedata.category(character)[0] == "M"
    )


def tokenize(text: str) -> list[list[str]]:
    """Return what a search looks for: each word of the text, as the words it falls into.

    "o'brien" falls into two that stand together, and so does what is written
    without spaces. There is no query syntax: every sign only separates.
    """
    terms = [tokens for chunk in normalize(text).split() if (tokens := search_words(chunk))]
    unique_terms = dict.fromkeys(map(tuple, terms[:-1]))  # said twice is looked for once
    return [*map(list, unique_terms), *terms[-1:]]


def contains_all(text: str, terms: Sequence[Sequence[str]]) -> bool:
    """Whether a text has everything that is wanted, the last of it as a start."""
    return bool(terms) and all(contains_each(text, terms))


def contains_each(text: str, terms: Sequence[Sequence[str]]) -> list[bool]:
    """Say of each thing wanted whether a text has it, the last as a start."""
    haystack = f" {' '.join(search_words(text))} "
    *complete, prefix = (f" {' '.join(term)}" for term in terms)
    return [*(f"{term} " in haystack for term in complete), prefix in haystack]


def searchable_text(record: Record) -> str:
    """Return everything in the record that a person wrote, one piece a line."""
    texts: list[str] = [record.note or ""]
    for name, field in record.fields.items():
        value = getattr(record, name)
        if isinstance(field, Text):
            texts.append(value or "")
        elif isinstance(field, ContactRefs):
            texts += [element.name for element in value]
        elif isinstance(field, RatedNames):
            texts += [element.name.replace("_", " ") for element in value]
        elif isinstance(field, VocabularyNames):
            texts += [element.replace("_", " ") for element in value]
    return "\n".join(replace_surrogates(text) for text in texts if text)


class SearchHit(NamedTuple):
    """A record that a search found; ``terms`` and ``marks`` are what it was given."""

    record: Record
    terms: list[list[str]]
    marks: str

    @property
    def snippet(self) -> str:
        """The words around what was found, which stands in ``marks``; cut when it is asked for."""
        return make_snippet(searchable_text(self.record), self.terms, self.marks)
