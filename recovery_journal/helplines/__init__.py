"""Published facts with their source and date: crisis lines and safety facts.

They live in two data files beside this module, so that a correction needs no
code. The files are read when first asked for, and nothing here uses a network:
addresses are text to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from recovery_journal.i18n import _

_COUNTRY_ALIASES = {"UK": "GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLine:
    """A line a person in crisis can reach.

    ``country`` is ISO 3166 alpha-2, "" where the line belongs to none; ``reach``
    says how in words ("call or text 988"); ``source`` is the plain name and
    address of the page it was taken from; ``verified_on`` is the day someone
    confirmed it, None shows as "not verified".
    """

    country: str
    name: str
    reach: str
    source: str
    verified_on: date | None = None


class FactSource(NamedTuple):
    """What a fact rests on: who says it, where, and the date or year of it."""

    name: str
    url: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyFact:
    """A fact that can keep someone safe after a return to use.

    ``topic`` is a fixed word: after_a_break, stopping_suddenly.
    """

    topic: str
    text: str
    sources: tuple[FactSource, ...]


def crisis_lines(country: str | None, extra: Sequence[CrisisLine] = ()) -> tuple[CrisisLine, ...]:
    """Return the lines for a country, the person's own (``extra``) first.

    A line of the person's own with the same name takes the place of ours. For
    a country that is not known, or none, there is one entry: a directory of
    helplines by country. Show them beside ``emergency_number_text``.
    """
    code = _country_code(country)
    document = _read_json("crisis_lines.json")
    lines = [_to_crisis_line(row) for row in document["lines"] if row["country"] == code]
    own_names = {line.name.casefold() for line in extra}
    if not lines:
        lines = [_to_crisis_line(row) for row in document["anywhere"]]
    return (*extra, *(line for line in lines if line.name.casefold() not in own_names))


def own_crisis_lines(rows: Iterable[Mapping[str, str]]) -> tuple[CrisisLine, ...]:
    """Return the lines a person keeps in the settings (``extra_lines``).

    Each row has ``name`` and ``reach``, and may have ``country``, ``source`` and
    ``verified_on`` (ISO date; anything else counts as not verified).
    """
    return tuple(
        CrisisLine(
            country=_country_code(row.get("country")),
            name=row["name"],
            reach=row["reach"],
            source=row.get("source") or _("added by you"),
            verified_on=_parse_day(row.get("verified_on")),
        )
        for row in rows
    )


def emergency_number(country: str | None) -> str | None:
    """Return the number for a medical emergency, or None when it is not known."""
    code = _country_code(country)
    numbers = _read_json("crisis_lines.json")["emergency"]
    return next((str(row["number"]) for row in numbers if row["country"] == code), None)


def emergency_number_text(country: str | None) -> str:
    """Return "your local emergency number", with the number where it is known."""
    number = emergency_number(country)
    if number is None:
        return _("your local emergency number")
    return _("your local emergency number ({number})").format(number=number)


def safety_facts() -> tuple[SafetyFact, ...]:
    """Return the two facts shown after a return to use and in Help now."""
    return tuple(
        SafetyFact(
            topic=row["topic"],
            text=_(row["text"]),
            sources=tuple(FactSource(**source) for source in row["sources"]),
        )
        for row in _read_json("safety.json")["facts"]
    )


def translatable_messages() -> tuple[str, ...]:
    """Return every sentence of the data files that is shown to a person, for the catalogue."""
    document = _read_json("crisis_lines.json")
    reach = [row["reach"] for row in (*document["lines"], *document["anywhere"])]
    return tuple(
        dict.fromkeys([*reach, *(row["text"] for row in _read_json("safety.json")["facts"])])
    )


def countries_with_lines() -> tuple[str, ...]:
    """Return the codes of the countries that have a crisis line, in order."""
    return tuple(sorted({row["country"] for row in _read_json("crisis_lines.json")["lines"]}))


def _country_code(country: str | None) -> str:
    """Return a country's code in capitals, "" for none."""
    code = (country or "").strip().upper()
    return _COUNTRY_ALIASES.get(code, code)


def _to_crisis_line(row: Mapping[str, Any]) -> CrisisLine:
    """Return a row of the data file as a value, in the person's language."""
    return CrisisLine(
        country=row["country"],
        name=row["name"],
        reach=_(row["reach"]),
        source=row["source"],
        verified_on=_parse_day(row["verified_on"]),
    )


def _parse_day(text: str | None) -> date | None:
    """Return an ISO date, None for none or for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@cache
def _read_json(name: str) -> Any:
    """Return a data file of this folder; json is loaded with the first one."""
    from json import loads

    return loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
