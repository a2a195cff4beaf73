"""Whatever is typed or pasted is what the field holds and the journal keeps."""

from __future__ import annotations

import asyncio
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, TextArea

from recovery_journal.app.input_order import OrderedInputApp
from recovery_journal.domain.activity import Activity
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import NoteField, TextField
from tests.tui.burst import settled
from tests.tui.conftest import opened, until
from tests.tui.test_app import name_of, words_on

UNSEEN = (
    "A\u3000B\u00a0C\u202fD می\u200cخواهم \u200b\u200d\u00ad\u2060\u200e\u200f e\u0301 👩\u200d👩🏽"
)
LINES = "first line about talk\nsecond line: what I need to say\nthird line"
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\x7f"])
)
PASTED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def keys(text: str) -> list[events.Key]:
    """The keys that type a text, as the terminal's reader makes them."""
    return [events.Key(unicodedata.name(one, one).lower(), one) for one in text]


async def typed(pilot, text: str) -> None:
    for key in keys(text):
        pilot.app.post_message(key)
    if isinstance(pilot.app, OrderedInputApp):
        await settled(pilot.app)
    await pilot.pause()


def held(field) -> str:
    return field.text if isinstance(field, TextArea) else field.value


class Fields(App[None]):
    def compose(self) -> ComposeResult:
        yield TextField()
        yield NoteField()


async def with_fields(do) -> None:
    async with Fields().run_test() as pilot:
        for field in (pilot.app.query_one(TextField), pilot.app.query_one(NoteField)):
            pilot.app.set_focus(field)
            await pilot.pause()
            await do(pilot, field)


@settings(max_examples=15)
@given(TEXT)
@example(UNSEEN)
@example("\u2028\u2029\x85\x9b\u202e")
def test_any_text_typed_is_the_text_of_the_field(text):
    async def type_it(pilot, field):
        await typed(pilot, text)
        assert held(field) == text
        assert len(pilot.app.screen._compositor.render_strips()) == 24

    asyncio.run(with_fields(type_it))


def as_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=15)
@given(PASTED)
@example(LINES)
@example("one\r\ntwo\rthree \x1b[2J \u2028 \x0b\x0c\x1c four")
def test_any_text_pasted_is_the_text_of_the_field(text):
    async def paste_it(pilot, field):
        field.post_message(events.Paste(text))
        await pilot.pause()
        one_line = isinstance(field, Input)
        assert held(field) == (as_lines(text).strip("\n") if one_line else as_lines(text))
        for strip in pilot.app.screen._compositor.render_strips():
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in strip.text)

    asyncio.run(with_fields(paste_it))


@pytest.mark.parametrize("form", ["c", "r", "m", "u", "a"])
async def test_every_field_of_every_form_keeps_what_is_typed_and_pasted(app, form):
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press(form, "f2")
        await pilot.pause()
        fields = [*app.screen.query(Input), *app.screen.query(TextArea)]
        assert fields
        for field in fields:
            app.screen.set_focus(field)
            field.post_message(events.Paste(LINES))
            await typed(pilot, UNSEEN)
            assert (LINES + UNSEEN) in held(field)


async def test_what_is_typed_is_what_is_kept(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "right")
        await pilot.pause()
        app.screen.set_focus(app.screen.query_one(TextField))
        await typed(pilot, UNSEEN)
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
    assert journal.entries.timeline()[0][0].name == UNSEEN


async def test_a_name_keeps_its_own_spaces(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "n")
        await pilot.pause()
        await typed(pilot, "山田\u3000太郎")
        app.focused.post_message(events.Paste("\nand\n"))
        await pilot.press("enter")
        await pilot.pause(0.1)
    assert "山田\u3000太郎and" in {one.name for one in journal.contacts.all()}


async def test_a_list_finds_and_filters_what_is_typed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        for way in (("slash",), ("3", "f")):
            await pilot.press(*way)
            await pilot.pause()
            await typed(pilot, UNSEEN)
            assert app.focused.value == UNSEEN
            await pilot.press("escape", "escape")
            await pilot.pause()


async def test_lines_in_one_line_stand_beside_each_other(app, journal):
    at = {"occurred_at": app.session.clock(), "recorded_at": app.session.clock()}
    journal.entries.add(Activity(activity_kind="move", name=LINES, **at))
    journal.talk_items.add(LINES)
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("1", "5"):
            await pilot.press(key)
            await pilot.pause(0.1)
            shown = words_on(app)
            assert "first line about talk ↵ second line" in shown
        await pilot.press("a")
        await pilot.pause()
        field = app.screen.query_one(TextField)
        field.value = LINES
        await pilot.pause()
        assert "about talk↵second line" in words_on(app)
        assert field.size.height == 1


async def test_a_picker_shows_and_keeps_the_lines_of_a_name_of_ones_own(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "f2")
        await pilot.pause()
        picker = next(one for one in app.screen.query(Picker) if one.allow_new)
        app.screen.set_focus(picker.query_one(TextField))
        app.focused.post_message(events.Paste("calm\nand clear"))
        await until(lambda: "calm↵and clear" in words_on(app))
        await pilot.press("enter")
        await until(lambda: picker.value)
        assert [one.label for one in picker.value] == ["calm and clear"]


@pytest.mark.parametrize("way", [("1",), ("2",), ("3",), ("5",), ("c",), ("ctrl+g",)])
async def test_a_paste_where_nothing_is_typed_is_no_key(app, journal, way):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*way)
        await pilot.pause(0.1)
        here = name_of(app)
        app.post_message(events.Paste("c7\nnu1x\r"))
        await pilot.pause(0.1)
        assert name_of(app) == here
        assert app.screen.draft() is None
    assert journal.entries.timeline() == ([], 0) or not journal.entries.timeline()[0]


async def test_much_is_pasted_and_typed_after(app):
    text = "word " * 40_000
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "f2")
        await pilot.pause()
        for field in (*app.screen.query(NoteField), app.screen.query(TextField).last()):
            app.screen.set_focus(field)
            field.post_message(events.Paste(text))
            await typed(pilot, "\u00a0")
            assert held(field) == text + "\u00a0"


@pytest.mark.parametrize(
    "secret", ["quiet\u00a0river 42", "می\u200cخواهم که", "e\u0301 \u3000\u00ad"]
)
async def test_a_passphrase_is_every_character_typed(path, secret):
    from recovery_journal.app import JournalApp
    from recovery_journal.storage import Journal
    from tests.tui.conftest import clock

    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        for field in app.screen.query(TextField):
            if field.password:
                app.screen.set_focus(field)
                await typed(pilot, secret)
        await pilot.press("ctrl+s")
        await opened(pilot)
    with Journal.open(path, unicodedata.normalize("NFC", secret), clock=clock):
        pass
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, secret)
        await pilot.press("enter")
        await opened(pilot)
        assert app.session.journal is not None


async def test_a_passphrase_of_several_lines_is_joined_with_a_space_and_that_is_said(locked):
    async with locked.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        locked.focused.post_message(events.Paste("four plain\nwords\n"))
        await pilot.pause()
        assert locked.focused.value == "four plain words"
        await pilot.pause()
        assert "several lines" in words_on(locked)


async def test_what_cannot_be_seen_is_named_where_a_passphrase_is_wrong(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, "four\u00a0plain words")
        await pilot.press("enter")
        await opened(pilot)
        said = " ".join(words_on(locked).split())
        assert "a no-break space" in said
        assert "it opens" in said
        await typed(pilot, "four plain words")  # what was typed is selected
        await pilot.press("enter")
        await opened(pilot)
        assert locked.session.journal is not None


async def test_what_cannot_be_seen_is_named_where_a_passphrase_is_made(path):
    from recovery_journal.app import JournalApp

    app = JournalApp(path)
    async with app.run_test(size=(80, 36)) as pilot:
        await pilot.pause()
        app.screen.set_focus(next(one for one in app.screen.query(TextField) if one.password))
        await typed(pilot, "quiet\u00a0river 42 and more")
        await pilot.pause()
        assert "a no-break space" in " ".join(words_on(app).split())
