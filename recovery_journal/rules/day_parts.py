"""Parts of a day as a person says them: last night, this morning, ayer por la tarde.

Texts come in small letters and without accents, as ``rules.when`` makes them.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple


class Part(NamedTuple):
    """A part of the day: the hour it stands for, when it begins, and the hours it may name."""

    hour: int
    begins: int
    hours: range


_MORNING = Part(9, 4, range(13))
_AFTERNOON = Part(15, 12, range(12, 24))
_EVENING = Part(19, 17, range(12, 24))
NIGHT = Part(21, 20, range(24))
_EARLY = Part(4, 0, range(9))
_PARTS = {
    "morning": _MORNING, "manana": _MORNING,
    "afternoon": _AFTERNOON, "tarde": _AFTERNOON,
    "evening": _EVENING,
    "night": NIGHT, "noche": NIGHT,
    "madrugada": _EARLY,
}  # fmt: skip
# Phrases that name their day as well: the words of that day, and the part.
_WITH_DAY = {
    "tonight": ("today", NIGHT),
    "last night": ("yesterday", NIGHT),
    "last evening": ("yesterday", _EVENING),
    "the night before last": ("day before yesterday", NIGHT),
    "night before last": ("day before yesterday", NIGHT),
    "anoche": ("yesterday", NIGHT),
    "anteanoche": ("day before yesterday", NIGHT),
    "antenoche": ("day before yesterday", NIGHT),
}
_WHOLE = rf"(?P<whole>{'|'.join(_WITH_DAY)})"
# "manana" alone is tomorrow: in Spanish a part of the day has a word before it.
_PART = (
    r"(?:(?:this |in the |at )?(?P<english>morning|afternoon|evening|night)"
    r"|(?:esta|por la|de la|en la|a la|de) (?P<spanish>manana|tarde|noche|madrugada)"
    r"|(?<=ayer )(?P<ayer>tarde|noche))"
)
_BARE_HOUR = r"(?:(?:at|a las?) )?(\d{1,2})"


class Said(NamedTuple):
    """What a text says: a part of the day, the words of the day ("" is today), and the rest.

    ``rest`` holds a day or a time, or both, still to be read.
    """

    part: Part
    day: str
    rest: str


def part_of_day(text: str) -> Said | None:
    """Return the part of the day a plain text speaks of; None where it speaks of none."""
    for pattern in (_WHOLE, _PART):
        match = re.search(rf"(?:^|(?<= )){pattern}(?= |$)", text, re.ASCII)
        if match is None:
            continue
        rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
        named = match.groupdict()
        if whole := named.get("whole"):
            day, part = _WITH_DAY[whole]
            return Said(part, day, rest)
        word = named["english"] or named["spanish"] or named["ayer"]
        return Said(_PARTS[word], "", rest)
    return None


def bare_hour(part: Part, text: str) -> time | None:
    """Return the time of "at 11" within a part of the day: 23:00 at night; None for no hour."""
    match = re.fullmatch(_BARE_HOUR, text, re.ASCII)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    hour = int(match[1]) % 12
    later = part.hours.start >= 12 or (part is NIGHT and hour >= 5)
    if part is _MORNING and hour == 0:
        return time(12)
    return time(hour + 12 if later else hour)
