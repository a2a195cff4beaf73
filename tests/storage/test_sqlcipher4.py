"""Journals as files that earlier versions wrote: they open for ever.

``journal-sqlcipher4.journal`` and ``journal-plain.journal`` were written on 2026-11-28
with SQLCipher 4.19, schema version 2. They are never written anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from recovery_journal.database.file_header import SCHEMA_VERSION
from recovery_journal.storage import Journal

from .conftest import Clock, check_in

pytestmark = pytest.mark.real_key

FILES = pytest.mark.parametrize(
    ("name", "passphrase"),
    [("journal-sqlcipher4.journal", "the river was quiet"), ("journal-plain.journal", None)],
)


@FILES
def test_a_journal_of_sqlcipher_4_opens(
    path: Path, clock: Clock, name: str, passphrase: str | None
) -> None:
    path.parent.mkdir()
    shutil.copyfile(Path(__file__).with_name(name), path)
    for opened in range(2):  # the first time, it may be brought up to date
        with Journal.open(path, passphrase, clock=clock) as journal:
            assert journal.encrypted == (passphrase is not None)
            assert journal.settings.name == "A. B."
            assert [one.name for one in journal.contacts.all()] == ["Ana"]
            first = journal.entries.get(1)
            assert (first.kind, getattr(first, "mood", None)) == ("check_in", 7)
            assert first.note == "the river was quiet"
            assert [one.record.id for one in journal.entries.search("river")[0]] == [1]
            assert journal._connection.fetch_one("PRAGMA user_version") == (SCHEMA_VERSION,)
            journal.entries.add(check_in(note=f"written now {opened}"))
    with Journal.open(path, passphrase, clock=clock) as journal:
        assert len(journal.entries.timeline()[0]) == 3


def test_the_format_is_named_after_the_key(path: Path, clock: Clock) -> None:
    """A library whose usual format is another one opens it all the same."""
    path.parent.mkdir()
    shutil.copyfile(Path(__file__).with_name("journal-sqlcipher4.journal"), path)
    usual = dbapi2.connect(":memory:")
    usual.execute("PRAGMA cipher_default_compatibility = 3")
    try:
        with Journal.open(path, "the river was quiet", clock=clock) as journal:
            assert journal.entries.get(1).note == "the river was quiet"
            copy = journal.backup()
        with Journal.open(copy, "the river was quiet", clock=clock) as journal:
            assert journal.entries.get(1).note == "the river was quiet"
    finally:
        usual.execute("PRAGMA cipher_default_compatibility = 4")
        usual.close()
