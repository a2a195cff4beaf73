"""ctrl+z and ctrl+y: what is named, what is asked, what stays as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recovery_journal import app as app_module
from recovery_journal.app import JournalApp
from recovery_journal.widgets.dialogs import ConfirmDialog

from .conftest import clock, make_journal


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front, on one line."""
    return " ".join(
        " ".join(strip.text for strip in app.screen._compositor.render_strips()).split()
    )


async def test_undo_names_what_it_takes_back_and_redo_brings_it_again(app, journal):
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause()
        (stored,), _more = journal.entries.timeline()
        await pilot.press("ctrl+z")
        await pilot.pause()
        said = words_on(app)
        assert "Taken back: check-in of Friday 20 November, mood 7." in said
        assert "ctrl+y brings it back." in said
        assert journal.entries.timeline()[0] == []
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "Done again: check-in of Friday 20 November, mood 7." in words_on(app)
        assert journal.entries.timeline()[0] == [stored]
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "There is nothing to bring back." in words_on(app)


@pytest.mark.parametrize("answer", ["enter", "escape"])
async def test_what_is_from_before_is_asked_about_and_enter_alone_leaves_it(app, journal, answer):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert "contact “Mark”" in words_on(app)
        await pilot.press("ctrl+z", answer)
        await pilot.pause()
        assert not isinstance(app.screen, ConfirmDialog)
    assert len(journal.contacts.all()) == 3


async def test_each_change_from_before_is_asked_about_by_itself(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        for name, left in (("Mark", 2), ("Ben", 1)):
            await pilot.press("ctrl+z")
            await pilot.pause()
            assert f"“{name}”" in words_on(app)
            await pilot.press("left", "enter")
            await pilot.pause()
            assert len(journal.contacts.all()) == left
        # What was taken back here needs no question to come back here.
        await pilot.press("ctrl+y", "ctrl+y")
        await pilot.pause()
        assert len(journal.contacts.all()) == 3
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not isinstance(app.screen, ConfirmDialog)
        assert len(journal.contacts.all()) == 2


async def test_what_another_program_wrote_meanwhile_is_asked_about(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause()
        journal.talk_items.add("sleep")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert "sleep" in words_on(app)
        journal.talk_items.add("tea")  # newer than what the question names
        await pilot.press("left", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert "tea" in words_on(app)
        await pilot.press("escape")
    assert [one.text for one in journal.talk_items.list()] == ["sleep", "tea"]
    assert len(journal.entries.timeline()[0]) == 1


async def test_what_another_program_took_back_is_asked_about(app, journal):
    journal.talk_items.add("sleep")
    journal.undo()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert journal.talk_items.list() == []
        await pilot.press("ctrl+y", "left", "enter")
        await pilot.pause()
    assert [one.text for one in journal.talk_items.list()] == ["sleep"]


async def test_the_lock_begins_a_session_of_its_own(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        for lock in (True, False):
            await pilot.press(*"four plain words", "enter")
            await locked.workers.wait_for_complete()
            await pilot.pause(0.2)
            if lock:
                await pilot.press("c", "7", "enter")
                await pilot.pause()
                await pilot.press("ctrl+l")
                await pilot.pause(0.1)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert isinstance(locked.screen, ConfirmDialog)
        assert "mood 7" in words_on(locked)


async def test_a_text_field_takes_back_and_does_again_its_own_typing(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        field = app.focused
        await pilot.press("a", "b", "ctrl+z")
        assert field.value == "a"
        await pilot.press("ctrl+y")
        assert field.value == "ab"
        await pilot.press("ctrl+y", "ctrl+z", "ctrl+z")
        assert field.value == ""
        await pilot.press("c", "ctrl+y")
        assert field.value == "c"
        assert not isinstance(app.screen, ConfirmDialog)
    assert len(journal.contacts.all()) == 3


async def test_deleted_words_leave_the_file_while_the_app_is_open(path, monkeypatch):
    monkeypatch.setattr(app_module, "IDLE_SECONDS", -1.0)
    with make_journal(path) as journal:
        journal.talk_items.delete(journal.talk_items.add("zebra").id)
    app = JournalApp(path, clock=lambda: clock() + timedelta(days=8))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.poll_changes()
        left = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
        assert b"zebra" not in left
        await pilot.pause()
