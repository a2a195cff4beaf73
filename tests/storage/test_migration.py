"""A journal of an earlier version, opened by this one: nothing lost, and a copy beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from recovery_journal.database import backup, schema, sqlcipher
from recovery_journal.database import connection as connections
from recovery_journal.database.connection import Connection
from recovery_journal.database.file_header import APPLICATION_ID, SCHEMA_VERSION
from recovery_journal.database.settings_table import SettingsTable
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.milestone import Milestone
from recovery_journal.errors import CannotWrite, UnusableJournal
from recovery_journal.migrations import m001_journal, m002_goals_and_steps
from recovery_journal.storage import Journal

from .conftest import NOW, Clock

PASSPHRASES = pytest.mark.parametrize("passphrase", [None, "vier Wörter 'im' Kopf"])
NEW = {"milestone", "activity", "reflection", "goal", "safety_step"}


def first_version(path: Path, passphrase: str | None, clock: Clock) -> None:
    """Make a file as the first version made it, with what could be written then."""
    path.parent.mkdir(mode=0o700)
    door = Connection(path, passphrase)
    door.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps = Migrations("recovery_journal")
    steps()(m001_journal)
    with door.transaction():
        steps.apply(Database(door.raw_connection()))
        SettingsTable(door).write(JournalSettings(name="A. B."))
    door.execute("PRAGMA user_version = 1")
    door.execute("PRAGMA journal_mode = WAL")
    with door.transaction():
        _write_rows(door, int(clock().timestamp()))
    door.close()


def _write_contact(door: Connection, name: str) -> None:
    door.execute(
        "INSERT INTO contact (id, uuid, name, contact_kind, relation, added_on, letter)"
        " VALUES (1, 'u1', ?, 'person', NULL, '2026-11-22', 1)",
        (name,),
    )
    door.execute("INSERT INTO letter VALUES ('', 1)")


def _write_entry(
    door: Connection, entry_id: int, kind: str, at: datetime, note: str | None, words: str
) -> None:
    """Write a check-in, or a reach-out to the first contact, and its words as indexed then."""
    moment, day = int(at.timestamp()), at.date().isoformat()
    door.execute(
        "INSERT INTO entry (id, uuid, kind, occurred_at, recorded_at, local_date, moment,"
        " share, source, note) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'journal', ?)",
        (entry_id, f"e{entry_id}", kind, at.isoformat(), NOW.isoformat(), day, moment, note),
    )
    door.execute(
        "INSERT INTO writing (rowid, words, kind) VALUES (?, ?, ?)",
        (moment // 60 << 31 | entry_id, words, kind),
    )
    if kind == "check_in":
        door.execute(
            "INSERT INTO check_in (entry_id, mood, goal_today) VALUES (?, 5, 'met')", (entry_id,)
        )
        return
    door.execute("INSERT INTO reach_out (entry_id, outcome) VALUES (?, 'connected')", (entry_id,))
    door.execute("INSERT INTO entry_contact VALUES (?, 0, 1, 1, ?, ?)", (entry_id, day, moment))


def _write_rows(door: Connection, now: int) -> None:
    """Write what the first version wrote, in its own tables: today's code knows later ones."""
    _write_contact(door, "Ana")
    _write_entry(door, 1, "check_in", NOW - timedelta(days=2), "the river", "the river")
    _write_entry(door, 2, "reach_out", NOW, "a long call", "a long call Ana")
    door.execute("INSERT INTO talk_item (id, uuid, text, added) VALUES (1, 't1', 'sleep', ?)",
             (NOW.isoformat(),))  # fmt: skip
    for part, kind, item_id in (
        ("contact", "contact", 1),
        ("entry", "check_in", 1),
        ("entry", "reach_out", 2),
        ("talk_item", "talk_item", 1),
    ):
        change = door.execute(
            "INSERT INTO change (made_at, what, kind) VALUES (?, 'add', ?)", (now, kind)
        )
        door.execute("INSERT INTO change_item VALUES (?, 0, ?, ?, NULL)", (change, part, item_id))


def steps_of(journal: Journal) -> list[Any]:
    return journal._connection.fetch_all("SELECT name FROM _sqlite_migrations ORDER BY id")


def tables_of(journal: Journal) -> set[str]:
    return {row[0] for row in journal._connection.fetch_all("SELECT name FROM pragma_table_list")}


def what_is_in(journal: Journal) -> tuple[Any, ...]:
    return (
        journal.entries.timeline(limit=None),
        journal.contacts.all(),
        [one.text for one in journal.talk_items.list()],
        journal.settings,
    )


@PASSPHRASES
def test_a_journal_of_the_first_version_has_none_of_the_new_tables(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first_version(path, passphrase, clock)
    door = Connection(path, passphrase)
    try:
        assert door.fetch_one("PRAGMA user_version") == (1,)
        assert not NEW & tables_of(Journal(door, clock))
        assert door.fetch_all("SELECT name FROM _sqlite_migrations") == [("m001_journal",)]
    finally:
        door.close()


@PASSPHRASES
def test_opening_it_adds_the_new_tables_and_loses_nothing(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert journal._connection.fetch_one("PRAGMA user_version") == (SCHEMA_VERSION,)
        assert tables_of(journal) >= NEW
        assert [row[0] for row in steps_of(journal)][:2] == ["m001_journal", "m002_goals_and_steps"]
        (records, more), people, talk, settings = what_is_in(journal)
        assert [(one.kind, one.note) for one in records] == [
            ("reach_out", "a long call"),
            ("check_in", "the river"),
        ]
        assert not more
        assert [one.name for one in people] == ["Ana"]
        assert talk == ["sleep"]
        assert settings.name == "A. B."
        assert journal.statistics.goal_outcomes_by_day() == {
            (NOW - timedelta(days=2)).date(): "met"
        }
        assert journal.statistics.lifetime_counts() == (0, 1)
        assert journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]
        assert journal._connection.fetch_all("PRAGMA foreign_key_check") == []


@PASSPHRASES
def test_a_copy_of_it_is_made_first_and_opens_by_itself(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        here = what_is_in(journal)
    (kept,) = (path.parent / "backups").iterdir()
    door = Connection(kept, passphrase)
    assert door.fetch_one("PRAGMA user_version") == (1,)
    assert not NEW & tables_of(Journal(door, clock))
    door.close()
    with Journal.open(kept, passphrase, clock=clock) as copy:
        assert what_is_in(copy) == here


@PASSPHRASES
def test_what_was_written_then_can_still_be_taken_back(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        new = Milestone(milestone_kind="service", occurred_at=NOW, recorded_at=NOW)
        journal.entries.add(new)
        assert journal.undo().kind == "milestone"
        assert journal.undo().kind == "talk_item"
        assert journal.undo().kind == "reach_out"
        assert [one.kind for one in journal.entries.timeline()[0]] == ["check_in"]


@PASSPHRASES
def test_a_step_that_this_version_does_not_know_leaves_the_file_as_it_was(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first_version(path, passphrase, clock)
    door = Connection(path, passphrase)
    door.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('recovery_journal', 'm999_later', '')"
    )
    door.checkpoint_wal()
    door.close()
    before = path.read_bytes()
    with pytest.raises(UnusableJournal) as caught:
        Journal.open(path, passphrase, clock=clock)
    assert caught.value.code == "newer_version"
    assert path.read_bytes() == before
    door = Connection(path, passphrase)
    assert not NEW & tables_of(Journal(door, clock))
    door.close()


def test_a_wrong_passphrase_brings_nothing_up_to_date(path: Path, clock: Clock) -> None:
    first_version(path, "secret", clock)
    before = path.read_bytes()
    with pytest.raises(Exception, match="does not open"):
        Journal.open(path, "Secret", clock=clock)
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_two_programs_that_bring_it_up_to_date_at_once_both_open_it(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_version(path, None, clock)
    whole = backup.copy_verified

    def second_comes_first(door: Connection, to: Path) -> None:
        monkeypatch.setattr(backup, "copy_verified", whole)
        Journal.open(path, None, clock=clock).close()
        whole(door, to)

    monkeypatch.setattr(backup, "copy_verified", second_comes_first)
    with Journal.open(path, None, clock=clock) as journal:
        assert [one.kind for one in journal.entries.timeline()[0]] == ["reach_out", "check_in"]
        assert len(steps_of(journal)) == SCHEMA_VERSION
    assert len(list((path.parent / "backups").iterdir())) == 2


OLD_NOTES = ("今日は会議に行った", "am Ende der Straße", "write to jo_doe@example.org", "ran 🏃🏽‍♀️")


def second_version(path: Path, passphrase: str | None, clock: Clock) -> None:
    """Make a file as the second version made it, its index of words as that wrote it."""
    path.parent.mkdir(mode=0o700)
    door = Connection(path, passphrase)
    door.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps = Migrations("recovery_journal")
    for step in (m001_journal, m002_goals_and_steps):
        steps()(step)
    with door.transaction():
        steps.apply(Database(door.raw_connection()))
        SettingsTable(door).write(JournalSettings(name="A. B."))
    door.execute("PRAGMA user_version = 2")
    door.execute("PRAGMA journal_mode = WAL")
    with door.transaction():
        _write_contact(door, "Łucja")
        for days, note in enumerate(OLD_NOTES):
            at = NOW - timedelta(days=days)
            _write_entry(door, days + 1, "check_in", at, note, note.replace("_", " "))
        _write_entry(door, len(OLD_NOTES) + 1, "reach_out", NOW - timedelta(days=9), None, "Łucja")
    door.close()


@PASSPHRASES
def test_the_words_of_an_earlier_version_are_found_as_those_of_this_one(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    second_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert journal._connection.fetch_one("PRAGMA user_version") == (SCHEMA_VERSION,)
        for text, note in zip(("会議", "strasse", "doe", "🏃"), OLD_NOTES, strict=True):
            ((found,), _more) = journal.entries.search(text)
            assert (found.record.note, found.snippet) == (note, note)
        assert [one.record.kind for one in journal.entries.search("lucja")[0]] == ["reach_out"]
        journal._connection.execute("INSERT INTO writing (writing) VALUES ('integrity-check')")
        assert journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]
        for one in journal.entries.timeline()[0]:
            journal.entries.edit(one.id, note="other")
        assert journal.entries.search("会議") == ([], False)
        assert len(journal.entries.search("other")[0]) == len(OLD_NOTES) + 1
        journal._connection.execute("INSERT INTO writing (writing) VALUES ('integrity-check')")
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert len(journal.entries.search("other")[0]) == len(OLD_NOTES) + 1


@PASSPHRASES
def test_words_deleted_later_are_out_of_a_file_of_an_earlier_version(
    path: Path, clock: Clock, passphrase: str | None, everything: Callable[[], bytes]
) -> None:
    second_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        for one in journal.entries.timeline()[0]:
            journal.entries.delete(one.id)
        journal.purge_undo()
    for copy in (path.parent / "backups").iterdir():
        copy.unlink()
    for word in ("会議", "Straße", "strasse", "jo_doe", "doe@example"):
        assert word.encode() not in everything()


@PASSPHRASES
def test_a_journal_is_brought_up_to_date_whole_or_not_at_all(
    path: Path, clock: Clock, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_version(path, passphrase, clock)
    fill = schema.build_index

    def stopped(door: Connection) -> None:
        fill(door)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(schema, "build_index", stopped)
        with pytest.raises(KeyboardInterrupt):
            Journal.open(path, passphrase, clock=clock)
    door = Connection(path, passphrase)
    assert door.fetch_one("PRAGMA user_version") == (2,)
    assert len(door.fetch_all("SELECT kind, words FROM writing")) == len(OLD_NOTES) + 1
    assert door.fetch_all("SELECT rowid FROM writing WHERE writing MATCH 'jo'") != []
    door.close()
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert len(journal.entries.search("strasse")[0]) == 1


@PASSPHRASES
@pytest.mark.parametrize("version", [first_version, second_version])
def test_one_that_cannot_be_written_is_read_all_the_same(
    path: Path,
    clock: Clock,
    passphrase: str | None,
    version: Callable[[Path, str | None, Clock], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version(path, passphrase, clock)
    before = path.read_bytes()
    for module in (connections, sqlcipher):
        monkeypatch.setattr(module, "is_write_protected", path.__eq__)
    with Journal.open(path, passphrase, clock=clock) as journal:
        here = what_is_in(journal)
        assert journal.entries.search("river" if version is first_version else "strasse")[0]
        writes: tuple[Callable[[], object], ...] = (
            lambda: journal.talk_items.add("x"),
            lambda: journal.entries.delete(1),
            journal.undo,
            lambda: journal.change_settings(name="C. D."),
        )
        for write in writes:
            with pytest.raises(CannotWrite, match="folder cannot be written"):
                write()
        clock.move(days=30)
        assert what_is_in(journal) == here
        copied = journal.backup(path.parent.parent / "copied.db")
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before
    monkeypatch.undo()
    for file in (copied, path):
        with Journal.open(file, passphrase, clock=clock) as journal:
            assert what_is_in(journal) == here


def test_a_damaged_one_that_cannot_be_written_is_told_as_damaged(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_version(path, None, clock)
    content = path.read_bytes()
    page = content.index(OLD_NOTES[2].encode()) // 4096 * 4096
    path.write_bytes(content[:page] + bytes(4096) + content[page + 4096 :])
    for module in (connections, sqlcipher):
        monkeypatch.setattr(module, "is_write_protected", path.__eq__)
    with pytest.raises(UnusableJournal, match="is damaged"):
        Journal.open(path, None, clock=clock)
    assert list(path.parent.iterdir()) == [path]


@PASSPHRASES
def test_a_word_for_a_contact_of_an_earlier_version_can_be_kept(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    second_version(path, passphrase, clock)
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert journal.contacts.get(1).relation_word is None
        journal.contacts.edit(1, relation="family", relation_word="tante\ncousine")
        assert journal.contacts.get(1).relation_word == "tante cousine"
        assert [one.name for one in journal.contacts.search("cousine")] == ["Łucja"]
        journal.undo()
        assert journal.contacts.get(1).relation_word is None
