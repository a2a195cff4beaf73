"""Search: every word is found while it is typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual import events

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.screens.search import SearchScreen, search_query, snippet_content
from recovery_journal.storage import Journal
from recovery_journal.widgets.page_list import TalkList
from recovery_journal.widgets.text_field import TextField
from recovery_journal.widgets.virtual_list import VirtualList
from tests.tui.conftest import NOW
from tests.tui.test_app import words_on

NOTES = [
    "a walk by the river",
    "Café with Ana, 100% fine",
    "قابلت يوسف في المقهى",
    'she said "stay" and I stayed',
    "🎉 party-free evening",
    "the river again, later",
]


@pytest.fixture
def written(journal: Journal) -> Journal:
    for back, note in enumerate(NOTES):
        at = NOW - timedelta(days=back)
        journal.entries.add(CheckIn(mood=5, note=note, occurred_at=at, recorded_at=at))
    journal.talk_items.add("ask about the river house")
    return journal


async def settled(pilot) -> None:
    for _turn in range(3):
        await pilot.pause(0.02)


async def searched(app: JournalApp, pilot, text: str) -> list[str]:
    """Open the search, put the text into the field, and return the lines found."""
    await pilot.press("slash")
    await settled(pilot)
    assert isinstance(app.screen, SearchScreen)
    app.screen.query_one(TextField).value = text
    await settled(pilot)
    return found(app)


def found(app: JournalApp) -> list[str]:
    return [one.line.content.plain for one in app.screen._hits]


def count(app: JournalApp) -> str:
    return str(app.screen.query_one("#search-count").render())


async def test_letters_find_from_two_on_and_the_newest_first(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "r")
        await settled(pilot)
        assert found(app) == []
        assert "From two letters on" in count(app)
        await pilot.press("i")
        await settled(pilot)
        talk, newer, older = found(app)
        assert "river house" in talk
        assert "a walk by the river" in newer
        assert "later" in older
        assert count(app) == "3 found"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("cafe", "Café"),
        ("CAFÉ an", "Café"),
        ("يوسف", "يوسف"),
        ('"stay"', "she said"),
        ('"', None),
        ("100%", "100%"),
        ("%", None),
        ("🎉", "party-free"),
        ("٪", None),
        ("يُوسُف", "يوسف"),
        ("river -walk", "a walk"),
        ("river NOT walk", None),
        ("x" * 50_000, None),
        ("river " * 2_000, None),
        ("\x00\x1b[31m", None),
        ("[bold]", None),
        ("' OR 1=1 --", None),
    ],
)
async def test_any_text_is_looked_for_as_it_is(app, written, text, note):
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await searched(app, pilot, text)
        if note is None:
            assert not any(one in line for line in lines for one in ("Café", "يوسف", "party"))
        else:
            assert any(note in line for line in lines)


async def test_a_paste_of_ten_thousand_letters_is_taken(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await settled(pilot)
        app.screen.query_one(TextField).post_message(events.Paste("river " + "a" * 10_000))
        await settled(pilot)
        assert found(app) == []
        assert "No entry" in count(app)


async def test_the_words_found_are_bold(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(app, pilot, "walk river")
        words = app.screen._hits[0].line.content
        bold = {words.plain[span.start : span.end] for span in words.spans if "bold" in str(span)}
        assert bold == {"walk", "river"}


@pytest.mark.parametrize(
    ("note", "typed", "marked"),
    [
        ("am Ende der Straße", "strasse", {"Straße"}),
        ("今日は会議に行った", "会議", {"会議"}),
        ("mail jo_doe@example.org", "mail doe", {"mail", "doe"}),
    ],
)
async def test_what_was_found_is_bold_as_it_was_written(app, journal, note, typed, marked):
    journal.entries.add(CheckIn(mood=5, note=note, occurred_at=NOW, recorded_at=NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        (line,) = await searched(app, pilot, typed)
        assert line.endswith(note)
        words = app.screen._hits[0].line.content
        bold = {words.plain[span.start : span.end] for span in words.spans if "bold" in str(span)}
        assert bold == marked


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        *((text, True) for text in ("会", "🏃", "🏃🏽", "ri", "é t", "٧")),
        *((text, False) for text in ("r", "é", "7", "-", "  ", "\u200b")),
    ],
)
def test_one_letter_is_looked_for_where_it_is_a_word(typed, looked_for):
    assert bool(search_query(typed)) is looked_for


def test_what_was_found_stands_near_the_start_of_its_line():
    line = snippet_content(
        "many words that stand in front of it and then \ue000river\ue001 again"
    ).plain
    assert line.startswith("…")
    assert line.index("river") < 30


def test_marks_in_a_persons_own_text_break_nothing():
    assert snippet_content("\ue001 a \ue000 b").plain


async def test_people_are_found_and_opened(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await searched(app, pilot, "mari")
        assert lines[0].endswith("Maria")
        await pilot.press("enter")
        await settled(pilot)
        assert getattr(app.screen, "page", "") == "person"


async def test_down_goes_to_the_results_and_up_from_the_first_back(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(app, pilot, "river")
        await pilot.press("down", "down")
        rows = app.screen.query_one(VirtualList)
        assert rows.has_focus
        assert rows.cursor == 1
        await pilot.press("up", "up")
        await settled(pilot)
        assert app.screen.query_one(TextField).has_focus
        assert app.screen.query_one(TextField).value == "river"


async def test_enter_opens_the_entry_and_the_search_is_there_afterwards(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(app, pilot, "walk")
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.screen.form == "check_in"
        await pilot.press("9", "enter")
        await settled(pilot)
        assert app.screen.heading == "Search"
        assert len(found(app)) == 1
    assert [one.mood for one in written.entries.timeline()[0]].count(9) == 1


async def test_escape_goes_back_and_what_was_typed_waits(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await searched(app, pilot, "river")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen.heading == "Meetings"
        assert not app.forms.has_unsaved_text()
        await pilot.press("slash")
        await settled(pilot)
        assert app.screen.query_one(TextField).value == "river"
        assert len(found(app)) == 3


async def test_more_than_fifty_are_said_to_be_more(app, journal):
    made = [
        CheckIn(mood=5, note="river", occurred_at=at, recorded_at=at)
        for at in (NOW - timedelta(hours=back) for back in range(60))
    ]
    journal.entries.add_many(made)
    async with app.run_test(size=(80, 24)) as pilot:
        assert len(await searched(app, pilot, "ri")) == 50
        assert "there are more" in count(app)


async def test_a_kind_can_be_chosen(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(app, pilot, "river")
        await pilot.press("f2", "right", "space", "enter")
        await settled(pilot)
        assert found(app) == []
        await pilot.press("f2", "backspace", "enter")
        await settled(pilot)
        assert len(found(app)) == 3


async def test_what_others_write_is_found_and_what_they_delete_is_gone(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(app, pilot, "river")
        await pilot.press("down", "down", "down")
        here = app.screen._current_item.id
        written.entries.add(CheckIn(mood=1, note="river mouth", occurred_at=NOW, recorded_at=NOW))
        app.poll_changes()
        await settled(pilot)
        assert len(found(app)) == 4
        assert app.screen._current_item.id == here
        written.entries.delete(here)
        await pilot.press("enter")  # not noticed yet
        app.poll_changes()
        await settled(pilot)
        assert app.screen.heading == "Search"
        assert len(found(app)) == 3


async def test_another_size_shows_the_same(app, written):
    async with app.run_test(size=(120, 36)) as pilot:
        await searched(app, pilot, "river")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert len(found(app)) == 3


async def test_something_to_talk_about_is_shown_where_it_stands(app, written):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await searched(app, pilot, "house")
        await pilot.press("enter")
        await settled(pilot)
        assert app.current_mode == "today"
        assert "river house" in words_on(app)
        assert app.focused is app.screen.query_one(TalkList)
        assert (
            app.session.journal.talk_items.list()[app.focused.highlighted].text
            == "ask about the river house"
        )
