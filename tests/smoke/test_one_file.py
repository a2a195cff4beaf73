"""The installed program leaves one whole file: after a command, the lock, leaving, and a kill."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .test_terminal import ROOT, SECRET, installed

pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("RECOVERY_JOURNAL_FILE", str(folder / "journal.db"))
    monkeypatch.setenv("RECOVERY_JOURNAL_PASSPHRASE", SECRET)
    return folder


def does(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*installed(), *args], capture_output=True, text=True, cwd=ROOT, check=False
    )


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def moods(*args: str) -> list[int]:
    told = does("timeline", "--json", *args)
    assert told.returncode == 0, told.stderr
    return [one["mood"] for one in reversed(json.loads(told.stdout)["entries"])]


def open_app() -> Any:
    child = pexpect.spawn(
        installed()[0],
        installed()[1:],
        env={**os.environ},
        cwd=str(ROOT),
        encoding="utf-8",
        timeout=30,
        dimensions=(36, 120),
    )
    child.expect("Who could I reach")
    return child


def save_a_mood(app: Any) -> None:
    app.send("c")
    app.expect("(?i)urge")  # the next row of the form
    app.send("6")
    app.expect("6")
    app.send("\r")
    app.expect("Saved")


def test_a_command_leaves_one_file_whatever_it_ends_with(folder: Path) -> None:
    assert does("init").returncode == 0
    for line, code in (
        (("checkin", "--mood", "5"), 0),
        (("checkin", "--mood", "50"), 2),
        (("show", "99"), 1),
        (("no-such-command",), 2),
        (("timeline",), 0),
    ):
        assert does(*line).returncode == code
        assert names(folder) == ["journal.db"], line


def test_the_app_leaves_one_file_at_the_lock_and_at_the_end(folder: Path) -> None:
    assert does("init").returncode == 0
    app = open_app()
    save_a_mood(app)
    # Beside the open app, the file alone is whole, and a command can write.
    shutil.copyfile(folder / "journal.db", folder.parent / "copied.db")
    assert moods("--journal", str(folder.parent / "copied.db")) == [6]
    assert does("checkin", "--mood", "4").returncode == 0
    assert moods() == [6, 4]
    app.send("\x0c")  # ctrl+l
    app.expect("Passphrase")
    assert names(folder) == ["journal.db"]
    app.send("\x11")
    app.expect(pexpect.EOF)
    assert names(folder) == ["journal.db"]


def test_a_killed_app_loses_nothing_and_the_next_command_leaves_one_file(folder: Path) -> None:
    assert does("init").returncode == 0
    app = open_app()
    save_a_mood(app)
    app.kill(9)
    app.wait()
    assert moods() == [6]
    assert names(folder) == ["journal.db"]
