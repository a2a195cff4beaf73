"""Days, times and numbers as a person reads them, in each language."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from threading import Event

import pytest

from recovery_journal import dates
from recovery_journal.i18n import (
    _,
    available_languages,
    current_language,
    is_available,
    ngettext,
    use_language,
    using_language,
)

FRIDAY = date(2026, 11, 20)
SUNDAY = date(2026, 5, 3)


def test_english_says_the_weekday_the_day_and_the_month() -> None:
    assert dates.weekday_day_text(FRIDAY) == "Friday 20 November"
    assert dates.weekday_day_text(FRIDAY, year=True) == "Friday 20 November 2026"
    assert dates.long_day(FRIDAY) == "20 November 2026"
    assert dates.month_year(FRIDAY) == "November 2026"


def test_spanish_says_them_as_spanish_does() -> None:
    with using_language("es"):
        assert dates.weekday_day_text(FRIDAY) == "viernes 20 de noviembre"
        assert dates.weekday_day_text(FRIDAY, year=True) == "viernes 20 de noviembre de 2026"
        assert dates.long_day(FRIDAY) == "20 de noviembre de 2026"
        assert dates.month_year(FRIDAY) == "noviembre de 2026"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["20 Nov", "Fri 20 Nov", "20 Nov 2026", "Fri 20 Nov 2026"]),
        ("es", ["20 nov", "vie 20 nov", "20 nov 2026", "vie 20 nov 2026"]),
    ],
)
def test_a_short_day_takes_little_room(code: str, words: list[str]) -> None:
    with using_language(code):
        assert [
            dates.short_day(FRIDAY),
            dates.short_day(FRIDAY, weekday=True),
            dates.short_day(FRIDAY, year=True),
            dates.short_day(FRIDAY, weekday=True, year=True),
        ] == words


def test_names_are_found_by_day_and_by_number() -> None:
    assert dates.weekday_name(SUNDAY) == dates.weekday_name(6) == "Sunday"
    assert dates.weekday_short(SUNDAY) == dates.weekday_short(6) == "Sun"
    assert dates.weekday_two_letters(SUNDAY) == dates.weekday_two_letters(6) == "Su"
    assert dates.month_name(SUNDAY) == dates.month_name(5) == "May"
    assert dates.month_short(FRIDAY) == dates.month_short(11) == "Nov"


def test_may_in_full_is_another_word_than_may_in_short() -> None:
    with using_language("es"):
        assert (dates.month_name(5), dates.month_short(5)) == ("mayo", "may")


@pytest.mark.parametrize("code", available_languages())
def test_every_language_has_every_day_and_month(code: str) -> None:
    with using_language(code):
        for name in (dates.weekday_name, dates.weekday_short, dates.weekday_two_letters):
            assert len({name(number) for number in range(7)}) == 7
        for name in (dates.month_name, dates.month_short):
            assert len({name(number) for number in range(1, 13)}) == 12


def test_a_number_has_no_needless_decimal_and_the_mark_of_the_language() -> None:
    assert [dates.format_number(n) for n in (7, 7.0, 6.5, -0.5)] == ["7", "7", "6.5", "-0.5"]
    assert dates.format_number(7, 1) == "7.0"
    with using_language("es"):
        assert [dates.format_number(n) for n in (7, 7.0, 6.5)] == ["7", "7", "6,5"]
        assert dates.format_number(7, 1) == "7,0"
        assert dates.decimal_mark() == ","


def test_a_time_is_the_clock_s() -> None:
    assert dates.time_text(time(9, 5)) == "09:05"
    assert dates.time_text(datetime(2026, 11, 20, 21, 30)) == "21:30"


# ---- words ------------------------------------------------------------------


def test_english_and_spanish_are_there() -> None:
    assert available_languages()[0] == "en"
    assert "es" in available_languages()


@pytest.mark.parametrize("code", ["en", "en_GB", "es", "es_MX"])
def test_a_country_speaks_the_language_of_its_first_part(code: str) -> None:
    assert is_available(code)


@pytest.mark.parametrize("code", ["fr", "fr_FR", "eo", ""])
def test_a_language_without_words_is_not_spoken(code: str) -> None:
    assert not is_available(code)


def test_a_sentence_is_said_in_the_language_for_as_long_as_it_is_spoken() -> None:
    with using_language("es_MX"):
        assert _("Saved.") == "Guardado."
        assert ngettext("{n} day", "{n} days", 1) == "{n} día"
        assert ngettext("{n} day", "{n} days", 2) == "{n} días"
    assert (_("Saved."), current_language()) == ("Saved.", "en")


def test_the_language_comes_back_after_an_error() -> None:
    use_language("es")
    with pytest.raises(ValueError, match="stop"), using_language("en"):
        raise ValueError("stop")

    assert _("Saved.") == "Guardado."


def test_no_language_at_all_leaves_the_one_that_is_spoken() -> None:
    use_language("es")
    with using_language(None):
        assert _("Saved.") == "Guardado."


def test_a_page_in_another_language_leaves_what_is_said_meanwhile_as_it_is() -> None:
    begun, ended = Event(), Event()

    def write_page() -> str:
        with using_language("es"):
            begun.set()
            assert ended.wait(10)
            return _("Saved.")

    with ThreadPoolExecutor() as threads:
        page = threads.submit(write_page)
        assert begun.wait(10)
        assert (_("Saved."), current_language()) == ("Saved.", "en")
        ended.set()
        assert page.result() == "Guardado."


def test_a_thread_started_with_the_context_goes_on_in_its_language() -> None:
    async def write_page() -> str:
        with using_language("es"):
            page = asyncio.create_task(asyncio.to_thread(_, "Saved."))
        assert _("Saved.") == "Saved."
        return await page

    assert asyncio.run(write_page()) == "Guardado."


def test_the_language_chosen_holds_in_every_thread() -> None:
    use_language("es")
    with ThreadPoolExecutor() as threads:
        assert threads.submit(_, "Saved.").result() == "Guardado."


def test_a_language_without_words_says_the_english() -> None:
    with using_language("fr"):
        assert _("Saved.") == "Saved."
        assert dates.weekday_day_text(FRIDAY) == "Friday 20 November"
