"""The three standard streams, made ready for any text and any way of being closed."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

from recovery_journal.i18n import _


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
