"""The log beside a journal: folded in at each save, and never read where it does not belong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from recovery_journal.database import sqlcipher
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import AlreadyExists, PassphraseNeeded, UnusableJournal
from recovery_journal.storage import Journal

from .conftest import Clock, check_in

BOTH = pytest.mark.parametrize("passphrase", [None, "secret"])

SAVE = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.storage import Journal
from recovery_journal.database import sqlcipher
from sqlcipher3 import dbapi2
from tests import quick_keys
quick_keys.begin()
path, passphrase, readers = sys.argv[1], sys.argv[2] or None, int(sys.argv[3])
now = datetime.now(timezone.utc)
journal = Journal.open(Path(path), passphrase, clock=lambda: now)
def save(note):
    saved = journal.entries.add(CheckIn(mood=3, note=note, occurred_at=now, recorded_at=now))
    print(saved.id, flush=True)
if readers:
    # Another program that looks at the journal as it was keeps the log from being folded in.
    reader = dbapi2.connect(path, isolation_level=None)
    sqlcipher.apply_key(reader, passphrase)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
for number in range(int(sys.argv[4])):
    save(f"in the log {number}")
sys.stdin.readline()
"""


def folder(path: Path) -> dict[str, bytes]:
    """Everything that lies beside a journal, with what is in it."""
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}


def make(path: Path, passphrase: str | None, clock: Clock, *notes: str) -> None:
    with Journal.create(path, passphrase, JournalSettings(name="A. B."), clock=clock) as journal:
        for note in notes:
            journal.entries.add(check_in(note=note))


def notes(path: Path, passphrase: str | None, clock: Clock) -> list[str | None]:
    with Journal.open(path, passphrase, clock=clock) as journal:
        return [one.note for one in reversed(journal.entries.timeline(limit=None)[0])]


def told_of(path: Path, passphrase: str | None, clock: Clock) -> str | None:
    """Open the journal and close it; return the code of the error, None for none."""
    try:
        Journal.open(path, passphrase, clock=clock).close()
    except UnusableJournal as error:
        return error.code
    return None


@pytest.fixture
def saving(root: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts programs that save; each is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def start(path: Path, passphrase: str | None, saves: int, *, read: bool = True) -> Any:
        process = subprocess.Popen(
            [sys.executable, "-c", SAVE, str(path), passphrase or "", str(int(read)), str(saves)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=root,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def leave_log(saving: Callable[..., Any]) -> Callable[..., None]:
    """Leaves a log with saves in it, as a killed program does."""

    def leave(path: Path, passphrase: str | None, saves: int = 3) -> None:
        process = saving(path, passphrase, saves)
        for _ in range(saves):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.with_name(path.name + "-wal").stat().st_size > 0

    return leave


@BOTH
def test_a_journal_is_one_file_after_each_save_and_when_closed(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    make(path, passphrase, clock, "first")
    assert list(folder(path)) == ["journal.db"]
    with Journal.open(path, passphrase, clock=clock) as journal:
        for number in range(3):
            journal.entries.add(check_in(note=f"word {number}"))
            copied = path.parent.parent / f"copied-{number}.db"
            shutil.copyfile(path, copied)  # the file alone, as people copy
            assert notes(copied, passphrase, clock)[-1] == f"word {number}"
            assert path.with_name("journal.db-wal").stat().st_size == 0
    assert list(folder(path)) == ["journal.db"]


@BOTH
def test_the_log_of_a_killed_program_is_read_and_folded_in(
    path: Path, clock: Clock, passphrase: str | None, leave_log: Callable[..., None]
) -> None:
    make(path, passphrase, clock, "first")
    leave_log(path, passphrase)
    assert notes(path, passphrase, clock) == ["first", *(f"in the log {n}" for n in range(3))]
    assert list(folder(path)) == ["journal.db"]
    leave_log(path, passphrase)
    assert len(notes(path, passphrase, clock)) == 7


@BOTH
def test_a_log_that_was_folded_in_and_not_emptied_still_belongs(
    path: Path, clock: Clock, passphrase: str | None, leave_log: Callable[..., None]
) -> None:
    make(path, passphrase, clock, "first")
    leave_log(path, passphrase)
    log = path.with_name("journal.db-wal")
    shutil.copyfile(log, path.with_name("aside"))
    before = notes(path, passphrase, clock)
    path.with_name("aside").rename(log)
    assert notes(path, passphrase, clock) == before


def older_backup(path: Path, passphrase: str | None, clock: Clock) -> Path:
    with Journal.open(path, passphrase, clock=clock) as journal:
        return journal.backup(path.parent.parent / "older.db")


def older_copy(path: Path, passphrase: str | None, clock: Clock) -> Path:
    older = path.parent.parent / "older.db"
    shutil.copyfile(path, older)
    with Journal.open(path, passphrase, clock=clock) as journal:
        journal.entries.add(check_in(note="saved since"))
    return older


def another_journal(path: Path, passphrase: str | None, clock: Clock) -> Path:
    other = path.parent.parent / "other" / "journal.db"
    make(other, passphrase, clock, "first", "second")
    return other


@BOTH
@pytest.mark.parametrize("other", [older_backup, older_copy, another_journal])
def test_a_log_that_belongs_to_another_file_is_not_read_into_this_one(
    path: Path,
    clock: Clock,
    passphrase: str | None,
    leave_log: Callable[..., None],
    other: Callable[[Path, str | None, Clock], Path],
) -> None:
    make(path, passphrase, clock, "first", "second")
    copied = other(path, passphrase, clock)
    leave_log(path, passphrase)
    shutil.copyfile(copied, path)
    path.with_name("journal.db-shm").unlink()
    before = folder(path)
    for _ in range(2):
        with pytest.raises(UnusableJournal, match=r"journal\.db-wal.*move") as caught:
            Journal.open(path, passphrase, clock=clock)
        assert caught.value.code == "damaged"
        assert folder(path) == before
    # What the sentence says can be done.
    path.with_name("journal.db-wal").rename(path.parent.parent / "aside")
    assert notes(path, passphrase, clock)[:2] == ["first", "second"]


@BOTH
def test_a_file_that_is_no_log_is_left_as_it_is(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    make(path, passphrase, clock, "first")
    for content in (b"mine", b"my own notes, " * 99, os.urandom(8192)):
        path.with_name("journal.db-wal").write_bytes(content)
        before = folder(path)
        with pytest.raises(UnusableJournal):
            Journal.open(path, passphrase, clock=clock)
        assert folder(path) == before
    # The beginning of a log in which the power went holds nothing yet.
    path.with_name("journal.db-wal").write_bytes(bytes(64))
    assert notes(path, passphrase, clock) == ["first"]


@BOTH
def test_a_damaged_journal_with_a_log_beside_it_is_left_byte_for_byte(
    path: Path, clock: Clock, passphrase: str | None, leave_log: Callable[..., None]
) -> None:
    make(path, passphrase, clock, *(f"note {n} " * 40 for n in range(40)))
    leave_log(path, passphrase, 1)
    path.with_name("journal.db-shm").unlink()
    whole = path.read_bytes()
    log = path.with_name("journal.db-wal").read_bytes()
    told = 0
    for place in range(4096 * 2, len(whole), 4096 * 21):
        content = bytearray(whole)
        content[place : place + 100] = os.urandom(100)
        path.write_bytes(content)
        path.with_name("journal.db-wal").write_bytes(log)
        before = folder(path)
        if said := told_of(path, passphrase, clock):
            assert said == "damaged"
            assert folder(path) == before
            told += 1
    assert told


def test_what_the_library_has_no_sentence_for_is_damage_too(
    path: Path, clock: Clock, leave_log: Callable[..., None]
) -> None:
    make(path, None, clock, "first")
    leave_log(path, None, 1)
    whole = path.read_bytes()
    log = path.with_name("journal.db-wal").read_bytes()
    tables = [at for at in range(len(whole)) if whole.startswith((b"CREATE TABLE", b"INTEGER"), at)]
    told = []
    for at in tables[::8]:  # names and types that are no text
        content = bytearray(whole)
        content[at + 3] = 0xFF
        path.write_bytes(content)
        path.with_name("journal.db-wal").write_bytes(log)
        path.with_name("journal.db-shm").unlink(missing_ok=True)
        before = folder(path)
        told.append(told_of(path, None, clock))
        assert told[-1] is None or folder(path) == before
    assert set(told) == {None, "damaged"} or set(told) == {"damaged"}


@BOTH
def test_a_wrong_passphrase_with_a_log_beside_is_told_as_that(
    path: Path, clock: Clock, passphrase: str | None, leave_log: Callable[..., None]
) -> None:
    make(path, "secret", clock, "first")
    leave_log(path, "secret")
    before = folder(path)
    with pytest.raises(PassphraseNeeded):
        Journal.open(path, "another" if passphrase else None, clock=clock)
    assert folder(path) == before


@BOTH
def test_a_log_that_another_program_uses_is_shared(
    path: Path, clock: Clock, passphrase: str | None, saving: Callable[..., Any]
) -> None:
    make(path, passphrase, clock, "first")
    process = saving(path, passphrase, 2)
    for _ in range(2):
        process.stdout.readline()
    with Journal.open(path, passphrase, clock=clock) as journal:
        journal.entries.add(check_in(note="from here"))
        assert len(journal.entries.timeline()[0]) == 4
    process.communicate("\n")
    assert "from here" in notes(path, passphrase, clock)
    assert list(folder(path)) == ["journal.db"]


def test_the_log_of_a_moved_journal_that_is_open_is_shared_with_no_new_one(
    path: Path, clock: Clock, saving: Callable[..., Any]
) -> None:
    make(path, None, clock, "first")
    process = saving(path, None, 1, read=False)
    process.stdout.readline()
    path.rename(path.with_name("moved.db"))
    before = folder(path)
    with pytest.raises(AlreadyExists, match="still open"):
        make(path, None, clock)
    assert folder(path) == before
    process.kill()
    process.wait()
    make(path, None, clock, "new")
    assert notes(path, None, clock) == ["new"]
    assert set(folder(path)) == {"journal.db", "moved.db"}


@BOTH
def test_killed_at_any_moment_nothing_said_to_be_saved_is_lost(
    path: Path, clock: Clock, passphrase: str | None, saving: Callable[..., Any]
) -> None:
    make(path, passphrase, clock)
    for lines in (1, 4):
        process = saving(path, passphrase, 100_000, read=lines % 2 == 0)
        last = 0
        for _ in range(lines * 3):
            last = int(process.stdout.readline())
        process.kill()
        process.wait()
        with Journal.open(path, passphrase, clock=clock) as journal:
            assert journal.entries.get(last).id == last
            assert journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]
        assert list(folder(path)) == ["journal.db"]


@BOTH
def test_through_a_link_each_save_is_said_once(
    path: Path, clock: Clock, passphrase: str | None, leave_log: Callable[..., None]
) -> None:
    make(path, passphrase, clock, "first")
    link = path.parent.parent / "linked" / "mine.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with Journal.open(link, passphrase, clock=clock) as journal:
        journal.entries.add(check_in(note="second"))
    assert notes(path, passphrase, clock) == ["first", "second"]
    assert [one.name for one in link.parent.iterdir()] == ["mine.db"]
    leave_log(path, passphrase, 1)
    assert len(notes(link, passphrase, clock)) == 3


@pytest.mark.parametrize(
    ("mode", "passphrase"),
    [*((mode, None) for mode in ("TRUNCATE", "PERSIST", "MEMORY", "OFF")), ("DELETE", "secret")],
)
def test_a_journal_that_another_tool_set_to_another_mode_is_written_as_ever(
    path: Path, clock: Clock, passphrase: str | None, mode: str
) -> None:
    make(path, passphrase, clock, "first")
    tool = dbapi2.connect(str(path), isolation_level=None)
    sqlcipher.apply_key(tool, passphrase)
    tool.execute(f"PRAGMA journal_mode = {mode}").fetchall()
    tool.execute("UPDATE setting SET value = 'C. D.' WHERE key = 'name'")
    # The other tool may have it open still, or not.
    with Journal.open(path, passphrase, clock=clock) as journal:
        journal.entries.add(check_in(note="second"))
    tool.close()
    with Journal.open(path, passphrase, clock=clock) as journal:
        journal.entries.add(check_in(note="third"))
        assert journal.settings.name == "C. D."
    assert notes(path, passphrase, clock) == ["first", "second", "third"]
    assert set(folder(path)) <= {"journal.db", "journal.db-journal"}


def test_a_deleted_word_is_in_no_log(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    with Journal.open(path, None, clock=clock) as journal:
        saved = journal.entries.add(check_in(note="unspeakable"))
        journal.entries.delete(saved.id)
        journal.purge_undo()
        assert not any(b"unspeakable" in content for content in folder(path).values())


def test_the_log_is_empty_after_a_delete_and_an_undo(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    log = path.with_name("journal.db-wal")
    with Journal.open(path, None, clock=clock) as journal:
        entry = journal.entries.add(check_in(note="unspeakable"))
        item = journal.talk_items.add("unspeakable")
        step = journal.safety_steps.add("alone", "unspeakable")
        for change in (
            lambda: journal.entries.delete(entry.id),
            lambda: journal.talk_items.delete(item.id),
            lambda: journal.safety_steps.delete(step.id),
            journal.undo,
            journal.redo,
        ):
            change()
            assert log.stat().st_size == 0


def test_a_read_leaves_no_log(path: Path, clock: Clock) -> None:
    make(path, None, clock, "first")
    before = folder(path)
    assert notes(path, None, clock) == ["first"]
    assert folder(path) == before


@given(st.lists(st.sampled_from(["save", "read", "backup", "reopen", "other"]), max_size=12))
@hypothesis_settings(max_examples=6)
def test_whatever_is_done_the_file_alone_is_the_journal(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    clock = Clock()
    path = tmp_path_factory.mktemp("alone") / "kept" / "journal.db"
    make(path, None, clock)
    saved = 0
    journal = Journal.open(path, None, clock=clock)
    other = Journal.open(path, None, clock=clock)
    for step in steps:
        if step in {"save", "other"}:
            (journal if step == "save" else other).entries.add(check_in(note=step))
            saved += 1
        elif step == "read":
            assert len(journal.entries.timeline()[0]) == saved
        elif step == "backup":
            journal.backup()
        else:
            journal.close()
            journal = Journal.open(path, None, clock=clock)
        copied = path.parent.parent / "copied.db"
        shutil.copyfile(path, copied)
        assert len(notes(copied, None, clock)) == saved
    journal.close()
    other.close()
    assert list(folder(path)) == ["journal.db"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the disk refuse")
def test_a_sync_that_the_disk_refuses_is_told(path: Path, clock: Clock, root: Path) -> None:
    make(path, None, clock)
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO"),
            *(sys.executable, "-c", SAVE, str(path), "", "0", "1"),
        ],
        input="\n",
        capture_output=True,
        cwd=root,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert "did not confirm" in done.stderr
    # It was written all the same, which the sentence does not deny.
    assert notes(path, None, clock) == ["in the log 0"]
