"""My goal: setting it, what is here in all, and the forms for what is worth marking."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from recovery_journal.domain.activity import Activity
from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.goal import Goal
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.messages import OpenForm
from recovery_journal.screens.form import FormScreen
from recovery_journal.screens.goal import GoalScreen
from recovery_journal.widgets.text_blocks import DefinitionList

from .conftest import NOW

DAY = NOW.date()
AT = {"occurred_at": NOW, "recorded_at": NOW}


def rows(app, part):
    return dict(app.screen.query_one(f"#{part}", DefinitionList).rows)


def met(journal, *backs):
    for back in backs:
        at = NOW - timedelta(days=back)
        journal.entries.add(
            CheckIn(mood=6, goal_today="met", occurred_at=at, recorded_at=at)
        )  # fmt: skip


def goal(**values):
    return Goal(**{"goal_kind": "reduce", "start": DAY - timedelta(days=30), **values})


async def test_without_anything_each_part_says_what_will_be_there_and_the_key(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        assert isinstance(app.screen, GoalScreen)
        parts = [
            app.screen.query_one(f"#{name}", DefinitionList)
            for name in ("goal", "totals", "marked")
        ]
        assert [part.rows for part in parts] == [[], [], []]
        assert "e sets one" in parts[0].placeholder
        assert "n marks one" in parts[2].placeholder
        assert not app.screen.query_one("#near").display
        await pilot.press("escape")
        assert not isinstance(app.screen, GoalScreen)


async def test_a_goal_is_set_with_three_keys(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "e", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, GoalScreen)
        assert rows(app, "goal")["Goal"] == "abstain"
        found = journal.goals.current()
        assert (found.goal_kind, found.start, found.wording) == ("abstain", DAY, None)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert journal.goals.current() is None
        assert rows(app, "goal") == {}


async def test_every_field_of_the_goal_is_kept_and_changed(app, journal):
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("o", "e", "right", "right", "f2")
        screen = app.screen
        assert isinstance(screen, FormScreen)
        fields = screen.rows
        fields["wording"].control.value = "أمسيات هادئة 🌱"
        fields["chosen_by"].control.set_value("agreed")
        fields["start"].control.value = "2026-11-02"
        fields["review_on"].control.value = "2027-01-15"
        fields["reasons"].control.text = "sleep\nAmélie"
        await pilot.press("ctrl+s")
        await pilot.pause()
        first = journal.goals.current()
        assert (first.goal_kind, first.wording, first.chosen_by, first.reasons) == (
            "reduce", "أمسيات هادئة 🌱", "agreed", "sleep\nAmélie",
        )  # fmt: skip
        assert (first.start, first.review_on) == (date(2026, 11, 2), date(2027, 1, 15))
        assert rows(app, "goal")["Look at it again"] == "15 January 2027"
        await pilot.press("e")
        app.screen.rows["wording"].control.value = "quiet evenings"
        app.screen.rows["review_on"].control.value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        changed = journal.goals.current()
        assert (changed.id, changed.wording, changed.review_on) == (
            first.id,
            "quiet evenings",
            None,
        )
        assert changed.reasons == "sleep\nAmélie"


async def test_another_kind_is_another_goal_and_the_first_stays_on_record(app, journal):
    journal.goals.set(goal(wording="less"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "e", "right", "ctrl+s")
        await pilot.pause()
        kinds = [(one.goal_kind, one.start, one.ended_on) for one in journal.goals.list()]
        assert kinds == [
            ("reduce", DAY - timedelta(days=30), DAY),
            ("safer_use", DAY, None),
        ]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("start", "the day after", "not understood"),
        ("review_on", "2020-01-01", "comes after"),
        (None, None, "arrows"),
    ],
)
async def test_what_is_not_right_is_said_beside_its_field(app, journal, name, typed, said):
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("o", "e", "f2")
        fields = app.screen.rows
        if name:
            fields["goal_kind"].control.set_value("reduce")
            fields[name].control.value = typed
        await pilot.press("ctrl+s")
        await pilot.pause()
        row = fields[name or "goal_kind"]
        assert row.has_class("-error")
        assert said in str(row.query_one(".row--error", Static).content)
        assert journal.goals.list() == []


async def test_what_was_typed_of_a_goal_waits(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "e", "right", "down", *"quiet", "escape", "e")
        await pilot.pause()
        assert app.screen.rows["wording"].control_value == "quiet"
        assert app.screen.rows["goal_kind"].control_value == "abstain"


async def test_a_goal_is_put_aside_by_a_key_that_is_there_only_with_a_goal(app, journal):
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("o")
        assert "x" not in app.screen.active_bindings
        journal.goals.set(goal())
        app.screen.show_journal()
        await pilot.press("x")
        await pilot.pause()
        assert journal.goals.current() is None
        assert journal.goals.list()[0].ended_on == DAY
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert journal.goals.current() is not None


async def test_the_totals_are_shown_in_the_persons_own_words(app, journal):
    journal.change_settings(words=(("goal", "quiet [b]evenings"),))
    journal.goals.set(goal())
    met(journal, 0, 1, 5)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        head = str(app.screen.query_one("#totals-head", Static).content)
        assert head == "What is here in all: quiet [b]evenings"
        assert rows(app, "totals")["Days recorded as met"] == "3 in all"
        assert str(app.screen.query_one("#near", Static).content) == "3 days recorded as met."
        await pilot.press("escape")
        journal.entries.add(ReturnToUse(**AT))
        await pilot.press("o")
        assert rows(app, "totals")["Days recorded as met"] == "3 in all"
        assert rows(app, "totals")["Most days in a row"] == "2"


async def test_a_milestone_just_reached_begins_its_form(app, journal):
    journal.goals.set(goal())
    met(journal, 0, 1, 5)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "n")
        await pilot.pause()
        fields = app.screen.rows
        assert fields["milestone_kind"].control_value == "days_toward_goal"
        assert fields["wording"].control_value == "3 days"
        await pilot.press(*"pancakes", "enter")
        await pilot.pause()
        (record,) = journal.entries.timeline(kinds=("milestone",))[0]
        assert (record.milestone_kind, record.wording, record.marked_how) == (
            "days_toward_goal", "3 days", "pancakes",
        )  # fmt: skip
        assert rows(app, "marked") == {"20 Nov 2026": "3 days (pancakes)"}


async def test_a_milestone_takes_its_kind_by_an_arrow_and_says_so_without_one(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "n", "enter")
        await pilot.pause()
        assert app.screen.rows["milestone_kind"].has_class("-error")
        await pilot.press("left", "enter")
        await pilot.pause()
        (record,) = journal.entries.timeline(kinds=("milestone",))[0]
        assert record.milestone_kind == "personal"


async def test_an_activity_is_logged_from_anywhere(app, journal):
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        assert app.screen.rows["activity_kind"].has_class("-error")
        await pilot.press("right", "right", "down", *"canal", "down", "8", "f2")
        app.screen.rows["minutes"].control.value = "40"
        await pilot.press("down", *"mar", "enter", "ctrl+s")
        await pilot.pause()
        (record,) = journal.entries.timeline(kinds=("activity",))[0]
        assert (record.activity_kind, record.name, record.enjoyment, record.minutes) == (
            "create", "canal", 8, 40,
        )  # fmt: skip
        assert [one.name for one in record.contacts] == ["Maria"]
        await pilot.press("o")
        assert rows(app, "activities") == {"20 Nov 2026": "canal, enjoyed 8 of 10"}


async def test_a_reflection_is_four_digits_and_enter(app, journal):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "enter")
        await pilot.pause()
        assert app.screen.rows["body"].has_class("-error")
        await pilot.press("6", "down", "0", "down", "down", "7", "enter")
        await pilot.pause()
        (record,) = journal.entries.timeline(kinds=("reflection",))[0]
        assert (record.body, record.mind, record.people, record.purpose) == (6, 0, None, 7)
        await pilot.press("o")
        assert rows(app, "reflections") == {"20 Nov 2026": "body 6, mind 0, purpose 7"}


@pytest.mark.parametrize(
    ("record", "form", "field", "typed"),
    [
        (Milestone(milestone_kind="skill", wording="a", **AT), "milestone", "wording", "b"),
        (Activity(activity_kind="move", name="a", **AT), "activity", "name", "b"),
        (Reflection(body=4, learned="a", **AT), "reflection", "learned", "b"),
        (ReturnToUse(about="a", triggers=("lonely",), **AT), "return_to_use", "about", "b"),
    ],
)
async def test_each_kind_is_changed_in_its_form(app, journal, record, form, field, typed):
    stored = journal.entries.add(record)
    async with app.run_test(size=(80, 30)) as pilot:
        app.post_message(OpenForm(form, {}, stored.id))
        await pilot.pause()
        assert app.screen.rows[field].control_value == "a"
        app.screen.rows[field].control.value = typed
        await pilot.press("ctrl+s")
        await pilot.pause()
        changed = journal.entries.get(stored.id)
        assert changed.values() == {**stored.values(), field: typed}


async def test_markup_and_marks_in_what_was_written_are_shown_as_they_are(app, journal):
    journal.goals.set(goal(wording="[red]x[/] \x1b[31m"))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        drawn = app.export_screenshot()
        assert "[red]x[/]" in drawn.replace("&#91;", "[").replace("&#x27;", "'")
        assert "\x1b" not in drawn


async def test_facts_go_on_in_their_own_column_and_below_each_other_where_it_is_narrow(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        facts = app.screen.query_one("#goal", DefinitionList)
        facts.fill([("Reasons", "one two three four five six seven eight nine ten " * 3)])
        await pilot.pause()
        lines = facts.render().plain.split("\n")
        assert len(lines) == facts.size.height > 2
        assert lines[0].startswith("Reasons" + " " * 17 + "one")
        assert all(line.startswith(" " * 24) for line in lines[1:])
        narrow = [line.plain for line in facts._lines(30)]
        assert narrow[0] == "Reasons"
        assert all(line.startswith("  ") and len(line) <= 30 for line in narrow[1:])


async def test_a_list_that_is_longer_says_where_the_rest_is(app, journal):
    for back in range(4):
        at = NOW - timedelta(days=7 * back)
        journal.entries.add(Reflection(body=back, occurred_at=at, recorded_at=at))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        shown = app.screen.query_one("#reflections", DefinitionList).rows
        assert [words for _day, words in shown] == [
            "body 0", "body 1", "body 2", "More of them in the timeline (5).",
        ]  # fmt: skip
