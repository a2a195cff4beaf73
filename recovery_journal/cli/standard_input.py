"""Standard input as text: any line end, UTF-8 or UTF-16 with its mark, nothing else."""

from __future__ import annotations

from typing import BinaryIO

from recovery_journal.bounded_read import LONGEST_LINE, line_too_long, read_stream
from recovery_journal.errors import BadValue
from recovery_journal.words import _

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class StandardInput:
    """Reads lines and then the rest of a stream of bytes, each byte once.

    The encoding is told by the first bytes, and a byte order mark is no text.
    CRLF and CR end a line as LF does. Bytes that are no text raise ``BadValue``,
    and more of them than anyone types raise ``OSError``.
    Nothing is waited for beyond the end of a line, so that a terminal can answer.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._encoding = ""
        self._ahead = b""
        self._skip_newline = False

    def line(self) -> str | None:
        """Return the next line without its end; None where the input is at its end."""
        self._begin()
        found = b""
        while unit := self._unit():
            mark = unit.replace(b"\0", b"") if self._width == 2 else unit
            skipped, self._skip_newline = self._skip_newline, False
            if mark == b"\n" and skipped:  # the second half of a CRLF
                continue
            if mark in (b"\n", b"\r"):
                self._skip_newline = mark == b"\r"
                return self._text(found)
            found += unit
            if len(found) > LONGEST_LINE:
                raise line_too_long()
        return self._text(found) if found else None

    def rest(self) -> str:
        """Return all that has not been read, every line ended by a newline alone."""
        self._begin()
        text = self._text(self._ahead + read_stream(self._stream))
        self._ahead = b""
        return one_line_end(text.removeprefix("\n") if self._skip_newline else text)

    @property
    def _width(self) -> int:
        return 1 if self._encoding == "utf-8" else 2

    def _begin(self) -> None:
        """Look at the first bytes, no further than a mark could reach."""
        if self._encoding:
            return
        self._encoding = "utf-8"
        self._ahead = self._stream.read(1)
        if self._ahead in (b"\xff", b"\xfe"):
            self._ahead += self._stream.read(1)
            self._encoding = _MARKS.get(self._ahead, "utf-8")
            self._ahead = b"" if self._width == 2 else self._ahead
        elif self._ahead == b"\xef":
            self._ahead += self._stream.read(2)
            self._ahead = self._ahead.removeprefix(b"\xef\xbb\xbf")

    def _unit(self) -> bytes:
        """Return the next byte, or two of UTF-16; "" at the end."""
        while len(self._ahead) < self._width and (byte := self._stream.read(1)):
            self._ahead += byte
        unit, self._ahead = self._ahead[: self._width], self._ahead[self._width :]
        return unit

    def _text(self, data: bytes) -> str:
        try:
            text = data.decode(self._encoding)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise BadValue(_("This input is no text: it takes UTF-8, or UTF-16 with its mark."))
        return text


def one_line_end(text: str) -> str:
    """Return a text whose lines end with a newline alone, whoever wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
