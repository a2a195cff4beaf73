"""Settings, talk items, the sharing log, copies, and seeing another program's change."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from recovery_journal import migrations as history_of_schema
from recovery_journal.database import backup, schema
from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import SCHEMA_VERSION
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.errors import (
    AlreadyExists,
    BadValue,
    CannotWrite,
    RecordNotFound,
    UnusableJournal,
)
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact


def test_settings_come_back_as_they_were_made(path: Path, clock: Clock) -> None:
    made = JournalSettings(
        name="Ñ", day_ends_at=time(4, 30), first_weekday=6, words=(("goal", "my way"),)
    )
    with Journal.create(path, None, made, clock=clock) as journal:
        assert journal.settings == made
        journal.change_settings(name=None)
        assert journal.settings.name is None
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.settings.words == (("goal", "my way"),)


@pytest.mark.parametrize("change", [{"day_ends_at": time(12, 1)}, {"first_weekday": 7}])
def test_settings_out_of_range_are_refused(journal: Journal, change: dict[str, object]) -> None:
    before = journal.settings
    with pytest.raises(BadValue):
        journal.change_settings(**change)
    assert journal.settings == before


def test_another_programs_change_is_seen(journal: Journal, clock: Clock) -> None:
    seen = journal.data_version()
    assert journal.data_version() == seen
    assert journal.settings.name != "Z", "read before, and kept"
    with Journal.open(journal.path, None, clock=clock) as other:
        other.entries.add(check_in(mood=8))
        other.change_settings(name="Z")
    assert journal.data_version() != seen
    assert journal.settings.name == "Z"
    assert len(journal.entries.timeline()[0]) == 1


# Byte 0x40000002 and the 510 after it are where SQLite keeps a reader's lock.
LOCK_IS_HELD = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        sys.exit(10)
sys.exit(11)
"""


def lock_is_held(path: Path) -> bool:
    """Ask from another process whether this one holds its lock on the journal."""
    asked = subprocess.run([sys.executable, "-c", LOCK_IS_HELD, str(path)], check=False)
    assert asked.returncode in {10, 11}, "the other process did not come to the answer"
    return asked.returncode == 10


def test_a_look_at_an_open_journal_does_not_take_its_lock_away(path: Path, clock: Clock) -> None:
    with Journal.create(path, "secret", JournalSettings(), clock=clock) as journal:
        journal.entries.timeline()
        assert lock_is_held(path)
        assert Journal.needs_passphrase(path)
        Journal.open(path, "secret", clock=clock).close()
        assert lock_is_held(path)
    assert not lock_is_held(path)


def test_talk_items_are_listed_in_order_until_done(journal: Journal) -> None:
    first, second = journal.talk_items.add(" sleep "), journal.talk_items.add("work")
    assert [one.text for one in journal.talk_items.list()] == ["sleep", "work"]
    assert journal.talk_items.mark_done(first.id).done_on == NOW.date()
    assert [one.id for one in journal.talk_items.list()] == [second.id]
    assert len(journal.talk_items.list(done=True)) == 2
    with pytest.raises(BadValue):
        journal.talk_items.add("  ")
    with pytest.raises(RecordNotFound):
        journal.talk_items.mark_done(9)


def test_the_sharing_log_is_newest_first(journal: Journal) -> None:
    for number in (1, 2):
        journal.sharing_log.add(
            SharingLogEntry(
                shared_at=NOW,
                period_from=date(2026, 11, number),
                period_to=date(2026, 11, 8),
                sections=("glance", "talk"),
                for_whom="Dr. M",
                sha256="ab" * 32,
            )
        )
    lines = journal.sharing_log.list()
    assert [one.period_from.day for one in lines] == [2, 1]
    assert (lines[0].sections, lines[0].for_whom) == (("glance", "talk"), "Dr. M")


@pytest.mark.parametrize("passphrase", [None, "it's 'mine'"])
def test_a_backup_is_whole_and_opens_with_the_same_passphrase(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add_many([check_in(note=f"day {n}") for n in range(300)])
        journal.contacts.add(contact())
        copy = journal.backup()
        assert copy.parent == path.parent / "backups"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert list(copy.parent.iterdir()) == [copy]
        with pytest.raises(AlreadyExists):
            journal.backup(copy)
    with Journal.open(copy, passphrase, clock=clock) as kept:
        assert kept.encrypted is (passphrase is not None)
        assert len(kept.entries.timeline(limit=None)[0]) == 300
        assert len(kept.contacts.all()) == 1
    if passphrase:
        assert b"day 1" not in copy.read_bytes()


def test_a_journal_that_is_not_whole_is_not_copied(journal: Journal, tmp_path: Path) -> None:
    journal.entries.add_many([check_in(note="word " * 50) for _ in range(50)])
    journal._connection.execute("PRAGMA writable_schema = ON")
    journal._connection.execute(
        "UPDATE sqlite_master SET rootpage = 3 WHERE name = 'entry_by_kind'"
    )
    journal.close()
    with (
        pytest.raises(UnusableJournal),
        Journal.open(journal.path, None, clock=lambda: NOW) as broken,
    ):
        broken.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_the_schema_has_as_many_steps_as_its_version() -> None:
    assert len(history_of_schema.migrations._migrations) == SCHEMA_VERSION


def test_every_table_is_strict_and_the_journal_is_whole(journal: Journal) -> None:
    tables = journal._connection.fetch_all(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table'"
    )
    own = {name: strict for name, strict in tables if not name.startswith(("sqlite", "_sqlite"))}
    assert len(own) > 15
    assert all(own.values()), own
    assert journal._connection.fetch_one("PRAGMA foreign_keys") == (1,)
    assert journal._connection.fetch_one("PRAGMA journal_mode") == ("wal",)
    assert journal._connection.fetch_one("PRAGMA secure_delete") == (1,)


def test_an_older_journal_is_brought_up_to_date_after_a_copy(path: Path, clock: Clock) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in())
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with Journal.open(path, None, clock=clock) as journal:
        assert len(journal.entries.timeline()[0]) == 1
        assert journal._connection.fetch_one("PRAGMA user_version") == (SCHEMA_VERSION,)
    assert len(list((path.parent / "backups").iterdir())) == 1


def test_a_step_of_the_history_this_version_does_not_know_is_a_newer_version(
    path: Path, clock: Clock
) -> None:
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA user_version = 0")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('recovery_journal', 'm777_later', '')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(UnusableJournal) as caught:
        Journal.open(path, None, clock=clock)
    assert caught.value.code == "newer_version"


def test_a_step_that_breaks_leaves_nothing(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in())
        tables = journal._connection.fetch_all("SELECT name FROM sqlite_master ORDER BY name")
        steps = history_of_schema.migrations
        monkeypatch.setattr(steps, "_migrations", list(steps._migrations))

        @steps(name="m002_good")
        def good(db: object) -> None:
            journal._connection.execute("CREATE TABLE half (a)")

        @steps(name="m003_breaks")
        def breaks(db: object) -> None:
            raise RuntimeError("in the middle")

        with pytest.raises(RuntimeError):
            schema.migrate(journal._connection)
        assert (
            journal._connection.fetch_all("SELECT name FROM sqlite_master ORDER BY name") == tables
        )
        assert len(journal.entries.timeline()[0]) == 1


def test_a_copy_that_the_disk_refuses_is_told_and_leaves_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.entries.add(check_in())
    open_copy = backup._open_copy

    def small(building: Path, passphrase: str | None, to: Path) -> Connection:
        door = open_copy(building, passphrase, to)
        door.fetch_all("PRAGMA max_page_count = 2")
        return door

    monkeypatch.setattr(backup, "_open_copy", small)
    with pytest.raises(CannotWrite, match="disk"):
        journal.backup()
    assert [one.name for one in journal.path.parent.iterdir() if one.is_dir()] == []


def test_forgetting_says_when_another_reader_keeps_the_log(journal: Journal, clock: Clock) -> None:
    journal.entries.delete(journal.entries.add(check_in(note="zebra")).id)
    journal._connection.execute("PRAGMA busy_timeout = 10")
    with (
        Journal.open(journal.path, None, clock=clock) as other,
        other._connection.read_transaction(),
    ):
        other.entries.timeline()
        journal.entries.add(check_in())
        with pytest.raises(CannotWrite, match="Another program"):
            journal.purge_undo()
    journal.entries.add(check_in())
    assert journal.purge_undo().changes == 1


def test_a_day_that_ends_in_the_evening_is_refused_at_the_start_too(
    path: Path, clock: Clock
) -> None:
    with pytest.raises(BadValue):
        Journal.create(path, None, JournalSettings(day_ends_at=time(18, 0)), clock=clock)
    assert not path.exists()


def test_two_backups_of_one_second_have_two_names(journal: Journal) -> None:
    assert journal.backup() != journal.backup()
