"""What of a vCard file could not be read: where it is, and a sentence that says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recovery_journal.exchange.vcard_cards import (
    MOST_CARDS,
    MOST_LINES,
    Ending,
    RawCard,
    StrayLines,
)
from recovery_journal.exchange.vcard_lines import AGENT, Line
from recovery_journal.exchange.vcard_values import clean_words, decode, read_property, unescape
from recovery_journal.words import _

_SHOWN = 60  # characters of a line that are shown to find it by
_BREAK = re.compile(r"\\+[nN]|[\r\n]+")  # of a card that is the text of a line
_FULL_NAME = re.compile(r"(?:[\w-]+\.)?FN(?:;[^:]*)?:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One card, or some lines, that could not be read: where, and a sentence that says why."""

    place: str
    reason: str
    line: int


def without_end(raw: RawCard) -> Refused | None:
    """Return the card as refused where it has no end, else None."""
    if raw.ending is Ending.NEXT_CARD:
        return of_card(
            raw, _("This card has no end: the next one begins before its END:VCARD line.")
        )
    if raw.ending is Ending.FILE:
        return of_card(
            raw,
            _("The file ends in the middle of this card. It may have been cut off on its way."),
        )
    return None


def without_name(raw: RawCard) -> Refused:
    """Return the card as refused: there is nothing to call it by."""
    return of_card(raw, _("This card has no name, organisation, e-mail address or phone number."))


def without_character_set(raw: RawCard) -> Refused:
    """Return the card as refused: nobody can say which letters its bytes are."""
    return of_card(
        raw,
        _(
            "The letters of this card are in a character set that is not clear, and a guess "
            "could spell a name wrongly. Exported as UTF-8, it can be read."
        ),
    )


def of_card(raw: RawCard, reason: str) -> Refused:
    """Return a whole card as refused for this reason."""
    place = _("card {number} (line {line})").format(number=raw.number, line=raw.line)
    return Refused(place=place, reason=reason, line=raw.line)


def rest_of(raw: RawCard) -> Refused:
    """Return the lines of a card that were more than are read."""
    reason = _("This card has more than {n} lines; from here on they were left out.").format(
        n=MOST_LINES
    )
    return _at(raw.cut_at, raw.cut_at, reason)


def of_lines(stray: StrayLines) -> Refused:
    """Return lines that belong to nothing as refused."""
    return _at(stray.first, stray.last, _reason(stray))


def _at(first: int, last: int, reason: str) -> Refused:
    if first == last:
        place = _("line {line}").format(line=first)
    else:
        place = _("lines {first} to {last}").format(first=first, last=last)
    return Refused(place=place, reason=reason, line=first)


def _reason(stray: StrayLines) -> str:
    if stray.why == "agent":
        if name := _shown(_name_of(stray.named)):
            return _("The card of an assistant (AGENT) was left out: {text}").format(text=name)
        return _("The card of an assistant (AGENT) was left out.")
    if stray.why == "agent without end":
        if name := _shown(_name_of(stray.named)):
            return _(
                "A card within a card that has no end of its own; it was left out: {text}"
            ).format(text=name)
        return _("A card within a card that has no end of its own; it was left out.")
    if stray.why == "too many cards":
        return _("The file has more than {n} cards; from here on they were left out.").format(
            n=MOST_CARDS
        )
    if stray.why == "too many lines":
        return _("The file has too many lines; from here on they were left out.")
    text = _shown(decode(stray.text))
    if stray.why == "too long":
        return _("This line is too long to be read: {text}").format(text=text)
    if stray.why == "no property":
        return _("This belongs to no line of the card, and was left out: {text}").format(text=text)
    return _("This stands outside of any card, and was left out: {text}").format(text=text)


def _shown(text: str) -> str:
    text = clean_words(text)
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text


def _name_of(line: Line | None) -> str:
    """Return the name that a line says: itself, or those of the card that is its text."""
    if line is None:
        return ""
    text = read_property(line, utf8=False).text()
    if line.name == AGENT and text.lstrip()[:5].upper() == "BEGIN":
        names = (_FULL_NAME.fullmatch(one.strip()) for one in _BREAK.split(text))
        text = ", ".join(found[1] for found in names if found)
    return unescape(text, old=False)
