"""The journal's own settings: what it knows about its writer, and how they are typed by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Any

from recovery_journal.dates import weekday_name
from recovery_journal.errors import BadValue
from recovery_journal.i18n import _

CUSTOM_WORDS = ("return_to_use", "goal", "day")
"""What a person may have words of their own for."""
SETTING_KEYS = (
    "name",
    "day_ends_at",
    "first_weekday",
    "meetings_per_week",
    *(f"words.{custom_word_name}" for custom_word_name in CUSTOM_WORDS),
)
MAX_TEXT_LENGTH = 80
"""Letters of a name, or of a word of one's own."""
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JournalSettings:
    """What the journal knows about its writer; kept inside it, encrypted.

    ``day_ends_at`` is when the person's day ends; ``first_weekday`` 0 is
    Monday; ``words`` are the person's own (return_to_use, goal, day);
    ``meetings_per_week`` is their own plan, where they made one.
    """

    name: str | None = None
    day_ends_at: time = time(3, 0)
    first_weekday: int = 0
    words: tuple[tuple[str, str], ...] = ()
    meetings_per_week: int | None = None

    def word_for(self, name: str) -> str | None:
        """Return the person's own word (return_to_use, goal, day); None where they set none."""
        return dict(self.words).get(name)


def check_settings(settings: JournalSettings) -> None:
    """Hold the settings to what they may hold; raises ``BadValue``."""
    if settings.day_ends_at > time(12, 0):
        raise BadValue(_("The day can end from 00:00 to 12:00."), field="day_ends_at")
    if not 0 <= settings.first_weekday <= 6:
        raise BadValue(_("The first day of the week is 0 (Monday) to 6."), field="first_weekday")
    if settings.meetings_per_week is not None and not 0 <= settings.meetings_per_week <= 50:
        raise _meetings_error()


def _meetings_error() -> BadValue:
    return BadValue(_("Meetings a week are a whole number, 0 to 50."), field="meetings_per_week")


def setting_values(settings: JournalSettings) -> dict[str, Any]:
    """Return every setting by its name, None where nothing was set; a time as "03:00"."""
    own_words = dict(settings.words)
    return {
        "name": settings.name,
        "day_ends_at": settings.day_ends_at.isoformat(timespec="minutes"),
        "first_weekday": settings.first_weekday,
        "meetings_per_week": settings.meetings_per_week,
    } | {f"words.{word_name}": own_words.get(word_name) for word_name in CUSTOM_WORDS}


def setting_changes(settings: JournalSettings, key: str, text: str | None) -> dict[str, Any]:
    """Return what to change for one setting; None puts back what it was at first.

    Raises BadValue for a text that the setting does not take.
    """
    defaults = JournalSettings()
    if key.startswith("words."):
        word = key.removeprefix("words.")
        own_words = {name: own_word for name, own_word in settings.words if name != word}
        if text is not None:
            own_words[word] = _parse_text(key, text)
        return {"words": tuple(sorted(own_words.items()))}
    if text is None:
        return {key: getattr(defaults, key)}
    return {key: _PARSERS[key](key, text)}


def _parse_text(key: str, text: str) -> str:
    cleaned = " ".join(text.split())
    if 0 < len(cleaned) <= MAX_TEXT_LENGTH:
        return cleaned
    raise BadValue(
        _("This takes a few words, up to {longest} letters.").format(longest=MAX_TEXT_LENGTH),
        field=key,
    )


def _parse_time(key: str, text: str) -> time:
    """Return a time of day written as HH:MM."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if match and int(match[1]) * 60 + int(match[2]) <= 12 * 60 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise BadValue(_("day ends at takes a time from 00:00 to 12:00, such as 03:00."), field=key)


def _parse_weekday(key: str, text: str) -> int:
    normalized = text.strip().casefold()
    for index, english_name in enumerate(_ENGLISH_WEEKDAYS):
        if normalized in {str(index), english_name, weekday_name(index).casefold()}:
            return index
    raise BadValue(
        _("The first day of the week is a weekday, such as monday or sunday."), field=key
    )


def _parse_meetings(_key: str, text: str) -> int:
    digits = text.strip()
    if digits.isdecimal() and len(digits) <= 2 and int(digits) <= 50:
        return int(digits)
    raise _meetings_error()


_PARSERS = {
    "name": _parse_text,
    "day_ends_at": _parse_time,
    "first_weekday": _parse_weekday,
    "meetings_per_week": _parse_meetings,
}
