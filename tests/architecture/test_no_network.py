"""No command opens a network connection: each runs where the first socket ends the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# An audit hook cannot be taken back and sees sockets made in C as well.
WITHOUT_NETWORK = """
import sys

def refuse(event, details):
    if event.startswith("socket."):
        sys.stderr.write(f"NETWORK: {event}\\n")
        raise SystemExit(99)

sys.addaudithook(refuse)
"""
RUN = (
    WITHOUT_NETWORK
    + """
import runpy
runpy.run_module("recovery_journal", run_name="__main__", alter_sys=True)
"""
)

# Run in this order on one journal; a new command gets a line here.
COMMANDS = [
    ["--version"],
    ["--help"],
    ["where"],
    ["init", "--no-passphrase", "--name", "A. B.", "--country", "ES"],
    ["checkin", "--mood", "6", "--urge", "2"],
    ["contact", "add", "Sam", "--relation", "friend", "--ring", "1"],
    ["contact", "list"],
    ["urge", "--peak", "6", "--trigger", "conflict"],
    ["reached", "Sam", "--by", "call"],
    ["tried", "Sam"],
    ["attended", "Tuesday group"],
    ["not-attended", "Tuesday group", "--because", "work"],
    ["network"],
    ["suggest", "--hard-moment"],
    ["today"],
    ["timeline"],
    ["search", "sam"],
    ["show", "1"],
    ["edit", "1", "--set", "mood=5"],
    ["delete", "2"],
    ["undo"],
    ["talk", "add", "sleep"],
    ["week"],
    ["backup"],
    ["help-now"],
    ["demo", "-o", "demo.db"],
]


def run(code: str, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_guard_sees_a_socket(root: Path) -> None:
    code = WITHOUT_NETWORK + "import socket\nsocket.create_connection(('127.0.0.1', 9))\n"

    assert run(code, root).returncode == 99


def test_no_command_opens_a_socket(root: Path, tmp_path: Path) -> None:
    for command in COMMANDS:
        result = run(
            RUN, root, *(str(tmp_path / one) if one == "demo.db" else one for one in command)
        )

        assert "NETWORK" not in result.stderr, command
        assert result.returncode == 0, (command, result.stdout, result.stderr)
