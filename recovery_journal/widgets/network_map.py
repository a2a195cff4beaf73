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

from recovery_journal.domain.contact import Contact
from recovery_journal.domain.lists import Sector
from recovery_journal.report.plain import cells
from recovery_journal.rules.network import Placed
from recovery_journal.rules.placement import SECTORS
from recovery_journal.widgets.network_dots import drawn
from recovery_journal.widgets.network_labels import Piece, pieces, sector_words
from recovery_journal.widgets.network_layout import Key, Layout, Spot, layout, nearest
from recovery_journal.words import N_


class NetworkMap(Widget, can_focus=True):
    """The map, drawn line by line; it holds the cursor and says what is chosen.

    ``show`` gives it the people. Colours come from the style sheet of the
    screen, by the component classes.
    """

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor or the mouse is on ``key``; None when there is nobody."""

        key: Key | None

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

    cursor: reactive[Key | None] = reactive(None, init=False)
    hover: reactive[Key | None] = reactive(None, init=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._people: dict[int, Placed] = {}
        self._gone: tuple[Contact, ...] = ()
        self._only: frozenset[int] | None = None
        self._marks = False
        self._layout: Layout | None = None
        self._pieces: dict[int, list[Piece]] = {}

    def show(
        self,
        people: Sequence[Placed],
        gone: Sequence[Contact] = (),
        only: Collection[int] | None = None,
        marks: bool = False,
    ) -> None:
        """Show these people; the cursor stays on whom it was.

        ``gone`` are not shown, and the others keep their places beside theirs. Where
        there is ``only``, the cursor goes to no one else, and the others have no name.
        ``marks`` show the influence of each tie.
        """
        self._people = {one.contact.id: one for one in people}
        self._gone = tuple(gone)
        before = self._spot(self.cursor)
        self._only = None if only is None else frozenset(only)
        self._marks = marks
        self._lay_out(self.content_size, before)

    def go_to(self, key: Key) -> None:
        """Put the cursor on someone, if they are on the map."""
        if self._spot(key) is not None:
            self.cursor = key

    @property
    def cursor_offset(self) -> Offset:
        """Where the name under the cursor begins."""
        for row, here in self._pieces.items():
            for piece in here:
                if piece.key is not None and piece.key == self.cursor:
                    return Offset(piece.start, row)
        return Offset(0, 0)

    @property
    def highlighted(self) -> Key | None:
        """Who is under the mouse, else under the cursor."""
        return self.cursor if self.hover is None else self.hover

    # --- where everyone is ---------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the map out for its new size."""
        self._lay_out(self.content_size, self._spot(self.cursor))

    def _lay_out(self, size: Size, before: Spot | None) -> None:
        if size.width < 8 or size.height < 4:
            self._layout = None
            return
        rim_room = max(cells(sector_words(sector)) for sector in SECTORS)
        self._layout = layout(list(self._people.values()), *size, rim_room, self._gone)
        self._pieces = {}
        written = pieces(self._layout, self._people, self._only, self._marks)
        for piece in sorted(written, key=lambda one: one.start):
            self._pieces.setdefault(piece.row, []).append(piece)
        self.hover = None
        if self._spot(self.cursor) is None:
            self.cursor = self._instead(before)
        self.refresh()

    def _instead(self, before: Spot | None) -> Key | None:
        """Return where the cursor goes when its person has left: to who was next to them."""
        spots = self._spots
        if not spots:
            return None
        if before is None:
            return spots[0].key
        return min(
            spots, key=lambda s: abs(s.row - before.row) + abs(s.column - before.column) / 2
        ).key

    @property
    def _spots(self) -> tuple[Spot, ...]:
        """The places to which the cursor can go."""
        spots = self._layout.spots if self._layout else ()
        only = self._only
        if only is None:
            return spots
        return tuple(one for one in spots if one.contact_id is None or one.contact_id in only)

    def _spot(self, key: Key | None) -> Spot | None:
        return next((spot for spot in self._spots if spot.key == key), None)

    def _at(self, at: Offset | None) -> Key | None:
        """Return whose label is at a cell."""
        for piece in self._pieces.get(at.y, ()) if at else ():
            if piece.key is not None and at and piece.start <= at.x < piece.start + piece.width:
                return piece.key
        return None

    # --- drawing -------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row: the ground, and on top of it whoever stands there."""
        width = self.content_size.width
        base = self.rich_style
        if self._layout is None:
            return Strip.blank(width, base)
        ground = self._layout.ground
        chars = drawn(ground)[y] if y < ground.height else " " * width
        ring = self._style("ring")
        segments: list[Segment] = []
        column = 0
        for piece in self._pieces.get(y, ()):
            # A cell of air on both sides, so that no dot touches a letter.
            edge = max(column, piece.start - 1)
            segments.append(Segment(chars[column:edge], ring))
            segments.append(Segment(" " * (piece.start - edge), base))
            segments += self._segments(piece)
            column = piece.start + piece.width
            if column < width:
                segments.append(Segment(" ", base))
                column += 1
        segments.append(Segment(chars[column:width], ring))
        return Strip(segments).adjust_cell_length(width, base)

    def _segments(self, piece: Piece) -> list[Segment]:
        style = self._style(piece.style)
        if piece.key is not None and piece.key == self.cursor:
            style += self._style("cursor", partial=True)
        elif piece.key is not None and piece.key == self.hover:
            style += self._style("hover", partial=True)
        found: list[Segment] = []
        for text in piece.texts:
            if found:
                found.append(Segment(" ", style))
            found.append(Segment(text, style))
        return found

    def _style(self, name: str, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"network-map--{name}", partial=partial)

    # --- what changes --------------------------------------------------------

    def watch_cursor(self, before: Key | None, after: Key | None) -> None:
        """Draw the two labels again and tell who is under the cursor."""
        self._redraw(before, after)
        self.post_message(self.Highlighted(self.highlighted))

    def watch_hover(self, before: Key | None, after: Key | None) -> None:
        """Draw the two labels again and tell who is under the mouse."""
        self._redraw(before, after)
        self.post_message(self.Highlighted(self.highlighted))

    def _redraw(self, *keys: Key | None) -> None:
        for key in keys:
            spot = self._spot(key)
            if spot is not None:
                self.refresh(Region(0, spot.row, self.content_size.width, 1))

    # --- keys and mouse ------------------------------------------------------

    def action_move(self, across: int, down: int) -> None:
        """Go to the nearest person in a direction."""
        spot = self._spot(self.cursor)
        if spot is None:
            return
        found = nearest(self._spots, spot, (across, down))
        if found is not None:
            self.cursor = found.key

    def action_sector(self, step: int) -> None:
        """Go to the closest person of the next sector with someone in it."""
        spot = self._spot(self.cursor)
        if spot is None:
            return
        at = SECTORS.index(spot.sector)
        for away in range(1, len(SECTORS) + 1):
            sector = SECTORS[(at + step * away) % len(SECTORS)]
            for one in self._spots:
                if one.sector == sector:
                    self.cursor = one.key
                    return

    def action_open(self) -> None:
        """Open who is under the cursor."""
        if isinstance(self.cursor, int):
            self.post_message(self.Opened(self.cursor))
        elif self.cursor is not None:
            self.post_message(self.MoreOpened(self.cursor))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show who is under the mouse."""
        self.hover = self._at(event.get_content_offset(self))

    def on_leave(self) -> None:
        """Show who is under the cursor again."""
        self.hover = None

    def on_click(self, event: events.Click) -> None:
        """Go to the person clicked; a second click opens."""
        key = self._at(event.get_content_offset(self))
        if key is None:
            return
        self.cursor = key
        if event.chain == 2 or isinstance(key, str):
            self.action_open()
