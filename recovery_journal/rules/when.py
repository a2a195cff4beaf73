"""Reads the times and dates a person types: WHEN and D of the command line.

English and Spanish words are both understood, whatever the language of the
screens. Patterns are kept as text and compiled when first used, since this
module is loaded at every start.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from recovery_journal.errors import BadWhen
from recovery_journal.rules.day_parts import NIGHT, Said, bare_hour, part_of_day
from recovery_journal.rules.time_spans import span_of
from recovery_journal.text import normalize
from recovery_journal.words import _

NOON = time(12)
MIDNIGHT = time(0)
GRACE = timedelta(seconds=60)
LONGEST = 64
FIRST_YEAR = 1900
# One short of datetime's last, so that no later change of zone can overflow.
LAST_YEAR = 9998

_DAYS_AWAY = {
    "today": 0, "hoy": 0,
    "yesterday": -1, "ayer": -1,
    "day before yesterday": -2, "the day before yesterday": -2, "anteayer": -2, "antier": -2,
    "tomorrow": 1, "manana": 1,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "mon": 0, "lunes": 0, "lun": 0,
    "tuesday": 1, "tue": 1, "tues": 1, "martes": 1, "mar": 1,
    "wednesday": 2, "wed": 2, "miercoles": 2, "mie": 2,
    "thursday": 3, "thu": 3, "thur": 3, "thurs": 3, "jueves": 3, "jue": 3,
    "friday": 4, "fri": 4, "viernes": 4, "vie": 4,
    "saturday": 5, "sat": 5, "sabado": 5, "sab": 5,
    "sunday": 6, "sun": 6, "domingo": 6, "dom": 6,
}  # fmt: skip
_ISO = (
    r"(\d{4}-\d{2}-\d{2})[t ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?"
    r"(?: ?(z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?"
)
_CLOCK = (
    r"(?:(?P<noon>noon|mediodia)|(?P<midnight>midnight|medianoche)|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"(?P<h> ?h)? ?(?:(?P<half>[ap])\.? ?m\.?)?)"
)
_MIDNIGHT = r"\b(?:midnight|medianoche)\b"
_AT = r"(?:(?:at|a las?|al?) )?"
_DECIMAL_COMMA = r"(?<![0-9-])([0-9]{1,4}),(?=[0-9]{1,3} ?[a-zA-Z])"
_ROUGHLY = r"\b(?:about|around|roughly|unos|unas)\b"
_SPAN = r"(?:(?P<ago>.+) (?:ago|atras)|hace (?P<hace>.+)|(?:in|en|dentro de) (?P<ahead>.+))"


def parse_when(text: str, now: datetime, *, future_ok: bool = False) -> datetime:
    """Return the moment these words name, aware, to the second.

    Understood: ISO (``2026-11-20T21:30``, with a space for the T, with or
    without seconds and offset), a day with a time in either order, a day alone
    (12:00), a time alone (today), ``2 hours ago``, ``1.5 hours ago``, ``3 days ago
    9pm``, ``last night``, ``monday evening at 7``, ``midnight``, ``now``.
    A day is an ISO date, ``today``, ``yesterday``, or a weekday, which is the
    last one before today; ``tomorrow``, ``next friday`` and ``in 2 days`` are
    understood as well.

    ``now`` is aware; its day in this machine's zone is ``today``. When 12:00 of
    today has not come yet, today without a time is ``now`` itself, unless
    ``future_ok``.

    A written offset is kept. Without one the time is this machine's: of two in
    autumn the earlier; one that spring leaves out is moved forward by the gap
    (02:30 is 03:30), as a round trip through UTC does. Minutes and hours ago
    are counted in absolute time; days and weeks ago keep the wall clock.

    Raises BadWhen: ``bad_when`` when not understood or outside the years 1900
    to 9998, ``future_when`` when more than 60 seconds after ``now`` and not
    ``future_ok``. Nothing else, whatever the text.
    """
    try:
        found = _moment(_plain(text), now, future_ok)
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadWhen(
            _("This time is not understood. Two that are: 2026-11-20T21:30, yesterday 9pm.")
        )
    if not future_ok and found > now + GRACE:
        raise BadWhen(
            _("This time is still to come. Two that have been: yesterday 21:30, 2 hours ago."),
            code="future_when",
        )
    return found.replace(microsecond=0)


def parse_date(text: str, today: date) -> date:
    """Return the day these words name; it may lie in the future.

    An ISO date, ``today``, ``yesterday``, a weekday (the last one before
    ``today``), ``3 days ago``, ``tomorrow``, ``next friday``, ``in 2 weeks``,
    and the same in Spanish. Raises BadWhen (``bad_when``), also for a year
    outside 1900 to 9998, and nothing else, whatever the text.
    """
    try:
        found = _day(_plain(text), today)
    except (ValueError, OverflowError):
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadWhen(
            _("This day is not understood. Some that are: 2026-11-20, yesterday, in 2 weeks.")
        )
    return found


def last_day(text: str, today: date) -> date:
    """Return the last day these words name: of a year or a month, or the day itself.

    ``2024`` and ``2024-03`` (``03/2024`` too) besides all that ``parse_date``
    reads. Raises BadWhen (``bad_when``).
    """
    plain = _plain(text)
    year = re.fullmatch(r"\d{4}", plain, re.ASCII)
    month = re.fullmatch(r"(\d{4})[-/](\d{1,2})", plain, re.ASCII)
    other = re.fullmatch(r"(\d{1,2})[-/](\d{4})", plain, re.ASCII)
    if year:
        found = (int(plain), 12)
    elif month:
        found = (int(month[1]), int(month[2]))
    elif other:
        found = (int(other[2]), int(other[1]))
    else:
        return parse_date(text, today)
    if not (FIRST_YEAR <= found[0] <= LAST_YEAR and 1 <= found[1] <= 12):
        return parse_date("", today)  # says which days are understood
    following = date(found[0] + found[1] // 12, found[1] % 12 + 1, 1)
    return following - timedelta(days=1)


def _plain(text: str) -> str:
    """Return the text in small letters, without accents, single spaces only.

    Anything too long to be a time becomes "", so that no pattern meets it.
    """
    if len(text) > LONGEST:
        return ""
    # A comma parts words, and is the point of 1,5 hours.
    bare = re.sub(_DECIMAL_COMMA, r"\1.", text.replace("½", ".5"), flags=re.ASCII)
    return " ".join(re.sub(_ROUGHLY, "", normalize(bare.replace(",", " "))).split())


def _moment(text: str, now: datetime, future_ok: bool) -> datetime | None:
    """Return the moment of a plain text, or None when it is not understood."""
    here = now.astimezone()
    if text in ("now", "ahora"):
        return here
    if iso := re.fullmatch(_ISO, text, re.ASCII):
        return _iso(iso)
    if span := _span(text):
        minutes, days = span
        if not days:
            return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone()
        return _here(here.replace(tzinfo=None, fold=0) + timedelta(days=days))
    if said := part_of_day(text):
        return _in_part(said, here, future_ok)
    words, clock = _split(text)
    day = _day(words, here.date()) if words else here.date()
    if day is None or (clock is None and not words):
        return None
    if clock == MIDNIGHT and re.search(_MIDNIGHT, text):
        if words:  # of a day's two midnights nobody can tell which
            return None
        day += timedelta(days=1 if future_ok else 0)
    found = _here(datetime.combine(day, clock or NOON))
    if clock is None and day == here.date() and found > now and not future_ok:
        return here
    return found


def _in_part(said: Said, here: datetime, future_ok: bool) -> datetime | None:
    """Return the moment in a part of a day: "last night", "monday evening at 7".

    The hours after midnight belong to the night before them. A part of today
    that has begun, and whose usual hour is still to come, is now.
    """
    part = said.part
    words, clock = _split(said.rest)
    if clock is None:
        head, _space, tail = words.rpartition(" at " if " at " in words else " a las ")
        hour = bare_hour(part, tail if head else words)
        if hour is not None:
            words, clock = head, hour
    if said.day and words:
        return None
    day = _day(said.day or words or "today", here.date())
    if day is None or (clock is not None and clock.hour not in part.hours):
        return None
    if part is NIGHT and clock is not None and clock.hour < 12:
        day += timedelta(days=1)
    found = _here(datetime.combine(day, clock or time(part.hour)))
    if found <= here or future_ok:
        return found
    if part is NIGHT and clock is not None and clock.hour < 12:
        return _here(datetime.combine(day - timedelta(days=1), clock))
    begun = clock is None and day == here.date() and here.hour >= part.begins
    return here if begun else found


def _iso(match: re.Match[str]) -> datetime:
    """Return the moment of an ISO date and time; ValueError when out of range."""
    day, hour, minute, second, offset = match.groups()
    wall = datetime.combine(date.fromisoformat(day), time(int(hour), int(minute), int(second or 0)))
    if offset is None:
        return _here(wall)
    if offset == "z":
        return wall.replace(tzinfo=UTC)
    digits = offset[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if max(minutes, seconds) > 59:
        raise ValueError(offset)
    away = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return wall.replace(tzinfo=timezone(-away if offset[0] == "-" else away))


def _here(wall: datetime) -> datetime:
    """Return this machine's moment of a naive wall clock.

    Through UTC and back, so that a time which spring leaves out comes out as
    one that exists.
    """
    return datetime.fromtimestamp(wall.timestamp(), UTC).astimezone()


def _split(text: str) -> tuple[str, time | None]:
    """Return the words of the day and the time, which may come first or last."""
    for pattern in (rf"(?:(?P<day>.*?) )??{_AT}{_CLOCK}", rf"{_AT}{_CLOCK} (?P<day>.*)"):
        match = re.fullmatch(pattern, text, re.ASCII)
        if match is not None and (clock := _clock(match)) is not None:
            return match["day"] or "", clock
    return text, None


def _clock(match: re.Match[str]) -> time | None:
    """Return the time of ``21:30``, ``21h``, ``9pm``, ``noon``, ``midnight``.

    None for a bare number.

    ValueError when it is no time of day (25:00, 13pm).
    """
    if match["noon"]:
        return NOON
    if match["midnight"]:
        return MIDNIGHT
    if not (match["minute"] or match["h"] or match["half"]):
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match.string)
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _day(text: str, today: date) -> date | None:
    """Return the day of plain words without a time, or None when not understood."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return date.fromisoformat(text)
    if text in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[text])
    if span := _span(text):
        minutes, days = span
        return None if minutes else today + timedelta(days=days)
    pattern = r"(?:(?:el|on) )?(?:(last|next|proximo) )?([a-z]+)(?: (pasado|proximo|que viene))?"
    match = re.fullmatch(pattern, text)
    if match is None or match[2] not in _WEEKDAYS:
        return None
    ahead = match[1] in ("next", "proximo") or match[3] in ("proximo", "que viene")
    if ahead:
        return today + timedelta(days=(_WEEKDAYS[match[2]] - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - _WEEKDAYS[match[2]] - 1) % 7 + 1)


def _span(text: str) -> tuple[int, int] | None:
    """Return (minutes, days) from now, one of them 0; negative is in the past."""
    match = re.fullmatch(_SPAN, text)
    if match is None:
        return None
    found = span_of(match["ago"] or match["hace"] or match["ahead"])
    sign = 1 if match["ahead"] else -1
    return None if found is None else (sign * found[0], sign * found[1])
