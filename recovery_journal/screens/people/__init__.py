"""People: everyone by name, sorted and filtered, one key away from their page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.contact import Contact, Tie
from recovery_journal.exchange.booked import with_booked
from recovery_journal.messages import FormAsked, PageAsked
from recovery_journal.palette import in_own_keys
from recovery_journal.report.plain import cells
from recovery_journal.rules.people import ORDERS, Order, People, people
from recovery_journal.screens import MainScreen, asked
from recovery_journal.screens.people.table import PeopleTable, columns_for, heads
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _, ngettext

VIEW = "people"


class PeopleScreen(MainScreen):
    """A table of people, groups and services; who is not placed yet, and who ended, stand apart."""

    CSS_PATH = Path(__file__).with_name("people.tcss")
    AUTO_FOCUS = "PeopleTable"
    heading = N_("People")
    BINDINGS = [
        Binding("r", "log('reached')", N_("Reached"), id="everyone.reached",
                tooltip=N_("Log that you reached the person under the cursor")),
        Binding("t", "log('tried')", N_("Tried"), id="everyone.tried",
                tooltip=N_("Log that you tried to reach the person under the cursor")),
        Binding("n", "newcomer", N_("New"), id="everyone.new",
                tooltip=N_("Add someone")),
        Binding("f", "filter", N_("Filter"), id="everyone.filter",
                tooltip=N_("Find people by a few letters of the name or the role")),
        Binding("s", "sort(1)", N_("Sort by"), id="everyone.sort", show=False,
                tooltip=N_("Sort by the next column")),
        Binding("S,shift+s", "reverse", N_("Other way round"), id="everyone.reverse", show=False,
                tooltip=N_("Sort the other way round")),
        Binding("h", "ended", N_("Ended ones"), id="everyone.ended", show=False,
                tooltip=N_("Show or hide those with whom it has ended")),
        Binding("escape", "unfilter", N_("Everyone"), id="everyone.all",
                tooltip=N_("Take the filter away")),
    ]  # fmt: skip

    by: Order = "name"
    reverse = False
    wanted = ""
    filtering = False
    ended = False
    _ties: list[Tie] | None = None
    _people: People | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the count, the filter line, and the table."""
        with Vertical(id="people-page"):
            with Horizontal(id="people-top"):
                yield Static(id="people-count", markup=False)
                yield Link("", "screen.ended", classes="people-ended")
            with Horizontal(id="people-filter"):
                yield Static(_("Filter"), classes="people-filter--label")
                yield TextField(placeholder=_("letters of a name or a role"))
            yield PeopleTable(id="people-table")
            yield Static(id="people-empty", classes="empty", markup=False)

    def on_mount(self) -> None:
        """Show it as it was before the lock."""
        before: dict[str, Any] = self._views.get(VIEW, {})
        self.by, self.reverse = before.get("by", "name"), before.get("reverse", False)
        self.ended = before.get("ended", False)
        self.wanted = before.get("wanted", "")
        self.filtering = bool(self.wanted)
        with self.prevent(TextField.Changed):
            self.query_one(TextField).value = self.wanted
        self._begin_at: int | None = before.get("person")

    @property
    def _views(self) -> dict[str, Any]:
        """Where the App keeps how this list is looked at, in memory alone."""
        views: dict[str, Any] = getattr(self.app, "views", {})
        return views

    def _keep_view(self) -> None:
        self._views[VIEW] = {
            "by": self.by,
            "reverse": self.reverse,
            "ended": self.ended,
            "wanted": self.wanted,
            "person": self.query_one(PeopleTable).key,
        }

    # --- what is shown --------------------------------------------------------

    def show_journal(self) -> None:
        """Read the people and show them."""
        day = self.today
        self._ties = with_booked(self.journal, self.journal.contacts.ties(day), day, self.now)
        self._show_people()
        if self._begin_at is not None:
            self.query_one(PeopleTable).go_to(self._begin_at)
            self._begin_at = None

    def _show_people(self) -> None:
        """Show those that the letters find, in their order."""
        if self._ties is None:
            return
        found = people(
            self._ties, self.today,
            by=self.by, reverse=self.reverse, wanted=self.wanted, ended=self.ended,
        )  # fmt: skip
        self._people = found
        anyone = bool(found.there or found.ended_in_all)
        table = self.query_one(PeopleTable)
        table.show_people(found, self.today, self._room, self.by, self.reverse)
        table.display = bool(found.shown)
        self.query_one("#people-top").display = anyone
        self.query_one("#people-filter").display = self.filtering and anyone
        self._show_count(found)
        empty = self.query_one("#people-empty", Static)
        empty.display = not found.shown
        empty.update(Content(in_own_keys(self, _empty_words(found, anyone))))
        if self.focused is None and table.display:
            self.set_focus(table)
        self.refresh_bindings()

    @property
    def _room(self) -> int:
        """How wide the table is, without air on either side and the scroll bar."""
        return self.size.width - 4

    def _show_count(self, found: People) -> None:
        words = ngettext("{n} person or group", "{n} people and groups", found.there)
        count = words.format(n=found.there)
        if self.wanted.strip():
            words = _("{found} of {n} people and groups")
            count = words.format(found=len(found.shown), n=found.there + len(found.ended))
        order = "  " + _("by {column}").format(column=heads()[self.by].casefold())
        words = _("h hides the ended ({n})") if self.ended else _("h shows the ended ({n})")
        ended = words.format(n=found.ended_in_all) if found.ended_in_all else ""
        if cells(f"{count}{order}  {ended}") > self._room:
            order = ""  # the arrow in the head says it too
        self.query_one("#people-count", Static).update(
            Content.assemble((count, "bold"), (order, "$text-muted"))
        )
        link = self.query_one(".people-ended", Link)
        link.update(Content(ended))
        link.display = bool(ended)

    def on_resize(self) -> None:
        """Show the columns that fit the new size."""
        self._show_people()

    # --- keys and mouse -------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self._people is None or not self.is_mounted:
            return True
        if action == "unfilter":
            return self.filtering
        if action == "ended":
            return self._people.ended_in_all > 0
        if action in {"filter", "sort", "reverse"}:
            return bool(self._people.there or self._people.ended_in_all)
        if action == "log" and parameters == ("tried",):
            return bool(self._people.shown)
        return True

    def _contact(self) -> Contact | None:
        key = self.query_one(PeopleTable).key
        shown = self._people.shown if self._people else ()
        return next((one.contact for one in shown if one.contact.id == key), None)

    @on(PeopleTable.Highlighted)
    def _looked_at(self) -> None:
        if self._people is not None:
            self._keep_view()

    @on(PeopleTable.Opened)
    def _opened(self, event: PeopleTable.Opened) -> None:
        self.post_message(PageAsked("person", event.key))

    @on(PeopleTable.HeadClicked)
    def _head_clicked(self, event: PeopleTable.HeadClicked) -> None:
        order = next(one for one in ORDERS if one == event.name)
        self._sort(order, order == self.by and not self.reverse)

    def action_sort(self, step: int) -> None:
        """Sort by the next column that is shown."""
        shown = [*columns_for(self._room).widths]
        at = shown.index(self.by) if self.by in shown else -1
        self._sort(shown[(at + step) % len(shown)], False)

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._sort(self.by, not self.reverse)

    def _sort(self, by: Order, reverse: bool) -> None:
        self.by, self.reverse = by, reverse
        self._show_people()
        self._keep_view()

    def action_log(self, what: str) -> None:
        """Open Reached for the person under the cursor; for a recovery group, the meeting."""
        contact = self._contact()
        self.post_message(FormAsked("reached") if contact is None else asked(contact, what))

    def action_ended(self) -> None:
        """Show those with whom it has ended, or hide them."""
        self.ended = not self.ended
        self._show_people()
        self._keep_view()

    def newcomer_added(self, contact_id: int | None) -> None:
        """Put the cursor on who was just added, whatever the filter was."""
        if contact_id is None:
            return
        self._take_filter_away()
        self.show_journal()
        table = self.query_one(PeopleTable)
        table.go_to(contact_id)
        self.set_focus(table)

    # --- the filter -----------------------------------------------------------

    def action_filter(self) -> None:
        """Open the filter line."""
        self.filtering = True
        self._show_people()
        self.set_focus(self.query_one(TextField))

    def action_unfilter(self) -> None:
        """Take the filter away."""
        self._take_filter_away()
        self.set_focus(self.query_one(PeopleTable))
        self._show_people()
        self._keep_view()

    def _take_filter_away(self) -> None:
        self.filtering, self.wanted = False, ""
        with self.prevent(TextField.Changed):
            self.query_one(TextField).value = ""

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        self.wanted = event.value
        self._show_people()
        self._keep_view()

    @on(TextField.Submitted)
    def _to_the_table(self) -> None:
        table = self.query_one(PeopleTable)
        if table.display:
            self.set_focus(table)

    def key_down(self) -> None:
        """From the filter line, go to the people found."""
        if isinstance(self.focused, TextField):
            self._to_the_table()


def _empty_words(found: People, anyone: bool) -> str:
    if not anyone:
        return _(
            "Everyone will stand here by name: who they are to you, how it stands, and when"
            " you last reached them. n adds the first one."
        )
    if found.there:
        return _("Nobody has these letters in the name or the role. Escape shows everyone.")
    return _("Everyone here has ended. h shows them; n adds someone new.")
