"""A program in a pseudo-terminal: what it paints, when, and what it takes meanwhile."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from benchmarks.plan import Command
from benchmarks.timing import MeasurementError

COLUMNS, ROWS = 120, 36
QUIET_SECONDS = 0.06
"""Seconds without a byte after which a picture is finished."""
TIMEOUT = 30.0
LEAVING_SECONDS = 5.0

# What a terminal answers when it is asked whether it can show a frame in one piece.
_SYNC_QUERY = b"\x1b[?2026$p"
_SYNC_REPLY = b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"


class PaintTimes(NamedTuple):
    """Milliseconds from a key to the end of the first frame, and of the last before a pause.

    What is filled in after the first frame counts in the second.
    """

    first_frame: float
    last_frame: float


class Terminal:
    """One program in a terminal of 120 x 36; leaving ends it."""

    def __init__(self, command: Command, folder: Path) -> None:
        master, slave = pty.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self._master = master
        self._painted = b""
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command.argv,
            env={**command.env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            cwd=folder,
            stdin=slave,
            stdout=slave,
            # Textual draws on the standard error's terminal.
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: str) -> float:
        """Wait until these words were painted; return the milliseconds since the program began."""
        expected = text.encode()
        while expected not in self._painted:
            if self._read(TIMEOUT) is None:
                raise MeasurementError(f"“{text}” was not painted: …{self._painted[-400:]!r}")
        return (time.perf_counter() - self.began) * 1000

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until nothing has been painted for a while."""
        while self._read(quiet) is not None:
            pass
        self._painted = b""

    def press(self, keys: str) -> PaintTimes:
        """Press a key; return when what follows was painted."""
        self._painted = b""
        begin = time.perf_counter()
        os.write(self._master, keys.encode())
        first = last = None
        # Something may come before the first frame that paints nothing: the shape
        # of the mouse's pointer does, and then the screen's module is loaded.
        while (painted_at := self._read(TIMEOUT if first is None else QUIET_SECONDS)) is not None:
            last = painted_at
            if first is None and _FRAME_ENDS in self._painted:
                first = painted_at
        if first is None or last is None:
            raise MeasurementError(f"{keys!r} painted nothing")
        return PaintTimes((first - begin) * 1000, (last - begin) * 1000)

    def has_painted(self, text: str) -> bool:
        """Say whether these words are in what the last key painted."""
        return text.encode() in self._painted

    def memory(self) -> float:
        """Return the peak memory of the program in MiB; 0 where the system does not say."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return 0.0
        lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM"))
        return next((int(line[1]) / 1024 for line in lines), 0.0)

    def idle_cpu_percent(self, seconds: float) -> float:
        """Return the share of a core, in percent, that the program takes when left alone."""
        cpu_before = self._cpu()
        end = time.monotonic() + seconds
        while (remaining := end - time.monotonic()) > 0:
            self._read(remaining)
        return (self._cpu() - cpu_before) / seconds * 100

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _read(self, wait: float) -> float | None:
        """Read what was painted; return when it came, None when nothing came in that time."""
        ready, _w, _x = select.select([self._master], [], [], wait)
        if not ready:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        read_at = time.perf_counter()
        if not data:
            raise MeasurementError(f"the program ended: …{self._painted[-600:]!r}")
        self._painted = (self._painted + data)[-(1 << 20) :]
        if _SYNC_QUERY in data:
            os.write(self._master, _SYNC_REPLY)
        return read_at

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Left as a closed terminal leaves it: a killed journal would be looked over at its
        # next start, which is not what a first frame is about.
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            while self._read(LEAVING_SECONDS) is not None:
                pass  # what it still says: it waits for us to read it
        except MeasurementError:
            pass  # it has ended
        try:
            self._process.wait(LEAVING_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._master)
