"""Keys of one's own: they act, they are shown, and none means two things."""

from __future__ import annotations

import re

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.app import JournalApp
from recovery_journal.keys.keymap import (
    key_label,
    keys_label,
    keys_problem,
    normalize_key,
    parse_keys,
    split_valid_keys,
    to_textual_keymap,
)
from recovery_journal.keys.palette import actions_with_keys, with_user_keys
from recovery_journal.keys.registry import all_actions, can_collide
from recovery_journal.settings import Settings
from recovery_journal.widgets.text_field import TextField
from tests.tui.conftest import clock, put_journal
from tools.translations.extract import extract_messages


def said(app: JournalApp) -> list[str]:
    return [one.message for one in app._notifications]


def words_on(app: JournalApp) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


# ---- which keys there are ----------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("k", "k"),
        ("?", "question_mark"),
        (",", "comma"),
        ("shift+s", "S"),
        ("S", "S"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("f12", "f12"),
        ("slash", "slash"),
        (" ", "space"),
        ("ñ", "ñ"),
        ("", None),
        ("f99", None),
        ("bogus", None),
        ("hyper-x", None),
        ("ctrl+", None),
        ("ctrl+ctrl+a", None),
        ("\x1b", None),
    ],
)
def test_a_key_has_one_plain_name(typed, plain):
    assert normalize_key(typed) == plain


def test_a_key_is_shown_as_a_person_reads_it():
    found = [key_label(key) for key in ("question_mark", "comma", "S", "ctrl+g", "escape", "enter")]
    assert found == ["?", ",", "S", "ctrl+g", "esc", "enter"]
    assert keys_label(["S", "shift+s"]) == "S"


def test_a_capital_letter_is_found_however_the_terminal_sends_it():
    assert to_textual_keymap({"form.urge": "U"}) == {"form.urge": "U,shift+u"}


def test_help_now_has_its_key_whatever_is_chosen():
    assert parse_keys("app.help-now", "f12") == ("ctrl+g", "f12")
    assert to_textual_keymap({"app.help-now": "nokey"}) == {}, "its usual keys stay"


def test_the_usual_keys_mean_one_thing_in_one_place():
    every = all_actions()
    said = {one.id: keys_problem(one.id, ",".join(one.keys), every, can_collide) for one in every}
    assert {name: sentence for name, sentence in said.items() if sentence} == {}


@pytest.mark.parametrize(
    ("action", "key", "named"),
    [
        ("form.check-in", "u", "Urge"),
        ("form.check-in", "ctrl+s", "ctrl+s is "),
        ("form.save", "ctrl+l", "Lock"),
        ("form.check-in", "enter", "moving and writing"),
        ("form.check-in", "ctrl+m", "moving and writing"),
        ("form.check-in", "ctrl+g", "Help now"),
        ("form.check-in", "bogus", "bogus"),
        ("form.check-in", "", "at least one key"),
        ("no.such", "k", "no.such"),
    ],
)
def test_what_does_not_go_is_named(action, key, named):
    sentence = keys_problem(action, key, all_actions(), can_collide)
    assert named in sentence
    assert sentence.endswith(".")


def test_two_actions_can_change_their_keys_for_each_other():
    keys = {"form.check-in": "u", "form.urge": "c"}
    assert split_valid_keys(keys, all_actions(), can_collide) == (keys, [])


def test_two_actions_with_one_key_keep_their_usual_ones():
    keys = {"form.check-in": "f12", "form.urge": "f12", "app.lock": "ctrl+k"}
    good, sentences = split_valid_keys(keys, all_actions(), can_collide)
    assert good == {"app.lock": "ctrl+k"}
    assert len(sentences) == 2
    assert any("Check in" in one and "Urge" in one for one in sentences)


def test_what_another_gave_up_in_vain_is_not_taken():
    keys = {"form.check-in": "u", "form.urge": "bogus"}
    good, sentences = split_valid_keys(keys, all_actions(), can_collide)
    assert good == {}
    assert len(sentences) == 2


# ---- in the app --------------------------------------------------------------


async def test_a_key_of_ones_own_acts_in_the_place_of_the_usual_one(path, journal):
    settings_file.save(Settings(keys={"form.check-in": "k"}))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("c")
        assert len(app.screen_stack) == 1
        await pilot.press("k", "7", "enter")
        await pilot.pause(0.05)
    assert [entry.mood for entry in journal.entries.timeline()[0]] == [7]


async def test_it_is_shown_in_the_line_of_keys_the_help_and_the_palette(path, journal):
    settings_file.save(Settings(keys={"form.check-in": "f12"}))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "f12 Check in" in words_on(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert any("f12  Check in" in line for line in words_on(app).splitlines())
        await pilot.press("escape", "ctrl+p")
        await pilot.pause(0.2)
        assert "Check in  f12" in words_on(app)


async def test_a_letter_is_still_a_letter_in_a_text(path, journal):
    letters = {"page.steps": "k", "app.lock": "j", "form.save": "y"}
    settings_file.save(Settings(keys=letters))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("m", *"jky")
        assert app.screen.query(TextField).first(TextField).value == "jky"
        assert app.session.journal is not None
        await pilot.press("escape", "ctrl+p", *"jk")
        await pilot.pause(0.1)
        assert app.session.journal is not None, "nor does it lock from the palette"


async def test_a_key_that_is_no_letter_acts_from_a_text(path, journal):
    settings_file.save(Settings(keys={"form.check-in": "f12"}))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("m", "f12")
        await pilot.pause()
        assert app.screen.form == "check_in"


async def test_keys_that_act_everywhere_still_do(path, journal):
    settings_file.save(Settings(keys={"app.help-now": "f12", "app.lock": "f11"}))
    app = JournalApp(path, clock=clock)
    async with app.run_test() as pilot:
        for key in ("ctrl+g", "f12"):
            await pilot.press("n", key)
            await pilot.pause()
            assert type(app.screen).__name__ == "HelpNowScreen", key
            await pilot.press("escape", "escape")
        await pilot.press("n", "f11")
        await pilot.pause()
        assert app.session.journal is None


async def test_at_start_each_key_that_cannot_be_used_is_named(path, journal):
    keys = {"form.check-in": "u", "no.such": "k", "form.meeting": "bogus", "app.lock": "f11"}
    settings_file.save(Settings(keys=keys))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        clash, unknown, impossible = said(app)
        assert "Check in" in clash
        assert "u is Urge" in clash
        assert "no.such" in unknown
        assert "bogus" in impossible
        keys_here = {active.binding.id: keys for active, keys in actions_with_keys(app.screen)}
        assert keys_here["form.check-in"] == ["c"]
        assert keys_here["form.urge"] == ["u"]
        assert keys_here["form.meeting"] == ["m"]
        assert keys_here["app.lock"] == ["f11"]
    assert settings_file.load().keys == keys, "the file is left as it is"


async def test_the_digits_on_top_show_the_keys_of_ones_own(path, journal):
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "2 Map" in words_on(app)
        app.apply_keys({"go.map": "8"})
        await pilot.pause()
        assert "8 Map" in words_on(app)
        await pilot.press("8")
        assert app.current_mode == "map"


# ---- in sentences ------------------------------------------------------------


async def test_sentences_name_a_persons_own_keys(path):
    put_journal(path)
    own = {"app.undo": "f10", "form.more": "f12", "form.check-in": "k", "today.talk": "c"}
    settings_file.save(Settings(keys=own))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "will stand here. k begins." in words_on(app)
        assert "will stand here. c notes something." in words_on(app)
        await pilot.press("k", "7")
        assert "note  f12" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert said(app) == ["Saved. f10 takes it back."]


async def test_sentences_name_the_usual_keys(path):
    put_journal(path)
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "will stand here. c begins." in words_on(app)
        await pilot.press("c", "7", "enter")
        await pilot.pause()
        assert said(app) == ["Saved. ctrl+z takes it back."]


async def test_a_word_that_looks_like_a_key_stays(path):
    put_journal(path)
    settings_file.save(Settings(keys={"form.activity": "k", "form.reflection": "ctrl+a"}))
    app = JournalApp(path, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sentence = "Mi semana y a mi gente. {form.activity} anota una; {form.reflection}, otra."
        assert with_user_keys(app.screen, sentence) == (
            "Mi semana y a mi gente. k anota una; ctrl+a, otra."
        )


def test_every_key_in_a_sentence_is_that_of_an_action():
    actions = {action.id for action in all_actions()}
    messages = [str(message.id) for message in extract_messages()]
    named = {name for text in messages for name in re.findall(r"\{([a-z]+\.[a-z-]+)\}", text)}
    assert len(named) > 15
    assert named <= actions
