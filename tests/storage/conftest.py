"""Journals to test on: real files, most of them without a passphrase for speed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.storage import Journal

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("Europe/Madrid"))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def keys_are_derived_quickly(quick_keys: None) -> None:
    """What a guess costs is tested where it is the matter."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "journal.db"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Journal]:
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        yield journal


def check_in(at: datetime = NOW, **values: Any) -> CheckIn:
    return CheckIn(occurred_at=at, recorded_at=NOW, **{"mood": 5, **values})


def contact(name: str = "Ana", **values: Any) -> Contact:
    return Contact(name=name, added_on=NOW.date(), **values)


def reach_out(*people: Contact, at: datetime = NOW, **values: Any) -> ReachOut:
    return ReachOut(
        contacts=tuple(ContactRef(one.id, one.name) for one in people),
        occurred_at=at,
        recorded_at=NOW,
        **values,
    )


@pytest.fixture
def everything(path: Path) -> Callable[[], bytes]:
    """All bytes of the journal's folder: the file, its log, copies, anything left over."""

    def read() -> bytes:
        return b"".join(one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file())

    return read
