"""Positions of contacts on the map: pure geometry, in terminal cells.

The places of a map depend on its size alone. People take them in the order in
which they were added, so that someone new moves nobody, and neither time nor
state does; the place of one who has left stays free as long as there are
others. "You" is in the middle; a person stands on the ellipse of their ring,
inside their sector, with the name going outwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from recovery_journal.domain.choices import Sector
from recovery_journal.domain.contact import Contact
from recovery_journal.network_map.grid import (
    CELL_ASPECT,
    MORE_WIDTH,
    RINGS,
    Box,
    MapGrid,
    build_grid,
    you_box,
)
from recovery_journal.rules.network.placement import OUTER_RING, SECTORS, contact_sector
from recovery_journal.rules.network.snapshot import MapContact

MapKey = int | Sector
"""Who is meant on a map: a contact by its id, or the "+N" of a sector."""


class MapPosition(NamedTuple):
    """Where someone stands. ``max_width`` is how many cells the label may take.

    ``contact_id`` is None for the mark of a sector with ``more_count`` people than fit.
    """

    contact_id: int | None
    sector: Sector
    ring: int
    row: int
    column: int
    leftwards: bool
    max_width: int
    more_count: int = 0

    @property
    def key(self) -> MapKey:
        """Who stands here."""
        return self.sector if self.contact_id is None else self.contact_id


class MapLayout(NamedTuple):
    """A map with people: the grid, and one position for each of them or for "+N"."""

    grid: MapGrid
    positions: tuple[MapPosition, ...]

    def position_of(self, key: MapKey | None) -> MapPosition | None:
        """Return the position of a contact id, or the "+N" of a sector."""
        return next((position for position in self.positions if position.key == key), None)


def build_layout(
    map_contacts: Sequence[MapContact],
    width: int,
    height: int,
    sector_label_width: int = 14,
    former: Sequence[Contact] = (),
) -> MapLayout:
    """Return where everyone stands on a map of that size, sector by sector.

    ``sector_label_width`` is how many cells the longest name of a sector takes. ``former``
    are contacts who are not on the map of that day and have a place of their own.
    """
    grid = build_grid(width, height, sector_label_width)
    placed: list[tuple[MapPosition, Box]] = []
    shown_ids = frozenset(map_contact.contact.id for map_contact in map_contacts)
    groups: dict[tuple[Sector, int], list[Contact]] = {}
    for contact in (*(map_contact.contact for map_contact in map_contacts), *former):
        key = contact_sector(contact), contact.ring or OUTER_RING
        groups.setdefault(key, []).append(contact)
    for sector in SECTORS:
        overflow = 0
        for ring in RINGS:
            slots = grid.slots[sector, ring]
            assignments = _assign_slots(groups.get((sector, ring), ()), len(slots), shown_ids)
            overflow += sum(index is None for index in assignments.values())
            for contact_id, index in assignments.items():
                if index is not None:
                    row, column, leftwards, box = slots[index]
                    position = MapPosition(contact_id, sector, ring, row, column, leftwards, 0)
                    placed.append((position, box))
        if overflow:
            row, column, leftwards, _box = grid.sector_labels[sector]
            position = MapPosition(
                None, sector, OUTER_RING, row, column, leftwards, MORE_WIDTH, overflow
            )
            start = column - MORE_WIDTH + 1 if leftwards else column
            placed.append((position, Box(row, start, start + MORE_WIDTH)))
    return MapLayout(grid, _with_max_widths(placed, grid))


def _assign_slots(
    contacts: Sequence[Contact], slot_count: int, shown_ids: Collection[int]
) -> dict[int, int | None]:
    """Return the place of everyone of ``contacts`` who is there; None where there is no room.

    Everyone takes the next place on the day they were added. Once there is no new
    one, those who wait take the places of those who left, in the order they left,
    so that an end moves nobody who has a place.
    """
    events = [(contact.added_on, 0, contact.id) for contact in contacts]
    events += [
        (max(contact.ended_on or contact.added_on, contact.added_on), 1, contact.id)
        for contact in contacts
        if contact.id not in shown_ids and contact.status == "ended"
    ]
    assignments: dict[int, int | None] = {}
    waiting_ids: list[int] = []
    free_slots: list[int] = []
    next_index = 0
    for _day, has_ended, contact_id in sorted(events):
        if has_ended:
            if (index := assignments.pop(contact_id)) is not None:
                free_slots.append(index)
            else:
                waiting_ids.remove(contact_id)
        elif next_index < slot_count:
            assignments[contact_id] = next_index
            next_index += 1
        else:
            assignments[contact_id] = None
            waiting_ids.append(contact_id)
        while waiting_ids and free_slots:
            assignments[waiting_ids.pop(0)] = free_slots.pop(0)
    return {
        contact_id: index for contact_id, index in assignments.items() if contact_id in shown_ids
    }


def nearest_position(
    positions: Sequence[MapPosition], origin: MapPosition, direction: tuple[int, int]
) -> MapPosition | None:
    """Return the nearest position in a direction, ``direction`` being (columns, rows) of -1, 0, 1.

    None when nobody stands that way.
    """
    best: tuple[float, MapPosition] | None = None
    for position in positions:
        dx = (position.column - origin.column) / CELL_ASPECT
        dy = position.row - origin.row
        distance = dx * direction[0] + dy * direction[1]
        deviation = abs(dx * direction[1]) + abs(dy * direction[0])
        # Someone far to the side is not "up", even when a row higher.
        if position is origin or distance <= 0 or deviation > 3 * distance:
            continue
        cost = distance + 2 * deviation
        if best is None or cost < best[0]:
            best = cost, position
    return None if best is None else best[1]


def _with_max_widths(
    placed: Sequence[tuple[MapPosition, Box]], grid: MapGrid
) -> tuple[MapPosition, ...]:
    """Give each label the free cells from its glyph outwards to the next thing in the row."""
    boxes_by_row: dict[int, list[Box]] = {}
    for box in (
        you_box(grid.shape.center),
        *(slot.box for slot in grid.sector_labels.values()),
        *grid.ring_labels.values(),
        *(box for _position, box in placed),
    ):
        boxes_by_row.setdefault(box.row, []).append(box)
    return tuple(
        position
        if position.contact_id is None
        else position._replace(
            max_width=_free_width(position, boxes_by_row[position.row], grid.shape.width)
        )
        for position, _box in placed
    )


def _free_width(position: MapPosition, boxes: Sequence[Box], width: int) -> int:
    """Return how many cells are free from the glyph outwards, the glyph's own included."""
    column = position.column
    if position.leftwards:
        return column - max((box.end + 1 for box in boxes if box.end <= column), default=0) + 1
    return min((box.start - 1 for box in boxes if box.start > column), default=width) - column
