"""The three standard streams: ready for any text, any line end and any way of being closed."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import BinaryIO, TextIO

from recovery_journal.bounded_read import MAX_LINE_BYTES, line_too_long_error, read_stream
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class ClosedOutput(io.TextIOBase):
    """Stands in for a standard output that was closed: an answer cannot be printed there."""

    def write(self, text: str) -> int:
        """Say that nothing can be printed here; an empty text is no answer."""
        if text:
            raise OSError(errno.EBADF, _("standard output is closed"))
        return 0


def prepare_streams() -> None:
    """Let every stream be there, and no character stop the output.

    A file or pipe gets UTF-8 in any locale. Notices of a program that was
    started without standard error go nowhere.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115, PTH123  # open to the end
    if sys.stdout is None:
        sys.stdout = ClosedOutput()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123  # as above
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def discard_unwritten() -> None:
    """Throw away what a stream could not write, so that the interpreter does not try again.

    It would end with its own traceback and exit code 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _redirect_to_devnull(stream)


def _redirect_to_devnull(stream: TextIO) -> None:
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        os.close(devnull)
    except (OSError, ValueError):
        return


# ---- standard input as text


class StandardInput:
    """Reads lines and then the rest of a stream of bytes, each byte once.

    The encoding is detected from the first bytes, and a byte order mark is no text.
    CRLF and CR end a line as LF does. Bytes that are no text raise ``BadValue``,
    and more of them than anyone types raise ``OSError``.
    Nothing is waited for beyond the end of a line, so that a terminal can answer.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._encoding = ""
        self._buffer = b""
        self._skip_newline = False

    def read_line(self) -> str | None:
        """Return the next line without its end; None where the input is at its end."""
        self._detect_encoding()
        data = b""
        while unit := self._read_unit():
            character = unit.replace(b"\0", b"") if self._unit_width == 2 else unit
            skipped, self._skip_newline = self._skip_newline, False
            if character == b"\n" and skipped:  # the second half of a CRLF
                continue
            if character in (b"\n", b"\r"):
                self._skip_newline = character == b"\r"
                return self._decode(data)
            data += unit
            if len(data) > MAX_LINE_BYTES:
                raise line_too_long_error()
        return self._decode(data) if data else None

    def read_remaining(self) -> str:
        """Return all that has not been read, every line ended by a newline alone."""
        self._detect_encoding()
        text = self._decode(self._buffer + read_stream(self._stream))
        self._buffer = b""
        return normalize_newlines(text.removeprefix("\n") if self._skip_newline else text)

    @property
    def _unit_width(self) -> int:
        return 1 if self._encoding == "utf-8" else 2

    def _detect_encoding(self) -> None:
        """Detect a byte order mark, reading no further than one could reach."""
        if self._encoding:
            return
        self._encoding = "utf-8"
        self._buffer = self._stream.read(1)
        if self._buffer in (b"\xff", b"\xfe"):
            self._buffer += self._stream.read(1)
            self._encoding = _BYTE_ORDER_MARKS.get(self._buffer, "utf-8")
            self._buffer = b"" if self._unit_width == 2 else self._buffer
        elif self._buffer == b"\xef":
            self._buffer += self._stream.read(2)
            self._buffer = self._buffer.removeprefix(b"\xef\xbb\xbf")

    def _read_unit(self) -> bytes:
        """Return the next byte, or two of UTF-16; "" at the end."""
        while len(self._buffer) < self._unit_width and (byte := self._stream.read(1)):
            self._buffer += byte
        unit, self._buffer = self._buffer[: self._unit_width], self._buffer[self._unit_width :]
        return unit

    def _decode(self, data: bytes) -> str:
        try:
            text = data.decode(self._encoding)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise BadValue(_("This input is no text: it takes UTF-8, or UTF-16 with its mark."))
        return text


def normalize_newlines(text: str) -> str:
    """Return a text whose lines end with a newline alone, whoever wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
