"""Today: what matters now, and who could be reached."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.fields import ContactRef
from recovery_journal.messages import FormAsked
from recovery_journal.report.entry_text import headline
from recovery_journal.report.plain import harmless
from recovery_journal.rules.day_values import day_values
from recovery_journal.rules.days import last_days, week_of
from recovery_journal.rules.network import network
from recovery_journal.rules.suggest import alone, nobody_words, who_could_i_reach
from recovery_journal.rules.today import today as day_so_far
from recovery_journal.screens import MainScreen
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.week_line import WeekLine
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from datetime import date

    from recovery_journal.domain.contact import Tie
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut
    from recovery_journal.domain.record import Record
    from recovery_journal.domain.urge import Urge

SUGGESTED = 3
AWAY = 14
"""Days without an entry after which a person is greeted."""


class TodayScreen(MainScreen):
    """The day so far, three people, what to talk about, and one next thing."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = ""  # letters act at once; the arrows go into the list
    heading = "Today"
    BINDINGS = [
        Binding(
            "down", "people", N_("People"), id="today.people",
            tooltip=N_("Go to the people you could reach"),
        ),
        Binding(
            "n", "note", N_("For next session"), id="today.talk", show=False,
            tooltip=N_("Note something to talk about next session"),
        ),
        Binding("pagedown", "page(1)", N_("Page down"), id="today.down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="today.up", show=False),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Lay out the parts of the page."""
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="top"):
                with Vertical(id="day"):
                    yield Static(id="date", classes="title", markup=False)
                    yield Static(id="next", markup=False)
                yield WeekLine(id="week")
            with Horizontal(id="columns"):
                with Vertical(classes="column"):
                    yield Static(_("So far"), classes="head")
                    yield Static(id="so-far", markup=False)
                    yield Static(_("Who could I reach?"), classes="head")
                    yield PeopleList(id="people")
                    yield Static(id="besides", markup=False)
                with Vertical(classes="column"):
                    yield Static(_("For next session"), classes="head")
                    yield Static(id="talk", markup=False)

    def show_journal(self) -> None:
        """Read the journal and show the day."""
        day = self.today
        entries = self.journal.entries
        ties = self.journal.contacts.ties(day)
        recent = entries.between(min(week_of(day)[0], last_days(day, 28)[0]), day)
        risk = {tie.contact.id for tie in ties if tie.contact.influence == "risk"}
        self._show_week(recent, day, risk)
        self._show_day(recent, ties, day)
        self._show_people(ties, day)
        self._show_talk()

    def _show_week(self, recent: list[Record], day: date, risk: set[int]) -> None:
        first, last = week_of(day, self.journal.settings.first_weekday)
        self.query_one(WeekLine).show(day_values(recent, first, last, risk=risk), day)

    def _show_day(self, recent: list[Record], ties: list[Tie], day: date) -> None:
        met = [one for one in recent if one.kind in {"reach_out", "meeting"}]
        first_day = self.journal.entries.first_day()
        net = network(ties, cast("list[ReachOut | Meeting]", met), first_day, day)
        so_far = day_so_far(recent, net, day)
        words = f"{day:%A} {day.day} {day:%B}"
        if self._was_away(recent, day):
            words = _("Good to see you.") + f"  {words}"
        self.query_one("#date", Static).update(Content(words))
        self.query_one("#next", Static).update(Content(harmless(so_far.next)))
        shown = [one for one in recent if one.local_date == day]
        lines = [f"{one.occurred_at:%H:%M}  {harmless(headline(one))}" for one in shown]
        empty = _("Check-ins and the people you reach today will stand here. c begins.")
        part = self.query_one("#so-far", Static)
        part.update(Content("\n".join(lines) or empty))
        part.set_class(not lines, "empty")

    def _was_away(self, recent: list[Record], day: date) -> bool:
        if any(one.local_date > day - timedelta(days=AWAY) for one in recent):
            return False
        return self.journal.entries.first_day() is not None

    def _show_people(self, ties: list[Tie], day: date) -> None:
        entries = self.journal.entries
        start, end = last_days(day, 365)
        reach_outs = cast("list[ReachOut]", entries.between(start, end, "reach_out"))
        urges = cast("list[Urge]", entries.between(start, end, "urge"))
        found = who_could_i_reach(ties, reach_outs, day)[:SUGGESTED]
        people = self.query_one(PeopleList)
        people.fill([(one.contact.id, one.contact.name, one.reasons) for one in found])
        people.display = bool(found)
        lines = []
        if not found:
            lines.append(_("Three people will stand here once they are on your map (2)."))
            lines.append(nobody_words())
        copings = self.journal.lists.copings()
        lines.append(_("On your own: {coping}").format(coping=harmless(alone(urges, copings))))
        self.query_one("#besides", Static).update(Content("\n".join(lines)))

    def _show_talk(self) -> None:
        items = self.journal.talk.list()
        lines = [f"- {harmless(item.text)}" for item in items]
        empty = _("What you want to talk about will stand here. n notes something.")
        part = self.query_one("#talk", Static)
        part.update(Content("\n".join(lines) or empty))
        part.set_class(not lines, "empty")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to the people only where there are some."""
        if action == "people" and self.is_mounted:
            return self.query_one(PeopleList).display
        return True

    def action_people(self) -> None:
        """Go to the people who could be reached."""
        self.query_one(PeopleList).focus()

    def action_page(self, step: int) -> None:
        """Page through the day; with the cursor in the list, that does it by itself."""
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
