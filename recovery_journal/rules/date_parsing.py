"""Parser of typed days and times: the WHEN and D of the command line and the date fields.

English and Spanish words are both understood, whatever the language of the screens. Our
own grammar and not a library: decision 0009. Patterns are kept as text and compiled when
first used, since this module is loaded at every start.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from recovery_journal.errors import BadWhen
from recovery_journal.rules.day_part_parsing import (
    NIGHT,
    DayPartMatch,
    parse_bare_hour,
    parse_day_part,
)
from recovery_journal.rules.duration_parsing import parse_duration
from recovery_journal.text import normalize

NOON = time(12)
MIDNIGHT = time(0)
FUTURE_TOLERANCE = timedelta(seconds=60)
MAX_TEXT_LENGTH = 64
FIRST_YEAR = 1900
# One short of datetime's last, so that no later change of zone can overflow.
LAST_YEAR = 9998

_DAY_OFFSETS = {
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
_ISO_PATTERN = (
    r"(\d{4}-\d{2}-\d{2})[t ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?"
    r"(?: ?(z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?"
)
_CLOCK_PATTERN = (
    r"(?:(?P<noon>noon|mediodia)|(?P<midnight>midnight|medianoche)|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"(?P<h> ?h)? ?(?:(?P<half>[ap])\.? ?m\.?)?)"
)
_MIDNIGHT_PATTERN = r"\b(?:midnight|medianoche)\b"
_AT_PATTERN = r"(?:(?:at|a las?|al?) )?"
_DECIMAL_COMMA_PATTERN = r"(?<![0-9-])([0-9]{1,4}),(?=[0-9]{1,3} ?[a-zA-Z])"
_APPROXIMATELY_PATTERN = r"\b(?:about|around|roughly|unos|unas)\b"
_SPAN_PATTERN = r"(?:(?P<ago>.+) (?:ago|atras)|hace (?P<hace>.+)|(?:in|en|dentro de) (?P<ahead>.+))"


def parse_datetime(text: str, now: datetime, *, future_ok: bool = False) -> datetime:
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
        moment = _parse_moment(_normalize_text(text), now, future_ok)
    except (ValueError, OverflowError, OSError):
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadWhen.because("time_not_understood")
    if not future_ok and moment > now + FUTURE_TOLERANCE:
        raise BadWhen.because("time_to_come", code="future_when")
    return moment.replace(microsecond=0)


def parse_date(text: str, today: date) -> date:
    """Return the day these words name; it may lie in the future.

    An ISO date, ``today``, ``yesterday``, a weekday (the last one before
    ``today``), ``3 days ago``, ``tomorrow``, ``next friday``, ``in 2 weeks``,
    and the same in Spanish. Raises BadWhen (``bad_when``), also for a year
    outside 1900 to 9998, and nothing else, whatever the text.
    """
    try:
        day = _parse_day(_normalize_text(text), today)
    except (ValueError, OverflowError):
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadWhen.because("day_not_understood")
    return day


def parse_end_of_period(text: str, today: date) -> date:
    """Return the last day these words name: of a year or a month, or the day itself.

    ``2024`` and ``2024-03`` (``03/2024`` too) besides all that ``parse_date``
    reads. Raises BadWhen (``bad_when``).
    """
    normalized = _normalize_text(text)
    year = re.fullmatch(r"\d{4}", normalized, re.ASCII)
    month = re.fullmatch(r"(\d{4})[-/](\d{1,2})", normalized, re.ASCII)
    month_first = re.fullmatch(r"(\d{1,2})[-/](\d{4})", normalized, re.ASCII)
    if year:
        year_month = (int(normalized), 12)
    elif month:
        year_month = (int(month[1]), int(month[2]))
    elif month_first:
        year_month = (int(month_first[2]), int(month_first[1]))
    else:
        return parse_date(text, today)
    if not (FIRST_YEAR <= year_month[0] <= LAST_YEAR and 1 <= year_month[1] <= 12):
        return parse_date("", today)  # says which days are understood
    next_month = date(year_month[0] + year_month[1] // 12, year_month[1] % 12 + 1, 1)
    return next_month - timedelta(days=1)


def _normalize_text(text: str) -> str:
    """Return the text in small letters, without accents, single spaces only.

    Anything too long to be a time becomes "", so that no pattern meets it.
    """
    if len(text) > MAX_TEXT_LENGTH:
        return ""
    # A comma parts words, and is the point of 1,5 hours.
    cleaned = re.sub(_DECIMAL_COMMA_PATTERN, r"\1.", text.replace("½", ".5"), flags=re.ASCII)
    return " ".join(
        re.sub(_APPROXIMATELY_PATTERN, "", normalize(cleaned.replace(",", " "))).split()
    )


def _parse_moment(text: str, now: datetime, future_ok: bool) -> datetime | None:
    """Return the moment of a plain text, or None when it is not understood."""
    local_now = now.astimezone()
    if text in ("now", "ahora"):
        return local_now
    if iso := re.fullmatch(_ISO_PATTERN, text, re.ASCII):
        return _parse_iso(iso)
    if span := _parse_span(text):
        minutes, days = span
        if not days:
            return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone()
        return _to_local(local_now.replace(tzinfo=None, fold=0) + timedelta(days=days))
    if day_part_match := parse_day_part(text):
        return _parse_in_part(day_part_match, local_now, future_ok)
    day_text, clock = _split_clock(text)
    day = _parse_day(day_text, local_now.date()) if day_text else local_now.date()
    if day is None or (clock is None and not day_text):
        return None
    if clock == MIDNIGHT and re.search(_MIDNIGHT_PATTERN, text):
        if day_text:  # of a day's two midnights nobody can tell which
            return None
        day += timedelta(days=1 if future_ok else 0)
    moment = _to_local(datetime.combine(day, clock or NOON))
    if clock is None and day == local_now.date() and moment > now and not future_ok:
        return local_now
    return moment


def _parse_in_part(
    day_part_match: DayPartMatch, local_now: datetime, future_ok: bool
) -> datetime | None:
    """Return the moment in a part of a day: "last night", "monday evening at 7".

    The hours after midnight belong to the night before them. A part of today
    that has begun, and whose usual hour is still to come, is now.
    """
    day_part = day_part_match.part
    day_text, clock = _split_clock(day_part_match.remainder)
    if clock is None:
        head, _space, tail = day_text.rpartition(" at " if " at " in day_text else " a las ")
        hour = parse_bare_hour(day_part, tail if head else day_text)
        if hour is not None:
            day_text, clock = head, hour
    if day_part_match.day and day_text:
        return None
    day = _parse_day(day_part_match.day or day_text or "today", local_now.date())
    if day is None or (clock is not None and clock.hour not in day_part.valid_hours):
        return None
    if day_part is NIGHT and clock is not None and clock.hour < 12:
        day += timedelta(days=1)
    moment = _to_local(datetime.combine(day, clock or time(day_part.default_hour)))
    if moment <= local_now or future_ok:
        return moment
    if day_part is NIGHT and clock is not None and clock.hour < 12:
        return _to_local(datetime.combine(day - timedelta(days=1), clock))
    has_begun = clock is None and day == local_now.date() and local_now.hour >= day_part.start_hour
    return local_now if has_begun else moment


def _parse_iso(match: re.Match[str]) -> datetime:
    """Return the moment of an ISO date and time; ValueError when out of range."""
    day, hour, minute, second, offset = match.groups()
    wall = datetime.combine(date.fromisoformat(day), time(int(hour), int(minute), int(second or 0)))
    if offset is None:
        return _to_local(wall)
    if offset == "z":
        return wall.replace(tzinfo=UTC)
    digits = offset[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if max(minutes, seconds) > 59:
        raise ValueError(offset)
    utc_offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return wall.replace(tzinfo=timezone(-utc_offset if offset[0] == "-" else utc_offset))


def _to_local(wall: datetime) -> datetime:
    """Return this machine's moment of a naive wall clock.

    Through UTC and back, so that a time which spring leaves out comes out as
    one that exists.
    """
    return datetime.fromtimestamp(wall.timestamp(), UTC).astimezone()


def _split_clock(text: str) -> tuple[str, time | None]:
    """Return the words of the day and the time, which may come first or last."""
    for pattern in (
        rf"(?:(?P<day>.*?) )??{_AT_PATTERN}{_CLOCK_PATTERN}",
        rf"{_AT_PATTERN}{_CLOCK_PATTERN} (?P<day>.*)",
    ):
        match = re.fullmatch(pattern, text, re.ASCII)
        if match is not None and (clock := _parse_clock(match)) is not None:
            return match["day"] or "", clock
    return text, None


def _parse_clock(match: re.Match[str]) -> time | None:
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


def _parse_day(text: str, today: date) -> date | None:
    """Return the day of plain words without a time, or None when not understood."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return date.fromisoformat(text)
    if text in _DAY_OFFSETS:
        return today + timedelta(days=_DAY_OFFSETS[text])
    if span := _parse_span(text):
        minutes, days = span
        return None if minutes else today + timedelta(days=days)
    pattern = r"(?:(?:el|on) )?(?:(last|next|proximo) )?([a-z]+)(?: (pasado|proximo|que viene))?"
    match = re.fullmatch(pattern, text)
    if match is None or match[2] not in _WEEKDAYS:
        return None
    is_next = match[1] in ("next", "proximo") or match[3] in ("proximo", "que viene")
    if is_next:
        return today + timedelta(days=(_WEEKDAYS[match[2]] - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - _WEEKDAYS[match[2]] - 1) % 7 + 1)


def _parse_span(text: str) -> tuple[int, int] | None:
    """Return (minutes, days) from now, one of them 0; negative is in the past."""
    match = re.fullmatch(_SPAN_PATTERN, text)
    if match is None:
        return None
    duration = parse_duration(match["ago"] or match["hace"] or match["ahead"])
    sign = 1 if match["ahead"] else -1
    return None if duration is None else (sign * duration[0], sign * duration[1])
