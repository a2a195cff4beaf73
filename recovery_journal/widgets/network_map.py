"""The support network drawn as a map: three rings, five sectors, "You" in the middle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from recovery_journal.domain.choices import Sector
from recovery_journal.domain.contact import Contact
from recovery_journal.i18n import N_
from recovery_journal.network_map.layout import (
    MapKey,
    MapLayout,
    MapPosition,
    build_layout,
    nearest_position,
)
from recovery_journal.network_map.map_labels import MapLabel, map_labels, sector_label
from recovery_journal.network_map.map_rows import MapRowPart, map_row_parts
from recovery_journal.rules.network.placement import SECTORS
from recovery_journal.rules.network.snapshot import MapContact
from recovery_journal.terminal_text import cell_width


class NetworkMap(Widget, can_focus=True):
    """The map, drawn line by line; it holds the cursor and says what is chosen.

    ``show`` gives it the people. Colours come from the style sheet of the
    screen, by the component classes.
    """

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor or the mouse is on ``key``; None when there is nobody."""

        key: MapKey | None

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """A person was opened, by Enter or a double click."""

        contact_id: int

    @dataclass(eq=False, repr=False)
    class MoreOpened(Message):
        """The "+N" of a sector was opened."""

        sector: Sector

    DEFAULT_CSS = """
    NetworkMap { width: 1fr; height: 1fr; }
    """
    COMPONENT_CLASSES = {
        "network-map--ring",
        "network-map--ring-word",
        "network-map--sector",
        "network-map--you",
        "network-map--recent",
        "network-map--due",
        "network-map--drifting",
        "network-map--new",
        "network-map--paused",
        "network-map--cursor",
        "network-map--hover",
    }
    BINDINGS = [
        Binding("up", "move(0, -1)", N_("Up"), id="map.up", show=False,
                tooltip=N_("The nearest person above")),
        Binding("down", "move(0, 1)", N_("Down"), id="map.down", show=False,
                tooltip=N_("The nearest person below")),
        Binding("left", "move(-1, 0)", N_("Left"), id="map.left", show=False,
                tooltip=N_("The nearest person to the left")),
        Binding("right", "move(1, 0)", N_("Right"), id="map.right", show=False,
                tooltip=N_("The nearest person to the right")),
        Binding("s", "sector(1)", N_("Next sector"), id="map.next-sector", show=False,
                tooltip=N_("The closest person of the next sector")),
        Binding("S,shift+s", "sector(-1)", N_("Sector before"), id="map.sector-before", show=False,
                tooltip=N_("The closest person of the sector before")),
        Binding("enter", "open", N_("Open"), id="map.open", show=False,
                tooltip=N_("What the journal knows about this person")),
    ]  # fmt: skip

    cursor: reactive[MapKey | None] = reactive(None, init=False)
    hover: reactive[MapKey | None] = reactive(None, init=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._contacts: dict[int, MapContact] = {}
        self._former: tuple[Contact, ...] = ()
        self._shown_ids: frozenset[int] | None = None
        self._show_influence = False
        self._map_layout: MapLayout | None = None
        self._labels_by_row: dict[int, list[MapLabel]] = {}

    def show(
        self,
        map_contacts: Sequence[MapContact],
        former: Sequence[Contact] = (),
        shown_ids: Collection[int] | None = None,
        show_influence: bool = False,
    ) -> None:
        """Show these people; the cursor stays on whom it was.

        ``former`` are not shown, and the others keep their places beside theirs. Where
        there is ``shown_ids``, the cursor goes to no one else, and the others have no name.
        ``show_influence`` show the influence of each tie.
        """
        self._contacts = {map_contact.contact.id: map_contact for map_contact in map_contacts}
        self._former = tuple(former)
        old_position = self._position_of(self.cursor)
        self._shown_ids = None if shown_ids is None else frozenset(shown_ids)
        self._show_influence = show_influence
        self._update_map(self.content_size, old_position)

    def go_to(self, key: MapKey) -> None:
        """Put the cursor on someone, if they are on the map."""
        if self._position_of(key) is not None:
            self.cursor = key

    @property
    def cursor_offset(self) -> Offset:
        """Where the name under the cursor begins."""
        for row, labels in self._labels_by_row.items():
            for label in labels:
                if label.key is not None and label.key == self.cursor:
                    return Offset(label.start, row)
        return Offset(0, 0)

    @property
    def highlighted(self) -> MapKey | None:
        """Who is under the mouse, else under the cursor."""
        return self.cursor if self.hover is None else self.hover

    # --- where everyone is ---------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the map out for its new size."""
        self._update_map(self.content_size, self._position_of(self.cursor))

    def _update_map(self, size: Size, old_position: MapPosition | None) -> None:
        if size.width < 8 or size.height < 4:
            self._map_layout = None
            return
        sector_label_width = max(cell_width(sector_label(sector)) for sector in SECTORS)
        self._map_layout = build_layout(
            list(self._contacts.values()), *size, sector_label_width, self._former
        )
        self._labels_by_row = {}
        labels = map_labels(self._map_layout, self._contacts, self._shown_ids, self._show_influence)
        for map_label in sorted(labels, key=lambda label: label.start):
            self._labels_by_row.setdefault(map_label.row, []).append(map_label)
        self.hover = None
        if self._position_of(self.cursor) is None:
            self.cursor = self._replacement_key(old_position)
        self.refresh()

    def _replacement_key(self, old_position: MapPosition | None) -> MapKey | None:
        """Return where the cursor goes when its person has left: to who was next to them."""
        positions = self._positions
        if not positions:
            return None
        if old_position is None:
            return positions[0].key
        return min(
            positions,
            key=lambda position: (
                abs(position.row - old_position.row)
                + abs(position.column - old_position.column) / 2
            ),
        ).key

    @property
    def _positions(self) -> tuple[MapPosition, ...]:
        """The places to which the cursor can go."""
        positions = self._map_layout.positions if self._map_layout else ()
        shown_ids = self._shown_ids
        if shown_ids is None:
            return positions
        return tuple(
            position
            for position in positions
            if position.contact_id is None or position.contact_id in shown_ids
        )

    def _position_of(self, key: MapKey | None) -> MapPosition | None:
        return next((position for position in self._positions if position.key == key), None)

    def _key_at(self, offset: Offset | None) -> MapKey | None:
        """Return whose label is at a cell."""
        for label in self._labels_by_row.get(offset.y, ()) if offset else ():
            if (
                label.key is not None
                and offset
                and label.start <= offset.x < label.start + label.width
            ):
                return label.key
        return None

    # --- drawing -------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row: the ground, and on top of it whoever stands there."""
        width = self.content_size.width
        base = self.rich_style
        if self._map_layout is None:
            return Strip.blank(width, base)
        grid = self._map_layout.grid
        if y >= grid.shape.height:
            return Strip.blank(width, base)
        parts = map_row_parts(grid, self._labels_by_row.get(y, ()), y)
        segments = [Segment(part.text, self._part_style(part)) for part in parts]
        return Strip(segments).adjust_cell_length(width, base)

    def _part_style(self, part: MapRowPart) -> Style:
        if not part.style:
            return self.rich_style
        style = self._component_style(part.style)
        if part.key is not None and part.key == self.cursor:
            style += self._component_style("cursor", partial=True)
        elif part.key is not None and part.key == self.hover:
            style += self._component_style("hover", partial=True)
        return style

    def _component_style(self, name: str, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"network-map--{name}", partial=partial)

    # --- what changes --------------------------------------------------------

    def watch_cursor(self, old_key: MapKey | None, new_key: MapKey | None) -> None:
        """Draw the two labels again and post who is under the cursor."""
        self._refresh_labels(old_key, new_key)
        self.post_message(self.Highlighted(self.highlighted))

    def watch_hover(self, old_key: MapKey | None, new_key: MapKey | None) -> None:
        """Draw the two labels again and post who is under the mouse."""
        self._refresh_labels(old_key, new_key)
        self.post_message(self.Highlighted(self.highlighted))

    def _refresh_labels(self, *keys: MapKey | None) -> None:
        for key in keys:
            position = self._position_of(key)
            if position is not None:
                self.refresh(Region(0, position.row, self.content_size.width, 1))

    # --- keys and mouse ------------------------------------------------------

    def action_move(self, across: int, down: int) -> None:
        """Go to the nearest person in a direction."""
        position = self._position_of(self.cursor)
        if position is None:
            return
        neighbour = nearest_position(self._positions, position, (across, down))
        if neighbour is not None:
            self.cursor = neighbour.key

    def action_sector(self, step: int) -> None:
        """Go to the closest person of the next sector with someone in it."""
        position = self._position_of(self.cursor)
        if position is None:
            return
        index = SECTORS.index(position.sector)
        for distance in range(1, len(SECTORS) + 1):
            sector = SECTORS[(index + step * distance) % len(SECTORS)]
            for candidate in self._positions:
                if candidate.sector == sector:
                    self.cursor = candidate.key
                    return

    def action_open(self) -> None:
        """Open who is under the cursor."""
        if isinstance(self.cursor, int):
            self.post_message(self.Opened(self.cursor))
        elif self.cursor is not None:
            self.post_message(self.MoreOpened(self.cursor))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show who is under the mouse."""
        self.hover = self._key_at(event.get_content_offset(self))

    def on_leave(self) -> None:
        """Show who is under the cursor again."""
        self.hover = None

    def on_click(self, event: events.Click) -> None:
        """Go to the person clicked; a second click opens."""
        key = self._key_at(event.get_content_offset(self))
        if key is None:
            return
        self.cursor = key
        if event.chain == 2 or isinstance(key, str):
            self.action_open()
