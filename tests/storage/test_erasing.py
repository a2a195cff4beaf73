"""Deleted text leaves the file and its log by itself: after 20 changes, or after 7 days."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from recovery_journal.database import erasure
from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.sharing import SharingLogEntry
from recovery_journal.domain.urge import Urge
from recovery_journal.errors import RecordNotFound
from recovery_journal.storage import Journal

from .conftest import NOW, Clock, check_in, contact

Do = Callable[[Journal], object]


def files_of(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def delete_entry(journal: Journal) -> None:
    journal.entries.delete(journal.entries.add(check_in(note="a zebra", good_moment="zebra")).id)


def delete_long_entry(journal: Journal) -> None:
    words = " ".join(f"zebra{number}" for number in range(3_000))
    journal.entries.delete(journal.entries.add(check_in(note=words)).id)


def edit_entry(journal: Journal) -> None:
    stored = journal.entries.add(check_in(note="a zebra"))
    journal.entries.edit(stored.id, note="a horse")


def undo_entry(journal: Journal) -> None:
    journal.entries.add(check_in(note="a zebra", emotions=(RatedName("zebra", 1),)))
    journal.undo()


def undo_edit(journal: Journal) -> None:
    stored = journal.entries.add(check_in(note="a horse"))
    journal.entries.edit(stored.id, note="a zebra")
    journal.undo()


def rename_contact(journal: Journal) -> None:
    stored = journal.contacts.add(contact("zebra"))
    journal.contacts.edit(stored.id, name="Ana", details={"phone": ["zebra 1"]})
    journal.contacts.edit(stored.id, details={"phone": []})


def delete_line(journal: Journal) -> None:
    journal.talk_items.delete(journal.talk_items.add("zebra").id)


def delete_step(journal: Journal) -> None:
    journal.safety_steps.delete(journal.safety_steps.add("alone", "zebra").id)


def change_goal(journal: Journal) -> None:
    goal = journal.goals.set(Goal(goal_kind="wellbeing", wording="zebra", start=NOW.date()))
    journal.goals.edit(goal.id, wording="horse")


EVERY_WAY = pytest.mark.parametrize(
    "do",
    [
        delete_entry,
        delete_long_entry,
        edit_entry,
        undo_entry,
        undo_edit,
        rename_contact,
        delete_line,
        delete_step,
        change_goal,
    ],
)


@EVERY_WAY
def test_it_is_gone_after_twenty_more_changes(path: Path, clock: Clock, do: Do) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        do(journal)
    assert b"zebra" in files_of(path.parent)
    for _ in range(21):
        with Journal.open(path, None, clock=clock) as journal:
            journal.talk_items.add("x")
    assert b"zebra" not in files_of(path.parent)


@EVERY_WAY
def test_it_is_gone_after_seven_days_once_the_journal_is_looked_at(
    path: Path, clock: Clock, do: Do
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        do(journal)
    clock.move(days=7)
    with Journal.open(path, None, clock=clock) as journal:
        journal.entries.timeline()
    assert b"zebra" in files_of(path.parent)
    clock.move(seconds=1)
    with Journal.open(path, None, clock=clock) as journal:
        journal.entries.timeline()
    assert b"zebra" not in files_of(path.parent)


def test_it_is_gone_while_the_journal_stays_open(
    journal: Journal, clock: Clock, everything: Callable[[], bytes]
) -> None:
    edit_entry(journal)
    clock.move(days=8)
    journal.erase_due()
    assert b"zebra" not in everything()
    delete_entry(journal)
    for _ in range(20):
        journal.talk_items.add("x")
    journal.erase_due()
    assert b"zebra" not in everything()
    assert len(journal.talk_items.list()) == 20


def test_what_was_taken_back_is_gone_once_something_new_is_written(
    path: Path, clock: Clock
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        undo_entry(journal)
        journal.talk_items.add("x")
        with pytest.raises(RecordNotFound):
            journal.redo()
    assert b"zebra" not in files_of(path.parent)


def _pieces(folder: Path, gone: set[int]) -> list[int]:
    """The texts of which any piece is left; each has words of its own, in capitals and small."""
    left = files_of(folder)
    return [one for one in gone if b"Mark%04dX" % one in left or b"w%04dq" % one in left]


def _live_through(journal: Journal, seed: int, steps: int, sizes: list[int]) -> set[int]:
    """Add, lengthen, change and delete at random; returns the numbers of the texts gone since."""
    chance = random.Random(seed)
    live: dict[int, int] = {}
    gone: set[int] = set()

    def note(number: int) -> str:
        return f"Mark{number:04d}X " + f"w{number:04d}q " * chance.choice(sizes)

    for number in range(steps):
        turn = chance.random()
        if turn < 0.5 or not live:
            at = NOW - timedelta(days=chance.randint(0, 400))
            live[journal.entries.add(check_in(at, note=note(number))).id] = number
            continue
        chosen = chance.choice(list(live))
        gone.add(live.pop(chosen))
        if turn < 0.75:
            journal.entries.edit(chosen, note=note(number))
            live[chosen] = number
        else:
            journal.entries.delete(chosen)
    return gone


@given(
    seed=st.integers(0, 10_000),
    sizes=st.lists(st.sampled_from([1, 3, 20, 60, 120, 500, 1500]), min_size=1, max_size=3),
)
@settings(max_examples=8, deadline=None)
def test_no_piece_is_left_whatever_moved_between_the_pages(seed: int, sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, clock = Path(name) / "journal.db", Clock()
        with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
            gone = _live_through(journal, seed, 80, sizes)
        clock.move(days=8)
        Journal.open(path, None, clock=clock).close()
        assert _pieces(path.parent, gone) == []
        with Journal.open(path, None, clock=clock) as journal:
            assert journal._connection.fetch_all("PRAGMA integrity_check") == [("ok",)]
            for record in journal.entries.timeline(limit=None)[0]:
                word = (record.note or "").split()[0]
                assert [one.record for one in journal.entries.search(word)[0]] == [record]


def test_what_could_not_be_overwritten_is_overwritten_the_next_time(
    path: Path, clock: Clock
) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        edit_entry(journal)
        clock.move(days=8)
        other = dbapi2.connect(str(path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        journal._connection.execute("PRAGMA busy_timeout = 10")
        journal.erase_due()
        other.execute("ROLLBACK")
        other.execute("BEGIN")
        other.execute("SELECT * FROM talk_item").fetchall()
        journal.erase_due()
        assert erasure.is_due(journal._connection)
        other.execute("COMMIT")
        other.close()
    assert b"zebra" not in files_of(path.parent)
    with Journal.open(path, None, clock=clock) as journal:
        assert not erasure.is_due(journal._connection)


def test_a_process_that_ends_before_overwriting_leaves_it_to_the_next(
    path: Path, clock: Clock
) -> None:
    journal = Journal.create(path, None, JournalSettings(), clock=clock)
    edit_entry(journal)
    clock.move(days=8)
    journal.talk_items.add("x")
    assert erasure.is_due(journal._connection)
    journal._connection.close()  # as by a kill: what comes after the last commit is not done
    Journal.open(path, None, clock=clock).close()
    assert b"zebra" not in files_of(path.parent)


def test_a_damaged_journal_is_not_rewritten(path: Path, clock: Clock) -> None:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        for number in range(60):
            journal.entries.add(check_in(note=f"number {number} " + "x" * 900))
        journal.entries.edit(1, note="horse")
    clock.move(days=8)
    whole = bytearray(path.read_bytes())
    place = whole.index(b"number 40 ") // 4096 * 4096
    whole[place : place + 8] = b"\xff" * 8
    path.write_bytes(whole)
    Journal.open(path, None, clock=clock).close()
    assert path.stat().st_size == len(whole)
    assert path.read_bytes()[place : place + 8] == b"\xff" * 8


def test_forgetting_asks_nothing_of_lists_and_log_unless_told(
    journal: Journal, everything: Callable[[], bytes]
) -> None:
    urge = journal.entries.add(Urge(triggers=("zebra", "horse"), occurred_at=NOW, recorded_at=NOW))
    journal.entries.edit(urge.id, triggers=("horse",))
    day = date(2026, 11, 20)
    shared = SharingLogEntry(
        shared_at=NOW, period_from=day, period_to=day, sections=("talk",), sha256="0",
        for_whom="Dr. Giraffe",
    )  # fmt: skip
    journal.sharing_log.add(shared)
    assert journal.vocabulary.unused_names() == ("zebra",)
    assert journal.sharing_log.recipients() == ("Dr. Giraffe",)
    assert journal.purge_undo() == (2, 0, 0)
    assert b"zebra" in everything()
    assert journal.purge_undo(unused_names=True, recipients=True) == (0, 1, 1)
    left = everything()
    assert b"zebra" not in left
    assert b"Giraffe" not in left
    assert [one.name for one in journal.vocabulary.triggers() if one.own] == ["horse"]
    (line,) = journal.sharing_log.list()
    assert (line.for_whom, line.sections) == (None, ("talk",))


def test_a_journal_that_is_already_clean_is_not_rewritten(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_door: Any) -> bool:
        raise AssertionError("rewritten")

    monkeypatch.setattr(erasure, "erase", never)
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        for _ in range(30):
            journal.entries.add(check_in(note="stays"))
        clock.move(days=8)
        journal.talk_items.add("x")


def test_pieces_that_moving_rows_left_in_free_space_go_too(journal: Journal) -> None:
    """Why the file is rewritten: rows of this very life leave pieces that no deletion reaches."""
    with journal._connection.transaction():
        gone = _live_in_one_table(journal, 14)
    journal._connection.checkpoint_wal()
    assert _pieces(journal.path.parent, gone)
    with journal._connection.transaction():
        erasure.schedule(journal._connection)
    journal.erase_due()
    assert _pieces(journal.path.parent, gone) == []


def _live_in_one_table(journal: Journal, seed: int) -> set[int]:
    """Add, change and delete rows of one table at random; returns the numbers of texts gone."""
    door, chance = journal._connection, random.Random(seed)
    live: dict[int, int] = {}
    gone: set[int] = set()
    for number in range(120):
        turn = chance.random()
        text = f"Mark{number:04d}X " + "y" * chance.choice([20, 200, 700, 1300, 2500])
        if turn < 0.5 or not live:
            place = chance.randint(1, 1000)
            if place not in live:
                door.execute(
                    "INSERT INTO talk_item VALUES (?, ?, ?, '', NULL)", (place, f"{number}", text)
                )
                live[place] = number
            continue
        place = chance.choice(list(live))
        gone.add(live.pop(place))
        if turn < 0.8:
            door.execute("UPDATE talk_item SET text = ? WHERE id = ?", (text, place))
            live[place] = number
        else:
            door.execute("DELETE FROM talk_item WHERE id = ?", (place,))
    return gone


def leave_text_to_erase(journal: Journal) -> None:
    with journal._connection.transaction():
        erasure.schedule(journal._connection)


@pytest.mark.parametrize("passphrase", [None, "four words"])
def test_a_file_put_in_the_place_of_the_journal_is_not_rewritten(
    path: Path, clock: Clock, passphrase: str | None
) -> None:
    journal = Journal.create(path, passphrase, JournalSettings(), clock=clock)
    for number in range(30):
        journal.entries.add(check_in(note=f"kept {number}"))
    copy = journal.backup().read_bytes()
    for one in journal.entries.timeline()[0][:5]:
        journal.entries.delete(one.id)
    leave_text_to_erase(journal)
    path.write_bytes(copy)
    journal.erase_due()
    journal.close()
    assert path.read_bytes() == copy
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert len(journal.entries.timeline()[0]) == 30


def test_beside_a_reader_nothing_is_rewritten_and_the_log_does_not_grow(
    path: Path, journal: Journal
) -> None:
    for _number in range(30):
        journal.entries.add(check_in(note="x" * 4000))
    reader = dbapi2.connect(str(path), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchall()
    leave_text_to_erase(journal)
    sizes = set()
    for _time in range(3):
        journal.erase_due()
        sizes.add(path.with_name(path.name + "-wal").stat().st_size)
    assert len(sizes) == 1
    assert max(sizes) < path.stat().st_size / 4
    assert erasure.is_due(journal._connection)
    reader.execute("COMMIT")
    reader.close()
    journal.erase_due()
    assert not erasure.is_due(journal._connection)
    assert path.with_name(path.name + "-wal").stat().st_size == 0
