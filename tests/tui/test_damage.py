"""A damaged journal, met in the open app: a sentence, and the app stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.errors import UnusableJournal
from recovery_journal.storage import Journal
from tests.tui.conftest import NOW, MakeApp, clock, make_journal, until
from tests.tui.test_app import name_of, words_on

NO_TEXT = "CAST(x'ff41fe' AS TEXT)"


def spoil(path: Path, *statements: str) -> None:
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def said(app: Any) -> list[str]:
    return [one.message for one in app._notifications]


@pytest.fixture
def damaged_app(path: Path) -> MakeApp:
    from recovery_journal.app import JournalApp

    def make(*statements: str) -> JournalApp:
        with make_journal(path) as journal:
            journal.entries.add(CheckIn(mood=5, occurred_at=NOW, recorded_at=NOW, note="river"))
        spoil(path, *statements)
        return JournalApp(path, clock=clock)

    return make


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        (f"UPDATE emotion SET name = {NO_TEXT} WHERE id = 1", ("c", "f2")),  # a form
        (f"UPDATE trigger_name SET name = {NO_TEXT} WHERE id = 1", ("u", "l")),
        (f"UPDATE coping SET name = {NO_TEXT} WHERE id = 1", ("u", "5")),
        (f"UPDATE contact SET name = {NO_TEXT} WHERE id = 2", ("r",)),
        (f"UPDATE contact SET name = {NO_TEXT} WHERE id = 2", ("3",)),  # a main screen
        (f"UPDATE contact SET name = {NO_TEXT} WHERE id = 2", ("2",)),
        (f"UPDATE talk_item SET text = {NO_TEXT}", ("1",)),
        ("UPDATE entry SET occurred_at = 'no day'", ("5",)),
        ("UPDATE entry SET occurred_at = 'no day'", ("7",)),
        ("UPDATE setting SET value = 'x' WHERE key = 'first_weekday'", ("7",)),
        ("DROP TABLE safety_step", ("ctrl+g",)),
    ],
)
async def test_damage_is_said_and_the_app_stays(
    damaged_app: MakeApp, statement: str, keys: tuple[str, ...]
) -> None:
    app = damaged_app(
        "INSERT INTO talk_item (uuid, text, added) VALUES ('u', 't', '2026-11-20')", statement
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys)
        await until(lambda: said(app) != [] or not app.is_running)
        assert app.return_code is None
        assert any("is damaged" in one for one in said(app))
        assert len(said(app)) == 1
        # And it goes on: the keys act, help is there, and it can be left.
        app.clear_notifications()
        await pilot.press("escape", "ctrl+g")
        await until(lambda: name_of(app) == "Help now")
        await pilot.press("escape", "ctrl+q")
        await until(lambda: not app.is_running)
    assert app.return_code == 0


async def test_one_damaged_note_is_listed_among_the_others(damaged_app: MakeApp) -> None:
    app = damaged_app(f"UPDATE entry SET note = {NO_TEXT} WHERE id = 1")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("5")
        await pilot.pause(0.1)
        assert "this text is damaged" in words_on(app)
        assert said(app) == []


async def test_an_error_that_comes_again_at_once_is_said_once_and_looked_into_once(
    damaged_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = damaged_app()
    looked: list[BaseException] = []

    def damage(_journal: Journal, error: BaseException) -> UnusableJournal:
        looked.append(error)
        return UnusableJournal("This journal is damaged.")

    monkeypatch.setattr(Journal, "diagnose_damage", damage)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert all(app.say_damage(ValueError(str(n))) for n in range(5))
        await until(lambda: said(app) != [])
        assert len(looked) == len(said(app)) == 1
        app.notices._diagnosed_at -= 2  # later, while the sentence still stands there
        assert app.say_damage(ValueError("again"))
        await pilot.pause()
        assert len(looked) == 2
        assert len(said(app)) == 1


async def test_a_fault_of_the_program_on_a_whole_journal_still_ends_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recovery_journal.app import JournalApp

    make_journal(path).close()
    app = JournalApp(path, clock=clock)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("recovery_journal.app.app_forms.FormsStack.open_form", broken)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  # Pilot raises it when it ends
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("c")
            await pilot.pause(0.1)
    assert app.return_code == 1


async def test_a_journal_that_was_moved_is_said_with_what_is_saved(path: Path) -> None:
    from recovery_journal.app import JournalApp

    make_journal(path).close()
    app = JournalApp(path, clock=clock)
    moved = path.with_name("moved.db")
    async with app.run_test(size=(120, 36)) as pilot:
        path.rename(moved)
        await pilot.press("c", "7", "ctrl+s")
        await pilot.pause(0.1)
        assert name_of(app) == "Today"
        assert any("no longer at" in one for one in said(app))
    with Journal.open(moved, None, clock=clock) as journal:
        assert len(journal.entries.timeline()[0]) == 1


async def test_who_can_read_the_journal_is_said_once(path: Path) -> None:
    from recovery_journal.app import JournalApp

    make_journal(path).close()
    path.chmod(0o644)
    for times in (1, 0):
        app = JournalApp(path, clock=clock)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause(0.1)
            assert sum("chmod 600" in one for one in said(app)) == times
