"""A real journal on disk, a clock that stands still, and the App over both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.rules.placement import placed
from recovery_journal.storage import Journal

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
MakeApp = Callable[..., JournalApp]


def clock() -> datetime:
    return NOW


def make_journal(path: Path, passphrase: str | None = None) -> Journal:
    """Make a journal with three people in it."""
    journal = Journal.create(path, passphrase, JournalSettings(), clock=clock)
    people = (("Maria", "friend"), ("Ben", "peer_in_recovery"), ("Mark", "family"))
    for name, relation in people:
        contact = Contact(name=name, relation=relation, added_on=date(2026, 11, 1))
        journal.contacts.add(placed(contact))
    return journal


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the snapshot plug-in puts what differs; each test's own environment hides it."""
    return os.environ.get("TEXTUAL_SNAPSHOT_TEMPDIR") or str(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(autouse=True)
def pictures_are_kept(pictures: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_SNAPSHOT_TEMPDIR", pictures)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """The same file as the App has open, as another program sees it."""
    with make_journal(path) as made:
        yield made


@pytest.fixture
def app(path: Path, journal: Journal) -> JournalApp:
    """An App over the journal with three people; open it with ``app.run_test()``."""
    return JournalApp(path, clock=clock)


@pytest.fixture
def locked(path: Path) -> JournalApp:
    """An App over a journal that asks for "four plain words"."""
    make_journal(path, "four plain words").close()
    return JournalApp(path, clock=clock)


async def opened(pilot: Pilot[int]) -> None:
    """Wait until the passphrase was tried, which happens in a thread, and what followed is shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
