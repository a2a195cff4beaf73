"""What is around every screen: the line on top, the line of keys, the settings in use."""

from __future__ import annotations

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.i18n import current_language, use_language
from recovery_journal.messages import JournalChanged, SettingsChanged
from recovery_journal.settings import Settings
from recovery_journal.widgets.key_bar import KeyBar, KeyHint, fit_keys
from recovery_journal.widgets.nav_bar import NavBar
from recovery_journal.widgets.page_list import PeopleList
from tests.tui.burst import painted
from tests.tui.conftest import clock, until
from tests.tui.test_app import name_of, words_on

NAMES = ("Today", "Map", "People", "Meetings", "Timeline", "Trends", "Week")


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


def top_of(app: JournalApp) -> str:
    return words_on(app).splitlines()[0]


@pytest.mark.parametrize("width", [160, 120, 110, 80])
async def test_all_seven_places_are_named_on_the_line_on_top(app, width):
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        for digit, name in enumerate(NAMES, 1):
            assert f"{digit} {name}" in top_of(app)
        assert "ctrl+g" in top_of(app)
        assert "Help" in top_of(app)


@pytest.mark.parametrize("code", ["en", "es"])
async def test_where_names_do_not_fit_the_screen_you_are_on_is_named_in_full(app, code):
    use_language(code)
    help_now = {"en": "ctrl+g Help", "es": "ctrl+g Ayuda"}[code]
    async with app.run_test(size=(72, 24)) as pilot:
        for place in range(1, 8):
            await pilot.press(str(place))
            for width in (72, 60, 44):
                await pilot.resize_terminal(width, 24)
                await painted(app)
                top = top_of(app)
                assert len(top) == width
                assert f"{place} {app.screen.title_text}" in top, width
                assert all(str(digit) in top for digit in range(1, 8)), (width, place)
                assert top.rstrip().endswith(help_now), (width, place)


async def test_the_line_on_top_fits_again_when_the_window_is_another(app):
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert "Timeline" not in top_of(app)
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert "Timeline" in top_of(app)


@pytest.mark.parametrize("front", ["2", "c", "question_mark"])
async def test_a_screen_fits_that_was_behind_another_when_the_window_changed(app, front):
    async with app.run_test(size=(120, 24)) as pilot:
        today = app.screen
        await pilot.press(front)
        await pilot.resize_terminal(60, 24)
        await until(lambda: app.screen.size.width == 60)
        assert app.screen.has_class("-narrow")
        await pilot.press("1" if front == "2" else "escape")
        await until(lambda: app.screen is today and today.has_class("-narrow"))
        assert today.size.width == 60
        assert not today.has_class("-wide")


@pytest.mark.parametrize("width", [120, 80, 60])
async def test_every_place_and_help_now_can_be_clicked(app, width):
    async with app.run_test(size=(width, 24)) as pilot:
        for digit, name in (*enumerate(NAMES[:2], 1), (7, "Week")):
            await pilot.click(NavBar, offset=(top_of(app).index(f"{digit} "), 0))
            await pilot.pause()
            assert name_of(app) == name
        await pilot.click(NavBar, offset=(top_of(app).index("ctrl+g"), 0))
        await pilot.pause()
        assert name_of(app) == "Help now"


async def test_a_click_between_the_names_does_nothing(app):
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.click(NavBar, offset=(100, 0))
        await pilot.pause()
        assert name_of(app) == "Today"


@pytest.mark.parametrize("way", [(), ("c",), ("2",)])
async def test_no_key_at_the_bottom_is_cut_and_the_way_to_all_keys_stays(app, way):
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.press(*way)
        for width in (40, 48, 60, 80):
            await pilot.resize_terminal(width, 24)
            await painted(app)
            last = words_on(app).splitlines()[-1]
            assert len(last) == width
            assert "? Keys" in last, width
            named = [
                f"{one.display} {one.label}" for one in app.screen.query_one(KeyBar)._collect_keys()
            ]
            shown = " ".join(name for name in named if name in last)
            assert last.split() == shown.split(), width


def test_keys_give_way_from_the_end():
    keys = [
        KeyHint(key, key, "Four", action)
        for key, action in zip("abc", ["a", "b", "keys"], strict=True)
    ]
    assert [one.key for one in fit_keys(keys, 16)] == ["a", "c"]
    assert [one.key for one in fit_keys(keys, 24)] == ["a", "b", "c"]


async def test_the_app_speaks_the_language_of_the_settings_from_its_first_screen(path, journal):
    settings_file.save(Settings(language="es"))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1 Hoy" in top_of(app)
        assert "viernes" in words_on(app)


async def test_another_language_changes_every_screen_and_keeps_the_place(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "2", "c", "7")
        app.post_message(SettingsChanged(Settings(language="es")))
        await pilot.pause(0.3)
        assert (app.current_mode, app.screen.form) == ("map", "check_in")
        assert app.screen.draft() == {"mood": 7}
        await pilot.press("escape")
        await pilot.pause()
        assert "2 Mapa" in top_of(app)
        await pilot.press("1")
        await pilot.pause()
        assert "viernes" in words_on(app)


async def test_colours_and_motion_are_put_to_use_at_once(app):
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(SettingsChanged(Settings(theme="light", motion=False)))
        await pilot.pause()
        assert (app.theme, app.animation_level, current_language()) == ("light", "none", "en")


async def test_fields_that_were_shown_are_shown_after_a_new_start(path, app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "f2", "escape")
        await pilot.pause()
    again = JournalApp(path, clock=clock)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert again.screen.query_one("#more").display
        await pilot.press("f2", "escape")
        await pilot.pause()
    assert settings_file.load().unfolded == ()


async def test_what_is_not_right_begins_in_the_column_of_what_was_typed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", *"zz", "ctrl+s")
        await pilot.pause()
        lines = words_on(app).splitlines()
        typed = next(line for line in lines if "zz" in line)
        said = next(line for line in lines if "Nobody here" in line)
        assert typed.index("zz") == said.index("Nobody")


@pytest.mark.parametrize(
    ("keys", "other"), [(("r", *"zz", "ctrl+s"), "backspace"), (("c", "enter"), "7")]
)
async def test_what_was_not_right_is_no_longer_said_once_it_is_another(app, keys, other):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.screen.query(".-error")
        await pilot.press(other)
        await pilot.pause()
        assert not app.screen.query(".-error")


async def test_a_dialog_says_that_what_was_typed_is_still_there_and_adds_to_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "still here" not in words_on(app)
        await pilot.press(*"sleep", "escape", "n")
        await pilot.pause()
        assert "What you typed before is still here." in words_on(app)
        await pilot.press("y")
        await pilot.pause()
        assert app.focused.value == "sleepy"


@pytest.mark.parametrize("width", [60, 80])
async def test_what_was_saved_is_said_in_one_line(app, width):
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await pilot.pause()
        app.post_message(JournalChanged("Saved for María del Mar."))
        await pilot.pause(0.2)
        assert "Saved for María del Mar. ctrl+z takes it back." in words_on(app)


async def test_a_list_without_the_cursor_shows_none(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = "calm"
        await pilot.pause()
        people = app.screen.query_one(PeopleList)
        assert not people.has_focus
        style = people.get_visual_style("option-list--option-highlighted")
        assert not style.underline
        await pilot.press("down")
        assert people.get_visual_style("option-list--option-highlighted").underline


async def test_a_click_on_a_key_of_the_last_line_presses_it(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        at = words_on(app).splitlines()[-1].index("Urge")
        await pilot.hover(KeyBar, offset=(at, 0))
        assert app.screen.query_one(KeyBar).tooltip == "Log an urge"
        await pilot.click(KeyBar, offset=(at, 0))
        await pilot.pause()
        assert app.screen.form == "urge"


async def test_a_click_beside_the_keys_does_nothing(app):
    async with app.run_test(size=(160, 36)) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(158, 0))
        await pilot.pause()
        assert name_of(app) == "Today"
