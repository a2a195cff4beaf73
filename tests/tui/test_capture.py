"""The forms: what is typed is what is in the journal."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import Marked
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import Choice
from tests.tui.burst import send
from tests.tui.conftest import NOW


async def stored(app: JournalApp, journal: Journal, *keys: str, wait: float = 0.05):
    """Press the keys in the open App and return every entry, the newest first."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(wait)
    return journal.entries.timeline()[0]


async def test_c_7_enter_is_a_whole_check_in(app, journal):
    (entry,) = await stored(app, journal, "c", "7", "enter")
    assert isinstance(entry, CheckIn)
    assert (entry.mood, entry.urge, entry.occurred_at) == (7, None, NOW)


async def test_one_then_zero_is_ten(app, journal):
    (entry,) = await stored(app, journal, "c", "1", "0", "enter")
    assert entry.mood == 10


async def test_another_second_digit_replaces(app, journal):
    (entry,) = await stored(app, journal, "c", "7", "3", "enter")
    assert entry.mood == 3


async def test_arrows_choose_and_backspace_takes_the_value_away(app, journal):
    (entry,) = await stored(app, journal, "c", "right", "right", "f2", "4", "backspace", "enter")
    assert (entry.mood, entry.urge) == (6, None)


async def test_zero_is_a_value(app, journal):
    (entry,) = await stored(app, journal, "c", "5", "f2", "0", "enter")
    assert entry.urge == 0


async def test_without_a_mood_nothing_is_saved_and_the_form_says_what_it_needs(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        assert "Choose a mood" in str(app.screen.query(".row--error").first().render())
    assert journal.entries.timeline()[0] == []


async def test_feelings_are_found_by_typing_and_may_have_a_number(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "6", "f2")
        app.screen.begin_at(app.screen._rows()["emotions"])
        await pilot.press(*"anx 7", "enter", *"hop", "enter", *"wistful", "enter", "enter")
        await pilot.pause(0.05)
    (entry,) = journal.entries.timeline()[0]
    assert set(entry.emotions) == {Marked("anxious", 7), Marked("hopeful"), Marked("wistful")}


async def test_someone_is_reached_by_typing_two_letters(app, journal):
    (entry,) = await stored(app, journal, "r", "b", "e", "enter", "enter")
    assert [ref.name for ref in entry.contacts] == ["Ben"]
    assert entry.connected


async def test_several_people_are_reached_at_once(app, journal):
    (entry,) = await stored(app, journal, *"rbe", "enter", *"mari", "enter", "enter")
    assert [ref.name for ref in entry.contacts] == ["Ben", "Maria"]


async def test_letters_left_in_the_field_pick_the_first_that_fits_on_save(app, journal):
    (entry,) = await stored(app, journal, *"rmari", "ctrl+s")
    assert [ref.name for ref in entry.contacts] == ["Maria"]


async def test_someone_taken_out_meanwhile_is_said_beside_the_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"rbe", "enter")
        journal.contacts.delete(journal.contacts.find("Ben").id)
        await pilot.press("enter")
        await pilot.pause(0.05)
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "Ben is not in the journal any more." in said
    assert journal.entries.timeline()[0] == []


async def test_what_happened_instead_is_tried(app, journal):
    (entry,) = await stored(app, journal, *"rbe", "enter", "down", "right", "right", "enter")
    assert entry.outcome == "no_answer"


async def test_a_name_nobody_has_is_not_saved(app, journal):
    assert await stored(app, journal, *"rzz", "ctrl+s") == []


@pytest.mark.parametrize("key", ["ctrl+s", "enter"])
async def test_letters_that_fit_nobody_are_told_with_the_way_to_add_someone(app, journal, key):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"rzz", key)
        await pilot.pause()
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "Nobody here fits these letters. Someone new can be added on the map (2)." in said


async def test_a_contact_is_not_counted_as_reached_when_that_was_taken_away(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"rbe", "enter", "down", "backspace", "enter")
        await pilot.pause()
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "This entry needs one of these." in said
    assert journal.entries.timeline()[0] == []


async def test_feelings_before_and_after_take_a_minus(app, journal):
    keys = [*"rbe", "enter", "down", "down", "down", "minus", "2", "down", "1", "enter"]
    (entry,) = await stored(app, journal, *keys)
    assert (entry.felt_before, entry.felt_after) == (-2, 1)


async def test_an_urge_keeps_its_triggers_in_order_and_what_was_done(app, journal):
    keys = ["u", "8", "down", *"conf", "enter", *"lone", "enter", "down", "down"]
    keys += [*"breath 2", "enter"]
    (entry,) = await stored(app, journal, *keys, "down", "3", "enter")
    assert (entry.peak, entry.after) == (8, 3)
    assert entry.triggers == ("conflict", "lonely")
    assert entry.coping == (Marked("breathing", 2),)


async def test_a_meeting_is_its_name_and_that_i_was_there(app, journal):
    (entry,) = await stored(app, journal, *"mTuesday", "enter", "enter")
    assert (entry.name, entry.status) == ("Tuesday", "attended")


async def test_it_happened_yesterday(app, journal):
    (entry,) = await stored(app, journal, "c", "4", "ctrl+t", *"yesterday 21:30", "enter")
    assert entry.local_date == date(2026, 11, 19)


async def test_a_time_to_come_is_told_beside_its_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "4", "ctrl+t", *"tomorrow", "enter")
        await pilot.pause()
        row = app.screen._rows()["when"]
        assert "still to come" in str(row.query_one(".row--error").render())
    assert journal.entries.timeline()[0] == []


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "[bold]x[/", "a" * 100_000], ids=["escape", "markup", "long"]
)
async def test_any_text_is_kept_as_it_is(app, journal, text):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "5", "f2")
        app.screen._rows()["good_moment"].raw = text
        app.screen._rows()["note"].raw = text
        await pilot.press("ctrl+s")
        await pilot.pause(0.05)
        assert "\x1b[31m" not in app.export_screenshot()
    (entry,) = journal.entries.timeline()[0]
    assert (entry.good_moment, entry.note) == (text, text)


@pytest.mark.parametrize(
    ("keys", "kinds"),
    [
        (["c", "7", "enter"], ["check_in"]),
        (["c", "7", "enter", "enter", "enter"], ["check_in"]),
        (["r", "m", "a", "enter", "enter"], ["reach_out"]),
    ],
)
async def test_keys_typed_in_one_burst_go_where_they_belong(app, journal, keys, kinds):
    async with app.run_test(size=(80, 24)) as pilot:
        await send(pilot, keys, at_once=True)
        assert app.screen.heading == "Today"
        assert not app.drafts
    assert sorted(entry.kind for entry in journal.entries.timeline()[0]) == kinds


async def test_escape_keeps_what_was_typed(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"rbe", "enter", "escape")
        await pilot.pause()
        assert app.drafts
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert not app.drafts
    (entry,) = journal.entries.timeline()[0]
    assert [ref.name for ref in entry.contacts] == ["Ben"]


async def test_a_form_can_be_emptied(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "ctrl+r", "escape")
        await pilot.pause()
        assert not app.drafts


async def test_another_form_on_top_keeps_the_one_below(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "u", "9", "enter")
        await pilot.pause(0.05)
        assert app.screen.form == "check_in"
        await pilot.press("enter")
        await pilot.pause(0.05)
    assert [entry.kind for entry in journal.entries.timeline()[0]] == ["check_in", "urge"]


async def test_the_field_being_filled_in_stays_in_sight_when_the_window_changes(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(
            "c", "f2", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab"
        )
        await pilot.pause()
        await pilot.resize_terminal(60, 24)
        await pilot.pause(0.4)
        assert app.focused.region in app.screen.query_one("Page").region


async def test_folded_rows_are_remembered_as_shown(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "f2", "escape", "c")
        await pilot.pause()
        assert app.screen.query_one("#more").display


async def test_ctrl_z_in_a_text_field_is_the_fields_own(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause(0.05)
        await pilot.press("m", *"ab", "ctrl+z")
        await pilot.pause()
        assert app.screen.query(Input).first().value == "a"
    assert len(journal.entries.timeline()[0]) == 1


async def test_the_arrows_go_on_from_what_a_choice_begins_with(app):
    async with app.run_test(size=(80, 24)) as pilot:
        choice = Choice([(n, str(n)) for n in range(4)], value=2)
        await app.screen.mount(choice)
        app.screen.set_focus(choice)
        await pilot.press("right")
        assert choice.value == 3


@pytest.mark.parametrize("width", [60, 80])
async def test_what_is_not_right_stands_under_the_text_it_is_about(app, width):
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("c", "7", "ctrl+t", *"abc", "enter")
        await pilot.pause()
        row = app.screen._rows()["when"]
        text = row.control.content_region
        assert row.query_one(".row--error").region.x == text.x


async def test_the_name_of_the_first_field_is_in_sight_on_a_narrow_screen(app):
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause(0.2)
        label = app.screen.query(".row--label").first()
        assert label.region.y > 0
        assert app.screen.get_widget_at(*label.region.offset)[0] is label
