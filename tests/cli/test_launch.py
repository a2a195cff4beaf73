"""``recovery-journal`` without a command: which lines open the app."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recovery_journal import app
from recovery_journal.cli.main import main

from .conftest import Stream

Go = Callable[..., int]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Any]]:
    """What the app was opened with, in a terminal."""
    found: list[tuple[Path, Any]] = []

    def run(path: Path, *, passphrase: str | None, clock: Any) -> int:
        found.append((path, passphrase))
        return 7

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", "/from/environment.db")
    monkeypatch.delenv("RECOVERY_JOURNAL_PASSPHRASE", raising=False)
    return found


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs a line in a terminal."""

    monkeypatch.setenv("TERM", "xterm-256color")

    def go(*line: str) -> int:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, Stream(terminal=True))
        return main(list(line))

    return go


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ((), "/from/environment.db"),
        (("--journal", "a.db"), "a.db"),
        (("--journal=a.db",), "a.db"),
        (("--journal", "a.db", "--journal", "b.db"), "b.db"),
        (("--journal=-a.db",), "-a.db"),
    ],
)
def test_a_line_without_a_command_opens_the_app(
    opened: list[tuple[Path, Any]], go: Go, line: tuple[str, ...], path: str
) -> None:
    assert go(*line) == 7
    assert opened == [(Path(path), None)]


def test_the_passphrase_file_is_read_for_the_app(
    opened: list[tuple[Path, Any]], go: Go, tmp_path: Path
) -> None:
    file = tmp_path / "word"
    file.write_text("a quiet word\nmore")
    assert go("--passphrase-file", str(file), "--journal", "a.db") == 7
    assert opened == [(Path("a.db"), "a quiet word")]


def test_a_passphrase_file_that_is_not_there_is_a_sentence(
    opened: list[tuple[Path, Any]], go: Go, tmp_path: Path
) -> None:
    assert go("--passphrase-file", str(tmp_path / "none")) == 3
    assert "could not be read" in str(getattr(sys.stderr, "text", str)())
    assert not opened


@pytest.mark.parametrize("line", [("--journal",), ("--journal", ""), ("--journal=",), ("--jour",)])
def test_a_line_that_is_not_whole_opens_nothing(
    opened: list[tuple[Path, Any]], go: Go, line: tuple[str, ...]
) -> None:
    assert go(*line) == 2
    assert not opened
