"""My goal: what it is, what is here in all, and what is worth marking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from recovery_journal.dates import short_day
from recovery_journal.domain.activity import Activity
from recovery_journal.domain.milestone import Milestone
from recovery_journal.domain.reflection import Reflection
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import OpenForm
from recovery_journal.queries.goal import GoalPage, load_goal, load_goal_history
from recovery_journal.report.goal_text import (
    activity_text,
    goal_rows,
    milestone_defaults,
    milestone_text,
    reflection_text,
    totals_heading,
    totals_rows,
    upcoming_milestone_text,
)
from recovery_journal.screens import PageScreen
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.text_blocks import DefinitionList

if TYPE_CHECKING:
    from recovery_journal.domain.goal import Goal
    from recovery_journal.domain.record import Record
    from recovery_journal.rules.goal import UpcomingMilestone

MILESTONE_LIMIT = 50
"""How many milestones are listed; the timeline has them all."""
REFLECTION_LIMIT = 3
DATE_WIDTH = 13


class GoalScreen(PageScreen):
    """The goal, the totals, milestones near and marked, activities and reflections."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    page = "goal"
    heading = N_("My goal")
    AUTO_FOCUS = "#page"
    BINDINGS = [
        Binding("e", "change", N_("Set or change it"), id="goal.change",
                tooltip=N_("Set a goal, or change the one you have")),
        Binding("n", "mark", N_("Mark a milestone"), id="goal.mark",
                tooltip=N_("Note something reached, and how you marked it")),
        Binding("x", "put_aside", N_("Put it aside"), id="goal.put-aside",
                tooltip=N_("Have no goal for now; what was recorded stays")),
    ]  # fmt: skip

    upcoming: tuple[UpcomingMilestone, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page"), Horizontal(id="columns"):
            with Vertical(classes="column"):
                yield DefinitionList(id="goal")
                yield Static(id="totals-head", classes="head", markup=False)
                yield DefinitionList(id="totals")
                yield Static(_("Milestones near"), id="near-head", classes="head")
                yield Static(id="near", markup=False)
            with Vertical(classes="column"):
                yield Static(_("Milestones"), classes="head")
                yield DefinitionList(DATE_WIDTH, id="marked")
                yield Static(_("Activities of the last 4 weeks"), classes="head")
                yield DefinitionList(DATE_WIDTH, id="activities")
                yield Static(_("Reflections"), classes="head")
                yield DefinitionList(DATE_WIDTH, id="reflections")

    def show_journal(self) -> None:
        """Read the journal and show the page."""
        page = load_goal(self.journal, self.today)
        history = load_goal_history(
            self.journal, self.today, MILESTONE_LIMIT + 1, REFLECTION_LIMIT + 1
        )
        self._show_goal(page.goal)
        self._show_totals(page)
        self._show_milestones(history.milestones)
        self._show_activities(history.activities)
        self._show_reflections(history.reflections)
        self.refresh_bindings()

    def _show_goal(self, goal: Goal | None) -> None:
        empty = _("Your goal will stand here, in your own words. {goal.change} sets one.")
        self._fill("goal", [] if goal is None else goal_rows(goal), empty)

    def _show_totals(self, page: GoalPage) -> None:
        totals = page.totals
        head = totals_heading(totals.own_word and escape_control(totals.own_word))
        self.show_text("#totals-head", head)
        rows = totals_rows(totals.days, totals.meetings, totals.connections)
        if totals.is_empty:
            rows = []
        empty = _(
            "It adds up here, and nothing takes it away. {form.check-in}, then f2, records a day."
        )
        self._fill("totals", rows, empty)
        self.upcoming = page.upcoming
        self.show_text("#near", "\n".join(map(upcoming_milestone_text, self.upcoming)))
        for selector in ("#near", "#near-head"):
            self.query_one(selector).display = bool(self.upcoming)

    def _show_milestones(self, milestones: Sequence[Milestone]) -> None:
        empty = _(
            "Milestones you mark will stand here; nothing takes one away. {goal.mark} marks one."
        )
        rows = [
            (_entry_day_text(milestone), milestone_text(milestone))
            for milestone in milestones[:MILESTONE_LIMIT]
        ]
        self._fill("marked", rows + self._more_row(len(milestones) > MILESTONE_LIMIT), empty)

    def _show_activities(self, activities: Sequence[Activity]) -> None:
        empty = _("What you do for yourself will stand here. {form.activity} notes an activity.")
        self._fill(
            "activities",
            [(_entry_day_text(activity), activity_text(activity)) for activity in activities],
            empty,
        )

    def _show_reflections(self, reflections: Sequence[Reflection]) -> None:
        empty = _("A look at the week now and then will stand here. {form.reflection} begins one.")
        rows = [
            (_entry_day_text(reflection), reflection_text(reflection))
            for reflection in reflections[:REFLECTION_LIMIT]
        ]
        self._fill("reflections", rows + self._more_row(len(reflections) > REFLECTION_LIMIT), empty)

    def _more_row(self, has_more: bool) -> list[tuple[str, str]]:
        """Return the row that says where the rest of a list stands."""
        text = with_user_keys(self, _("More of them in the timeline ({go.timeline})."))
        return [("", text)] if has_more else []

    def _fill(self, widget_id: str, rows: Sequence[tuple[str, str]], empty: str) -> None:
        """Show what there is in a part, or what will be there."""
        self.query_one(f"#{widget_id}", DefinitionList).fill(rows, with_user_keys(self, empty))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to put the goal aside only where there is one."""
        if action == "put_aside":
            return self.journal.goals.current() is not None
        return True

    def action_change(self) -> None:
        """Ask for the form of the goal."""
        goal = self.journal.goals.current()
        self.post_message(OpenForm("goal", {}, None if goal is None else goal.id))

    def action_mark(self) -> None:
        """Ask for the form of a milestone, begun with one that was just reached."""
        reached = next((milestone for milestone in self.upcoming if not milestone.remaining), None)
        self.post_message(
            OpenForm("milestone", {} if reached is None else milestone_defaults(reached))
        )

    def action_put_aside(self) -> None:
        """Let the goal end today; it stays on record."""
        goal = self.journal.goals.current()
        if goal is None:
            return
        ended_on = max(goal.start, self.today)
        self.write(
            lambda: self.journal.goals.edit(goal.id, ended_on=ended_on),
            _("Put aside. It stays on record."),
        )


def _entry_day_text(record: Record) -> str:
    """Return the day of an entry, which stands beside it."""
    return short_day(record.local_date, year=True)
