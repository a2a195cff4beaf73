"""The published facts: what is listed, where from, and how it is said."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from recovery_journal import helplines
from recovery_journal.helplines import (
    CrisisLine,
    countries_with_lines,
    crisis_lines,
    emergency_number,
    emergency_number_text,
    own_crisis_lines,
    safety_facts,
)

ASKED_FOR = "US CA NZ GB IE AU ES MX AR CL CO FR DE AT CH IT PT NL BE DK SE NO FI PL JP KR IN BR ZA"
NOT_SAID = (
    r"!|\b(must|should|never|always|failed|failure|invalid|relapse|abuse|addict|alcoholic|clean|"
    r"dirty|brain|hormones?|dopamine|weak|willpower)\b"
)


def test_every_country_asked_for_has_a_line_and_an_emergency_number() -> None:
    assert set(ASKED_FOR.split()) <= set(countries_with_lines())
    for country in countries_with_lines():
        assert re.fullmatch(r"[A-Z]{2}", country)
        assert crisis_lines(country)
        assert re.fullmatch(r"\d{3}", emergency_number(country) or ""), country


@pytest.mark.parametrize(("country", "reach"), [("US", "988"), ("CA", "988"), ("NZ", "1737")])
def test_the_confirmed_lines_carry_the_day_they_were_confirmed(country: str, reach: str) -> None:
    (line,) = crisis_lines(country)
    assert line.reach == f"call or text {reach}"
    assert line.verified_on == date(2026, 11, 22)


def test_every_other_line_is_not_verified_yet() -> None:
    for country in set(countries_with_lines()) - {"US", "CA", "NZ"}:
        assert all(line.verified_on is None for line in crisis_lines(country)), country


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "116 123"), ("AU", "13 11 14"), ("ES", "024"), ("FR", "3114"), ("DE", "0800 1110111"),
     ("NL", "113"), ("BR", "188"), ("KR", "109"), ("PT", "1411")],
)  # fmt: skip
def test_a_known_number_is_listed(country: str, number: str) -> None:
    assert number in crisis_lines(country)[0].reach


def test_every_line_says_how_to_reach_it_and_where_that_was_read() -> None:
    lines = [line for country in (*countries_with_lines(), None) for line in crisis_lines(country)]
    for line in lines:
        assert line.name.strip()
        assert re.search(r"\d|findahelpline\.com", line.reach), line
        assert re.search(r"^\S.*, https?://\S+$", line.source), line
        assert len(f"{line.name}  {line.reach}") <= 110, line
    assert len({(line.country, line.name) for line in lines}) == len(lines)


@pytest.mark.parametrize("country", [None, "", "XX", "Atlantis", "🙂"])
def test_an_unknown_country_leads_to_a_directory_and_the_local_emergency_number(
    country: str | None,
) -> None:
    (line,) = crisis_lines(country)
    assert "findahelpline.com" in line.reach
    assert line.country == ""
    assert emergency_number(country) is None
    assert emergency_number_text(country) == "your local emergency number"


def test_the_emergency_words_name_the_number_where_it_is_known() -> None:
    assert emergency_number_text("es") == "your local emergency number (112)"


@pytest.mark.parametrize("code", ["GB", "gb", " uk "])
def test_a_country_is_found_however_its_code_is_written(code: str) -> None:
    assert crisis_lines(code)[0].name == "Samaritans"


def test_lines_of_ones_own_come_first_and_take_the_place_of_ours() -> None:
    own = own_crisis_lines(
        [
            {"name": "My clinic", "reach": "call 555 0100"},
            {
                "name": "samaritans",
                "reach": "call 116 123, ask for the night team",
                "country": "uk",
                "source": "their letter",
                "verified_on": "2026-11-01",
            },
        ]
    )
    names = [line.name for line in crisis_lines("GB", own)]
    assert names == ["My clinic", "samaritans", "Shout"]
    assert own[0] == CrisisLine(
        country="", name="My clinic", reach="call 555 0100", source="added by you"
    )
    assert (own[1].country, own[1].verified_on) == ("GB", date(2026, 11, 1))


def test_a_date_that_is_none_counts_as_not_verified() -> None:
    (line,) = own_crisis_lines([{"name": "A", "reach": "call 1", "verified_on": "last week"}])
    assert line.verified_on is None


def test_the_two_safety_facts_say_what_can_help_and_where_it_comes_from() -> None:
    first, second = safety_facts()
    assert (first.topic, second.topic) == ("after_a_break", "stopping_suddenly")
    for words in ("much less", "alone", "naloxone", "emergency number"):
        assert words in first.text
    for words in ("alcohol", "benzodiazepines", "suddenly", "dangerous", "medical service"):
        assert words in second.text
    for fact in (first, second):
        assert len(fact.sources) == 2
        for source in fact.sources:
            assert source.name
            assert source.url.startswith("https://")
            assert re.match(r"20\d\d\b", source.dated)


def test_what_is_said_is_calm() -> None:
    said = [fact.text for fact in safety_facts()]
    said += [
        line.reach for country in (*countries_with_lines(), None) for line in crisis_lines(country)
    ]
    for sentence in said:
        assert not re.search(NOT_SAID, sentence, re.IGNORECASE), sentence


def test_json_is_loaded_only_when_a_fact_is_asked_for() -> None:
    program = (
        "import sys; import recovery_journal.helplines as f; assert 'json' not in sys.modules;"
        "f.crisis_lines('US'); assert 'json' in sys.modules"
    )
    root = Path(helplines.__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True)
