"""Today: the day, the people, what is planned, and what to talk about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.today import WeekLine
from recovery_journal.storage import Journal
from recovery_journal.widgets.page_list import PeopleList, TalkList, fit_reasons
from tests.tui.conftest import NOW, clock
from tests.tui.test_app import name_of, words_on


def check_in(journal: Journal, mood: int, at: datetime = NOW) -> None:
    journal.entries.add(CheckIn(mood=mood, occurred_at=at, recorded_at=at))


async def shown(app: JournalApp, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.1)
        return words_on(app)


async def test_the_week_has_a_mark_a_day_and_the_tooltip_says_them(app, journal):
    check_in(journal, 10, NOW - timedelta(days=3))
    check_in(journal, 2)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(WeekLine)
        heads, marks = (strip.text for strip in line.render_lines(line.size.region))
        assert heads.split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert marks.split() == ["·", "█", "·", "·", "▂"]
        assert "no entry" in line.tooltip
        assert "mood 10" in line.tooltip


async def test_after_midnight_it_is_still_the_day_before_until_it_ends(app):
    app.session.clock = lambda: datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert "Friday 20 November, until 03:00" in await shown(app)


async def test_after_weeks_away_a_person_is_greeted_and_nothing_is_counted(app, journal):
    check_in(journal, 5, NOW - timedelta(days=14))
    words = await shown(app)
    assert "Good to see you.  Friday 20 November" in words
    assert "14" not in words


async def test_a_day_less_is_not_away(app, journal):
    check_in(journal, 5, NOW - timedelta(days=13))
    assert "Good to see you" not in await shown(app)


async def test_a_new_journal_is_not_away(app):
    assert "Good to see you" not in await shown(app)


async def test_planned_meetings_of_today_and_tomorrow_stand_below_the_entries(app, journal):
    for hours in (-2, 0.5, 24, 48):
        at = NOW + timedelta(hours=hours)
        name = f"group {hours:g}"
        meeting = Meeting(name=name, status="planned", occurred_at=at, recorded_at=NOW)
        journal.entries.add(meeting)
    words = await shown(app)
    assert "planned 18:30 group 0.5" in words
    assert "planned tomorrow 18:00 group 24" in words
    assert "group 48" not in words
    assert "planned 16:00" not in words


async def test_enter_on_an_entry_opens_it_to_be_changed(app, journal):
    check_in(journal, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "enter")
        await pilot.pause(0.1)
        assert app.screen.form == "check_in"
        await pilot.press("8", "enter")
        await pilot.pause(0.1)
        assert "mood 8" in words_on(app)
    assert [entry.mood for entry in journal.entries.timeline()[0]] == [8]


async def test_an_entry_can_be_clicked(app, journal):
    check_in(journal, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("#so-far", offset=(4, 0))
        await pilot.pause(0.1)
        assert name_of(app) == "Check in"
        assert app.screen.entry is not None


async def test_many_entries_leave_the_people_in_sight(app, journal):
    for minutes in range(12):
        check_in(journal, 5, NOW - timedelta(minutes=minutes))
    words = await shown(app)
    assert "So far; 8 earlier in the timeline (5)" in words
    assert "Maria" in words
    assert "For next session" in words


async def test_the_demo_fits_on_80_by_24_without_scrolling(path):
    from recovery_journal.demo import write_demo

    write_demo(path, seed=1, until=NOW.date(), passphrase=None, clock=clock)
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        assert app.screen.query_one("#page").max_scroll_y == 0


async def test_each_person_takes_one_line_with_whole_reasons(app):
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause(0.1)
        people = app.screen.query_one(PeopleList)
        assert people.size.height == people.option_count == 3
        assert "Maria: not yet reached" in str(people.tooltip)


def test_as_many_reasons_as_fit_are_given_and_the_first_in_any_case():
    reasons = ("supports my goal", "usually answers within 3 hours")
    assert fit_reasons(reasons, 16) == "supports my goal"
    assert fit_reasons(reasons, 5) == "supports my goal"
    assert fit_reasons(reasons, 48) == ", ".join(reasons)
    assert fit_reasons(reasons, 0) == ", ".join(reasons)  # not laid out yet
    assert fit_reasons((), 20) == ""


async def test_a_long_name_is_cut_and_leaves_room_for_the_reasons(app, journal):
    person = Contact(name="x" * 80, relation="friend", supports_goal="yes", added_on=NOW.date())
    journal.contacts.add(with_defaults(person))
    words = await shown(app)
    assert "x" * 19 + "…" in words
    assert "supports my goal" in words


async def test_the_arrows_go_through_all_lists_of_the_page(app, journal):
    check_in(journal, 4)
    journal.talk_items.add("sleep")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        seen = [app.focused.id]
        for _step in range(3):
            await pilot.press("down")
            seen.append(app.focused.id)
        assert seen == ["people", "people", "people", "talk"]
        await pilot.press("up", "up", "up", "up")
        assert app.focused.id == "so-far"


async def test_a_line_for_next_session_is_marked_as_talked_about(app, journal):
    journal.talk_items.add("sleep")
    item = journal.talk_items.add("Thursday")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.1)
        app.screen.set_focus(app.screen.query_one(TalkList))
        await pilot.press("down", "d")
        await pilot.pause(0.1)
        assert "Talked about. ctrl+z takes it back." in words_on(app)
        assert "Thursday" not in words_on(app)
        assert "sleep" in words_on(app)
    assert journal.talk_items.get(item.id).done_on == NOW.date()


async def test_a_line_for_next_session_is_struck_and_comes_back(app, journal):
    journal.talk_items.add("sleep")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.1)
        app.screen.set_focus(app.screen.query_one(TalkList))
        await pilot.press("x")
        await pilot.pause(0.1)
        assert journal.talk_items.list(done=True) == []
        assert "What you want to talk about will stand here." in words_on(app)
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert "sleep" in words_on(app)


async def test_a_line_taken_away_by_another_program_is_told(app, journal):
    item = journal.talk_items.add("sleep")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.1)
        journal.talk_items.delete(item.id)
        app.screen.post_message(TalkList.Closed(item.id, is_removed=True))
        await pilot.pause(0.5)
        assert "There is no talk item" in words_on(app)


async def test_milestones_near_stand_there_only_with_a_goal(app, journal):
    for back in range(29):
        at = NOW - timedelta(days=back)
        entry = CheckIn(mood=5, goal_today="met", occurred_at=at, recorded_at=at)
        journal.entries.add(entry)
    assert "makes 30" not in await shown(app)
    journal.goals.set(Goal(goal_kind="abstain", start=date(2026, 10, 1)))
    app = replace_app(app)
    assert "1 more day recorded as met makes 30." in await shown(app)


def replace_app(app: JournalApp) -> JournalApp:
    return JournalApp(app.session.path, clock=clock)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 50), (60, 30)])
async def test_an_empty_journal_says_what_will_be_here_and_which_key_begins(path, size):
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    words = " ".join((await shown(JournalApp(path, clock=clock), size=size)).split())
    assert "c begins." in words
    assert "n notes something." in words
    assert "once they are on your map (2)" in words


async def test_a_new_day_is_shown_by_itself(app, journal):
    now = NOW
    app.session.clock = lambda: now
    check_in(journal, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        now = NOW + timedelta(days=1)
        app.poll_changes()
        await pilot.pause(0.1)
        assert "Saturday 21 November" in words_on(app)
        assert "mood 4" not in words_on(app)
