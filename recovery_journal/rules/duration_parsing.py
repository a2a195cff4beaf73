"""Parser of lengths of time: "1.5 hours", "an hour and a half", "hora y media".

Texts come lower-cased and without accents, as ``rules.date_parsing`` makes them.
"""

from __future__ import annotations

import re

_NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "half a": 0.5, "half an": 0.5,
    "a couple of": 2, "a quarter of an": 0.25, "three quarters of an": 0.75,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "medio": 0.5, "media": 0.5,
    "un par de": 2, "un cuarto de": 0.25, "tres cuartos de": 0.75,
}  # fmt: skip
_UNIT_MINUTES = {
    "minute": 1, "minutes": 1, "min": 1, "mins": 1, "m": 1, "minuto": 1, "minutos": 1,
    "hour": 60, "hours": 60, "hr": 60, "hrs": 60, "h": 60, "hora": 60, "horas": 60,
}  # fmt: skip
_UNIT_DAYS = {
    "day": 1, "days": 1, "dia": 1, "dias": 1,
    "week": 7, "weeks": 7, "semana": 7, "semanas": 7,
}  # fmt: skip
_DAY_MINUTES = 24 * 60
_PIECE_PATTERN = r"(\d{1,6}(?:[.,]\d{1,3})?|[.,]\d{1,3}|[a-z ]+?(?= ))? ?([a-z]+)"


def parse_duration(text: str) -> tuple[int, int] | None:
    """Return (minutes, days) of a length of time, one of them 0; None where it is none.

    Whole days and weeks are days, which keep the wall clock; parts of them,
    minutes and hours are minutes, which are counted in absolute time.
    """
    half_match = re.fullmatch(r"(.+) (?:and a half|y medi[ao])(?: ([a-z]+))?", text)
    if half_match:
        number, unit = half_match[1], half_match[2]
        # "an hour and a half" and "hora y media", or "one and a half hours".
        number = f"una {number}" if number in _UNIT_MINUTES else number
        return _sum_pieces([f"{number} {unit}" if unit else number], adds_half=True)
    # "1h30", "1h 30m", "2 hours and 15 minutes".
    compound_match = re.fullmatch(r"(.+?h[a-z]*) ?(?:and |y )?(\d{1,2})(?: ?(m[a-z]*))?", text)
    if compound_match and compound_match[1] != text:
        return _sum_pieces(
            [compound_match[1], f"{compound_match[2]} {compound_match[3] or 'minutes'}"]
        )
    return _sum_pieces([text])


def _sum_pieces(phrases: list[str], *, adds_half: bool = False) -> tuple[int, int] | None:
    total = 0.0
    for text in phrases:
        parsed = _parse_piece(text)
        if parsed is None:
            return None
        count, minutes = parsed
        total += (count + 0.5 if adds_half else count) * minutes
    only_whole_days = phrases and all(_minutes_of_unit(text) >= _DAY_MINUTES for text in phrases)
    if only_whole_days and total % _DAY_MINUTES == 0:
        return 0, int(total // _DAY_MINUTES)
    return round(total), 0


def _parse_piece(text: str) -> tuple[float, int] | None:
    """Return how many of a unit, and its minutes."""
    match = re.fullmatch(_PIECE_PATTERN, text, re.ASCII)
    minutes = _minutes_of_unit(text)
    if match is None or match[1] is None or not minutes:
        return None
    number = match[1].strip()
    if number[0] in "0123456789.,":
        return float(number.replace(",", ".")), minutes
    count = _NUMBER_WORDS.get(number)
    return None if count is None else (count, minutes)


def _minutes_of_unit(text: str) -> int:
    """Return the minutes of the unit a piece ends with; 0 where it is none."""
    match = re.search(r"([a-z]+)$", text, re.ASCII)
    word = match[1] if match else ""
    return _UNIT_MINUTES.get(word, 0) or _UNIT_DAYS.get(word, 0) * _DAY_MINUTES
