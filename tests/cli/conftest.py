"""Runs command lines in this process, on real journals in a temporary folder."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

NOW = "2026-11-20T18:00:00+01:00"  # a Friday


class Result(NamedTuple):
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def error(self) -> Any:
        return json.loads(self.err)["error"]


Run = Callable[..., Result]
Lines = tuple[tuple[str, ...], ...]


class Stream(io.TextIOWrapper):
    """A standard stream that keeps its bytes, and is a terminal if it is told so."""

    def __init__(self, data: bytes = b"", terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@pytest.fixture(autouse=True)
def keys_are_derived_quickly(quick_keys: None) -> None:
    """What a guess costs is tested where it is the matter."""


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "journal.db"


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, journal_file: Path) -> Run:
    """Runs a command line where no journal is yet."""
    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", str(journal_file))
    monkeypatch.setenv("RECOVERY_JOURNAL_NOW", NOW)

    def run(
        *args: str,
        input: str | bytes = b"",
        env: Mapping[str, str] | None = None,
        terminal: bool = False,
    ) -> Result:
        from recovery_journal.cli.main import main

        data = input.encode() if isinstance(input, str) else input
        streams = Stream(data, terminal), Stream(terminal=terminal), Stream(terminal=terminal)
        with monkeypatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            code = main(list(args))
            return Result(code, streams[1].text(), streams[2].text())

    return run


_MADE: dict[Lines, bytes] = {}


def put_journal(file: Path, run: Run, *lines: tuple[str, ...]) -> None:
    """Put the journal there that these command lines make: made once, then copied."""
    if lines not in _MADE:
        for line in lines:
            assert run(*line).code == 0
        assert [one.name for one in file.parent.iterdir()] == [file.name]
        _MADE[lines] = file.read_bytes()
        return
    file.parent.mkdir(mode=0o700)
    file.write_bytes(_MADE[lines])
    file.chmod(0o600)


INIT = ("init", "--no-passphrase")


@pytest.fixture
def run(empty: Run, journal_file: Path) -> Run:
    """Runs a command line on a new journal without a passphrase."""
    put_journal(journal_file, empty, INIT)
    return empty


@pytest.fixture
def ana(empty: Run, journal_file: Path) -> Run:
    """The same, with Ana (1), Ben (2) and the Tuesday group (3)."""
    put_journal(
        journal_file,
        empty,
        INIT,
        ("contact", "add", "Ana", "--relation", "friend", "--ring", "1"),
        ("contact", "add", "Ben", "--relation", "sponsor_mentor", "--ok-when-urge", "yes"),
        ("contact", "add", "Tuesday group", "--relation", "recovery_group"),
    )
    return empty
