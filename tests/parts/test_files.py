"""A file that is being built: nobody sees half of it, and what a killed process left goes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recovery_journal.files import make_folder, temporary_file

BUILD = """
import sys
from pathlib import Path
from recovery_journal.files import temporary_file
with temporary_file(Path(sys.argv[1])) as name:
    name.write_text("half")
    for companion in ("-wal", "-shm", "-journal"):
        name.with_name(name.name + companion).write_text("half")
    print(name, flush=True)
    sys.stdin.readline()
"""

Build = Callable[[Path], tuple["subprocess.Popen[str]", Path]]


@pytest.fixture
def build(root: Path) -> Iterator[Build]:
    """Starts programs that are in the middle of building a file."""
    started: list[subprocess.Popen[str]] = []

    def start(path: Path) -> tuple[subprocess.Popen[str], Path]:
        process = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=root,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return process, Path(process.stdout.readline().strip())

    yield start
    for process in started:
        process.kill()
        process.communicate()


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_what_a_killed_program_was_building_goes_with_the_next_one(
    tmp_path: Path, build: Build
) -> None:
    # Of another name, too: each backup has one of its own.
    for path in (tmp_path / "journal.db", tmp_path / "journal-2026-11-28.db", tmp_path / "a.pdf"):
        process, _name = build(path)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert names(tmp_path)
    with temporary_file(tmp_path / "journal.db") as name:
        assert names(tmp_path) == {name.name}
    assert not names(tmp_path)


def test_what_another_program_is_building_stays(tmp_path: Path, build: Build) -> None:
    process, name = build(tmp_path / "journal.db")
    before = names(tmp_path)
    with temporary_file(tmp_path / "journal.db"):
        pass
    assert names(tmp_path) == before
    assert name.read_text() == "half"
    process.communicate("\n")
    assert not names(tmp_path)


def test_a_file_that_is_not_ours_stays(tmp_path: Path) -> None:
    other = {
        ".journal.db",
        ".journal.db.0123456789ab",
        ".journal.db.swp",
        ".journal.db.0123456789ab.recovery-journal-part.txt",
        "journal.db.0123456789ab.recovery-journal-part",
        ".journal.db.recovery-journal-part",
    }
    for name in other:
        (tmp_path / name).write_text("mine")
    (tmp_path / ".a.0123456789ab.recovery-journal-part").mkdir()
    (tmp_path / ".b.0123456789ab.recovery-journal-part").symlink_to(tmp_path / ".journal.db")
    before = names(tmp_path)
    with temporary_file(tmp_path / "journal.db"):
        pass
    assert names(tmp_path) == before
    assert {(tmp_path / name).read_text() for name in other} == {"mine"}


def test_what_was_left_half_removed_goes_too(tmp_path: Path) -> None:
    (tmp_path / ".journal.db.0123456789ab.recovery-journal-part-wal").write_text("half")
    with temporary_file(tmp_path / "journal.db"):
        pass
    assert not names(tmp_path)


def test_an_error_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with temporary_file(tmp_path / "journal.db") as name:
            assert stat.S_IMODE(name.stat().st_mode) == 0o600
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert not names(tmp_path)


def test_a_name_as_long_as_names_can_be_is_built_as_well(tmp_path: Path) -> None:
    for name in ("x" * 255, "名" * 85):
        with temporary_file(tmp_path / name) as building:
            building.replace(tmp_path / name)
        assert (tmp_path / name).exists()


def test_every_folder_that_is_made_is_the_users_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    make_folder(tmp_path / "new" / "deep" / "deeper")
    for folder in ("new", "new/deep", "new/deep/deeper"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
    make_folder(tmp_path / "new")
