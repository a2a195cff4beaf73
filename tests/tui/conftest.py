"""A real journal on disk, a clock that stands still, and the App over both."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from recovery_journal.app import JournalApp
from recovery_journal.app.input_order import OrderedInputApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.storage import Journal
from tests.tui.burst import key, settled

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
MakeApp = Callable[..., JournalApp]


def clock() -> datetime:
    return NOW


_MADE: dict[str | None, bytes] = {}


def put_journal(path: Path, passphrase: str | None = None) -> None:
    """Put a journal with three people there: made once, since deriving a key takes a while."""
    if passphrase in _MADE:
        path.write_bytes(_MADE[passphrase])
        path.chmod(0o600)
        return
    people = (("Maria", "friend"), ("Ben", "peer_in_recovery"), ("Mark", "family"))
    with Journal.create(path, passphrase, JournalSettings(), clock=clock) as journal:
        for name, relation in people:
            contact = Contact(name=name, relation=relation, added_on=date(2026, 11, 1))
            journal.contacts.add(with_defaults(contact))
    _MADE[passphrase] = path.read_bytes()


def make_journal(path: Path, passphrase: str | None = None) -> Journal:
    """Put a journal with three people there and open it."""
    put_journal(path, passphrase)
    return Journal.open(path, passphrase, clock=clock)


@pytest.fixture(autouse=True)
def keys_are_derived_quickly(quick_keys: None) -> None:
    """What a guess costs is tested where it is the matter."""


@pytest.fixture(scope="session", autouse=True)
def every_style_sheet_is_read_once() -> Iterator[None]:
    """Read the same sheet with the same colours once for all Apps: a tenth of each test."""
    read: Callable[..., Any] = Stylesheet._parse_rules
    known: dict[Any, Any] = {}

    def once(sheet: Stylesheet, *args: Any, **more: Any) -> Any:
        key = (*sheet._variables.items(), args, *more.items())
        if key not in known:
            known[key] = read(sheet, *args, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_pressed_key_has_acted_when_the_next_is_pressed() -> Iterator[None]:
    """Press keys without Pilot's pauses, in which it waits for an idle processor twice a key."""

    usual = Pilot.press

    async def press(pilot: Pilot[int], *keys: str) -> None:
        if not isinstance(pilot.app, OrderedInputApp):
            await usual(pilot, *keys)
            return
        for one in keys:
            pilot.app.post_message(key(one))
            await settled(pilot.app, at_work=True)
            await pilot.app.animator.wait_until_complete()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pilot, "press", press)
        yield


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
    put_journal(path, "four plain words")
    return JournalApp(path, clock=clock)


async def until(is_so: Callable[[], object]) -> None:
    """Wait for it; Pilot's own pause paints in the test, past the App's net."""
    for _try in range(1000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


async def opened(pilot: Pilot[int]) -> None:
    """Wait until the passphrase was tried, which happens in a thread, and what followed is shown."""
    await pilot.app.workers.wait_for_complete()
    done = asyncio.Event()
    pilot.app.call_later(done.set)  # after what the thread sent
    await done.wait()
    for _look in range(3):
        await pilot.pause()
