"""A journal that is moved, deleted or replaced while it is open: what is so is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from recovery_journal.database import sqlcipher
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import AlreadyExists, CannotWrite
from recovery_journal.storage import Journal

from .conftest import Clock, check_in

BOTH = pytest.mark.parametrize("passphrase", [None, "secret"])


def notes(path: Path, passphrase: str | None, clock: Clock) -> list[str | None]:
    with Journal.open(path, passphrase, clock=clock) as journal:
        return [one.note for one in reversed(journal.entries.timeline(limit=None)[0])]


@BOTH
@pytest.mark.parametrize("folder_too", [True, False])
def test_what_is_saved_goes_once_into_the_file_that_was_moved(
    path: Path, clock: Clock, passphrase: str | None, folder_too: bool
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(note="before"))
        assert not journal.is_moved
        moved = path.parent.parent / "elsewhere" / "mine.db"
        if folder_too:
            path.parent.rename(moved.parent)
            moved = moved.with_name("journal.db")
        else:
            moved.parent.mkdir()
            path.rename(moved)
        for note in ("one", "two"):
            journal.entries.add(check_in(note=note))
            assert journal.is_moved
    assert notes(moved, passphrase, clock) == ["before", "one", "two"]


@BOTH
def test_put_back_it_is_where_it_was(path: Path, clock: Clock, passphrase: str | None) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        path.rename(path.with_name("aside.db"))
        journal.entries.add(check_in(note="one"))
        path.with_name("aside.db").rename(path)
        journal.entries.add(check_in(note="two"))
        assert not journal.is_moved
    assert notes(path, passphrase, clock) == ["one", "two"]
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


@BOTH
def test_into_a_file_that_was_deleted_nothing_is_said_to_be_saved(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        path.unlink()
        for _ in range(2):
            with pytest.raises(CannotWrite, match="was deleted"):
                journal.entries.add(check_in())
        with pytest.raises(CannotWrite):
            _ = journal.is_moved


@BOTH
def test_a_file_in_its_place_gets_nothing(path: Path, clock: Clock, passphrase: str | None) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(note="first"))
        older = journal.backup(path.parent.parent / "older.db")
        kept = path.parent.parent / "aside.db"
        path.rename(kept)
        shutil.copyfile(older, path)
        before = path.read_bytes()
        with pytest.raises(CannotWrite, match="Another file"):
            journal.entries.add(check_in(note="second"))
    assert path.read_bytes() == before
    assert notes(kept, passphrase, clock) == ["first"]
    assert notes(path, passphrase, clock) == ["first"]


@BOTH
def test_a_file_copied_over_it_is_not_mixed_with_what_was_there(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(note="first"))
        older = journal.backup(path.parent.parent / "older.db")
        journal.entries.add(check_in(note="second"))
        shutil.copyfile(older, path)  # the same file by its inode
        before = path.read_bytes()
        for _ in range(2):
            with pytest.raises(CannotWrite, match="Another file"):
                journal.entries.add(check_in(note="third"))
    assert path.read_bytes() == before
    assert notes(path, passphrase, clock) == ["first"]


@BOTH
def test_what_another_program_saves_is_no_other_file(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        for number in range(3):
            with Journal.open(path, passphrase, clock=clock) as other:
                other.entries.add(check_in(note=f"there {number}"))
            journal.entries.add(check_in(note=f"here {number}"))
            path.touch()
            journal.entries.add(check_in(note="touched"))
        assert len(journal.entries.timeline()[0]) == 9


def test_a_save_derives_no_key_whatever_touched_the_file(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.create(path, "secret", JournalSettings(), clock=clock) as journal:
        given: list[object] = []
        monkeypatch.setattr(sqlcipher, "apply_key", lambda *told: given.append(told))
        for _ in range(3):
            path.touch()
            journal.entries.add(check_in())
        assert given == []


def a_database_of_another_program(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE mine (a)")
    connection.close()


@BOTH
@pytest.mark.parametrize(
    "make", [Path.touch, lambda it: it.write_text("mine " * 2000), a_database_of_another_program]
)
def test_what_is_no_journal_copied_over_it_is_told_as_another_file(
    path: Path, clock: Clock, passphrase: str | None, make: Callable[[Path], None]
) -> None:
    other = path.parent.parent / "other"
    make(other)
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(note="first"))
        shutil.copyfile(other, path)
        for _ in range(2):
            with pytest.raises(CannotWrite, match="Another file"):
                journal.entries.add(check_in(note="second"))
    assert path.read_bytes() == other.read_bytes()


@BOTH
@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_a_journal_that_is_gone_leaves_nothing_where_it_was(
    path: Path, clock: Clock, passphrase: str | None, how: str
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(note="first"))
        moved = path.parent.parent / "mine.db"
        if how == "moved":
            path.rename(moved)
            journal.entries.add(check_in(note="second"))
        else:
            path.unlink()
        # While it is open, its log is its own: no new journal is made beside that.
        with pytest.raises(AlreadyExists, match="still open"):
            Journal.create(path, passphrase, JournalSettings(), clock=clock)
    assert list(path.parent.iterdir()) == []
    Journal.create(path, passphrase, JournalSettings(), clock=clock).close()
    if how == "moved":
        assert notes(moved, passphrase, clock) == ["first", "second"]


def test_what_somebody_else_still_uses_is_left_where_the_journal_was(
    path: Path, clock: Clock
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        other = Journal.open(path, None, clock=clock)
        other.entries.add(check_in())
        path.rename(path.with_name("mine.db"))
        journal.close()
        beside = {one.name for one in path.parent.iterdir()}
        assert beside == {"mine.db", "journal.db-wal", "journal.db-shm"}
        other.close()
    assert [one.name for one in path.parent.iterdir()] == ["mine.db"]
