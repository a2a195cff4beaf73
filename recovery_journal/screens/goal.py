"""My goal: what it is, what is here in all, and what is worth marking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import short_day
from recovery_journal.errors import JournalError
from recovery_journal.messages import FormAsked, JournalWritten
from recovery_journal.palette import in_own_keys
from recovery_journal.report.goal_text import (
    activity_words,
    given_by,
    goal_rows,
    milestone_words,
    near_words,
    reflection_words,
    totals_rows,
)
from recovery_journal.report.plain import harmless
from recovery_journal.rules.milestones import Near, near
from recovery_journal.rules.totals import totals
from recovery_journal.screens import Clock, PageScreen
from recovery_journal.widgets.facts import Facts
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.domain.activity import Activity
    from recovery_journal.domain.keeping import Goal
    from recovery_journal.domain.milestone import Milestone
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.reflection import Reflection
    from recovery_journal.storage import Journal

MARKED = 50
"""How many milestones are listed; the timeline has them all."""
REFLECTIONS = 3
ACTIVE_DAYS = 28
DATE = 13


class GoalScreen(PageScreen):
    """The goal, the totals, milestones near and marked, activities and reflections."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    page = "goal"
    heading = N_("My goal")
    AUTO_FOCUS = "#page"
    BINDINGS = [
        Binding(
            "e", "change", N_("Set or change it"), id="goal.change",
            tooltip=N_("Set a goal, or change the one you have"),
        ),
        Binding(
            "n", "mark", N_("Mark a milestone"), id="goal.mark",
            tooltip=N_("Note something reached, and how you marked it"),
        ),
        Binding(
            "x", "put_aside", N_("Put it aside"), id="goal.put-aside",
            tooltip=N_("Have no goal for now; what was recorded stays"),
        ),
    ]  # fmt: skip

    def __init__(self, journal: Journal, clock: Clock, about: Any = None) -> None:
        super().__init__(journal, clock, about)
        self.near: list[Near] = []

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page"), Horizontal(id="columns"):
            with Vertical(classes="column"):
                yield Facts(id="goal")
                yield Static(id="totals-head", classes="head", markup=False)
                yield Facts(id="totals")
                yield Static(_("Milestones near"), id="near-head", classes="head")
                yield Static(id="near", markup=False)
            with Vertical(classes="column"):
                yield Static(_("Milestones"), classes="head")
                yield Facts(DATE, id="marked")
                yield Static(_("Activities of the last 4 weeks"), classes="head")
                yield Facts(DATE, id="activities")
                yield Static(_("Reflections"), classes="head")
                yield Facts(DATE, id="reflections")

    def show_journal(self) -> None:
        """Read the journal and show the page."""
        goal = self.journal.goals.current()
        self._show_goal(goal)
        self._show_totals(goal)
        self._show_marked()
        self._show_life()
        self.refresh_bindings()

    def _show_goal(self, goal: Goal | None) -> None:
        empty = _("Your goal will stand here, in your own words. e sets one.")
        self._fill("goal", [] if goal is None else goal_rows(goal), empty)

    def _show_totals(self, goal: Goal | None) -> None:
        found = totals(self.journal.totals.goal_days(), self.today)
        tally = self.journal.totals.tally()
        word = self.journal.settings.word("goal")
        head = _("What is here in all")
        if word:
            head = _("What is here in all: {goal}").format(goal=harmless(word))
        self.query_one("#totals-head", Static).update(Content(head))
        rows = totals_rows(found, *tally) if any((found.recorded, *tally)) else []
        empty = _("It adds up here, and nothing takes it away. c, then f2, records a day.")
        self._fill("totals", rows, empty)
        self.near = near(found, *tally) if goal is not None else []
        self.query_one("#near", Static).update(Content("\n".join(map(near_words, self.near))))
        for part in ("#near", "#near-head"):
            self.query_one(part).display = bool(self.near)

    def _show_marked(self) -> None:
        page = self.journal.entries.page(0, MARKED + 1, ("milestone",))
        found = cast("list[Milestone]", page)
        empty = _("Milestones you mark will stand here; nothing takes one away. n marks one.")
        rows = [(_day(one), milestone_words(one)) for one in found[:MARKED]]
        self._fill("marked", rows + self._rest(len(found) > MARKED), empty)

    def _show_life(self) -> None:
        day, entries = self.today, self.journal.entries
        start = day - timedelta(days=ACTIVE_DAYS - 1)
        activities = cast("list[Activity]", entries.between(start, day, "activity"))[::-1]
        empty = _("What you do for yourself will stand here. a notes an activity.")
        self._fill("activities", [(_day(one), activity_words(one)) for one in activities], empty)
        found = cast("list[Reflection]", entries.page(0, REFLECTIONS + 1, ("reflection",)))
        empty = _("A look at the week now and then will stand here. w begins one.")
        rows = [(_day(one), reflection_words(one)) for one in found[:REFLECTIONS]]
        self._fill("reflections", rows + self._rest(len(found) > REFLECTIONS), empty)

    def _rest(self, more: bool) -> list[tuple[str, str]]:
        """Return the row that says where the rest of a list stands."""
        said = in_own_keys(self, _("More of them in the timeline (5)."))
        return [("", said)] if more else []

    def _fill(self, part: str, rows: Sequence[tuple[str, str]], empty: str) -> None:
        """Show what there is in a part, or what will be there."""
        self.query_one(f"#{part}", Facts).fill(rows, in_own_keys(self, empty))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to put the goal aside only where there is one."""
        if action == "put_aside":
            return self.journal.goals.current() is not None
        return True

    def action_change(self) -> None:
        """Ask for the form of the goal."""
        goal = self.journal.goals.current()
        self.post_message(FormAsked("goal", {}, None if goal is None else goal.id))

    def action_mark(self) -> None:
        """Ask for the form of a milestone, begun with one that was just reached."""
        here = next((one for one in self.near if not one.left), None)
        self.post_message(FormAsked("milestone", {} if here is None else given_by(here)))

    def action_put_aside(self) -> None:
        """Let the goal end today; it stays on record."""
        goal = self.journal.goals.current()
        if goal is None:
            return
        try:
            self.journal.goals.edit(goal.id, ended_on=max(goal.start, self.today))
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(JournalWritten(_("Put aside. It stays on record.")))


def _day(record: Record) -> str:
    """Return the day of an entry, which stands beside it."""
    return short_day(record.local_date, year=True)
