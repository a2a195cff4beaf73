"""The journal's own settings as a person writes them: by name, in words."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from recovery_journal.dates import weekday_name
from recovery_journal.domain.journal import JournalSettings
from recovery_journal.errors import BadValue
from recovery_journal.words import _

WORDS = ("return_to_use", "goal", "day")
"""What a person may have words of their own for."""
KEYS = (
    "name",
    "day_ends_at",
    "first_weekday",
    "meetings_per_week",
    *(f"words.{word}" for word in WORDS),
)
LONGEST = 80
"""Letters of a name, or of a word of one's own."""
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def values(settings: JournalSettings) -> dict[str, Any]:
    """Return every setting by its name, None where nothing was set; a time as "03:00"."""
    words = dict(settings.words)
    return {
        "name": settings.name,
        "day_ends_at": settings.day_ends_at.isoformat(timespec="minutes"),
        "first_weekday": settings.first_weekday,
        "meetings_per_week": settings.meetings_per_week,
    } | {f"words.{word}": words.get(word) for word in WORDS}


def change(settings: JournalSettings, key: str, text: str | None) -> dict[str, Any]:
    """Return what to change for one setting; None puts back what it was at first.

    Raises BadValue for a text that the setting does not take.
    """
    usual = JournalSettings()
    if key.startswith("words."):
        word = key.removeprefix("words.")
        words = {name: own for name, own in settings.words if name != word}
        if text is not None:
            words[word] = _text(key, text)
        return {"words": tuple(sorted(words.items()))}
    if text is None:
        return {key: getattr(usual, key)}
    return {key: _READ[key](key, text)}


def _text(key: str, text: str) -> str:
    plain = " ".join(text.split())
    if 0 < len(plain) <= LONGEST:
        return plain
    raise BadValue(
        _("This takes a few words, up to {longest} letters.").format(longest=LONGEST), field=key
    )


def _time(key: str, text: str) -> time:
    """Return a time of day written as HH:MM."""
    written = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if written and int(written[1]) * 60 + int(written[2]) <= 12 * 60 and int(written[2]) < 60:
        return time(int(written[1]), int(written[2]))
    raise BadValue(_("day ends at takes a time from 00:00 to 12:00, such as 03:00."), field=key)


def _weekday(key: str, text: str) -> int:
    typed = text.strip().casefold()
    for number, english in enumerate(_ENGLISH):
        if typed in {str(number), english, weekday_name(number).casefold()}:
            return number
    raise BadValue(
        _("The first day of the week is a weekday, such as monday or sunday."), field=key
    )


def _meetings(key: str, text: str) -> int:
    typed = text.strip()
    if typed.isdecimal() and len(typed) <= 2 and int(typed) <= 50:
        return int(typed)
    raise BadValue(_("Meetings a week are a whole number, 0 to 50."), field=key)


_READ = {
    "name": _text,
    "day_ends_at": _time,
    "first_weekday": _weekday,
    "meetings_per_week": _meetings,
}
