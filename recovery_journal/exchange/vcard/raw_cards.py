"""The lines of a vCard file, sorted into cards: each between its BEGIN and its END.

Cards stand in one another where an assistant has a card of its own (AGENT, in
2.1), and where an END is missing. The first kind is named and left out. In the second,
nobody can say which card lost its end, so each that has one is read, the ones
within another too, and the others are named.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from recovery_journal.exchange.vcard.unfold import (
    AGENT,
    SKIPPED_PROPERTIES,
    TOO_MANY_LINES,
    ContentLine,
    StrayText,
    logical_lines,
)

MAX_CARDS = 200_000
"""The most cards of a file that are read."""
MAX_CARD_LINES = 10_000
"""The most lines of one card that are kept; an address book's cards have fewer than 200."""
MAX_TOTAL_LINES = 1_000_000
"""The most lines of all cards together that are kept."""
_MAX_DEPTH = 1000  # cards within cards, before the outermost is taken to have no end

# UTF-32 stands before UTF-16: its little-endian mark begins with the other's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"B\x00E\x00", "utf-16-le"),
    (b"\x00B\x00E", "utf-16-be"),
)
_BEGIN = re.compile(rb"[ \t]*BEGIN[ \t]*:[ \t]*VCARD\s*", re.IGNORECASE)


StrayReason = Literal[
    "no card",
    "no property",
    "too long",
    "agent",
    "agent without end",
    "too many lines",
    "too many cards",
]


class CardEnding(Enum):
    """How a card ended: as it is meant to, at the next card, or with the file."""

    COMPLETE = "properly"
    NEXT_CARD = "next card"
    FILE = "file"


@dataclass(slots=True, kw_only=True)
class RawCard:
    """The lines between BEGIN:VCARD and END:VCARD, and where they began.

    ``number`` is its place in the file and ``line`` the line of its BEGIN, both
    from 1. Lines that nothing is read from are left out, and what stands in an
    AGENT. ``truncated_at`` is the line from which on a card of too many was not read.
    """

    number: int
    line: int
    lines: list[ContentLine] = field(default_factory=list)
    photos: int = 0
    ending: CardEnding = CardEnding.FILE
    truncated_at: int = 0
    # How many assistants' cards are open in it, where the first of them began,
    # and where the last ended, if no line of its own came after that.
    open_agent_count: int = 0
    agent_from: int = 0
    agent_to: int = 0
    has_nested_card: bool = False
    # The assistants' cards that are open, as far as they are counted, and the last that ended.
    open_agents: list[StrayLines] = field(default_factory=list)
    agent: StrayLines | None = None


@dataclass(slots=True, kw_only=True)
class StrayLines:
    """Lines that are not read: where they are, how they begin, and why.

    Of an assistant's card ``name_line`` is the line that says who it is, if there is one.
    """

    first: int
    last: int
    text: bytes
    reason: StrayReason
    name_line: ContentLine | None = None


def to_utf8(data: bytes) -> tuple[bytes, bool]:
    """Return the file as bytes that hold ASCII as ASCII, and whether all of it is UTF-8.

    A file in UTF-16 or UTF-32 becomes UTF-8; any other stays as it is, without
    its mark.
    """
    for bom, codec in _BYTE_ORDER_MARKS:
        if data.startswith(bom):
            return data.decode(codec, "replace").encode("utf-8", "replace"), True
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :], True
    return data, False


def split_cards(data: bytes) -> Iterator[RawCard | StrayLines]:
    """Yield every card that begins in the file, whole or not, and what belongs to none."""
    return _CardSplitter().split(data)


class _CardSplitter:
    """Holds the cards that are open, the outermost first."""

    def __init__(self) -> None:
        self._open: list[RawCard] = []
        self._number = 0
        self._line_count = 0
        self._agent_follows = False
        self._stray: StrayLines | None = None

    def split(self, data: bytes) -> Iterator[RawCard | StrayLines]:
        for number, item in logical_lines(data):
            if not isinstance(item, StrayText):
                yield from self._flush_stray(item)
            if isinstance(item, ContentLine):
                yield from self._add_line(number, item)
            elif isinstance(item, StrayText):
                yield from self._add_stray(number, item)
            elif item == b"END":
                yield from self._end_card(number)
            elif reason := self._too_many(item):
                yield StrayLines(first=number, last=number, text=b"", reason=reason)
                break
            else:
                yield from self._begin_card(number)
        yield from self._flush_stray(None)
        while self._open:
            yield from _close_unended(self._open.pop())

    def _too_many(self, item: bytes) -> StrayReason | None:
        """Say what there is too much of for another card to be read."""
        if item == TOO_MANY_LINES or self._line_count >= MAX_TOTAL_LINES:
            return "too many lines"
        return "too many cards" if self._number >= MAX_CARDS else None

    def _begin_card(self, number: int) -> Iterator[RawCard | StrayLines]:
        if self._agent_follows and self._open:
            yield from self._begin_agent(number)
            return
        if self._open:
            self._open[-1].has_nested_card = True
        if len(self._open) >= _MAX_DEPTH:
            yield from _close_unended(self._open.pop(0))
        self._number += 1
        self._open.append(RawCard(number=self._number, line=number))

    def _begin_agent(self, number: int) -> Iterator[StrayLines]:
        self._agent_follows = False
        card = self._open[-1]
        if not card.open_agent_count:
            card.agent_from = number
            yield from _flush_agent(card)
        card.open_agent_count += 1
        if card.open_agent_count <= _MAX_DEPTH:
            agent = StrayLines(first=number, last=number, text=b"", reason="agent")
            card.open_agents.append(agent)

    def _end_agent(self, number: int) -> Iterator[StrayLines]:
        card = self._open[-1]
        if card.open_agent_count <= _MAX_DEPTH:
            agent = card.open_agents.pop()
            agent.last = number
            if card.open_agent_count > 1:
                yield agent
            else:
                card.agent = agent
        card.open_agent_count -= 1
        card.agent_to = number

    def _end_card(self, number: int) -> Iterator[RawCard | StrayLines]:
        self._agent_follows = False
        if not self._open:
            yield from self._add_stray(number, StrayText(b"END:VCARD"))
        elif self._open[-1].open_agent_count:
            yield from self._end_agent(number)
        else:
            card = self._open.pop()
            yield from _flush_agent(card)
            card.ending = CardEnding.COMPLETE
            yield card

    def _add_line(self, number: int, line: ContentLine) -> Iterator[StrayLines]:
        self._agent_follows = False
        if not self._open:
            text = line.head + b":" + line.value if line.head else line.name
            yield from self._add_stray(number, StrayText(text[:200]))
            return
        card = self._open[-1]
        if line.name == AGENT:
            self._agent_follows = not line.value.strip()
            if _BEGIN.fullmatch(line.value[:200]):
                yield from self._begin_agent(number)
            elif not self._agent_follows:
                yield StrayLines(
                    first=number, last=number, text=b"", reason="agent", name_line=line
                )
        elif card.open_agent_count:
            if line.name == b"FN" and card.open_agent_count <= _MAX_DEPTH:
                agent = card.open_agents[-1]
                agent.name_line = agent.name_line or line
            return
        elif line.name in SKIPPED_PROPERTIES:
            card.photos += line.value != b""
        # An address may stand in a parameter alone; any other says nothing without a value.
        elif line.head and not card.truncated_at and (line.value.strip() or line.name == b"ADR"):
            if len(card.lines) >= MAX_CARD_LINES:
                card.truncated_at = number
            else:
                card.lines.append(line)
                self._line_count += 1
        card.agent_to = 0
        if not card.open_agent_count:
            yield from _flush_agent(card)

    def _add_stray(self, number: int, stray: StrayText) -> Iterator[StrayLines]:
        """Note the line, together with the ones right before it."""
        if self._open and self._open[-1].open_agent_count:
            return
        reason: StrayReason = (
            "too long" if stray.too_long else "no property" if self._open else "no card"
        )
        if self._stray is not None and self._stray.reason == reason:
            self._stray.last = number
            return
        yield from self._flush_stray(None)
        self._stray = StrayLines(first=number, last=number, text=stray.text, reason=reason)

    def _flush_stray(self, item: object) -> Iterator[StrayLines]:
        """Yield the lines that belong to nothing, where they end before this item."""
        # Outside of cards, lines that look like properties go on with them.
        outside = not self._open and (isinstance(item, ContentLine) or item == b"END")
        if self._stray is not None and not outside:
            yield self._stray
            self._stray = None


def _flush_agent(card: RawCard) -> Iterator[StrayLines]:
    """Yield the assistant's card that ended last, once it is certain that it did."""
    if card.agent is not None:
        yield card.agent
        card.agent = None


def _close_unended(card: RawCard) -> Iterator[RawCard | StrayLines]:
    """Yield a card whose END did not come."""
    if card.agent_to and card.lines:
        # The END after an assistant's card may have been the card's own: then
        # the assistant's is missing, and that is no reason to lose the person.
        card.ending = CardEnding.COMPLETE
        agent = card.agent or card.open_agents[0]
        yield StrayLines(
            first=card.agent_from,
            last=card.agent_to,
            text=b"",
            reason="agent without end",
            name_line=agent.name_line,
        )
    elif card.has_nested_card:
        card.ending = CardEnding.NEXT_CARD
    yield card
