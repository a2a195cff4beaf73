"""Meetings: by week against the person's own plan, what is ahead, and the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.fields import Integer
from recovery_journal.domain.meeting import Meeting
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import JournalChanged, OpenForm
from recovery_journal.queries.meetings import load_meetings
from recovery_journal.screens import MainScreen
from recovery_journal.screens.meetings import meetings_content
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.virtual_list import ListLine, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.rules.meetings import MeetingWeek

LOG_LIMIT = 100
"""Meetings in the log; the rest stands in the timeline."""
DAY_WIDTH = 13
"""Columns of the day."""


class MeetingList(VirtualList):
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
            yield ActionLink("", "screen.plan", classes="meetings-plan")
            yield Static(id="meetings-bars", markup=False)
            yield MeetingList(group_width=DAY_WIDTH, id="meetings-list")
            yield Static(id="meetings-empty", classes="empty", markup=False)
            yield Static(id="meetings-more", classes="quiet", markup=False)

    @property
    def _list(self) -> MeetingList:
        return self.query_one(MeetingList)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Read the weeks and the log; the cursor stays on its meeting."""
        current_id = self._list.last_notified_key
        page = load_meetings(self.journal, self.today, LOG_LIMIT)
        self._meetings = page.meetings
        self._show_weeks(page.weeks, page.planned_per_week)
        meeting_list = self._list
        meeting_list.display = bool(self._meetings)
        ids = [meeting.id for meeting in self._meetings]
        meeting_list.show(
            len(ids), self._load_lines, ids.index(current_id) if current_id in ids else None
        )
        empty = self.query_one("#meetings-empty", Static)
        empty.display = not ids
        message = _("Meetings you go to will stand here, week by week. m logs the first one.")
        empty.update(Content(with_user_keys(self, message)))
        more_note = self.query_one("#meetings-more", Static)
        more_note.display = page.has_more
        more_note.update(Content(with_user_keys(self, _("More of them in the timeline (5)."))))
        self.refresh_bindings()

    def _load_lines(self, offset: int, limit: int) -> list[ListLine]:
        return meetings_content.meeting_lines(self._meetings[offset : offset + limit], self.today)

    def _show_weeks(self, weeks: Sequence[MeetingWeek], planned: int | None) -> None:
        """Show the bars, and in how many weeks there was a meeting."""
        n = sum(1 for week in weeks if week.attended)
        message = ngettext(
            "At a meeting in {n} of the last {weeks} weeks",
            "At a meeting in {n} of the last {weeks} weeks",
            n,
        ).format(n=n, weeks=len(weeks))
        summary = self.query_one("#meetings-weeks", Static)
        summary.update(Content(message))
        summary.display = bool(self._meetings)  # nothing is counted before there is a first one
        plan = meetings_content.plan_text(weeks, planned)
        self.query_one(".meetings-plan", ActionLink).update(
            Content(with_user_keys(self, f"{plan}  p"))
        )
        chart = self.query_one("#meetings-bars", Static)
        chart.update(meetings_content.week_bars(weeks, planned))
        chart.display = bool(n)

    # --- keys and mouse ---------------------------------------------------------

    @property
    def _current_item(self) -> Meeting | None:
        """The meeting under the cursor."""
        index = self._list.cursor
        return self._meetings[index] if index < len(self._meetings) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        return bool(self._meetings) if action in {"again", "edit", "delete"} else True

    @on(VirtualList.Selected)
    def action_again(self) -> None:
        """Log the same meeting once more; of one that was planned, that the person was there."""
        meeting = self._current_item
        if meeting is None:
            return
        if meeting.status != "planned":
            self.post_message(OpenForm("meeting", meetings_content.repeat_meeting(meeting)))
        elif meeting.occurred_at > self.now:
            self.post_message(OpenForm("meeting", {}, meeting.id))
        else:
            self.post_message(OpenForm("meeting", {"status": "attended"}, meeting.id))

    def action_edit(self) -> None:
        """Open the meeting in its form."""
        if self._current_item is not None:
            self.post_message(OpenForm("meeting", {}, self._current_item.id))

    def action_delete(self) -> None:
        """Delete the meeting under the cursor."""
        if self._current_item is None:
            return
        try:
            self.journal.entries.delete(self._current_item.id)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(JournalChanged(_("Deleted.")))

    async def action_plan(self) -> None:
        """Ask for the plan; the next key is for the answer."""
        planned = self.journal.settings.meetings_per_week
        await self._ask_for_plan("" if planned is None else str(planned))

    async def _ask_for_plan(self, text: str, problem: str = "") -> None:
        from recovery_journal.widgets.dialogs import LineDialog

        question = _("How many meetings a week do you plan? Leave it empty for no plan.")
        dialog = LineDialog(
            self.session.drafts, question, text,
            problem=problem, reopen_action="screen.plan", draft_key="plan",
        )  # fmt: skip
        await self.app.push_screen(dialog, self._save_plan)

    async def _save_plan(self, text: str | None) -> None:
        if text is None:
            return
        try:
            planned = Integer(0, 50).parse("meetings", text) if text.strip() else None
            with self.saving("plan"):
                self.journal.change_settings(meetings_per_week=planned or None)
        except JournalError as error:
            await self._ask_for_plan(text, error.message)
        else:
            self.post_message(JournalChanged(_("Saved."), undoable=False))
