"""The safety steps in the App: lines under seven headings."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.report.safety_steps_text import step_heading_hint
from recovery_journal.screens.steps.step_dialog import StepDialog
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from recovery_journal.widgets.dialogs import ConfirmDialog
from tests.tui.conftest import clock, make_journal, opened, until


def lines(app: JournalApp) -> list[str]:
    shown = app.screen_stack[1].query_one("#steps", OptionList)
    return [str(option.prompt) for option in shown.options]


def at_cursor(app: JournalApp) -> str:
    shown = app.screen.query_one("#steps", OptionList)
    return str(shown.get_option_at_index(shown.highlighted).prompt).strip()


def texts(journal: Journal) -> list[tuple[str, str]]:
    return [(step.heading, step.text) for step in journal.safety_steps.list()]


def allowed() -> tuple[str, ...]:
    return settings_file.load().locked_lines


async def test_f3_shows_seven_headings_and_what_can_stand_there(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert len(lines(app)) == 14
        assert lines(app)[0] == "My warning signs"
        assert at_cursor(app).startswith("what I notice first")
        together = str(app.screen.query_one("#together").render())
        assert "someone you trust" in together
        assert "n adds a line" in together


@pytest.mark.parametrize("key", ["n", "enter"])
async def test_a_line_is_added_under_the_heading_at_the_cursor(app, journal, key):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", key, *"tea", "enter")
        await pilot.pause(0.05)
        assert at_cursor(app) == "tea"
        assert "n adds a line" not in str(app.screen.query_one("#together").render())
    assert texts(journal) == [("alone", "tea")]


async def test_what_can_stand_there_is_read_whole_on_a_narrow_screen(app):
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("f3", "n")
        await pilot.pause(0.05)
        hint = app.screen.query_one(".line--hint")
        assert str(hint.render()) == step_heading_hint("warning_signs")
        assert hint.size.height == 2
        assert app.screen.query_one(Input).placeholder == ""


async def test_n_adds_below_a_line_and_enter_changes_it(app, journal):
    journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "n", *"river", "enter")
        await pilot.pause(0.05)
        assert at_cursor(app) == "river"
        await pilot.press("enter", *" walk", "enter")
        await pilot.pause(0.05)
    assert texts(journal) == [("alone", "tea"), ("alone", "river walk")]


async def test_picking_someone_is_a_line_with_their_name(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "down", "down", "n", "down", *"be", "enter", "enter")
        await pilot.pause(0.05)
    (step,) = journal.safety_steps.list()
    assert (step.heading, step.text) == ("people_to_tell", "Ben")
    assert step.contact_id == journal.contacts.find("Ben").id


async def test_a_line_about_someone_keeps_its_own_words(app, journal):
    ben = journal.contacts.find("Ben").id
    journal.safety_steps.add("professionals", "the sponsor line", ben)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", *["down"] * 4)
        assert at_cursor(app) == "the sponsor line (Ben)"
        await pilot.press("e", *", evenings", "down", *"mar", "enter", "ctrl+s")
        await pilot.pause(0.05)
    (step,) = journal.safety_steps.list()
    assert (step.text, step.contact_id) == (
        "the sponsor line, evenings",
        journal.contacts.find("Maria").id,
    )


async def test_only_headings_about_people_ask_for_someone(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "n")
        assert len(app.screen.query("Picker")) == 0
        await pilot.press("escape", "down", "down", "n")
        assert len(app.screen.query("Picker")) == 1


async def test_an_empty_line_is_said_beside_the_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "n", "enter")
        await pilot.pause()
        assert "no text" in str(app.screen.query(".row--error").first().render())
    assert texts(journal) == []


async def test_letters_that_fit_nobody_are_said_beside_the_field(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "down", "n", *"tea", "down", *"zzz", "ctrl+s")
        await pilot.pause()
        said = [str(one.render()) for one in app.screen.query(".row--error")]
        assert "Nothing fits these letters." in said
    assert texts(journal) == []


async def test_a_deleted_line_comes_back_with_ctrl_z(app, journal):
    journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "delete")
        await pilot.pause(0.05)
        assert texts(journal) == []
        assert at_cursor(app).startswith("what has helped me")
        await pilot.press("ctrl+z")
        await pilot.pause(0.05)
        assert at_cursor(app) == "tea"
    assert texts(journal) == [("alone", "tea")]


@pytest.mark.parametrize(
    ("up", "down"), [("left_square_bracket", "right_square_bracket"), ("shift+up", "shift+down")]
)
async def test_a_line_moves_and_the_cursor_goes_with_it(app, journal, up, down):
    for text in ("tea", "river", "music"):
        journal.safety_steps.add("alone", text)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", up)
        await pilot.pause(0.05)
        assert at_cursor(app) == "tea"
        await pilot.press(down, down)
        await pilot.pause(0.05)
        assert at_cursor(app) == "tea"
        await pilot.press("ctrl+z")
        await pilot.pause(0.05)
    assert [text for _heading, text in texts(journal)] == ["river", "tea", "music"]


async def test_keys_for_a_line_do_nothing_where_there_is_none(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "delete", "v", "shift+up")
        await pilot.pause()
        assert app.screen.page == "steps"
    assert (texts(journal), allowed()) == ([], ())


async def test_a_line_is_shown_while_locked_only_after_saying_what_that_means(app, journal):
    journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "v")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        assert "unencrypted" in app.screen.question
        await pilot.press("enter")
        await pilot.pause()
        assert allowed() == ()
        await pilot.press("v", "left", "enter")
        await pilot.pause(0.05)
        assert allowed() == ("tea",)
        assert "shown while locked" in at_cursor(app)
        await pilot.press("v")
        await pilot.pause(0.05)
        assert allowed() == ()
        assert at_cursor(app) == "tea"


async def test_a_line_that_was_allowed_is_kept_as_it_is_now(app, journal):
    settings_file.save(Settings(locked_lines=("my own words", "tea")))
    journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "e", *", slowly", "enter")
        await pilot.pause(0.05)
        assert allowed() == ("my own words", "tea, slowly")
        await pilot.press("delete")
        await pilot.pause(0.05)
        assert allowed() == ("my own words",)


async def test_what_is_typed_waits_for_its_own_line(app, journal):
    for text in ("tea", "river"):
        journal.safety_steps.add("alone", text)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "e", *" x", "escape", "down", "e")
        await pilot.pause()
        assert app.screen.query(Input).first().value == "river"
        await pilot.press("escape", "up", "e")
        await pilot.pause()
        assert app.screen.query(Input).first().value == "tea x"
        await pilot.press("backspace", "backspace", "escape")
        await pilot.pause()
        assert not app.forms.drafts


async def test_after_the_lock_the_line_is_there_as_it_was_typed(path):
    with make_journal(path, "four plain words") as made:
        made.safety_steps.add("alone", "tea")
    app = JournalApp(path, passphrase="four plain words", clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down", "e", *" x", "ctrl+l")
        await pilot.pause(0.1)
        await pilot.press(*"four plain words", "enter")
        await until(lambda: isinstance(app.screen, StepDialog))
        await opened(pilot)
        assert app.screen.query(Input).first().value == "tea x"
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert at_cursor(app) == "tea x"


async def test_what_another_program_writes_appears_and_the_cursor_stays(app, journal):
    tea = journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down")
        journal.safety_steps.add("warning_signs", "Sundays")
        journal.safety_steps.add("warning_signs", "after the call")
        app.poll_changes()
        await pilot.pause(0.05)
        assert "  after the call" in lines(app)
        assert at_cursor(app) == "tea"
        journal.safety_steps.delete(tea.id)
        await pilot.press("e", *"river", "enter")
        await pilot.pause(0.05)
        assert "There is no step" in str(app.screen.query(".row--error").first().render())
        assert app.screen.query(Input).first().value == "teariver"


@pytest.mark.parametrize("key", ["delete", "shift+up", "e"])
async def test_a_line_taken_out_elsewhere_is_told_and_gone(app, journal, key):
    tea = journal.safety_steps.add("alone", "tea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down")
        journal.safety_steps.delete(tea.id)
        await pilot.press(key, "escape")
        await pilot.pause(0.05)
        app.poll_changes()
        await pilot.pause(0.05)
    assert texts(journal) == []


async def test_any_text_is_shown_as_it_is(app, journal):
    journal.safety_steps.add("alone", "[bold]x[/] \x1b[31mred\nسلام 🌙")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("f3", "down")
        await pilot.pause()
        assert "[bold]x[/]" in at_cursor(app)
        assert "سلام" in at_cursor(app)
        assert "\x1b[31m" not in app.export_screenshot()
