"""Meetings: by week, what is ahead, and the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recovery_journal.app import JournalApp
from recovery_journal.domain.contact import Contact
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import Meeting
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.screens.meetings import MeetingList, MeetingsScreen
from tests.tui.conftest import NOW


def meeting(days: float, status: str = "attended", **more) -> Meeting:
    """Make a meeting so many days ago."""
    at = NOW - timedelta(days=days)
    return Meeting(name=more.pop("name", "Circle"), status=status, occurred_at=at,
                   recorded_at=NOW, **more)  # fmt: skip


async def settled(pilot) -> None:
    for _turn in range(3):
        await pilot.pause(0.02)


async def meetings(app: JournalApp, pilot) -> tuple[MeetingsScreen, MeetingList]:
    await pilot.press("4")
    await settled(pilot)
    return app.screen, app.screen.query_one(MeetingList)


def drawn(rows: MeetingList) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(min(rows.size.height, rows.count))]


def words(screen: MeetingsScreen, selector: str) -> str:
    return str(screen.query_one(selector).render())


async def test_nothing_yet_says_what_will_be_here_and_the_key(app):
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await meetings(app, pilot)
        assert "m logs the first one" in words(screen, "#meetings-empty")
        await pilot.press("l", "e", "enter", "delete")
        await settled(pilot)
        assert app.screen is screen


async def test_weeks_with_a_meeting_are_counted_and_drawn(app, journal):
    journal.entries.add_many(
        [meeting(0.1), meeting(7), meeting(7.1, "left_early"), meeting(14, "not_attended")]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await meetings(app, pilot)
        assert words(screen, "#meetings-weeks") == "At a meeting in 2 of the last 26 weeks"
        marks, numbers, _months = words(screen, "#meetings-bars").split("\n")
        assert numbers.rstrip().endswith("2 1")
        assert marks.count("·") == 24


async def test_the_plan_is_the_persons_own_and_is_set_here(app, journal):
    journal.entries.add_many([meeting(0.1), meeting(7), meeting(7.1)])
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await meetings(app, pilot)
        assert "No plan" in words(screen, ".meetings-plan")
        await pilot.press("p", "2", "enter")
        await settled(pilot)
        assert "as planned in 1 of 25 weeks" in words(screen, ".meetings-plan")
        assert app.session.journal.settings.meetings_per_week == 2
        await pilot.press("p", "backspace", "enter")
        await settled(pilot)
        assert "No plan" in words(screen, ".meetings-plan")
    assert journal.settings.meetings_per_week is None


@pytest.mark.parametrize("typed", ["many", "-1", "51", "2.5"])
async def test_a_plan_that_is_no_number_is_asked_for_again(app, journal, typed):
    async with app.run_test(size=(80, 24)) as pilot:
        await meetings(app, pilot)
        await pilot.press("p", *typed, "enter")
        await settled(pilot)
        assert app.screen.query_one(".notice")
        assert app.screen.query_one("TextField").value == typed
    assert journal.settings.meetings_per_week is None


async def test_planned_ones_stand_first_the_next_on_top(app, journal):
    journal.entries.add_many(
        [meeting(1, name="Gone"), meeting(-5, "planned", name="Later"),
         meeting(-1, "planned", name="Sooner")]
    )  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await meetings(app, pilot)
        names = [line.rsplit("  ", 1)[-1].strip() for line in drawn(rows)]
        assert names == ["Sooner", "Later", "Gone"]


async def test_what_held_back_stands_beside_a_meeting_not_attended(app, journal):
    journal.entries.add(meeting(1, "not_attended", held_back_by=("transport", "work")))
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await meetings(app, pilot)
        assert drawn(rows)[0].endswith("not attended  Circle, transport, work")


@pytest.mark.parametrize("key", ["l", "enter"])
async def test_one_key_logs_the_same_meeting_again(app, journal, key):
    group = journal.contacts.add(
        with_defaults(Contact(name="Circle", relation="recovery_group", added_on=NOW.date()))
    )
    journal.entries.add(
        meeting(
            7, "left_early", contacts=(ContactRef(group.id, group.name),),
            program="my own_program", format="video", takeaway="one thing",
        )
    )  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await meetings(app, pilot)
        await pilot.press(key)
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen.heading == "Meetings"
    new, old = journal.entries.timeline()[0]
    assert (new.name, new.program, new.format) == ("Circle", "my own_program", "video")
    assert [ref.id for ref in new.contacts] == [group.id]
    assert (new.status, new.takeaway, new.occurred_at) == ("attended", None, NOW)
    assert old.status == "left_early"


async def test_a_planned_meeting_that_was_is_attended_in_two_keys(app, journal):
    journal.entries.add(meeting(0.1, "planned"))
    async with app.run_test(size=(80, 24)) as pilot:
        await meetings(app, pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
    (entry,) = journal.entries.timeline()[0]
    assert entry.status == "attended"


async def test_e_changes_the_meeting_and_the_cursor_stays(app, journal):
    journal.entries.add_many([meeting(1, name="One"), meeting(2, name="Two")])
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await meetings(app, pilot)
        await pilot.press("down")
        key = rows.key
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert rows.key == key
    assert [one.status for one in journal.entries.timeline()[0]] == ["attended", "left_early"]


async def test_delete_and_ctrl_z(app, journal):
    journal.entries.add_many([meeting(1), meeting(2)])
    async with app.run_test(size=(80, 24)) as pilot:
        _screen, rows = await meetings(app, pilot)
        await pilot.press("delete")
        await settled(pilot)
        assert rows.count == 1
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert rows.count == 2


async def test_of_a_long_log_the_newest_hundred_stand_here(app, journal):
    journal.entries.add_many([meeting(day) for day in range(3_000)], undoable=False)
    async with app.run_test(size=(80, 24)) as pilot:
        screen, rows = await meetings(app, pilot)
        assert rows.count == 100
        assert "timeline" in words(screen, "#meetings-more")
        await pilot.press("end")
        assert rows.cursor == 99


async def test_any_name_keeps_the_columns_and_any_size_shows_it(app, journal):
    for number, name in enumerate(["👩‍👩‍👧 group", "اجتماع", "x" * 500, "\x1b[31m[b]"]):
        journal.entries.add(meeting(number + 1, name=name))
    async with app.run_test(size=(120, 36)) as pilot:
        _screen, rows = await meetings(app, pilot)
        for size in ((80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            lines = drawn(rows)
            assert {line.index("attended") for line in lines} == {lines[0].index("attended")}
            assert "\x1b" not in "".join(lines)


async def test_keys_that_mean_nothing_do_nothing(app, journal):
    journal.entries.add(meeting(1))
    async with app.run_test(size=(80, 24)) as pilot:
        screen, _rows = await meetings(app, pilot)
        await pilot.press("y", "space", "left", "f12", "backspace")
        await settled(pilot)
        assert app.screen is screen
    assert len(journal.entries.timeline()[0]) == 1


async def test_a_plan_that_was_only_looked_at_is_not_said_to_be_typed(app, journal):
    journal.change_settings(meetings_per_week=2)
    async with app.run_test(size=(80, 24)) as pilot:
        await meetings(app, pilot)
        await pilot.press("p", "escape", "p")
        await settled(pilot)
        lines = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "How many meetings" in lines
        assert "What you typed before" not in lines
        await pilot.press("5", "escape", "p")
        await settled(pilot)
        lines = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "What you typed before" in lines
