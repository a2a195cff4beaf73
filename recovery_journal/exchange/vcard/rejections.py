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
    StrayReason,
)
from recovery_journal.exchange.vcard.unfold import AGENT, ContentLine
from recovery_journal.i18n import N_, _

_PREVIEW_LENGTH = 60  # characters of a line that are shown to find it by
_EMBEDDED_LINE_BREAK = re.compile(r"\\+[nN]|[\r\n]+")  # of a card that is the text of a line
_FULL_NAME = re.compile(r"(?:[\w-]+\.)?FN(?:;[^:]*)?:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One card, or some lines, that could not be read: where, and a sentence that says why."""

    location: str
    reason: str
    line: int


_CARD_REASONS = {
    "no end": N_("This card has no end: the next one begins before its END:VCARD line."),
    "cut off": N_("The file ends in the middle of this card. It may have been cut off on its way."),
    "unnamed": N_("This card has no name, organisation, e-mail address or phone number."),
    "charset": N_(
        "The letters of this card are in a character set that is not clear, and a guess "
        "could spell a name wrongly. Exported as UTF-8, it can be read."
    ),
}
"""Why a whole card is not read."""
_STRAY_REASONS: dict[StrayReason, str] = {
    "agent": N_("The card of an assistant (AGENT) was left out: {text}"),
    "agent without end": N_(
        "A card within a card that has no end of its own; it was left out: {text}"
    ),
    "too many cards": N_("The file has more than {n} cards; from here on they were left out."),
    "too many lines": N_("The file has too many lines; from here on they were left out."),
    "too long": N_("This line is too long to be read: {text}"),
    "no property": N_("This belongs to no line of the card, and was left out: {text}"),
    "no card": N_("This stands outside of any card, and was left out: {text}"),
}
_UNNAMED_AGENT_REASONS: dict[StrayReason, str] = {
    "agent": N_("The card of an assistant (AGENT) was left out."),
    "agent without end": N_("A card within a card that has no end of its own; it was left out."),
}
"""Why lines are not read; of an assistant's card with a name to find it by, or without one."""


def reject_unended(raw: RawCard) -> Rejection | None:
    """Return the card as refused where it has no end, else None."""
    if raw.ending is CardEnding.COMPLETE:
        return None
    return reject_card(raw, "no end" if raw.ending is CardEnding.NEXT_CARD else "cut off")


def reject_card(raw: RawCard, reason: str) -> Rejection:
    """Return a whole card as refused for a reason of ``_CARD_REASONS``."""
    location = _("card {number} (line {line})").format(number=raw.number, line=raw.line)
    return Rejection(location=location, reason=_(_CARD_REASONS[reason]), line=raw.line)


def reject_truncated(raw: RawCard) -> Rejection:
    """Return the lines of a card that were more than are read."""
    reason = _("This card has more than {n} lines; from here on they were left out.").format(
        n=MAX_CARD_LINES
    )
    return _rejection_at(raw.truncated_at, raw.truncated_at, reason)


def reject_stray_lines(stray: StrayLines) -> Rejection:
    """Return lines that belong to nothing as refused."""
    is_agent = stray.reason in _UNNAMED_AGENT_REASONS
    text = _preview(_agent_name(stray.name_line) if is_agent else decode_text(stray.text))
    reasons = _UNNAMED_AGENT_REASONS if is_agent and not text else _STRAY_REASONS
    reason = _(reasons[stray.reason]).format(text=text, n=MAX_CARDS)
    return _rejection_at(stray.first, stray.last, reason)


def _rejection_at(first: int, last: int, reason: str) -> Rejection:
    if first == last:
        location = _("line {line}").format(line=first)
    else:
        location = _("lines {first} to {last}").format(first=first, last=last)
    return Rejection(location=location, reason=reason, line=first)


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
