"""The people screen: who is seen, in which order, whom a few letters find."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.i18n import using_language
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.people import PeopleScreen
from recovery_journal.screens.people.people_table import PeopleTable, table_columns
from recovery_journal.screens.person import PersonScreen
from recovery_journal.storage import Journal
from recovery_journal.terminal_text import cell_width
from recovery_journal.widgets.text_field import TextField
from tests.tui.conftest import NOW, clock, opened

ADDED = date(2026, 11, 1)


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def add(journal: Journal, name: str, relation="friend", **more) -> Contact:
    return journal.contacts.add(
        with_defaults(Contact(name=name, relation=relation, added_on=ADDED, **more))
    )


def reached(journal: Journal, contact: Contact, days: int = 0, **more) -> None:
    when = NOW - timedelta(days=days)
    ref = ContactRef(contact.id, contact.name)
    journal.entries.add(ReachOut(contacts=(ref,), occurred_at=when, recorded_at=when, **more))


async def unlock(app: JournalApp, pilot) -> None:
    """Type the passphrase, and wait until the journal is open and shown again."""
    await pilot.press(*"four plain words", "enter")
    for _look in range(100):
        await pilot.pause(0.05)
        if app.session.journal is not None and app.screen.is_mounted:
            break
    await pilot.pause()
    await pilot.pause()


async def open_people(app: JournalApp, pilot) -> PeopleTable:
    await pilot.press("3")
    await pilot.pause()
    assert isinstance(app.screen, PeopleScreen)
    return app.screen.query_one(PeopleTable)


def order(app: JournalApp, *names: str) -> list[str]:
    """Return the names in the order in which they stand on the screen."""
    words = words_on(app)
    return sorted((name for name in names if name in words), key=words.index)


async def test_everyone_stands_there_with_role_state_and_rhythm(app, journal):
    reached(journal, journal.contacts.find("Ben"), 2)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_people(app, pilot)
        words = words_on(app)
    row = next(line for line in words.splitlines() if "Ben" in line)
    for part in ("peer in recovery", "3 wider circle", "● recent", "2 days ago", "every 90 days"):
        assert part in row
    assert "3 people and groups" in words
    assert order_of_lines(words, "Ben", "Maria", "Mark")


def order_of_lines(words: str, *names: str) -> bool:
    places = [words.index(name) for name in names]
    return places == sorted(places)


async def test_attempts_since_stand_beside_the_day(app, journal):
    ben = journal.contacts.find("Ben")
    reached(journal, ben, 3)
    reached(journal, ben, 1, outcome="no_answer")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        assert "3 days ago ~1" in words_on(app)


async def test_long_ago_is_said_as_a_date(app, journal):
    reached(journal, journal.contacts.find("Ben"), 120)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        assert "23 Jul 2026" in words_on(app)


async def test_at_sixty_columns_there_are_name_state_and_when(app, journal):
    async with app.run_test(size=(60, 24)) as pilot:
        await open_people(app, pilot)
        words = words_on(app)
    assert "State" in words
    assert "Reached" in words
    assert "Rhythm" not in words
    assert all(cell_width(line) <= 60 for line in words.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_names_of_any_script_keep_the_columns_straight(app, journal, width):
    odd = (
        "محمد الأمين",
        "李小龙",
        "👩‍👩‍👧 Familia Núñez Ortega de la Concepción y Hermanos",
        "é" * 60,
    )
    for name in odd:
        add(journal, name)
    async with app.run_test(size=(width, 24)) as pilot:
        await open_people(app, pilot)
        lines = [line for line in words_on(app).splitlines() if "◌ not yet" in line]
    assert len(lines) == 7
    assert len({cell_width(line.split("◌")[0].replace("\u200e", "")) for line in lines}) == 1


async def test_s_sorts_by_the_next_column_and_shift_s_turns_it_round(app, journal):
    reached(journal, journal.contacts.find("Mark"), 1)
    reached(journal, journal.contacts.find("Ben"), 5)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "To me▲" in words_on(app)
        await pilot.press("s", "s", "s")
        await pilot.pause()
        assert order(app, "Maria", "Ben", "Mark") == ["Mark", "Ben", "Maria"]
        assert "by reached" in words_on(app)
        await pilot.press("S")
        await pilot.pause()
        assert "Reached▼" in words_on(app)
        assert order(app, "Maria", "Ben", "Mark") == ["Ben", "Mark", "Maria"]


async def test_a_click_on_a_head_sorts_and_another_turns_it_round(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.click(PeopleTable, offset=(2, 0))
        await pilot.pause()
        assert order(app, "Maria", "Ben", "Mark") == ["Mark", "Maria", "Ben"]
        await pilot.click(PeopleTable, offset=(table.size.width - 9, 0))
        await pilot.pause()
        assert "Rhythm▲" in words_on(app)
        assert app.screen.sort_key == "rhythm"


async def test_a_click_goes_to_a_person_and_a_second_one_opens_the_page(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.click(PeopleTable, offset=(3, 3))
        await pilot.pause()
        mark = journal.contacts.find("Mark")
        assert table.key == mark.id
        assert isinstance(app.screen, PeopleScreen)
        await pilot.click(PeopleTable, offset=(3, 3), times=2)
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.about == mark.id


async def test_enter_opens_the_page_and_escape_comes_back_to_the_same_person(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert "Maria" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert table.key == journal.contacts.find("Maria").id
        assert table.has_focus


async def test_f_filters_as_one_types_and_escape_shows_everyone(app, journal):
    add(journal, "Émile", "sponsor_mentor")
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.press("f", *"emi")
        await pilot.pause()
        assert order(app, "Émile", "Maria", "Ben", "Mark") == ["Émile"]
        assert "1 of 4 people and groups" in words_on(app)
        for _letter in "emi":
            await pilot.press("backspace")
        await pilot.press(*"mentor")
        await pilot.pause()
        assert order(app, "Émile", "Maria", "Ben", "Mark") == ["Émile"]
        await pilot.press("escape")
        await pilot.pause()
        assert order(app, "Émile", "Maria", "Ben", "Mark") == ["Ben", "Émile", "Maria", "Mark"]
        assert table.has_focus
        assert not app.screen.query_one("#people-filter").display


@pytest.mark.parametrize(
    ("name", "typed"), [("Łukasz", "luk"), ("O’Neill", "o'n"), ("مُحَمَّد", "محمد"), ("田中", "中")]
)
async def test_the_filter_knows_a_name_on_any_keyboard(app, journal, name, typed):
    add(journal, name, "sponsor_mentor")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        await pilot.press("f", *("apostrophe" if c == "'" else c for c in typed))
        await pilot.pause()
        assert order(app, name, "Maria", "Ben", "Mark") == [name]


async def test_letters_that_nobody_has_say_how_to_see_everyone(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        await pilot.press("f", *"qqq")
        await pilot.pause()
        assert "Escape shows everyone" in " ".join(words_on(app).split())
        await pilot.press("enter")
        assert isinstance(app.focused, TextField)


async def test_from_the_filter_down_and_enter_go_to_the_people_found(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.press("f", *"ma", "enter", "down")
        await pilot.pause()
        assert table.has_focus
        assert table.key == journal.contacts.find("Mark").id
        await pilot.press("f", "down")
        assert table.has_focus


async def test_r_and_t_log_the_one_under_the_cursor(app, journal):
    mark = journal.contacts.find("Mark")
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        table.go_to(mark.id)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "not yet ~1" in words_on(app)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "● recent" in words_on(app)
        assert table.key == mark.id
    assert {one.outcome for one in journal.entries.with_contact(mark.id)} == {
        "connected",
        "no_answer",
    }


async def test_n_adds_someone_and_the_cursor_is_on_them(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.press("f", *"ma", "enter", "n", *"Zoe", "enter")
        await pilot.pause()
        assert table.key == journal.contacts.find("Zoe").id
        assert "4 people and groups" in words_on(app)


async def test_who_is_not_placed_yet_stands_apart_and_the_cursor_goes_over_the_heading(
    app, journal
):
    imported = journal.contacts.add(Contact(name="Aaron", added_on=ADDED, source="vcard"))
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        assert "Not placed yet (1)" in words_on(app)
        assert order(app, "Mark", "Aaron") == ["Mark", "Aaron"]
        await pilot.press("end")
        assert table.key == imported.id
        await pilot.press("up")
        assert table.key == journal.contacts.find("Mark").id
        await pilot.press("down")
        assert table.key == imported.id
        await pilot.click(PeopleTable, offset=(3, 4))
        await pilot.pause()
        assert table.key == imported.id


async def test_h_shows_who_has_ended_and_hides_them_again(app, journal):
    gone = add(journal, "Pieter", status="ended", ended_on=ADDED)
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        assert "Pieter" not in words_on(app)
        assert "h shows the ended (1)" in words_on(app)
        await pilot.press("h")
        await pilot.pause()
        assert "Ended (1)" in words_on(app)
        await pilot.press("end")
        assert table.key == gone.id
        await pilot.click(".people-ended")
        await pilot.pause()
        assert "Pieter" not in words_on(app)


async def test_the_cursor_the_order_and_the_filter_stay_when_the_journal_changes(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        maria = journal.contacts.find("Maria")
        await pilot.press("s", "S", "f", *"a", "enter")
        table.go_to(maria.id)
        add(journal, "Aba", "partner")
        app.poll_changes()
        await pilot.pause()
        assert "Aba" in words_on(app)
        assert "To me▼" in words_on(app)
        assert table.key == maria.id
        assert app.screen.filter_text == "a"


async def test_undo_keeps_the_cursor(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        mark = journal.contacts.find("Mark")
        table.go_to(mark.id)
        add(journal, "Aba")
        await pilot.press("ctrl+z")
        await pilot.pause()
        await pilot.press("left", "enter")  # another program wrote it, so it was asked about
        await pilot.pause()
        assert "Aba" not in words_on(app)
        assert table.key == mark.id


async def test_someone_deleted_under_the_cursor_leaves_it_beside(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        mark = journal.contacts.find("Mark")
        table.go_to(mark.id)
        await pilot.pause()
        journal.contacts.delete(mark.id)
        app.poll_changes()
        await pilot.pause()
        assert table.key == journal.contacts.find("Maria").id


async def test_the_lock_keeps_order_filter_and_cursor(locked, path):
    with Journal.open(path, "four plain words", clock=clock) as journal:
        maria = journal.contacts.find("Maria").id
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        table = await open_people(locked, pilot)
        await pilot.press("s", "f", *"a", "enter")
        table.go_to(maria)
        await pilot.pause()
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        assert isinstance(locked.screen, PeopleScreen)
        assert locked.screen.filter_text == "a"
        assert "To me▲" in words_on(locked)
        assert locked.screen.query_one(PeopleTable).key == maria


async def test_no_word_above_the_table_is_cut(app, journal):
    gone = add(journal, "Gone")
    journal.contacts.edit(gone.id, status="ended", ended_on=ADDED)
    async with app.run_test(size=(60, 24)) as pilot:
        await open_people(app, pilot)
        assert "by name" in words_on(app)
        await pilot.press("s", "s", "f", "a")
        await pilot.pause()
        top = next(line for line in words_on(app).splitlines() if "people and groups" in line)
        assert top.split("  ")[0].strip().endswith("people and groups")
        assert "by r" not in top
        assert top.rstrip().endswith("h shows the ended (1)")


async def test_the_table_keeps_its_place_in_a_long_list(app, journal):
    for number in range(120):
        add(journal, f"Person {number:03}")
    async with app.run_test(size=(80, 24)) as pilot:
        table = await open_people(app, pilot)
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        key, top = table.key, table.scroll_offset.y
        assert top > 0
        reached(journal, journal.contacts.get(key))
        app.poll_changes()
        await pilot.pause()
        assert (table.key, table.scroll_offset.y) == (key, top)
        assert "● recent" in words_on(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Ben" in words_on(app)
        assert "Name▲" in words_on(app)


async def test_the_columns_follow_the_size_of_the_terminal(app, journal):
    async with app.run_test(size=(120, 36)) as pilot:
        table = await open_people(app, pilot)
        table.go_to(journal.contacts.find("Mark").id)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Rhythm" not in words_on(app)
        assert table.key == journal.contacts.find("Mark").id
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "Rhythm" in words_on(app)


async def test_an_empty_journal_says_what_will_be_here_and_the_key(path):
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(app, pilot)
        assert "n adds the first one." in " ".join(words_on(app).split())
        await pilot.press("f", "t", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PeopleScreen)
        await pilot.press("n", *"Ana", "enter")
        await pilot.pause()
        assert app.screen.query_one(PeopleTable).has_focus
        assert "1 person or group" in words_on(app)


async def test_nothing_a_name_holds_is_obeyed(app, journal):
    add(journal, "[red]Bo\x1b[31m[/]")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_people(app, pilot)
        assert "[red]Bo [31m[/]" in words_on(app)
        assert "\x1b" not in words_on(app)


def test_a_language_with_short_states_has_room_for_when():
    with using_language("es"):
        columns = table_columns(76)
        assert columns.widths["last"] >= len("hace 24 días ~2")
        assert columns.widths["state"] >= len("○ hace tiempo")
        assert columns.widths["ring"] > len("Anillo")
        narrow = table_columns(56)
        assert narrow.widths["last"] >= len("hace 24 días ~2")


def test_columns_fill_the_same_room_in_every_language():
    wide = sum(table_columns(76).widths.values())
    with using_language("es"):
        assert sum(table_columns(76).widths.values()) == wide
