"""What a quick command loads, in a clean interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from recovery_journal.cli.commands import (
    CONTACT_COMMANDS,
    PROGRAM,
    STEPS_COMMANDS,
    TALK_COMMANDS,
)

from .conftest import Run

HEAVY = {"rich", "textual", "sqlite_utils", "platformdirs", "json", "asyncio", "pydantic"}
SLOW = HEAVY | {"sqlcipher3", "recovery_journal.storage"}
ASK = """
import sys
from recovery_journal.cli.main import main
before = set(sys.modules)
code = main(sys.argv[1:])
print("|".join([str(code), *sys.modules]))
"""


def loaded(*args: str, journal: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *args, "--journal", str(journal)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=60,
    )
    code, *modules = done.stdout.splitlines()[-1].split("|")
    assert code == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize(
    "args", [("--help",), ("--version",), ("checkin", "--help"), ("contact", "--help")]
)
def test_help_loads_nothing_heavy_and_no_storage(journal_file: Path, args: tuple[str, ...]) -> None:
    assert not loaded(*args, journal=journal_file) & SLOW


@pytest.mark.parametrize("args", [("checkin", "--mood", "7"), ("timeline",), ("search", "word")])
def test_a_quick_entry_loads_nothing_heavy(
    run: Run, journal_file: Path, args: tuple[str, ...]
) -> None:
    run("checkin", "--mood", "7", "--note", "word")
    modules = loaded(*args, journal=journal_file)
    assert not modules & HEAVY
    assert "recovery_journal.cli.contact" not in modules


@pytest.mark.parametrize(
    ("args", "module"),
    [
        (("--help",), None),
        (("--version",), None),
        (("contact", "--help"), None),
        (("steps", "--help"), None),
        (("checkin", "--help"), "record_commands"),
        (("contact", "end", "--help"), "contact_edit"),
        (("week", "--help"), "week"),
    ],
)
def test_no_module_of_another_command_is_loaded(
    journal_file: Path, args: tuple[str, ...], module: str | None
) -> None:
    commands = {
        place.split(":")[0]
        for group in (PROGRAM, CONTACT_COMMANDS, STEPS_COMMANDS, TALK_COMMANDS)
        for place, _help_line in group.commands.values()
        if isinstance(place, str)
    }
    modules = {
        name.removeprefix("recovery_journal.cli.") for name in loaded(*args, journal=journal_file)
    }
    assert modules & commands == ({module} if module else set())
