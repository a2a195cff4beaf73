"""Imports keep their order: the contracts of pyproject.toml, and that they would see a breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_go_one_way(root: Path) -> None:
    result = lint_imports(root)

    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("i18n.py", "import recovery_journal.paths", "Imports go one way"),
        ("brand_new_package.py", "", "Imports go one way"),
        ("rules/planted.py", "import textual.app", "Only the faces"),
        ("rules/planted.py", "from recovery_journal.i18n import _", "Rules know no"),
        ("screens/trends/planted.py", "import plotille", "Only the charts"),
        ("domain/planted.py", "import sqlite3", "Only database and migrations"),
        ("cli/planted.py", "import sqlcipher3.dbapi2", "Only database and migrations"),
        ("cli/planted.py", "import recovery_journal.database.undo", "Only storage imports"),
    ],
)
def test_a_planted_breach_is_seen(
    root: Path, tmp_path: Path, path: str, line: str, contract: str
) -> None:
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(
        root / "recovery_journal",
        tmp_path / "recovery_journal",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    planted = tmp_path / "recovery_journal" / path
    planted.parent.mkdir(exist_ok=True)
    (planted.parent / "__init__.py").touch()
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    result = lint_imports(tmp_path)

    broken = [found for found in result.stdout.splitlines() if " BROKEN" in found]
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(found.startswith(contract) for found in broken), result.stdout
    assert planted.stem in result.stdout
