"""Parser of parts of a day: "last night", "this morning", "ayer por la tarde".

Texts come lower-cased and without accents, as ``rules.date_parsing`` makes them.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple


class DayPart(NamedTuple):
    """A part of the day: the hour it stands for, when it begins, and the hours it may name."""

    default_hour: int
    start_hour: int
    valid_hours: range


_MORNING = DayPart(9, 4, range(13))
_AFTERNOON = DayPart(15, 12, range(12, 24))
_EVENING = DayPart(19, 17, range(12, 24))
NIGHT = DayPart(21, 20, range(24))
_SMALL_HOURS = DayPart(4, 0, range(9))
_PARTS = {
    "morning": _MORNING, "manana": _MORNING,
    "afternoon": _AFTERNOON, "tarde": _AFTERNOON,
    "evening": _EVENING,
    "night": NIGHT, "noche": NIGHT,
    "madrugada": _SMALL_HOURS,
}  # fmt: skip
# Phrases that name their day as well: the words of that day, and the part.
_PARTS_WITH_DAY = {
    "tonight": ("today", NIGHT),
    "last night": ("yesterday", NIGHT),
    "last evening": ("yesterday", _EVENING),
    "the night before last": ("day before yesterday", NIGHT),
    "night before last": ("day before yesterday", NIGHT),
    "anoche": ("yesterday", NIGHT),
    "anteanoche": ("day before yesterday", NIGHT),
    "antenoche": ("day before yesterday", NIGHT),
}
_DAY_AND_PART_PATTERN = rf"(?P<whole>{'|'.join(_PARTS_WITH_DAY)})"
# "manana" alone is tomorrow: in Spanish a part of the day has a word before it.
_PART_PATTERN = (
    r"(?:(?:this |in the |at )?(?P<english>morning|afternoon|evening|night)"
    r"|(?:esta|por la|de la|en la|a la|de) (?P<spanish>manana|tarde|noche|madrugada)"
    r"|(?<=ayer )(?P<ayer>tarde|noche))"
)
_BARE_HOUR_PATTERN = r"(?:(?:at|a las?) )?(\d{1,2})"


class DayPartMatch(NamedTuple):
    """What a text says: a part of the day, the words of the day ("" is today), and the rest.

    ``remainder`` holds a day or a time, or both, still to be read.
    """

    part: DayPart
    day: str
    remainder: str


def parse_day_part(text: str) -> DayPartMatch | None:
    """Return the part of the day a plain text speaks of; None where it speaks of none."""
    for pattern in (_DAY_AND_PART_PATTERN, _PART_PATTERN):
        match = re.search(rf"(?:^|(?<= )){pattern}(?= |$)", text, re.ASCII)
        if match is None:
            continue
        remainder = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
        groups = match.groupdict()
        if phrase := groups.get("whole"):
            day, day_part = _PARTS_WITH_DAY[phrase]
            return DayPartMatch(day_part, day, remainder)
        word = groups["english"] or groups["spanish"] or groups["ayer"]
        return DayPartMatch(_PARTS[word], "", remainder)
    return None


def parse_bare_hour(day_part: DayPart, text: str) -> time | None:
    """Return the time of "at 11" within a part of the day: 23:00 at night; None for no hour."""
    match = re.fullmatch(_BARE_HOUR_PATTERN, text, re.ASCII)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    hour = int(match[1]) % 12
    is_afternoon = day_part.valid_hours.start >= 12 or (day_part is NIGHT and hour >= 5)
    if day_part is _MORNING and hour == 0:
        return time(12)
    return time(hour + 12 if is_afternoon else hour)
