"""The installed program in a terminal of its own: bytes go in, and what it answers is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pexpect

ROOT = Path(__file__).parents[2]
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
QUIT = b"\x11"
PATIENCE = 20
"""Seconds in which an answer comes, however busy the machine is."""


def program() -> list[str]:
    """Return the installed program beside this Python, else the checkout's module."""
    found = which("recovery-journal", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "recovery_journal"]


class Window:
    """A terminal in which the app runs."""

    def __init__(self, path: Path, *command: str, **environment: str) -> None:
        self.path = path
        names = {"RECOVERY_JOURNAL_FILE": str(path), "TERM": "xterm-256color"}
        self.environment = {**os.environ, **names, **environment}
        first, *rest = command or program()
        self.child: Any = pexpect.spawn(
            first, rest, env=self.environment, cwd=str(ROOT), timeout=PATIENCE, dimensions=(24, 80)
        )
        self.child.delaybeforesend = None
        self.seen = b""

    def cli(self, *args: str, code: int = 0) -> str:
        """Run the command line over the same journal and return what it prints."""
        ran = subprocess.run(
            [*program(), *args],
            env=self.environment, cwd=ROOT, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert ran.returncode == code, ran.stderr.decode()
        return ran.stdout.decode()

    def send(self, data: bytes, words: str | None = None) -> None:
        """Send bytes; with ``words`` wait until they are shown."""
        self.seen = b""
        self.child.send(data)
        if words is not None:
            self.until(words)

    def until(self, words: str) -> None:
        """Wait until the words stand in what was sent since the last bytes."""
        while words not in SEQUENCE.sub(b"", self.seen).decode("utf-8", "replace"):
            self.seen += self.child.read_nonblocking(65536, timeout=PATIENCE)

    def end(self) -> int:
        """Read to the end and return the exit code, below zero for a signal."""
        try:
            while True:
                self.seen += self.child.read_nonblocking(65536, timeout=PATIENCE)
        except pexpect.EOF:
            self.child.close()
        return -self.child.signalstatus if self.child.signalstatus else self.child.exitstatus
