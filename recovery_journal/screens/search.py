"""Search: every word a person wrote, found while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.dates import short_day
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import action_key
from recovery_journal.messages import OpenForm, OpenPage, ShowTalkItem, form_name_for
from recovery_journal.queries.timeline import search_journal
from recovery_journal.report.entry_text import entry_kind_label
from recovery_journal.report.network_text import role_text
from recovery_journal.screens import PageScreen
from recovery_journal.terminal_text import escape_control, fit_width
from recovery_journal.text import search_words
from recovery_journal.widgets.filter_dialog import (
    FilterDialog,
    entry_title_width,
    kind_filter_label,
)
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField
from recovery_journal.widgets.virtual_list import ListLine, VirtualList

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.talk_item import TalkItem
    from recovery_journal.rules.search import SearchHit
    from recovery_journal.storage import Journal

MAX_ENTRIES = 50
"""Entries shown; then another word narrows them down."""
MAX_OTHERS = 5
"""People, and things to talk about, shown above the entries."""
MARKS = "\ue000\ue001"
"""Around each word found: two code points that no text has a use for."""
MAX_LEAD = 24
"""Characters in front of the first word found, so that it is in sight on a narrow screen."""
MAX_QUERY_LENGTH = 200
"""Characters of what was typed that are looked for."""
GROUP_WIDTH = 15
"""Columns of the day, and of the words for people and talk."""


class SearchResultList(VirtualList):
    """What was found; up from the first line goes back to the field."""

    prefetch_pages = 0  # all of it is at hand; only what is in sight is drawn

    def action_move(self, step: int) -> None:
        """Go a line on or back, or to the field above."""
        if step < 0 and not self.cursor:
            self.screen.focus_previous()
        else:
            super().action_move(step)


class SearchScreen(PageScreen):
    """A field, and below it what holds every word, the newest first."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = "TextField"
    page = "search"
    heading = N_("Search")
    BINDINGS = [
        Binding("down", "results", N_("Results"), id="search.results",
                tooltip=N_("Go to what was found")),
        Binding("slash", "field", N_("Words"), id="search.field", show=False,
                tooltip=N_("Back to the words to look for")),
        Binding("f2", "filter", N_("Filter"), id="search.filter",
                tooltip=N_("Choose which kinds of entries are looked through")),
    ]  # fmt: skip

    kinds: tuple[str, ...] = ()
    _hits: tuple[SearchResult, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the field, how much was found, and the results."""
        with Vertical(id="search-page"):
            yield TextField(placeholder=_("a word, or its first letters"), id="search-words")
            with Horizontal(id="search-top"):
                yield Static(id="search-count", classes="quiet", markup=False)
                yield ActionLink("", "screen.filter", classes="search-kinds")
            yield SearchResultList(group_width=GROUP_WIDTH, id="search-results")

    def on_mount(self) -> None:
        """Begin with what was typed before."""
        view_state: dict[str, Any] = self.take_view_state() or {}
        self.kinds = view_state.get("kinds", ())
        field = self.query_one(TextField)
        field.value = view_state.get("words", "")
        field.cursor_position = len(field.value)
        # Looked up as the letter is typed, not a message later: both are in one frame.
        self.watch(field, "value", self._typed, init=False)

    def view_state(self) -> dict[str, Any]:
        """Return what is looked for, and among which kinds."""
        return {"words": self.query_one(TextField).value, "kinds": self.kinds}

    @property
    def _result_list(self) -> SearchResultList:
        return self.query_one(SearchResultList)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Search again; the cursor stays on what it was on."""
        current = self._current_item
        self._search()
        indexes = [index for index, result in enumerate(self._hits) if _is_same(result, current)]
        if indexes:
            self._result_list.go_to(indexes[0])

    def _typed(self) -> None:
        self._search()
        self._result_list.go_to(0)

    def _search(self) -> None:
        """Find what was typed and show it."""
        typed_text = self.query_one(TextField).value
        # Closed and opened again, it still stands there.
        self.session.view_states[self.key] = self.view_state()
        text, has_more, problem = search_query(typed_text), False, ""
        had_hits = bool(self._hits)
        self._hits = ()
        if text:
            try:
                hits, has_more = find_results(self.journal, text, self.kinds, self.today)
                self._hits = tuple(hits)
            except JournalError as error:
                problem = error.message
        result_list = self._result_list
        result_list.show(len(self._hits), self._load_lines)
        result_list.can_focus = bool(self._hits)  # not hidden: its place would be laid out anew
        self._update_part("#search-count", problem or self._count_text(bool(text), has_more))
        kinds_text = ", ".join(kind_filter_label(kind) for kind in self.kinds) or _("all kinds")
        self._update_part(".search-kinds", f"{kinds_text}  {action_key(self, 'search.filter')}")
        if had_hits != bool(self._hits):
            self.refresh_bindings()

    def _update_part(self, selector: str, text: str) -> None:
        """Write words in a place; the same ones again would lay the whole page out anew."""
        part = self.query_one(selector, Static)
        if str(part.content) != text:
            part.update(Content(text))

    def _load_lines(self, offset: int, limit: int) -> list[ListLine]:
        page = self._hits[offset : offset + limit]
        # A person and an entry may have the same number: the place is the key.
        return [result.line._replace(key=index) for index, result in enumerate(page, offset)]

    def _count_text(self, has_query: bool, has_more: bool) -> str:
        """Return how much was found."""
        if not has_query:
            return _("From two letters on, what you wrote and your people are looked through.")
        if has_more:
            return _("The newest {n}; there are more. Another word narrows them down.").format(
                n=MAX_ENTRIES
            )
        n = len(self._hits)
        if not n:
            return _("No entry has all of these words.")
        return ngettext("{n} found", "{n} found", n).format(n=n)

    @property
    def _current_item(self) -> SearchResult | None:
        """What is under the cursor."""
        index = self._result_list.cursor
        return self._hits[index] if index < len(self._hits) else None

    # --- keys and mouse ---------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to the results only where there are some."""
        return bool(self._hits) if action == "results" else True

    def action_results(self) -> None:
        """Go to what was found."""
        if self._hits:
            self.set_focus(self._result_list)

    def action_field(self) -> None:
        """Go back to the words."""
        self.set_focus(self.query_one(TextField))

    @on(TextField.Submitted)
    def _text_submitted(self, event: TextField.Submitted) -> None:
        """Enter in the field opens what is under the cursor, which is the first."""
        event.stop()
        self._result_list.action_choose()

    @on(VirtualList.Selected)
    def _open(self) -> None:
        """Open the entry in its form, or the person's page."""
        result = self._current_item
        if result is None:
            return
        if result.result_type == "entry":
            self.post_message(OpenForm(form_name_for(result.kind), {}, result.id))
        elif result.result_type == "person":
            self.post_message(OpenPage("person", result.id))
        else:
            self.post_message(ShowTalkItem(result.id))

    async def action_filter(self) -> None:
        """Ask which kinds to search; the next key is for the answer."""
        await self.app.push_screen(FilterDialog(self.kinds), self._apply_filter)

    def _apply_filter(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None:
            self.kinds = kinds
            self._search()
            self._result_list.go_to(0)


def _is_same(result: SearchResult, other: SearchResult | None) -> bool:
    return other is not None and (result.result_type, result.id) == (other.result_type, other.id)


class SearchResult(NamedTuple):
    """One thing found: what it is, its id, and its line, which is drawn when it is in sight."""

    result_type: Literal["entry", "person", "talk"]
    id: int
    kind: str
    make_line: Callable[[], ListLine]

    @property
    def line(self) -> ListLine:
        """The line that says what was found."""
        return self.make_line()


def search_query(typed_text: str) -> str:
    """Return what is to be looked for; "" for less than two letters, unless one is a word."""
    text = typed_text[:MAX_QUERY_LENGTH]
    letters = "".join(search_words(text))
    return text if len(letters) > 1 or not letters.isascii() else ""


def find_results(
    journal: Journal, text: str, kinds: Sequence[str], today: date
) -> tuple[list[SearchResult], bool]:
    """Return what holds every word, people first, and whether there are more entries."""
    found_items = search_journal(journal, text, kinds, MAX_ENTRIES, MARKS)
    own_word = found_items.own_word and escape_control(found_items.own_word)
    title_width = entry_title_width(own_word)
    results = [
        SearchResult("person", contact.id, "", partial(_person_line, contact, title_width))
        for contact in found_items.contacts[:MAX_OTHERS]
    ]
    results += [
        SearchResult("talk", item.id, "", partial(_talk_line, item))
        for item in found_items.talk_items[:MAX_OTHERS]
    ]
    for hit in found_items.hits:
        draw = partial(_entry_line, hit, today, own_word, title_width)
        results.append(SearchResult("entry", hit.record.id, hit.record.kind, draw))
    return results, found_items.has_more


def _person_line(contact: Contact, title_width: int) -> ListLine:
    content = Content.assemble(
        (fit_width(role_text(contact), title_width), "$text-muted"),
        "  ",
        (escape_control(contact.name), "bold"),
    )
    return ListLine(contact.id, _("People"), content)


def _talk_line(item: TalkItem) -> ListLine:
    return ListLine(item.id, _("To talk about"), Content(escape_control(item.text)))


def _entry_line(hit: SearchHit, today: date, own_word: str | None, title_width: int) -> ListLine:
    record = hit.record
    day = record.local_date
    group = short_day(day, weekday=day.year == today.year, year=day.year != today.year)
    content = Content.assemble(
        (fit_width(entry_kind_label(record, own_word), title_width), "$text-muted"),
        "  ",
        snippet_content(hit.snippet),
    )
    return ListLine(record.id, group, content)


def snippet_content(text: str) -> Content:
    """Return the words around those found, which are bold; the first of them near the start."""
    start_mark, end_mark = MARKS[0], MARKS[1]
    # The marks alone would send every text the slow way, letter by letter.
    if not text.replace(start_mark, "").replace(end_mark, "").isprintable():
        text = escape_control(text)
    first = text.find(start_mark)
    if first > MAX_LEAD:
        word_start = text.find(" ", first - MAX_LEAD)
        text = "…" + text[word_start + 1 if 0 <= word_start < first else first :]
    parts: list[str | tuple[str, str]] = []
    for segment in text.split(start_mark):
        match_text, end_found, tail = segment.partition(end_mark)
        parts += [(match_text, "bold $accent"), tail] if end_found else [segment]
    return Content.assemble(*parts)
