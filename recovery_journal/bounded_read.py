"""Bounded reading of a file given by the user, which never blocks on a pipe or device.

A name can lead anywhere: to a folder, to a device without an end, to a pipe
that nobody writes to. Every failure is an OSError whose ``strerror`` is a
part of a sentence ("nobody wrote to it"), so that each caller says it in
its own way and with its own exit code.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""The most bytes that are read from a file a person named, or from standard input."""
MAX_LINE_BYTES = 64 * 1024
"""The most bytes of a first line, which is a passphrase."""
# Seconds. Whoever opened the pipe may be asking a person for something first.
_OPEN_TIMEOUT = 5.0
_WRITE_TIMEOUT = 120.0


def read_bytes(path: Path | str, limit: int = MAX_BYTES) -> bytes:
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
            raise _too_large_error(limit)
        return read_stream(file, limit)


def read_stream(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """Return what is left in a stream, at most ``limit`` bytes; raises OSError for more."""
    # Asked for in parts: a read of the whole limit would take that much memory at once.
    chunks: list[bytes] = []
    remaining = limit + 1
    while remaining > 0 and (chunk := stream.read(min(remaining, 1024 * 1024))):
        chunks.append(chunk)
        remaining -= len(chunk)
    if remaining <= 0:
        raise _too_large_error(limit)
    return b"".join(chunks)


def read_head(path: Path | str) -> bytes:
    """Return a file, pipe or device up to its first newline or further; raises OSError.

    A pipe is welcome here: a password manager writes into one. It is waited for
    while somebody has it open, for a while, and only a moment where nobody has.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        line = b""
        while b"\n" not in line and (chunk := _read_chunk(handle)):
            line += chunk
            if len(line) > MAX_LINE_BYTES:
                raise line_too_long_error()
        return line
    finally:
        os.close(handle)


def _read_chunk(handle: int) -> bytes:
    """Return the next bytes of an open handle, b"" at its end."""
    import select

    poller = select.poll()
    poller.register(handle, select.POLLIN | select.POLLHUP)
    timeout, has_ended = _OPEN_TIMEOUT, False
    while True:
        try:
            chunk = os.read(handle, 4096)
        except BlockingIOError:  # somebody has it open, and has not written yet
            timeout, has_ended = _WRITE_TIMEOUT, False
        else:
            # A pipe that nobody has opened yet reads as ended, too.
            if chunk or has_ended or not stat.S_ISFIFO(os.fstat(handle).st_mode):
                return chunk
            has_ended = True
        if not poller.poll(timeout * 1000):
            raise OSError(errno.ETIMEDOUT, _("nobody wrote to it"))


def _too_large_error(limit: int) -> OSError:
    if limit >= 1024 * 1024:
        return OSError(errno.EFBIG, _("it is larger than {n} MB").format(n=limit // (1024 * 1024)))
    return OSError(errno.EFBIG, _("it is larger than {n} kB").format(n=limit // 1024))


def line_too_long_error() -> OSError:
    """Return the error for a first line that no passphrase has."""
    return OSError(errno.EFBIG, _("its first line is too long"))
