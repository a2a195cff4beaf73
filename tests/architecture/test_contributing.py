"""The walks in CONTRIBUTING lead through files that are there, each in at most eight lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "recovery_journal"
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WALKS = re.split(r"^\*\*", TEXT.split("## Five walks", 1)[1].split("\n## ", 1)[0], flags=re.M)[1:]


def files(line: str) -> list[Path]:
    """Return the files a line names; one without a folder lies beside the one before it."""
    named: list[Path] = []
    for name in re.findall(r"`([\w/]+\.py)`", line):
        folder = named[-1].parent if named and "/" not in name else PACKAGE
        path = folder / name
        named.append(path if path.exists() else PACKAGE / name)
    return named


def test_there_are_five_walks() -> None:
    assert len(WALKS) == 5


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.split("**", 1)[0])
def test_a_walk_is_at_most_eight_lines_of_files_that_are_there(walk: str) -> None:
    lines = re.findall(r"^\d\. .*$", walk, flags=re.M)
    assert 0 < len(lines) <= 8
    missing = [str(path) for line in lines for path in files(line) if not path.is_file()]
    assert not missing
    assert sum(bool(files(line)) for line in lines) >= len(lines) // 2


def test_each_file_of_the_table_is_there() -> None:
    table = TEXT.split("| You bring | It goes |", 1)[1].split("\n\n", 1)[0]
    assert not [
        str(path) for line in table.splitlines() for path in files(line) if not path.exists()
    ]
