"""What a search finds, as lines: entries, people, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.content import Content

from recovery_journal.dates import short_day
from recovery_journal.i18n import _
from recovery_journal.queries.timeline import search_journal
from recovery_journal.report.entry_text import entry_kind_label
from recovery_journal.report.network_text import role_text
from recovery_journal.terminal_text import escape_control, fit_width
from recovery_journal.text import search_words
from recovery_journal.widgets.filter_dialog import entry_title_width
from recovery_journal.widgets.virtual_list import ListLine

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.talk_item import TalkItem
    from recovery_journal.rules.search import SearchHit
    from recovery_journal.storage import Journal

MAX_ENTRIES = 50
"""Entries shown; then another word narrows them down."""
MAX_OTHERS = 5
"""People, and things to talk about, shown above the entries."""
MARKS = "\ue000\ue001"
"""Around each word found: two code points that no text has a use for."""
MAX_LEAD = 24
"""Characters in front of the first word found, so that it is in sight on a narrow screen."""
MAX_QUERY_LENGTH = 200
"""Characters of what was typed that are looked for."""


class SearchResult(NamedTuple):
    """One thing found: what it is, its id, and its line, which is drawn when it is in sight."""

    result_type: Literal["entry", "person", "talk"]
    id: int
    kind: str
    make_line: Callable[[], ListLine]

    @property
    def line(self) -> ListLine:
        """The line that says what was found."""
        return self.make_line()


def search_query(typed_text: str) -> str:
    """Return what is to be looked for; "" for less than two letters, unless one is a word."""
    text = typed_text[:MAX_QUERY_LENGTH]
    letters = "".join(search_words(text))
    return text if len(letters) > 1 or not letters.isascii() else ""


def find_results(
    journal: Journal, text: str, kinds: Sequence[str], today: date
) -> tuple[list[SearchResult], bool]:
    """Return what holds every word, people first, and whether there are more entries."""
    found_items = search_journal(journal, text, kinds, MAX_ENTRIES, MARKS)
    own_word = found_items.own_word and escape_control(found_items.own_word)
    title_width = entry_title_width(own_word)
    results = [
        SearchResult("person", contact.id, "", partial(_person_line, contact, title_width))
        for contact in found_items.contacts[:MAX_OTHERS]
    ]
    results += [
        SearchResult("talk", item.id, "", partial(_talk_line, item))
        for item in found_items.talk_items[:MAX_OTHERS]
    ]
    for hit in found_items.hits:
        draw = partial(_entry_line, hit, today, own_word, title_width)
        results.append(SearchResult("entry", hit.record.id, hit.record.kind, draw))
    return results, found_items.has_more


def _person_line(contact: Contact, title_width: int) -> ListLine:
    content = Content.assemble(
        (fit_width(role_text(contact), title_width), "$text-muted"),
        "  ",
        (escape_control(contact.name), "bold"),
    )
    return ListLine(contact.id, _("People"), content)


def _talk_line(item: TalkItem) -> ListLine:
    return ListLine(item.id, _("To talk about"), Content(escape_control(item.text)))


def _entry_line(hit: SearchHit, today: date, own_word: str | None, title_width: int) -> ListLine:
    record = hit.record
    day = record.local_date
    group = short_day(day, weekday=day.year == today.year, year=day.year != today.year)
    content = Content.assemble(
        (fit_width(entry_kind_label(record, own_word), title_width), "$text-muted"),
        "  ",
        snippet_content(hit.snippet),
    )
    return ListLine(record.id, group, content)


def snippet_content(text: str) -> Content:
    """Return the words around those found, which are bold; the first of them near the start."""
    start_mark, end_mark = MARKS[0], MARKS[1]
    # The marks alone would send every text the slow way, letter by letter.
    if not text.replace(start_mark, "").replace(end_mark, "").isprintable():
        text = escape_control(text)
    first = text.find(start_mark)
    if first > MAX_LEAD:
        word_start = text.find(" ", first - MAX_LEAD)
        text = "…" + text[word_start + 1 if 0 <= word_start < first else first :]
    parts: list[str | tuple[str, str]] = []
    for segment in text.split(start_mark):
        match_text, end_found, tail = segment.partition(end_mark)
        parts += [(match_text, "bold $accent"), tail] if end_found else [segment]
    return Content.assemble(*parts)
