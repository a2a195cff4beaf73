"""A typed word is never lost: what was typed anywhere is there after a kill, a lock, a crash."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta, timezone
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import timer as textual_timer
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from recovery_journal.app import JournalApp, app_forms
from recovery_journal.app.draft_json import UNREADABLE, decode, encode
from recovery_journal.app.leftover_drafts import DIALOG_TITLES
from recovery_journal.app.screen_names import MAIN_SCREENS, PAGE_SCREENS
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef
from recovery_journal.forms.record_forms import FORMS
from recovery_journal.keys.registry import all_dom_classes
from recovery_journal.messages import OpenForm, OpenPage
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.dialogs import LeftoverDialog, TextDialog
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import PickedItem, Picker
from recovery_journal.widgets.scale import Scale

from .burst import key, painted
from .conftest import NOW, clock, make_journal, opened, put_journal, until
from .test_app import words_on

PAUSE = 0.02
Way = Callable[[JournalApp, "Pilot[int]"], Awaitable[None]]


def the_app(path: Path, **more: Any) -> JournalApp:
    app = JournalApp(path, clock=clock, **more)
    app.forms.draft_delay = PAUSE
    return app


async def press(pilot: Pilot[int], *pressed: str) -> None:
    """Press each key when the one before it has acted, and wait for what came of them."""
    await pilot.press(*pressed)
    await painted(pilot.app)


def said(app: JournalApp) -> str:
    """Return the words on the screen, folded lines put together."""
    return " ".join(words_on(app).replace("│", " ").split())


def stored(app: JournalApp) -> dict[str, Any]:
    """What the file holds: the memory of the App is not asked."""
    assert app.session.journal is not None
    drafts = app.session.journal.drafts
    return {key: decode(drafts.get(key) or "") for key in drafts.list()}


def killed(app: JournalApp) -> None:
    """Let the App keep nothing more, as if its process were killed now."""
    app.forms.store_drafts = lambda **_more: None


# --- every form, page and dialog that takes text --------------------------------------


def form(name: str, **values: Any) -> Way:
    async def way(app: JournalApp, pilot: Pilot[int]) -> None:
        await app.forms.open_form(OpenForm(name, values))
        await painted(app)
        if getattr(app.screen, "choosing", False):
            await press(pilot, "l")

    return way


def page(name: str, about: Any = None, *keys: str) -> Way:
    async def way(app: JournalApp, pilot: Pilot[int]) -> None:
        await app.forms.open_page(OpenPage(name, about))
        await painted(app)
        if name == "person" and not keys:
            await app.screen.action_edit()
        await press(pilot, *keys)

    return way


def keys(*pressed: str) -> Way:
    async def way(app: JournalApp, pilot: Pilot[int]) -> None:
        await press(pilot, *pressed)

    return way


async def changing(app: JournalApp, pilot: Pilot[int]) -> None:
    """The form of an entry that is there."""
    assert app.session.journal is not None
    (entry,) = app.session.journal.entries.timeline()[0]
    await app.forms.open_form(OpenForm("check_in", {}, entry.id))
    await painted(app)


TYPED = {
    **{name: form(name) for name in FORMS},
    "reached someone": form("reached", contacts=(ContactRef(1, "Maria"),)),
    "urge lived through": form("urge", minutes=12, peak=4),
    "an entry changed": changing,
    "person": page("person", 1),
    "settings": page("settings"),
    "hard_moment": page("hard_moment"),
    "after_use": page("after_use"),
    "first_people": page("first_people"),
    "Week": keys("7"),
    "talk": keys("n"),
    "talk on week": keys("7", "n"),
    "pause": page("person", 1, "p"),
    "plan": keys("4", "p"),
    "day": keys("5", "d"),
    "Newcomer": keys("2", "n"),
    "step": page("steps", None, "n"),
    "write": keys("7", "s"),
    "settings:extra_lines": keys("comma", "f5"),
    "settings:locked_lines": keys("comma", "f6"),
}
NO_DRAFT = {
    "search": "the words of a search say how the journal is looked at",
    "people": "so do the letters of a filter",
}


def fill(screen: Screen[Any]) -> None:
    """Put something into every field of a screen, of each kind what it can hold."""
    for number, one in enumerate(screen.query(Input)):
        if not isinstance(one.parent, Picker):
            one.value = f"kettle {number} ñ 日本 \u00a0x"
    for note in screen.query(TextArea):
        note.text = "two\nlines \U0001f33b"
    for picker in screen.query(Picker):
        key, words = (picker.options or [("own", "own")])[0]
        picker.set_value([PickedItem(key, words, 2 if picker.rating_range else None)])
        picker.typed_text = "zz"
    for scale in screen.query(Scale):
        scale.set_value(scale.low)
    if screen.query(ChoiceControl) and getattr(screen, "page", "") != "settings":
        for choice in screen.query(ChoiceControl):
            values = [value for value, _words in choice.options]
            choice.set_value(tuple(values[:2]) if choice.many else values[-1])


def journal_with_an_entry(path: Path) -> None:
    with make_journal(path) as journal:
        journal.entries.add(CheckIn(mood=4, occurred_at=NOW, recorded_at=NOW))


@pytest.mark.parametrize("name", TYPED)
async def test_all_that_was_typed_is_there_after_a_kill_and_no_other_versions_draft_breaks_it(
    path: Path, name: str
):
    journal_with_an_entry(path)
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await TYPED[name](app, pilot)
        fill(app.screen)
        await painted(app)
        typed = app.screen.draft()
        assert typed
        key = app.screen.key
        rows = {row.field_name for row in app.screen.query(FormRow)}
        await press(pilot, "f12")  # a key that does nothing: a pause follows it
        await until(lambda: stored(app).get(key) == typed)
        killed(app)
    again = the_app(path)
    again._drafts_announced = True  # what is said at the start is not what is looked for
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await TYPED[name](again, pilot)
        await until(lambda: again.screen.key == key and again.screen.draft() == typed)
        # The page that stays is just where it was: it asks for no word.
        await until(lambda: "still here" in said(again) or name == "hard_moment")
        await press(pilot, "f12")
        await asyncio.sleep(3 * PAUSE)
        assert stored(again)[key] == typed
        killed(again)
    with Journal.open(path, None, clock=clock) as journal:
        bad = dict.fromkeys((*rows, "people", "begun", "place"), (1, ("a", 2.5)))
        journal.drafts.save(key, encode({**bad, "gone": "the river"}))
    other = the_app(path)
    async with other.run_test(size=(80, 24)) as pilot:
        await TYPED[name](other, pilot)
        await press(pilot, "f12")
        await asyncio.sleep(3 * PAUSE)
        assert other.screen.key == key, "a draft of another version"


async def test_every_place_that_takes_text_is_tried_above(app: JournalApp):
    dialogs = {one for one in all_dom_classes() if issubclass(one, TextDialog)} - {TextDialog}
    assert {one.__name__ for one in dialogs} == {
        "LineDialog", "AddContactDialog", "StepDialog", "WritePageDialog", "HelpLinesDialog",
    }, "a new dialog is tried above too"  # fmt: skip
    assert FORMS.keys() <= TYPED.keys()
    assert DIALOG_TITLES.keys() <= TYPED.keys()
    async with app.run_test(size=(80, 24)):
        for name in (*MAIN_SCREENS, *PAGE_SCREENS):
            if name in MAIN_SCREENS:
                await app.action_go(name)
            else:
                await app.forms.open_page(OpenPage(name, 1 if name == "person" else None))
            await painted(app)
            takes = any(not one.read_only for one in app.screen.query(TextArea))
            takes = takes or bool(app.screen.query(Input))
            tried = {"week": "Week"}.get(name, name)
            assert not takes or tried in TYPED or name in NO_DRAFT, name


# --- when it is written -----------------------------------------------------------------


async def test_what_is_typed_while_a_dialog_opens_slowly_is_kept_without_another_key(
    path: Path, journal, monkeypatch
):
    usual = TextDialog.compose

    def slow(dialog: TextDialog[Any]) -> Any:
        time.sleep(5 * PAUSE)  # on a small computer: the pause is over before the letters act
        return usual(dialog)

    monkeypatch.setattr(TextDialog, "compose", slow)
    app = the_app(path)
    async with app.run_test(size=(80, 24)):
        for one in ("n", "h", "i"):
            app.post_message(key(one))
        await until(lambda: stored(app) == {"talk": {"text": "hi"}})


async def test_a_tick_that_comes_late_loses_no_draft(path: Path, journal, monkeypatch):
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        await asyncio.sleep(4 * PAUSE)
        calls = count()

        def late() -> float:
            if next(calls) < 4:
                time.sleep(2 * PAUSE)  # the machine is busy: each tick is over before it is due
            return time.monotonic()

        monkeypatch.setattr(textual_timer, "_time", SimpleNamespace(get_time=late))
        await press(pilot, "h")
        await until(lambda: stored(app) == {"talk": {"text": "h"}})
        assert next(calls) > 4


async def test_it_is_written_when_the_person_pauses_and_not_with_each_key(app, monkeypatch):
    written: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.forms.draft_delay = 3600.0
        save = type(app.session.journal.drafts).save
        monkeypatch.setattr(
            type(app.session.journal.drafts),
            "save",
            lambda self, key, content, **more: (written.append(content), save(self, key, content))[
                1
            ],
        )
        await press(pilot, "n", *"sleep and rest")
        assert written == []
        app.forms.store_drafts()
        assert [decode(one) for one in written] == [{"text": "sleep and rest"}]
        await press(pilot, "left", "right")
        app.forms.store_drafts()
        assert len(written) == 1, "nothing changed, so nothing is written"


async def test_someone_who_types_on_and_on_is_kept_too(path: Path, journal, monkeypatch):
    monkeypatch.setattr(app_forms, "MAX_DRAFT_DELAY", 0.0)
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.forms.draft_delay = 0.2
        await press(pilot, "n")
        for _key in range(200):
            await press(pilot, "a")
            if stored(app):
                break
        assert stored(app)


@pytest.mark.parametrize("away", ["escape", "ctrl+l", "ctrl+g"])
async def test_it_is_written_at_once_when_the_form_is_left(app, journal, away):
    async with app.run_test(size=(80, 24)) as pilot:
        app.forms.draft_delay = 3600.0
        await press(pilot, "c", "7", away)
        if away == "ctrl+g":
            app.before_exit()
        assert decode(journal.drafts.get("check_in:") or "") == {"mood": 7}


async def test_leaving_the_app_keeps_it_and_says_so(path: Path, journal):
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.forms.draft_delay = 3600.0
        await press(pilot, "c", "7", "ctrl+q")
        assert "It waits here for you" in said(app)
        await press(pilot, "left", "enter")
    assert app.return_code == 0
    assert decode(journal.drafts.get("check_in:") or "") == {"mood": 7}
    again = the_app(path)
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await until(lambda: "still here: Check in." in said(again))
        await press(pilot, "q")
    assert again.return_code == 0, "nothing was typed this time, so nothing is asked"


async def test_the_first_people_are_asked_for_again_at_the_next_start(path: Path, journal):
    journal.drafts.save("first_people", encode({"people": [["Ana", None, "fri", 1]]}))
    app = the_app(path)
    async with app.run_test(size=(80, 24)):
        await until(lambda: "Your people" in said(app))
        assert app.screen.query(Input).first().value == "Ana"


async def test_a_crash_keeps_it(path: Path, journal):
    app = the_app(path)

    async def crash() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.forms.draft_delay = 3600.0
            await press(pilot, "c", "7")
            app.screen.call_later(lambda: 1 // 0)
            await pilot.pause()
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert decode(journal.drafts.get("check_in:") or "") == {"mood": 7}


# --- when it is taken away ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "ends"),
    [
        ("c7", [["enter"], ["ctrl+r"]]),
        ("nsleep", [["enter"], ["ctrl+r"], ["backspace"] * 5]),
        ("2nAna", [["enter"], ["ctrl+r"]]),
        ("4p3", [["enter"]]),
        ("5dmonday", [["enter"]]),
    ],
)
async def test_it_is_gone_when_it_was_saved_or_emptied(path: Path, journal, begin, ends):
    journal.entries.add(CheckIn(mood=4, occurred_at=NOW, recorded_at=NOW))
    app = the_app(path)
    log = path.with_name(path.name + "-wal")
    async with app.run_test(size=(80, 24)) as pilot:
        for end in ends:
            await press(pilot, *begin)
            await until(lambda: stored(app))
            await press(pilot, *end)
            await until(lambda: not stored(app))
            assert not app.forms.has_unsaved_text(), end
            assert log.stat().st_size == 0 or b"draft" not in log.read_bytes(), end
            assert journal.drafts.list() == [], end
            if end != ["enter"]:
                await press(pilot, "escape")


async def test_what_could_not_be_saved_keeps_its_draft(path: Path, journal, monkeypatch):
    from recovery_journal.errors import CannotWrite

    def full(*_args: Any) -> None:
        raise CannotWrite("The disk is full.")

    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app.session.journal.talk_items, "add", full)
        await press(pilot, "n", *"sle")
        await until(lambda: stored(app))
        app.forms.draft_delay = 3600.0
        await press(pilot, *"ep", "enter")
        await until(lambda: "The disk is full." in said(app))
        assert app.screen.query_one(Input).value == "sleep"
        assert stored(app), "what was kept at the last pause is there still"


async def test_undo_brings_no_draft_back(path: Path, journal):
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "7")
        await until(lambda: stored(app))
        await press(pilot, "enter")
        app.action_undo()
        await pilot.pause()
        assert journal.entries.timeline()[0] == []
        assert stored(app) == {}


# --- the lock, another program, and a journal that cannot be written ------------------------


async def test_locked_it_is_in_the_journal_and_not_in_memory(path: Path):
    put_journal(path, "four plain words")
    app = the_app(path, passphrase="four plain words")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", *"kettle", "ctrl+l")
        await until(lambda: app.session.journal is None)
        assert not app.forms.drafts
        assert b"kettle" not in path.read_bytes()
        await press(pilot, *"four", "space", *"plain", "space", *"words", "enter")
        await opened(pilot)
        assert app.screen.query_one(Input).value == "kettle"
        killed(app)
    with Journal.open(path, "four plain words", clock=clock) as journal:
        assert decode(journal.drafts.get("talk") or "") == {"text": "kettle"}


async def test_a_passphrase_is_never_a_draft(path: Path):
    put_journal(path, "four plain words")
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"four", "space", *"plain")
        await asyncio.sleep(3 * PAUSE)
        app.forms.store_drafts()
        await press(pilot, "space", *"words", "enter")
        await opened(pilot)
        await asyncio.sleep(3 * PAUSE)
        assert stored(app) == {}


async def test_what_is_typed_before_there_is_a_journal_is_no_draft(path: Path):
    app = the_app(path)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, *"Ana")
        await asyncio.sleep(3 * PAUSE)
        rows = {row.field_name: row for row in app.screen.query(FormRow)}
        rows["passphrase"].control_value = rows["again"].control_value = "four plain words"
        rows["again"].control.focus()
        await press(pilot, "enter")
        await opened(pilot)
        await until(lambda: app.session.journal is not None)
        await press(pilot, "f12")
        await asyncio.sleep(3 * PAUSE)
        assert stored(app) == {}


async def test_two_apps_with_one_form_do_not_take_each_others_words(path: Path, journal):
    one, two = the_app(path), the_app(path)
    async with one.run_test(size=(80, 24)) as first, two.run_test(size=(80, 24)) as second:
        await press(second, "c")
        await press(first, "n", *"sleep")
        await until(lambda: stored(one))
        await press(second, "escape", "n", "f12")
        assert two.screen.query_one(Input).value == "sleep"
        await press(second, *"less", "enter")
        await press(first, *"y", "enter")
        assert stored(one) == stored(two) == {}
    assert [item.text for item in journal.talk_items.list()] == ["sleepless", "sleepy"]


async def test_a_save_elsewhere_leaves_the_longer_draft_of_the_same_form(path: Path, journal):
    one, two = the_app(path), the_app(path)
    async with one.run_test(size=(80, 24)) as first, two.run_test(size=(80, 24)) as second:
        await press(second, "n", *"sl")
        await until(lambda: stored(two) == {"talk": {"text": "sl"}})
        two.forms.draft_delay = 3600.0
        await press(first, "n", *"eep and rest")
        await until(lambda: stored(one) == {"talk": {"text": "sleep and rest"}})
        await press(second, *"ow", "enter")
        await until(lambda: [item.text for item in journal.talk_items.list()] == ["slow"])
        await asyncio.sleep(3 * PAUSE)
        assert stored(one) == {"talk": {"text": "sleep and rest"}}
        assert not two.forms.has_unsaved_text()
        await press(first, "enter")
        await until(lambda: not stored(one))


async def test_an_empty_form_elsewhere_takes_no_draft_away(path: Path, journal):
    one, two = the_app(path), the_app(path)
    async with one.run_test(size=(80, 24)) as first, two.run_test(size=(80, 24)) as second:
        await press(second, "n")
        await press(first, "n", *"sleep")
        await until(lambda: stored(one))
        await press(second, "f12")
        await asyncio.sleep(3 * PAUSE)
        assert stored(one) == {"talk": {"text": "sleep"}}


async def test_another_program_that_writes_holds_nobody_up(path: Path, journal):
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        with journal.transaction():
            await press(pilot, "n", *"sleep")
            await until(lambda: app.forms.drafts.has_pending)
            assert app.forms.drafts["talk"] == {"text": "sleep"}
        await until(lambda: stored(app) == {"talk": {"text": "sleep"}})
        assert not app._notifications


async def test_a_journal_that_cannot_be_written_is_said_once_and_memory_keeps_it(path: Path):
    make_journal(path).close()
    app = the_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.session.journal._connection.execute("PRAGMA query_only = ON")
        await press(pilot, "c", "7")
        await until(lambda: "Drafts cannot be kept" in said(app))
        await press(pilot, "8", "escape")
        assert len([*app._notifications]) == 1
        await press(pilot, "c")
        assert app.screen.draft() == {"mood": 8}
        await press(pilot, "ctrl+q")
        await until(lambda: "Leave without it?" in said(app))
        await press(pilot, "escape")
        app.session.journal._connection.execute("PRAGMA query_only = OFF")
        await press(pilot, "9")
        await until(lambda: stored(app) == {"check_in:": {"mood": 9}})
        assert not app.forms.drafts.has_unwritten


async def test_a_full_disk_keeps_it_in_memory_until_there_is_room(path: Path):
    make_journal(path).close()
    app = the_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        (pages,) = app.session.journal._connection.fetch_one("PRAGMA page_count")
        app.session.journal._connection.execute(f"PRAGMA max_page_count = {pages}")
        await press(pilot, "c", "f2")
        form_ = app.screen
        form_.rows["note"].control_value = "a long note " * 5000
        await press(pilot, "f12")
        await until(lambda: "Drafts cannot be kept" in said(app))
        await press(pilot, "escape")
        assert app.forms.drafts.has_unwritten
        app.session.journal._connection.execute("PRAGMA max_page_count = 1000000")
        await press(pilot, "c")
        await until(lambda: stored(app))
        assert app.screen.draft() == {"note": "a long note " * 5000}


async def test_the_locked_app_says_that_what_was_typed_could_not_be_written(path: Path):
    make_journal(path).close()
    app = the_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.journal._connection.execute("PRAGMA query_only = ON")
        await pilot.press("c", "7", "ctrl+l")
        await until(lambda: app.session.journal is None)
        await until(lambda: "It is held in memory" in said(app))
        await pilot.press("enter")
        await until(lambda: app.session.journal and stored(app) == {"check_in:": {"mood": 7}})
        await pilot.press("ctrl+l")
        await until(lambda: app.session.journal is None)
        assert "It is held in memory" not in said(app)


# --- what has no form any more ---------------------------------------------------------------


async def test_words_for_an_entry_that_is_gone_are_shown(path: Path, journal):
    entry = journal.entries.add(CheckIn(mood=4, occurred_at=NOW, recorded_at=NOW))
    journal.drafts.save(f"check_in:#{entry.id}", encode({"note": "the river [b]"}))
    journal.drafts.save("step:99", encode({"text": "call Ben"}))
    journal.drafts.save("pause:1", encode({"text": "monday"}))
    journal.entries.delete(entry.id)
    app = the_app(path)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await until(lambda: isinstance(app.screen, LeftoverDialog))
        await until(lambda: "not in the journal any more" in said(app))
        await until(lambda: "still here: Pause." in said(app))
        assert app.screen.query_one(TextArea).text == "the river [b]\n\ncall Ben"
        await press(pilot, "enter")  # Keep it
        await pilot.pause()
        assert len(stored(app)) == 3
        journal.undo()
        await app.forms.open_form(OpenForm("check_in", {}, entry.id))
        await pilot.pause()
        assert app.screen.draft() == {"note": "the river [b]"}
        killed(app)
    again = the_app(path)
    async with again.run_test(size=(80, 30)) as pilot:
        await until(
            lambda: isinstance(again.screen, LeftoverDialog) and again.screen.query(TextArea)
        )
        await press(pilot, "left", "enter")  # Throw it away
        await until(lambda: len(stored(again)) == 2)


async def test_an_entry_deleted_under_its_form_leaves_the_words(path: Path, journal):
    entry = journal.entries.add(CheckIn(mood=4, occurred_at=NOW, recorded_at=NOW))
    app = the_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await app.forms.open_form(OpenForm("check_in", {}, entry.id))
        await pilot.pause()
        app.screen.rows["note"].control_value = "the river"
        journal.entries.delete(entry.id)
        app.poll_changes()
        await until(lambda: isinstance(app.screen, LeftoverDialog) and app.screen.query(TextArea))
        assert app.screen.query_one(TextArea).text == "the river"


async def test_a_person_taken_out_under_the_form_leaves_the_words(path: Path, journal):
    app = the_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await TYPED["person"](app, pilot)
        app.screen.editor.rows["note"].control_value = "likes tea"
        journal.contacts.delete(1)
        app.poll_changes()
        await until(lambda: isinstance(app.screen, LeftoverDialog) and app.screen.query(TextArea))
        assert app.screen.query_one(TextArea).text == "likes tea"


async def test_a_draft_that_cannot_be_read_is_offered_as_text(path: Path, journal):
    contents = [
        "no json the river", "[]", '{"note": {"picture": "the river"}}', '"the river"', "{", "7",
    ]  # fmt: skip
    journal.drafts.save("check_in:", contents[0])
    journal.drafts.save("urge:", encode({"thought": "x"}))
    app = the_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        for content in contents:
            journal.drafts.save("check_in:", content)
            await press(pilot, "c")
            if content != "[]":
                assert content in said(app)
            await press(pilot, "7")
            await until(lambda: stored(app)["check_in:"].get("mood") == 7)
            await press(pilot, "enter")
            await until(lambda: "check_in:" not in stored(app))


async def test_values_a_field_does_not_take_any_more_are_shown_and_the_rest_is_filled_in(
    path: Path, journal
):
    old = {
        "mood": 11, "stress": "much", "note": 7, "gone": "the river", "good_moment": "the tea",
        "emotions": "sad", "goal_today": "perhaps", "share": (1,),
    }  # fmt: skip
    journal.drafts.save("check_in:", encode(old))
    app = the_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, "c")
        assert "the river" in said(app)
        assert app.screen.rows["good_moment"].control_value == "the tea"
        assert app.screen.draft() == old
        await press(pilot, "7", "enter")
    (entry,) = journal.entries.timeline()[0]
    assert (entry.mood, entry.good_moment) == (7, "the tea")


@pytest.mark.parametrize("waiting", [{}, {"thought": "the sea", "peak": 3, "thing": "a bus"}])
async def test_a_hard_moment_of_yesterday_leaves_its_words_to_the_urge(
    path: Path, journal, waiting
):
    both = {"thought": "the sea the river", "peak": 3, "thing": "a bus"}
    begun = NOW - timedelta(days=1)
    journal.drafts.save("hard_moment", encode({"peak": 6, "begun": begun}))
    journal.drafts.save("urge:lived", encode({"thought": "the river", "place": "home"}))
    if waiting:
        journal.drafts.save("urge:", encode(waiting))
    app = the_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await app.forms.open_page(OpenPage("hard_moment"))
        await pilot.pause()
        assert app.screen.draft() is None
        expected = {"peak": 6, "thought": "the river", "place": "home"}
        assert stored(app) == {"urge:": expected if not waiting else {**expected, **both}}


# --- values ----------------------------------------------------------------------------------

texts = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Zs", "Cf", "Lo"]))
scalars = st.none() | st.booleans() | st.integers() | texts | st.floats(allow_nan=False)
moments = st.datetimes(
    timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=45))])
)
picks = st.builds(PickedItem, scalars, texts, st.none() | st.integers(-1, 10))
raws = st.recursive(
    scalars | st.dates() | moments | picks,
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple),
    max_leaves=12,
)


def kinds(value: Any) -> Any:
    """The types within a value: 1 is no True, and a Picked no tuple."""
    parts = [kinds(part) for part in value] if isinstance(value, list | tuple) else []
    return type(value), parts


@given(st.dictionaries(texts, raws, max_size=5))
def test_what_rows_hold_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, draft: dict[str, Any]
) -> None:
    content = encode(draft)
    content.encode("ascii")
    back = decode(content)
    assert back == draft
    assert kinds([*back.values()]) == kinds([*draft.values()])


@given(texts)
def test_any_content_at_all_is_read_without_an_error(content: str) -> None:
    assert isinstance(decode(content), dict)
    if content and content.strip("0123456789.-") == content:
        assert decode(content) == {UNREADABLE: content} or content.strip() in {"{}"}
