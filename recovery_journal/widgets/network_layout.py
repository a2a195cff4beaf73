"""Where everyone stands on the map: pure geometry, in terminal cells.

The places of a map depend on its size alone. People take them in the order in
which they were added, so that someone new moves nobody, and neither time nor
state does. "You" is in the middle; a person stands on the ellipse of their
ring, inside their sector, with the name going outwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recovery_journal.domain.lists import Sector
from recovery_journal.rules.network import Placed
from recovery_journal.rules.placement import OUTER_RING, SECTORS, sector_on_map
from recovery_journal.widgets.network_ground import (
    ASPECT,
    MORE,
    RINGS,
    Ground,
    ground_of,
    you_box,
)

Key = int | Sector
"""Who is meant on a map: a contact by its id, or the "+N" of a sector."""


class Spot(NamedTuple):
    """Where someone stands. ``room`` is how many cells the label may take.

    ``contact_id`` is None for the mark of a sector with ``more`` people than fit.
    """

    contact_id: int | None
    sector: Sector
    ring: int
    row: int
    column: int
    leftwards: bool
    room: int
    more: int = 0

    @property
    def key(self) -> Key:
        """Who stands here."""
        return self.sector if self.contact_id is None else self.contact_id


class Layout(NamedTuple):
    """A map with people: the ground, and one spot for each of them or for "+N"."""

    ground: Ground
    spots: tuple[Spot, ...]

    def spot_of(self, key: Key | None) -> Spot | None:
        """Return the spot of a contact id, or the "+N" of a sector."""
        return next((spot for spot in self.spots if spot.key == key), None)


def layout(people: Sequence[Placed], width: int, height: int, rim_room: int = 14) -> Layout:
    """Return where everyone stands on a map of that size, sector by sector.

    ``rim_room`` is how many cells the longest name of a sector takes.
    """
    ground = ground_of(width, height, rim_room)
    spots: list[Spot] = []
    for sector in SECTORS:
        here = [p for p in people if sector_on_map(p.contact) == sector]
        left = 0
        for ring in RINGS:
            crowd = sorted(
                (p.contact for p in here if (p.contact.ring or OUTER_RING) == ring),
                key=lambda contact: (contact.added_on, contact.id),
            )
            slots = ground.slots[sector, ring]
            left += max(0, len(crowd) - len(slots))
            spots += [
                Spot(contact.id, sector, ring, slot.row, slot.column, slot.leftwards, 0)
                for contact, slot in zip(crowd, slots, strict=False)
            ]
        if left:
            rim = ground.rims[sector]
            spots.append(
                Spot(None, sector, OUTER_RING, rim.row, rim.column, rim.leftwards, MORE, left)
            )
    return Layout(ground, _with_room(spots, ground))


def nearest(spots: Sequence[Spot], origin: Spot, towards: tuple[int, int]) -> Spot | None:
    """Return the nearest spot in a direction, ``towards`` being (columns, rows) of -1, 0, 1.

    None when nobody stands that way.
    """
    best: tuple[float, Spot] | None = None
    for spot in spots:
        across = (spot.column - origin.column) / ASPECT
        down = spot.row - origin.row
        along = across * towards[0] + down * towards[1]
        aside = abs(across * towards[1]) + abs(down * towards[0])
        # Someone far to the side is not "up", even when a row higher.
        if spot is origin or along <= 0 or aside > 3 * along:
            continue
        cost = along + 2 * aside
        if best is None or cost < best[0]:
            best = cost, spot
    return None if best is None else best[1]


def _with_room(spots: Sequence[Spot], ground: Ground) -> tuple[Spot, ...]:
    """Give each label the free cells from its glyph outwards to the next thing in the row."""
    filled = [you_box(ground.middle), *(rim.box for rim in ground.rims.values())]
    filled += ground.ring_marks.values()
    anchors: dict[int, list[tuple[int, int]]] = {}
    for box in filled:
        anchors.setdefault(box.row, []).append((box.start, box.end))
    for spot in spots:
        slot_room = _room_of(spot, ground)
        start = spot.column - slot_room + 1 if spot.leftwards else spot.column
        anchors.setdefault(spot.row, []).append((start, start + slot_room))
    return tuple(
        spot if spot.contact_id is None else spot._replace(room=_reach(spot, anchors, ground))
        for spot in spots
    )


def _room_of(spot: Spot, ground: Ground) -> int:
    for slot in ground.slots[spot.sector, spot.ring]:
        if (slot.row, slot.column) == (spot.row, spot.column):
            return slot.box.end - slot.box.start
    return MORE


def _reach(spot: Spot, anchors: dict[int, list[tuple[int, int]]], ground: Ground) -> int:
    """Return how many cells are free from the glyph outwards, the glyph's own included."""
    if spot.leftwards:
        wall = max((end + 1 for _s, end in anchors[spot.row] if end <= spot.column), default=0)
        return spot.column - wall + 1
    wall = min(
        (start - 1 for start, _e in anchors[spot.row] if start > spot.column),
        default=ground.width,
    )
    return wall - spot.column
