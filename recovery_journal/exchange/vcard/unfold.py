"""The bytes of a vCard file, cut into unfolded lines.

Everything here works on bytes, before any character is decoded: a fold may
split a UTF-8 character in two, and only the joined line can be decoded.

A physical line is what stands between two line ends; a logical line is a
property with all its folds joined. Three ways of folding are in the wild:
white space at the start of the next line (3.0, 4.0), ``=`` at the end of a
quoted-printable line (2.1), and base64 that goes on until an empty line (2.1).
A fourth comes from programs that lose the white space: a line that can be no
property goes on with the one before, where that is certain (``_continues_note``).

The file is walked over once. What is not read (a picture of many megabytes) is
never gathered, and what is gathered has a longest length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_PROPERTY_BYTES = 4 * 1024 * 1024
"""The most bytes of one property; a longer one is named and left out."""
MAX_FILE_LINES = 2_000_000
"""The most physical lines of a file; 64 MB in lines of usual length are half of that."""

SKIPPED_PROPERTIES = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY"})
AGENT = b"AGENT"
TOO_MANY_LINES = b"TOO MANY"
# The properties that something is read from; of all others the lines are walked over.
_READ_PROPERTIES = frozenset(
    {b"VERSION", b"UID", b"X-ABUID", b"FN", b"N", b"ORG", b"NICKNAME", b"NOTE"}
    | {b"TEL", b"EMAIL", b"ADR", b"X-ABLABEL"}
    | {b"KIND", b"X-ADDRESSBOOKSERVER-KIND", b"X-ABSHOWAS"}
)
# All that have been properties of a vCard. "Phone: 555" within a note is none.
_KNOWN_PROPERTIES = (
    _READ_PROPERTIES
    | SKIPPED_PROPERTIES
    | {AGENT}
    | frozenset(
        b"ADR ANNIVERSARY BDAY BIRTHPLACE CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP"
        b" CONTACT-URI CREATED DEATHDATE DEATHPLACE EXPERTISE FBURL GENDER GEO GRAMGENDER HOBBY"
        b" IMPP INTEREST JSPROP LABEL LANG LANGUAGE MAILER MEMBER NAME ORG-DIRECTORY PRODID PROFILE"
        b" PRONOUNS RELATED REV ROLE SOCIALPROFILE SORT-STRING SOURCE TITLE TZ URL XML".split()
    )
)
_PLAIN_NAME = re.compile(rb"([A-Za-z]++):")
_MARKER = re.compile(rb"(?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*:[ \t]*VCARD\s*", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\r\n|\r\n|\n|\r")  # some transfers add a CR to a file that had it
# Possessive, so that a line of many megabytes is walked over once.
_HEAD = re.compile(rb'(?:[^":]++|"[^"]*+")*+:')
_NAME = re.compile(rb"[ \t]*+(?:[\w-]++[ \t]*+\.)*+[ \t]*+([\w-]++)[ \t]*+(?:;|:(?!//))")
_BARE_NAME = re.compile(rb"[ \t]*+[\w.-]++[ \t]*+")
_BASE64 = re.compile(rb";\s*(?:ENCODING\s*=\s*\"?)?(?:BASE64|B)\"?\s*(?:;|$)", re.IGNORECASE)
_PREVIEW_BYTES = 200  # no marker is longer
_BLANKS = (b" ", b"\t")
_SPLIT_CHARACTER = re.compile(rb"[ \t]=[89AB][0-9A-F]", re.IGNORECASE)
# How many semicolons a whole address or name has.
_SEMICOLON_COUNTS = {b"ADR": 6, b"N": 4}
_UNESCAPED_SEMICOLON = re.compile(rb"(?<!\\);")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """One property as it stands in the card: unfolded, still in bytes.

    ``name`` is in capitals and without its group, ``head`` is what comes before
    the colon, ``value`` what comes after it. Of a property that nothing is read
    from, ``value`` is empty, or b"1" where a picture, sound or key is there.
    """

    name: bytes
    head: bytes
    value: bytes


class StrayText(NamedTuple):
    """Text that is no property: how it begins, and whether it was too long to be read."""

    text: bytes
    too_long: bool = False


NumberedItem = tuple[int, "ContentLine | StrayText | bytes"]


class _PhysicalLines:
    """The lines of a file one after the other: ``current`` is the present one, None at the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ends = _LINE_END.finditer(data)
        self._next = 0
        self.number = 0
        self.too_many = False
        self.current: bytes | None = b""
        self.is_truncated = False  # whether ``current`` is only the beginning of its line
        self.advance()

    def advance(self) -> None:
        """Go on to the next line."""
        start = self._next
        self.too_many = self.number >= MAX_FILE_LINES and start <= len(self._data)
        if start > len(self._data) or self.too_many:
            self.current, self.is_truncated = None, False
            return
        match = next(self._ends, None)
        end, self._next = match.span() if match else (len(self._data), len(self._data) + 1)
        self.is_truncated = end - start > MAX_PROPERTY_BYTES
        self.current = self._data[start : start + MAX_PROPERTY_BYTES if self.is_truncated else end]
        self.number += 1

    def has_indented_next(self) -> bool:
        """Say whether the line after this one begins with white space."""
        return self._data[self._next : self._next + 1] in _BLANKS


class _PropertyBuffer:
    """The parts of one property, no more of them than may be kept."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.too_long = False
        self._size = 0

    def add(self, chunk: bytes, *, is_truncated: bool = False) -> None:
        self._size += len(chunk) + 1
        self.too_long = self.too_long or is_truncated or self._size > MAX_PROPERTY_BYTES
        if not self.too_long:
            self.chunks.append(chunk)

    def join(self) -> bytes:
        return b"".join(self.chunks)


def card_marker(line: bytes) -> bytes:
    """Return b"BEGIN" or b"END" where a physical line is one of the two, else b""."""
    match = _MARKER.fullmatch(line) if len(line) < _PREVIEW_BYTES else None
    return match[1].upper() if match else b""


def logical_lines(data: bytes) -> Iterator[NumberedItem]:
    """Yield each marker (b"BEGIN", b"END"), property and stray text with its line number.

    Ends with TOO_MANY where the file has more lines than are read.
    """
    lines = _PhysicalLines(data)
    while lines.current is not None:
        number = lines.number
        stripped = lines.current.strip()
        if marker_name := card_marker(stripped):
            lines.advance()
            yield number, marker_name
        elif not stripped:
            lines.advance()
        elif not _is_property(lines):
            stray = StrayText(stripped[:_PREVIEW_BYTES])
            lines.advance()
            yield number, stray
        else:
            yield from _unfold_property(lines)
    if lines.too_many:
        yield lines.number + 1, TOO_MANY_LINES


def _is_property(lines: _PhysicalLines) -> bool:
    """Say whether the present line begins a property: a name, and a colon in its time."""
    line = lines.current or b""
    if b":" in line or lines.is_truncated:
        return _NAME.match(line) is not None
    # The colon may stand behind a fold.
    return lines.has_indented_next() and (
        _NAME.match(line) is not None or _BARE_NAME.fullmatch(line) is not None
    )


def _unfold_property(lines: _PhysicalLines) -> Iterator[NumberedItem]:
    """Yield the property that begins here, and after it what only seemed to belong to it."""
    number = lines.number
    buffer, strays = _PropertyBuffer(), []
    first = (lines.current or b"").lstrip()
    is_truncated = lines.is_truncated
    lines.advance()
    # The parameters themselves may be folded, so the head is made whole first.
    buffer.add(first, is_truncated=is_truncated)
    while b":" not in first and lines.current is not None and lines.current[:1] in _BLANKS:
        first = lines.current[1:]
        buffer.add(first, is_truncated=lines.is_truncated)
        lines.advance()
    start = first if is_truncated else buffer.join()
    match = _NAME.match(start)
    name = match[1].upper() if match else b""
    head = start[: _head_end(start)]
    if name in SKIPPED_PROPERTIES or (name not in _READ_PROPERTIES and name != AGENT):
        has_value = _skip_property(lines, start, head, name)
        yield number, ContentLine(name=name, head=b"", value=b"1" if has_value else b"")
        return
    buffer.chunks[:] = [start] if buffer.chunks else []
    if b"QUOTED-PRINTABLE" in head.upper():
        _unfold_quoted_printable(lines, buffer, name)
    else:
        strays = _unfold(lines, buffer, name, _BASE64.search(head) is not None)
    unfolded = buffer.join()
    if buffer.too_long:
        yield number, StrayText(start[:_PREVIEW_BYTES], too_long=True)
    elif b":" in unfolded:
        end = _head_end(unfolded)
        yield number, ContentLine(name=name, head=unfolded[:end], value=unfolded[end + 1 :])
    else:
        yield number, StrayText(unfolded[:_PREVIEW_BYTES])
    yield from strays


def _head_end(line: bytes) -> int:
    """Return where the colon after the parameters stands; one in quotes is theirs."""
    match = _HEAD.match(line)
    if match:
        return match.end() - 1
    return line.index(b":") if b":" in line else len(line)


def _skip_property(lines: _PhysicalLines, start: bytes, head: bytes, name: bytes) -> bool:
    """Pass the folds of a property that is not read; returns whether it says anything."""
    base64 = name in SKIPPED_PROPERTIES or _BASE64.search(head) is not None
    is_quoted = b"QUOTED-PRINTABLE" in head.upper()
    has_value = bool(start[len(head) + 1 :].strip())
    previous = start
    while lines.current is not None and not card_marker(lines.current):
        line = lines.current
        is_soft_break = is_quoted and previous.rstrip().endswith(b"=")
        is_bare = base64 and line and not _is_property(lines)
        if not is_soft_break and not is_bare and line[:1] not in _BLANKS:
            break
        has_value = has_value or bool(line.strip())
        previous = line
        lines.advance()
    return has_value


def _unfold(
    lines: _PhysicalLines, buffer: _PropertyBuffer, name: bytes, is_base64: bool
) -> list[NumberedItem]:
    """Add the folds of a property; returns the lines after it that are not certain to be its."""
    while lines.current is not None and not card_marker(lines.current):
        line = lines.current
        if line[:1] in _BLANKS:
            buffer.add(line[1:], is_truncated=lines.is_truncated)
        elif is_base64 and line and b":" not in line:
            buffer.add(line, is_truncated=lines.is_truncated)
        elif name == b"NOTE" and _continues_note(lines):
            # A note of several lines, written as they are: each word of it is kept.
            buffer.add(b"\n" + line, is_truncated=lines.is_truncated)
        else:
            break
        lines.advance()
    return _complete_structured(lines, buffer, _SEMICOLON_COUNTS.get(name, 0))


def _continues_note(lines: _PhysicalLines) -> bool:
    """Say whether the present line can only be more of the note before it."""
    line = lines.current or b""
    match = _PLAIN_NAME.match(line)
    if match is not None and match[1].upper() not in _KNOWN_PROPERTIES:
        return True
    return bool(line.strip()) and not _is_property(lines)


def _complete_structured(
    lines: _PhysicalLines, buffer: _PropertyBuffer, needed: int
) -> list[NumberedItem]:
    """Add unindented lines to an address or name where they make it exactly whole."""
    if not needed or buffer.too_long:
        return []
    value = buffer.join()
    count = _count_semicolons(value[_head_end(value) :])
    tentative: list[NumberedItem] = []
    while 0 < count < needed and lines.current is not None and lines.current.strip():
        line = lines.current
        if card_marker(line) or _is_property(lines) or lines.is_truncated:
            break
        tentative.append((lines.number, StrayText(line[:_PREVIEW_BYTES])))
        lines.advance()
        # Cut at a separator: nothing can be missing between the two.
        if not value.endswith(b";") and not line.startswith(b";"):
            break
        value += line
        count += _count_semicolons(line)
        if count == needed:
            buffer.chunks[:] = [value]
            return []
    return tentative


def _count_semicolons(text: bytes) -> int:
    return len(_UNESCAPED_SEMICOLON.findall(text))


def _unfold_quoted_printable(lines: _PhysicalLines, buffer: _PropertyBuffer, name: bytes) -> None:
    """Join a quoted-printable property: ``=`` at a line's end takes the next line as it is."""
    soft_breaks: list[int] = []  # which parts came after a ``=``
    chunks = buffer.chunks
    while lines.current is not None:
        previous = chunks[-1].rstrip() if chunks else b""
        continues = previous.endswith(b"=")
        if continues:
            chunks[-1] = previous[:-1]
        # Nothing is joined over the end of the card, whatever the line before says.
        if card_marker(lines.current):
            break
        if continues:
            soft_breaks.append(len(chunks))
            buffer.add(lines.current, is_truncated=lines.is_truncated)
        elif lines.current[:1] in _BLANKS:
            buffer.add(lines.current[1:], is_truncated=lines.is_truncated)
        elif buffer.too_long and lines.current and not _is_property(lines):
            pass
        elif name == b"NOTE" and _continues_note(lines):
            buffer.add(b"\n" + lines.current, is_truncated=lines.is_truncated)
        else:
            break
        lines.advance()
    if not buffer.too_long and _has_folding_indent(chunks, soft_breaks):
        for index in soft_breaks:
            chunks[index] = chunks[index][1:]


def _has_folding_indent(chunks: list[bytes], soft_breaks: list[int]) -> bool:
    """Say whether the white space after each soft line break is a fold, not text.

    Quoted-printable itself has no fold, so the space is text; yet some writers
    fold on top of it. They show themselves by a character cut in two, by
    writing their own spaces as ``=20``, or by cutting at one fixed width.
    """
    continuations = [chunks[index] for index in soft_breaks if chunks[index]]
    if not continuations or any(chunk[:1] not in _BLANKS for chunk in continuations):
        return False
    if any(_SPLIT_CHARACTER.match(chunk) for chunk in continuations):
        return True
    texts = [chunks[0].partition(b":")[2], *(chunk[1:] for chunk in continuations)]
    if any(b"=20" in chunk for chunk in texts) and not any(b" " in chunk for chunk in texts):
        return True
    widths = [len(chunk) for chunk in chunks[:-1]]
    return len(continuations) > 1 and max(widths) - min(widths) <= 3
