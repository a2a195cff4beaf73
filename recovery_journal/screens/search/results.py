"""What a search finds, as lines: entries, people, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.content import Content

from recovery_journal.dates import short_day
from recovery_journal.report.entry_text import title
from recovery_journal.report.network_text import role_words
from recovery_journal.report.plain import fit, harmless
from recovery_journal.text import words
from recovery_journal.widgets.kinds import title_room
from recovery_journal.widgets.long_list import Line
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.keeping import TalkItem
    from recovery_journal.storage.entries import Found
    from recovery_journal.storage.journal import Journal

MOST = 50
"""Entries shown; then another word narrows them down."""
BESIDES = 5
"""People, and things to talk about, shown above the entries."""
MARKS = "\ue000\ue001"
"""Around each word found: two code points that no text has a use for."""
BEFORE = 24
"""Characters in front of the first word found, so that it is in sight on a narrow screen."""
LONGEST = 200
"""Characters of what was typed that are looked for."""


class Result(NamedTuple):
    """One thing found: what it is, its id, and its line, which is drawn when it is in sight."""

    what: Literal["entry", "person", "talk"]
    id: int
    kind: str
    draw: Callable[[], Line]

    @property
    def line(self) -> Line:
        """The line that says what was found."""
        return self.draw()


def wanted(typed: str) -> str:
    """Return what is to be looked for; "" for less than two letters, unless one is a word."""
    text = typed[:LONGEST]
    letters = "".join(words(text))
    return text if len(letters) > 1 or not letters.isascii() else ""


def find(
    journal: Journal, text: str, kinds: Sequence[str], today: date
) -> tuple[list[Result], bool]:
    """Return what holds every word, people first, and whether there are more entries."""
    found, more = journal.entries.search(text, kinds, MOST, MARKS)
    people = [] if kinds else journal.contacts.search(text)[:BESIDES]
    talk = [] if kinds else journal.talk.search(text)[:BESIDES]
    own = journal.settings.word("return_to_use")
    own = harmless(own) if own else None
    room = title_room(own)
    results = [Result("person", one.id, "", partial(_person, one, room)) for one in people]
    results += [Result("talk", one.id, "", partial(_talk, one)) for one in talk]
    for one in found:
        draw = partial(_entry, one, today, own, room)
        results.append(Result("entry", one.record.id, one.record.kind, draw))
    return results, more


def _person(contact: Contact, room: int) -> Line:
    words = Content.assemble(
        (fit(role_words(contact), room), "$text-muted"),
        "  ",
        (harmless(contact.name), "bold"),
    )
    return Line(contact.id, _("People"), words)


def _talk(item: TalkItem) -> Line:
    return Line(item.id, _("To talk about"), Content(harmless(item.text)))


def _entry(found: Found, today: date, own: str | None, room: int) -> Line:
    record = found.record
    day = record.local_date
    group = short_day(day, weekday=day.year == today.year, year=day.year != today.year)
    words = Content.assemble(
        (fit(title(record, own), room), "$text-muted"), "  ", snippet(found.snippet)
    )
    return Line(record.id, group, words)


def snippet(text: str) -> Content:
    """Return the words around those found, which are bold; the first of them near the start."""
    opens, closes = MARKS[0], MARKS[1]
    # The marks alone would send every text the slow way, letter by letter.
    if not text.replace(opens, "").replace(closes, "").isprintable():
        text = harmless(text)
    first = text.find(opens)
    if first > BEFORE:
        cut = text.find(" ", first - BEFORE)
        text = "…" + text[cut + 1 if 0 <= cut < first else first :]
    parts: list[str | tuple[str, str]] = []
    for piece in text.split(opens):
        bold, mark, rest = piece.partition(closes)
        parts += [(bold, "bold $accent"), rest] if mark else [piece]
    return Content.assemble(*parts)
