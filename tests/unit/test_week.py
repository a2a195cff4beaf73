"""What the weekly page holds: chosen sections, figures, and what stays in the journal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_journal import __version__
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.domain.fields import ContactRef, RatedName
from recovery_journal.domain.goal import Goal as OwnGoal
from recovery_journal.domain.journal_settings import JournalSettings
from recovery_journal.domain.meeting import Meeting
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.domain.talk_item import TalkItem
from recovery_journal.domain.urge import Urge
from recovery_journal.domain.vocabulary import Coping, Trigger
from recovery_journal.errors import BadValue
from recovery_journal.report.week.render import render_week
from recovery_journal.report.week.section_labels import notice_text, summarize_week
from recovery_journal.rules.network.placement import with_defaults
from recovery_journal.rules.week.build import (
    DEFAULT_SECTIONS,
    SECTIONS,
    WeekInput,
    WeekOptions,
    make_options,
)
from recovery_journal.rules.week.day_sections import initials
from recovery_journal.rules.week.model import (
    FigureChange,
    MostCommon,
    ReturnToUseDay,
    ValueCount,
    WeekContact,
    WeekCopingStat,
    WeekMilestone,
)
from recovery_journal.rules.week.urge_sections import time_of_day

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
WEEK = WeekOptions(period_from=MONDAY, period_to=SUNDAY)


def on(day=0, hour=12, written_after=0):
    """The times of a record of the week's day 0 (Monday) to 6, or before it."""
    at = datetime(2026, 11, 16, hour, tzinfo=UTC) + timedelta(days=day)
    return {
        "occurred_at": at,
        "recorded_at": at + timedelta(hours=written_after),
        "local_date": at.date(),
    }


def check_in(day=0, mood=5, hour=12, written_after=0, **values):
    return CheckIn(mood=mood, **on(day, hour, written_after), **values)


def reached(*ids, day=0, **values):
    return ReachOut(contacts=tuple(ContactRef(id, "") for id in ids), **on(day), **values)


def tried(*ids, day=0):
    return reached(*ids, day=day, outcome="no_answer")


def tie(id, name="Maya", relation="peer_in_recovery", letter=None, **values):
    values.setdefault("added_on", date(2026, 1, 1))
    return ContactActivity(
        contact=with_defaults(
            Contact(id=id, name=name, relation=relation, letter=letter or id, **values)
        )
    )


def material(*records, ties=(), talk=(), name="Robin Kay", words=(), **values):
    values.setdefault("made_on", SUNDAY)
    return WeekInput(
        records=tuple(sorted(records, key=lambda record: record.occurred_at)),
        contact_activities=tuple(ties),
        talk_items=tuple(
            TalkItem(text=text, added=datetime(2026, 11, 1, tzinfo=UTC)) for text in talk
        ),
        settings=JournalSettings(name=name, words=words),
        **values,
    )


def page(*records, choices=WEEK, ties=(), **values):
    return summarize_week(material(*records, ties=ties, **values), choices)


def switched(*sections, **switches):
    return replace(WEEK, sections=DEFAULT_SECTIONS | set(sections), **switches)


# choosing


def test_a_page_is_of_this_week_unless_another_is_asked_for():
    chosen = make_options(date(2026, 11, 19))
    assert (chosen.period_from, chosen.period_to) == (MONDAY, SUNDAY)
    chosen = make_options(date(2026, 11, 19), containing_day=date(2026, 11, 10))
    assert (chosen.period_from, chosen.period_to) == (date(2026, 11, 9), date(2026, 11, 15))


def test_the_week_starts_on_the_day_of_the_settings():
    chosen = make_options(date(2026, 11, 19), first_weekday=6)
    assert (chosen.period_from, chosen.period_to) == (date(2026, 11, 15), date(2026, 11, 21))


def test_a_page_since_a_day_goes_to_today():
    chosen = make_options(date(2026, 11, 19), since=date(2026, 11, 12))
    assert (chosen.period_from, chosen.period_to, chosen.day_count) == (
        date(2026, 11, 12),
        date(2026, 11, 19),
        8,
    )


def test_all_sections_but_safety_and_notes_are_on_by_default():
    assert set(SECTIONS) - make_options(SUNDAY).sections == {"safety", "notes"}
    assert not make_options(SUNDAY).own_words


def test_sections_and_own_words_are_switched_by_name():
    chosen = make_options(SUNDAY, add=["Safety", "own-words"], leave_out=["goal"], names=True)
    assert chosen.sections == (DEFAULT_SECTIONS | {"safety"}) - {"goal"}
    assert chosen.own_words
    assert chosen.names
    assert not chosen.programs


def test_leaving_out_wins_over_adding():
    chosen = make_options(SUNDAY, add=["safety", "own_words"], leave_out=["safety", "own_words"])
    assert "safety" not in chosen.sections
    assert not chosen.own_words


@pytest.mark.parametrize("section", ["header", "talk", "footer"])
def test_what_frames_the_page_stays(section):
    with pytest.raises(BadValue, match=f"The {section} section stays"):
        make_options(SUNDAY, leave_out=[section])


def test_an_unknown_section_is_refused_with_the_list():
    with pytest.raises(BadValue, match=r"one of: header, talk, safety, .*, own_words") as refused:
        make_options(SUNDAY, add=["sleep"])
    assert refused.value.details["choices"] == [*SECTIONS, "own_words"]


def test_a_page_is_not_of_a_week_and_since_a_day_at_once():
    with pytest.raises(BadValue, match="one of the two"):
        make_options(SUNDAY, containing_day=MONDAY, since=MONDAY)


def test_a_page_since_a_day_to_come_is_refused():
    with pytest.raises(BadValue, match="a day that has come"):
        make_options(SUNDAY, since=SUNDAY + timedelta(days=1))


def test_the_notes_section_is_left_out_with_a_notice():
    made = page(choices=switched("notes"))
    assert tuple(map(notice_text, made.notices)) == (
        "The notes section is not in this version yet, so the page is without it.",
    )
    assert "notes" not in render_week(made, "txt")


# header, talk, footer


def test_the_header_counts_days_with_entries_and_what_was_filled_in_later():
    made = page(check_in(0), check_in(0), check_in(2, written_after=25), tried(1, day=3))
    assert made.header._asdict() == {
        "who": "R.K.",
        "days_with_entries": 3,
        "days": 7,
        "running": False,
        "filled_in_later": 1,
    }


def test_a_week_that_is_not_over_says_so():
    assert page(made_on=date(2026, 11, 19)).header.running


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Robin Kay", "R.K."),
        ("robin", "R."),
        ("J.R.", "J.R."),
        ("Ana-Lucía O'Brien", "A.L.O."),
        ("王 小明", "王.小."),
        ("...", None),
        ("", None),
    ],
)
def test_a_name_is_shown_as_initials(name, shown):
    assert initials(name) == shown


def test_the_whole_name_needs_names_on():
    assert page(choices=replace(WEEK, names=True)).header.who == "Robin Kay"
    assert page(name=None).header.who is None


def test_three_talk_lines_are_on_the_page_and_the_rest_is_counted():
    made = page(talk=["one", "two", "three", "four", "five"])
    assert made.talk.lines == ("one", "two", "three")
    assert made.talk.more == 2


def test_names_in_talk_lines_are_replaced_and_listed_for_review():
    made = page(talk=["What to say to maya"], ties=[tie(1)])
    assert made.talk.lines == ("What to say to peer A",)
    assert [tuple(one) for one in made.replacements] == [("maya", "peer A", "talk")]


def test_the_footer_says_which_version_made_it_and_when():
    assert tuple(page().footer) == (__version__, SUNDAY)


# safety


def test_safety_when_on_holds_the_day_and_whether_someone_was_told():
    records = [ReturnToUse(about="wine", told=True, **on(4)), ReturnToUse(**on(-1))]
    made = page(*records, choices=switched("safety"), words=(("return_to_use", "a slip"),))
    assert made.safety.returns_to_use == (ReturnToUseDay(date(2026, 11, 20), True),)
    assert made.safety.word is None


def test_the_writers_own_word_for_it_needs_own_words():
    made = page(
        choices=switched("safety", own_words=True), words=(("return_to_use", "night with Maya"),)
    )
    assert made.safety.word == "night with Maya"


@pytest.mark.parametrize("file_format", ["txt", "md", "json"])
def test_with_safety_off_a_return_to_use_leaves_no_trace(file_format):
    others = [check_in(0), check_in(-3), reached(1, day=2)]
    returns = [ReturnToUse(about="wine", told=False, **on(5, 12, 48)), ReturnToUse(**on(-9))]
    without = render_week(page(*others, ties=[tie(1)]), file_format)
    assert render_week(page(*others, *returns, ties=[tie(1)]), file_format) == without
    assert "afety" not in without


@given(
    st.lists(st.tuples(st.integers(-28, 6), st.booleans()), min_size=1, max_size=5),
    st.sets(st.integers(-28, 6), max_size=5),
)
def test_with_safety_off_a_return_to_use_on_any_day_changes_nothing(returns, other_days):
    """Not the first day of the period either, nor a day of the weeks it is compared with."""
    others = [check_in(day, urge=3) for day in other_days]
    uses = [ReturnToUse(about="wine", told=told, **on(day, 5, 48)) for day, told in returns]
    assert page(*others, *uses, ties=[tie(1)]) == page(*others, ties=[tie(1)])


# glance


def test_the_glance_has_a_row_a_day_and_keeps_what_is_not_recorded_apart_from_0():
    made = page(check_in(0, mood=4), check_in(0, mood=7, sleep_hours=6.5), reached(1, day=1))
    first, second, third, *_ = made.glance.days
    assert len(made.glance.days) == 7
    assert tuple(first) == (MONDAY, 5.5, None, None, None, 0, 0, 6.5)
    assert (second.mood, second.reached) == (None, 1)
    assert (third.reached, third.meetings) == (None, None)


def test_a_long_period_keeps_the_last_14_day_rows_and_says_so():
    choices = replace(WEEK, period_from=SUNDAY - timedelta(days=19))
    made = page(check_in(-13), check_in(0), choices=choices)
    assert [day.date for day in made.glance.days] == [
        SUNDAY - timedelta(days=n) for n in range(13, -1, -1)
    ]
    assert made.glance.of == made.header.days == 20
    assert made.header.days_with_entries == 2
    assert "its day rows are the last 14, from 2026-11-09" in notice_text(made.notices[0])
    assert not page(choices=replace(choices, sections=DEFAULT_SECTIONS - {"glance"})).notices


def test_a_risk_tie_is_not_among_the_people_reached_on_a_day():
    made = page(reached(1, 2, day=0), ties=[tie(1), tie(2, influence="risk")])
    assert made.glance.days[0].reached == 1


# urges and what helped


def urge(day=0, hour=20, **values):
    return Urge(**on(day, hour), **values)


def test_peak_and_after_are_of_the_same_urges_and_medians_need_three():
    two = [urge(0, peak=8, after=2), urge(1, peak=6), urge(2, peak=9, after=5)]
    made = page(*two, urge(3)).urges
    assert (made.episodes, made.peak_median, made.after_median) == (4, None, None)
    assert (made.peak_n, made.after_n) == (2, 2)
    assert made.each == ((8, 2), (6, None), (9, 5))
    made = page(*two, urge(4, peak=7, after=1)).urges
    assert (made.peak_median, made.peak_n, made.after_median, made.after_n) == (8, 3, 2, 3)
    assert made.each == ()


def test_acting_is_counted_and_what_was_kept_back_is_not_told_apart():
    answers = ["no", "no", "yes", "partly", "prefer_not_to_say", None]
    made = page(*[urge(day, acted=answer) for day, answer in enumerate(answers)])
    assert made.urges.acted == {"no": 2, "partly": 1, "yes": 1, "not_said": 2}


def test_the_top_three_triggers_show_own_ones_as_their_kind():
    records = [
        urge(0, triggers=("conflict", "my brother")),
        urge(1, triggers=("my brother", "the bridge", "conflict")),
        urge(2, triggers=("conflict", "lonely", "unheard of")),
    ]
    known = (
        Trigger(name="conflict"),
        Trigger(name="lonely"),
        Trigger(name="my brother", trigger_kind="person", own=True),
        Trigger(name="the bridge", trigger_kind="place", own=True),
    )
    made = page(*records, triggers=known).urges
    assert made.triggers == (
        ValueCount("conflict", 3),
        ValueCount("person", 2, True),
        ValueCount("lonely", 1),
    )
    made = page(*records, triggers=known, choices=replace(WEEK, own_words=True)).urges
    assert made.triggers[1] == ValueCount("my brother", 2, True)


def test_names_in_own_words_are_replaced_too():
    own = (Trigger(name="Maya's texts", trigger_kind="person", own=True),)
    made = page(
        urge(0, triggers=("Maya's texts",), coping=(RatedName("call Maya", 2),)),
        triggers=own,
        ties=[tie(1)],
        choices=replace(WEEK, own_words=True),
    )
    assert made.urges.triggers == (ValueCount("peer A's texts", 1, True),)
    assert made.helped.coping == (WeekCopingStat("call peer A", True, 1, 1, 1),)


def test_the_usual_time_and_kind_of_place_come_up_at_least_twice():
    made = page(
        urge(0, 20, place_kind="home", place="flat 4"),
        urge(1, 21, place_kind="home"),
        urge(2, 23, place_kind="online"),
        urge(3, 1),
    ).urges
    assert made.usual_time == MostCommon(("evening", "night"), 2, 4)
    assert made.usual_place == MostCommon(("home",), 2, 3)
    assert page(urge(0)).urges.usual_time == MostCommon((), 0, 1)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (4, "night"), (5, "morning"), (12, "afternoon"), (17, "evening"), (22, "night")],
)
def test_the_parts_of_the_day(hour, part):
    assert time_of_day(datetime(2026, 11, 20, hour, tzinfo=UTC)) == part


def test_coping_counts_used_marked_and_helped_with_own_ones_by_category():
    records = [
        urge(0, coping=(RatedName("breathing", 2), RatedName("the dog", 1))),
        urge(1, coping=(RatedName("breathing", 0), RatedName("move", -1))),
        urge(2, coping=(RatedName("breathing"), RatedName("unheard of", 1))),
    ]
    known = (
        Coping(name="breathing", category="breathing"),
        Coping(name="move", category="move"),
        Coping(name="the dog", category="move", own=True),
    )
    made = page(*records, copings=known).helped
    assert made.coping == (
        WeekCopingStat("breathing", False, 3, 2, 1),
        WeekCopingStat("move", False, 2, 2, 1),
        WeekCopingStat("other", False, 1, 1, 1),
    )


# connection


def test_a_tried_contact_is_not_reached():
    made = page(
        reached(1),
        reached(1, day=1),
        tried(2),
        tried(1),
        ties=[tie(1), tie(2), tie(3)],
    ).connection
    assert (made.reached, made.of, made.tried) == (1, 3, 2)
    assert made.people == (WeekContact("peer A", 2, 1), WeekContact("peer B", 0, 1))


def test_a_risk_tie_is_in_no_figure_of_the_connection():
    made = page(
        reached(2, felt_before=0, felt_after=-2),
        tried(2, day=1),
        ties=[tie(1), tie(2, influence="risk", support=("emotional",))],
    ).connection
    assert (made.reached, made.of, made.tried, made.people) == (0, 1, 0, ())
    assert made.felt.n == 0
    assert (made.days_without_connection, made.days) == (2, 2)
    assert "emotional" in made.gaps


def test_a_risk_tie_that_ended_is_in_no_figure_either():
    ended = tie(2, influence="risk", status="ended", ended_on=date(2026, 11, 18))
    made = page(reached(2), ties=[ended])
    assert (made.connection.reached, made.connection.days_without_connection) == (0, 1)
    assert made.glance.days[0].reached == 0


def test_one_shared_as_nobody_is_counted_and_not_listed():
    made = page(reached(1, 2), ties=[tie(1), tie(2, share_as="nobody")]).connection
    assert made.reached == 2
    assert made.people == (WeekContact("peer A", 1, 0),)


def test_a_name_is_on_the_page_with_names_on_unless_shared_as_the_role():
    ties = [tie(1, "Maya"), tie(2, "Ben", share_as="role")]
    made = page(reached(1, 2), ties=ties, choices=replace(WEEK, names=True)).connection
    assert [person.who for person in made.people] == ["Maya", "peer B"]
    made = page(reached(1, 2), ties=ties).connection
    assert [person.who for person in made.people] == ["peer A", "peer B"]


def test_how_it_felt_needs_before_and_after():
    made = page(
        reached(1, felt_before=-1, felt_after=1),
        reached(1, felt_before=0, felt_after=0),
        reached(1, felt_before=1, felt_after=0),
        reached(1, felt_after=2),
        ties=[tie(1)],
    ).connection
    assert tuple(made.felt) == (1, 1, 1, 3)


def test_gaps_are_kinds_of_support_nobody_is_listed_for():
    made = page(ties=[tie(1, support=("emotional", "practical"))]).connection
    assert made.gaps == (
        "informational",
        "companionship",
        "accountability",
        "financial",
        "advocacy",
    )


def test_a_meeting_makes_a_day_one_with_connection():
    made = page(reached(1), Meeting(name="x", **on(1)), tried(1, day=2), ties=[tie(1)]).connection
    assert (made.days_without_connection, made.days) == (1, 3)


def test_a_day_without_a_record_is_not_without_connection():
    assert page().connection.days == 0
    records = [check_in(0), reached(1, day=1), Meeting(name="x", status="planned", **on(2))]
    made = page(*records, ties=[tie(1)]).connection
    assert (made.days_without_connection, made.days) == (1, 2)


def test_a_return_to_use_leaves_no_day_on_a_page_that_does_not_speak_of_it():
    record = ReturnToUse(**on(0))
    assert page(record).connection.days == 0
    with_safety = replace(WEEK, sections=DEFAULT_SECTIONS | {"safety"})
    assert page(record, choices=with_safety).connection.days == 1


MEETINGS = [
    Meeting(name="Harbour", program="AA", status="attended", roles=("listened",), **on(0)),
    Meeting(name="AA at noon", program="AA", status="left_early", roles=("listened",), **on(1)),
    Meeting(name="Maya's circle", status="attended", roles=("shared",), **on(2)),
    Meeting(name="Harbour", status="not_attended", held_back_by=("work", "cost"), **on(3)),
    Meeting(name="Harbour", status="planned", **on(6)),
]


def test_meetings_are_attended_of_planned_without_name_and_program():
    made = page(*MEETINGS, ties=[tie(1)]).connection.meetings
    assert (made.attended, made.planned) == (3, 5)
    assert made.names == (ValueCount("mutual-help meeting", 3),)
    assert made.roles == (ValueCount("listened", 2), ValueCount("shared", 1))
    assert made.held_back_by == (ValueCount("cost", 1), ValueCount("work", 1))


def test_with_programs_on_meetings_have_their_name_and_people_in_it_do_not():
    made = page(*MEETINGS, ties=[tie(1)], choices=replace(WEEK, programs=True))
    assert {count.name for count in made.connection.meetings.names} == {
        "Harbour (AA)",
        "AA at noon",
        "peer A's circle",
    }
    assert made.replacements[0].original == "Maya"


def test_the_name_of_a_group_to_keep_out_stays_out_with_programs_on():
    group = tie(1, "Harbour", "recovery_group", share_as="nobody")
    meeting = Meeting(name="Harbour", contacts=(ContactRef(1, "Harbour"),), **on(0))
    made = page(meeting, ties=[group], choices=replace(WEEK, programs=True))
    assert made.connection.meetings.names == (ValueCount("mutual-help meeting", 1),)


# goal


def test_the_goal_counts_days_by_their_last_answer():
    made = page(
        check_in(0, goal_today="not_met"),
        check_in(0, hour=20, goal_today="met"),
        check_in(0, hour=21),
        check_in(1, goal_today="partly"),
        check_in(2, goal_today="not_met"),
        check_in(3, goal_today="not_applicable"),
        check_in(4, goal_today="prefer_not_to_say"),
        check_in(-1, goal_today="met"),
    ).goal
    assert (made.met, made.partly, made.days_recorded) == (1, 1, 3)


def test_a_good_moment_needs_its_check_in_to_be_shared_and_names_are_replaced():
    made = page(
        check_in(0, good_moment="tea with Maya", share=True),
        check_in(1, good_moment="a private one"),
        check_in(2, good_moment="  ", share=True),
        ties=[tie(1)],
    )
    assert made.goal.good_moment == "tea with peer A"
    assert page(check_in(0, good_moment="tea")).goal.good_moment is None


def test_own_wording_of_the_goal_needs_own_words():
    words = (("goal", "steady days"),)
    assert page(words=words).goal.word is None
    assert page(words=words, choices=replace(WEEK, own_words=True)).goal.word == "steady days"


def own_goal(kind="abstain", start=MONDAY, **values):
    return OwnGoal(goal_kind=kind, start=start, **values)


def milestone(day=0, kind="service", **values):
    return Milestone(milestone_kind=kind, **on(day), **values)


def test_the_kind_of_the_goal_is_on_the_page_and_its_wording_needs_own_words():
    goals = (own_goal(wording="evenings with Maya, +44 20 7946 0011"),)
    made = page(goals=goals, ties=[tie(1)]).goal
    assert (made.goal_kind, made.wording) == ("abstain", None)
    own = page(goals=goals, ties=[tie(1)], choices=replace(WEEK, own_words=True))
    assert own.goal.wording == "evenings with peer A, (number left out)"
    assert [one.original for one in own.replacements] == ["+44 20 7946 0011", "Maya"]
    assert page().goal.goal_kind is None
    blank = page(goals=(own_goal(wording=" "),), choices=replace(WEEK, own_words=True))
    assert blank.goal.wording is None


@pytest.mark.parametrize(
    ("goals", "kind"),
    [
        ((own_goal(start=SUNDAY + timedelta(days=1)),), None),
        ((own_goal(start=SUNDAY),), "abstain"),
        ((own_goal(start=MONDAY - timedelta(days=99), ended_on=SUNDAY),), None),
        ((own_goal(ended_on=SUNDAY), own_goal("reduce", start=SUNDAY)), "reduce"),
        ((own_goal(ended_on=SUNDAY + timedelta(days=1)), own_goal("reduce", MONDAY + timedelta(days=9))), "abstain"),
    ],
)  # fmt: skip
def test_the_goal_is_the_one_that_held_at_the_end_of_the_period(goals, kind):
    assert page(goals=goals).goal.goal_kind == kind


def test_milestones_of_the_week_are_named_by_their_kind_and_with_own_words_by_which_one():
    records = (
        milestone(1, wording="30 evenings, told Maya", share=True),
        milestone(2, "skill"),
        milestone(-1, "personal", wording="last week"),
    )
    made = page(*records, ties=[tie(1)])
    assert made.goal.milestones == (WeekMilestone("service", None), WeekMilestone("skill", None))
    own = page(*records, ties=[tie(1)], choices=replace(WEEK, own_words=True))
    assert own.goal.milestones == (
        WeekMilestone("service", "30 evenings, told peer A"),
        WeekMilestone("skill", None),
    )


def test_a_return_to_use_leaves_no_trace_in_the_goal():
    back = ReturnToUse(about="wine", **on(3))
    records = (check_in(1, goal_today="met"), milestone(2))
    plain = page(*records, goals=(own_goal(),))
    assert render_week(page(*records, back, goals=(own_goal(),)), "txt") == render_week(
        plain, "txt"
    )


@pytest.mark.parametrize("file_format", ["txt", "md", "json"])
def test_the_goal_and_its_milestones_are_on_every_form_of_the_page(file_format):
    made = page(milestone(1, wording="first tea"), goals=(own_goal("safer_use", wording="slow"),))
    written = render_week(made, file_format)
    assert "safer use" in written or '"goal_kind": "safer_use"' in written
    assert "service" in written
    assert "slow" not in written
    assert "first tea" not in written
    own = page(
        milestone(1, wording="first tea"),
        goals=(own_goal("safer_use", wording="slow"),),
        choices=replace(WEEK, own_words=True),
    )
    written = render_week(own, file_format)
    assert "slow" in written
    assert "first tea" in written


# compared


def test_days_are_compared_with_the_four_weeks_before():
    now = [check_in(day, mood=6, urge=2) for day in range(4)]
    before = [check_in(day, mood=4, confidence=5) for day in (-1, -2, -15, -28)]
    too_old = [check_in(-29, mood=10)]
    made = page(*now, *before, *too_old).compared
    assert made.mood == FigureChange(6, 4, 4, 4)
    assert made.urge is None
    assert made.confidence is None


def test_fewer_than_four_days_on_a_side_are_too_few_to_compare():
    now = [check_in(day) for day in range(4)]
    assert not any(page(*now, *[check_in(-day) for day in (1, 2, 3)]).compared)
    assert not any(page(*now[:3], *[check_in(-day) for day in (1, 2, 3, 4)]).compared)


def test_people_reached_are_compared_by_week_leaving_empty_weeks_out():
    ties = [tie(id) for id in range(1, 6)]
    now = [reached(1, 2, day=0), reached(2, 3, day=1), check_in(2), check_in(3)]
    before = [
        *(reached(1, day=day) for day in (-1, -2)),
        *(reached(id, day=-8) for id in (1, 2, 3)),
        check_in(-9),
        ReachOut(contacts=(ContactRef(None, "someone"),), **on(-3)),
        tried(4, day=-4),
    ]
    made = page(*now, *before, ties=ties).compared
    assert made.people_reached == FigureChange(3, 2, 4, 6)


def test_only_the_days_that_have_come_are_compared():
    records = [check_in(day) for day in (-1, -2, -3, -4, 0, 1, 2, 3)]
    planned = Meeting(name="x", status="planned", **on(5))
    made = page(*records, planned, made_on=date(2026, 11, 19)).compared
    assert made.people_reached.days_now == 4


def test_a_fortnight_is_compared_week_by_week():
    choices = replace(WEEK, period_from=MONDAY - timedelta(days=7))
    records = [
        *(reached(id, day=0) for id in (1, 2, 3)),
        *(reached(id, day=-7) for id in (1, 2)),
        check_in(1),
        check_in(2),
        *(check_in(day) for day in (-8, -9, -10)),
        reached(1, day=-11),
    ]
    made = page(*records, ties=[tie(1), tie(2), tie(3)], choices=choices).compared
    assert made.people_reached == FigureChange(2.5, 1, 4, 4)


# switches


@given(st.sets(st.sampled_from(SECTIONS)))
def test_a_section_that_is_off_is_not_there(sections):
    made = page(check_in(0), choices=replace(WEEK, sections=frozenset(sections)))
    for name in set(SECTIONS) - {"header", "talk", "footer", "notes"}:
        assert (getattr(made, name) is not None) == (name in sections)
