"""The map screen: who is seen, what the keys do, what another program writes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.map import MapScreen
from recovery_journal.screens.map.map_list import MapList
from recovery_journal.screens.person import PersonScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.network_map import NetworkMap
from tests.tui.conftest import NOW, clock, opened

ADDED = date(2026, 11, 1)


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def add(journal: Journal, name: str, relation, **more) -> Contact:
    return journal.contacts.add(
        with_defaults(Contact(name=name, relation=relation, added_on=ADDED, **more))
    )


def reached(journal: Journal, contact: Contact, days: int = 0, **more) -> None:
    when = NOW - timedelta(days=days)
    journal.entries.add(
        ReachOut(
            contacts=(ContactRef(contact.id, contact.name),),
            occurred_at=when,
            recorded_at=when,
            **more,
        )
    )


async def open_map(app: JournalApp, pilot) -> NetworkMap:
    await pilot.press("2")
    await pilot.pause()
    assert isinstance(app.screen, MapScreen)
    return app.screen.query_one(NetworkMap)


async def test_the_date_the_sectors_and_the_glyphs_are_said_in_words(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        words = words_on(app)
    assert "as of 20 November 2026" in words
    for word in ("Family", "Friends", "Peers", "Professionals", "Community", "You"):
        assert word in words
    for word in ("● recent", "◐ due", "○ it's been a while", "◌ not yet", "‖ paused"):
        assert word in words


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 50)])
async def test_everyone_is_on_the_map_at_every_size(app, size):
    async with app.run_test(size=size) as pilot:
        await open_map(app, pilot)
        for name in ("Maria", "Ben", "Mark"):
            assert f"◌ {name}" in words_on(app) or f"{name} ◌" in words_on(app)


async def test_under_sixty_columns_the_map_is_a_list(app):
    async with app.run_test(size=(58, 24)) as pilot:
        chart = await open_map(app, pilot)
        assert not chart.display
        assert app.screen.query_one(MapList).has_focus
        assert "Friends" in words_on(app)
        assert "not yet" in words_on(app)


async def test_boundaries_and_a_risk_tie_come_first_beside_the_map(app, journal):
    dee = add(
        journal,
        "Dee",
        "friend",
        influence="risk",
        boundaries="Coffee only",
        boundary_kind="use_around_me",
    )
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(dee.id)
        await pilot.pause()
        lines = str(app.screen.query_one("#person", Static).visual).splitlines()
    assert lines[0] == "‖ Dee"
    assert "risk" in lines[1]
    assert lines[2] == "My boundary (use around me): Coffee only"


async def test_r_opens_reached_filled_in_with_the_person(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(ben.id)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen.heading == "Map"
        assert "recent, today" in words_on(app)
    stored = journal.entries.with_contact(ben.id)
    assert [one.outcome for one in stored] == ["connected"]


async def test_t_logs_an_attempt_which_does_not_count_as_reached(app, journal):
    mark = journal.contacts.find("Mark")
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(mark.id)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "not yet, tried 1 time" in words_on(app)
        assert "~1" in words_on(app)
    assert [one.outcome for one in journal.entries.with_contact(mark.id)] == ["no_answer"]


async def test_r_on_a_recovery_group_opens_the_meeting(app, journal):
    group = add(journal, "Tuesday group", "recovery_group")
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(group.id)
        await pilot.press("r")
        await pilot.pause()
        assert app.screen.heading == "Meeting"


async def test_enter_opens_the_person_s_page_and_escape_comes_back(app, journal):
    maria = journal.contacts.find("Maria")
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(maria.id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.about == maria.id
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.heading == "Map"
        assert chart.cursor == maria.id


async def test_from_the_open_person_r_logs_too(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(journal.contacts.find("Maria").id)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert app.screen.heading == "Reached"


@pytest.mark.parametrize(("key", "outcome"), [("r", "connected"), ("t", "no_answer")])
async def test_from_the_list_r_and_t_log_the_one_under_the_cursor(app, journal, key, outcome):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("l")
        await pilot.pause()
        app.screen.query_one(MapList).go_to(ben.id)
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen.query_one(MapList).key == ben.id
    assert [one.outcome for one in journal.entries.with_contact(ben.id)] == [outcome]


async def test_a_row_of_the_list_opens_the_person_s_page(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("l")
        await pilot.pause()
        app.screen.query_one(MapList).go_to(ben.id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.about == ben.id


async def test_an_end_moves_nobody_on_the_map(app, journal):
    people = [add(journal, f"P{number}", "friend") for number in range(4)]
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        before = {one.id: chart._position_of(one.id)[3:5] for one in people}
        for gone in (people[0], people[2]):
            journal.contacts.edit(gone.id, status="ended", ended_on=NOW.date())
        app.poll_changes()
        await pilot.pause()
        assert chart._position_of(people[0].id) is None
        for one in (people[1], people[3]):
            assert chart._position_of(one.id)[3:5] == before[one.id]
        assert "P0" not in words_on(app)


async def test_n_adds_someone_with_the_rhythm_that_follows(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Zoe", "tab", "right", "right", "right")
        await pilot.pause()
        assert "Friends, wider circle, every 90 days" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        zoe = journal.contacts.find("Zoe")
        assert chart.cursor == zoe.id
        assert "Zoe" in words_on(app)
    assert (zoe.relation, zoe.sector, zoe.ring, zoe.cadence_days) == ("friend", "friends", 3, 90)


async def test_a_newcomer_without_a_name_is_said_beside_the_field(app, journal):
    before = len(journal.contacts.all())
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("n", "enter")
        await pilot.pause()
        assert app.screen.query(".-error")
        await pilot.press("escape")
    assert len(journal.contacts.all()) == before


async def test_a_newcomer_can_have_no_rhythm(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("n", *"Ivy", "tab", "tab", "tab", *"none", "enter")
        await pilot.pause()
    assert journal.contacts.find("Ivy").cadence_days is None


async def test_a_rhythm_that_is_no_number_is_said_beside_the_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("n", *"Ivy", "tab", "tab", "tab", *"often", "enter")
        await pilot.pause()
        assert "whole number" in words_on(app)


async def test_l_shows_the_same_people_as_a_list_and_back(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        ben = journal.contacts.find("Ben")
        chart.go_to(ben.id)
        await pilot.press("l")
        await pilot.pause()
        rows = app.screen.query_one(MapList)
        assert rows.has_focus
        assert rows.key == ben.id
        for name in ("Maria", "Ben", "Mark"):
            assert name in words_on(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("escape", "l")
        await pilot.pause()
        assert chart.has_focus


async def test_who_is_not_placed_yet_stands_apart(app, journal):
    imported = journal.contacts.add(Contact(name="Imported", added_on=ADDED, source="vcard"))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        assert "Not placed yet (1)" in words_on(app)
        assert "Imported" not in words_on(app)
        await pilot.click(".not-placed")
        await pilot.pause()
        assert app.screen.query_one(MapList).key == imported.id
        assert "Not placed yet: it has a place" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert "Imported" in words_on(app)


async def test_more_people_than_fit_open_the_list_there(app, journal):
    for number in range(30):
        add(journal, f"Friend {number}", "friend")
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        assert "Friends +" in words_on(app)
        chart.go_to("friends")
        await pilot.pause()
        assert "More people than fit" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        key = app.screen.query_one(MapList).key
        assert journal.contacts.get(key).sector == "friends"


async def test_what_another_program_writes_appears_and_the_cursor_stays(app, journal):
    ben = journal.contacts.find("Ben")
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(ben.id)
        add(journal, "Newly", "family", ring=1)
        reached(journal, ben)
        app.poll_changes()
        await pilot.pause()
        assert "Newly" in words_on(app)
        assert "recent, today" in words_on(app)
        assert chart.cursor == ben.id
        assert chart.has_focus


async def test_an_empty_map_says_what_will_be_here_and_the_key(path):
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        assert "n adds the first one." in " ".join(words_on(app).split())
        await pilot.press("r")
        await pilot.pause()
        assert app.screen.heading == "Reached"
        await pilot.press("escape", "n", *"Ana", "enter")
        await pilot.pause()
        assert app.screen.query_one(NetworkMap).has_focus
        assert "Ana" in words_on(app)


async def test_nothing_a_name_holds_is_obeyed(app, journal):
    odd = add(journal, "[red]Bo\x1b[31m[/]", "partner", ring=1)
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        chart.go_to(odd.id)
        await pilot.press("enter")
        await pilot.pause()
        assert "[red]Bo [31m[/]" in words_on(app)
        await pilot.press("escape", "l")
        await pilot.pause()
        assert "\x1b" not in words_on(app)


async def test_tab_leaves_the_map(app):
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        assert chart.has_focus
        await pilot.press("tab")
        assert not chart.has_focus


def lines_on(app: JournalApp) -> list[str]:
    """Return the lines of the map itself."""
    chart = app.screen.query_one(NetworkMap)
    return [chart.render_line(y).text for y in range(chart.size.height)]


async def test_i_marks_the_influence_of_each_tie_and_moves_nobody(app, journal):
    add(journal, "Noor", "friend", influence="protective")
    add(journal, "Tom", "family", influence="risk")
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        before = chart._map_layout
        plain = words_on(app)
        await pilot.press("i")
        await pilot.pause()
        words = words_on(app)
        assert "Noor ↑" in words or "↑ Noor" in words
        assert "Tom ↓" in words or "↓ Tom" in words
        assert "Maria ↑" not in words, "a tie that was not marked has no mark"
        for word in ("↑ protective", "↕ mixed", "↓ risk", "? unsure"):
            assert word in words
        assert chart._map_layout == before
        await pilot.press("l")
        await pilot.pause()
        assert any("Noor" in line and "↑" in line for line in words_on(app).splitlines())
        await pilot.press("l", "i")
        await pilot.pause()
        assert words_on(app) == plain


async def test_f_leaves_the_names_of_those_who_give_a_support(app, journal):
    noor = add(journal, "Noor", "friend", support=("practical",))
    add(journal, "Tom", "family", support=("practical", "emotional"))
    async with app.run_test(size=(120, 36)) as pilot:
        chart = await open_map(app, pilot)
        glyphs = sum(line.count("◌") for line in lines_on(app))
        await pilot.press("f", "right", "right", "space", "enter")
        await pilot.pause()
        words = words_on(app)
        assert "practical help: 2 of 5" in words
        assert "as of 20 Nov 2026" in words, "the day is there all the same"
        drawn = "\n".join(lines_on(app))
        assert "Noor" in drawn
        assert "Tom" in drawn
        assert "Maria" not in drawn
        assert sum(line.count("◌") for line in lines_on(app)) == glyphs, "nobody has moved"
        seen = set()
        for key in ("left", "right", "up", "down", "s", "s", "s", "S"):
            await pilot.press(key)
            seen.add(chart.cursor)
        assert noor.id in seen
        assert len(seen) == 2, "the cursor goes to those two alone"
        await pilot.press("l")
        await pilot.pause()
        listed = app.screen.query_one(MapList)
        assert listed.option_count == 4, "two people and their sectors"
        await pilot.press("escape")
        await pilot.pause()
        assert "practical help:" not in words_on(app)
        assert listed.option_count > 4


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (160, "practical help, company, accountability: 1 of 4"),
        (90, "3 kinds of support: 1 of 4"),
        (60, "1 of 4"),
    ],
)
async def test_the_filter_is_said_in_the_room_there_is(app, journal, width, said):
    add(journal, "Noor", "friend", support=("practical",))
    journal.contacts.add(Contact(name="Imported", added_on=ADDED))
    async with app.run_test(size=(width, 36)) as pilot:
        await open_map(app, pilot)
        keys = ["right", "right", "space", "right", "space", "right", "space"]
        await pilot.press("f", *keys, "enter")
        await pilot.pause()
        top = next(line for line in words_on(app).splitlines() if " 2026 " in line)
        assert f" 2026  {said}  " in top
        assert "Not placed yet (1)" in top


async def test_nobody_who_gives_a_support_is_said_and_the_map_stays(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        chart = await open_map(app, pilot)
        await pilot.press("f", "space", "enter")
        await pilot.pause()
        assert "No one listed yet for emotional support." in words_on(app)
        assert chart.cursor is None
        await pilot.press("left", "s", "enter", "t")
        await pilot.pause()
        assert isinstance(app.screen, MapScreen)
        await pilot.press("escape", "left")
        await pilot.pause()
        assert chart.cursor is not None
        assert "Maria" in "\n".join(lines_on(app))


async def test_someone_new_is_seen_whatever_the_filter(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_map(app, pilot)
        await pilot.press("f", "space", "enter")
        await pilot.press("n", *"Zoe", "down", "right", "enter")
        await pilot.pause()
        assert "Zoe" in "\n".join(lines_on(app))
        assert "of 4" not in words_on(app).splitlines()[1]


async def test_how_the_map_is_looked_at_is_kept_over_the_lock(locked):
    async with locked.run_test(size=(120, 36)) as pilot:
        await pilot.press(*"four", "space", *"plain", "space", *"words", "enter")
        await opened(pilot)
        await open_map(locked, pilot)
        await pilot.press("i", "f", "right", "right", "space", "enter")
        await pilot.pause()
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press(*"four", "space", *"plain", "space", *"words", "enter")
        await opened(pilot)
        assert isinstance(locked.screen, MapScreen)
        assert locked.screen.view_state() == (False, True, ("practical",))
        assert "↑ protective" in words_on(locked)
        assert "practical help: 0 of 3" in words_on(locked)
