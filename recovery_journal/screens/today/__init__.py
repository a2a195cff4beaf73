"""Today: what matters now, and who could be reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.fields import ContactRef
from recovery_journal.errors import JournalError
from recovery_journal.messages import FormAsked, JournalWritten, form_of
from recovery_journal.palette import in_own_keys
from recovery_journal.report.plain import harmless
from recovery_journal.report.today_text import date_words, entry_lines, so_far_words
from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.days import first_date_today, week_of
from recovery_journal.rules.planned import planned_ahead
from recovery_journal.rules.today import of_day
from recovery_journal.screens import MainScreen
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.line_list import LineList
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.talk_list import TalkList
from recovery_journal.widgets.week_line import WeekLine
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.record import Record

AWAY = 14
"""Days without an entry after which a person is greeted."""
LINES = {False: 4, True: 12}
"""How many of the day's entries are shown, by whether the window is a tall one."""
TALL = 30


class TodayScreen(MainScreen):
    """The day so far, three people, what to talk about, and one next thing.

    The people, and what else takes more reading, are filled in right after the
    first picture, in the place kept for them.
    """

    CSS_PATH = Path(__file__).with_name("today.tcss")
    AUTO_FOCUS = ""  # letters act at once; the arrows go into the lists
    heading = N_("Today")
    BINDINGS = [
        Binding(
            "down", "people", N_("People"), id="today.people",
            tooltip=N_("Go to the people you could reach"),
        ),
        Binding(
            "up", "entries", N_("Entries"), id="today.entries", show=False,
            tooltip=N_("Go to what was recorded today; Enter changes an entry"),
        ),
        Binding(
            "n", "note", N_("For next session"), id="today.talk", show=False,
            tooltip=N_("Note something to talk about next session"),
        ),
        Binding(
            "pagedown", "page(1)", N_("Page down"), id="today.down", show=False,
            tooltip=N_("Further down the page"),
        ),
        Binding(
            "pageup", "page(-1)", N_("Page up"), id="today.up", show=False,
            tooltip=N_("Further up the page"),
        ),
    ]  # fmt: skip

    _date = ""
    _unread: list[Record] | None = None
    """The entries of the week, while the rest is still to be read."""
    _whole = False
    """Whether everything has been shown once."""

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="top"):
                yield Static(id="day", markup=False)
                yield WeekLine(id="week")
            with Horizontal(id="columns"):
                with Vertical(classes="column"):
                    yield Link(_("So far"), "app.go('timeline')", classes="head -so-far")
                    yield LineList(id="so-far")
                    empty = _("Check-ins and the people you reach today will stand here. c begins.")
                    empty = in_own_keys(self, empty)
                    yield Static(Content(empty), id="no-entry", classes="empty")
                    yield Static(_("Who could I reach?"), classes="head")
                    yield PeopleList(id="people")
                    yield Static(id="besides", markup=False)
                with Vertical(classes="column -side"):
                    yield Static(id="near", markup=False)
                    yield Static(_("For next session"), classes="head")
                    yield TalkList(id="talk")
                    empty = _("What you want to talk about will stand here. n notes something.")
                    empty = in_own_keys(self, empty)
                    yield Static(Content(empty), id="no-talk", classes="empty")

    def show_journal(self) -> None:
        """Read the journal and show the day; the first time, the rest after the first picture."""
        day = self.today
        first, last = week_of(day, self.journal.settings.first_weekday)
        start, end = min(first, first_date_today(day)), max(last, day + timedelta(days=1))
        recent = self.journal.entries.between(start, end)
        self.query_one(WeekLine).show(day_values(recent, first, last), day)
        self._date = date_words(
            day, self.now, self.journal.settings.day_ends_at, away=self._was_away(day)
        )
        self._show_top()
        self._show_entries(recent, day)
        self._unread = recent
        if self._whole:
            self._show_rest()
        else:
            self.call_after_refresh(self._show_rest)

    def _show_top(self, next_thing: str = "") -> None:
        """Show the day, and the one next thing."""
        top = Content.assemble((self._date, "bold"), "\n", (harmless(next_thing), "$accent"))
        self.query_one("#day", Static).update(top)

    def _was_away(self, day: date) -> bool:
        since = day - timedelta(days=AWAY - 1)
        if self.journal.totals.count(since, day):
            return False
        return self.journal.entries.first_day() is not None

    def _show_entries(self, recent: Sequence[Record], day: date) -> None:
        """Show the newest entries of the day, and what is planned."""
        ahead = planned_ahead(recent, self.now, day)
        entries = [one for one in of_day(recent, day) if one not in ahead]
        shown = entries[-LINES[self.app.size.height >= TALL] :]
        own = self.journal.settings.word("return_to_use")
        lines = [
            ((one.kind, one.id), Content(" ".join(harmless(words).split("\n"))))
            for one, words in entry_lines(shown, ahead, day, own)
        ]
        self.query_one("#so-far", LineList).show(lines)
        self.query_one("#so-far").display = bool(lines)
        self.query_one("#no-entry").display = not lines
        head = so_far_words(len(entries) - len(shown))
        self.query_one(".-so-far", Link).update(Content(head))

    def _show_rest(self) -> None:
        """Show what takes more reading, and more of the program."""
        recent, self._unread = self._unread, None
        if recent is None or getattr(self.app, "journal", None) is None:
            return
        from recovery_journal.exchange.booked import booked
        from recovery_journal.rules.network import network
        from recovery_journal.rules.today import most_due, today

        self._whole = True
        day = self.today
        ties = self.journal.contacts.ties(day)
        # No figure is needed, so no record either.
        around = network(ties, (), (), day)
        at = booked(self.journal, most_due(around), day, self.now)
        self._show_top(today(recent, around, day, booked=at).next)
        self._show_people(ties, day)
        self._show_near(day)
        self._show_talk()

    def _show_people(self, ties: Sequence[Tie], day: date) -> None:
        from recovery_journal.screens.today.rest import besides, suggested

        found = suggested(self.journal, ties, day)
        people = self.query_one(PeopleList)
        people.fill(found)
        people.display = bool(found)
        lines = besides(self.journal, day, nobody=not found)
        self.query_one("#besides", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def _show_near(self, day: date) -> None:
        """Show the milestones that are near; without a goal nothing stands here."""
        from recovery_journal.screens.today.rest import near_words

        lines = near_words(self.journal, day)
        near = self.query_one("#near", Static)
        near.update(Content.assemble((_("Near"), "bold $text-muted"), "  ", "\n".join(lines)))
        near.display = bool(lines)

    def _show_talk(self) -> None:
        items = self.journal.talk.list()
        talk = self.query_one(TalkList)
        talk.show([(item.id, Content(f"- {harmless(item.text)}")) for item in items])
        talk.display = bool(items)
        self.query_one("#no-talk").display = not items

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to the lists only where something is in them."""
        if action in {"people", "entries"} and self.is_mounted:
            return self._unread is not None or bool(self._lists())
        return True

    def _lists(self) -> list[LineList]:
        return [one for one in self.query(LineList) if one.display and one.keys]

    def action_people(self) -> None:
        """Go to the people who could be reached; where there are none, to the first list."""
        self._show_rest()
        people = self.query_one(PeopleList)
        lists = self._lists()
        if lists:
            self.set_focus(people if people in lists else lists[0])

    def action_entries(self) -> None:
        """Go to the last of the day's entries."""
        lists = self._lists()
        if lists:
            lists[0].highlighted = len(lists[0].keys) - 1
            self.set_focus(lists[0])

    def show_talk_item(self, item: int) -> None:
        """Go to something that is to be talked about."""
        self._show_rest()
        talk = self.query_one(TalkList)
        if item in talk.keys:
            talk.highlighted = talk.keys.index(item)
            self.set_focus(talk)

    def action_page(self, step: int) -> None:
        """Page through the day; with the cursor in a list, that does it by itself."""
        page = self.query_one("#page")
        (page.scroll_page_down if step > 0 else page.scroll_page_up)(animate=False)

    async def action_note(self) -> None:
        """Ask for something to talk about; the next key is for the answer."""
        await self.ask_for_talk("screen.note")

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, Any] = {"contacts": (ContactRef(event.person, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(FormAsked("reached", values))

    @on(LineList.Picked, "#so-far")
    def _change(self, event: LineList.Picked) -> None:
        kind, entry = event.key
        self.post_message(FormAsked(form_of(kind), {}, entry))

    @on(TalkList.Closed)
    def _close(self, event: TalkList.Closed) -> None:
        try:
            if event.struck:
                self.journal.talk.delete(event.item)
            else:
                self.journal.talk.done(event.item)
        except JournalError as error:
            self.notify(error.message, markup=False)
            return
        said = _("Struck.") if event.struck else _("Talked about.")
        self.post_message(JournalWritten(said))
