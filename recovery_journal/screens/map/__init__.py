"""The map: my people around me, who they are, and how it stands with each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from recovery_journal.exchange.booked import with_booked
from recovery_journal.messages import FormAsked, PageAsked
from recovery_journal.palette import in_own_keys
from recovery_journal.rules.days import last_days
from recovery_journal.rules.figures import WINDOW
from recovery_journal.rules.gaps import SUPPORTS, support_words
from recovery_journal.rules.network import Network, giving, network
from recovery_journal.screens import MainScreen, asked
from recovery_journal.screens.map import facts
from recovery_journal.screens.map.figures import Figures
from recovery_journal.screens.map.rows import PeopleRows
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.kinds import KindsDialog
from recovery_journal.widgets.network_layout import Key
from recovery_journal.widgets.network_map import NetworkMap
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_journal.domain.contact import Contact
    from recovery_journal.domain.lists import Support
    from recovery_journal.domain.meeting import Meeting
    from recovery_journal.domain.reach_out import ReachOut

PANE = 48
"""Columns that the list does not have where the pane is beside it."""
NARROW = 60
"""Under so many columns the map is a list."""


class MapScreen(MainScreen):
    """Three rings, five sectors, "You" in the middle; beside it the person under the cursor."""

    CSS_PATH = Path(__file__).with_name("map.tcss")
    AUTO_FOCUS = "NetworkMap"
    heading = "Map"
    BINDINGS = [
        Binding("r", "log('reached')", N_("Reached"), id="map.reached",
                tooltip=N_("Log that you reached this person")),
        Binding("t", "log('tried')", N_("Tried"), id="map.tried",
                tooltip=N_("Log that you tried to reach this person")),
        Binding("n", "newcomer", N_("New"), id="map.new",
                tooltip=N_("Add someone to your map")),
        Binding("l", "list", N_("List"), id="map.list",
                tooltip=N_("The same facts as a list, and back")),
        Binding("f", "filter", N_("Filter"), id="map.filter",
                tooltip=N_("Show those who give a kind of support")),
        Binding("i", "influence", N_("Influence"), id="map.influence", show=False,
                tooltip=N_("Mark ties as protective, mixed or risk; the same key takes it away")),
        Binding("escape", "unfilter", N_("Everyone"), id="map.everyone",
                tooltip=N_("Take the filter away")),
    ]  # fmt: skip

    network: Network | None = None
    as_list = False
    marks = False
    kinds: tuple[Support, ...] = ()
    _gone: Sequence[Contact] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out date, map or list, legend, and the pane."""
        with Vertical(id="map-page"):
            with Horizontal(id="map-top"):
                yield Static(id="as-of", markup=False)
                yield Link("", "screen.list(True)", classes="not-placed")
            with Container(id="map-body"):
                with Vertical(id="map-left"):
                    yield NetworkMap(id="network")
                    yield PeopleRows(id="map-list")
                    yield Static(id="map-empty", classes="empty", markup=False)
                    yield Static(facts.legend(), id="legend")
                with Container(id="pane"):
                    with VerticalScroll(id="person-part"):
                        yield Static(id="person", markup=False)
                    with VerticalScroll(id="figures-part"):
                        yield Static(_("Figures"), id="figures-head", classes="title")
                        yield Figures()

    # --- what is shown -------------------------------------------------------

    def show_journal(self) -> None:
        """Read the journal and show the map of today."""
        day = self.today
        start, end = last_days(day, WINDOW)
        met = self.journal.entries.between(start, end, "reach_out", "meeting")
        ties = with_booked(self.journal, self.journal.contacts.ties(day), day, self.now)
        self.network = network(
            ties,
            cast("list[ReachOut | Meeting]", met),
            self.journal.entries.recorded_days(start, end),
            day,
        )
        there = {one.contact.id for one in self.network.people}
        self._gone = [t.contact for t in ties if t.contact.placed and t.contact.id not in there]
        self._show_map()
        self._show_all()

    def _show_map(self) -> None:
        """Draw the map as it is looked at."""
        assert self.network is not None
        people = self.network.people
        only = {one.contact.id for one in giving(people, self.kinds)} if self.kinds else None
        chart = self.query_one(NetworkMap)
        chart.show(people, self._gone, only, self.marks)
        self.query_one("#legend", Static).update(facts.legend(self.marks))

    def _show_all(self) -> None:
        """Put on the screen what was read."""
        assert self.network is not None
        self.query_one("#as-of", Static).update(
            facts.heading(self.network, self.size.width, self.kinds)
        )
        waiting = len(self.network.not_placed)
        link = self.query_one(".not-placed", Link)
        link.update(Content(_("Not placed yet ({n})").format(n=waiting)))
        link.display = waiting > 0
        self._show_view()
        self._show_list()
        self._show_person()
        self.query_one(Figures).show(self.network)
        self.refresh_bindings()

    def _show_view(self) -> None:
        """Show the map, the list, or what an empty map says."""
        assert self.network is not None
        people = bool(self.network.people)
        anyone = people or bool(self.network.not_placed)
        listed = anyone and (self.as_list or self._narrow or not people)
        chart, rows = self.query_one(NetworkMap), self.query_one(PeopleRows)
        had_focus = chart.has_focus or rows.has_focus or self.focused is None
        chart.display = not listed and not (self._narrow and not anyone)
        rows.display = listed
        empty = self.query_one("#map-empty", Static)
        empty.display = not anyone
        empty.update(Content(in_own_keys(self, facts.empty())))
        self.query_one("#legend").display = anyone
        self.query_one("#pane").display = anyone
        if had_focus:
            self.set_focus(rows if listed else chart if people else None)

    @property
    def _narrow(self) -> bool:
        return self.size.width < NARROW

    def _show_list(self) -> None:
        """Fill the list, its cursor on whom it was."""
        rows = self.query_one(PeopleRows)
        if self.network is not None and rows.display:
            # The pane beside it takes what the list does not have.
            width = self.size.width - (PANE if self.has_class("-wide") else 4)
            rows.show(self.network, width, self.kinds, self.marks)
            if rows.highlighted is None:
                rows.go_to(self.query_one(NetworkMap).cursor)

    @property
    def _key(self) -> Key | None:
        """Whom the person looks at: a contact's id, or a sector for its "+N"."""
        rows = self.query_one(PeopleRows)
        return rows.key if rows.display else self.query_one(NetworkMap).highlighted

    def _contact(self, key: Key | None) -> Contact | None:
        return facts.contact_of(self.network, key) if self.network else None

    def _show_person(self) -> None:
        """Show the person under the cursor in words."""
        assert self.network is not None
        words = facts.under_cursor(self.network, self._key, self.kinds)
        self.query_one("#person", Static).update(words)
        self.query_one("#person-part").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Show what fits the new size."""
        if self.network is not None and self.app.is_running:  # else it is being taken down
            self._show_all()

    def view(self) -> tuple[bool, bool, tuple[Support, ...]]:
        """Return how it is looked at: as a list, with marks, for which kinds of support."""
        return self.as_list, self.marks, self.kinds

    def look_at(self, view: tuple[bool, bool, tuple[Support, ...]]) -> None:
        """Show it as before the lock."""
        as_list, self.marks, self.kinds = view
        self._show_anew()
        if as_list != self.as_list:
            self.action_list(as_list)

    def _show_anew(self) -> None:
        """Show the same people looked at in another way."""
        if self.network is not None:
            self._show_map()
            self._show_all()

    # --- keys and mouse ------------------------------------------------------

    @on(NetworkMap.Highlighted)
    @on(OptionList.OptionHighlighted)
    def _looked_at(self) -> None:
        if self.network is not None:
            self._show_person()

    @on(NetworkMap.Opened)
    def _opened(self, event: NetworkMap.Opened) -> None:
        self._open(event.contact_id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self._open(int(event.option_id))

    def _open(self, contact_id: int) -> None:
        self.post_message(PageAsked("person", contact_id))

    @on(NetworkMap.MoreOpened)
    def _more(self, event: NetworkMap.MoreOpened) -> None:
        self.as_list = True
        self._show_view()
        self._show_list()
        self.query_one(PeopleRows).go_to(event.sector)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self.network is None or not self.is_mounted:
            return True
        if action == "list":
            return bool(self.network.people) and not self._narrow
        if action in {"filter", "influence"}:
            return bool(self.network.people)
        if action == "unfilter":
            return bool(self.kinds)
        if action == "log" and parameters == ("tried",):
            return isinstance(self._key, int)
        return True

    def action_list(self, shown: bool | None = None) -> None:
        """Show the list, or the map again."""
        key = self._key
        self.as_list = not self.as_list if shown is None else shown
        self._show_view()
        if self.as_list:
            self._show_list()
            waiting = self.network.not_placed if self.network else ()
            self.query_one(PeopleRows).go_to(waiting[0].id if shown and waiting else key)
        elif isinstance(key, int):
            self.query_one(NetworkMap).go_to(key)
        self._show_person()

    def action_influence(self) -> None:
        """Mark the influence of each tie, or take the marks away."""
        self.marks = not self.marks
        self._show_anew()

    async def action_filter(self) -> None:
        """Ask for which kinds of support; the next key is for the answer."""
        options = [(one, support_words(one)) for one in SUPPORTS]
        question = _("Who gives which support? None chosen: everyone.")
        await self.app.push_screen(KindsDialog(self.kinds, options, question), self._use)

    def _use(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None:
            self.kinds = cast("tuple[Support, ...]", kinds)
            self._show_anew()

    def action_unfilter(self) -> None:
        """Show everyone again."""
        self._use(())

    def action_log(self, what: str) -> None:
        """Open Reached for the person under the cursor; for a group, the meeting."""
        contact = self._contact(self._key)
        self.post_message(FormAsked("reached") if contact is None else asked(contact, what))

    def newcomer_added(self, contact_id: int | None) -> None:
        """Put the cursor on who was just added."""
        if contact_id is not None:
            self.kinds = ()  # whoever is new would not be seen
            self.show_journal()
            self.query_one(NetworkMap).go_to(contact_id)
            if self.query_one(PeopleRows).display:
                self.query_one(PeopleRows).go_to(contact_id)
