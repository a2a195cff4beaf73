"""Today: what matters now, and who could be reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import format_number, short_day, weekday_two_letters
from recovery_journal.domain.day import DayValues
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import OpenForm, form_name_for
from recovery_journal.queries.today import load_day_entries
from recovery_journal.report.mood_calendar import day_mark
from recovery_journal.report.today_text import (
    day_entries_heading,
    day_entry_lines,
    day_label,
    next_step_text,
)
from recovery_journal.screens import MainScreen
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.page_list import PageList, PeopleList, TalkList

if TYPE_CHECKING:
    from recovery_journal.queries.suggestions import Suggestions
    from recovery_journal.queries.today import DayEntries
    from recovery_journal.rules.goal import UpcomingMilestone

MAX_SUGGESTIONS = 3
ENTRY_LIMITS = {False: 4, True: 12}
"""How many of the day's entries are shown, by whether the window is a tall one."""
TALL_HEIGHT = 30


class WeekLine(Static):
    """Seven days in a row; today is underlined."""

    DEFAULT_CSS = """
    WeekLine { height: 2; width: 28; }
    """

    def show(self, days: Sequence[DayValues], today: date) -> None:
        """Show these days."""
        day_labels, marks = [], []
        for values in days:
            is_today = values.day == today
            day_labels.append(
                (f"{weekday_two_letters(values.day):<4}", "bold" if is_today else "$quiet")
            )
            is_future = values.day > today
            marks.append((f"{' ' if is_future else day_mark(values)}   ", "$accent"))
        self.update(Content.assemble(*day_labels, "\n", *marks))
        self.tooltip = "\n".join(_day_text(values) for values in days if values.day <= today)


def _day_text(values: DayValues) -> str:
    if values.mood is None:
        mood = _("no entry") if not values.entries else _("mood not recorded")
    else:
        mood = _("mood {mood}").format(mood=format_number(values.mood))
    return f"{short_day(values.day)}  {mood}"


class TodayScreen(MainScreen):
    """The day so far, three people, what to talk about, and one next thing.

    The people, and what else takes more reading, are filled in right after the
    first picture, in the place reserved for them.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = ""  # letters act at once; the arrows go into the lists
    heading = N_("Today")
    BINDINGS = [
        Binding("down", "people", N_("People"), id="today.people",
                tooltip=N_("Go to the people you could reach")),
        Binding("up", "entries", N_("Entries"), id="today.entries", show=False,
                tooltip=N_("Go to what was recorded today; Enter changes an entry")),
        Binding("n", "note", N_("For next session"), id="today.talk", show=False,
                tooltip=N_("Note something to talk about next session")),
        Binding("pagedown", "page(1)", N_("Page down"), id="today.down", show=False,
                tooltip=N_("Further down the page")),
        Binding("pageup", "page(-1)", N_("Page up"), id="today.up", show=False,
                tooltip=N_("Further up the page")),
    ]  # fmt: skip

    _date_text = ""
    _has_pending = False
    """Whether there is more to read than the entries of the day."""
    _is_complete = False
    """Whether everything has been shown once."""

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="top"):
                yield Static(id="day", markup=False)
                yield WeekLine(id="week")
            with Horizontal(id="columns"):
                with Vertical(classes="column"):
                    yield ActionLink(_("So far"), "app.go('timeline')", classes="head -so-far")
                    yield PageList(id="so-far")
                    placeholder = _(
                        "Check-ins and the people you reach today will stand here. "
                        "{form.check-in} begins."
                    )
                    placeholder = with_user_keys(self, placeholder)
                    yield Static(Content(placeholder), id="no-entry", classes="empty")
                    yield Static(_("Who could I reach?"), classes="head")
                    yield PeopleList(id="people")
                    yield Static(id="besides", markup=False)
                with Vertical(classes="column -side"):
                    yield Static(id="near", markup=False)
                    yield Static(_("For next session"), classes="head")
                    yield TalkList(id="talk")
                    placeholder = _(
                        "What you want to talk about will stand here. {today.talk} notes something."
                    )
                    placeholder = with_user_keys(self, placeholder)
                    yield Static(Content(placeholder), id="no-talk", classes="empty")

    def show_journal(self) -> None:
        """Read the journal and show the day; the first time, the rest after the first picture."""
        day = self.today
        page = load_day_entries(self.journal, day, self.now)
        self.query_one(WeekLine).show(page.week, day)
        self._date_text = day_label(
            day, self.now, self.journal.settings.day_ends_at, after_absence=page.is_return
        )
        self._show_top()
        self._show_entries(page)
        self._has_pending = True
        if self._is_complete:
            self._show_sections()
        else:
            self.call_after_refresh(self._show_sections)

    def _show_top(self, next_thing: str = "") -> None:
        """Show the day, and the one next thing."""
        top = Content.assemble(
            (self._date_text, "bold"), "\n", (escape_control(next_thing), "$accent")
        )
        self.show_text("#day", top)

    def _show_entries(self, page: DayEntries) -> None:
        """Show the newest entries of the day, and what is planned."""
        visible = page.entries[-ENTRY_LIMITS[self.app.size.height >= TALL_HEIGHT] :]
        lines = [
            ((record.kind, record.id), Content(" ".join(escape_control(text).split("\n"))))
            for record, text in day_entry_lines(visible, page.planned, page.day, page.own_word)
        ]
        self.query_one("#so-far", PageList).show(lines)
        self.query_one("#so-far").display = bool(lines)
        self.query_one("#no-entry").display = not lines
        heading = day_entries_heading(len(page.entries) - len(visible))
        self.show_text(".-so-far", heading)

    def _show_sections(self) -> None:
        """Show what takes more reading, and more of the program."""
        if not self._has_pending or self.session.is_locked:
            return
        from recovery_journal.queries.suggestions import load_suggestions
        from recovery_journal.queries.today import load_day

        self._has_pending, self._is_complete = False, True
        page = load_day(self.journal, self.today, self.now)
        self._show_top(next_step_text(page.summary))
        self._show_people(load_suggestions(self.journal, self.today))
        self._show_milestones(page.milestones)
        self._show_talk()

    def _show_people(self, suggestions: Suggestions) -> None:
        from recovery_journal.report.suggestion_text import (
            nobody_to_suggest_text,
            solo_text,
            suggestion_rows,
        )

        people = suggestion_rows(suggestions.people[:MAX_SUGGESTIONS])
        self.query_one(PeopleList).fill(people)
        lines = [escape_control(solo_text(suggestions))]
        if not suggestions.people:
            placeholder = _("Three people will stand here once they are on your map (2).")
            lines = [placeholder, nobody_to_suggest_text(), *lines]
        self.show_text("#besides", "\n".join(lines))
        self.refresh_bindings()

    def _show_milestones(self, upcoming: Sequence[UpcomingMilestone]) -> None:
        """Show the milestones that are near; without a goal nothing stands here."""
        from recovery_journal.report.goal_text import upcoming_milestone_text

        lines = [upcoming_milestone_text(milestone) for milestone in upcoming]
        content = Content.assemble((_("Near"), "bold $text-muted"), "  ", "\n".join(lines))
        self.show_text("#near", content, visible=bool(lines))

    def _show_talk(self) -> None:
        items = self.journal.talk_items.list()
        talk_list = self.query_one(TalkList)
        talk_list.show([(item.id, Content(f"- {escape_control(item.text)}")) for item in items])
        talk_list.display = bool(items)
        self.query_one("#no-talk").display = not items

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to the lists only where something is in them."""
        if action in {"people", "entries"} and self.is_mounted:
            return self._has_pending or bool(self._visible_lists())
        return True

    def _visible_lists(self) -> list[PageList]:
        return [
            line_list for line_list in self.query(PageList) if line_list.display and line_list.keys
        ]

    def action_people(self) -> None:
        """Go to the people who could be reached; where there are none, to the first list."""
        self._show_sections()
        people_list = self.query_one(PeopleList)
        lists = self._visible_lists()
        if lists:
            self.set_focus(people_list if people_list in lists else lists[0])

    def action_entries(self) -> None:
        """Go to the last of the day's entries."""
        lists = self._visible_lists()
        if lists:
            lists[0].highlighted = len(lists[0].keys) - 1
            self.set_focus(lists[0])

    def show_talk_item(self, item_id: int) -> None:
        """Go to something that is to be talked about."""
        self._show_sections()
        talk_list = self.query_one(TalkList)
        talk_list.go_to(item_id)
        if talk_list.key == item_id:
            self.set_focus(talk_list)

    def action_page(self, step: int) -> None:
        """Page through the day; with the cursor in a list, that does it by itself."""
        page = self.query_one("#page")
        (page.scroll_page_down if step > 0 else page.scroll_page_up)(animate=False)

    async def action_note(self) -> None:
        """Ask for something to talk about; the next key is for the answer."""
        await self.ask_talk_item("screen.note")

    @on(PageList.Selected, "#so-far")
    def _change(self, event: PageList.Selected) -> None:
        kind, entry = event.key
        self.post_message(OpenForm(form_name_for(kind), {}, entry))

    @on(TalkList.Closed)
    def _close(self, event: TalkList.Closed) -> None:
        talk_items = self.journal.talk_items
        if event.is_removed:
            self.write(partial(talk_items.delete, event.item_id), _("Struck."))
        else:
            self.write(partial(talk_items.mark_done, event.item_id), _("Talked about."))
