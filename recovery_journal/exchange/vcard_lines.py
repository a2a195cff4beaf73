"""The bytes of a vCard file, cut into unfolded lines.

Everything here works on bytes, before any character is decoded: a fold may
split a UTF-8 character in two, and only the joined line can be decoded.

A physical line is what stands between two line ends; a logical line is a
property with all its folds joined. Three ways of folding are in the wild:
white space at the start of the next line (3.0, 4.0), ``=`` at the end of a
quoted-printable line (2.1), and base64 that goes on until an empty line (2.1).
A fourth comes from programs that lose the white space: a line that can be no
property goes on with the one before, where that is certain (``_goes_on``).

The file is walked over once. What is not read (a picture of many megabytes) is
never gathered, and what is gathered has a longest length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 4 * 1024 * 1024
"""The most bytes of one property; a longer one is named and left out."""
MOST_LINES = 2_000_000
"""The most physical lines of a file; 64 MB in lines of usual length are half of that."""

SKIPPED = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY"})
AGENT = b"AGENT"
TOO_MANY = b"TOO MANY"
# The properties that something is read from; of all others the lines are walked over.
_READ = frozenset(
    {b"VERSION", b"UID", b"X-ABUID", b"FN", b"N", b"ORG", b"NICKNAME", b"NOTE"}
    | {b"TEL", b"EMAIL", b"ADR", b"X-ABLABEL"}
    | {b"KIND", b"X-ADDRESSBOOKSERVER-KIND", b"X-ABSHOWAS"}
)
# All that have been properties of a vCard. "Phone: 555" within a note is none.
_KNOWN = (
    _READ
    | SKIPPED
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
_SHORT = 200  # no marker is longer
_BLANKS = (b" ", b"\t")
_SPLIT_CHARACTER = re.compile(rb"[ \t]=[89AB][0-9A-F]", re.IGNORECASE)
# How many semicolons a whole address or name has.
_WHOLE = {b"ADR": 6, b"N": 4}
_UNESCAPED_SEMICOLON = re.compile(rb"(?<!\\);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One property as it stands in the card: unfolded, still in bytes.

    ``name`` is in capitals and without its group, ``head`` is what comes before
    the colon, ``value`` what comes after it. Of a property that nothing is read
    from, ``value`` is empty, or b"1" where a picture, sound or key is there.
    """

    name: bytes
    head: bytes
    value: bytes


class Stray(NamedTuple):
    """Text that is no property: how it begins, and whether it was too long to be read."""

    text: bytes
    too_long: bool = False


Piece = tuple[int, "Line | Stray | bytes"]


class _Physical:
    """The lines of a file one after the other: ``now`` is the present one, None at the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ends = _LINE_END.finditer(data)
        self._next = 0
        self.number = 0
        self.too_many = False
        self.now: bytes | None = b""
        self.long = False  # whether ``now`` is only the beginning of its line
        self.step()

    def step(self) -> None:
        """Go on to the next line."""
        start = self._next
        self.too_many = self.number >= MOST_LINES and start <= len(self._data)
        if start > len(self._data) or self.too_many:
            self.now, self.long = None, False
            return
        found = next(self._ends, None)
        end, self._next = found.span() if found else (len(self._data), len(self._data) + 1)
        self.long = end - start > LONGEST
        self.now = self._data[start : start + LONGEST if self.long else end]
        self.number += 1

    def next_is_indented(self) -> bool:
        """Say whether the line after this one begins with white space."""
        return self._data[self._next : self._next + 1] in _BLANKS


class _Gathered:
    """The parts of one property, no more of them than may be kept."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.too_long = False
        self._size = 0

    def add(self, part: bytes, *, long: bool = False) -> None:
        self._size += len(part) + 1
        self.too_long = self.too_long or long or self._size > LONGEST
        if not self.too_long:
            self.parts.append(part)

    def joined(self) -> bytes:
        return b"".join(self.parts)


def marker(line: bytes) -> bytes:
    """Return b"BEGIN" or b"END" where a physical line is one of the two, else b""."""
    found = _MARKER.fullmatch(line) if len(line) < _SHORT else None
    return found[1].upper() if found else b""


def logical_lines(data: bytes) -> Iterator[Piece]:
    """Yield each marker (b"BEGIN", b"END"), property and stray text with its line number.

    Ends with TOO_MANY where the file has more lines than are read.
    """
    lines = _Physical(data)
    while lines.now is not None:
        number = lines.number
        first = lines.now.strip()
        if found := marker(first):
            lines.step()
            yield number, found
        elif not first:
            lines.step()
        elif not _is_property(lines):
            stray = Stray(first[:_SHORT])
            lines.step()
            yield number, stray
        else:
            yield from _property(lines)
    if lines.too_many:
        yield lines.number + 1, TOO_MANY


def _is_property(lines: _Physical) -> bool:
    """Say whether the present line begins a property: a name, and a colon in its time."""
    line = lines.now or b""
    if b":" in line or lines.long:
        return _NAME.match(line) is not None
    # The colon may stand behind a fold.
    return lines.next_is_indented() and (
        _NAME.match(line) is not None or _BARE_NAME.fullmatch(line) is not None
    )


def _property(lines: _Physical) -> Iterator[Piece]:
    """Yield the property that begins here, and after it what only seemed to belong to it."""
    number = lines.number
    gathered, strays = _Gathered(), []
    first = (lines.now or b"").lstrip()
    long = lines.long
    lines.step()
    # The parameters themselves may be folded, so the head is made whole first.
    gathered.add(first, long=long)
    while b":" not in first and lines.now is not None and lines.now[:1] in _BLANKS:
        first = lines.now[1:]
        gathered.add(first, long=lines.long)
        lines.step()
    start = first if long else gathered.joined()
    found = _NAME.match(start)
    name = found[1].upper() if found else b""
    head = start[: _head_end(start)]
    if name in SKIPPED or (name not in _READ and name != AGENT):
        something = _walk_over(lines, start, head, name)
        yield number, Line(name=name, head=b"", value=b"1" if something else b"")
        return
    gathered.parts[:] = [start] if gathered.parts else []
    if b"QUOTED-PRINTABLE" in head.upper():
        _unfold_quoted(lines, gathered, name)
    else:
        strays = _unfold(lines, gathered, name, _BASE64.search(head) is not None)
    whole = gathered.joined()
    if gathered.too_long:
        yield number, Stray(start[:_SHORT], too_long=True)
    elif b":" in whole:
        end = _head_end(whole)
        yield number, Line(name=name, head=whole[:end], value=whole[end + 1 :])
    else:
        yield number, Stray(whole[:_SHORT])
    yield from strays


def _head_end(line: bytes) -> int:
    """Return where the colon after the parameters stands; one in quotes is theirs."""
    found = _HEAD.match(line)
    if found:
        return found.end() - 1
    return line.index(b":") if b":" in line else len(line)


def _walk_over(lines: _Physical, start: bytes, head: bytes, name: bytes) -> bool:
    """Pass the folds of a property that is not read; returns whether it says anything."""
    base64 = name in SKIPPED or _BASE64.search(head) is not None
    quoted = b"QUOTED-PRINTABLE" in head.upper()
    something = bool(start[len(head) + 1 :].strip())
    last = start
    while lines.now is not None and not marker(lines.now):
        line = lines.now
        soft = quoted and last.rstrip().endswith(b"=")
        bare = base64 and line and not _is_property(lines)
        if not soft and not bare and line[:1] not in _BLANKS:
            break
        something = something or bool(line.strip())
        last = line
        lines.step()
    return something


def _unfold(lines: _Physical, gathered: _Gathered, name: bytes, base64: bool) -> list[Piece]:
    """Add the folds of a property; returns the lines after it that are not certain to be its."""
    while lines.now is not None and not marker(lines.now):
        line = lines.now
        if line[:1] in _BLANKS:
            gathered.add(line[1:], long=lines.long)
        elif base64 and line and b":" not in line:
            gathered.add(line, long=lines.long)
        elif name == b"NOTE" and _goes_on(lines):
            # A note of several lines, written as they are: each word of it is kept.
            gathered.add(b"\n" + line, long=lines.long)
        else:
            break
        lines.step()
    return _fill(lines, gathered, _WHOLE.get(name, 0))


def _goes_on(lines: _Physical) -> bool:
    """Say whether the present line can only be more of the note before it."""
    line = lines.now or b""
    plain = _PLAIN_NAME.match(line)
    if plain is not None and plain[1].upper() not in _KNOWN:
        return True
    return bool(line.strip()) and not _is_property(lines)


def _fill(lines: _Physical, gathered: _Gathered, whole: int) -> list[Piece]:
    """Add unindented lines to an address or name where they make it exactly whole."""
    if not whole or gathered.too_long:
        return []
    value = gathered.joined()
    found = _semicolons(value[_head_end(value) :])
    held: list[Piece] = []
    while 0 < found < whole and lines.now is not None and lines.now.strip():
        line = lines.now
        if marker(line) or _is_property(lines) or lines.long:
            break
        held.append((lines.number, Stray(line[:_SHORT])))
        lines.step()
        # Cut at a separator: nothing can be missing between the two.
        if not value.endswith(b";") and not line.startswith(b";"):
            break
        value += line
        found += _semicolons(line)
        if found == whole:
            gathered.parts[:] = [value]
            return []
    return held


def _semicolons(text: bytes) -> int:
    return len(_UNESCAPED_SEMICOLON.findall(text))


def _unfold_quoted(lines: _Physical, gathered: _Gathered, name: bytes) -> None:
    """Join a quoted-printable property: ``=`` at a line's end takes the next line as it is."""
    soft: list[int] = []  # which parts came after a ``=``
    parts = gathered.parts
    while lines.now is not None:
        last = parts[-1].rstrip() if parts else b""
        goes_on = last.endswith(b"=")
        if goes_on:
            parts[-1] = last[:-1]
        # Nothing is joined over the end of the card, whatever the line before says.
        if marker(lines.now):
            break
        if goes_on:
            soft.append(len(parts))
            gathered.add(lines.now, long=lines.long)
        elif lines.now[:1] in _BLANKS:
            gathered.add(lines.now[1:], long=lines.long)
        elif gathered.too_long and lines.now and not _is_property(lines):
            pass
        elif name == b"NOTE" and _goes_on(lines):
            gathered.add(b"\n" + lines.now, long=lines.long)
        else:
            break
        lines.step()
    if not gathered.too_long and _is_indented(parts, soft):
        for index in soft:
            parts[index] = parts[index][1:]


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
