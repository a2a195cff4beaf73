"""Opening while the program loads: taken over only for the very file and passphrase meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_journal.domain.journal import JournalSettings
from recovery_journal.errors import NoJournal, PassphraseNeeded
from recovery_journal.storage import Journal
from recovery_journal.storage.early import Early

from .conftest import Clock, check_in


@pytest.fixture
def kept(path: Path, clock: Clock) -> Path:
    with Journal.create(path, "secret", JournalSettings(), clock=clock) as journal:
        journal.entries.add(check_in(mood=4))
    return path


def test_an_early_connection_becomes_the_journal(kept: Path, clock: Clock) -> None:
    early = Early(lambda: kept, "secret")
    with Journal.open(kept, "secret", clock=clock, early=early) as journal:
        connection = journal._door.connection()
        assert journal.entries.add(check_in()).id == 2
        assert journal._door.one("PRAGMA foreign_keys") == (1,)
    again = Early(lambda: kept, "secret")
    assert again.take(kept, "secret") is not None
    assert again.take(kept, "secret") is None
    assert connection is not None


def test_another_file_or_passphrase_is_opened_in_the_ordinary_way(kept: Path, clock: Clock) -> None:
    other = kept.with_name("other.db")
    Journal.create(other, "other", JournalSettings(), clock=clock).close()
    early = Early(lambda: kept, "secret")
    with Journal.open(other, "other", clock=clock, early=early) as journal:
        assert journal.entries.timeline() == ([], False)


def test_a_wrong_passphrase_is_told_by_the_ordinary_way(kept: Path, clock: Clock) -> None:
    early = Early(lambda: kept, "guess")
    with pytest.raises(PassphraseNeeded):
        Journal.open(kept, "guess", clock=clock, early=early)


def test_what_is_no_encrypted_journal_is_not_opened_early(path: Path, clock: Clock) -> None:
    assert Early(lambda: path, "secret").take(path, "secret") is None
    with pytest.raises(NoJournal):
        Journal.open(path, "secret", clock=clock, early=Early(lambda: path, "secret"))
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    assert Early(lambda: path, "secret").take(path, "secret") is None
    assert {one: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_path_that_cannot_be_found_out_is_left_to_the_ordinary_way(path: Path) -> None:
    def lost() -> Path:
        raise RuntimeError("no home")

    assert Early(lost, "secret").take(path, "secret") is None
