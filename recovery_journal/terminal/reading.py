"""What a terminal sends, cut into characters, keys and pasted text.

A terminal sends more than keys: reports of the mouse and of itself, some of them
late, broken, or in another encoding. Everything that is none of the forms listed
here is dropped, so that it can neither end the app nor be typed into a field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

ESC = b"\x1b"
ESCAPE_DELAY = 0.1
"""Seconds after which an escape by itself is the Escape key."""
PAUSE = 1.0
"""Seconds after which what is unfinished is not going to be finished."""
TOGETHER = 0.2
"""Seconds within which a mouse report comes: a slow line takes 0.06 for a byte, a hand more."""
LONGEST = 4096
"""Bytes of an unfinished sequence that are kept; no sequence that counts is as long."""
PASTE, PASTE_END = b"\x1b[200~", b"\x1b[201~"

# Whole characters; the escape begins a sequence and is none of them.
_CHARACTERS = re.compile(
    rb"(?:[\x00-\x1a\x1c-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_CHARACTER_BEGUN = re.compile(
    rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
)
# ESC [ with its numbers.
_CSI = re.compile(rb"\x1b\[[ -?]*")
# What only a mouse report begins with: "<", or no number where keys have one. Terminals
# written in JavaScript put words there. Up to its M, or a key that acts, all belongs to it.
_MOUSE = re.compile(
    rb"\x1b\[(?=<|[\d.;+-]*(?:\de|[;+-][@-}])|[J-LNT-Ye-z])[^Mm\x00-\x1f\x7f]*([Mm])?"
)
_SS3 = re.compile(rb"\x1bO[0-9;]*")
# Three values, each a byte; where a terminal takes them for letters, two bytes.
# One that is too large, or no number, is sent as a zero.
_VALUE = rb"(?>[\xc2-\xdf][\x80-\xbf]|(?![\xc2-\xdf]\Z)[^\x01-\x1f])"
_OLD_MOUSE = re.compile(rb"\x1b\[M%s{0,3}" % _VALUE)
_OLD_MOUSE_WHOLE = re.compile(rb"\x1b\[M%s{3}" % _VALUE)
_RXVT = re.compile(rb"\x1b\[\d{1,2}\$(?!y)")
# OSC, DCS and APC: a reply of some length. Another letter after ESC [ is a key.
_STRING = re.compile(rb"\x1b(?:\][0-9lLI]|P[0-9>!?$+=|]|_G)")
_STRING_MAYBE = (ESC + b"]", ESC + b"P", ESC + b"_")
_NOT_IN_STRING = re.compile(rb"[\x00-\x1f\x7f]")

# The sequences that count. Any other one is dropped.
_KNOWN = re.compile(
    r"\x1b(?:"
    r"\[[IO]"  # the window has the focus, or has it no more
    r"|\[<\d{1,4};-?\d{1,5};-?\d{1,5}[Mm]"  # the mouse
    r"|\[\?(?:2026|2048);[0-4]\$y"  # what the terminal can do, asked for at the start
    r"|\[(?:1;\d{1,3})?[ABCDEFHPQS]|\[1;\d[p-y]|\[[RZabcd]|\[\[[A-E]|\[\d{1,2}[$^@]"
    r"|\[\d{1,3}(?:;\d{1,3}){0,2}~"
    r"|O(?:\d{0,2};?\d{0,2})[A-Za-z]"
    r"|[bf]"
    r")"
)
_RESIZED = re.compile(r"\x1b\[48;([1-9]\d{0,3});([1-9]\d{0,3});([1-9]\d{0,4});([1-9]\d{0,4})t")
_KITTY = re.compile(r"\x1b\[(\d{1,7})((?::\d{0,7})*)(?:;(\d{0,3})(?::(\d))?(?:;([\d:]*))?)?u")
_SHIFT, _LOCKS = 1, 64 + 128
ROWS, COLUMNS = 1000, 2000
"""The largest window that is believed."""


class Piece(NamedTuple):
    """One thing a terminal sent: characters typed, a key, an Escape, or pasted text."""

    kind: Literal["text", "key", "escape", "alt", "paste"]
    text: str


class Reading:
    """Cuts bytes into pieces, in whatever chunks they come.

    ``feed`` takes what was read, ``quiet`` says that nothing came for ``waits``
    seconds, ``end`` that nothing more will come. ``alt`` are the characters that
    with Alt are keys of the person's own: escape and another character in one
    read are those two keys.
    """

    def __init__(self, alt: Collection[str] = (), escape_delay: float = ESCAPE_DELAY) -> None:
        self._alt = alt
        self._escape_delay = escape_delay
        self._rest = b""
        self._in_string = False
        self._pasted: list[bytes] | None = None
        self._stalled = False
        self._escaped_at = -PAUSE
        self._fed_at = -PAUSE

    @property
    def waits(self) -> float | None:
        """Seconds of silence after which ``quiet`` is called; None where nothing is unfinished."""
        if self._pasted is not None:
            return None if self._stalled else PAUSE
        if self._in_string:
            return PAUSE
        if self._rest == ESC:
            return self._escape_delay
        return PAUSE if self._rest else None

    def feed(self, data: bytes, now: float) -> list[Piece]:
        """Return what these bytes complete; ``now`` is in seconds."""
        if self._pasted is not None and self._stalled and _one_key(data):
            self._pasted = None  # the end of the paste got lost: someone is typing
        if now - self._fed_at >= TOGETHER and _typed_after_mouse(self._rest, data):
            self._rest = b""
        self._fed_at = now
        late = _CSI.match(ESC + data) if now - self._escaped_at < PAUSE else None
        if late and len(data) >= late.end():  # the rest of what began as an Escape
            data = ESC + data
        self._escaped_at = -PAUSE
        self._rest += data
        return list(self._pieces())

    def quiet(self, now: float) -> list[Piece]:
        """Return what is certain now that nothing came for a while."""
        if self._pasted is not None:
            self._stalled = True
            return self._paste_so_far()
        alone = self._rest == ESC and not self._in_string
        self._rest, self._in_string = b"", False
        if not alone:
            return []
        self._escaped_at = now
        return [Piece("escape", "\x1b")]

    def end(self) -> list[Piece]:
        """Return a paste that was not finished; anything else unfinished is dropped."""
        if self._pasted is None:
            return []
        self._pasted.append(self._rest)
        self._rest = b""
        return self._paste_so_far()

    def _pieces(self) -> Iterator[Piece]:
        """Take from the rest whatever is whole."""
        while self._rest:
            before = (len(self._rest), self._in_string)
            if self._pasted is not None:
                yield from self._read_paste()
            elif self._in_string:
                self._skip_string()
            elif self._rest.startswith(ESC):
                yield from self._read_sequence()
            else:
                yield from self._read_text()
            if (len(self._rest), self._in_string) == before:  # unfinished
                self._rest = self._rest if self._pasted is not None else self._rest[:LONGEST]
                return

    def _read_text(self) -> Iterator[Piece]:
        if run := _CHARACTERS.match(self._rest):
            self._rest = self._rest[run.end() :]
            if text := run[0].decode("utf-8", "ignore"):
                yield Piece("text", text)
        elif self._rest[0] == 0x9B:  # ESC [ in one byte
            self._rest = b"\x1b[" + self._rest[1:]
            yield from self._read_sequence()
        elif not _CHARACTER_BEGUN.match(self._rest):
            self._rest = self._rest[1:]  # no UTF-8

    def _read_sequence(self) -> Iterator[Piece]:
        rest = self._rest
        if rest == ESC or rest in _STRING_MAYBE:
            return
        if _STRING.match(rest):
            self._rest, self._in_string = rest[2:], True
            return
        if rest[1:2] not in {b"[", b"O"}:
            yield from self._read_escape()
            return
        size = _size(rest)
        if size is None:
            return
        self._rest = rest[size:]
        if rest[:size] == PASTE:
            self._pasted, self._stalled = [], False
        elif rest[:size] != PASTE_END:
            yield from _meaning(rest[:size].decode("latin-1"))

    def _read_escape(self) -> Iterator[Piece]:
        """Read escape and what is no sequence after it."""
        after = self._rest[1:2].decode("latin-1")
        if after in self._alt:
            kind, text, size = "alt", after, 2
        elif after in {"b", "f"}:  # alt and an arrow, in some terminals
            kind, text, size = "key", f"\x1b{after}", 2
        elif after == "\x7f":  # alt and backspace: the word
            kind, text, size = "text", "\x17", 2
        elif after == "\\":  # the end of a reply that was given up
            self._rest = self._rest[2:]
            return
        else:
            kind, text, size = "escape", "\x1b", 1
        self._rest = self._rest[size:]
        yield Piece(kind, text)  # type: ignore[arg-type]  # one of the kinds above

    def _skip_string(self) -> None:
        """Drop a reply up to its end: a bell, ESC \\, or any key that acts."""
        found = _NOT_IN_STRING.search(self._rest)
        if found is None:
            self._rest = b""
            return
        self._rest = self._rest[found.start() :]
        if self._rest == ESC:
            return
        self._in_string = False
        for ending in (b"\x07", b"\x1b\\"):
            self._rest = self._rest.removeprefix(ending)

    def _read_paste(self) -> Iterator[Piece]:
        """Read up to the end of the paste; whatever stands in it is text."""
        pasted = self._pasted
        assert pasted is not None
        inside, end, after = self._rest.partition(PASTE_END)
        if end:
            pasted.append(inside)
            yield from self._paste_so_far()
            self._pasted, self._rest = None, after
            return
        # The end may have come in part.
        sizes = (size for size in range(len(PASTE_END) - 1, 0, -1))
        held = next((size for size in sizes if self._rest.endswith(PASTE_END[:size])), 0)
        cut = len(self._rest) - held
        if cut:
            pasted.append(self._rest[:cut])
            self._rest = self._rest[cut:]
            self._stalled = False

    def _paste_so_far(self) -> list[Piece]:
        assert self._pasted is not None
        data = b"".join(self._pasted)
        text = data.decode("utf-8", "ignore").replace("\x00", "")
        self._pasted.clear()
        return [Piece("paste", text)] if text else []


def _one_key(data: bytes) -> bool:
    """Say whether this is one key rather than a part of a pasted text."""
    if data.startswith(PASTE_END) or PASTE_END.startswith(data):
        return data == ESC
    one = len(data.decode("utf-8", "ignore")) == 1
    return one or (data[0] < 0x20 and data[:1] not in b"\t\r\n")


def _typed_after_mouse(rest: bytes, data: bytes) -> bool:
    """Say whether this, come late, is typed by a person after a mouse report cut short."""
    return rest.startswith(b"\x1b[M") or (_MOUSE.match(rest) is not None and _one_key(data))


def _size(rest: bytes) -> int | None:
    """Return how many bytes a sequence takes that begins here; None where it is unfinished."""
    if rest.startswith(b"\x1b[M"):
        if whole := _OLD_MOUSE_WHOLE.match(rest):
            return whole.end()
        begun = _OLD_MOUSE.match(rest)
        end = begun.end() if begun else 3
        return end if end < len(rest) and rest[end] < 0x20 else None
    if rest.startswith(b"\x1b[["):
        if len(rest) == 3:
            return None
        return 4 if rest[3:4] in b"ABCDE" else 3
    if rxvt := _RXVT.match(rest):
        return rxvt.end()
    if mouse := _MOUSE.match(rest):
        return None if mouse.end() == len(rest) and not mouse[1] else mouse.end()
    begun = (_CSI if rest[1:2] == b"[" else _SS3).match(rest)
    end = begun.end() if begun else 2
    if end == len(rest):
        return None
    # A byte that ends no sequence belongs to what comes after it.
    return end + 1 if 0x40 <= rest[end] <= 0x7E else end


def _meaning(sequence: str) -> list[Piece]:
    """Return the key or the report that a whole sequence is; nothing for any other."""
    if kitty := _KITTY.fullmatch(sequence):
        return _kitty_key(*kitty.groups())
    if size := _RESIZED.fullmatch(sequence):
        rows, columns = int(size[1]), int(size[2])
        return [Piece("key", sequence)] if rows <= ROWS and columns <= COLUMNS else []
    return [Piece("key", sequence)] if _KNOWN.fullmatch(sequence) else []


def _kitty_key(
    code: str, others: str, modifiers: str | None, event: str | None, typed: str | None
) -> list[Piece]:
    """Read a key of the kitty protocol: the text it typed where it names one, else the key."""
    held = max(int(modifiers or "1") - 1, 0) & ~_LOCKS
    if event == "3":  # let go
        return []
    text = "".join(_character(one) for one in (typed or "").split(":"))
    if text:
        return [Piece("text", text)]
    # The protocol numbers keys without a character in the private area.
    private = 0xE000 <= int(code) <= 0xF8FF
    if not private and held in {0, _SHIFT} and (letter := _character(code)):
        shifted = others[1:].split(":")[0] if others else ""
        return [Piece("text", _shifted(letter, shifted) if held else letter)]
    if int(code) > 0x10FFFF or 0xD800 <= int(code) <= 0xDFFF:
        return []
    return [Piece("key", f"\x1b[{code}" + (f";{modifiers}" if modifiers else "") + "u")]


def _shifted(letter: str, named: str) -> str:
    return _character(named) or letter.upper()


def _character(code: str) -> str:
    """Return the character of a number; "" for a control, half a pair, or no number."""
    number = int(code or "0") if len(code) <= 7 else 0
    half = 0xD800 <= number <= 0xDFFF
    return "" if number < 0x20 or number == 0x7F or half or number > 0x10FFFF else chr(number)
