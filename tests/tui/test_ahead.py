"""What the app makes ready ahead of time, and what it does only once."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

from recovery_journal.app import JournalApp, preload
from recovery_journal.app.screen_names import MAIN_SCREENS
from recovery_journal.screens.trends import TrendsScreen
from recovery_journal.widgets.key_bar import KeyBar
from tests.tui.test_app import name_of, words_on


def quick(monkeypatch) -> None:
    monkeypatch.setattr(preload, "QUIET", 0.02)
    monkeypatch.setattr(preload, "BREATH", 0.001)


async def all_ready(app: JournalApp, pilot) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if next(iter(reversed(MAIN_SCREENS))) in app._screen_stacks:
            break
    await pilot.pause()


async def test_every_main_screen_is_there_before_it_is_gone_to(app, monkeypatch):
    quick(monkeypatch)
    async with app.run_test(size=(120, 36)) as pilot:
        await all_ready(app, pilot)
        ready = {mode: app._screen_stacks[mode][0] for mode in MAIN_SCREENS}
        assert name_of(app) == "Today"
        for digit, mode in enumerate(MAIN_SCREENS, 1):
            await pilot.press(str(digit))
            await pilot.pause()
            assert app.screen is ready[mode]
            assert app.screen._shown_version is not None


async def test_a_screen_that_cannot_be_filled_is_in_nobodys_way(app, monkeypatch):
    quick(monkeypatch)
    asked = []

    def broken(self):
        asked.append(self.is_current)
        if not self.is_current:
            raise ValueError

    monkeypatch.setattr(TrendsScreen, "show_journal", broken)
    async with app.run_test(size=(120, 36)) as pilot:
        await all_ready(app, pilot)
        assert name_of(app) == "Today"
        await pilot.press("6")
        await pilot.pause()
        assert asked[0] is False
        assert asked[-1] is True


async def test_nothing_is_made_ready_while_the_journal_is_locked(app, monkeypatch):
    monkeypatch.setattr(preload, "QUIET", 0.02)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause(0.3)
        assert not set(MAIN_SCREENS) & set(app._screen_stacks)


async def test_a_screen_made_ready_has_the_colours_that_were_chosen_since(app, monkeypatch):
    quick(monkeypatch)
    async with app.run_test(size=(120, 36)) as pilot:
        await all_ready(app, pilot)
        before = app._screen_stacks["week"][0].styles.background
        await app.action_choose("theme", "light")
        await pilot.press("7")
        await pilot.pause()
        assert app.screen.styles.background != before


async def test_at_the_start_everything_is_styled_once(app, monkeypatch):
    found = []
    usual = Stylesheet.apply

    def apply(self, node, **more):
        if node.id == "day":
            found.append(node)
        usual(self, node, **more)

    monkeypatch.setattr(Stylesheet, "apply", apply)
    async with app.run_test(size=(120, 36)):
        assert len(found) == 1


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
