"""What of a vCard file could not be read: where it is, and a sentence that says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recovery_journal.exchange.vcard.properties import (
    clean_label,
    decode_text,
    parse_property,
    unescape_value,
)
from recovery_journal.exchange.vcard.raw_cards import (
    MAX_CARD_LINES,
    MAX_CARDS,
    CardEnding,
    RawCard,
    StrayLines,
)
from recovery_journal.exchange.vcard.unfold import AGENT, ContentLine
from recovery_journal.i18n import _

_PREVIEW_LENGTH = 60  # characters of a line that are shown to find it by
_EMBEDDED_LINE_BREAK = re.compile(r"\\+[nN]|[\r\n]+")  # of a card that is the text of a line
_FULL_NAME = re.compile(r"(?:[\w-]+\.)?FN(?:;[^:]*)?:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One card, or some lines, that could not be read: where, and a sentence that says why."""

    location: str
    reason: str
    line: int


def reject_unended(raw: RawCard) -> Rejection | None:
    """Return the card as refused where it has no end, else None."""
    if raw.ending is CardEnding.NEXT_CARD:
        return reject_card(
            raw, _("This card has no end: the next one begins before its END:VCARD line.")
        )
    if raw.ending is CardEnding.FILE:
        return reject_card(
            raw,
            _("The file ends in the middle of this card. It may have been cut off on its way."),
        )
    return None


def reject_unnamed(raw: RawCard) -> Rejection:
    """Return the card as refused: there is nothing to call it by."""
    return reject_card(
        raw, _("This card has no name, organisation, e-mail address or phone number.")
    )


def reject_unknown_charset(raw: RawCard) -> Rejection:
    """Return the card as refused: nobody can say which letters its bytes are."""
    return reject_card(
        raw,
        _(
            "The letters of this card are in a character set that is not clear, and a guess "
            "could spell a name wrongly. Exported as UTF-8, it can be read."
        ),
    )


def reject_card(raw: RawCard, reason: str) -> Rejection:
    """Return a whole card as refused for this reason."""
    location = _("card {number} (line {line})").format(number=raw.number, line=raw.line)
    return Rejection(location=location, reason=reason, line=raw.line)


def reject_truncated(raw: RawCard) -> Rejection:
    """Return the lines of a card that were more than are read."""
    reason = _("This card has more than {n} lines; from here on they were left out.").format(
        n=MAX_CARD_LINES
    )
    return _rejection_at(raw.truncated_at, raw.truncated_at, reason)


def reject_stray_lines(stray: StrayLines) -> Rejection:
    """Return lines that belong to nothing as refused."""
    return _rejection_at(stray.first, stray.last, _stray_reason(stray))


def _rejection_at(first: int, last: int, reason: str) -> Rejection:
    if first == last:
        location = _("line {line}").format(line=first)
    else:
        location = _("lines {first} to {last}").format(first=first, last=last)
    return Rejection(location=location, reason=reason, line=first)


def _stray_reason(stray: StrayLines) -> str:
    if stray.reason == "agent":
        if name := _preview(_agent_name(stray.name_line)):
            return _("The card of an assistant (AGENT) was left out: {text}").format(text=name)
        return _("The card of an assistant (AGENT) was left out.")
    if stray.reason == "agent without end":
        if name := _preview(_agent_name(stray.name_line)):
            return _(
                "A card within a card that has no end of its own; it was left out: {text}"
            ).format(text=name)
        return _("A card within a card that has no end of its own; it was left out.")
    if stray.reason == "too many cards":
        return _("The file has more than {n} cards; from here on they were left out.").format(
            n=MAX_CARDS
        )
    if stray.reason == "too many lines":
        return _("The file has too many lines; from here on they were left out.")
    text = _preview(decode_text(stray.text))
    if stray.reason == "too long":
        return _("This line is too long to be read: {text}").format(text=text)
    if stray.reason == "no property":
        return _("This belongs to no line of the card, and was left out: {text}").format(text=text)
    return _("This stands outside of any card, and was left out: {text}").format(text=text)


def _preview(text: str) -> str:
    text = clean_label(text)
    return f"{text[:_PREVIEW_LENGTH]}…" if len(text) > _PREVIEW_LENGTH else text


def _agent_name(line: ContentLine | None) -> str:
    """Return the name that a line says: itself, or those of the card that is its text."""
    if line is None:
        return ""
    text = parse_property(line, utf8=False).text()
    if line.name == AGENT and text.lstrip()[:5].upper() == "BEGIN":
        names = (
            _FULL_NAME.fullmatch(text_line.strip())
            for text_line in _EMBEDDED_LINE_BREAK.split(text)
        )
        text = ", ".join(match[1] for match in names if match)
    return unescape_value(text, is_v21=False)
