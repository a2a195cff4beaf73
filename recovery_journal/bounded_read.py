"""Reading a file that a person named: bounded, and never waiting for what does not come.

A name can lead anywhere: to a folder, to a device without an end, to a pipe
that nobody writes to. Everything is told as an OSError whose ``strerror`` is a
part of a sentence ("nobody wrote to it"), so that each caller says it in
its own way and with its own exit code.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from recovery_journal.words import _

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""The most bytes that are read from a file a person named, or from standard input."""
LONGEST_LINE = 64 * 1024
"""The most bytes of a first line, which is a passphrase."""
# Seconds. Whoever opened the pipe may be asking a person for something first.
_FOR_A_WRITER = 5.0
_FOR_ITS_WORDS = 120.0


def read_bytes(path: Path | str, limit: int = LARGEST) -> bytes:
    """Return the content of a regular file of at most ``limit`` bytes; raises OSError."""
    # Without O_NONBLOCK, opening a pipe would wait until somebody writes to it.
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with open(handle, "rb") as file:  # noqa: PTH123  # a handle has no path
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, _("it is a pipe or a device, not a file"))
        if status.st_size > limit:
            raise _too_large(limit)
        return read_stream(file, limit)


def read_stream(stream: BinaryIO, limit: int = LARGEST) -> bytes:
    """Return what is left in a stream, at most ``limit`` bytes; raises OSError for more."""
    # Asked for in parts: a read of the whole limit would take that much memory at once.
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, 1024 * 1024))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise _too_large(limit)
    return b"".join(parts)


def head(path: Path | str) -> bytes:
    """Return a file, pipe or device up to its first newline or further; raises OSError.

    A pipe is welcome here: a password manager writes into one. It is waited for
    while somebody has it open, for a while, and only a moment where nobody has.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        line = b""
        while b"\n" not in line and (part := _some(handle)):
            line += part
            if len(line) > LONGEST_LINE:
                raise line_too_long()
        return line
    finally:
        os.close(handle)


def _some(handle: int) -> bytes:
    """Return the next bytes of an open handle, b"" at its end."""
    import select

    waiting = select.poll()
    waiting.register(handle, select.POLLIN | select.POLLHUP)
    patience, ended = _FOR_A_WRITER, False
    while True:
        try:
            part = os.read(handle, 4096)
        except BlockingIOError:  # somebody has it open, and has not written yet
            patience, ended = _FOR_ITS_WORDS, False
        else:
            # A pipe that nobody has opened yet reads as ended, too.
            if part or ended or not stat.S_ISFIFO(os.fstat(handle).st_mode):
                return part
            ended = True
        if not waiting.poll(patience * 1000):
            raise OSError(errno.ETIMEDOUT, _("nobody wrote to it"))


def _too_large(limit: int) -> OSError:
    if limit >= 1024 * 1024:
        return OSError(errno.EFBIG, _("it is larger than {n} MB").format(n=limit // (1024 * 1024)))
    return OSError(errno.EFBIG, _("it is larger than {n} kB").format(n=limit // 1024))


def line_too_long() -> OSError:
    """Return the error for a first line that no passphrase has."""
    return OSError(errno.EFBIG, _("its first line is too long"))
