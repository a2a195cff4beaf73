"""Timeline: everything by day, the newest first, fifty years without waiting."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import counted, day_words, short_day
from recovery_journal.errors import BadWhen, JournalError, Unknown
from recovery_journal.messages import FormAsked, JournalWritten, form_for
from recovery_journal.palette import in_own_keys
from recovery_journal.report.plain import cells
from recovery_journal.rules.when import last_day
from recovery_journal.screens import MainScreen
from recovery_journal.screens.timeline.lines import DAY, legend, lines
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.kinds import KindsDialog, kind_words
from recovery_journal.widgets.long_list import Line, LongList
from recovery_journal.words import N_, _

VIEW = "timeline"
ONE_DAY = timedelta(days=1)
KINDS_AIR = 2
"""Columns between the day and the kinds that are shown."""


class TimelineScreen(MainScreen):
    """Every entry on a line; the day stands on the left, what was chosen on top."""

    CSS_PATH = Path(__file__).with_name("timeline.tcss")
    AUTO_FOCUS = "LongList"
    heading = N_("Timeline")
    finds_place = True  # by the entry: there may be newer ones after the lock
    BINDINGS = [
        Binding("f", "filter", N_("Filter"), id="timeline.filter",
                tooltip=N_("Choose which kinds of entries are shown")),
        Binding("g,d", "day", N_("Go to a day"), id="timeline.day",
                tooltip=N_("Go to a day, a month or a year")),
        Binding("delete", "delete", N_("Delete"), id="timeline.delete", show=False,
                tooltip=N_("Delete the entry under the cursor; ctrl+z brings it back")),
        Binding("escape", "all", N_("All kinds"), id="timeline.all", show=False,
                tooltip=N_("Show entries of every kind again")),
    ]  # fmt: skip

    kinds: tuple[str, ...] = ()
    _begin_at: int | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out where one is, the list, and what its marks mean."""
        with Vertical(id="timeline-page"):
            with Horizontal(id="timeline-top"):
                yield Static(id="timeline-place", markup=False)
                yield Link("", "screen.filter", classes="timeline-kinds")
            yield LongList(group_width=DAY, id="timeline-list")
            yield Static(id="timeline-empty", classes="empty", markup=False)
            yield Static(Content(legend()), id="timeline-legend", classes="quiet")

    def on_mount(self) -> None:
        """Show it as it was before the lock."""
        before: dict[str, Any] = self._views.get(VIEW, {})
        self.kinds = before.get("kinds", ())
        self._begin_at = before.get("entry")

    @property
    def _views(self) -> dict[str, Any]:
        """Where the App keeps how this list is looked at, in memory alone."""
        views: dict[str, Any] = getattr(self.app, "views", {})
        return views

    @property
    def _list(self) -> LongList:
        return self.query_one(LongList)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Show the entries; the cursor stays on its entry, and at the top on the newest."""
        entries = self._list
        seen = entries.seen if entries.cursor else None
        key, self._begin_at = self._begin_at or seen, None
        count = self.journal.totals.count(kinds=self.kinds)
        entries.show(count, self._page, self._index_of(key))
        self._show_top()

    def _page(self, offset: int, limit: int) -> list[Line]:
        """Return some of the entries as lines; after the lock, nothing is read any more."""
        if getattr(self.app, "journal", None) is None:
            return []
        found = self.journal.entries.page(offset, limit, self.kinds)
        return lines(found, self.today, self.journal.settings.word("return_to_use"))

    def _index_of(self, entry: int | None) -> int | None:
        """Return where an entry stands among those shown, None where it does not."""
        if entry is None:
            return None
        try:
            day = self.journal.entries.get(entry).local_date
        except Unknown:
            return None
        first = self._first_of(day)
        there = self._first_of(day - ONE_DAY) - first
        found = [one.id for one in self.journal.entries.page(first, there, self.kinds)]
        return first + found.index(entry) if entry in found else None

    def _first_of(self, day: date) -> int:
        """Return where the newest entry of a day stands, or of the last day before it."""
        return self.journal.totals.count(start=day + ONE_DAY, kinds=self.kinds)

    def _show_top(self) -> None:
        """Show which kinds there are, or what will be here."""
        entries = self._list
        entries.display = bool(entries.count)
        self.query_one("#timeline-legend").display = bool(entries.count)
        empty = self.query_one("#timeline-empty", Static)
        empty.display = not entries.count
        said = _("Every entry will stand here, the newest first. c writes one.")
        if self.kinds:
            said = _("No entry of these kinds yet. escape shows all kinds.")
        empty.update(Content(in_own_keys(self, said)))
        words = ", ".join(kind_words(kind) for kind in self.kinds) or _("all kinds")
        chosen = self.query_one(".timeline-kinds", Link)
        chosen.update(Content(in_own_keys(self, f"{words}  f")))
        chosen.display = bool(entries.count or self.kinds)
        self._show_place()
        self.refresh_bindings()

    @on(LongList.Highlighted)
    def _show_place(self) -> None:
        """Say on which day the cursor is, and how far down."""
        entries = self._list
        place = self.query_one("#timeline-place", Static)
        self._views[VIEW] = {"kinds": self.kinds, "entry": entries.seen}
        day = self._day
        if day is None:
            place.update(Content(""))
            return
        days = (day_words(day, year=True), short_day(day, weekday=True, year=True), short_day(day))
        at, count = counted(entries.cursor + 1), counted(entries.count)
        said = [_("{day} · {n} of {all}").format(day=one, n=at, all=count) for one in days]
        room = self._room_for_place
        place.update(Content(next((words for words in said if cells(words) <= room), said[-1])))

    def on_resize(self) -> None:
        """Say the day in as many words as there is room for now."""
        self.call_after_refresh(self._measure)

    def _measure(self) -> None:
        if self.is_current and getattr(self.app, "journal", None) is not None:
            self._show_place()

    @property
    def _room_for_place(self) -> int:
        """The columns beside the kinds that are shown."""
        width = self.query_one("#timeline-top").size.width or self.app.size.width - 2 * KINDS_AIR
        chosen = self.query_one(".timeline-kinds", Link)
        kinds = cells(str(chosen.visual)) + KINDS_AIR if chosen.display else 0
        return width - min(kinds, width // 2)

    @property
    def _day(self) -> date | None:
        """The day of the entry under the cursor."""
        key = self._list.key
        try:
            return None if key is None else self.journal.entries.get(key).local_date
        except Unknown:
            return None  # deleted elsewhere a moment ago

    # --- keys and mouse ---------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if not self.is_mounted:
            return True
        if action == "all":
            return bool(self.kinds)
        if action in {"day", "delete"}:
            return bool(self._list.count)
        if action == "filter":
            return bool(self._list.count or self.kinds)
        return True

    @on(LongList.Chosen)
    def _open(self, event: LongList.Chosen) -> None:
        """Open the entry in its form, where it can be changed."""
        try:
            kind = self.journal.entries.get(event.key).kind
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(FormAsked(form_for(kind), {}, event.key))

    def action_delete(self) -> None:
        """Delete the entry under the cursor; the one after it comes into its place."""
        key = self._list.key
        if key is None:
            return
        try:
            self.journal.entries.delete(key)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(JournalWritten(_("Deleted.")))

    async def action_filter(self) -> None:
        """Ask which kinds to show; the next key is for the answer."""
        await self.app.push_screen(KindsDialog(self.kinds), self._use)

    def action_all(self) -> None:
        """Show every kind again."""
        self._use(())

    def _use(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None and kinds != self.kinds:
            self.kinds = kinds
            self.show_journal()
            self.set_focus(self._list if self._list.count else None)

    async def action_day(self) -> None:
        """Ask for a day; the next key is for the answer."""
        await self._ask_for_day()

    async def _ask_for_day(self, text: str = "", problem: str = "") -> None:
        from recovery_journal.widgets.dialogs import LineDialog

        question = _("Which day? Such as: 2026-11-20, yesterday, monday, 2024-03")
        asked = LineDialog(question, text, problem=problem, again="screen.day", draft_key="day")
        await self.app.push_screen(asked, self._go_to_day)

    async def _go_to_day(self, text: str | None) -> None:
        if text is None:
            return
        self.drop_draft("day")
        if not text.strip():
            return
        try:
            day = last_day(text, self.today)
        except BadWhen as error:
            await self._ask_for_day(text, error.message)
            return
        self._list.go_to(self._first_of(day), on_top=True)
