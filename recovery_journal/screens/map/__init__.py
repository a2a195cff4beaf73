"""The map: my people around me, who they are, and how it stands with each."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import OpenForm, OpenPage
from recovery_journal.network_map.layout import MapKey
from recovery_journal.queries.network import load_network
from recovery_journal.report.state_text import support_kind_label
from recovery_journal.rules.network.gaps import SUPPORT_KINDS
from recovery_journal.rules.network.snapshot import Network, offering_support
from recovery_journal.screens import MainScreen, reach_out_form
from recovery_journal.screens.map import map_content
from recovery_journal.screens.map.map_list import MapList
from recovery_journal.widgets.filter_dialog import FilterDialog
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.network_map import NetworkMap
from recovery_journal.widgets.text_blocks import ResponsiveStatic

if TYPE_CHECKING:
    from recovery_journal.domain.choices import SupportKind
    from recovery_journal.domain.contact import Contact

PANE_WIDTH = 48
"""Columns that the list does not have where the pane is beside it."""
MIN_MAP_WIDTH = 60
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
    with_influence = False
    kinds: tuple[SupportKind, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out date, map or list, legend, and the pane."""
        with Vertical(id="map-page"):
            with Horizontal(id="map-top"):
                yield Static(id="as-of", markup=False)
                yield ActionLink("", "screen.list(True)", classes="not-placed")
            with Container(id="map-body"):
                with Vertical(id="map-left"):
                    yield NetworkMap(id="network")
                    yield MapList(id="map-list")
                    yield Static(id="map-empty", classes="empty", markup=False)
                    yield Static(map_content.map_legend(), id="legend")
                with Container(id="pane"):
                    with VerticalScroll(id="person-part"):
                        yield Static(id="person", markup=False)
                    with VerticalScroll(id="figures-part"):
                        yield Static(_("Figures"), id="figures-head", classes="title")
                        yield ResponsiveStatic()

    def on_mount(self) -> None:
        """Show it as before the lock."""
        if view := self.take_view_state():
            self.as_list, self.with_influence, self.kinds = view

    # --- what is shown -------------------------------------------------------

    def show_journal(self) -> None:
        """Read the journal and show the map of today."""
        self.network = load_network(self.journal, self.today, self.now)
        self._show_map()
        self._show_network()

    def _show_map(self) -> None:
        """Draw the map as it is looked at."""
        assert self.network is not None
        people = self.network.contacts
        visible_ids = (
            {person.contact.id for person in offering_support(people, self.kinds)}
            if self.kinds
            else None
        )
        network_map = self.query_one(NetworkMap)
        network_map.show(people, self.network.former, visible_ids, self.with_influence)
        self.show_text("#legend", map_content.map_legend(self.with_influence))

    def _show_network(self) -> None:
        """Put on the screen what was read."""
        assert self.network is not None
        heading = map_content.map_heading(self.network, self.size.width, self.kinds)
        self.show_text("#as-of", heading)
        unplaced_count = len(self.network.not_placed)
        text = _("Not placed yet ({n})").format(n=unplaced_count)
        self.show_text(".not-placed", text, visible=unplaced_count > 0)
        self._show_map_or_list()
        self._show_list()
        self._show_person()
        self.query_one(ResponsiveStatic).show(partial(map_content.figures_content, self.network))
        self.refresh_bindings()

    def _show_map_or_list(self) -> None:
        """Show the map, the list, or what an empty map says."""
        assert self.network is not None
        has_people = bool(self.network.contacts)
        has_anyone = has_people or bool(self.network.not_placed)
        show_list = has_anyone and (self.as_list or self._is_narrow or not has_people)
        network_map, map_list = self.query_one(NetworkMap), self.query_one(MapList)
        had_focus = network_map.has_focus or map_list.has_focus or self.focused is None
        network_map.display = not show_list and not (self._is_narrow and not has_anyone)
        map_list.display = show_list
        text = with_user_keys(self, map_content.empty_map_text())
        self.show_text("#map-empty", text, visible=not has_anyone)
        self.query_one("#legend").display = has_anyone
        self.query_one("#pane").display = has_anyone
        if had_focus:
            self.set_focus(map_list if show_list else network_map if has_people else None)

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < MIN_MAP_WIDTH

    def _show_list(self) -> None:
        """Fill the list, its cursor on whom it was."""
        map_list = self.query_one(MapList)
        if self.network is not None and map_list.display:
            # The pane beside it takes what the list does not have.
            width = self.size.width - (PANE_WIDTH if self.has_class("-wide") else 4)
            map_list.show_people(self.network, width, self.kinds, self.with_influence)
            if map_list.highlighted is None:
                map_list.go_to(self.query_one(NetworkMap).cursor)

    @property
    def _cursor_key(self) -> MapKey | None:
        """Whom the person looks at: a contact's id, or a sector for its "+N"."""
        map_list = self.query_one(MapList)
        return map_list.key if map_list.display else self.query_one(NetworkMap).highlighted

    def _contact(self, key: MapKey | None) -> Contact | None:
        return map_content.contact_by_key(self.network, key) if self.network else None

    def _show_person(self) -> None:
        """Show the person under the cursor in words."""
        assert self.network is not None
        content = map_content.pane_content(self.network, self._cursor_key, self.kinds)
        self.show_text("#person", content)
        self.query_one("#person-part").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Show what fits the new size."""
        if self.network is not None and self.app.is_running:  # else it is being taken down
            self._show_network()

    def view_state(self) -> tuple[bool, bool, tuple[SupportKind, ...]]:
        """Return how it is looked at: as a list, with marks, for which kinds of support."""
        return self.as_list, self.with_influence, self.kinds

    def _refresh_map(self) -> None:
        """Show the same people looked at in another way."""
        if self.network is not None:
            self._show_map()
            self._show_network()

    # --- keys and mouse ------------------------------------------------------

    @on(NetworkMap.Highlighted)
    @on(OptionList.OptionHighlighted)
    def _cursor_moved(self) -> None:
        if self.network is not None:
            self._show_person()

    @on(NetworkMap.Opened)
    def _contact_opened(self, event: NetworkMap.Opened) -> None:
        self._open(event.contact_id)

    @on(OptionList.OptionSelected)
    def _option_chosen(self) -> None:
        self._open(self.query_one(MapList).key)

    def _open(self, contact_id: int) -> None:
        self.post_message(OpenPage("person", contact_id))

    @on(NetworkMap.MoreOpened)
    def _more_opened(self, event: NetworkMap.MoreOpened) -> None:
        self.as_list = True
        self._show_map_or_list()
        self._show_list()
        self.query_one(MapList).go_to(event.sector)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self.network is None or not self.is_mounted:
            return True
        if action == "list":
            return bool(self.network.contacts) and not self._is_narrow
        if action in {"filter", "influence"}:
            return bool(self.network.contacts)
        if action == "unfilter":
            return bool(self.kinds)
        if action == "log" and parameters == ("tried",):
            return isinstance(self._cursor_key, int)
        return True

    def action_list(self, as_list: bool | None = None) -> None:
        """Show the list, or the map again."""
        key = self._cursor_key
        self.as_list = not self.as_list if as_list is None else as_list
        self._show_map_or_list()
        if self.as_list:
            self._show_list()
            unplaced = self.network.not_placed if self.network else ()
            self.query_one(MapList).go_to(unplaced[0].id if as_list and unplaced else key)
        elif isinstance(key, int):
            self.query_one(NetworkMap).go_to(key)
        self._show_person()

    def action_influence(self) -> None:
        """Mark the influence of each tie, or take the marks away."""
        self.with_influence = not self.with_influence
        self._refresh_map()

    async def action_filter(self) -> None:
        """Ask for which kinds of support; the next key is for the answer."""
        options = [(kind, support_kind_label(kind)) for kind in SUPPORT_KINDS]
        question = _("Who gives which support? None chosen: everyone.")
        await self.app.push_screen(FilterDialog(self.kinds, options, question), self._apply_filter)

    def _apply_filter(self, kinds: tuple[str, ...] | None) -> None:
        if kinds is not None:
            self.kinds = tuple(kind for kind in SUPPORT_KINDS if kind in kinds)
            self._refresh_map()

    def action_unfilter(self) -> None:
        """Show everyone again."""
        self._apply_filter(())

    def action_log(self, result: str) -> None:
        """Open Reached for the person under the cursor; for a group, the meeting."""
        contact = self._contact(self._cursor_key)
        self.post_message(
            OpenForm("reached") if contact is None else reach_out_form(contact, result)
        )

    def show_added_contact(self, contact_id: int | None) -> None:
        """Put the cursor on who was just added."""
        if contact_id is not None:
            self.kinds = ()  # whoever is new would not be seen
            self.show_journal()
            self.query_one(NetworkMap).go_to(contact_id)
            if self.query_one(MapList).display:
                self.query_one(MapList).go_to(contact_id)
