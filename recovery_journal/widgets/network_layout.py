"""Where everyone stands on the map: pure geometry, in terminal cells.

The places of a map depend on its size alone. People take them in the order in
which they were added, so that someone new moves nobody, and neither time nor
state does; the place of one who has left stays free as long as there are
others. "You" is in the middle; a person stands on the ellipse of their ring,
inside their sector, with the name going outwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from recovery_journal.domain.contact import Contact
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


def layout(
    people: Sequence[Placed],
    width: int,
    height: int,
    rim_room: int = 14,
    gone: Sequence[Contact] = (),
) -> Layout:
    """Return where everyone stands on a map of that size, sector by sector.

    ``rim_room`` is how many cells the longest name of a sector takes. ``gone``
    are contacts who are not on the map of that day and have a place of their own.
    """
    ground = ground_of(width, height, rim_room)
    spots: list[Spot] = []
    there = frozenset(one.contact.id for one in people)
    crowds: dict[tuple[Sector, int], list[Contact]] = {}
    for contact in (*(one.contact for one in people), *gone):
        key = sector_on_map(contact), contact.ring or OUTER_RING
        crowds.setdefault(key, []).append(contact)
    for sector in SECTORS:
        left = 0
        for ring in RINGS:
            slots = ground.slots[sector, ring]
            places = _places(crowds.get((sector, ring), ()), len(slots), there)
            left += sum(place is None for place in places.values())
            spots += [
                Spot(person, sector, ring, slot.row, slot.column, slot.leftwards, 0)
                for person, place in places.items()
                if place is not None and (slot := slots[place])
            ]
        if left:
            rim = ground.rims[sector]
            spots.append(
                Spot(None, sector, OUTER_RING, rim.row, rim.column, rim.leftwards, MORE, left)
            )
    return Layout(ground, _with_room(spots, ground))


def _places(crowd: Sequence[Contact], room: int, there: Collection[int]) -> dict[int, int | None]:
    """Return the place of everyone of ``crowd`` who is there; None where there is no room.

    Everyone takes the next place on the day they were added. Once there is no new
    one, those who wait take the places of those who left, in the order they left,
    so that an end moves nobody who has a place.
    """
    events = [(one.added_on, 0, one.id) for one in crowd]
    events += [
        (max(one.ended_on or one.added_on, one.added_on), 1, one.id)
        for one in crowd
        if one.id not in there and one.status == "ended"
    ]
    places: dict[int, int | None] = {}
    waiting: list[int] = []
    free: list[int] = []
    new = 0
    for _day, left, person in sorted(events):
        if left:
            if (place := places.pop(person)) is not None:
                free.append(place)
            else:
                waiting.remove(person)
        elif new < room:
            places[person] = new
            new += 1
        else:
            places[person] = None
            waiting.append(person)
        while waiting and free:
            places[waiting.pop(0)] = free.pop(0)
    return {person: place for person, place in places.items() if person in there}


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
