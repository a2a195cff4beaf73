"""The bytes of a vCard file, cut into cards and unfolded lines.

Everything here works on bytes, before any character is decoded: a fold may
split a UTF-8 character in two, and only the joined line can be decoded.

A physical line is what stands between two line ends; a logical line is a
property with all its folds joined. Three ways of folding are in the wild:
white space at the start of the next line (3.0, 4.0), ``=`` at the end of a
quoted-printable line (2.1), and base64 that goes on until an empty line (2.1).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

# UTF-32 stands before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"B\x00E\x00", "utf-16-le"),
    (b"\x00B\x00E", "utf-16-be"),
)
_MARKER = re.compile(rb"(?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*:[ \t]*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(
    rb"(?:[^:;]*\.)?AGENT(?:;[^:]*)?:[ \t]*(BEGIN[ \t]*:[ \t]*VCARD)?\s*", re.IGNORECASE
)
# Possessive, so that a line of many megabytes is walked over once.
_HEAD = re.compile(rb'(?:[^":]++|"[^"]*+")*+:')
_BASE64 = re.compile(rb";\s*(?:ENCODING\s*=\s*\"?)?(?:BASE64|B)\"?\s*(?:;|$)", re.IGNORECASE)
_SHORT = 200  # no marker and no AGENT line is longer
_BLANKS = (b" ", b"\t")
_SPLIT_CHARACTER = re.compile(rb"[ \t]=[89AB][0-9A-F]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One property as it stands in the card: unfolded, still in bytes.

    ``head`` is what comes before the colon, ``value`` what comes after it.
    """

    head: bytes
    value: bytes


class Ending(Enum):
    """How a card ended: as it is meant to, at the next card, or with the file."""

    PROPERLY = "properly"
    NEXT_CARD = "next card"
    FILE = "file"


@dataclass(slots=True, kw_only=True)
class RawCard:
    """The lines between BEGIN:VCARD and END:VCARD, and where they began.

    ``line`` is the 1-based number of the BEGIN line. Cards nested in an AGENT
    are left out.
    """

    line: int
    lines: list[Line] = field(default_factory=list)
    ending: Ending = Ending.FILE


def as_bytes(data: bytes) -> tuple[bytes, bool]:
    """Return the file as bytes that hold ASCII as ASCII, and whether all of it is UTF-8.

    A file in UTF-16 or UTF-32 becomes UTF-8; any other stays as it is, without
    its mark.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace").encode("utf-8", "replace"), True
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :], True
    return data, False


def raw_cards(data: bytes) -> Iterator[RawCard]:
    """Yield every card that begins in the file, in order, whole or not."""
    card: RawCard | None = None
    depth = 0  # how many AGENT cards are open inside this card
    agent_follows = False
    for number, item in _logical_lines(data):
        if item == b"BEGIN":
            if card is not None and agent_follows:
                depth += 1
            else:
                if card is not None:
                    card.ending = Ending.NEXT_CARD
                    yield card
                card, depth = RawCard(line=number), 0
        elif item == b"END" and depth:
            depth -= 1
        elif item == b"END" and card is not None:
            card.ending = Ending.PROPERLY
            yield card
            card = None
        elif card is not None and isinstance(item, Line) and not depth:
            card.lines.append(item)
        agent_follows = False
        if card is not None and isinstance(item, Line):
            agent_follows, inline = _opens_agent(item)
            depth += inline
    if card is not None:
        yield card


def _opens_agent(line: Line) -> tuple[bool, int]:
    """Say whether a nested card follows this line, and how many begin within it."""
    whole = line.head + b":" + line.value
    found = _AGENT.fullmatch(whole) if len(whole) < _SHORT else None
    if found is None:
        return False, 0
    return (False, 1) if found[1] else (True, 0)


def _marker(line: bytes) -> bytes:
    """Return b"BEGIN" or b"END" where a physical line is one of the two, else b""."""
    found = _MARKER.fullmatch(line) if len(line) < _SHORT else None
    return found[1].upper() if found else b""


def _logical_lines(data: bytes) -> Iterator[tuple[int, Line | bytes]]:
    """Yield each marker (b"BEGIN", b"END") and each property with its line number."""
    # CR CR LF is one line end: some transfers add a CR to a file that had it.
    data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = data.split(b"\n")
    at = 0
    while at < len(lines):
        number = at + 1
        first = lines[at].strip()
        if marker := _marker(first):
            at += 1
            yield number, marker
            continue
        if not first:
            at += 1
            continue
        whole, at = _unfold(lines, at)
        # Text without a colon belongs to no property.
        if b":" in whole:
            end = _head_end(whole)
            yield number, Line(head=whole[:end], value=whole[end + 1 :])


def _head_end(line: bytes) -> int:
    """Return where the colon after the parameters stands; one in quotes is theirs."""
    found = _HEAD.match(line)
    return found.end() - 1 if found else line.index(b":")


def _unfold(lines: list[bytes], at: int) -> tuple[bytes, int]:
    """Return the whole property that begins at ``at``, and where the next one begins."""
    parts = [lines[at].lstrip()]
    at += 1
    # The parameters themselves may be folded, so the head is made whole first.
    while b":" not in parts[-1] and at < len(lines) and lines[at][:1] in _BLANKS:
        parts.append(lines[at][1:])
        at += 1
    start = b"".join(parts)
    head = start[: _head_end(start)] if b":" in start else start
    if b"QUOTED-PRINTABLE" in head.upper():
        return _unfold_quoted(lines, at, start)
    base64 = _BASE64.search(head) is not None
    parts = [start]
    while at < len(lines) and not _marker(lines[at]):
        line = lines[at]
        if line[:1] in _BLANKS:
            parts.append(line[1:])
        elif not (base64 and line and b":" not in line):
            break
        at += 1
    return b"".join(parts), at


def _unfold_quoted(lines: list[bytes], at: int, start: bytes) -> tuple[bytes, int]:
    """Join a quoted-printable property: ``=`` at a line's end takes the next line as it is."""
    parts = [start]
    soft: list[int] = []  # which parts came after a ``=``
    while at < len(lines):
        last = parts[-1].rstrip()
        goes_on = last.endswith(b"=")
        if goes_on:
            parts[-1] = last[:-1]
        # Nothing is joined over the end of the card, whatever the line before says.
        if _marker(lines[at]):
            break
        if goes_on:
            soft.append(len(parts))
            parts.append(lines[at])
        elif lines[at][:1] in _BLANKS:
            parts.append(lines[at][1:])
        else:
            break
        at += 1
    if _is_indented(parts, soft):
        for index in soft:
            parts[index] = parts[index][1:]
    return b"".join(parts), at


def _is_indented(parts: list[bytes], soft: list[int]) -> bool:
    """Say whether the white space after each soft line break is a fold, not text.

    Quoted-printable itself has no fold, so the space is text; yet some writers
    fold on top of it. They show themselves by a character cut in two, by
    writing their own spaces as ``=20``, or by cutting at one fixed width.
    """
    later = [parts[index] for index in soft if parts[index]]
    if not later or any(part[:1] not in _BLANKS for part in later):
        return False
    if any(_SPLIT_CHARACTER.match(part) for part in later):
        return True
    written = [parts[0].partition(b":")[2], *(part[1:] for part in later)]
    if any(b"=20" in part for part in written) and not any(b" " in part for part in written):
        return True
    widths = [len(part) for part in parts[:-1]]
    return len(later) > 1 and max(widths) - min(widths) <= 3
