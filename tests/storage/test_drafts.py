"""Drafts: kept until they are saved or emptied, and nowhere after that."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import Busy, CannotWrite
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in

WORDS = "the blue kettle whistled"


def kept(journal: Journal) -> dict[str, str | None]:
    return {key: journal.drafts.get(key) for key in journal.drafts.list()}


@pytest.mark.parametrize("passphrase", [None, "four plain words"])
def test_a_draft_is_there_in_the_next_program_though_nothing_was_closed(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    first = Journal.create(path, passphrase, JournalSettings(), clock=clock)
    first.drafts.save("check_in:", WORDS)
    first.drafts.save("urge:#3", "another")
    first.drafts.save("check_in:", f"{WORDS} twice")
    with Journal.open(path, passphrase, clock=clock) as second:
        assert kept(second) == {"check_in:": f"{WORDS} twice", "urge:#3": "another"}
        assert second.drafts.get("reached:") is None


def test_nothing_of_an_encrypted_draft_can_be_read(
    path: Path, clock: Clock, everything: Callable[[], bytes]
) -> None:
    with Journal.create(path, "four plain words", JournalSettings(), clock=clock) as journal:
        journal.drafts.save("check_in:", WORDS)
        assert b"kettle" not in everything()


def test_what_is_removed_is_gone_from_the_file_and_its_log(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    for n in range(1, 30):
        journal.drafts.save("check_in:", WORDS * n)
    assert b"kettle" in everything()
    journal.drafts.remove("check_in:")
    assert kept(journal) == {}
    assert b"kettle" not in everything()


def test_what_is_saved_takes_its_draft_along(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    journal.drafts.save("check_in:", WORDS)
    with journal.drafts.remove_with_save("check_in:"):
        journal.entries.add(check_in(mood=7))
    assert kept(journal) == {}
    assert len(journal.entries.timeline()[0]) == 1
    assert b"kettle" not in everything()


def test_what_another_session_wrote_stays_when_the_same_form_is_saved_here(
    journal: Journal, clock: Clock
) -> None:
    with Journal.open(journal.path, None, clock=clock) as other:
        journal.drafts.save("check_in:", WORDS)
        other.drafts.save("check_in:", WORDS * 2)
        with journal.drafts.remove_with_save("check_in:"):
            journal.entries.add(check_in(mood=7))
        journal.drafts.remove_own("check_in:")
        assert kept(journal) == {"check_in:": WORDS * 2}
        with other.drafts.remove_with_save("check_in:"):
            other.entries.add(check_in(mood=6))
        assert kept(journal) == {}


def test_what_could_not_be_saved_leaves_its_draft(journal: Journal) -> None:
    journal.drafts.save("check_in:", WORDS)

    def save() -> None:
        with journal.drafts.remove_with_save("check_in:"):
            journal.entries.add(check_in(mood=7))
            raise CannotWrite("no")

    with pytest.raises(CannotWrite):
        save()
    assert kept(journal) == {"check_in:": WORDS}
    assert journal.entries.timeline()[0] == []


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c", "d"]), st.integers(0, 9000) | st.none()),
        max_size=25,
    )
)
def test_whatever_is_kept_and_removed_the_file_holds_what_is_there_alone(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int | None]]
) -> None:
    path = tmp_path_factory.mktemp("drafts") / "journal.db"
    there: dict[str, str | None] = {}
    seen: set[str] = set()
    with Journal.create(path, None, JournalSettings(), clock=lambda: NOW) as journal:
        for place, (key, size) in enumerate(changes):
            if size is None:
                journal.drafts.remove(key)
                there.pop(key, None)
            else:
                word = f"<{place}{key}>"
                there[key] = (word * size)[:size] + word
                journal.drafts.save(key, there[key] or "")
                seen.add(word)
            assert kept(journal) == there
        for key in list(there):
            journal.drafts.remove(key)
        log = path.with_name(path.name + "-wal")
        left = path.read_bytes() + (log.read_bytes() if log.exists() else b"")
        assert [word for word in seen if word.encode() in left] == []


def test_a_copy_holds_no_draft(journal: Journal, tmp_path: Path) -> None:
    for n in range(20):
        journal.drafts.save(f"urge:#{n}", f"{WORDS} {n} " * 300)
    journal.entries.add(check_in(mood=7, note="the river"))
    copies = [journal.backup(), journal.backup(tmp_path / "copy.db")]
    assert len(kept(journal)) == 20
    for copy in copies:
        assert b"the river" in copy.read_bytes()
        assert b"kettle" not in copy.read_bytes()
        assert not copy.with_name(copy.name + "-wal").exists()
        with Journal.open(copy, None, clock=lambda: NOW) as opened:
            assert kept(opened) == {}
            assert len(opened.entries.timeline()[0]) == 1
            assert opened._connection.fetch_one("PRAGMA journal_mode") == ("wal",)


def test_a_copy_of_an_encrypted_journal_holds_no_draft(path: Path, clock: Clock) -> None:
    with Journal.create(path, "four plain words", JournalSettings(), clock=clock) as journal:
        journal.drafts.save("check_in:", WORDS)
        copy = journal.backup()
    with Journal.open(copy, "four plain words", clock=clock) as opened:
        assert kept(opened) == {}


def test_drafts_are_not_taken_back_and_take_nothing_back(journal: Journal) -> None:
    journal.entries.add(check_in(mood=7))
    journal.drafts.save("check_in:", WORDS)
    journal.drafts.remove("check_in:")
    journal.drafts.save("urge:", WORDS)
    assert journal.undo().kind == "check_in"
    assert journal.entries.timeline()[0] == []
    assert kept(journal) == {"urge:": WORDS}


def test_drafts_are_not_found(journal: Journal) -> None:
    journal.drafts.save("check_in:", WORDS)
    assert journal.entries.search("kettle")[0] == []
    assert journal.talk_items.search("kettle") == []


def test_the_log_stays_small_while_someone_types_for_an_hour(journal: Journal) -> None:
    log = journal.path.with_name(journal.path.name + "-wal")
    for n in range(2000):
        journal.drafts.save("check_in:", "word " * (n % 700))
    assert log.stat().st_size < 6_000_000


def test_a_draft_does_not_wait_long_for_another_program(path: Path, clock: Clock) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        other = dbapi2.connect(str(path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            journal.drafts.save("check_in:", WORDS)
        assert journal._connection.fetch_one("PRAGMA busy_timeout") == (5000,), (
            "a save waits as ever"
        )
        other.execute("ROLLBACK")
        other.close()
        journal.drafts.save("check_in:", WORDS)
        assert kept(journal) == {"check_in:": WORDS}


def test_a_reader_keeps_the_log_until_the_next_draft(
    path: Path, clock: Clock, everything: Callable[[], bytes]
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        journal.drafts.save("check_in:", WORDS)
        other = dbapi2.connect(str(path), isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM draft").fetchone()
        journal.drafts.remove("check_in:")
        assert kept(journal) == {}
        other.execute("ROLLBACK")
        other.close()
        journal.drafts.remove("check_in:")
        assert b"kettle" not in everything()


@pytest.mark.parametrize("what", ["save", "remove"])
def test_a_full_disk_is_told_and_leaves_the_draft_before(journal: Journal, what: str) -> None:
    journal.drafts.save("check_in:", WORDS)
    pages = journal._connection.fetch_one("PRAGMA page_count")
    assert pages is not None
    journal._connection.execute(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(CannotWrite):
        journal.drafts.save("urge:", WORDS * 10_000)
    assert kept(journal) == {"check_in:": WORDS}
    if what == "remove":
        journal.drafts.remove("check_in:")
        assert kept(journal) == {}


SYNC = re.compile(rb"^\d*\s*(?:fsync|fdatasync|msync|sync_file_range)\(", re.MULTILINE)
DRAFT_AND_SAVE = """
import os, sys
from pathlib import Path
from recovery_journal.storage import Journal
from tests.storage.conftest import Clock, check_in

with Journal.open(Path(sys.argv[1]), None, clock=Clock()) as journal:
    journal.entries.add(check_in())
    os.write(2, b"MARK")
    journal.drafts.save("check_in:", "the blue kettle")
    os.write(2, b"MARK")
    with journal.drafts.remove_with_save("check_in:"):
        journal.entries.add(check_in())
    os.write(2, b"MARK")
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="syncs are counted with strace")
def test_a_draft_and_a_save_with_one_sync_at_most_three_times(
    path: Path, clock: Clock, root: Path, tmp_path: Path
) -> None:
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    seen = tmp_path / "calls"
    watch = ["strace", "-f", "-o", str(seen), "-e", "trace=fsync,fdatasync,msync,write"]
    run = [sys.executable, "-c", DRAFT_AND_SAVE, str(path)]
    subprocess.run([*watch, *run], cwd=root, check=True, capture_output=True, timeout=120)
    _before, draft, save, _after = seen.read_bytes().split(b'write(2, "MARK"')
    assert 1 <= len(SYNC.findall(draft)) <= 3
    assert 1 <= len(SYNC.findall(save)) <= 3
