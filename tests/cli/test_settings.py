"""``settings``: shown, changed, and kept where it says."""

import pytest

from recovery_journal import settings as settings_file
from recovery_journal.settings import Settings


def test_all_settings_are_shown_with_where_they_are_kept(run):
    result = run("settings")
    assert result.code == 0
    assert str(settings_file.settings_path()) in result.out
    assert "readable without the passphrase" in result.out
    assert "theme: dark" in result.out
    assert "In the journal:" in result.out
    assert "day_ends_at: 03:00" in result.out
    assert "first_weekday: Monday" in result.out
    assert "name: none" in result.out


def test_as_json_the_two_places_stand_apart(run):
    document = run("settings", "--json").json()
    assert document["settings"] == {
        "language": "en",
        "country": None,
        "theme": "dark",
        "motion": True,
        "lock_minutes": 5,
        "keys": {},
        "locked_lines": [],
        "extra_lines": [],
    }
    assert document["journal"] == {
        "name": None,
        "day_ends_at": "03:00",
        "first_weekday": 0,
        "meetings_per_week": None,
        "words.return_to_use": None,
        "words.goal": None,
        "words.day": None,
    }


def test_without_a_journal_the_settings_of_the_file_are_shown(empty):
    result = empty("settings")
    assert result.code == 0
    assert "theme: dark" in result.out
    assert "In the journal:" not in result.out
    assert empty("settings", "--json").json()["journal"] is None


def test_a_journal_with_a_passphrase_is_not_opened_by_a_question(empty):
    passphrase = {"RECOVERY_JOURNAL_PASSPHRASE": "four plain words"}
    assert empty("init", env=passphrase).code == 0
    result = empty("settings", "--json", terminal=True)
    assert result.code == 0
    assert result.json()["journal"] is None
    assert "assphrase" not in result.err
    assert empty("settings", "--json", env=passphrase).json()["journal"]["name"] is None
    assert empty("settings", "name").code == 3
    assert empty("settings", "theme", "calm").code == 0, "the file needs no passphrase"


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("theme", "light", "light"),
        ("theme", "High Contrast", "high-contrast"),
        ("country", "us", "US"),
        ("language", "en", "en"),
        ("motion", "no", False),
        ("lock-minutes", "0", 0),
        ("keys.form.check-in", "k", "k"),
    ],
)
def test_a_setting_of_the_file_is_changed_shown_and_emptied(run, key, typed, kept):
    name = key.replace("lock-minutes", "lock_minutes")
    usual = run("settings", key, "--json").json()["settings"][name]
    assert run("settings", key, typed).code == 0
    assert run("settings", key, "--json").json() == {"settings": {name: kept}, "journal": None}
    assert run("settings", key, "none").code == 0
    assert run("settings", key, "--json").json()["settings"][name] == usual


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("name", "Róisín", "Róisín"),
        ("day-ends-at", "04:30", "04:30"),
        ("first_weekday", "sunday", 6),
        ("first_weekday", "6", 6),
        ("meetings_per_week", "3", 3),
        ("words.return_to_use", "a slip", "a slip"),
        ("words.goal", "my aim", "my aim"),
        ("words.day", "day of mine", "day of mine"),
    ],
)
def test_a_setting_of_the_journal_is_changed_shown_and_emptied(run, key, typed, kept):
    name = key.replace("-", "_")
    usual = run("settings", key, "--json").json()["journal"][name]
    assert run("settings", key, typed).code == 0
    assert run("settings", key, "--json").json() == {"settings": None, "journal": {name: kept}}
    assert run("settings", key, "none").code == 0
    assert run("settings", key, "--json").json()["journal"][name] == usual


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("theme", "solarized"),
        ("country", "Spain"),
        ("language", "xx"),
        ("language", "english"),
        ("motion", "perhaps"),
        ("lock_minutes", "-1"),
        ("keys", "k"),
        ("keys.form.check-in", "u"),
        ("keys.form.check-in", "enter"),
        ("keys.form.check-in", "hyper-x"),
        ("keys.no.such", "k"),
        ("extra_lines", "without a colon"),
        ("name", " "),
        ("name", "x" * 81),
        ("day_ends_at", "13:00"),
        ("day_ends_at", "3"),
        ("first_weekday", "someday"),
        ("meetings_per_week", "51"),
        ("meetings_per_week", "many"),
        ("font", "large"),
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(run, key, typed):
    before = run("settings", "--json").json()
    result = run("settings", "--json", "--", key, typed)
    assert result.code == 2
    assert result.error()["code"] == "bad_value"
    assert result.error()["message"].endswith(".")
    assert run("settings", "--json").json() == before


def test_two_values_for_one_are_refused(run):
    assert run("settings", "theme", "dark", "light").code == 2
    assert run("settings", "name", "Ana", "Ben").code == 2


def test_a_clash_of_keys_names_the_other_action(run):
    result = run("settings", "keys.form.check-in", "n")
    assert result.code == 2
    assert "n is " in result.err


def test_lists_take_several_values_and_are_emptied(run):
    assert run("settings", "extra_lines", "My clinic: call 555 0100", "Ana: text 1: now").code == 0
    assert run("settings", "locked_lines", "call Ana", "breathe out").code == 0
    kept = settings_file.load()
    assert kept.extra_lines == (
        {"name": "My clinic", "reach": "call 555 0100"},
        {"name": "Ana", "reach": "text 1: now"},
    )
    assert kept.locked_lines == ("call Ana", "breathe out")
    assert "My clinic: call 555 0100; Ana: text 1: now" in run("settings").out
    assert run("settings", "extra_lines", "none").code == 0
    assert run("settings", "locked_lines", "none").code == 0
    assert settings_file.load() == Settings()


def test_a_private_text_can_be_read_from_standard_input(run):
    assert run("settings", "words.goal", "-", input="my aim\n").code == 0
    assert run("settings", "words.goal").out == "words.goal: my aim\n"


def test_another_end_of_the_day_moves_every_entry(run):
    at = ["--at", "2026-11-20T03:30"]
    assert run("checkin", "--mood", "5", *at).code == 0
    assert run("show", "1", "--json").json()["local_date"] == "2026-11-20"
    assert run("settings", "day_ends_at", "04:00").code == 0
    assert run("show", "1", "--json").json()["local_date"] == "2026-11-19"


def test_help_now_keeps_its_key(run):
    assert run("settings", "keys.app.help-now", "f12").code == 0
    from recovery_journal.keys.keymap import to_textual_keymap

    assert to_textual_keymap(settings_file.load().keys)["app.help-now"] == "ctrl+g,f12"


def test_a_new_language_is_spoken_at_once(run):
    assert run("settings", "language", "es").err == "Guardado.\n"
    assert run("settings", "language", "en").err == "Saved.\n"


def test_none_empties_a_setting_in_every_language(run):
    settings_file.save(Settings(language="es"))
    for word in ("nada", "none"):
        assert run("settings", "words.goal", "mi meta").code == 0
        assert run("settings", "words.goal", word).code == 0
        assert run("settings", "words.goal", "--json").json()["journal"]["words.goal"] is None


def test_of_the_lock_it_is_said_what_it_does(run):
    result = run("settings", "lock_minutes", "10")
    assert (result.code, settings_file.load().lock_minutes) == (0, 10)
    assert "Nothing locks by itself" in result.err
    assert "ctrl+l locks the app" in result.err
    assert "Nothing locks" not in run("settings", "lock_minutes").err
    run("settings", "keys.app.lock", "f9")
    assert "f9 locks the app" in run("settings", "lock_minutes", "5").err


def test_a_return_to_use_goes_by_the_persons_own_words(run):
    assert run("return-to-use", "--about", "wine").code == 0
    assert "return to use: wine" in run("timeline").out
    assert run("settings", "words.return_to_use", "a hard evening").code == 0
    for asked in (("timeline",), ("today",), ("search", "wine")):
        assert "a hard evening: wine" in run(*asked).out
    assert run("show", "1").out.startswith("1  a hard evening\n")
    assert run("show", "1", "--json").json()["kind"] == "return_to_use"


@pytest.mark.parametrize("key", ["name", "words.return_to_use"])
def test_an_empty_text_is_refused_by_the_name_of_its_setting(run, key):
    result = run("settings", key, " ", "--json")
    assert result.code == 2
    assert result.error()["message"] == f"{key} is empty."
