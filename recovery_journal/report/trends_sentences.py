"""Sentences of the trends: what each chart shows, what a table holds, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_journal.dates import format_number, short_day
from recovery_journal.i18n import _, ngettext
from recovery_journal.rules.days import median
from recovery_journal.rules.trends import MAX_DAILY_WEEKS, MIN_WEEK_DAYS, trigger_label

if TYPE_CHECKING:
    from recovery_journal.rules.coping import CopingStat
    from recovery_journal.rules.trends import Trends, TrendSeries, TriggerCount


def series_title(name: str) -> str:
    """Return the name of a scale with what its ends mean."""
    return {
        "mood": _("Mood, 0 very low to 10 very good"),
        "urge": _("Strongest urge of the day, 0 to 10"),
        "confidence": _("Confidence in keeping to my goal, 0 to 10"),
        "connectedness": _("Connectedness, 0 to 10"),
    }[name]


def series_label(name: str) -> str:
    """Return the name of a scale alone."""
    return {
        "mood": _("Mood"),
        "urge": _("Urge"),
        "confidence": _("Confidence"),
        "connectedness": _("Connectedness"),
    }[name]


def series_sentences(series: TrendSeries, weeks: int) -> list[str]:
    """Return what a chart shows: the median and the ends, on how many days, what is open."""
    if not series.recorded:
        return [_("Nothing recorded in these weeks.")]
    recorded_text = ngettext(
        "recorded on {n} of {days} day", "recorded on {n} of {days} days", series.days
    ).format(n=series.recorded, days=series.days)
    range_text = _("lowest {low}, highest {high}").format(
        low=format_number(series.lowest or 0), high=format_number(series.highest or 0)
    )
    if series.median is None:
        template = _("{ends}, {on}; too few days for a median.")
    else:
        template = _("Median {median}, {ends}, {on}.")
    sentences = [
        template.format(median=format_number(series.median or 0), ends=range_text, on=recorded_text)
    ]
    return sentences + _gap_sentences(series, weeks)


def _gap_sentences(series: TrendSeries, weeks: int) -> list[str]:
    """Return what was left open in the line, if anything was."""
    n = series.open_points
    if weeks > MAX_DAILY_WEEKS and all(point.value is None for point in series.points):
        sentence = _("A week is drawn where {enough} or more of its days are recorded.").format(
            enough=MIN_WEEK_DAYS
        )
        return [sentence]
    if not n:
        return []
    if weeks <= MAX_DAILY_WEEKS:
        sentence = ngettext(
            "{n} day without it is left open.", "{n} days without it are left open.", n
        )
    else:
        sentence = ngettext(
            "{n} week with fewer than {enough} recorded days is left open.",
            "{n} weeks with fewer than {enough} recorded days are left open.",
            n,
        )
    return [sentence.format(n=n, enough=MIN_WEEK_DAYS)]


def point_meaning_text(weeks: int) -> str:
    """Return what a point of the charts stands for."""
    if weeks <= MAX_DAILY_WEEKS:
        return _("A point is a day.")
    return _("A point is a week: the median of its days, where {n} or more are recorded.").format(
        n=MIN_WEEK_DAYS
    )


def trends_span_text(trends: Trends) -> str:
    """Return the weeks and their days: "13 weeks, 24 Aug to 22 Nov 2026"."""
    return ngettext(
        "{n} week, {start} to {end}", "{n} weeks, {start} to {end}", trends.weeks
    ).format(
        n=trends.weeks,
        start=short_day(trends.start, year=trends.start.year != trends.end.year),
        end=short_day(trends.end, year=True),
    )


def span_end_labels(trends: Trends) -> tuple[str, str]:
    """Return the first and the last day of a chart, with their years where these differ."""
    show_year = trends.start.year != trends.end.year
    return short_day(trends.start, year=show_year), short_day(trends.end, year=show_year)


def people_reached_sentences(trends: Trends) -> list[str]:
    """Return what the bars of people by week show."""
    reached = [week.reached for week in trends.weekly_reach if week.reached is not None]
    if not reached:
        return [_("No entry in these weeks.")]
    tried_weeks = sum(bool(week.tried) for week in trends.weekly_reach)
    if len(reached) < MIN_WEEK_DAYS:
        sentence = ngettext(
            "{most} in the fullest week, in {n} week with entries; too few for a median.",
            "{most} in the fullest week, in {n} weeks with entries; too few for a median.",
            len(reached),
        )
    else:
        sentence = ngettext(
            "{most} in the fullest week, median {median}, in {n} week with entries.",
            "{most} in the fullest week, median {median}, in {n} weeks with entries.",
            len(reached),
        )
    sentence = sentence.format(
        most=max(reached), median=format_number(median(reached) or 0), n=len(reached)
    )
    tried_sentence = ngettext(
        "In {n} week you also tried someone without getting through.",
        "In {n} weeks you also tried someone without getting through.",
        tried_weeks,
    ).format(n=tried_weeks)
    return [sentence, tried_sentence] if tried_weeks else [sentence]


def calendar_legend_text() -> str:
    """Return what the marks of the calendar mean."""
    return _("▁ low mood to █ high; ▫ an entry without mood; · no entry.")


def gap_legend_text() -> str:
    """Return what the line under a chart means."""
    return _("Under a chart: ─ recorded, · left open.")


def trigger_count_row(row: TriggerCount) -> tuple[str, str]:
    """Return a trigger, and in how many urges it was named."""
    count_text = ngettext("{n} urge", "{n} urges", row.n).format(n=row.n)
    if row.peak is not None:
        count_text = _("{times}, median peak {peak}").format(
            times=count_text, peak=format_number(row.peak)
        )
    return trigger_label(row.name), count_text


def coping_row(row: CopingStat) -> tuple[str, str]:
    """Return a way of coping, and how often it helped."""
    template = ngettext("helped {k} of {n} time", "helped {k} of {n} times", row.uses)
    return row.display_name, template.format(k=row.times_helped, n=row.uses)


def omitted_rows_lines(n: int) -> list[str]:
    """Return how many rows a table has besides those shown."""
    return [_("+{n} more in my journal").format(n=n)] if n else []


def no_triggers_text() -> str:
    """Return what stands where there are no triggers."""
    return _("Triggers you name in an urge will stand here. u logs one.")


def no_coping_text() -> str:
    """Return what stands where too little is known of what helped."""
    return _("What you did in an urge will stand here once it was marked 3 times.")


def empty_trends_text() -> str:
    """Return what stands on the page of trends of a journal without entries."""
    return _(
        "Lines of mood, urge, confidence and connectedness over the weeks will be here, "
        "with what your entries say."
    )


def no_insights_text() -> str:
    """Return what stands where no insight has enough entries yet."""
    return _("Each of these speaks once there are enough entries for it.")
