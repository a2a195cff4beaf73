"""Urge: two ways to begin, and the page that stays until it has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual import events

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.domain.fields import RatedName
from recovery_journal.domain.urge import Urge
from recovery_journal.screens.form.urge import ChoiceMenu
from recovery_journal.settings import Settings
from recovery_journal.storage import Journal
from recovery_journal.widgets.breathing_pacer import BreathingPacer
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.page_list import PeopleList
from tests.tui.burst import press
from tests.tui.conftest import NOW, opened, put_journal, until


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def app(path, journal, time) -> JournalApp:
    return JournalApp(path, clock=time)


def page_of(app: JournalApp) -> str:
    return getattr(app.screen, "page", "") or getattr(app.screen, "form", "") or app.screen.heading


def said(app: JournalApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}").render())


def urge(at, *coping: tuple[str, int], triggers: tuple[str, ...] = ()) -> Urge:
    marked = tuple(RatedName(*one) for one in coping)
    return Urge(occurred_at=at, recorded_at=at, coping=marked, triggers=triggers)


def entries(journal: Journal) -> list:
    return journal.entries.timeline()[0]


async def unlock(app: JournalApp, pilot, page: str = "hard_moment") -> None:
    """Type the passphrase, and wait until the key is derived and the page is back."""
    await press(pilot, *"four plain words", "enter")
    await until(lambda: page_of(app) == page)
    await opened(pilot)


# --- two ways --------------------------------------------------------------------


async def test_u_opens_on_two_ways_and_nothing_to_fill_in(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        assert isinstance(app.focused, ChoiceMenu)
        assert [one for one in app.screen.query("FormBody > *") if one.display] == [app.focused]
        words = [str(option.prompt) for option in app.focused.options]
        assert "Log it" in words[0]
        assert "Stay with me" in words[1]


async def test_log_it_shows_the_rows_in_place(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        for peak, keys in enumerate((["l"], ["enter"], ["down", "up", "enter"]), start=6):
            await press(pilot, "u", *keys, str(peak), "enter")
            assert entries(journal)[0].peak == peak, keys
            journal.entries.delete(entries(journal)[0].id)
            assert entries(journal) == []


async def test_ten_can_be_typed_at_once(app, journal, monkeypatch):
    monkeypatch.setattr(
        "recovery_journal.widgets.scale.TWO_DIGIT_SECONDS", 60
    )  # a busy machine is slow
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "1", "0", "enter")
    (entry,) = entries(journal)
    assert entry.peak == 10


async def test_stay_with_me_takes_the_place_of_the_form(app):
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["s"], ["down", "enter"], ["right", "enter"]):
            await press(pilot, "u", *keys)
            assert page_of(app) == "hard_moment", keys
            await press(pilot, "escape")
            assert page_of(app) == "Today", keys


async def test_the_ways_can_be_clicked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        for row, page in ((1, "urge"), (5, "hard_moment")):
            await press(pilot, "u")
            await pilot.click(ChoiceMenu, offset=(8, row))
            if page == "urge":
                await until(lambda: not app.screen.query_one(ChoiceMenu).display)
            await until(lambda page=page: page_of(app) == page)
            await press(pilot, "escape")


async def test_leaving_the_two_ways_asks_nothing_and_keeps_nothing(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "ctrl+s", "f2", "escape")
        assert page_of(app) == "Today"
        assert not app.forms.drafts
    assert entries(journal) == []


async def test_what_was_typed_waits_while_the_page_stays(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "6", "s")
        assert page_of(app) == "hard_moment"
        await press(pilot, "escape", "u")
        assert app.screen.rows["peak"].value == 6
        assert not app.screen.query(ChoiceMenu)


# --- the page that stays ------------------------------------------------------------


async def test_the_page_says_how_long_it_is_that_urges_pass_and_something_gentle(app, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        time.pass_by(minutes=4, seconds=7)
        app.screen.tick()
        assert said(app, "time") == "4:07 since this page opened. Urges rise, and they pass."
        assert "slow breathing" in said(app, "helped"), "there is no record of what helped"


async def test_everything_is_in_sight_without_scrolling(app, journal):
    for name in ("Maria", "Ben", "Mark"):
        contact = journal.contacts.find(name)
        journal.contacts.edit(contact.id, ok_when_urge=True, supports_goal="yes")
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((80, 24), (60, 24), (120, 36)):
            await pilot.resize_terminal(*size)
            await press(pilot, "u", "s")
            assert app.screen.query_one(PeopleList).option_count == 3
            page = app.screen.query_one("FormBody")
            assert page.max_scroll_y == 0 or size == (60, 24), size
            for one in app.screen.query("BreathingPacer, #time, PeopleList, .heading--help"):
                assert one.region in app.screen.region, size
            await press(pilot, "escape")


async def test_the_breath_moves_by_the_clock(app, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        breath = app.screen.query_one(BreathingPacer)
        seen = []
        for _step in range(5):
            seen.append((breath.phase_label(), str(breath.render()).count("█")))
            time.pass_by(seconds=2)
            app.screen.tick()
        assert [word for word, _bar in seen] == ["in", "in", "out", "out", "out"]
        bars = [bar for _word, bar in seen]
        assert bars[0] < bars[1] < bars[2] > bars[3] > bars[4]


@pytest.mark.parametrize("how", ["settings", "environment"])
async def test_without_motion_there_are_words_that_change_once_a_phase(
    path, journal, time, monkeypatch, how
):
    if how == "settings":
        settings_file.save(Settings(motion=False))
    app = JournalApp(path, clock=time)
    if how == "environment":
        app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        shown = []
        for _second in range(10):
            shown.append(
                (str(app.screen.query_one(BreathingPacer).render()).strip(), said(app, "time")[:4])
            )
            time.pass_by(seconds=1)
            app.screen.tick()
        assert len(set(shown[:4])) == 1
        assert len(set(shown[4:])) == 1
        assert shown[0][0].startswith("in")
        assert shown[4][0].startswith("out")
        assert "█" not in shown[4][0]
        assert shown[4][1] == "0:04"


async def test_the_three_people_are_those_for_a_hard_moment(app, journal):
    mark = journal.contacts.find("Mark")
    journal.contacts.edit(mark.id, ok_when_urge=True)
    journal.contacts.edit(journal.contacts.find("Ben").id, supports_goal="no")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        people = app.screen.query_one(PeopleList)
        shown = [str(people.get_option_at_index(n).prompt) for n in range(people.option_count)]
    assert [line.split()[0] for line in shown] == ["Mark", "Maria"]
    assert "okay to reach" in shown[0]


async def test_r_and_t_log_the_person_under_the_cursor(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        for key, outcome, cursor in (("r", "connected", 1), ("t", "no_answer", 0)):
            await press(pilot, "u", "s")
            people = app.screen.query_one(PeopleList)
            await press(pilot, *["down"] * cursor)
            name = str(people.get_option_at_index(people.highlighted).prompt).split()[0]
            await press(pilot, key, "enter")
            assert page_of(app) == "hard_moment", key
            entry = entries(journal)[0]
            assert entry.outcome == outcome
            assert [ref.name for ref in entry.contacts] == [name]
            await press(pilot, "escape")
    assert len(entries(journal)) == 2


async def test_with_nobody_to_name_r_opens_the_empty_form(path, time):
    put_journal(path)
    with Journal.open(path, None, clock=time) as journal:
        for contact in journal.contacts.all():
            journal.contacts.delete(contact.id)
    app = JournalApp(path, clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        assert said(app, "nobody") == "A helpline or a meeting counts."
        await press(pilot, "r")
        assert page_of(app) == "reached"


async def test_one_thing_that_helped_is_that_of_the_trigger(app, journal):
    for _n in range(3):
        journal.entries.add(urge(NOW, ("music", 2), triggers=("conflict",)))
        journal.entries.add(urge(NOW, ("grounding", 1), ("tea", 0), triggers=("lonely",)))
        journal.entries.add(urge(NOW, ("music", 0), triggers=("unsure",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        assert said(app, "helped") == "What helped before: grounding (3 of 3 times)"
        await press(pilot, "s", *"conf", "enter")
        assert said(app, "helped") == "What helped before with “conflict”: music (3 of 3 times)"
        await press(pilot, "s", "backspace", *"life", "enter")
        assert said(app, "helped") == "On my own: grounding"


async def test_after_what_set_it_off_the_letters_act_again(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "s", *"conf", "enter")
        await press(pilot, "r")
        assert page_of(app) == "reached"


# --- how is it now ------------------------------------------------------------------


async def test_how_is_it_now_is_the_same_record_filled_in(app, journal, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "8", "s", *"conf", "enter")
        time.pass_by(minutes=12)
        await press(pilot, "enter")
        assert page_of(app) == "urge"
        await press(pilot, "3", "enter")
        assert page_of(app) == "Today"
        assert not app.forms.drafts
    (entry,) = entries(journal)
    assert (entry.peak, entry.after, entry.minutes) == (8, 3, 12)
    assert (entry.triggers, entry.coping) == (("conflict",), (RatedName("breathing"),))


async def test_saving_how_it_is_now_is_one_enter(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "n")
        await press(pilot, "enter")
        assert page_of(app) == "Today"
    (entry,) = entries(journal)
    assert (entry.peak, entry.after, entry.minutes, entry.coping) == (None, None, 1, ())


async def test_whom_it_led_to_is_known_from_the_journal(app, journal, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        time.pass_by(minutes=2)
        await press(pilot, "r")
        await press(pilot, "enter")
        await press(pilot, "n")
        await press(pilot, "2", "enter")
    found = {entry.kind: entry for entry in entries(journal)}
    assert found["urge"].reach_out == found["reach_out"].id
    assert [one.name for one in found["urge"].coping] == ["breathing", "reach_someone"]


async def test_not_yet_goes_back_to_the_page(app, journal, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "7", "n")
        await press(pilot, "escape")
        assert page_of(app) == "hard_moment"
        time.pass_by(minutes=3)
        await press(pilot, "n")
        await press(pilot, "enter")
    (entry,) = entries(journal)
    assert (entry.peak, entry.minutes) == (7, 3)


async def test_what_was_typed_of_how_it_is_now_waits_with_the_page(app, journal, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "n")
        await press(pilot, "4", "escape", "escape")
        assert page_of(app) == "Today"
        time.pass_by(minutes=9)
        await press(pilot, "u", "s", "n")
        await press(pilot, "enter")
        assert page_of(app) == "Today"
        assert not app.forms.has_unsaved_text()
    (entry,) = entries(journal)
    assert (entry.after, entry.minutes) == (4, 9)


async def test_days_later_nothing_of_an_older_moment_is_mixed_in(app, journal, time):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "n")
        await press(pilot, "4", "escape", "escape")
        time.pass_by(days=2)
        await press(pilot, "u", "s", "n")
        await press(pilot, "enter")
        assert not app.forms.has_unsaved_text()
    (entry,) = entries(journal)
    assert (entry.after, entry.minutes) == (None, 1)


async def test_locked_in_how_is_it_now_it_goes_on_and_ends_as_it_would_have(path, time):
    put_journal(path, "four plain words")
    app = JournalApp(path, passphrase="four plain words", clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "7", "n")
        await press(pilot, "3", "ctrl+l")
        await unlock(app, pilot, "urge")
        await press(pilot, "enter")
        assert page_of(app) == "Today"
        assert not app.forms.has_unsaved_text()
        (entry,) = app.session.journal.entries.timeline()[0]
    assert (entry.peak, entry.after) == (7, 3)


async def test_an_urge_typed_before_is_not_mixed_with_the_one_lived_through(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "2", "s")
        await press(pilot, "9", "n")
        await press(pilot, "4", "enter")
        assert list(app.forms.drafts) == ["urge:"]
    (entry,) = entries(journal)
    assert (entry.peak, entry.after) == (9, 4)


# --- leaving, and coming back ----------------------------------------------------------


async def test_escape_leaves_at_any_time_and_nothing_is_asked(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        for before in ("", "7", ["s", *"conf"], ["down"]):
            app.forms.drafts.pop("hard_moment", None)
            await press(pilot, "u", "s", *before, "escape")
            assert page_of(app) == "Today", before
    assert entries(journal) == []


async def test_with_nothing_chosen_it_begins_anew_with_something_it_is_taken_up_for_hours(
    app, time
):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "escape")
        time.pass_by(minutes=5)
        await press(pilot, "u", "s")
        assert said(app, "time").startswith("0:00")
        assert not app.forms.has_unsaved_text()
        await press(pilot, "7", "escape")
        time.pass_by(minutes=5)
        await press(pilot, "u", "s")
        assert said(app, "time").startswith("5:00")
        assert app.screen.rows["peak"].value == 7
        await press(pilot, "escape")
        time.pass_by(hours=4)
        await press(pilot, "u", "s")
        assert said(app, "time").startswith("0:00")
        assert app.screen.rows["peak"].value is None


async def test_after_the_lock_the_page_is_there_as_it_was(path, time):
    put_journal(path, "four plain words")
    app = JournalApp(path, passphrase="four plain words", clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "7", "s", *"conf", "enter")
        time.pass_by(minutes=6)
        await press(pilot, "ctrl+l")
        assert app.session.journal is None
        await unlock(app, pilot)
        assert page_of(app) == "hard_moment"
        assert app.screen.rows["peak"].value == 7
        assert app.screen.trigger == "conflict"
        assert said(app, "time").startswith("6:00")


async def test_after_the_lock_the_time_goes_on_with_nothing_chosen(path, time):
    put_journal(path, "four plain words")
    app = JournalApp(path, passphrase="four plain words", clock=time)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        time.pass_by(minutes=6)
        await press(pilot, "ctrl+l")
        await unlock(app, pilot)
        assert said(app, "time").startswith("6:00")


async def test_a_page_that_is_being_closed_is_not_shown_anew(app):
    """As when the app is left while it puts its pages back after the passphrase."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u", "s")
        page = app.screen
        await page.query(FormRow).remove()
        page._pruning, page._shown_version = True, None
        page.post_message(events.ScreenResume())
        await pilot.pause()
        assert page._shown_version is None
        page._pruning = False


async def test_people_added_elsewhere_meanwhile_appear(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s")
        journal.contacts.delete(journal.contacts.find("Ben").id)
        app.poll_changes()
        await until(lambda: app.screen.query_one(PeopleList).option_count == 2)


async def test_help_now_is_one_key_away_and_the_page_is_there_after_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "s", "7", "ctrl+g")
        assert app.screen.heading == "Help now"
        await press(pilot, "escape")
        assert page_of(app) == "hard_moment"
        assert app.screen.rows["peak"].value == 7
