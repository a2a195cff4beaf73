"""Making and opening a journal: what is told, and that nothing else is changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from recovery_journal.database import sqlcipher
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import (
    AlreadyExists,
    BadValue,
    CannotWrite,
    JournalError,
    NoJournal,
    PassphraseNeeded,
    UnusableJournal,
)
from recovery_journal.storage import Journal

from .conftest import Clock, check_in

HARD = "pässwörd 'x' \"y\" \\ 密码 🎉 \0 end"


def make(path: Path, passphrase: str | None, clock: Clock) -> None:
    with Journal.create(path, passphrase, JournalSettings(name="A. B."), clock=clock) as journal:
        journal.entries.add(check_in(note="the river was quiet"))


@pytest.mark.parametrize("passphrase", ["simple", HARD])
def test_an_encrypted_journal_opens_with_its_passphrase_and_no_other(
    path: Path, clock: Clock, passphrase: str, everything: Callable[[], bytes]
) -> None:
    make(path, passphrase, clock)
    assert Journal.needs_passphrase(path)
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert journal.encrypted
        assert journal.settings.name == "A. B."
        assert journal.entries.get(1).note == "the river was quiet"
    for wrong in (passphrase + " ", passphrase.upper(), "", None):
        with pytest.raises(PassphraseNeeded) as caught:
            Journal.open(path, wrong, clock=clock)
        assert passphrase not in str(caught.value)
    kept = everything()
    assert b"river" not in kept
    assert b"SQLite format" not in kept


def test_a_passphrase_is_the_same_however_its_accents_are_typed(path: Path, clock: Clock) -> None:
    make(path, "cafe\u0301", clock)
    Journal.open(path, "caf\u00e9", clock=clock).close()


@pytest.mark.real_key
def test_any_sqlcipher_tool_opens_it_with_the_passphrase(path: Path, clock: Clock) -> None:
    make(path, "it's mine", clock)
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA key = 'it''s mine'")
    assert connection.execute("SELECT mood FROM check_in").fetchall() == [(5,)]
    connection.close()


def test_the_file_and_its_folder_are_the_users_alone(path: Path, clock: Clock) -> None:
    os.umask(0o022)
    make(path, None, clock)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_journal_without_a_passphrase_opens_and_ignores_one(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    assert not Journal.needs_passphrase(path)
    with Journal.open(path, "not needed", clock=clock) as journal:
        assert not journal.encrypted


def test_an_empty_passphrase_is_refused_and_nothing_is_made(path: Path, clock: Clock) -> None:
    with pytest.raises(BadValue):
        Journal.create(path, "", JournalSettings(), clock=clock)
    assert not path.exists()


def test_a_journal_is_never_made_over_a_file(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyExists):
        make(path, None, clock)
    assert path.read_bytes() == b"mine"
    assert list(path.parent.iterdir()) == [path]


def test_a_log_left_from_another_journal_is_not_read_into_a_new_one(
    path: Path, clock: Clock
) -> None:
    path.parent.mkdir()
    path.with_name("journal.db-wal").write_bytes(b"old log")
    with pytest.raises(AlreadyExists, match=r"journal\.db-wal"):
        make(path, None, clock)
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match="Could not write"):
        make(tmp_path / "file" / "journal.db", None, clock)


def test_a_file_system_without_links_gets_its_journal_too(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    make(path, None, clock)
    assert not list(path.parent.glob(".*"))
    with pytest.raises(AlreadyExists):
        make(path, None, clock)


def test_no_journal_yet_is_said_with_the_command_that_makes_one(path: Path, clock: Clock) -> None:
    with pytest.raises(NoJournal, match="recovery-journal init"):
        Journal.open(path, None, clock=clock)
    assert not path.parent.exists()


ON_A_FULL_DISK = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.errors import CannotWrite
from recovery_journal.storage import Journal
path, now = Path(sys.argv[1]), datetime.now(UTC)
entry = CheckIn(mood=7, occurred_at=now, recorded_at=now)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
before = path.read_bytes()
journal = Journal.open(path, sys.argv[2] or None, clock=lambda: now)
print([one.note for one in journal.entries.timeline()[0]])
for _ in range(2):
    try:
        journal.entries.add(entry)
    except CannotWrite as error:
        print(error.message)
print([one.name for one in path.parent.iterdir()], path.read_bytes() == before)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
if sys.argv[3] == "another program":
    seen = journal.data_version()
    other = Journal.open(path, sys.argv[2] or None, clock=lambda: now)
    other.entries.add(entry)
    other.close()
    assert journal.data_version() != seen
    print(len(journal.entries.timeline()[0]), end=" ")
journal.entries.add(entry)
print(len(journal.entries.timeline()[0]))
journal.close()
print([one.name for one in path.parent.iterdir()])
"""


@pytest.mark.real_key
@pytest.mark.parametrize(
    ("passphrase", "first", "entries"),
    [(None, "it", "2"), ("secret", "it", "2"), (None, "another program", "2 3")],
)
def test_on_a_full_disk_it_is_read_and_saved_to_when_there_is_room_again(
    path: Path, clock: Clock, root: Path, passphrase: str | None, first: str, entries: str
) -> None:
    make(path, passphrase, clock)
    program = [sys.executable, "-c", ON_A_FULL_DISK, str(path), passphrase or "", first]
    ran = subprocess.run(program, cwd=root, capture_output=True, text=True, check=False)
    full = "The disk is full, so this could not be saved. The journal is as it was."
    alone = "['journal.db']"
    assert ran.stdout.splitlines() == [
        "['the river was quiet']", full, full, f"{alone} True", entries, alone,
    ]  # fmt: skip
    assert ran.stderr == ""


def foreign_files(tmp_path: Path) -> list[Path]:
    files = {
        "empty": b"",
        "short": b"x" * 1000,
        "odd": b"\x01" * 4097,
        "text": b"Dear diary\n" * 99,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    connection = dbapi2.connect(str(tmp_path / "other.db"))
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    (tmp_path / "headless").write_bytes(b"SQLite format 3\0")
    (tmp_path / "folder").mkdir()
    return sorted(one for one in tmp_path.iterdir() if not one.name.startswith("home"))


def test_a_file_that_is_no_journal_is_told_and_left_byte_for_byte(
    tmp_path: Path, clock: Clock
) -> None:
    files = foreign_files(tmp_path)
    assert len(files) == 7
    for file in files:
        before = file.read_bytes() if file.is_file() else b""
        with pytest.raises(UnusableJournal) as caught:
            Journal.open(file, "secret", clock=clock)
        assert (caught.value.code, caught.value.exit_code) == ("not_a_journal", 5)
        assert (file.read_bytes() if file.is_file() else b"") == before
    assert sorted(tmp_path.iterdir()) == files


def test_databases_of_other_programs_are_left_byte_for_byte(
    shared_data: Path, clock: Clock
) -> None:
    files = sorted((shared_data / "sqlite").glob("*.db"))
    assert len(files) == 8
    for file in files:
        with pytest.raises(UnusableJournal):
            Journal.open(file, None, clock=clock)
    assert sorted((shared_data / "sqlite").glob("*.db*")) == files


@pytest.mark.real_key
def test_an_encrypted_database_of_another_program_is_no_journal(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA key = 'secret'")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UnusableJournal) as caught:
        Journal.open(path, "secret", clock=clock)
    assert caught.value.code == "not_a_journal"
    assert path.read_bytes() == before


@pytest.mark.parametrize("passphrase", [None, "secret"])
def test_a_journal_of_a_newer_version_is_left_byte_for_byte(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    make(path, passphrase, clock)
    connection = dbapi2.connect(str(path))
    sqlcipher.apply_key(connection, passphrase)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UnusableJournal) as caught:
        Journal.open(path, passphrase, clock=clock)
    assert caught.value.code == "newer_version"
    assert path.read_bytes() == before


@pytest.mark.parametrize("passphrase", [None, "secret"])
def test_a_damaged_page_is_told_as_damage(path: Path, clock: Clock, passphrase: str | None) -> None:
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        journal.entries.add_many([check_in(note="word " * 200) for _ in range(60)])
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 2048] = os.urandom(2048)
    path.write_bytes(content)
    before = path.read_bytes()
    with (
        pytest.raises(UnusableJournal) as caught,
        Journal.open(path, passphrase, clock=clock) as journal,
    ):
        journal.entries.timeline()
    assert caught.value.code == "damaged"
    assert path.read_bytes() == before


def test_damage_met_in_the_middle_of_a_read_is_told_as_damage(path: Path, clock: Clock) -> None:
    with Journal.create(path, "secret", JournalSettings(), clock=clock) as journal:
        journal.entries.add_many([check_in(note="word " * 50) for _ in range(60)])
        journal.contacts.add(Contact(name="Ana", added_on=clock().date()))
        roots = journal._connection.fetch_all(
            "SELECT rootpage FROM sqlite_master WHERE name IN"
            " ('entry_by_day', 'writing_idx', 'writing_data', 'contact')"
        )
    content = bytearray(path.read_bytes())
    for (root,) in roots:
        content[(root - 1) * 4096 + 100 : (root - 1) * 4096 + 200] = os.urandom(100)
    path.write_bytes(content)
    with Journal.open(path, "secret", clock=clock) as journal:
        reads: tuple[Callable[[], object], ...] = (
            journal.entries.timeline,
            lambda: journal.entries.search("word"),
            lambda: journal.contacts.with_activity(clock().date()),
        )
        for read in reads:
            with pytest.raises(UnusableJournal) as caught:
                read()
            assert caught.value.code == "damaged"


def test_damage_is_seen_behind_an_error_unless_that_was_put_out_of_sight(
    path: Path, clock: Clock
) -> None:
    def raised(how: str) -> BaseException:
        try:
            try:
                raise UnusableJournal("damaged")
            except UnusableJournal as error:
                if how == "from None":
                    raise ValueError from None
                raise ValueError from (error if how == "from it" else KeyError())
        except ValueError as error:
            if how == "meanwhile":
                error.__cause__, error.__suppress_context__ = None, False
            return error

    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        seen = {
            how: journal.diagnose_damage(raised(how)) is not None
            for how in ("from it", "meanwhile", "from None", "from another")
        }
    assert seen == {"from it": True, "meanwhile": True, "from None": False, "from another": False}


def test_a_first_page_that_does_not_decrypt_says_both_things(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.write_bytes(os.urandom(8192))
    with pytest.raises(PassphraseNeeded, match="may be damaged, or no journal"):
        Journal.open(path, "secret", clock=clock)


def test_a_read_only_folder_is_told_when_saving(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    with Journal.open(path, None, clock=clock) as journal:
        journal._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(CannotWrite, match="The journal is as it was"):
            journal.entries.add(check_in())


def test_a_full_disk_is_told_and_leaves_the_journal_as_it_was(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    with Journal.open(path, None, clock=clock) as journal:
        pages = journal._connection.fetch_one("PRAGMA page_count")
        assert pages is not None
        journal._connection.fetch_all(f"PRAGMA max_page_count = {pages[0]}")
        with pytest.raises(CannotWrite, match="disk is full"):
            journal.entries.add(check_in(note="x" * 100_000))
        assert [record.id for record in journal.entries.timeline()[0]] == [1]
        assert journal.entries.search("xxx") == ([], False)


def test_another_program_that_holds_the_journal_is_told(path: Path, clock: Clock) -> None:
    make(path, None, clock)
    with Journal.open(path, None, clock=clock) as one, Journal.open(path, None, clock=clock) as two:
        two._connection.execute("PRAGMA busy_timeout = 10")
        with one._connection.transaction(), pytest.raises(CannotWrite, match="Another program"):
            two.entries.add(check_in())


MAKE = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import AlreadyExists
from recovery_journal.storage import Journal
sys.stdin.readline()
try:
    Journal.create(Path(sys.argv[1]), None, JournalSettings(name=sys.argv[2]),
        clock=lambda: datetime.now(timezone.utc))
except AlreadyExists:
    sys.exit(7)
"""


def test_of_two_programs_making_one_journal_the_second_is_told(path: Path, root: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, str(path), name],
            stdin=subprocess.PIPE,
            cwd=root,
            text=True,
        )
        for name in ("one", "two")
    ]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=60)
    assert sorted(process.returncode for process in both) == [0, 7]
    assert not list(path.parent.glob(".*"))


def test_a_program_killed_while_saving_loses_nothing_said_to_be_saved(
    path: Path, clock: Clock, root: Path
) -> None:
    make(path, None, clock)
    script = MAKE.split("sys.stdin")[0] + (
        "from recovery_journal.domain.check_in import CheckIn\n"
        "now = datetime.now(timezone.utc)\n"
        "journal = Journal.open(Path(sys.argv[1]), None, clock=lambda: now)\n"
        "while True:\n"
        "    saved = journal.entries.add(CheckIn(mood=3, occurred_at=now, recorded_at=now))\n"
        "    print(saved.id, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, cwd=root, text=True
    )
    assert process.stdout is not None
    for _ in range(30):
        last = int(process.stdout.readline())
    process.kill()
    process.communicate()
    with Journal.open(path, None, clock=clock) as journal:
        assert journal.entries.get(last).id == last
        assert journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]


def test_every_error_is_one_sentence_with_its_code(path: Path, clock: Clock) -> None:
    with pytest.raises(JournalError) as caught:
        Journal.open(path, None, clock=clock)
    assert (caught.value.code, caught.value.exit_code) == ("no_journal", 4)
    assert caught.value.message == str(caught.value)
