"""A file that is told as damaged, or as none of ours, is left with all that lies beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from recovery_journal.database import backup, sqlcipher
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import AlreadyExists, CannotWrite, PassphraseNeeded, UnusableJournal
from recovery_journal.storage import Journal

from .conftest import Clock, check_in

HEADER = 32
BESIDE = ["nothing", "empty log", "log begun", "index alone", "older log empty", "log"]


def killed(path: Path, passphrase: str | None, clock: Clock, beside: str) -> None:
    """Make a journal as a program leaves it that is killed: with an empty log, or a full one."""
    made = path.with_name("made") / path.name
    with Journal.create(made, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add_many([check_in(note=f"word {n} " * 30) for n in range(40)])
        connection = journal._connection.raw_connection()
        if beside in {"log", "log begun"}:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("UPDATE entry SET share = 1 WHERE id = 1")
        for file in made.parent.iterdir():
            shutil.copyfile(file, path.with_name(file.name))
    shutil.rmtree(made.parent)
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if beside in {"nothing", "index alone", "older log empty"}:
        log.unlink()
    if beside in {"nothing", "older log empty"}:
        index.unlink()
    if beside == "older log empty":
        path.with_name(path.name + "-journal").touch()
    if beside == "log begun":
        os.truncate(log, HEADER)
    assert (log.stat().st_size if log.exists() else 0) in {
        *([0] if beside not in {"log", "log begun"} else []),
        *([HEADER] if beside == "log begun" else []),
        *([HEADER + 4096 + 24] if beside == "log" else []),
    }


def pages(path: Path, passphrase: str | None) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096 * 3, len(content), 4096 * 7):
        content[start : start + 500] = os.urandom(500)
    path.write_bytes(content)


def cut_off(path: Path, passphrase: str | None) -> None:
    os.truncate(path, 4096 * 20)


def by(*statements: str) -> Callable[[Path, str | None], None]:
    """Damage the file by statements that no version of the program makes."""

    def spoil(path: Path, passphrase: str | None) -> None:
        aside = path.with_name("aside") / path.name
        aside.parent.mkdir()
        shutil.copyfile(path, aside)
        connection = dbapi2.connect(str(aside), isolation_level=None)
        sqlcipher.apply_key(connection, passphrase)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        shutil.copyfile(aside, path)
        shutil.rmtree(aside.parent)

    return spoil


DAMAGES = {
    "pages": pages,
    "cut off": cut_off,
    "no text": by("UPDATE entry SET note = CAST(x'74ff69' AS TEXT) WHERE id = 38"),
    "no day": by("UPDATE entry SET occurred_at = '2026-11-2p' WHERE id = 36"),
    "of another program": by("PRAGMA application_id = 7"),
    "of a newer version": by("PRAGMA user_version = 99"),
    "of a step not known": by(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('recovery_journal', 'm999_later', '')",
        "PRAGMA user_version = 2",
    ),
    "no text, and older": by(
        "UPDATE entry SET note = CAST(x'74ff69' AS TEXT) WHERE id = 38", "PRAGMA user_version = 4"
    ),
}


def told(path: Path, passphrase: str | None, clock: Clock) -> str | None:
    """Open the journal, read it whole and copy it; return the code of what is told."""
    try:
        journal = Journal.open(path, passphrase, clock=clock)
    except UnusableJournal as error:
        return error.code
    said = None
    try:
        assert journal.entries.timeline(limit=None)[0]
        journal.backup()
    except (UnusableJournal, ValueError) as error:
        said = journal.diagnose_damage(error)
    clock.move(days=30)  # text that is due to be overwritten stays in a damaged file
    journal.close()
    assert said is None or str(path) in str(said)
    return said and said.code


def all_files(path: Path) -> dict[str, bytes | None]:
    return {
        str(one.relative_to(path.parent)): one.read_bytes() if one.is_file() else None
        for one in path.parent.rglob("*")
    }


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("beside", BESIDE)
def test_what_is_told_as_no_whole_journal_is_left_with_all_beside_it(
    tmp_path: Path, clock: Clock, beside: str, damage: str
) -> None:
    path = tmp_path / "journal.db"
    killed(path, None, clock, beside)
    DAMAGES[damage](path, None)
    before = all_files(path)
    assert told(path, None, clock) in {"damaged", "not_a_journal", "newer_version"}
    assert all_files(path) == before


@pytest.mark.parametrize("damage", ["pages", "no text", "of another program"])
def test_an_encrypted_one_is_left_so_too(tmp_path: Path, clock: Clock, damage: str) -> None:
    path = tmp_path / "journal.db"
    killed(path, "secret", clock, "empty log")
    DAMAGES[damage](path, "secret")
    before = all_files(path)
    assert told(path, "secret", clock) in {"damaged", "not_a_journal"}
    with pytest.raises(PassphraseNeeded):
        Journal.open(path, "another", clock=clock)
    assert all_files(path) == before


@pytest.mark.parametrize("beside", BESIDE)
def test_a_whole_journal_is_opened_with_whatever_lies_beside_it(
    tmp_path: Path, clock: Clock, beside: str
) -> None:
    path = tmp_path / "journal.db"
    killed(path, None, clock, beside)
    assert told(path, None, clock) is None
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.entries.get(1).share is (beside == "log")
    names = {"journal.db", "backups"} | ({"journal.db-journal"} if "older" in beside else set())
    assert {one.name for one in path.parent.iterdir()} == names


@pytest.mark.parametrize("beside", BESIDE)
def test_what_holds_nothing_is_in_the_way_of_no_new_journal(
    tmp_path: Path, clock: Clock, beside: str
) -> None:
    path = tmp_path / "journal.db"
    killed(path, None, clock, beside)
    path.unlink()
    before = all_files(path)
    if beside == "log":
        with pytest.raises(AlreadyExists, match=r"journal\.db-wal"):
            Journal.create(path, None, JournalSettings(), clock=clock)
        assert all_files(path) == before
        return
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        assert journal.entries.timeline() == ([], False)
    assert list(all_files(path)) == ["journal.db"]


@pytest.mark.parametrize(
    "content", [b"my own notes", bytes.fromhex("d9d505f920a163d7") + b"x" * 99]
)
def test_an_older_kind_of_log_that_holds_something_is_left(
    tmp_path: Path, clock: Clock, content: bytes
) -> None:
    path = tmp_path / "journal.db"
    log = path.with_name("journal.db-journal")
    log.write_bytes(content)
    with pytest.raises(AlreadyExists, match=r"journal\.db-journal"):
        Journal.create(path, None, JournalSettings(), clock=clock)
    assert all_files(path) == {"journal.db-journal": content}


def test_a_file_with_the_name_of_an_older_log_is_not_deleted(path: Path, clock: Clock) -> None:
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    path.with_name("journal.db-journal").write_bytes(b"my own notes")
    before = all_files(path)
    with pytest.raises(UnusableJournal, match=r"journal\.db-journal"):
        Journal.open(path, None, clock=clock)
    assert all_files(path) == before


def test_a_copy_that_cannot_be_read_back_is_not_kept(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pour = backup._copy_pages

    def badly(source: Any, target: Any, to: Path) -> None:
        pour(source, target, to)
        target.execute("UPDATE check_in SET mood = 3, entry_id = 77")

    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in())
        monkeypatch.setattr(backup, "_copy_pages", badly)
        with pytest.raises(CannotWrite, match=r"copy at .*bb\.db could not be read back"):
            journal.backup(path.parent / "new" / "bb.db")
        assert not (path.parent / "new").exists()
        assert not journal.diagnose_damage(ValueError())
