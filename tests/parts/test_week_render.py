"""The weekly page as text, Markdown and JSON: one page, harmless, the same values."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from recovery_journal.errors import BadValue
from recovery_journal.report.week.fit_page import PageSection, fit_to_page, wrap_lines
from recovery_journal.report.week.render import FORMATS, render_week
from recovery_journal.report.week.sections import number_or_dash
from recovery_journal.rules.week.model import (
    DEFAULT_SECTIONS,
    DayGrid,
    DayRow,
    FeelingChange,
    FigureChange,
    MostCommon,
    ReturnToUseDay,
    ValueCount,
    WeekComparison,
    WeekConnection,
    WeekContact,
    WeekCoping,
    WeekCopingStat,
    WeekFooter,
    WeekGoal,
    WeekHeader,
    WeekMeetings,
    WeekMilestone,
    WeekNotice,
    WeekOptions,
    WeekSafety,
    WeekSummary,
    WeekTalk,
    WeekUrges,
)

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)

BARE = WeekSummary(
    options=WeekOptions(period_from=MONDAY, period_to=SUNDAY),
    header=WeekHeader("R.K.", 6, 7, False, 2),
    talk=WeekTalk((), 0),
    footer=WeekFooter("0.1.0", SUNDAY),
)
FULL = replace(
    BARE,
    talk=WeekTalk(("What to say to friend B", "The plan for December"), 0),
    glance=DayGrid(
        (
            DayRow(MONDAY, 5.5, 7, 6.0, None, 2, 1, 7.5),
            DayRow(MONDAY + timedelta(days=1), None, None, None, None, None, None, None),
            DayRow(MONDAY + timedelta(days=2), 10.0, 0, 7.0, 4.0, 0, 0, 8.0),
        ),
        3,
    ),
    urges=WeekUrges(
        episodes=5,
        peak_median=7.0,
        peak_n=4,
        after_median=3.5,
        after_n=4,
        each=(),
        acted={"no": 3, "partly": 1, "yes": 0, "not_said": 1},
        triggers=(
            ValueCount("lonely", 3),
            ValueCount("person", 1, True),
            ValueCount("other", 1, True),
        ),
        usual_time=MostCommon(("evening", "night"), 2, 5),
        usual_place=MostCommon((), 0, 1),
    ),
    helped=WeekCoping(
        (WeekCopingStat("urge_surf", False, 3, 2, 1), WeekCopingStat("other", False, 1, 0, 0))
    ),
    connection=WeekConnection(
        reached=3,
        of=9,
        tried=2,
        people=(
            WeekContact("sponsor A", 2, 0),
            WeekContact("peer A", 1, 1),
            WeekContact("friend B", 0, 1),
        ),
        felt=FeelingChange(2, 1, 0, 3),
        gaps=("practical", "advocacy"),
        days_without_connection=2,
        days=7,
        meetings=WeekMeetings(
            attended=2,
            planned=3,
            names=(ValueCount("mutual-help meeting", 2),),
            roles=(ValueCount("listened", 2), ValueCount("shared", 1)),
            held_back_by=(ValueCount("work", 1),),
        ),
    ),
    goal=WeekGoal(4, 1, 6, "A quiet walk", None),
    compared=WeekComparison(
        FigureChange(6.0, 5.5, 6, 22),
        None,
        FigureChange(7.0, 7.0, 5, 9),
        FigureChange(3.0, 4.0, 6, 22),
    ),
)

TEXT = """\
Weekly summary                                    R.K., 2026-11-16 to 2026-11-22
Days with entries 6 of 7, 2 entries filled in later.
Scales 0-10: mood 0 very low, 5 okay, 10 very good; urge 0 none, 10 strongest.
Self-reported, from a personal journal. Not monitored between sessions.

What I want to talk about
  1. What to say to friend B
  2. The plan for December

The days at a glance (- is not recorded)
  Day             Mood  Urge  Confidence  Connected  Reached  Meetings  Sleep
  Mon 2026-11-16   5.5     7           6          -        2         1    7.5
  Tue 2026-11-17   -       -           -          -        -         -    -
  Wed 2026-11-18  10       0           7          4        0         0    8

Urges
  Episodes                 5
  Median peak to after     7 to 3.5 (n 4)
  Acted on it              no 3, partly 1, yes 0, not said 1
  Top triggers             lonely 3, a person 1, something else 1
  Usual time, place        evening or night (2 of 5); no usual one (n 1)

What I did, and what helped
  riding the urge out      used 3, helped 1 of 2 marked
  something else           used 1, helped 0 of 0 marked

Connection
  Reached                  3 of 9 people, tried 2
  Times reached            sponsor A 2, peer A 1 (tried 1), friend B tried 1
  Felt after               better 2, same 1, worse 0 (n 3)
  No one listed for        practical help, advocacy
  Days without connection  2 of 7
  Meetings                 2 attended of 3 planned: mutual-help meeting
  My part                  listened 2, shared 1
  What held me back        work 1

My goal
  Goal met                 4 of 6 days recorded, partly 1
  A good moment            A quiet walk

Compared with my previous 4 weeks
  Mood                     6 now, 5.5 before (n 6 and 22 days)
  Urge                     too few entries to compare
  Confidence               7 now, 7 before (n 5 and 9 days)
  People reached a week    3 now, 4 before (n 6 and 22 days)

The writer chose what to include. Recovery Journal 0.1.0, made 2026-11-22.
"""


def text(summary):
    return render_week(summary, "txt")


def md(summary):
    return render_week(summary, "md")


def talking(*lines):
    return replace(BARE, talk=WeekTalk(lines, 0))


def test_the_page_as_text():
    assert text(FULL) == TEXT


def test_the_page_as_markdown():
    page = md(FULL)
    assert page.startswith("# Weekly summary\n\n**R.K., 2026-11-16 to 2026-11-22**  \n")
    assert "## What I want to talk about\n1. What to say to friend B\n2. The plan" in page
    assert (
        "| Day    | Mood | Urge | Confidence | Connected | Reached | Meetings | Sleep |\n"
        "| ------ | ---: | ---: | ---------: | --------: | ------: | -------: | ----: |\n"
        "| Mon 16 |  5.5 |    7 |          6 |         - |       2 |        1 |   7.5 |\n"
    ) in page
    assert "\n- Reached: 3 of 9 people, tried 2\n" in page
    assert page.endswith(
        "\n\n*The writer chose what to include. Recovery Journal 0.1.0, made 2026-11-22.*\n"
    )


def test_the_page_as_json():
    page = json.loads(render_week(FULL, "json"))
    assert page["schema"] == "recovery-journal/week/1"
    assert page["period"] == {"from": "2026-11-16", "to": "2026-11-22"}
    assert list(page["sections"]) == [
        "header",
        "talk",
        "glance",
        "urges",
        "helped",
        "connection",
        "goal",
        "compared",
        "footer",
    ]
    assert page["sections"]["glance"]["days"][1] == {
        "date": "2026-11-17",
        "mood": None,
        "urge": None,
        "confidence": None,
        "connectedness": None,
        "reached": None,
        "meetings": None,
        "sleep": None,
    }
    connection = page["sections"]["connection"]
    assert (connection["reached"], connection["of"], connection["tried"]) == (3, 9, 2)
    assert connection["people"][0] == {"who": "sponsor A", "reached": 2, "tried": 0}
    assert page["sections"]["compared"]["urge"] is None


def test_an_unknown_format_is_refused():
    with pytest.raises(BadValue, match="one of: md, txt, json"):
        render_week(BARE, "docx")


def test_talk_is_there_even_when_empty():
    assert "What I want to talk about\n  Nothing noted for this session.\n" in text(BARE)
    assert "## What I want to talk about\n- Nothing noted for this session.\n" in md(BARE)


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_replaced_and_noticed_is_not_on_the_page(file_format):
    told = replace(
        FULL, notices=(WeekNotice("no_notes"),), replacements=(("Maya", "friend B", "talk"),)
    )
    assert render_week(told, file_format) == render_week(FULL, file_format)


def test_a_section_with_nothing_recorded_says_so():
    nothing = replace(
        BARE,
        urges=FULL.urges._replace(episodes=0),
        helped=WeekCoping(()),
        connection=FULL.connection._replace(
            people=(),
            felt=FeelingChange(0, 0, 0, 0),
            gaps=(),
            meetings=WeekMeetings(0, 0, (), (), ()),
        ),
        goal=WeekGoal(0, 0, 0, None, None),
        compared=WeekComparison(None, None, None, None),
    )
    page = text(nothing)
    assert "Urges\n  No urge recorded.\n" in page
    assert "what helped\n  Nothing recorded.\n" in page
    assert "Felt after               not recorded" in page
    assert "Meetings                 0 attended of 0 planned\n" in page
    assert "Goal met                 not recorded\n" in page
    assert "4 weeks\n  too few entries to compare\n" in page


def test_an_episode_without_trigger_says_so():
    page = text(replace(BARE, urges=FULL.urges._replace(triggers=())))
    assert "Top triggers             none recorded\n" in page


def test_safety_is_on_the_page_when_it_is_on():
    returns = (
        ReturnToUseDay(MONDAY, True),
        ReturnToUseDay(SUNDAY, False),
        ReturnToUseDay(SUNDAY, None),
    )
    page = text(replace(BARE, safety=WeekSafety(returns, None)))
    assert (
        "Safety\n"
        "  Return to use            3\n"
        "  2026-11-16               told someone\n"
        "  2026-11-22               told no one so far\n"
        "  2026-11-22               told someone: not recorded\n"
    ) in page
    assert "  A slip                   0\n" in text(replace(BARE, safety=WeekSafety((), "A slip")))


def test_own_words_and_several_meetings_are_said():
    names = (ValueCount("Harbour (AA)", 2), ValueCount("Noon", 1))
    own = replace(
        FULL,
        urges=FULL.urges._replace(triggers=(ValueCount("the old bridge", 1, True),)),
        helped=WeekCoping((WeekCopingStat("walk the dog", True, 1, 1, 1),)),
        connection=FULL.connection._replace(
            meetings=FULL.connection.meetings._replace(names=names)
        ),
        goal=FULL.goal._replace(
            word="Steady days", goal_kind="reduce", wording="Two at most",
            milestones=(WeekMilestone("service", "Opened up"), WeekMilestone("skill", None)),
        ),
    )  # fmt: skip
    page = text(own)
    assert "  Goal                     reduce: Two at most\n" in page
    assert "  Milestones               Opened up (service), skill\n" in page
    assert "the old bridge 1" in page
    assert "  walk the dog             used 1, helped 1 of 1 marked\n" in page
    assert "3 planned: Harbour (AA) 2, Noon 1\n" in page
    assert "  Steady days: goal met    4 of 6" in page


def test_a_milestone_marked_twice_is_named_once_with_how_often():
    twice = WeekMilestone("meetings", None)
    marked = (twice, WeekMilestone("skill", None), twice)
    page = text(replace(FULL, goal=FULL.goal._replace(milestones=marked)))
    assert "  Milestones               meetings 2, skill\n" in page


def test_a_long_period_and_a_running_week_say_so():
    page = text(
        replace(
            FULL,
            header=FULL.header._replace(running=True, filled_in_later=1, who=None),
            glance=FULL.glance._replace(of=20),
        )
    )
    assert page.splitlines()[0].endswith("        2026-11-16 to 2026-11-22")
    assert "1 entry filled in later, the week is not over." in page
    assert "The last 3 of 20 days at a glance" in page
    assert "3 so far, 4 before" in page


def test_nothing_is_said_of_answers_that_were_all_given():
    urges = FULL.urges._replace(acted={"no": 3, "partly": 1, "yes": 1, "not_said": 0})
    assert "no 3, partly 1, yes 1\n" in text(replace(BARE, urges=urges))


def test_a_long_list_in_a_row_ends_in_the_number_left():
    people = tuple(WeekContact(f"peer {letter}", 1, 0) for letter in "ABCDEFGHIJK")
    page = text(replace(FULL, connection=FULL.connection._replace(people=people)))
    assert "peer H 1, +3 more in my journal Felt after" in " ".join(page.split())
    assert "peer E 1,\n" in page


def test_more_talk_lines_and_more_coping_are_counted():
    helped = WeekCoping(tuple(WeekCopingStat(f"way {n}", True, 1, 0, 0) for n in range(7)))
    many = replace(BARE, talk=WeekTalk(("one",), 2), helped=helped)
    assert "  1. one\n  +2 more in my journal\n" in text(many)
    assert "  way 4                    used 1, helped 0 of 0 marked\n  +2 more" in text(many)
    assert "1. one\n- +2 more in my journal\n" in md(many)


FORTNIGHT = replace(
    FULL,
    options=replace(FULL.options, period_from=MONDAY - timedelta(days=7)),
    talk=WeekTalk(("a very long line " * 40, "word " * 99, "x" * 100_000), 9),
    safety=WeekSafety((ReturnToUseDay(MONDAY, True),) * 14, None),
    glance=DayGrid(FULL.glance.days[:1] * 14, 14),
)


@pytest.mark.parametrize("file_format", ["txt", "md"])
def test_a_long_page_is_shortened_and_no_section_disappears(file_format):
    page = render_week(FORTNIGHT, file_format)
    assert len(page.splitlines()) <= 60
    for heading in (
        "What I want to talk about",
        "Safety",
        "The days at a glance",
        "Urges",
        "What I did, and what helped",
        "Connection",
        "My goal",
        "Compared",
        "The writer chose",
    ):
        assert heading in page
    assert "more in my journal" in page
    assert page.count("Mon ") == 14


def test_the_days_shorten_last_and_the_line_that_says_so_is_no_row_of_the_table():
    part = PageSection(("head",), (("a",),) * 9, more_start=("", ""), last=True)
    other = PageSection(("other",), (("b",),) * 3)
    frame = PageSection(("frame",))
    page = fit_to_page([frame, part, other, frame], 14)
    assert page.count("\nb") == 1
    assert page.count("\n") <= 14
    assert "\n\n+" in fit_to_page([frame, part, frame], 10)
    assert fit_to_page([frame, part, frame], 1).count("\na") == 1


def test_a_shorter_page_first_stands_closer_together():
    sections = [PageSection((f"s{n}",), (("row",),)) for n in range(3)]
    frame = PageSection(("frame",))
    loose = fit_to_page([frame, *sections, frame], 60)
    assert loose == "frame\n\ns0\nrow\n\ns1\nrow\n\ns2\nrow\n\nframe\n"
    assert fit_to_page([frame, *sections, frame], 11) == (
        "frame\n\ns0\nrow\ns1\nrow\ns2\nrow\n\nframe\n"
    )


@pytest.mark.parametrize(
    "words",
    ["宽" * 200, "👩‍👩‍👧 " * 90, "مرحبا " * 60, "e\u0301" * 300, "\x1b[31m" * 50, "❤️" * 120],
    ids=["wide", "joined", "right-to-left", "accents", "escapes", "hearts"],
)
def test_no_line_of_text_is_wider_than_80_columns(words):
    page = text(
        replace(
            FULL,
            header=FULL.header._replace(who=words),
            talk=WeekTalk((words, words), 0),
            helped=WeekCoping((WeekCopingStat(words, True, 1, 1, 1),)),
            goal=FULL.goal._replace(good_moment=words, word=words),
            urges=FULL.urges._replace(triggers=(ValueCount(words, 1, True),)),
        )
    )
    assert max(map(cell_len, page.splitlines())) <= 80
    assert len(page.splitlines()) <= 60


@given(st.text(max_size=400), st.integers(3, 40))
def test_wrapped_lines_fit_and_are_few(words, width):
    lines = wrap_lines(words, width)
    assert len(lines) <= 3
    assert all(cell_len(line) <= width for line in lines)


def test_a_cut_line_shows_that_it_was_cut():
    assert wrap_lines("one two three four five six", 10, 2) == ["one two", "three …"]
    assert wrap_lines("one two", 10) == ["one two"]
    assert wrap_lines("x" * 30, 10, 2) == ["x" * 10, "x" * 8 + " …"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_control_characters_reach_no_page(file_format):
    nasty = "a\x1b]0;title\x07b\x9b31mc\u202ed\x7fe\r\nf\ud800"
    page = render_week(talking(nasty), file_format)
    page.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)


def test_a_talk_line_of_several_lines_is_one_line():
    assert "  1. one two three\n" in text(talking("one\ntwo\r\n\r\n\tthree"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# big", "1. \\# big"),
        ("- item", "1. \\- item"),
        ("+ item", "1. \\+ item"),
        ("1. item", "1. 1\\. item"),
        ("2) item", "1. 2\\) item"),
        ("> quote", "1. \\> quote"),
        ("*bold* _it_ `code`", "1. \\*bold\\* \\_it\\_ \\`code\\`"),
        ("[a](b) ![c](d)", "1. \\[a\\](b) !\\[c\\](d)"),
        ("<b>&amp;</b>", "1. \\<b\\>\\&amp;\\</b\\>"),
        ("a | b ~c~ $x$", "1. a \\| b \\~c\\~ \\$x\\$"),
        ("back\\slash", "1. back\\\\slash"),
    ],
)
def test_a_persons_text_is_no_markup(typed, shown):
    assert f"\n{shown}\n" in md(talking(typed))


def test_a_further_line_is_no_markup_either():
    page = md(talking("word " * 15 + "- " * 20 + "= " * 12))
    assert not re.search(r"\n {3}[-=] ", page)


def test_a_broken_word_keeps_its_backslashes_whole():
    page = md(talking("x" + "*" * 100))
    for line in page.splitlines():
        assert (len(line) - len(line.rstrip("\\"))) % 2 == 0


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "-"), (6.0, "6"), (6.5, "6.5"), (0, "0"), (10, "10")]
)
def test_a_number_has_no_needless_decimal(value, shown):
    assert number_or_dash(value) == shown


def test_the_default_page_says_nothing_of_what_is_off():
    assert "safety" not in DEFAULT_SECTIONS
    for file_format in FORMATS:
        assert "afety" not in render_week(FULL, file_format)


def test_a_short_name_of_a_list_is_not_broken_over_two_lines():
    names = tuple(f"a stroll {number} again" for number in range(8))
    urges = FULL.urges._replace(triggers=tuple(ValueCount(name, 2) for name in names))
    text = render_week(replace(FULL, urges=urges), "txt")
    lines = [line for line in text.splitlines() if "stroll" in line]
    assert len(lines) >= 2
    assert all(line.count("a stroll") == line.count("again 2") for line in lines)
