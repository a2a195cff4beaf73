"""Keys that reach the program in one piece, in a real terminal, and where its cursor then stands."""

from __future__ import annotations

import os
import re

import pexpect
import pytest

from tests.smoke.test_week_by_keys import ENTER, QUIT, environment, program, run, seen

DAY = "2026-11-20"
MOVE = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]]|\r|\n"
)
"""A move, another sequence (one for the shape of the mouse ends the line at times), a line end."""


def line_of_cursor(output: str) -> str:
    """Draw all that came from the program, and return the line its cursor stands on at the end."""
    rows: dict[int, list[str]] = {}
    row, column, at = 1, 1, 0
    for found in MOVE.finditer(output):
        text = output[at : found.start()]
        line = rows.setdefault(row, [" "] * 200)
        line[column - 1 : column - 1 + len(text)] = text
        column += len(text)
        at = found.end()
        if found[1]:
            row, column = int(found[1]), int(found[2])
        elif found[0] == "\n":
            row += 1
        elif found[0] == "\r":
            column = 1
    return "".join(rows.get(row, [])).strip()


@pytest.fixture
def child(tmp_path):
    run(tmp_path, DAY, "init", "--no-passphrase")
    for name in ("Maria", "Ben", "Zoe"):
        run(tmp_path, DAY, "contact", "add", name, "--relation", "friend")
    command, *rest = program()
    started = pexpect.spawn(
        command, rest, env=environment(tmp_path, DAY), encoding="utf-8", timeout=60,
        dimensions=(36, 120),
    )  # fmt: skip
    started.expect_exact("Keys")
    yield started
    started.close(force=True)


def test_two_check_ins_in_one_write(child, tmp_path):
    os.write(child.child_fd, f"c7{ENTER}c6{ENTER}2nAna{ENTER}{QUIT}".encode())
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    entries = seen(tmp_path, "timeline")["entries"]
    assert [one["mood"] for one in entries] == [6, 7]
    assert "Ana" in {one["name"] for one in seen(tmp_path, "contact", "list")["contacts"]}


def test_the_last_move_of_the_cursor_is_to_the_line_that_is_chosen(child):
    output = ""  # what is read at a time may end within a sequence
    child.send("3")
    for key, name in (("", "Ben"), ("\x1b[B", "Maria"), ("\x1b[B", "Zoe"), ("\x1b[A", "Maria")):
        child.send(key)
        for _wait in range(200):
            try:
                output += child.read_nonblocking(1 << 16, timeout=0.3)
            except pexpect.TIMEOUT:
                if line_of_cursor(output).startswith(name):
                    break
        assert line_of_cursor(output).startswith(name)
    child.send(QUIT)
    child.expect(pexpect.EOF)
