"""Meetings: by week against the person's own plan, what is ahead, and the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.fields import Whole
from recovery_journal.errors import JournalError
from recovery_journal.messages import FormAsked, JournalWritten
from recovery_journal.palette import in_own_keys
from recovery_journal.rules.meetings import by_week, still_ahead, weeks_until
from recovery_journal.screens import MainScreen
from recovery_journal.screens.meetings import words
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.long_list import Line, LongList
from recovery_journal.words import N_, _, ngettext

if TYPE_CHECKING:
    from recovery_journal.domain.meeting import Meeting

SHOWN = 100
"""Meetings in the log; the rest stands in the timeline."""
DAY = 13
"""Columns of the day."""


class MeetingList(LongList):
    """What is ahead, then the log."""

    BINDINGS = [
        Binding("enter", "choose", N_("Log again"), id="meetings.open",
                tooltip=N_("Log the same meeting once more; one that was planned: that it was")),
    ]  # fmt: skip


class MeetingsScreen(MainScreen):
    """The last half year as bars, and below it each meeting on a line."""

    CSS_PATH = Path(__file__).with_name("meetings.tcss")
    AUTO_FOCUS = "MeetingList"
    heading = N_("Meetings")
    BINDINGS = [
        Binding("l", "again", N_("Log again"), id="meetings.again", show=False,
                tooltip=N_("Log the same meeting once more; one that was planned: that it was")),
        Binding("e", "edit", N_("Change"), id="meetings.edit",
                tooltip=N_("Change what is written about this meeting")),
        Binding("p", "plan", N_("My plan"), id="meetings.plan",
                tooltip=N_("How many meetings a week you plan")),
        Binding("delete", "delete", N_("Delete"), id="meetings.delete", show=False,
                tooltip=N_("Delete the meeting under the cursor; ctrl+z brings it back")),
    ]  # fmt: skip

    _meetings: tuple[Meeting, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the weeks, the plan, and the list."""
        with Vertical(id="meetings-page"):
            yield Static(id="meetings-weeks", classes="title", markup=False)
            yield Link("", "screen.plan", classes="meetings-plan")
            yield Static(id="meetings-bars", markup=False)
            yield MeetingList(group_width=DAY, id="meetings-list")
            yield Static(id="meetings-empty", classes="empty", markup=False)
            yield Static(id="meetings-more", classes="quiet", markup=False)

    @property
    def _list(self) -> MeetingList:
        return self.query_one(MeetingList)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Read the weeks and the log; the cursor stays on its meeting."""
        here = self._list.seen
        kinds = ("meeting",)
        newest = cast("list[Meeting]", self.journal.entries.page(0, SHOWN + 1, kinds))
        ahead = still_ahead(newest, self.today)
        there = {one.id for one in ahead}
        log = [one for one in newest if one.id not in there]
        self._meetings = (*ahead, *log[:SHOWN])
        self._show_weeks()
        rows = self._list
        rows.display = bool(self._meetings)
        ids = [one.id for one in self._meetings]
        rows.show(len(ids), self._lines, ids.index(here) if here in ids else None)
        empty = self.query_one("#meetings-empty", Static)
        empty.display = not ids
        said = _("Meetings you go to will stand here, week by week. m logs the first one.")
        empty.update(Content(in_own_keys(self, said)))
        more = self.query_one("#meetings-more", Static)
        more.display = len(newest) > SHOWN
        more.update(Content(in_own_keys(self, _("More of them in the timeline (5)."))))
        self.refresh_bindings()

    def _lines(self, offset: int, limit: int) -> list[Line]:
        return words.lines(self._meetings[offset : offset + limit], self.today)

    def _show_weeks(self) -> None:
        """Show the bars, and in how many weeks there was a meeting."""
        settings = self.journal.settings
        start, _last = weeks_until(self.today, settings.first_weekday)
        recent = self.journal.entries.between(start, self.today, "meeting")
        weeks = by_week(cast("list[Meeting]", recent), self.today, settings.first_weekday)
        planned = settings.meetings_per_week
        n = sum(1 for one in weeks if one.attended)
        said = ngettext(
            "At a meeting in {n} of the last {weeks} weeks",
            "At a meeting in {n} of the last {weeks} weeks",
            n,
        ).format(n=n, weeks=len(weeks))
        summary = self.query_one("#meetings-weeks", Static)
        summary.update(Content(said))
        summary.display = bool(self._meetings)  # nothing is counted before there is a first one
        plan = words.plan_words(weeks, planned)
        self.query_one(".meetings-plan", Link).update(Content(in_own_keys(self, f"{plan}  p")))
        chart = self.query_one("#meetings-bars", Static)
        chart.update(words.bars(weeks, planned))
        chart.display = bool(n)

    # --- keys and mouse ---------------------------------------------------------

    @property
    def _here(self) -> Meeting | None:
        """The meeting under the cursor."""
        at = self._list.cursor
        return self._meetings[at] if at < len(self._meetings) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        return bool(self._meetings) if action in {"again", "edit", "delete"} else True

    @on(LongList.Chosen)
    def action_again(self) -> None:
        """Log the same meeting once more; of one that was planned, that the person was there."""
        here = self._here
        if here is None:
            return
        if here.status != "planned":
            self.post_message(FormAsked("meeting", words.again(here)))
        elif here.occurred_at > self.now:
            self.post_message(FormAsked("meeting", {}, here.id))
        else:
            self.post_message(FormAsked("meeting", {"status": "attended"}, here.id))

    def action_edit(self) -> None:
        """Open the meeting in its form."""
        if self._here is not None:
            self.post_message(FormAsked("meeting", {}, self._here.id))

    def action_delete(self) -> None:
        """Delete the meeting under the cursor."""
        if self._here is None:
            return
        try:
            self.journal.entries.delete(self._here.id)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(JournalWritten(_("Deleted.")))

    async def action_plan(self) -> None:
        """Ask for the plan; the next key is for the answer."""
        planned = self.journal.settings.meetings_per_week
        await self._ask_for_plan("" if planned is None else str(planned))

    async def _ask_for_plan(self, text: str, problem: str = "") -> None:
        from recovery_journal.widgets.dialogs import LineDialog

        question = _("How many meetings a week do you plan? Leave it empty for no plan.")
        asked = LineDialog(question, text, problem=problem, again="screen.plan", draft_key="plan")
        await self.app.push_screen(asked, self._keep_plan)

    async def _keep_plan(self, text: str | None) -> None:
        if text is None:
            return
        try:
            planned = Whole(0, 50).parse("meetings", text) if text.strip() else None
            with self.saving("plan"):
                self.journal.change_settings(meetings_per_week=planned or None)
        except JournalError as error:
            await self._ask_for_plan(text, error.message)
        else:
            self.post_message(JournalWritten(_("Saved."), undoable=False))
