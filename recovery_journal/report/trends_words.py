"""The trends in words: what a chart shows, what a table holds, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.dates import number, short_day
from recovery_journal.rules.days import median
from recovery_journal.rules.trends import DAILY, ENOUGH_DAYS, trigger_words
from recovery_journal.words import _, ngettext

if TYPE_CHECKING:
    from recovery_journal.rules.helped import Helped
    from recovery_journal.rules.trends import Series, Trends, TriggerCount


def series_title(name: str) -> str:
    """Return the name of a scale with what its ends mean."""
    return {
        "mood": _("Mood, 0 very low to 10 very good"),
        "urge": _("Strongest urge of the day, 0 to 10"),
        "confidence": _("Confidence in keeping to my goal, 0 to 10"),
        "connectedness": _("Connectedness, 0 to 10"),
    }[name]


def series_name(name: str) -> str:
    """Return the name of a scale alone."""
    return {
        "mood": _("Mood"),
        "urge": _("Urge"),
        "confidence": _("Confidence"),
        "connectedness": _("Connectedness"),
    }[name]


def series_words(series: Series, weeks: int) -> list[str]:
    """Return what a chart shows: the median and the ends, on how many days, what is open."""
    if not series.recorded:
        return [_("Nothing recorded in these weeks.")]
    on = ngettext(
        "recorded on {n} of {days} day", "recorded on {n} of {days} days", series.days
    ).format(n=series.recorded, days=series.days)
    ends = _("lowest {low}, highest {high}").format(
        low=number(series.lowest or 0), high=number(series.highest or 0)
    )
    if series.median is None:
        first = _("{ends}, {on}; too few days for a median.")
    else:
        first = _("Median {median}, {ends}, {on}.")
    words = [first.format(median=number(series.median or 0), ends=ends, on=on)]
    return words + _open_words(series, weeks)


def _open_words(series: Series, weeks: int) -> list[str]:
    """Return what was left open in the line, if anything was."""
    n = series.open
    if weeks > DAILY and all(point.value is None for point in series.points):
        words = _("A week is drawn where {enough} or more of its days are recorded.").format(
            enough=ENOUGH_DAYS
        )
        return [words]
    if not n:
        return []
    if weeks <= DAILY:
        words = ngettext(
            "{n} day without it is left open.", "{n} days without it are left open.", n
        )
    else:
        words = ngettext(
            "{n} week with fewer than {enough} recorded days is left open.",
            "{n} weeks with fewer than {enough} recorded days are left open.",
            n,
        )
    return [words.format(n=n, enough=ENOUGH_DAYS)]


def each_point(weeks: int) -> str:
    """Return what a point of the charts stands for."""
    if weeks <= DAILY:
        return _("A point is a day.")
    return _("A point is a week: the median of its days, where {n} or more are recorded.").format(
        n=ENOUGH_DAYS
    )


def span_words(found: Trends) -> str:
    """Return the weeks and their days: "13 weeks, 24 Aug to 22 Nov 2026"."""
    return ngettext(
        "{n} week, {start} to {end}", "{n} weeks, {start} to {end}", found.weeks
    ).format(
        n=found.weeks,
        start=short_day(found.start, year=found.start.year != found.end.year),
        end=short_day(found.end, year=True),
    )


def ends(found: Trends) -> tuple[str, str]:
    """Return the first and the last day of a chart, with their years where these differ."""
    year = found.start.year != found.end.year
    return short_day(found.start, year=year), short_day(found.end, year=year)


def people_words(found: Trends) -> list[str]:
    """Return what the bars of people by week show."""
    reached = [week.reached for week in found.people if week.reached is not None]
    if not reached:
        return [_("No entry in these weeks.")]
    tried = sum(bool(week.tried) for week in found.people)
    if len(reached) < ENOUGH_DAYS:
        words = ngettext(
            "{most} in the fullest week, in {n} week with entries; too few for a median.",
            "{most} in the fullest week, in {n} weeks with entries; too few for a median.",
            len(reached),
        )
    else:
        words = ngettext(
            "{most} in the fullest week, median {median}, in {n} week with entries.",
            "{most} in the fullest week, median {median}, in {n} weeks with entries.",
            len(reached),
        )
    words = words.format(most=max(reached), median=number(median(reached) or 0), n=len(reached))
    more = ngettext(
        "In {n} week you also tried someone without getting through.",
        "In {n} weeks you also tried someone without getting through.",
        tried,
    ).format(n=tried)
    return [words, more] if tried else [words]


def calendar_words() -> str:
    """Return what the marks of the calendar mean."""
    return _("▁ low mood to █ high; ▫ an entry without mood; · no entry.")


def gap_words() -> str:
    """Return what the line under a chart means."""
    return _("Under a chart: ─ recorded, · left open.")


def trigger_row(row: TriggerCount) -> tuple[str, str]:
    """Return a trigger, and in how many urges it was named."""
    times = ngettext("{n} urge", "{n} urges", row.n).format(n=row.n)
    if row.peak is not None:
        times = _("{times}, median peak {peak}").format(times=times, peak=number(row.peak))
    return trigger_words(row.name), times


def helped_row(row: Helped) -> tuple[str, str]:
    """Return a way of coping, and how often it helped."""
    words = ngettext("helped {k} of {n} time", "helped {k} of {n} times", row.uses)
    return row.words, words.format(k=row.helped, n=row.uses)


def more_rows(n: int) -> list[str]:
    """Return how many rows a table has besides those shown."""
    return [_("+{n} more in my journal").format(n=n)] if n else []


def no_triggers() -> str:
    """Return what stands where there are no triggers."""
    return _("Triggers you name in an urge will stand here. u logs one.")


def no_helped() -> str:
    """Return what stands where too little is known of what helped."""
    return _("What you did in an urge will stand here once it was marked 3 times.")


def empty_words() -> str:
    """Return what stands on the page of trends of a journal without entries."""
    return _(
        "Lines of mood, urge, confidence and connectedness over the weeks will be here, "
        "with what your entries say."
    )


def nothing_yet() -> str:
    """Return what stands where no insight has enough entries yet."""
    return _("Each of these speaks once there are enough entries for it.")
