"""A damaged journal on the command line: exit 5 and its sentence, and not a byte written."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from .conftest import Run

NO_TEXT = "CAST(x'74686520ff7269766572' AS TEXT)"
LINES = [
    *(("timeline",), ("timeline", "--json"), ("today",), ("network",), ("week",), ("show", "3")),
    *(("contact", "show", "1"), ("contact", "list"), ("search", "river"), ("trends",)),
    *(("checkin", "--mood", "3", "--note", "new"), ("reached", "ana"), ("edit", "3", "--set")),
    *(("delete", "4"), ("undo",), ("backup",), ("suggest",), ("talk", "list"), ("goal",)),
]
LINES[LINES.index(("edit", "3", "--set"))] = ("edit", "3", "--set", "note=x")


@pytest.fixture
def lived_in(ana: Run) -> Run:
    for line in (
        ("checkin", "--mood", "7", "--emotion", "calm", "--note", "the river was quiet"),
        ("urge", "--about", "wine", "--peak", "7", "--trigger", "stress", "--coping", "walk:2"),
        ("reached", "Ana", "--minutes", "5", "--note", "talked long by the river"),
        ("attended", "Tuesday group", "--takeaway", "one day"),
        ("talk", "add", "sleep"),
        *(("checkin", "--mood", str(n), "--note", f"word {n} " * 30) for n in range(8)),
    ):
        assert ana(*line).code == 0, line
    return ana


def spoil(file: Path, *statements: str) -> bytes:
    connection = dbapi2.connect(str(file), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return file.read_bytes()


def with_a_flipped_byte(whole: bytes, seed: int) -> bytes:
    """A byte that is another, in the header now and then, or a page that is another's copy."""
    dice = random.Random(seed)  # which byte is no secret
    content = bytearray(whole)
    pages = len(content) // 4096
    if dice.random() < 0.2:
        to, source = dice.sample(range(1, pages), 2)
        content[to * 4096 : to * 4096 + 4096] = content[source * 4096 : source * 4096 + 4096]
    elif dice.random() < 0.4:
        word = dice.choice([b"river", b"2026-11", b"Ana", b"friend", b"sleep", b"calm"])
        content[whole.index(word) + dice.randrange(3)] = dice.choice([0xFF, 0x80, 0x41])
    else:
        place = dice.randrange(100) if dice.random() < 0.2 else dice.randrange(len(content))
        content[place] ^= dice.randrange(1, 256)
    return bytes(content)


def test_a_flipped_byte_is_exit_5_or_harmless_and_never_a_crash(
    lived_in: Run, journal_file: Path
) -> None:
    whole = journal_file.read_bytes()
    for seed in range(100):
        content = with_a_flipped_byte(whole, seed)
        journal_file.write_bytes(content)
        line = LINES[seed % len(LINES)]
        said = lived_in(*line)
        assert said.code in {0, 5}, (seed, line, said.err)
        if said.code == 5:
            assert journal_file.read_bytes() == content, (seed, line)
            assert "left as it" in said.err
        assert {one.name for one in journal_file.parent.iterdir()} <= {"journal.db", "backups"}


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE entry SET note = {NO_TEXT} WHERE id = 3",
        f"UPDATE reach_out SET channel = {NO_TEXT} WHERE entry_id = 3",
        f"UPDATE contact SET name = {NO_TEXT} WHERE id = 1",
    ],
)
def test_one_damaged_text_is_listed_and_hides_no_other(
    lived_in: Run, journal_file: Path, statement: str
) -> None:
    count = len(lived_in("timeline", "--json").json()["entries"])
    before = spoil(journal_file, statement)
    listed = lived_in("timeline", "--json").json()["entries"]
    assert len(listed) == count
    assert [one["id"] for one in listed if one.get("damaged")] == [3]
    plain = lived_in("timeline")
    assert (plain.code, "the river was quiet" in plain.out) == (0, True)
    if "note" in statement:
        assert "this text is damaged" in plain.out
        assert "this text is damaged" in lived_in("show", "3").out
    # It is not written over, and a copy of it is not called whole.
    for line in (("edit", "3", "--set", "minutes=9"), ("delete", "3"), ("backup",)):
        said = lived_in(*line, "--json")
        assert (said.code, said.error()["code"]) == (5, "damaged")
        assert journal_file.read_bytes() == before
    assert not list(journal_file.parent.glob("backups/*"))
    # It is the journal that is named, not the copy that is not there.
    copy = journal_file.parent / "new" / "bb.db"
    said = lived_in("backup", "-o", str(copy))
    assert (said.code, str(journal_file) in said.err, "bb.db" in said.err) == (5, True, False)
    assert not copy.parent.exists()


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (f"UPDATE contact SET name = {NO_TEXT} WHERE id = 1", ("contact", "list")),
        ("UPDATE entry SET occurred_at = '2026-11-2p' WHERE id = 2", ("timeline",)),
        ("UPDATE setting SET value = '3 o''clock' WHERE key = 'day_ends_at'", ("today",)),
        (
            "UPDATE setting SET value = '25:99' WHERE key = 'day_ends_at'",
            ("checkin", "--mood", "1"),
        ),
        ("DELETE FROM check_in WHERE entry_id = 1", ("timeline",)),
        ("DROP TABLE talk_item", ("talk", "list")),
    ],
)
def test_what_no_version_ever_wrote_is_called_damage(
    lived_in: Run, journal_file: Path, statement: str, line: tuple[str, ...]
) -> None:
    before = spoil(journal_file, "PRAGMA ignore_check_constraints = ON", statement)
    said = lived_in(*line, "--json")
    assert (said.code, said.error()["code"]) == (5, "damaged")
    assert lived_in("backup").code == 5
    assert journal_file.read_bytes() == before


@pytest.mark.parametrize(
    ("place", "byte"),
    [(0, 0x00), (15, 0x41), (47, 9), (18, 9), (19, 9), (59, 7), (16, 1), (21, 9), (31, 9)],
)
def test_a_damaged_header_is_exit_5(
    lived_in: Run, journal_file: Path, place: int, byte: int
) -> None:
    content = bytearray(journal_file.read_bytes())
    content[place] = byte
    journal_file.write_bytes(content)
    for line in (("timeline",), ("checkin", "--mood", "5")):
        assert lived_in(*line).code == 5
        assert journal_file.read_bytes() == bytes(content)


@pytest.fixture
def read_only(lived_in: Run, journal_file: Path) -> Iterator[list[str]]:
    """A shell in which the folder of the journal cannot be written."""
    folder = journal_file.parent
    if os.getuid() != 0:
        folder.chmod(0o555)
        yield ["sh", "-c", 'exec "$@"', "sh"]
        folder.chmod(0o700)
        return
    # Root could write anywhere but on a medium that is read-only.
    mount = f"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'"
    shell = ["unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "sh"]
    if subprocess.run([*shell, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("nothing can be made read-only here")
    yield shell


Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ask(read_only: list[str]) -> Ask:
    """Runs a command line in that shell."""

    def ask(*line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*read_only, sys.executable, "-m", "recovery_journal", *line],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            check=False,
        )

    return ask


def test_a_journal_on_a_read_only_medium_can_be_read(
    ask: Ask, journal_file: Path, tmp_path: Path
) -> None:
    before = journal_file.read_bytes()
    for line in (("today",), ("timeline",), ("network",), ("search", "river")):
        done = ask(*line)
        assert (done.returncode, done.stdout != "") == (0, True), done.stderr
    done = ask("checkin", "--mood", "5")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    done = ask("backup", "-o", str(tmp_path / "copy.db"))
    assert done.returncode == 0, done.stderr
    assert [one.name for one in journal_file.parent.iterdir()] == ["journal.db"]
    assert journal_file.read_bytes() == before


def test_one_of_an_earlier_version_can_be_read_there_too(ask: Ask, journal_file: Path) -> None:
    before = spoil(
        journal_file,
        "ALTER TABLE change DROP COLUMN made_by",
        "ALTER TABLE change DROP COLUMN undone_by",
        "ALTER TABLE change_item DROP COLUMN after",
        "DROP TABLE erasure",
        "DELETE FROM _sqlite_migrations WHERE name = 'm005_redo'",
        "PRAGMA user_version = 4",
    )
    done = ask("search", "river")
    assert (done.returncode, "the river was quiet" in done.stdout) == (0, True), done.stderr
    done = ask("checkin", "--mood", "5")
    assert (done.returncode, "cannot be written" in done.stderr) == (1, True)
    assert [one.name for one in journal_file.parent.iterdir()] == ["journal.db"]
    assert journal_file.read_bytes() == before


@pytest.mark.parametrize("names", [("-wal", "-shm"), ("-shm", "-journal")])
def test_what_holds_nothing_is_in_nobodys_way_there(
    ask: Ask, journal_file: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        file = journal_file.with_name(journal_file.name + name)
        file.write_bytes(bytes(32768) if name == "-shm" else b"")
    before = sorted(journal_file.parent.iterdir())
    done = ask("search", "river")
    assert (done.returncode, "the river was quiet" in done.stdout) == (0, True), done.stderr
    assert sorted(journal_file.parent.iterdir()) == before


def test_who_can_read_the_journal_is_said_once(run: Run, journal_file: Path) -> None:
    assert run("today").err == ""
    journal_file.chmod(0o640)
    said = run("today", "--json")
    assert said.json()["date"]
    assert "chmod 600" in said.err
    assert run("today", "--json").err == ""
    assert run("timeline", "--json").err == ""
    # Another way of being open to others is another thing to say.
    journal_file.chmod(0o666)
    assert "chmod 600" in run("today").err
    assert run("today").err == ""


def test_every_folder_made_for_a_backup_is_the_users_alone(run: Run, tmp_path: Path) -> None:
    os.umask(0o022)
    assert run("backup", "-o", str(tmp_path / "new" / "deep" / "x.db")).code == 0
    for folder in ("new", "new/deep"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
