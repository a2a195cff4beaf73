"""What a quick command loads, in a clean interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
