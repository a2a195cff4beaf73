"""The trends: lines with their gaps, people by week, tables; and how they are drawn and said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal.domain.check_in import CheckInScores
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.day import DayValues
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.urge import Urge
from recovery_journal.report import trends_sentences as words
from recovery_journal.report.chart import GUTTER, bar_chart, line_chart, time_axis
from recovery_journal.report.mood_calendar import calendar_rows
from recovery_journal.report.trends_text import trends_chart_lines, trends_plain_lines
from recovery_journal.rules.days import median
from recovery_journal.rules.insights.compute import compute_insights
from recovery_journal.rules.trends import (
    SPAN_WEEKS,
    TrendsInput,
    build_trends,
    trends_start,
    trigger_label,
)

DAY = date(2026, 11, 20)  # a Friday
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANA, BEN, EVE = ContactRef(1, "Ana"), ContactRef(2, "Ben"), ContactRef(9, "Eve")
RISK = ContactActivity(
    contact=Contact(id=9, name="Eve", influence="risk", added_on=date(2020, 1, 1))
)


def check_in(days, mood=5, urge=None, confidence=None):
    at = NOON - timedelta(days=days)
    return CheckInScores(1, at, at, at.date(), mood, urge, confidence, None, None, None)


def dated(kind, days, **values):
    at = NOON - timedelta(days=days)
    return kind(occurred_at=at, recorded_at=at, local_date=at.date(), **values)


def material(check_ins=(), urges=(), reach_outs=(), others=(), first=None, first_weekday=0):
    days = [r.local_date for r in (*check_ins, *urges, *reach_outs, *others)]
    return TrendsInput(
        check_ins=check_ins,
        urges=urges,
        reach_outs=reach_outs,
        meetings=(),
        other_records=others,
        contact_activities=(RISK,),
        copings=(),
        first_day=first or min(days, default=None),
        first_weekday=first_weekday,
    )


def found(weeks=4, **given):
    return build_trends(material(**given), DAY, weeks)


def series(name, weeks=4, **given):
    return next(one for one in found(weeks, **given).series if one.name == name)


# ---- the weeks --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "first_weekday", "start"),
    [
        (1, 0, date(2026, 11, 16)),
        (4, 0, date(2026, 10, 26)),
        (4, 6, date(2026, 10, 25)),
        (52, 0, date(2025, 11, 24)),
    ],
)
def test_the_weeks_begin_on_the_person_s_first_weekday_and_end_today(weeks, first_weekday, start):
    shown = found(weeks, first_weekday=first_weekday)

    assert trends_start(DAY, weeks, first_weekday) == shown.start == start
    assert shown.end == DAY
    assert len(shown.days) == (DAY - start).days + 1


def test_four_weeks_have_a_point_a_day_and_gaps_stay_open():
    mood = series("mood", check_ins=[check_in(0, 7), check_in(2, 4), check_in(2, 5)])

    assert [point.value for point in mood.points[-3:]] == [4.5, None, 7]
    assert len(mood.points) == 26
    assert {point.n for point in mood.points} == {0, 1}


@pytest.mark.parametrize("weeks", [5, 13, 26, 52])
def test_longer_spans_have_a_point_a_week(weeks):
    mood = series("mood", weeks, check_ins=[check_in(d, 6) for d in range(5)])

    assert len(mood.points) == weeks
    last = mood.points[-1]
    assert (last.start, last.end, last.value, last.n) == (date(2026, 11, 16), DAY, 6, 5)


def test_a_week_has_a_value_from_three_recorded_days_on():
    two = series("mood", 13, check_ins=[check_in(0, 6), check_in(1, 8), check_in(1, 2)])
    three = series("mood", 13, check_ins=[check_in(d, value) for d, value in enumerate((2, 8, 6))])

    assert (two.points[-1].value, two.points[-1].n) == (None, 2)
    assert (three.points[-1].value, three.points[-1].n) == (6, 3)


def test_a_series_tells_its_median_its_ends_and_on_how_many_days():
    mood = series("mood", check_ins=[check_in(d, value) for d, value in ((0, 2), (1, 9), (9, 6))])

    assert (mood.median, mood.lowest, mood.highest) == (6, 2, 9)
    assert (mood.recorded, mood.days, mood.open_points) == (3, 10, 7)


def test_two_days_have_no_median_and_none_has_no_ends():
    two = series("mood", check_ins=[check_in(0, 0), check_in(1, 9)])
    none = series("confidence", check_ins=[check_in(0, 0)])

    assert (two.median, two.lowest, two.highest) == (None, 0, 9)
    assert (none.median, none.lowest, none.recorded) == (None, None, 0)
    assert {point.value for point in none.points} == {None}


def test_the_urge_of_a_day_is_the_strongest_of_check_ins_and_episodes():
    urge = series("urge", check_ins=[check_in(0, urge=3)], urges=[dated(Urge, 0, peak=8)])

    assert urge.points[-1].value == 8


def test_days_before_the_first_entry_are_not_counted_as_left_open():
    mood = series("mood", 13, check_ins=[check_in(d) for d in (0, 1, 2, 8)])

    assert (mood.days, mood.open_points) == (9, 1)


def test_an_empty_journal_has_weeks_without_anything():
    shown = found(13)

    assert shown.is_empty
    assert {one.days for one in shown.series} == {1}  # today
    assert {week.reached for week in shown.weekly_reach} == {None}


# ---- people, triggers, what helped ---------------------------------------------------


def test_people_are_counted_once_a_week_and_risk_ties_not_at_all():
    reach_outs = [
        dated(ReachOut, 0, contacts=(ANA,)),
        dated(ReachOut, 1, contacts=(ANA, BEN)),
        dated(ReachOut, 1, contacts=(EVE,)),
        dated(ReachOut, 2, contacts=(BEN,), outcome="no_answer"),
        dated(ReachOut, -1, contacts=(BEN,)),
    ]

    shown = found(reach_outs=reach_outs, others=[dated(Reflection, 9)])

    assert [(week.reached, week.tried) for week in shown.weekly_reach] == [
        (None, None),
        (None, None),
        (0, 0),
        (2, 1),
    ]


def test_triggers_are_counted_with_their_median_peak_from_three_on():
    urges = [dated(Urge, d, peak=peak, triggers=("conflict", "conflict")) for d, peak in
             enumerate((4, 8, 6))]  # fmt: skip
    urges += [dated(Urge, 4, triggers=("my aunt's_house",)), dated(Urge, 40, triggers=("lonely",))]

    shown = found(urges=urges)

    assert [tuple(row) for row in shown.triggers] == [
        ("conflict", 3, 6),
        ("my aunt's_house", 1, None),
    ]
    assert words.trigger_count_row(shown.triggers[0]) == ("conflict", "3 urges, median peak 6")
    assert words.trigger_count_row(shown.triggers[1]) == ("my aunt's_house", "1 urge")


def test_a_person_s_own_trigger_stands_as_it_was_typed():
    assert trigger_label("my aunt's_house") == "my aunt's_house"
    assert trigger_label("life_stress") == "life stress"


def test_what_helped_is_of_these_weeks():
    urges = [dated(Urge, d, coping=(RatedName("walk", 1),)) for d in (1, 2, 3, 100)]

    (row,) = found(urges=urges).coping

    assert words.coping_row(row) == ("walk", "helped 3 of 3 times")


@given(
    st.lists(st.tuples(st.integers(0, 360), st.integers(0, 10)), max_size=80),
    st.sampled_from((1, 4, 13, 52)),
    st.integers(0, 6),
)
def test_every_point_is_the_median_of_its_own_days(entries, weeks, first_weekday):
    shown = found(weeks, check_ins=[check_in(*one) for one in entries], first_weekday=first_weekday)
    moods = {day.day: day.mood for day in shown.days}
    mood = shown.series[0]

    assert mood.points[0].start == shown.start
    assert mood.points[-1].end == DAY
    for point in mood.points:
        known = [
            moods[point.start + timedelta(days=n)]
            for n in range((point.end - point.start).days + 1)
            if moods[point.start + timedelta(days=n)] is not None
        ]
        assert point.n == len(known)
        assert point.value == (median(known) if len(known) >= (1 if weeks <= 4 else 3) else None)


# ---- drawn ------------------------------------------------------------------------


def dots(rows):
    """The rows of the chart itself: without the scale and the line under it."""
    return [row[GUTTER:] for row in rows[:-1]]


def drawn_columns(rows):
    return [at for at in range(len(rows[0])) if any(row[at : at + 1].strip("⠀ ") for row in rows)]


def test_a_chart_leaves_its_gap_open():
    rows = line_chart([5, 5, None, None, 5, 5], 4 + 24)

    assert drawn_columns(dots(rows)) == [*range(2, 7), *range(18, 23)]
    assert rows[-1] == "    ────────········────────"


def test_a_value_alone_is_a_mark_and_not_lost():
    rows = line_chart([None, 7, None], 4 + 12)

    assert "•" in "".join(rows)
    assert len(drawn_columns(dots(rows))) == 1


@given(st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=60), st.integers(10, 120))
def test_a_chart_keeps_to_its_columns_whatever_the_values(values, width):
    people = [None if one is None else round(one) for one in values]
    for rows in (line_chart(values, width), bar_chart(people, width)):
        assert {len(row) for row in rows} == {max(width, GUTTER + 8)}
        assert len(rows) == 6
        assert "\x1b" not in "".join(rows)


def test_the_ends_of_the_scale_are_on_the_first_and_the_last_row():
    rows = dots(line_chart([10, 10, None, 0, 0], 30))

    assert rows[0].strip("⠀")
    assert rows[-1].strip("⠀")
    assert not "".join(rows[1:-1]).strip("⠀")


def test_nobody_reached_is_no_bar_and_no_entry_is_left_open():
    rows = bar_chart([0, None, 2], 4 + 12)

    assert drawn_columns(dots(rows)) == [8, 9, 10]
    assert rows[-1] == "    ────····────"
    assert rows[0].startswith("  2 ")


def test_the_days_stand_under_the_ends_of_a_chart():
    assert time_axis("1 Nov", "22 Nov", 34) == "    1 Nov                   22 Nov"


def test_the_calendar_marks_mood_as_a_bar_and_no_entry_as_a_dot():
    days = [DayValues(day=date(2026, 10, 28) + timedelta(days=n)) for n in range(8)]
    days[2] = DayValues(day=days[2].day, mood=0, entries=1)
    days[3] = DayValues(day=days[3].day, mood=10, entries=1)
    days[5] = DayValues(day=days[5].day, entries=1)

    assert calendar_rows(days, 80) == [
        "October 2026            November 2026",
        "Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su",
        "            ▁  █                          ·",
        "                        ▫  ·  ·",
    ]
    assert len(calendar_rows(days, 30)) == 8
    assert calendar_rows(days, 80, 6)[1].startswith("Su Mo")


def test_the_calendar_begins_with_the_first_entry():
    days = [DayValues(day=date(2026, 9, 1) + timedelta(days=n)) for n in range(60)]

    assert calendar_rows(days, 80) == []


# ---- in words ------------------------------------------------------------------------


def test_a_chart_is_said_in_words():
    mood = series("mood", check_ins=[check_in(d, value) for d, value in ((0, 2), (1, 9), (3, 6))])

    assert words.series_sentences(mood, 4) == [
        "Median 6, lowest 2, highest 9, recorded on 3 of 4 days.",
        "1 day without it is left open.",
    ]


def test_too_few_days_say_so():
    mood = series("mood", 13, check_ins=[check_in(0, 2), check_in(1, 9)])
    none = series("confidence", 13, check_ins=[check_in(0, 2)])

    assert words.series_sentences(mood, 13) == [
        "lowest 2, highest 9, recorded on 2 of 2 days; too few days for a median.",
        "A week is drawn where 3 or more of its days are recorded.",
    ]
    assert words.series_sentences(none, 13) == ["Nothing recorded in these weeks."]


def test_weeks_left_open_are_counted_and_none_is_not_mentioned():
    gap = series("mood", 13, check_ins=[check_in(d) for d in (0, 1, 2, 14, 15, 16)])
    whole = series("mood", 13, check_ins=[check_in(d) for d in (0, 1, 2)])

    assert words.series_sentences(gap, 13)[1:] == [
        "1 week with fewer than 3 recorded days is left open."
    ]
    assert words.series_sentences(whole, 13)[1:] == []


def test_people_by_week_are_said_in_words():
    shown = found(reach_outs=[dated(ReachOut, 0, contacts=(ANA,)),
                              dated(ReachOut, 0, contacts=(ANA,), outcome="declined")])  # fmt: skip

    assert words.people_reached_sentences(shown) == [
        "1 in the fullest week, in 1 week with entries; too few for a median.",
        "In 1 week you also tried someone without getting through.",
    ]
    assert words.people_reached_sentences(found()) == ["No entry in these weeks."]


def test_the_people_of_three_weeks_have_a_median():
    shown = found(reach_outs=[dated(ReachOut, d, contacts=(ANA,)) for d in (0, 7, 14)])

    assert words.people_reached_sentences(shown) == [
        "1 in the fullest week, median 1, in 3 weeks with entries."
    ]


def test_triggers_beyond_those_shown_are_counted():
    urges = [dated(Urge, 0, triggers=tuple(f"of my own {n}" for n in range(11)))]
    shown = found(urges=urges)

    assert (len(shown.triggers), shown.more_triggers, shown.more_coping) == (8, 3, 0)
    assert words.omitted_rows_lines(shown.more_triggers) == ["+3 more in my journal"]
    assert "+3 more in my journal" in trends_chart_lines(shown, (), 80)
    assert "Triggers: +3 more in my journal" in trends_plain_lines(shown, ())


def test_ways_of_coping_beyond_those_shown_are_counted():
    ways = tuple(RatedName(f"my way {n}", 1) for n in range(9))
    shown = found(urges=[dated(Urge, d, coping=ways) for d in range(3)])

    assert (len(shown.coping), shown.more_coping) == (8, 1)
    assert "+1 more in my journal" in trends_chart_lines(shown, (), 80)
    assert "What helped: +1 more in my journal" in trends_plain_lines(shown, ())


def test_the_ends_of_a_chart_have_their_years_where_these_differ():
    assert words.span_end_labels(found(4)) == ("26 Oct", "20 Nov")
    assert words.span_end_labels(found(52)) == ("24 Nov 2025", "20 Nov 2026")


def test_the_span_is_said_with_its_days():
    assert words.trends_span_text(found(4)) == "4 weeks, 26 Oct to 20 Nov 2026"
    assert words.trends_span_text(found(52)) == "52 weeks, 24 Nov 2025 to 20 Nov 2026"


def whole(weeks, **given):
    made = material(**given)
    shown = build_trends(made, DAY, weeks)
    return shown, compute_insights(made, shown, DAY)


FULL = {
    "check_ins": [check_in(d, d % 11, d % 7, d % 5) for d in range(0, 90, 2)],
    "urges": [
        dated(Urge, d, peak=8, after=3, triggers=("conflict",), coping=(RatedName("walk", 2),))
        for d in range(9)
    ],
    "reach_outs": [dated(ReachOut, d, contacts=(ANA,)) for d in range(0, 80, 3)],
}


@pytest.mark.parametrize("weeks", SPAN_WEEKS)
@pytest.mark.parametrize("given", [{}, FULL])
def test_plain_trends_are_one_fact_a_line_without_drawing(weeks, given):
    lines = trends_plain_lines(*whole(weeks, **given))

    assert all(line.strip() and "\n" not in line for line in lines)
    drawing = [line for line in lines for mark in line if 0x2500 <= ord(mark) <= 0x28FF]
    assert not drawing


@pytest.mark.parametrize("width", [60, 80, 200])
def test_drawn_trends_keep_to_the_columns(width):
    lines = trends_chart_lines(*whole(13, **FULL), width)

    assert max(map(len, lines)) <= min(width, 100)
    assert "Mood, 0 very low to 10 very good" in lines
    assert "What your entries say" in lines
    assert "With more entries" in lines


def test_drawn_trends_of_an_empty_journal_say_what_will_be_there():
    text = "\n".join(trends_chart_lines(*whole(13), 80))

    assert "Triggers you name in an urge will stand here." in text
    assert "Each of these speaks once there are enough entries for it." in text
    assert "⠀" not in text


def test_plain_points_begin_with_the_first_day_recorded():
    lines = trends_plain_lines(*whole(4, check_ins=[check_in(0, 7), check_in(2, 4)]))

    assert [line for line in lines if line.startswith("Mood, ")] == [
        "Mood, 18 Nov 2026: 4",
        "Mood, 19 Nov 2026: not recorded",
        "Mood, 20 Nov 2026: 7",
    ]
