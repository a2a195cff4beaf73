"""Settings: kept at once or with Enter, put to use, and said where."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.i18n import current_language, use_language
from recovery_journal.settings import Settings
from recovery_journal.theme import THEMES
from recovery_journal.widgets.form_row import FormRow
from tests.tui.conftest import NOW, clock, opened, put_journal, until


def rows(app: JournalApp) -> dict[str, FormRow]:
    return {row.field_name: row for row in app.screen.query(FormRow)}


def here(app: JournalApp, name: str) -> None:
    app.screen.set_focus(rows(app)[name].control)


def error(app: JournalApp, name: str) -> str:
    return str(rows(app)[name].query_one(".row--error", Static).content)


def saved(app: JournalApp) -> bool:
    return "Saved." in [one.message for one in app._notifications]


def segments(app: JournalApp):
    return [part for strip in app.screen._compositor.render_strips() for part in strip]


async def write(app: JournalApp, pilot, name: str, text: str) -> None:
    here(app, name)
    rows(app)[name].control_value = None
    await pilot.press(*text, "enter")
    await pilot.pause()


async def test_a_theme_is_put_to_use_at_once_and_kept(app):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        here(app, "theme")
        await pilot.press("right", "right")
        await pilot.pause()
        assert app.theme == "high-contrast"
        assert saved(app)
    assert settings_file.load().theme == "high-contrast"


async def test_motion_is_off_at_once_and_on_again(app):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        usual = app.animation_level
        here(app, "motion")
        await pilot.press("right")
        await pilot.pause()
        assert app.animation_level == "none"
        assert settings_file.load().motion is False
        await pilot.press("left")
        await pilot.pause()
        assert app.animation_level == usual


def test_the_environment_switches_motion_off(root: Path):
    code = "from textual.constants import TEXTUAL_ANIMATIONS as a; print(a)"
    environment = {**os.environ, "TEXTUAL_ANIMATIONS": "none"}
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout == "none\n"


async def test_what_the_environment_switched_off_stays_off(path, journal, monkeypatch):
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    settings_file.save(Settings(motion=True))
    app = JournalApp(path, clock=clock)
    async with app.run_test():
        assert app.animation_level == "none"


async def test_without_motion_no_cursor_blinks(path, journal):
    settings_file.save(Settings(motion=False))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert app.focused.cursor_blink is False


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [("country", "nz", "NZ"), ("country", " es ", "ES")],
)
async def test_a_text_is_kept_with_enter(app, name, typed, kept):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await write(app, pilot, name, typed)
        assert saved(app)
        assert rows(app)[name].control_value == str(kept), "it is shown as it is kept"
        assert app.screen.draft() is None
    assert getattr(settings_file.load(), name) == kept


async def test_no_row_promises_what_nothing_does_yet(app):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert "lock_minutes" not in rows(app)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("name", "Ana", "Ana"),
        ("meetings_per_week", "3", 3),
        ("words.goal", "my aim", (("goal", "my aim"),)),
        ("words.return_to_use", "that day", (("return_to_use", "that day"),)),
    ],
)
async def test_what_is_private_is_kept_in_the_journal(app, journal, name, typed, kept):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await write(app, pilot, name, typed)
    assert getattr(journal.settings, name.partition(".")[0]) == kept
    assert settings_file.load() == Settings(), "and not in the clear"


async def test_an_emptied_text_is_taken_out(app, journal):
    journal.change_settings(name="Ana")
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await write(app, pilot, "name", "")
    assert journal.settings.name is None


async def test_the_first_day_of_the_week_is_chosen(app, journal):
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        here(app, "first_weekday")
        await pilot.press("right")
        await pilot.pause()
    assert journal.settings.first_weekday == 1


async def test_another_end_of_the_day_moves_entries_and_says_so_before(app, journal):
    early = NOW.replace(hour=3, minute=30)
    entry = journal.entries.add(CheckIn(mood=5, occurred_at=early, recorded_at=NOW))
    before = journal.entries.get(entry.id).local_date
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert any("moves every entry" in str(one.content) for one in app.screen.query(".below"))
        await write(app, pilot, "day_ends_at", "04:00")
    after = journal.entries.get(entry.id).local_date
    assert (before - after).days == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [("country", "Spain"), ("day_ends_at", "13:00"), ("name", " ")],
)
async def test_what_does_not_fit_is_said_beside_the_field(app, journal, name, typed):
    before = journal.settings
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await write(app, pilot, name, typed)
        assert error(app, name).endswith(".")
        assert app.focused is rows(app)[name].control
        assert rows(app)[name].control_value == typed, "what was typed stays"
    assert settings_file.load() == Settings()
    assert journal.settings == before


async def test_what_was_typed_waits_through_escape_and_the_lock(path):
    words = "four plain words"
    put_journal(path, words)
    app = JournalApp(path, passphrase=words, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        here(app, "words.goal")
        await pilot.press(*"my a", "escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        await pilot.press("comma")
        await pilot.pause()
        assert rows(app)["words.goal"].control_value == "my a"
        here(app, "words.goal")
        await pilot.press("end", *"im", "ctrl+l")
        await pilot.pause()
        await pilot.press(*words, "enter")
        await until(lambda: getattr(app.screen, "page", "") == "settings")
        await opened(pilot)
        assert rows(app)["words.goal"].control_value == "my aim"
        here(app, "words.goal")
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.journal.settings.words == (("goal", "my aim"),)
        assert app.forms.drafts == {}


async def test_where_each_is_kept_is_said(app):
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        shown = " ".join(str(one.content) for one in app.screen.query(".where"))
        assert str(settings_file.settings_path()) in shown
        assert "readable without the passphrase" in shown
        assert "Kept in the journal" in shown


async def test_another_language_is_spoken_at_once(app):
    try:
        async with app.run_test() as pilot:
            await pilot.press("comma")
            await pilot.pause()
            here(app, "language")
            await pilot.press("right")
            await pilot.pause(0.3)
            assert current_language() == settings_file.load().language == "es"
            assert app.screen.page == "settings", "and the person is where they were"
            await pilot.press("left")
            await pilot.pause(0.3)
            assert current_language() == "en"
    finally:
        use_language("en")


# ---- lines of one's own ------------------------------------------------------


async def test_a_crisis_line_is_added_changed_and_taken_out(app):
    async with app.run_test() as pilot:
        await pilot.press("comma", "f5")
        await pilot.pause()
        await pilot.press(*"My clinic", "down", "tab", *"call 555", "enter")
        await pilot.pause()
        assert settings_file.load().extra_lines == ({"name": "My clinic", "reach": "call 555"},)
        await pilot.press("enter", "end", *" Ana", "enter")
        await pilot.pause()
        assert settings_file.load().extra_lines[0]["name"] == "My clinic Ana"
        assert app.screen.query_one(OptionList).has_focus
        await pilot.press("delete")
        await pilot.pause()
        assert settings_file.load().extra_lines == ()


async def test_a_crisis_line_has_a_name_and_a_way(app):
    async with app.run_test() as pilot:
        await pilot.press("comma", "f5", *"My clinic", "enter")
        await pilot.pause()
        assert error(app, "reach").endswith(".")
        await pilot.press("escape", "f5")
        await pilot.pause()
        assert rows(app)["name"].control_value == "My clinic", "what was typed waits"


async def test_a_changed_line_keeps_what_else_is_known_of_it(app):
    known = {"name": "A", "reach": "call 1", "country": "NZ", "verified_on": "2026-01-01"}
    settings_file.save(Settings(extra_lines=(known,)))
    async with app.run_test() as pilot:
        await pilot.press("comma", "f5", "enter", "end", *"lpha", "enter")
        await pilot.pause()
    assert settings_file.load().extra_lines == ({**known, "name": "Alpha"},)


async def test_lines_for_the_locked_help_are_listed_and_taken_out(app):
    settings_file.save(Settings(locked_lines=("call Ana", "breathe out")))
    async with app.run_test() as pilot:
        await pilot.press("comma", "f6")
        await pilot.pause()
        await pilot.press("delete")
        await pilot.pause()
        assert settings_file.load().locked_lines == ("breathe out",)
        await pilot.press("n", *"call Ben", "enter")
        await pilot.pause()
    assert settings_file.load().locked_lines == ("breathe out", "call Ben")


# ---- keys ---------------------------------------------------------------------


def cursor_on(app: JournalApp, action: str) -> None:
    items = app.screen.query_one(OptionList)
    items.highlighted = [one.id for one in app.screen.actions].index(action)


async def test_a_key_is_changed_in_place_and_acts_at_once(app, journal):
    async with app.run_test() as pilot:
        await pilot.press("comma", "f2")
        await pilot.pause()
        cursor_on(app, "form.check-in")
        await pilot.press("enter", "k")
        await pilot.pause()
        assert settings_file.load().keys == {"form.check-in": "k"}
        await pilot.press("escape", "escape")
        await pilot.pause()
        await pilot.press("k", "6", "enter")
        await pilot.pause(0.05)
        assert [entry.mood for entry in journal.entries.timeline()[0]] == [6]
        await pilot.press("comma", "f2")
        await pilot.pause()
        cursor_on(app, "form.check-in")
        await pilot.press("backspace")
        await pilot.pause()
        assert settings_file.load().keys == {}


async def test_a_key_that_is_taken_is_named_and_not_kept(app):
    async with app.run_test() as pilot:
        await pilot.press("comma", "f2")
        await pilot.pause()
        cursor_on(app, "form.check-in")
        for key, named in (("u", "Urge"), ("ctrl+q", "Quit"), ("tab", "moving")):
            await pilot.press("enter", key)
            await pilot.pause()
            items = app.screen.query_one(OptionList)
            line = items.get_option_at_index(items.highlighted or 0).prompt
            assert named in str(line), "it is said on the line itself"
        assert app.is_running
    assert settings_file.load().keys == {}


async def test_escape_leaves_a_key_as_it_is(app):
    async with app.run_test() as pilot:
        await pilot.press("comma", "f2")
        await pilot.pause()
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert type(app.screen).__name__ == "KeyList", "it answers the question alone"
        await pilot.press("enter", "ctrl+g")
        await pilot.pause()
        assert type(app.screen).__name__ == "HelpNowScreen", "help is there even now"
    assert settings_file.load().keys == {}


# ---- colour -------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
async def test_focus_can_be_seen(path, journal, theme):
    settings_file.save(Settings(theme=theme))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        here(app, "motion")
        await pilot.pause()
        focused = [one.style for one in segments(app) if one.text == "● on"]
        here(app, "theme")
        await pilot.pause()
        left = [one.style for one in segments(app) if one.text == "● on"]
        assert len(focused) == len(left) == 1
        assert focused != left
        assert focused[0].bold


async def test_no_color_sends_no_colour_and_shows_the_focus(path, journal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        here(app, "motion")
        await pilot.pause()
        styles = [one.style for one in segments(app) if one.style]
        for style in styles:
            for colour in (style.color, style.bgcolor):
                assert colour is None or colour.is_default, style
        (focused,) = [one.style for one in segments(app) if one.text == "● on"]
        assert focused.underline


async def test_an_empty_no_color_asks_for_nothing(path, journal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any(
            one.style and one.style.color and not one.style.color.is_default
            for one in segments(app)
        )


async def test_how_to_save_is_said_while_a_text_is_not_saved(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert "Save" not in last_line(app)
        here(app, "name")
        await pilot.press(*"Ana")
        await pilot.pause()
        assert "Save" in last_line(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Save" not in last_line(app)


async def test_every_action_and_its_key_stand_on_one_line_where_there_is_little_room(app):
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("comma", "f2")
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        today = next(line for line in lines if " Today " in line)
        assert "everywhere" in today


async def test_a_line_that_was_begun_stays_when_another_is_taken_out(app):
    settings_file.save(Settings(locked_lines=("call Ana", "call Ben")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "f6")
        await pilot.pause()
        await pilot.press("n", *"call the clinic", "shift+tab", "delete")
        await pilot.pause()
        assert settings_file.load().locked_lines == ("call Ben",)
        assert rows(app)["line"].control_value == "call the clinic"
        await pilot.press("n", "enter")
        await pilot.pause()
    assert settings_file.load().locked_lines == ("call Ben", "call the clinic")


def last_line(app: JournalApp) -> str:
    return app.screen._compositor.render_strips()[-1].text
