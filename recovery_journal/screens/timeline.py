"""Timeline: everything by day, the newest first, fifty years without waiting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import format_count, short_day, time_text, weekday_day_text
from recovery_journal.domain.record import Record
from recovery_journal.errors import BadWhen, JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import action_key, with_user_keys
from recovery_journal.messages import OpenForm, form_name_for
from recovery_journal.queries.timeline import load_timeline
from recovery_journal.report.entry_text import entry_kind_label, summary_line
from recovery_journal.rules.date_parsing import parse_end_of_period
from recovery_journal.rules.days import was_filled_in_later
from recovery_journal.screens import MainScreen
from recovery_journal.terminal_text import cell_width, escape_control, fit_width
from recovery_journal.widgets.filter_dialog import (
    FilterDialog,
    entry_title_width,
    kind_filter_label,
)
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.virtual_list import ListLine, VirtualList

LATER_MARK, SHARED_MARK = "◂", "◆"
MAX_LENGTH = 400
"""Characters of a headline that can be in sight on the widest terminal."""
DAY_WIDTH = 13
"""Columns of the day."""
ONE_DAY = timedelta(days=1)
KINDS_GAP = 2
"""Columns between the day and the kinds that are shown."""


class TimelineScreen(MainScreen):
    """Every entry on a line; the day stands on the left, what was chosen on top."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = "VirtualList"
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
    _initial_entry: int | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out where one is, the list, and what its marks mean."""
        with Vertical(id="timeline-page"):
            with Horizontal(id="timeline-top"):
                yield Static(id="timeline-place", markup=False)
                yield ActionLink("", "screen.filter", classes="timeline-kinds")
            yield VirtualList(group_width=DAY_WIDTH, id="timeline-list")
            yield Static(id="timeline-empty", classes="empty", markup=False)
            yield Static(Content(timeline_legend()), id="timeline-legend", classes="quiet")

    def on_mount(self) -> None:
        """Show it as it was before the lock."""
        view_state: dict[str, Any] = self.take_view_state() or {}
        self.kinds = view_state.get("kinds", ())
        self._initial_entry = view_state.get("entry")

    def view_state(self) -> dict[str, Any]:
        """Return the kinds shown, and the entry under the cursor."""
        return {"kinds": self.kinds, "entry": self._list.last_notified_key}

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Show the entries; the cursor stays on its entry, and at the top on the newest."""
        entries = self._list
        current_id = entries.last_notified_key if entries.cursor else None
        key, self._initial_entry = self._initial_entry or current_id, None
        count = self.journal.statistics.count(kinds=self.kinds)
        entries.show(count, self._load_lines, self._entry_index(key))
        self._show_top()

    def _load_lines(self, offset: int, limit: int) -> list[ListLine]:
        """Return some of the entries as lines; after the lock, nothing is read any more."""
        if self.session.is_locked:
            return []
        page = load_timeline(self.journal, self.kinds, limit, offset=offset)
        return timeline_lines(page.records, self.today, page.own_word)

    def _entry_index(self, entry_id: int | None) -> int | None:
        """Return where an entry stands among those shown, None where it does not."""
        if entry_id is None:
            return None
        try:
            day = self.journal.entries.get(entry_id).local_date
        except RecordNotFound:
            return None
        first = self._day_index(day)
        count = self._day_index(day - ONE_DAY) - first
        page = load_timeline(self.journal, self.kinds, count, offset=first)
        ids = [record.id for record in page.records]
        return first + ids.index(entry_id) if entry_id in ids else None

    def _day_index(self, day: date) -> int:
        """Return where the newest entry of a day stands, or of the last day before it."""
        return self.journal.statistics.count(start=day + ONE_DAY, kinds=self.kinds)

    def _show_top(self) -> None:
        """Show which kinds there are, or what will be here."""
        entries = self._list
        entries.display = bool(entries.count)
        self.query_one("#timeline-legend").display = bool(entries.count)
        message = _("Every entry will stand here, the newest first. {form.check-in} writes one.")
        if self.kinds:
            message = _("No entry of these kinds yet. escape shows all kinds.")
        self.show_text("#timeline-empty", with_user_keys(self, message), visible=not entries.count)
        kinds_text = ", ".join(kind_filter_label(kind) for kind in self.kinds) or _("all kinds")
        self.show_text(
            ".timeline-kinds",
            f"{kinds_text}  {action_key(self, 'timeline.filter')}",
            visible=bool(entries.count or self.kinds),
        )
        self._show_position()
        self.refresh_bindings()

    @on(VirtualList.Highlighted)
    def _show_position(self) -> None:
        """Say on which day the cursor is, and how far down."""
        entries = self._list
        day = self._day
        if day is None:
            self.show_text("#timeline-place", "")
            return
        day_texts = (
            weekday_day_text(day, year=True),
            short_day(day, weekday=True, year=True),
            short_day(day),
        )
        position, count = format_count(entries.cursor + 1), format_count(entries.count)
        variants = [
            _("{day} · {n} of {all}").format(day=day_text, n=position, all=count)
            for day_text in day_texts
        ]
        max_width = self._position_width
        fitting = [variant for variant in variants if cell_width(variant) <= max_width]
        self.show_text("#timeline-place", [*fitting, variants[-1]][0])

    def on_resize(self) -> None:
        """Say the day in as many words as there is room for now."""
        self.call_after_refresh(self._fit_position)

    def _fit_position(self) -> None:
        if self.is_current and not self.session.is_locked:
            self._show_position()

    @property
    def _position_width(self) -> int:
        """The columns beside the kinds that are shown."""
        width = self.query_one("#timeline-top").size.width or self.app.size.width - 2 * KINDS_GAP
        kinds_link = self.query_one(".timeline-kinds", ActionLink)
        kinds_width = cell_width(str(kinds_link.visual)) + KINDS_GAP if kinds_link.display else 0
        return width - min(kinds_width, width // 2)

    @property
    def _day(self) -> date | None:
        """The day of the entry under the cursor."""
        key = self._list.key
        try:
            return None if key is None else self.journal.entries.get(key).local_date
        except RecordNotFound:
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

    @on(VirtualList.Selected)
    def _open(self, event: VirtualList.Selected) -> None:
        """Open the entry in its form, where it can be changed."""
        try:
            kind = self.journal.entries.get(event.key).kind
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(OpenForm(form_name_for(kind), {}, event.key))

    def action_delete(self) -> None:
        """Delete the entry under the cursor; the one after it comes into its place."""
        key = self._list.key
        if key is not None:
            self.write(lambda: self.journal.entries.delete(key), _("Deleted."))

    async def action_filter(self) -> None:
        """Ask which kinds to show; the next key is for the answer."""
        await self.app.push_screen(FilterDialog(self.kinds), self._apply_filter)

    def action_all(self) -> None:
        """Show every kind again."""
        self._apply_filter(())

    def _apply_filter(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None and kinds != self.kinds:
            self.kinds = kinds
            self.show_journal()
            self.set_focus(self._list if self._list.count else None)

    async def action_day(self) -> None:
        """Ask for a day; the next key is for the answer."""
        await self._ask_for_day()

    async def _ask_for_day(self, text: str = "", problem: str = "") -> None:
        await self.ask_line(
            _("Which day? Such as: 2026-11-20, yesterday, monday, 2024-03"),
            self._go_to_day,
            draft_key="day",
            reopen_action="screen.day",
            text=text,
            problem=problem,
        )

    async def _go_to_day(self, text: str | None) -> None:
        if text is None:
            return
        self.drop_draft("day")
        if not text.strip():
            return
        try:
            day = parse_end_of_period(text, self.today)
        except BadWhen as error:
            await self._ask_for_day(text, error.message)
            return
        self._list.go_to(self._day_index(day), at_top=True)


def timeline_lines(
    records: Iterable[Record], today: date, own_word: str | None = None
) -> list[ListLine]:
    """Return the entries as lines; a day of another year has that in place of the weekday.

    ``own_word`` is the person's word for a return to use.
    """
    own_word = escape_control(own_word) if own_word else None
    title_width = entry_title_width(own_word)
    return [_line(record, today, own_word, title_width) for record in records]


def _line(record: Record, today: date, own_word: str | None, title_width: int) -> ListLine:
    day = record.local_date
    this_year = day.year == today.year
    group = short_day(day, weekday=this_year, year=not this_year)
    later_mark = LATER_MARK if was_filled_in_later(record.occurred_at, record.recorded_at) else " "
    shared_mark = SHARED_MARK if record.share else " "
    content = Content.assemble(
        (time_text(record.occurred_at), "$text-muted"),
        f" {later_mark}{shared_mark} ",
        (fit_width(entry_kind_label(record, own_word), title_width), "$text-muted"),
        "  ",
        escape_control(summary_line(record)[:MAX_LENGTH]),
    )
    return ListLine(record.id, group, content)


def timeline_legend() -> str:
    """Return what the two marks mean."""
    return _("{later} filled in later   {shared} marked to share").format(
        later=LATER_MARK, shared=SHARED_MARK
    )
