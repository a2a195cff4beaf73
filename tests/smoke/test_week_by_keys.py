"""A week kept by keys alone, in a real terminal, is the same week kept on the command line."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from shutil import which
from typing import Any

import pexpect
import pytest

from recovery_journal.cli.main import main

ROOT = Path(__file__).parents[2]
ENTER, UNDO, SAVE, QUIT = "\r", "\x1a", "\x13", "\x11"
ESC = "\x1b[27u"
"""As newer terminals send it: before another key, a bare one would be alt with that key."""
UP, DOWN, RIGHT, LEFT = (f"\x1b[{end}" for end in "ABCD")
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"
# What two journals of the same week differ in.
OF_THE_FILE = {"id", "uuid", "recorded_at"}

# A day, the keys of that day, and the same on the command line.
WEEK: list[tuple[str, list[str], list[list[str]]]] = [
    (
        "2026-11-16",
        [
            *("3", "n", "Maria", DOWN, RIGHT * 3, ENTER),
            *("n", "Ben", DOWN, RIGHT * 5, DOWN, LEFT * 2, ENTER),
            *("n", "Tuesday group", DOWN, RIGHT * 7, ENTER),
            *("c", "6", ENTER),
        ],
        [
            ["contact", "add", "Maria", "--relation", "friend"],
            ["contact", "add", "Ben", "--relation", "sponsor_mentor", "--ring", "1"],
            ["contact", "add", "Tuesday group", "--relation", "recovery_group"],
            ["checkin", "--mood", "6"],
        ],
    ),
    (
        "2026-11-17",
        [
            *("c", "5", F2, "4", DOWN, "6", ENTER),
            *("u", "8", DOWN, "lonely", ENTER, DOWN, RIGHT, DOWN, "breathing 2", ENTER),
            *(DOWN, "3", ENTER),
        ],
        [
            ["checkin", "--mood", "5", "--urge", "4", "--confidence", "6"],
            [
                *("urge", "--peak", "8", "--trigger", "lonely", "--with", "alone"),
                *("--coping", "breathing:2", "--after", "3"),
            ],
        ],
    ),
    (
        "2026-11-18",
        [
            *("r", "mar", ENTER, DOWN, DOWN, RIGHT * 2, DOWN, DOWN, "1", ENTER),
            *("r", "ben", ENTER, DOWN, RIGHT, ENTER),
        ],
        [
            ["reached", "Maria", "--by", "call", "--felt-after", "1"],
            ["tried", "Ben", "--outcome", "left_message"],
        ],
    ),
    (
        "2026-11-19",
        ["m", "tue", ENTER, DOWN, DOWN, "smart", ENTER, DOWN, RIGHT, ENTER],
        [["attended", "Tuesday group", "--program", "SMART Recovery", "--format", "in_person"]],
    ),
    (
        "2026-11-20",
        [
            *("a", RIGHT, DOWN, "un paseo 🌿", DOWN, "7", ENTER),
            *("o", "e", RIGHT * 6, DOWN, "dormir bien", ENTER),
            # The milestone that is near is filled in already.
            *("n", "a walk", ENTER, ESC),
        ],
        [
            [
                *("activity", "--activity-kind", "move", "--name", "un paseo 🌿"),
                *("--enjoyment", "7"),
            ],
            ["goal", "set", "--goal-kind", "wellbeing", "--wording", "dormir bien"],
            [
                *("milestone", "--milestone-kind", "meetings", "--wording", "1 meeting"),
                *("--marked-how", "a walk"),
            ],
        ],
    ),
    (
        "2026-11-21",
        [
            *(F3, "n", "two bad nights", ENTER, ESC),
            *("w", "6", DOWN, "5", DOWN, "7", DOWN, "6", ENTER),
            *(F4, SAVE, ESC),
            *("1", "n", "ask about sleep", ENTER),
        ],
        [
            ["steps", "add", "warning_signs", "two bad nights"],
            ["reflect", "--body", "6", "--mind", "5", "--people", "7", "--purpose", "6"],
            ["return-to-use"],
            ["talk", "add", "ask about sleep"],
        ],
    ),
    (
        "2026-11-22",
        ["c", "4", ENTER, "5", ENTER, "7", ENTER, "c", "2", ENTER, UNDO],
        [
            ["checkin", "--mood", "4"],
            ["edit", "11", "--set", "mood=7"],
            ["checkin", "--mood", "2"],
            ["undo"],
        ],
    ),
]
VIEWS = [
    ["timeline", "--limit", "100"],
    ["contact", "list", "--all"],
    ["talk", "list"],
    ["goal"],
    ["steps"],
    ["network"],
    ["trends", "--weeks", "4"],
    ["week"],
]


def program() -> list[str]:
    """Return the installed program beside this Python, else the checkout's module."""
    found = which("recovery-journal", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "recovery_journal"]


def environment(folder: Path, day: str) -> dict[str, str]:
    return {
        **os.environ,
        "RECOVERY_JOURNAL_FILE": str(folder / "journal.db"),
        "RECOVERY_JOURNAL_SETTINGS": str(folder / "settings.json"),
        "RECOVERY_JOURNAL_NOW": f"{day}T20:00:00+00:00",
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
    }


def run(folder: Path, day: str, *args: str) -> str:
    """Run a command line in this process; other smoke tests start the program for it."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as printed:
        for name, value in environment(folder, day).items():
            patch.setenv(name, value)
        assert main(list(args)) == 0, args
    return printed.getvalue()


def by_keys(folder: Path, day: str, keys: list[str]) -> None:
    """Open the app, press the keys, and leave it."""
    command, *rest = program()
    child = pexpect.spawn(
        command,
        rest,
        env=environment(folder, day),
        cwd=str(ROOT),
        encoding="utf-8",
        timeout=30,
        dimensions=(36, 120),
    )
    child.expect_exact("Keys")
    # All in one piece: each is acted on when the one before has had its effect.
    child.send("".join(keys) + QUIT)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def seen(folder: Path, *args: str) -> Any:
    """Return what a view of the journal holds, without what is the file's own."""
    return bare(json.loads(run(folder, "2026-11-22", "--json", *args)))


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key not in OF_THE_FILE}
    return [bare(one) for one in value] if isinstance(value, list) else value


def test_the_week_is_the_same_in_every_view_and_holds_every_kind(tmp_path: Path) -> None:
    """One test, since several would each live the week anew in a process of their own."""
    keys, commands = tmp_path / "keys", tmp_path / "commands"
    for folder in (keys, commands):
        folder.mkdir()
        run(folder, "2026-11-16", "init", "--no-passphrase")
    for day, pressed, lines in WEEK:
        by_keys(keys, day, pressed)
        for line in lines:
            run(commands, day, *line)

    for view in VIEWS:
        assert seen(keys, *view) == seen(commands, *view), view
    kinds = {entry["kind"] for entry in seen(keys, "timeline", "--limit", "100")["entries"]}
    assert kinds == {
        *("check_in", "urge", "reach_out", "meeting", "activity"),
        *("milestone", "reflection", "return_to_use"),
    }
