"""Writing to a terminal that may be gone."""

from __future__ import annotations

import errno
import os
from typing import IO

DISCONNECT_ERRNOS = {errno.EIO, errno.EPIPE, errno.ENXIO, errno.ENODEV}
"""What the system says where there is no terminal any more."""


class SafeOutput:
    """A file that takes whatever is written once its terminal is gone.

    Closing a window takes the terminal away while the app still leaves in order:
    an error there would keep the journal from being closed.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write the text; into nothing where there is no terminal any more."""
        try:
            return self._file.write(text)
        except OSError as error:
            self._redirect_to_null(error)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            self._file.flush()
        except OSError as error:
            self._redirect_to_null(error)

    def fileno(self) -> int:
        """Return the number of the file underneath."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Say whether a terminal is at the other end."""
        return self._file.isatty()

    def _redirect_to_null(self, error: OSError) -> None:
        """Lead the file to nowhere: what is left in its buffer would end the program with 120."""
        if error.errno not in DISCONNECT_ERRNOS:
            raise error
        null_fd = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_fd, self._file.fileno())
        os.close(null_fd)
