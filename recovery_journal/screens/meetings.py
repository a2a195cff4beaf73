"""Meetings: by week against the person's own plan, what is ahead, and the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import month_short, short_day, time_text
from recovery_journal.domain.choices import MeetingStatus
from recovery_journal.domain.fields import Integer
from recovery_journal.domain.labels import label
from recovery_journal.domain.meeting import Meeting
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import action_key, with_user_keys
from recovery_journal.messages import JournalChanged, OpenForm
from recovery_journal.queries.meetings import load_meetings
from recovery_journal.rules.meetings import MeetingWeek, count_weeks_as_planned
from recovery_journal.screens import MainScreen
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.virtual_list import ListLine, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.rules.meetings import MeetingWeek

_BARS = "▁▂▃▄▅▆▇█"
NO_MEETING = "·"
WEEK_WIDTH = 2
"""Columns of one week."""
MAX_NAME_LENGTH = 400
STATUSES: tuple[MeetingStatus, ...] = ("attended", "left_early", "not_attended", "planned")
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

    CSS_PATH = Path(__file__).with_suffix(".tcss")
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
        message = _(
            "Meetings you go to will stand here, week by week. {form.meeting} logs the first one."
        )
        self.show_text("#meetings-empty", with_user_keys(self, message), visible=not ids)
        message = _("More of them in the timeline ({go.timeline}).")
        self.show_text("#meetings-more", with_user_keys(self, message), visible=page.has_more)
        self.refresh_bindings()

    def _load_lines(self, offset: int, limit: int) -> list[ListLine]:
        return meeting_lines(self._meetings[offset : offset + limit], self.today)

    def _show_weeks(self, weeks: Sequence[MeetingWeek], planned: int | None) -> None:
        """Show the bars, and in how many weeks there was a meeting."""
        n = sum(1 for week in weeks if week.attended)
        message = ngettext(
            "At a meeting in {n} of the last {weeks} weeks",
            "At a meeting in {n} of the last {weeks} weeks",
            n,
        ).format(n=n, weeks=len(weeks))
        # Nothing is counted before there is a first one.
        self.show_text("#meetings-weeks", message, visible=bool(self._meetings))
        plan = plan_text(weeks, planned)
        self.show_text(".meetings-plan", f"{plan}  {action_key(self, 'meetings.plan')}")
        self.show_text("#meetings-bars", week_bars(weeks, planned), visible=bool(n))

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
            self.post_message(OpenForm("meeting", repeat_meeting(meeting)))
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
        if (meeting := self._current_item) is not None:
            self.write(lambda: self.journal.entries.delete(meeting.id), _("Deleted."))

    async def action_plan(self) -> None:
        """Ask for the plan; the next key is for the answer."""
        planned = self.journal.settings.meetings_per_week
        await self._ask_for_plan("" if planned is None else str(planned))

    async def _ask_for_plan(self, text: str, problem: str = "") -> None:
        question = _("How many meetings a week do you plan? Leave it empty for no plan.")
        await self.ask_line(
            question,
            self._save_plan,
            draft_key="plan",
            reopen_action="screen.plan",
            text=text,
            problem=problem,
        )

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


def week_bars(weeks: Sequence[MeetingWeek], planned: int | None) -> Content:
    """Return the weeks as bars with their numbers below, and the months below these."""
    highest = max([week.attended for week in weeks] + [planned or 1, 1])
    marks = "".join(_bar(week.attended, highest).ljust(WEEK_WIDTH) for week in weeks)
    numbers = "".join(
        (str(week.attended) if week.attended else "").ljust(WEEK_WIDTH) for week in weeks
    )
    months = _months([week.first for week in weeks])
    return Content.assemble(
        (marks, "$accent"), "\n", (numbers, "$text-muted"), "\n", (months, "$quiet")
    )


def _months(days: Sequence[date]) -> str:
    """Return the names of the months below the weeks in which they begin."""
    starts = [
        index for index, day in enumerate(days) if not index or day.month != days[index - 1].month
    ]
    line = ""
    for index, following in zip(starts, [*starts[1:], len(days)], strict=True):
        name = month_short(days[index])
        if cell_width(name) < (following - index) * WEEK_WIDTH:
            line = fit_width(line, index * WEEK_WIDTH) + name
    return line


def _bar(attended: int, highest: int) -> str:
    if not attended:
        return NO_MEETING
    return _BARS[max(attended * len(_BARS) // highest - 1, 0)]


def plan_text(weeks: Sequence[MeetingWeek], planned: int | None) -> str:
    """Return how it went against the person's own plan, where they made one."""
    if not planned:
        return _("No plan of your own")
    n, total = count_weeks_as_planned(weeks, planned)
    return ngettext(
        "Your plan, {planned} a week: as planned in {n} of {weeks} week",
        "Your plan, {planned} a week: as planned in {n} of {weeks} weeks",
        total,
    ).format(planned=planned, n=n, weeks=total)


def meeting_lines(meetings: Sequence[Meeting], today: date) -> list[ListLine]:
    """Return meetings as lines, in their order."""
    status_width = max(cell_width(label(status)) for status in STATUSES)
    return [_line(meeting, today, status_width) for meeting in meetings]


def _line(meeting: Meeting, today: date, status_width: int) -> ListLine:
    day = meeting.local_date
    this_year = day.year == today.year
    style = "$accent" if meeting.status == "planned" else "$text-muted"
    details = [meeting.name[:MAX_NAME_LENGTH]]
    if meeting.program and meeting.program.casefold() not in meeting.name.casefold():
        details.append(meeting.program[:MAX_NAME_LENGTH])
    details += [label(value) for value in (meeting.held_back_by or meeting.roles)]
    content = Content.assemble(
        (time_text(meeting.occurred_at), "$text-muted"),
        "  ",
        (fit_width(label(meeting.status), status_width), style),
        "  ",
        escape_control(", ".join(details)),
    )
    return ListLine(meeting.id, short_day(day, weekday=this_year, year=not this_year), content)


def repeat_meeting(meeting: Meeting) -> dict[str, Any]:
    """Return what the same meeting another time has in common with this one."""
    values: dict[str, Any] = {"name": meeting.name}
    contacts = tuple(ref for ref in meeting.contacts if ref.id is not None)
    if contacts:
        values["contacts"] = contacts
    if meeting.program:
        values["program"] = meeting.program
    if meeting.format:
        values["format"] = meeting.format
    return values
