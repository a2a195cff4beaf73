"""A typed word is never lost, in a real terminal: killed, closed, locked, on a full disk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.storage import Journal

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).parents[2]
SECRET = "quiet river 42"
PATIENCE = 20.0
"""Seconds in which something comes to be, however busy the machine is."""


def now() -> datetime:
    return datetime.now().astimezone()


def start(path: Path, passphrase: str | None) -> pexpect.spawn[str]:
    given = {} if passphrase is None else {"RECOVERY_JOURNAL_PASSPHRASE": passphrase}
    return pexpect.spawn(
        sys.executable,
        ["-m", "recovery_journal"],
        env={**os.environ, "RECOVERY_JOURNAL_FILE": str(path), **given},
        cwd=str(ROOT),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, 80),
    )


def until(holds: Callable[[], bool]) -> None:
    """Wait until this holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "never came to be"
        time.sleep(0.05)


def drafts(path: Path, passphrase: str | None) -> list[str | None]:
    with Journal.open(path, passphrase, clock=now) as journal:
        return [journal.drafts.get(key) for key in journal.drafts.list()]


def ended(child: pexpect.spawn[str]) -> None:
    child.expect(pexpect.EOF)
    child.close()


@pytest.mark.parametrize("passphrase", [None, SECRET])
@pytest.mark.parametrize("end", ["SIGKILL", "closed"])
def test_what_was_typed_is_there_after_a_kill_and_a_closed_terminal(
    tmp_path: Path, passphrase: str | None, end: str
) -> None:
    path = tmp_path / "journal.db"
    Journal.create(path, passphrase, JournalSettings(), clock=now).close()
    child = start(path, passphrase)
    child.expect("Today")
    child.send("n")
    child.expect("next session")
    child.send("kettlé and rest")
    until(lambda: any("and rest" in (one or "") for one in drafts(path, passphrase)))
    if end == "SIGKILL":
        child.kill(signal.SIGKILL)
        ended(child)
    else:
        child.ptyproc.fileobj.close()  # the window alone: pexpect's close waits no longer than 0.4 s
        child.ptyproc.closed = True
        until(lambda: not child.isalive())
    child = start(path, passphrase)
    child.expect("is still here: Talk")
    child.send("n")
    child.expect("kettlé and rest")
    child.send("\r")
    child.expect("Saved")
    child.send("q")
    ended(child)
    assert child.exitstatus == 0
    assert drafts(path, passphrase) == []
    with Journal.open(path, passphrase, clock=now) as journal:
        assert [item.text for item in journal.talk_items.list()] == ["kettlé and rest"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room; only an administrator may have one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("a file system cannot be mounted here")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False
    )
    if made.returncode:
        pytest.skip("a file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_on_a_full_disk_it_is_said_that_drafts_cannot_be_kept(small_disk: Path) -> None:
    path = small_disk / "journal.db"
    Journal.create(path, None, JournalSettings(), clock=now).close()
    child = start(path, None)
    child.expect("Today")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            pass
    child.send("n")
    child.expect("next session")
    child.send("kettle " * 3)
    child.expect("Drafts cannot be kept")
    child.send("\x1b")  # Escape: what was typed waits in memory
    until(lambda: drafts(path, None) == [])
    child.send("\x11")
    child.expect("Leave without it")
    filler.unlink()
    child.send("\x1b")
    child.expect("Today")
    child.send("n")
    until(lambda: any("kettle" in (one or "") for one in drafts(path, None)))
    child.kill(signal.SIGKILL)
    ended(child)
