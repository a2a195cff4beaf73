"""The forms: what is typed is what is in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input

from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import RatedName
from recovery_journal.forms.record_forms import FORMS
from recovery_journal.storage import Journal
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from tests.tui.burst import painted, press, send
from tests.tui.conftest import NOW


async def stored(app: JournalApp, journal: Journal, *keys: str):
    """Press the keys in the open App and return every entry, the newest first."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
    return journal.entries.timeline()[0]


async def test_c_7_enter_is_a_whole_check_in(app, journal):
    (entry,) = await stored(app, journal, "c", "7", "enter")
    assert isinstance(entry, CheckIn)
    assert (entry.mood, entry.urge, entry.occurred_at) == (7, None, NOW)


async def test_digits_and_arrows_choose_a_number_and_backspace_takes_it_away(app, journal):
    ways = {
        "one then zero is ten": (["1", "0"], 10, None),
        "another second digit replaces": (["7", "3"], 3, None),
        "arrows": (["right", "right", "f2", "4", "backspace"], 6, None),
    }
    async with app.run_test(size=(80, 24)) as pilot:
        for way, (keys, mood, urge) in ways.items():
            await press(pilot, "c", *keys, "enter")
            (entry,) = journal.entries.timeline()[0]
            assert (entry.mood, entry.urge) == (mood, urge), way
            journal.entries.delete(entry.id)


async def test_zero_is_a_value(app, journal):
    (entry,) = await stored(app, journal, "c", "5", "f2", "0", "enter")
    assert entry.urge == 0


async def test_without_a_mood_nothing_is_saved_and_the_form_says_what_it_needs(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "enter")
        assert "Choose a mood" in str(app.screen.query(".row--error").first().render())
    assert journal.entries.timeline()[0] == []


async def test_feelings_are_found_by_typing_and_may_have_a_number(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "6", "f2")
        app.screen.rows.focus("emotions")
        await press(pilot, *"anx 7", "enter", *"hop", "enter", *"wistful", "enter", "enter")
    (entry,) = journal.entries.timeline()[0]
    assert set(entry.emotions) == {
        RatedName("anxious", 7),
        RatedName("hopeful"),
        RatedName("wistful"),
    }


async def test_people_are_reached_by_typing_letters_one_several_or_the_first_that_fits(
    app, journal
):
    ways = {
        "two letters": (["b", "e", "enter", "enter"], ["Ben"]),
        "several at once": ([*"be", "enter", *"mari", "enter", "enter"], ["Ben", "Maria"]),
        "letters left in the field on save": ([*"mari", "ctrl+s"], ["Maria"]),
    }
    async with app.run_test(size=(80, 24)) as pilot:
        for way, (keys, names) in ways.items():
            await press(pilot, "r", *keys)
            (entry,) = journal.entries.timeline()[0]
            assert [ref.name for ref in entry.contacts] == names, way
            assert entry.is_connected, way
            journal.entries.delete(entry.id)


async def test_someone_taken_out_meanwhile_is_said_beside_the_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"rbe", "enter")
        journal.contacts.delete(journal.contacts.find("Ben").id)
        await press(pilot, "enter")
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "Ben is not in the journal any more." in said
    assert journal.entries.timeline()[0] == []


async def test_what_happened_instead_is_tried(app, journal):
    (entry,) = await stored(app, journal, *"rbe", "enter", "down", "right", "right", "enter")
    assert entry.outcome == "no_answer"


@pytest.mark.parametrize("key", ["ctrl+s", "enter"])
async def test_letters_that_fit_nobody_are_not_saved_and_told_with_the_way_to_add_someone(
    app, journal, key
):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"rzz", key)
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "Nobody here fits these letters. Someone new can be added on the map (2)." in said
    assert journal.entries.timeline()[0] == []


async def test_a_contact_is_not_counted_as_reached_when_that_was_taken_away(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"rbe", "enter", "down", "backspace", "enter")
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
    assert entry.coping == (RatedName("breathing", 2),)


async def test_a_meeting_is_its_name_and_that_i_was_there(app, journal):
    (entry,) = await stored(app, journal, *"mTuesday", "enter", "enter")
    assert (entry.name, entry.status) == ("Tuesday", "attended")


async def test_it_happened_yesterday(app, journal):
    (entry,) = await stored(app, journal, "c", "4", "ctrl+t", *"yesterday 21:30", "enter")
    assert entry.local_date == date(2026, 11, 19)


async def test_a_time_to_come_is_told_beside_its_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "4", "ctrl+t", *"tomorrow", "enter")
        row = app.screen.rows["when"]
        assert "still to come" in str(row.query_one(".row--error").render())
    assert journal.entries.timeline()[0] == []


async def test_any_text_is_kept_as_it_is(app, journal):
    texts = {"escape": "\x1b[31mred", "markup": "[bold]x[/", "long": "a" * 100_000}
    async with app.run_test(size=(80, 24)) as pilot:
        for kind, text in texts.items():
            await press(pilot, "c", "5")
            if not app.screen.query_one("#more").display:  # it stays unfolded
                await press(pilot, "f2")
            app.screen.rows["good_moment"].control_value = text
            app.screen.rows["note"].control_value = text
            await painted(app)
            assert "\x1b[31m" not in app.export_screenshot(), kind
            await press(pilot, "ctrl+s")
            assert "\x1b[31m" not in app.export_screenshot(), kind
            (entry,) = journal.entries.timeline()[0]
            assert (entry.good_moment, entry.note) == (text, text), kind
            journal.entries.delete(entry.id)


async def test_keys_typed_in_one_burst_go_where_they_belong(app, journal):
    bursts = (
        (["c", "7", "enter"], ["check_in"]),
        (["c", "7", "enter", "enter", "enter"], ["check_in"]),
        (["r", "m", "a", "enter", "enter"], ["reach_out"]),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, kinds in bursts:
            await send(pilot, keys, at_once=True)
            assert app.screen.heading == "Today", keys
            assert not app.forms.drafts, keys
            made = journal.entries.timeline()[0]
            assert [entry.kind for entry in made] == kinds, keys
            journal.entries.delete(made[0].id)


async def test_escape_keeps_what_was_typed(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"rbe", "enter", "escape")
        assert app.forms.drafts
        await press(pilot, "r")
        await press(pilot, "enter")
        assert not app.forms.drafts
    (entry,) = journal.entries.timeline()[0]
    assert [ref.name for ref in entry.contacts] == ["Ben"]


async def test_a_form_can_be_emptied(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "7", "ctrl+r", "escape")
        assert not app.forms.drafts


async def test_another_form_on_top_keeps_the_one_below(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "7", "u", "9", "enter")
        assert app.screen.form == "check_in"
        await press(pilot, "enter")
    assert [entry.kind for entry in journal.entries.timeline()[0]] == ["check_in", "urge"]


async def test_the_field_being_filled_in_stays_in_sight_when_the_window_changes(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await press(
            pilot, "c", "f2", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab"
        )
        await pilot.resize_terminal(60, 24)
        await pilot.pause(0.4)
        assert app.focused.region in app.screen.query_one("FormBody").region


async def test_folded_rows_are_remembered_as_shown(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "f2", "escape", "c")
        assert app.screen.query_one("#more").display


async def test_folded_rows_are_made_when_they_are_shown_or_hold_something(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        assert {row.field_name for row in app.screen.rows} == {"mood", "when"}
        await press(pilot, "f2", "f2")
        assert not app.screen.query_one("#more").display
        assert app.screen.draft() is None  # looking is no typing
        await press(pilot, "f2", "4", "f2", "escape", "c")
        assert not app.screen.query_one("#more").display
        assert app.screen.rows["urge"].control_value == 4


async def test_what_a_folded_row_begins_with_was_not_typed(app, monkeypatch):
    row = FormRow("minutes", "Minutes", ChoiceControl([(n, str(n)) for n in range(4)], value=2))
    spec = replace(FORMS["check_in"], folded_rows=lambda _journal: [row])
    monkeypatch.setitem(FORMS, "check_in", spec)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "f2")
        assert app.screen.rows["minutes"].control_value == 2
        assert app.screen.draft() is None


async def test_ctrl_z_in_a_text_field_is_the_fields_own(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "7", "enter")
        await press(pilot, "m", *"ab", "ctrl+z")
        assert app.screen.query(Input).first().value == "a"
    assert len(journal.entries.timeline()[0]) == 1


async def test_the_arrows_go_on_from_what_a_choice_begins_with(app):
    async with app.run_test(size=(80, 24)) as pilot:
        choice = ChoiceControl([(n, str(n)) for n in range(4)], value=2)
        await app.screen.mount(choice)
        app.screen.set_focus(choice)
        await press(pilot, "right")
        assert choice.value == 3


async def test_what_is_not_right_stands_under_the_text_it_is_about(app):
    async with app.run_test(size=(60, 24)) as pilot:
        for width in (60, 80):
            await pilot.resize_terminal(width, 24)
            await press(pilot, "c", "7", "ctrl+t", *"abc", "enter")
            row = app.screen.rows["when"]
            text = row.control.content_region
            assert row.query_one(".row--error").region.x == text.x, width
            await press(pilot, "ctrl+r", "escape")


async def test_the_name_of_the_first_field_is_in_sight_on_a_narrow_screen(app):
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "w")
        row = app.screen.query(FormRow).first()
        assert row.region.y > 0
        assert app.screen._compositor.render_strips()[row.region.y].text.strip() == "Body"
