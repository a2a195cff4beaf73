"""Entries by day, a page at a time, and the results of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.talk_item import TalkItem
    from recovery_journal.rules.search import SearchHit
    from recovery_journal.storage import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Some entries, newest first; ``has_more`` says that there are older ones.

    ``own_word`` is the person's own word for a return to use.
    """

    records: tuple[Record, ...]
    has_more: bool
    own_word: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What holds every word: entries, newest first, contacts, and what is to be talked about.

    ``has_more`` says that more entries hold them; ``own_word`` is the person's own
    word for a return to use.
    """

    hits: tuple[SearchHit, ...]
    has_more: bool
    contacts: tuple[Contact, ...]
    talk_items: tuple[TalkItem, ...]
    own_word: str | None


def load_timeline(
    journal: Journal,
    kinds: Sequence[str],
    limit: int,
    *,
    offset: int = 0,
    start: date | None = None,
    end: date | None = None,
) -> TimelinePage:
    """Return at most ``limit`` entries of these kinds, of any kind where none is named.

    They are those from the ``offset``-th newest on, or the newest from ``start`` to ``end``.
    """
    if start is None and end is None:
        records = journal.entries.page(offset, limit + 1, kinds)
        has_more = len(records) > limit
    else:
        records, has_more = journal.entries.timeline(start, end, kinds, limit)
    return TimelinePage(
        records=tuple(records[:limit]),
        has_more=has_more,
        own_word=journal.settings.word_for("return_to_use"),
    )


def search_journal(
    journal: Journal, text: str, kinds: Sequence[str], limit: int, marks: str = ""
) -> SearchResults:
    """Return what holds every word of the text; with ``kinds``, only entries of these.

    ``limit`` is how many entries at most; ``marks`` two characters that stand before
    and after each word found in a snippet.
    """
    hits, has_more = journal.entries.search(text, kinds, limit, marks)
    return SearchResults(
        hits=tuple(hits),
        has_more=has_more,
        contacts=() if kinds else tuple(journal.contacts.search(text)),
        talk_items=() if kinds else tuple(journal.talk_items.search(text)),
        own_word=journal.settings.word_for("return_to_use"),
    )
