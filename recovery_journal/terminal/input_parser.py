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
SEQUENCE_TIMEOUT = 1.0
"""Seconds after which what is unfinished is not going to be finished."""
MOUSE_TIMEOUT = 0.2
"""Seconds within which a mouse report comes: a slow line takes 0.06 for a byte, a hand more."""
MAX_SEQUENCE_BYTES = 4096
"""Bytes of an unfinished sequence that are kept; no sequence that counts is as long."""
PASTE_START, PASTE_END = b"\x1b[200~", b"\x1b[201~"

# Whole characters; the escape begins a sequence and is none of them.
_CHARACTERS = re.compile(
    rb"(?:[\x00-\x1a\x1c-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_PARTIAL_CHARACTER = re.compile(
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
_X10_VALUE = rb"(?>[\xc2-\xdf][\x80-\xbf]|(?![\xc2-\xdf]\Z)[^\x01-\x1f])"
_X10_MOUSE = re.compile(rb"\x1b\[M%s{0,3}" % _X10_VALUE)
_X10_MOUSE_FULL = re.compile(rb"\x1b\[M%s{3}" % _X10_VALUE)
_RXVT = re.compile(rb"\x1b\[\d{1,2}\$(?!y)")
# OSC, DCS and APC: a reply of some length. Another letter after ESC [ is a key.
_STRING = re.compile(rb"\x1b(?:\][0-9lLI]|P[0-9>!?$+=|]|_G)")
_STRING_PREFIXES = (ESC + b"]", ESC + b"P", ESC + b"_")
_STRING_END = re.compile(rb"[\x00-\x1f\x7f]")

# The sequences that count. Any other one is dropped.
_KNOWN_SEQUENCES = re.compile(
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
_RESIZE = re.compile(r"\x1b\[48;([1-9]\d{0,3});([1-9]\d{0,3});([1-9]\d{0,4});([1-9]\d{0,4})t")
_KITTY = re.compile(r"\x1b\[(\d{1,7})((?::\d{0,7})*)(?:;(\d{0,3})(?::(\d))?(?:;([\d:]*))?)?u")
_SHIFT, _LOCKS = 1, 64 + 128
MAX_ROWS, MAX_COLUMNS = 1000, 2000
"""The largest window that is believed."""


TokenKind = Literal["text", "key", "escape", "alt", "paste"]


class InputToken(NamedTuple):
    """One thing a terminal sent: characters typed, a key, an Escape, or pasted text."""

    kind: TokenKind
    text: str


class InputParser:
    """Cuts bytes into pieces, in whatever chunks they come.

    ``feed`` takes what was read, ``handle_timeout`` says that nothing came for ``timeout``
    seconds, ``finish`` that nothing more will come. ``alt`` are the characters that
    with Alt are keys of the person's own: escape and another character in one
    read are those two keys.
    """

    def __init__(self, alt: Collection[str] = (), escape_delay: float = ESCAPE_DELAY) -> None:
        self._alt = alt
        self._escape_delay = escape_delay
        self._buffer = b""
        self._in_string = False
        self._paste_chunks: list[bytes] | None = None
        self._paste_stalled = False
        self._escaped_at = -SEQUENCE_TIMEOUT
        self._fed_at = -SEQUENCE_TIMEOUT

    @property
    def timeout(self) -> float | None:
        """Seconds of silence until ``handle_timeout`` is called; None with nothing unfinished."""
        if self._paste_chunks is not None:
            return None if self._paste_stalled else SEQUENCE_TIMEOUT
        if self._in_string:
            return SEQUENCE_TIMEOUT
        if self._buffer == ESC:
            return self._escape_delay
        return SEQUENCE_TIMEOUT if self._buffer else None

    def feed(self, data: bytes, now: float) -> list[InputToken]:
        """Return what these bytes complete; ``now`` is in seconds."""
        if self._paste_chunks is not None and self._paste_stalled and _is_single_key(data):
            self._paste_chunks = None  # the end of the paste got lost: someone is typing
        if now - self._fed_at >= MOUSE_TIMEOUT and _is_typed_after_mouse(self._buffer, data):
            self._buffer = b""
        self._fed_at = now
        continuation = _CSI.match(ESC + data) if now - self._escaped_at < SEQUENCE_TIMEOUT else None
        if continuation and len(data) >= continuation.end():  # the rest of what began as an Escape
            data = ESC + data
        self._escaped_at = -SEQUENCE_TIMEOUT
        self._buffer += data
        return list(self._tokens())

    def handle_timeout(self, now: float) -> list[InputToken]:
        """Return what is certain now that nothing came for a while."""
        if self._paste_chunks is not None:
            self._paste_stalled = True
            return self._flush_paste()
        is_escape = self._buffer == ESC and not self._in_string
        self._buffer, self._in_string = b"", False
        if not is_escape:
            return []
        self._escaped_at = now
        return [InputToken("escape", "\x1b")]

    def finish(self) -> list[InputToken]:
        """Return a paste that was not finished; anything else unfinished is dropped."""
        if self._paste_chunks is None:
            return []
        self._paste_chunks.append(self._buffer)
        self._buffer = b""
        return self._flush_paste()

    def _tokens(self) -> Iterator[InputToken]:
        """Take from the rest whatever is whole."""
        while self._buffer:
            old_state = (len(self._buffer), self._in_string)
            if self._paste_chunks is not None:
                yield from self._read_paste()
            elif self._in_string:
                self._skip_string()
            elif self._buffer.startswith(ESC):
                yield from self._read_sequence()
            else:
                yield from self._read_text()
            if (len(self._buffer), self._in_string) == old_state:  # unfinished
                self._buffer = (
                    self._buffer
                    if self._paste_chunks is not None
                    else self._buffer[:MAX_SEQUENCE_BYTES]
                )
                return

    def _read_text(self) -> Iterator[InputToken]:
        if match := _CHARACTERS.match(self._buffer):
            self._buffer = self._buffer[match.end() :]
            if text := match[0].decode("utf-8", "ignore"):
                yield InputToken("text", text)
        elif self._buffer[0] == 0x9B:  # ESC [ in one byte
            self._buffer = b"\x1b[" + self._buffer[1:]
            yield from self._read_sequence()
        elif not _PARTIAL_CHARACTER.match(self._buffer):
            self._buffer = self._buffer[1:]  # no UTF-8

    def _read_sequence(self) -> Iterator[InputToken]:
        buffer = self._buffer
        if buffer == ESC or buffer in _STRING_PREFIXES:
            return
        if _STRING.match(buffer):
            self._buffer, self._in_string = buffer[2:], True
            return
        if buffer[1:2] not in {b"[", b"O"}:
            yield from self._read_escape()
            return
        size = _sequence_size(buffer)
        if size is None:
            return
        self._buffer = buffer[size:]
        if buffer[:size] == PASTE_START:
            self._paste_chunks, self._paste_stalled = [], False
        elif buffer[:size] != PASTE_END:
            yield from _parse_sequence(buffer[:size].decode("latin-1"))

    def _read_escape(self) -> Iterator[InputToken]:
        """Read escape and what is no sequence after it."""
        kind: TokenKind
        next_letter = self._buffer[1:2].decode("latin-1")
        if next_letter in self._alt:
            kind, text, size = "alt", next_letter, 2
        elif next_letter in {"b", "f"}:  # alt and an arrow, in some terminals
            kind, text, size = "key", f"\x1b{next_letter}", 2
        elif next_letter == "\x7f":  # alt and backspace: the word
            kind, text, size = "text", "\x17", 2
        elif next_letter == "\\":  # the end of a reply that was given up
            self._buffer = self._buffer[2:]
            return
        else:
            kind, text, size = "escape", "\x1b", 1
        self._buffer = self._buffer[size:]
        yield InputToken(kind, text)

    def _skip_string(self) -> None:
        """Drop a reply up to its end: a bell, ESC \\, or any key that acts."""
        match = _STRING_END.search(self._buffer)
        if match is None:
            self._buffer = b""
            return
        self._buffer = self._buffer[match.start() :]
        if self._buffer == ESC:
            return
        self._in_string = False
        for ending in (b"\x07", b"\x1b\\"):
            self._buffer = self._buffer.removeprefix(ending)

    def _read_paste(self) -> Iterator[InputToken]:
        """Read up to the end of the paste; whatever stands in it is text."""
        chunks = self._paste_chunks
        assert chunks is not None
        content, end, remainder = self._buffer.partition(PASTE_END)
        if end:
            chunks.append(content)
            yield from self._flush_paste()
            self._paste_chunks, self._buffer = None, remainder
            return
        # The end may have come in part.
        sizes = (size for size in range(len(PASTE_END) - 1, 0, -1))
        partial_size = next((size for size in sizes if self._buffer.endswith(PASTE_END[:size])), 0)
        end_index = len(self._buffer) - partial_size
        if end_index:
            chunks.append(self._buffer[:end_index])
            self._buffer = self._buffer[end_index:]
            self._paste_stalled = False

    def _flush_paste(self) -> list[InputToken]:
        assert self._paste_chunks is not None
        data = b"".join(self._paste_chunks)
        text = data.decode("utf-8", "ignore").replace("\x00", "")
        self._paste_chunks.clear()
        return [InputToken("paste", text)] if text else []


def _is_single_key(data: bytes) -> bool:
    """Say whether this is one key rather than a part of a pasted text."""
    if data.startswith(PASTE_END) or PASTE_END.startswith(data):
        return data == ESC
    is_one_character = len(data.decode("utf-8", "ignore")) == 1
    return is_one_character or (data[0] < 0x20 and data[:1] not in b"\t\r\n")


def _is_typed_after_mouse(pending: bytes, data: bytes) -> bool:
    """Say whether this, come late, is typed by a person after a mouse report cut short."""
    return pending.startswith(b"\x1b[M") or (
        _MOUSE.match(pending) is not None and _is_single_key(data)
    )


def _sequence_size(data: bytes) -> int | None:
    """Return how many bytes a sequence takes that begins here; None where it is unfinished."""
    if data.startswith(b"\x1b[M"):
        if match := _X10_MOUSE_FULL.match(data):
            return match.end()
        prefix = _X10_MOUSE.match(data)
        end = prefix.end() if prefix else 3
        return end if end < len(data) and data[end] < 0x20 else None
    if data.startswith(b"\x1b[["):
        if len(data) == 3:
            return None
        return 4 if data[3:4] in b"ABCDE" else 3
    if rxvt := _RXVT.match(data):
        return rxvt.end()
    if mouse := _MOUSE.match(data):
        return None if mouse.end() == len(data) and not mouse[1] else mouse.end()
    prefix = (_CSI if data[1:2] == b"[" else _SS3).match(data)
    end = prefix.end() if prefix else 2
    if end == len(data):
        return None
    # A byte that ends no sequence belongs to what comes after it.
    return end + 1 if 0x40 <= data[end] <= 0x7E else end


def _parse_sequence(sequence: str) -> list[InputToken]:
    """Return the key or the report that a whole sequence is; nothing for any other."""
    if kitty := _KITTY.fullmatch(sequence):
        return _parse_kitty_key(*kitty.groups())
    if size := _RESIZE.fullmatch(sequence):
        rows, columns = int(size[1]), int(size[2])
        return [InputToken("key", sequence)] if rows <= MAX_ROWS and columns <= MAX_COLUMNS else []
    return [InputToken("key", sequence)] if _KNOWN_SEQUENCES.fullmatch(sequence) else []


def _parse_kitty_key(
    code: str,
    alternates: str,
    modifiers: str | None,
    event_type: str | None,
    text_codes: str | None,
) -> list[InputToken]:
    """Read a key of the kitty protocol: the text it typed where it names one, else the key."""
    modifier_bits = max(int(modifiers or "1") - 1, 0) & ~_LOCKS
    if event_type == "3":  # let go
        return []
    text = "".join(_decode_character(codepoint) for codepoint in (text_codes or "").split(":"))
    if text:
        return [InputToken("text", text)]
    # The protocol numbers keys without a character in the private area.
    is_private = 0xE000 <= int(code) <= 0xF8FF
    if not is_private and modifier_bits in {0, _SHIFT} and (letter := _decode_character(code)):
        shifted = alternates[1:].split(":")[0] if alternates else ""
        return [InputToken("text", _shifted_letter(letter, shifted) if modifier_bits else letter)]
    if int(code) > 0x10FFFF or 0xD800 <= int(code) <= 0xDFFF:
        return []
    return [InputToken("key", f"\x1b[{code}" + (f";{modifiers}" if modifiers else "") + "u")]


def _shifted_letter(letter: str, shifted_code: str) -> str:
    return _decode_character(shifted_code) or letter.upper()


def _decode_character(code: str) -> str:
    """Return the character of a number; "" for a control, half a pair, or no number."""
    number = int(code or "0") if len(code) <= 7 else 0
    is_surrogate = 0xD800 <= number <= 0xDFFF
    return (
        "" if number < 0x20 or number == 0x7F or is_surrogate or number > 0x10FFFF else chr(number)
    )
