"""Search: every word a person wrote, found while it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.errors import JournalError
from recovery_journal.messages import FormAsked, PageAsked, TalkAsked, form_for
from recovery_journal.palette import in_own_keys
from recovery_journal.screens import PageScreen
from recovery_journal.screens.search.results import MOST, Result, find, wanted
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.kinds import KindsDialog, kind_words
from recovery_journal.widgets.long_list import Line, LongList
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, ngettext

VIEW = "search"
GROUP = 15
"""Columns of the day, and of the words for people and talk."""


class Results(LongList):
    """What was found; up from the first line goes back to the field."""

    beside = 0  # all of it is at hand; only what is in sight is drawn

    def action_move(self, step: int) -> None:
        """Go a line on or back, or to the field above."""
        if step < 0 and not self.cursor:
            self.screen.focus_previous()
        else:
            super().action_move(step)


class SearchScreen(PageScreen):
    """A field, and below it what holds every word, the newest first."""

    CSS_PATH = Path(__file__).with_name("search.tcss")
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
    _found: tuple[Result, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the field, how much was found, and the results."""
        with Vertical(id="search-page"):
            yield TextField(placeholder=_("a word, or its first letters"), id="search-words")
            with Horizontal(id="search-top"):
                yield Static(id="search-count", classes="quiet", markup=False)
                yield Link("", "screen.filter", classes="search-kinds")
            yield Results(group_width=GROUP, id="search-results")

    def on_mount(self) -> None:
        """Begin with what was typed before."""
        before: dict[str, Any] = self._views.get(VIEW, {})
        self.kinds = before.get("kinds", ())
        field = self.query_one(TextField)
        field.value = before.get("words", "")
        field.cursor_position = len(field.value)
        # Looked up as the letter is typed, not a message later: both are in one frame.
        self.watch(field, "value", self._typed, init=False)

    @property
    def _views(self) -> dict[str, Any]:
        """Where the App keeps how this page is looked at, in memory alone."""
        views: dict[str, Any] = getattr(self.app, "views", {})
        return views

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Look again; the cursor stays on what it was on."""
        here = self._here
        self._look()
        places = [place for place, one in enumerate(self._found) if _same(one, here)]
        if places:
            self._results.go_to(places[0])

    def _typed(self) -> None:
        self._look()
        self._results.go_to(0)

    def _look(self) -> None:
        """Find what was typed and show it."""
        typed = self.query_one(TextField).value
        self._views[VIEW] = {"words": typed, "kinds": self.kinds}
        text, more, problem = wanted(typed), False, ""
        some = bool(self._found)
        self._found = ()
        if text:
            try:
                found, more = find(self.journal, text, self.kinds, self.today)
                self._found = tuple(found)
            except JournalError as error:
                problem = error.message
        results = self._results
        results.show(len(self._found), self._lines)
        results.can_focus = bool(self._found)  # not hidden: its place would be laid out anew
        self._put("#search-count", problem or self._said(bool(text), more))
        words = ", ".join(kind_words(kind) for kind in self.kinds) or _("all kinds")
        self._put(".search-kinds", in_own_keys(self, f"{words}  f2"))
        if some != bool(self._found):
            self.refresh_bindings()

    def _put(self, place: str, words: str) -> None:
        """Write words in a place; the same ones again would lay the whole page out anew."""
        there = self.query_one(place, Static)
        if str(there.content) != words:
            there.update(Content(words))

    def _lines(self, offset: int, limit: int) -> list[Line]:
        found = self._found[offset : offset + limit]
        # A person and an entry may have the same number: the place is the key.
        return [one.line._replace(key=at) for at, one in enumerate(found, offset)]

    def _said(self, looked: bool, more: bool) -> str:
        """Return how much was found."""
        if not looked:
            return _("From two letters on, what you wrote and your people are looked through.")
        if more:
            return _("The newest {n}; there are more. Another word narrows them down.").format(
                n=MOST
            )
        n = len(self._found)
        if not n:
            return _("No entry has all of these words.")
        return ngettext("{n} found", "{n} found", n).format(n=n)

    @property
    def _here(self) -> Result | None:
        """What is under the cursor."""
        at = self._results.cursor
        return self._found[at] if at < len(self._found) else None

    # --- keys and mouse ---------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way to the results only where there are some."""
        return bool(self._found) if action == "results" else True

    def action_results(self) -> None:
        """Go to what was found."""
        if self._found:
            self.set_focus(self._results)

    def action_field(self) -> None:
        """Go back to the words."""
        self.set_focus(self.query_one(TextField))

    @on(TextField.Submitted)
    def _entered(self, event: TextField.Submitted) -> None:
        """Enter in the field opens what is under the cursor, which is the first."""
        event.stop()
        self._results.action_choose()

    @on(LongList.Chosen)
    def _open(self) -> None:
        """Open the entry in its form, or the person's page."""
        here = self._here
        if here is None:
            return
        if here.what == "entry":
            self.post_message(FormAsked(form_for(here.kind), {}, here.id))
        elif here.what == "person":
            self.post_message(PageAsked("person", here.id))
        else:
            self.post_message(TalkAsked(here.id))

    async def action_filter(self) -> None:
        """Ask which kinds to look through; the next key is for the answer."""
        await self.app.push_screen(KindsDialog(self.kinds), self._use)

    def _use(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None:
            self.kinds = kinds
            self._look()
            self._results.go_to(0)


def _same(one: Result, other: Result | None) -> bool:
    return other is not None and (one.what, one.id) == (other.what, other.id)
