"""The App: doors, keys that work everywhere, live changes, leaving."""

from __future__ import annotations

import gc
import weakref
from datetime import datetime, timedelta

import pytest
from textual.widgets import Input

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.demo import write_demo
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.errors import CannotWrite, UnusableJournal
from recovery_journal.screens import JournalScreen
from recovery_journal.storage import Journal
from recovery_journal.widgets.page_list import PeopleList
from tests.tui.burst import painted, send
from tests.tui.conftest import NOW, clock, opened, put_journal


def words_on(app: JournalApp) -> str:
    """Return every text on the screen in front."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


def name_of(app: JournalApp) -> str:
    screen = app.screen
    return screen.heading if isinstance(screen, JournalScreen) else type(screen).__name__


async def test_the_name_of_the_screen_is_on_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        for key, name in (("c", "Check in"), ("u", "Urge"), ("r", "Reached"), ("m", "Meeting")):
            await pilot.press(key)
            await pilot.pause()
            assert name in words_on(app).splitlines()[0]
            await pilot.press("escape")
            await pilot.pause()
        assert "Today" in words_on(app).splitlines()[0]


async def test_ctrl_g_works_from_unlock(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        assert name_of(locked) == "Unlock"
        await pilot.press("x", "ctrl+g")
        await pilot.pause()
        assert name_of(locked) == "Help now"
        assert "emergency number" in words_on(locked)
        assert "Maria" not in words_on(locked)


@pytest.mark.parametrize("key", ["ctrl+g", "f1"])
async def test_help_now_is_one_key_from_everywhere(app, key):
    async with app.run_test(size=(80, 24)) as pilot:
        for way in ("c", "r", "m", "n", "question_mark", "ctrl+p"):
            await pilot.press(way)
            under = type(app.screen)
            await send(pilot, [key], at_once=True)
            assert name_of(app) == "Help now", way
            assert "Ben" in words_on(app), way
            await pilot.press("escape")
            assert type(app.screen) is under, way
            await pilot.press("escape")
            assert name_of(app) == "Today", way


async def test_an_exclamation_mark_is_help_outside_text_and_text_inside(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "!")
        await pilot.pause()
        assert (name_of(app), app.screen.query(Input).first().value) == ("Reached", "!")
        await pilot.press("escape", "c", "!")
        await pilot.pause()
        assert name_of(app) == "Help now"


async def test_help_now_can_be_clicked(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.click("UnlockScreen .help")
        await pilot.pause()
        assert name_of(locked) == "Help now"


async def test_a_wrong_passphrase_stays_and_is_selected(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"three", "enter")
        await opened(pilot)
        field = locked.screen.query_one(Input)
        assert (field.value, field.selected_text) == ("three", "three")
        assert "does not open" in words_on(locked)
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        assert name_of(locked) == "Today"


async def test_after_five_tries_there_is_a_pause(locked, monkeypatch):
    async with locked.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await pilot.press("x", "enter")
            await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "next try" in words_on(locked)
        field = locked.screen.query_one(Input)
        assert field.selected_text == field.value  # so that typing replaces it


async def test_a_passphrase_given_at_the_start_opens_at_once(path):
    put_journal(path, "four plain words")
    app = JournalApp(path, passphrase="four plain words", clock=clock)
    async with app.run_test(size=(80, 24)):
        assert name_of(app) == "Today"


async def test_a_wrong_one_given_at_the_start_asks(path):
    put_journal(path, "four plain words")
    app = JournalApp(path, passphrase="no", clock=clock)
    async with app.run_test(size=(80, 24)):
        assert name_of(app) == "Unlock"
        assert "does not open" in words_on(app)


async def test_a_file_that_is_no_journal_is_refused_before_anything_is_drawn(path):
    path.write_text("a letter to a friend\n" * 400)
    with pytest.raises(UnusableJournal):
        JournalApp(path, clock=clock)


async def test_welcome_makes_a_journal_with_a_passphrase(path):
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "not treatment" in words_on(app)
        words = "four plain words"
        await pilot.press(*"A.", "enter", "enter", *"us", "enter", "enter", "enter")
        await pilot.press(*words, "enter", *words, "enter")
        await painted(app)
        assert name_of(app) == "Your people"
    assert Journal.needs_passphrase(path)
    with Journal.open(path, words, clock=clock) as journal:
        assert journal.settings.name == "A."
    assert settings_file.load().country == "US"


async def test_welcome_says_when_the_two_differ_and_makes_nothing(path):
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["enter"] * 5, *"one", "enter", *"two", "enter")
        await pilot.pause(0.1)
        assert "not the same" in words_on(app)
    assert not path.exists()


async def test_welcome_without_a_passphrase_says_who_could_read_it(path):
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "enter", "enter", "right")
        await pilot.pause()
        assert "could then read" in words_on(app)
        await pilot.press("enter")
        await opened(pilot)
        assert name_of(app) == "Your people"
    assert not Journal.needs_passphrase(path)


async def test_a_line_of_another_program_appears(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        journal.entries.add(CheckIn(mood=2, occurred_at=NOW, recorded_at=NOW))
        await pilot.pause(1.3)
        assert "mood 2" in words_on(app)


async def test_it_appears_after_coming_back_as_well(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        journal.entries.add(CheckIn(mood=2, occurred_at=NOW, recorded_at=NOW))
        await pilot.pause(1.3)
        await pilot.press("escape")
        await pilot.pause()
        assert "mood 2" in words_on(app)


async def test_ctrl_z_takes_the_last_change_back(app, journal):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause(0.3)
        assert "mood 7" in words_on(app)
        assert "Saved. ctrl+z takes it back." in words_on(app)
        await pilot.press("ctrl+z")
        await pilot.pause(0.3)
        assert "Taken back: check-in of Friday" in words_on(app)
        app.clear_notifications()
        await pilot.pause(0.1)
        assert "mood 7" not in words_on(app)
    assert journal.entries.timeline()[0] == []


async def test_r_in_help_now_logs_the_person_under_the_cursor(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+g", "r")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert name_of(app) == "Help now"
    (entry,) = journal.entries.timeline()[0]
    assert [ref.name for ref in entry.contacts] == ["Ben"]


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_help_now_begins_with_the_lines_to_call(path, size):
    write_demo(path, seed=1, until=NOW.date(), passphrase=None, clock=clock)
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "emergency number" in words_on(app)
        await pilot.press(*["down"] * 4)
        await pilot.pause()
        last = app.screen.query_one(PeopleList)
        assert last.highlighted == last.option_count - 1
        assert str(last.get_option_at_index(last.highlighted).prompt).split()[0] in words_on(app)


async def test_help_now_without_people_scrolls(path):
    Journal.create(path, None, JournalSettings(), clock=clock).close()
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause()
        before = words_on(app)
        await pilot.press("pagedown")
        await pilot.pause(0.1)
        assert words_on(app) != before


async def test_letters_typed_in_a_text_field_do_not_act(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", *"qcum127?n")
        await pilot.pause()
        assert name_of(app) == "Reached"
        assert app.screen.query(Input).first().value == "qcum127?n"


async def test_after_the_lock_no_screen_is_held_back_from_being_forgotten(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await app.action_go("people")
        await app.action_go("map")
        held = [weakref.ref(one) for stack in app._screen_stacks.values() for one in stack]
        await pilot.press("ctrl+l")
        await pilot.pause()
        gc.collect()
        # Textual itself keeps the first one.
        assert len([one for one in held if one() is not None]) <= 1


async def test_the_lock_closes_the_journal_and_keeps_what_was_typed(locked):
    async with locked.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        await pilot.press(*"rbe", "enter", "ctrl+l")
        await pilot.pause(0.1)
        assert (name_of(locked), locked.session.journal) == ("Unlock", None)
        assert "Ben" not in words_on(locked)
        assert locked.screen.query_one(Input).value == ""
        await pilot.press(*"four plain words", "enter")
        await opened(pilot)
        assert name_of(locked) == "Reached"
        assert "Ben" in words_on(locked)


async def test_the_lock_keeps_letters_that_picked_nobody_yet(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"rbe", "ctrl+l")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await opened(pilot)
        assert name_of(app) == "Reached"
        assert app.screen.query(Input).first().value == "be"


@pytest.mark.parametrize("away", [("ctrl+g", "escape"), ("ctrl+l", "enter")])
@pytest.mark.parametrize("way", [("n",), ("7", "n"), ("2", "n")])
async def test_what_is_typed_in_a_dialog_is_there_again(app, way, away):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*way)
        await pilot.pause()
        dialog = name_of(app)
        await pilot.press(*"sleep", away[0])
        await pilot.pause(0.1)
        assert "sleep" not in words_on(app)
        await pilot.press(away[1])
        await opened(pilot)
        assert (name_of(app), app.screen.query(Input).first().value) == (dialog, "sleep")


async def test_a_dialog_that_is_left_keeps_its_text_until_it_is_saved(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"sleep", "escape", "ctrl+q")
        await pilot.pause()
        assert "not saved" in words_on(app)
        await pilot.press("escape", "n")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "sleep"
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert not app.forms.has_unsaved_text()
    assert [item.text for item in journal.talk_items.list()] == ["sleep"]


async def test_help_now_and_a_place_from_a_dialog_lose_nothing(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"sleep", "ctrl+g", "2")
        await pilot.pause()
        await pilot.press("1", "n")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "sleep"


async def test_what_could_not_be_saved_for_next_session_is_asked_again(app, monkeypatch):
    def full(text: str) -> None:
        raise CannotWrite("The disk is full.")

    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app.session.journal.talk_items, "add", full)
        await pilot.press("n", *"sleep", "enter")
        await pilot.pause(0.1)
        assert "The disk is full." in words_on(app)
        assert app.screen.query_one(Input).value == "sleep"


async def test_a_journal_without_a_passphrase_opens_with_enter_after_the_lock(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause(0.1)
        assert name_of(app) == "Unlock"
        await pilot.press("enter")
        await opened(pilot)
        assert name_of(app) == "Today"


async def test_q_leaves_at_once_when_all_is_saved(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause(0.05)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value == 0


async def test_leaving_asks_when_something_is_unsaved(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "ctrl+q")
        await pilot.pause()
        assert "not saved" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "Check in"
        await pilot.press("ctrl+q", "left", "enter")
        await pilot.pause()
    assert app.return_value == 0


async def test_coming_back_after_weeks_is_greeted_without_a_count(app, journal):
    long_ago = NOW - timedelta(days=40)
    journal.entries.add(CheckIn(mood=5, occurred_at=long_ago, recorded_at=long_ago))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = words_on(app)
    assert "Good to see you." in shown
    assert "40" not in shown


async def test_a_new_day_is_shown_by_itself(path, journal):
    moment = [NOW]
    app = JournalApp(path, clock=lambda: moment[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7", "enter")
        await pilot.pause(0.05)
        moment[0] = NOW + timedelta(days=1)
        app.poll_changes()
        await pilot.pause()
        assert "Saturday 21 November" in words_on(app)
        assert "mood 7" not in words_on(app)


async def test_something_for_next_session_is_noted(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"sleep", "enter")
        await pilot.pause(0.05)
        assert "- sleep" in words_on(app)
    assert [item.text for item in journal.talk_items.list()] == ["sleep"]


async def test_today_pages_without_anybody_to_reach(path):
    with Journal.create(path, None, JournalSettings(), clock=clock) as journal:
        for number in range(30):
            journal.talk_items.add(f"item {number}")
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(60, 24)) as pilot:
        assert "item 29" not in words_on(app)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause(0.1)
        assert "item 29" in words_on(app)
        await pilot.press("pageup", "pageup")
        await pilot.pause(0.1)
        assert "So far" in words_on(app)


@pytest.mark.parametrize("place", ["1", "2", "7"])
async def test_what_is_typed_at_once_after_n_goes_into_the_dialog(app, place):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(place)
        await pilot.pause()
        await send(pilot, "nmurcq", at_once=True)
        assert app.screen.query_one(Input).value == "murcq"


async def test_r_and_t_on_a_person_fill_the_form(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "t")
        await pilot.pause(0.05)
        await pilot.press("enter")
        await pilot.pause(0.05)
    (entry,) = journal.entries.timeline()[0]
    assert ([ref.name for ref in entry.contacts], entry.outcome) == (["Ben"], "no_answer")


async def test_the_palette_has_our_actions_and_none_of_textuals(app):
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        shown = words_on(app)
        assert "Check in" in shown
        for foreign in ("Screenshot", "Maximize", "Show keys", "Change theme"):
            assert foreign not in shown
        await pilot.press(*"theme")
        await pilot.pause(0.5)
        assert "Theme: Light" in words_on(app)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.theme == "light"
    assert settings_file.load().theme == "light"


async def test_no_binding_is_dead_and_each_has_a_name(app):
    async with app.run_test(size=(120, 36)) as pilot:
        for way in ((), ("c",), ("u",), ("r",), ("m",), ("ctrl+g",), ("question_mark",), ("n",)):
            await pilot.press(*way)
            await pilot.pause()
            for key, active in app.screen.active_bindings.items():
                space, name, _args = app._parse_action(active.binding.action, active.node)
                method = getattr(space, f"action_{name}", getattr(space, f"_action_{name}", None))
                assert method is not None, (way, key, active.binding)
            if way:
                await pilot.press("escape")
                await pilot.pause()


async def test_every_key_of_today_changes_what_is_seen(app):
    keys = ("down", "c", "u", "r", "m", "n", "question_mark", "ctrl+g", "ctrl+p", "ctrl+l")
    async with app.run_test(size=(80, 24)) as pilot:
        await painted(app)
        assert "1" not in app.screen.active_bindings, "it is here already"
        for key in keys:
            assert name_of(app) == "Today", key
            assert key in app.screen.active_bindings, key
            before = words_on(app), app.screen.focused
            await send(pilot, [key], at_once=True)
            assert (words_on(app), app.screen.focused) != before, key
            if len(app.screen_stack) > 1:
                await pilot.press("escape")


async def test_a_crash_holds_no_journal_text(app, journal, capsys):
    secret = "Maria told me"

    def broken() -> None:
        here = secret  # a local that must not be printed
        raise ValueError(f"could not read {here}")

    async def seen() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.call_later(broken)
            await pilot.pause(0.1)

    with pytest.raises(ValueError, match="could not read"):
        await seen()
    said = capsys.readouterr()
    assert "not sent anywhere" in said.err
    assert "ValueError" in said.err
    assert secret not in said.err + said.out


async def test_the_demo_says_that_it_is_made_up(path, journal):
    app = JournalApp(path, demo=True, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.2)
        assert "made up" in words_on(app)


async def test_no_color_takes_the_colour_away_and_nothing_else(path, journal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "7")
        await pilot.pause(0.1)
        assert "[7]" in words_on(app)
        assert "#86c5ae" not in app.export_screenshot()


async def test_no_log_of_textual_is_written(path, journal, monkeypatch, tmp_path):
    from textual import constants

    from recovery_journal import app as module

    log = tmp_path / "log.txt"
    monkeypatch.setattr(constants, "LOG_FILE", str(log))
    monkeypatch.setattr(module.JournalApp, "run", lambda self: None)
    module.run(path, clock=clock)
    assert constants.LOG_FILE is None


async def test_the_clock_of_the_day_is_the_persons(app, journal):
    late = datetime(2026, 11, 21, 1, 30, tzinfo=NOW.tzinfo)
    app.session.clock = lambda: late
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Friday 20 November" in words_on(app)
