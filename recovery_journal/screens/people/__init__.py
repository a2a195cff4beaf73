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

from recovery_journal.domain.contact import Contact, ContactActivity
from recovery_journal.i18n import N_, _, ngettext
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import OpenForm, OpenPage
from recovery_journal.queries.network import load_contact_activities
from recovery_journal.rules.contact_list import (
    CONTACT_SORT_KEYS,
    ContactList,
    ContactSortKey,
    list_contacts,
)
from recovery_journal.screens import MainScreen, reach_out_form
from recovery_journal.screens.people.people_table import PeopleTable, column_headers, table_columns
from recovery_journal.terminal_text import cell_width
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField


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

    sort_key: ContactSortKey = "name"
    reverse = False
    filter_text = ""
    is_filtering = False
    show_ended = False
    _contact_activities: list[ContactActivity] | None = None
    _people: ContactList | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the count, the filter line, and the table."""
        with Vertical(id="people-page"):
            with Horizontal(id="people-top"):
                yield Static(id="people-count", markup=False)
                yield ActionLink("", "screen.ended", classes="people-ended")
            with Horizontal(id="people-filter"):
                yield Static(_("Filter"), classes="people-filter--label")
                yield TextField(placeholder=_("letters of a name or a role"))
            yield PeopleTable(id="people-table")
            yield Static(id="people-empty", classes="empty", markup=False)

    def on_mount(self) -> None:
        """Show it as it was before the lock."""
        view_state: dict[str, Any] = self.take_view_state() or {}
        self.sort_key, self.reverse = view_state.get("by", "name"), view_state.get("reverse", False)
        self.show_ended = view_state.get("ended", False)
        self.filter_text = view_state.get("wanted", "")
        self.is_filtering = bool(self.filter_text)
        with self.prevent(TextField.Changed):
            self.query_one(TextField).value = self.filter_text
        self._initial_contact: int | None = view_state.get("person")

    def view_state(self) -> dict[str, Any]:
        """Return how the table is sorted and filtered, and whom the cursor is on."""
        return {
            "by": self.sort_key,
            "reverse": self.reverse,
            "ended": self.show_ended,
            "wanted": self.filter_text,
            "person": self.query_one(PeopleTable).key,
        }

    # --- what is shown --------------------------------------------------------

    def show_journal(self) -> None:
        """Read the people and show them."""
        self._contact_activities = load_contact_activities(self.journal, self.today, self.now)
        self._show_people()
        if self._initial_contact is not None:
            self.query_one(PeopleTable).go_to(self._initial_contact)
            self._initial_contact = None

    def _show_people(self) -> None:
        """Show those that the letters find, in their order."""
        if self._contact_activities is None:
            return
        contact_list = list_contacts(
            self._contact_activities, self.today,
            sort_by=self.sort_key, reverse=self.reverse, query=self.filter_text,
            include_ended=self.show_ended,
        )  # fmt: skip
        self._people = contact_list
        has_anyone = bool(contact_list.listed_count or contact_list.ended_count)
        table = self.query_one(PeopleTable)
        table.show_people(contact_list, self.today, self._table_width, self.sort_key, self.reverse)
        table.display = bool(contact_list.visible)
        self.query_one("#people-top").display = has_anyone
        self.query_one("#people-filter").display = self.is_filtering and has_anyone
        self._show_count(contact_list)
        text = with_user_keys(self, _empty_text(contact_list, has_anyone))
        self.show_text("#people-empty", text, visible=not contact_list.visible)
        if self.focused is None and table.display:
            self.set_focus(table)
        self.refresh_bindings()

    @property
    def _table_width(self) -> int:
        """How wide the table is, without air on either side and the scroll bar."""
        return self.size.width - 4

    def _show_count(self, contact_list: ContactList) -> None:
        template = ngettext(
            "{n} person or group", "{n} people and groups", contact_list.listed_count
        )
        count = template.format(n=contact_list.listed_count)
        if self.filter_text.strip():
            template = _("{found} of {n} people and groups")
            count = template.format(
                found=len(contact_list.visible),
                n=contact_list.listed_count + len(contact_list.ended),
            )
        order_note = "  " + _("by {column}").format(
            column=column_headers()[self.sort_key].casefold()
        )
        template = _("h hides the ended ({n})") if self.show_ended else _("h shows the ended ({n})")
        ended_note = template.format(n=contact_list.ended_count) if contact_list.ended_count else ""
        if cell_width(f"{count}{order_note}  {ended_note}") > self._table_width:
            order_note = ""  # the arrow in the head says it too
        content = Content.assemble((count, "bold"), (order_note, "$text-muted"))
        self.show_text("#people-count", content)
        self.show_text(".people-ended", ended_note, visible=bool(ended_note))

    def on_resize(self) -> None:
        """Show the columns that fit the new size."""
        self._show_people()

    # --- keys and mouse -------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self._people is None or not self.is_mounted:
            return True
        if action == "unfilter":
            return self.is_filtering
        if action == "ended":
            return self._people.ended_count > 0
        if action in {"filter", "sort", "reverse"}:
            return bool(self._people.listed_count or self._people.ended_count)
        if action == "log" and parameters == ("tried",):
            return bool(self._people.visible)
        return True

    def _contact(self) -> Contact | None:
        key = self.query_one(PeopleTable).key
        visible = self._people.visible if self._people else ()
        return next((person.contact for person in visible if person.contact.id == key), None)

    @on(PeopleTable.Opened)
    def _opened(self, event: PeopleTable.Opened) -> None:
        self.post_message(OpenPage("person", event.key))

    @on(PeopleTable.HeaderClicked)
    def _header_clicked(self, event: PeopleTable.HeaderClicked) -> None:
        sort_key = next(candidate for candidate in CONTACT_SORT_KEYS if candidate == event.name)
        self._sort(sort_key, sort_key == self.sort_key and not self.reverse)

    def action_sort(self, step: int) -> None:
        """Sort by the next column that is shown."""
        columns = [*table_columns(self._table_width).widths]
        index = columns.index(self.sort_key) if self.sort_key in columns else -1
        self._sort(columns[(index + step) % len(columns)], False)

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._sort(self.sort_key, not self.reverse)

    def _sort(self, sort_key: ContactSortKey, reverse: bool) -> None:
        self.sort_key, self.reverse = sort_key, reverse
        self._show_people()

    def action_log(self, result: str) -> None:
        """Open Reached for the person under the cursor; for a recovery group, the meeting."""
        contact = self._contact()
        self.post_message(
            OpenForm("reached") if contact is None else reach_out_form(contact, result)
        )

    def action_ended(self) -> None:
        """Show those with whom it has ended, or hide them."""
        self.show_ended = not self.show_ended
        self._show_people()

    def show_added_contact(self, contact_id: int | None) -> None:
        """Put the cursor on who was just added, whatever the filter was."""
        if contact_id is None:
            return
        self._clear_filter()
        self.show_journal()
        table = self.query_one(PeopleTable)
        table.go_to(contact_id)
        self.set_focus(table)

    # --- the filter -----------------------------------------------------------

    def action_filter(self) -> None:
        """Open the filter line."""
        self.is_filtering = True
        self._show_people()
        self.set_focus(self.query_one(TextField))

    def action_unfilter(self) -> None:
        """Take the filter away."""
        self._clear_filter()
        self.set_focus(self.query_one(PeopleTable))
        self._show_people()

    def _clear_filter(self) -> None:
        self.is_filtering, self.filter_text = False, ""
        with self.prevent(TextField.Changed):
            self.query_one(TextField).value = ""

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        self.filter_text = event.value
        self._show_people()

    @on(TextField.Submitted)
    def _focus_table(self) -> None:
        table = self.query_one(PeopleTable)
        if table.display:
            self.set_focus(table)

    def key_down(self) -> None:
        """From the filter line, go to the people found."""
        if isinstance(self.focused, TextField):
            self._focus_table()


def _empty_text(contact_list: ContactList, has_anyone: bool) -> str:
    if not has_anyone:
        return _(
            "Everyone will stand here by name: who they are to you, how it stands, and when"
            " you last reached them. {everyone.new} adds the first one."
        )
    if contact_list.listed_count:
        return _("Nobody has these letters in the name or the role. Escape shows everyone.")
    return _(
        "Everyone here has ended. {everyone.ended} shows them; {everyone.new} adds someone new."
    )
