"""Lengths of time as a person says them: 1.5 hours, an hour and a half, hora y media.

Texts come in small letters and without accents, as ``rules.when`` makes them.
"""

from __future__ import annotations

import re

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "half a": 0.5, "half an": 0.5,
    "a couple of": 2, "a quarter of an": 0.25, "three quarters of an": 0.75,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "medio": 0.5, "media": 0.5,
    "un par de": 2, "un cuarto de": 0.25, "tres cuartos de": 0.75,
}  # fmt: skip
_MINUTES = {
    "minute": 1, "minutes": 1, "min": 1, "mins": 1, "m": 1, "minuto": 1, "minutos": 1,
    "hour": 60, "hours": 60, "hr": 60, "hrs": 60, "h": 60, "hora": 60, "horas": 60,
}  # fmt: skip
_DAYS = {
    "day": 1, "days": 1, "dia": 1, "dias": 1,
    "week": 7, "weeks": 7, "semana": 7, "semanas": 7,
}  # fmt: skip
_DAY = 24 * 60
_PIECE = r"(\d{1,6}(?:[.,]\d{1,3})?|[.,]\d{1,3}|[a-z ]+?(?= ))? ?([a-z]+)"


def span_of(text: str) -> tuple[int, int] | None:
    """Return (minutes, days) of a length of time, one of them 0; None where it is none.

    Whole days and weeks are days, which keep the wall clock; parts of them,
    minutes and hours are minutes, which are counted in absolute time.
    """
    halved = re.fullmatch(r"(.+) (?:and a half|y medi[ao])(?: ([a-z]+))?", text)
    if halved:
        number, unit = halved[1], halved[2]
        # "an hour and a half" and "hora y media", or "one and a half hours".
        number = f"una {number}" if number in _MINUTES else number
        return _together([f"{number} {unit}" if unit else number], half=True)
    # "1h30", "1h 30m", "2 hours and 15 minutes".
    split = re.fullmatch(r"(.+?h[a-z]*) ?(?:and |y )?(\d{1,2})(?: ?(m[a-z]*))?", text)
    if split and split[1] != text:
        return _together([split[1], f"{split[2]} {split[3] or 'minutes'}"])
    return _together([text])


def _together(pieces: list[str], *, half: bool = False) -> tuple[int, int] | None:
    total = 0.0
    for text in pieces:
        found = _piece(text)
        if found is None:
            return None
        count, minutes = found
        total += (count + 0.5 if half else count) * minutes
    whole_days = pieces and all(_unit_of(text) >= _DAY for text in pieces)
    if whole_days and total % _DAY == 0:
        return 0, int(total // _DAY)
    return round(total), 0


def _piece(text: str) -> tuple[float, int] | None:
    """Return how many of a unit, and its minutes."""
    match = re.fullmatch(_PIECE, text, re.ASCII)
    minutes = _unit_of(text)
    if match is None or match[1] is None or not minutes:
        return None
    number = match[1].strip()
    if number[0] in "0123456789.,":
        return float(number.replace(",", ".")), minutes
    count = _NUMBERS.get(number)
    return None if count is None else (count, minutes)


def _unit_of(text: str) -> int:
    """Return the minutes of the unit a piece ends with; 0 where it is none."""
    match = re.search(r"([a-z]+)$", text, re.ASCII)
    word = match[1] if match else ""
    return _MINUTES.get(word, 0) or _DAYS.get(word, 0) * _DAY
