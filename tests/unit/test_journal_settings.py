"""The journal's own settings as a person writes them."""

from dataclasses import replace
from datetime import time

import pytest

from recovery_journal.domain.journal_settings import (
    SETTING_KEYS,
    JournalSettings,
    check_settings,
    setting_changes,
    setting_values,
)
from recovery_journal.errors import BadValue
from recovery_journal.i18n import using_language

FULL = JournalSettings(
    name="Ana",
    day_ends_at=time(4, 30),
    first_weekday=6,
    words=(("day", "a day of mine"), ("goal", "my aim")),
    meetings_per_week=3,
)


def test_every_setting_is_told_by_its_name():
    assert setting_values(FULL) == {
        "name": "Ana",
        "day_ends_at": "04:30",
        "first_weekday": 6,
        "meetings_per_week": 3,
        "words.return_to_use": None,
        "words.goal": "my aim",
        "words.day": "a day of mine",
    }
    assert tuple(setting_values(JournalSettings())) == SETTING_KEYS


@pytest.mark.parametrize(
    ("key", "text", "changed"),
    [
        ("name", "  Ana  Lía ", {"name": "Ana Lía"}),
        ("name", None, {"name": None}),
        ("day_ends_at", "0:00", {"day_ends_at": time(0)}),
        ("day_ends_at", " 12:00 ", {"day_ends_at": time(12)}),
        ("day_ends_at", None, {"day_ends_at": time(3)}),
        ("first_weekday", "Sunday", {"first_weekday": 6}),
        ("first_weekday", "2", {"first_weekday": 2}),
        ("first_weekday", None, {"first_weekday": 0}),
        ("meetings_per_week", "0", {"meetings_per_week": 0}),
        ("meetings_per_week", "50", {"meetings_per_week": 50}),
        ("meetings_per_week", None, {"meetings_per_week": None}),
        ("words.goal", None, {"words": (("day", "a day of mine"),)}),
        ("words.goal", "aim", {"words": (("day", "a day of mine"), ("goal", "aim"))}),
        (
            "words.return_to_use",
            "that day",
            {
                "words": (
                    ("day", "a day of mine"),
                    ("goal", "my aim"),
                    ("return_to_use", "that day"),
                )
            },
        ),
    ],
)
def test_a_setting_is_read_as_it_is_written(key, text, changed):
    assert setting_changes(FULL, key, text) == changed


def test_a_weekday_is_understood_in_the_language_that_is_spoken():
    with using_language("es"):
        assert setting_changes(FULL, "first_weekday", "sunday") == {"first_weekday": 6}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("name", " "),
        ("name", "x" * 81),
        ("words.day", ""),
        ("day_ends_at", "12:01"),
        ("day_ends_at", "03:60"),
        ("day_ends_at", "11:75"),
        ("day_ends_at", "three"),
        ("first_weekday", "7"),
        ("first_weekday", ""),
        ("meetings_per_week", "51"),
        ("meetings_per_week", "100"),
        ("meetings_per_week", "-1"),
        ("meetings_per_week", "two"),
    ],
)
def test_what_a_setting_does_not_take_is_refused_in_a_sentence(key, text):
    with pytest.raises(BadValue) as refused:
        setting_changes(FULL, key, text)
    assert refused.value.details["field"] == key
    assert str(refused.value).endswith(".")


def test_a_word_of_their_own_is_found_by_its_name():
    assert FULL.word_for("goal") == "my aim"
    assert FULL.word_for("return_to_use") is None


def test_settings_that_fit_are_stored_and_others_say_what_does_not():
    check_settings(FULL)
    for changes, sentence in (
        ({"day_ends_at": time(12, 1)}, "The day can end from 00:00 to 12:00."),
        ({"first_weekday": 7}, "The first day of the week is 0"),
        ({"meetings_per_week": 51}, "Meetings a week are a whole number"),
    ):
        with pytest.raises(BadValue, match=sentence):
            check_settings(replace(FULL, **changes))
