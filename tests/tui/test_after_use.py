"""After a return to use: one thing at a time, all of it can be left, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, Static

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.goal import Goal
from recovery_journal.screens.after_use import AfterUseScreen
from recovery_journal.widgets.nav_bar import NavBar
from recovery_journal.widgets.page_list import PeopleList
from recovery_journal.widgets.text_blocks import DefinitionList

from .conftest import NOW, opened

DAY = NOW.date()


def shown(app):
    """What stands in the part that is shown."""
    part = app.screen.query_one(f"#{app.screen.current_page}")
    return "\n".join(str(one.content) for one in part.query(Static))


def written(journal):
    return journal.entries.timeline(kinds=("return_to_use",))[0]


async def test_it_begins_with_thanks_safety_and_two_facts_with_their_sources(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        assert isinstance(app.screen, AfterUseScreen)
        assert app.screen.current_page == "now"
        said = shown(app)
        assert said.startswith("Thank you")
        assert "safe right now" in said
        assert "your local emergency number" in said
        assert "SAMHSA, Overdose Prevention and Response Toolkit, 2025" in said
        assert "NICE" in said
        await pilot.press("ctrl+g")
        assert not isinstance(app.screen, AfterUseScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, AfterUseScreen)


async def test_the_facts_are_left_out_where_the_goal_is_about_another_behaviour(app, journal):
    journal.goals.set(Goal(goal_kind="other_behaviour", start=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        assert "naloxone" not in shown(app)
        assert "safe right now" in shown(app)


@pytest.mark.parametrize(("on", "back"), [("f6", "f5"), ("right", "left"), ("enter", "left")])
async def test_the_keys_go_on_and_back_and_stop_at_the_ends(app, on, back):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", back)
        assert app.screen.current_page == "now"
        await pilot.press(on)
        assert app.screen.current_page == "people"
        await pilot.press(on)
        assert app.screen.current_page == "here"
        await pilot.press(back)
        await pilot.press(back)
        assert app.screen.current_page == "now"


async def test_enter_after_enter_logs_nobody(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "enter", "enter", "enter")
        await pilot.pause()
        assert app.screen.current_page == "written"
    assert journal.entries.timeline()[0] == []


async def test_the_mouse_goes_on_too(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.click(".next")
        await pilot.pause()
        assert app.screen.current_page == "people"
        await pilot.click(".before")
        await pilot.pause()
        assert app.screen.current_page == "now"


async def test_someone_told_is_logged_on_the_spot(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6")
        people = app.screen.query_one(PeopleList)
        assert people.display
        assert app.focused is people
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(journal.entries.timeline(kinds=("reach_out",))[0]) == 1
        assert isinstance(app.screen, AfterUseScreen)
        assert app.screen.current_page == "people"


async def test_with_nobody_to_name_it_says_what_else_counts(app, journal):
    for one in journal.contacts.all():
        journal.contacts.edit(one.id, suggest=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6")
        assert not app.screen.query_one(PeopleList).display
        assert "A helpline or a meeting counts." in shown(app)
        await pilot.press("right")
        assert app.screen.current_page == "here"


async def test_what_is_still_here_is_the_same_before_and_after(app, journal):
    for back in (0, 1, 2, 40):
        at = NOW - timedelta(days=back)
        journal.entries.add(
            CheckIn(mood=5, goal_today="met", occurred_at=at, recorded_at=at)
        )  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        before = list(app.screen.query_one("#totals", DefinitionList).rows)
        assert ("Days recorded as met", "4 in all") in before
        assert ("Most days in a row", "3") in before
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(written(journal)) == 1
        await pilot.press("f4")
        assert list(app.screen.query_one("#totals", DefinitionList).rows) == before


async def test_where_nothing_is_recorded_yet_no_0_stands_there(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        facts = app.screen.query_one("#totals", DefinitionList)
        assert list(facts.rows) == []
        assert "adds up here" in facts.placeholder


@pytest.mark.parametrize("steps", range(4))
async def test_it_is_saved_from_anywhere_with_nothing_filled_in(app, journal, steps):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", *["f6"] * steps, "ctrl+s")
        await pilot.pause()
        assert not isinstance(app.screen, AfterUseScreen)
        (record,) = written(journal)
        assert record.values() == {"about": None, "triggers": (), "told": None, "next_step": None}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert written(journal) == []


async def test_the_situation_is_written_with_enter(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6", "f6", "f6")
        assert isinstance(app.focused, Input)
        await pilot.press(*"wine", "down", *"lonel", "enter", *"my street")
        rows = app.screen.rows
        rows["told"].control.set_value(True)
        rows["next_step"].control.value = "ring Maria"
        rows["when"].control.value = "yesterday 22:00"
        rows["note"].control.text = "a long day"
        app.screen.set_focus(rows["about"].control)
        await pilot.press("enter")
        await pilot.pause()
        (record,) = written(journal)
        assert record.values() == {
            "about": "wine", "triggers": ("lonely", "my street"), "told": True,
            "next_step": "ring Maria",
        }  # fmt: skip
        assert (record.note, record.local_date) == ("a long day", DAY - timedelta(days=1))


async def test_a_time_that_is_not_understood_is_said_beside_it_and_nothing_is_lost(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6", "f6", "f6", *"wine")
        app.screen.rows["when"].control.value = "one day"
        await pilot.press("f5", "ctrl+s")
        await pilot.pause()
        assert app.screen.current_page == "written"
        assert app.screen.rows["when"].has_class("-error")
        assert app.screen.rows["about"].control_value == "wine"
        assert written(journal) == []


async def test_what_was_typed_waits_and_comes_first_then(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6", "f6", "f6", *"wine", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, AfterUseScreen)
        await pilot.press("f4")
        await pilot.pause()
        assert app.screen.current_page == "written"
        assert app.screen.rows["about"].control_value == "wine"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert written(journal)[0].about == "wine"
        await pilot.press("f4")
        await pilot.pause()
        assert app.screen.current_page == "now"
        assert app.screen.rows["about"].control_value is None


async def test_leaving_with_nothing_typed_writes_nothing(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f6", "escape")
        await pilot.pause()
        assert written(journal) == []
        assert not app.forms.drafts


async def test_the_persons_own_words_stand_above_it(app, journal):
    journal.change_settings(words=(("return_to_use", "a night [b]out"),))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        assert app.screen.query_one(NavBar).title == "a night [b]out"


async def test_what_was_typed_is_there_again_after_the_lock(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        await pilot.press("f4", "f6", "f6", "f6", *"wine", "ctrl+l")
        await pilot.pause()
        assert not isinstance(locked.screen, AfterUseScreen)
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        assert isinstance(locked.screen, AfterUseScreen)
        assert locked.screen.current_page == "written"
        assert locked.screen.rows["about"].control_value == "wine"
