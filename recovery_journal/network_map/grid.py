"""The grid of the map: rings, sectors and every slot for a contact, in terminal cells.

It depends only on the size of the map and on the width of the sectors' names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import cos, hypot, radians, sin
from typing import NamedTuple

from recovery_journal.domain.choices import Sector
from recovery_journal.rules.network.placement import SECTORS

RINGS = (1, 2, 3)
RING_RADIUS = {1: 0.38, 2: 0.69, 3: 1.0}
"""How far out each ring is, the outermost being 1."""
CELL_ASPECT = 2.0
"""A cell is about twice as high as it is wide."""
SECTOR_ANGLE = 360 / len(SECTORS)
_ANGLE_STEP = 3
_ANGLE_MARGIN = 5
_YOU_WIDTH = 9
_MIN_HALF_HEIGHT = 8
"""Half as many rows as a map needs for words on its rings."""
MORE_WIDTH = 4


class Box(NamedTuple):
    """Cells of one row, from ``start`` up to but not including ``end``."""

    row: int
    start: int
    end: int


class Slot(NamedTuple):
    """A place for one person: the cell of the glyph and the cells kept for the label.

    With ``leftwards`` the label ends at the glyph, else it begins there.
    """

    row: int
    column: int
    leftwards: bool
    box: Box


class MapShape(NamedTuple):
    """The size of a map, in cells, and its rings: ellipses around ``center``.

    ``radii`` are the half axes of the outermost ring, in columns and rows.
    """

    width: int
    height: int
    center: tuple[float, float]
    radii: tuple[float, float]

    def point(self, ring: int, angle: float) -> tuple[float, float]:
        """Return (column, row) on a ring at an angle, in degrees clockwise from the top."""
        x = self.center[0] + self.radii[0] * RING_RADIUS[ring] * sin(radians(angle))
        return x, self.center[1] - self.radii[1] * RING_RADIUS[ring] * cos(radians(angle))


class MapGrid(NamedTuple):
    """What a map of one size has before anyone stands on it; rows and columns from 0."""

    shape: MapShape
    sector_labels: dict[Sector, Slot]
    ring_labels: dict[int, Box]
    slots: dict[tuple[Sector, int], tuple[Slot, ...]]


@lru_cache(maxsize=16)
def build_grid(width: int, height: int, sector_label_width: int = 14) -> MapGrid:
    """Return rings, rims and places of a map of that size."""
    radius_y = max(2.0, (height - 2) / 2)
    radius_x = max(6.0, (width - 1) / 2 - max(10, width // 6))
    # A wide and low map stays an ellipse; a high one does not stretch upwards.
    radius_y = min(radius_y, radius_x / CELL_ASPECT * 1.15)
    radius_x = min(radius_x, radius_y * CELL_ASPECT * 2.4)
    shape = MapShape(width, height, ((width - 1) / 2, height / 2), (radius_x, radius_y))
    sector_labels = _sector_label_slots(shape, sector_label_width)
    ring_labels = _ring_label_boxes(shape)
    occupied = [
        you_box(shape.center),
        *(slot.box for slot in sector_labels.values()),
        *ring_labels.values(),
    ]
    return MapGrid(shape, sector_labels, ring_labels, _slots(shape, occupied))


def sector_angle(sector: Sector) -> float:
    """Return the angle of a sector's middle: the first is on top, the others clockwise."""
    return SECTORS.index(sector) * SECTOR_ANGLE


def you_box(center: tuple[float, float]) -> Box:
    """Return the cells of "You"."""
    start = round(center[0]) - _YOU_WIDTH // 2
    return Box(round(center[1]), start, start + _YOU_WIDTH)


def _sector_label_slots(shape: MapShape, sector_label_width: int) -> dict[Sector, Slot]:
    """Return the place of each sector's name: on top in the middle, the others at the sides."""
    slots = {}
    width, height, center, radii = shape
    label_width = sector_label_width + MORE_WIDTH + 1
    top = max(0, round(center[1] - radii[1]) - 1)
    for sector in SECTORS:
        angle = sector_angle(sector)
        if angle == 0:
            start = round(center[0]) - label_width // 2
            slots[sector] = Slot(top, start, False, Box(top, start, start + label_width))
            continue
        # The corners of an ellipse are free: the names stand in them.
        is_upper = angle < 90 or angle > 270
        row = top + 1 if is_upper else min(height - 1, round(center[1] + radii[1]))
        left_edge = round(center[0] - radii[0] - 14)
        if angle < 180:
            end = min(width, width - left_edge)
            slots[sector] = Slot(row, end - 1, True, Box(row, end - label_width, end))
        else:
            start = max(0, left_edge)
            slots[sector] = Slot(row, start, False, Box(row, start, start + label_width))
    return slots


def _ring_label_boxes(shape: MapShape) -> dict[int, Box]:
    """Return a place for the word of each ring, where it crosses the line straight down."""
    boxes: dict[int, Box] = {}
    for ring in RINGS if shape.radii[1] >= _MIN_HALF_HEIGHT else ():
        row = min(shape.height - 1, round(shape.center[1] + shape.radii[1] * RING_RADIUS[ring]))
        start = round(shape.center[0]) - 7
        boxes[ring] = Box(row, start, start + 15)
    return boxes


def _slots(shape: MapShape, occupied: list[Box]) -> dict[tuple[Sector, int], tuple[Slot, ...]]:
    """Share out the free cells: each sector and ring in turn takes its best place left."""
    min_spacing = max(2.0, shape.radii[1] / 5)
    assigned: dict[tuple[Sector, int], list[Slot]] = {(s, r): [] for s in SECTORS for r in RINGS}
    candidates = {key: _candidates(*key, shape) for key in assigned}
    rows: dict[int, list[Box]] = {}
    for box in occupied:
        rows.setdefault(box.row, []).append(box)
    # The inner ring has the least room: it begins. The middle one touches both others.
    inner, middle, outer = ([(sector, ring) for sector in SECTORS] for ring in RINGS)
    turns = [*inner, *middle, *inner, *outer]
    while any(candidates.values()):
        for key in turns:
            free = [slot for slot in candidates[key] if _is_free(slot.box, rows)]
            candidates[key] = free
            if not free:
                continue
            neighbours = [(slot, ring) for ring in RINGS for slot in assigned[key[0], ring]]
            best = max(free, key=_spacing_key(neighbours, free, key[1], min_spacing))
            assigned[key].append(best)
            rows.setdefault(best.row, []).append(best.box)
        turns = [*middle, *outer, *inner]
    return {key: tuple(slots) for key, slots in assigned.items()}


def _candidates(sector: Sector, ring: int, shape: MapShape) -> list[Slot]:
    """Return the places along a ring inside a sector, those at its middle first."""
    label_width = max(10, min(20, shape.width // 7))
    slots: dict[tuple[int, int], Slot] = {}
    half_angle = int(SECTOR_ANGLE / 2) - _ANGLE_MARGIN
    for offset in sorted(range(-half_angle, half_angle + 1, _ANGLE_STEP), key=abs):
        angle = (sector_angle(sector) + offset) % 360
        x, y = shape.point(ring, angle)
        column, row = round(x), round(y)
        leftwards = angle > 180
        start = column - label_width + 1 if leftwards else column
        box = Box(row, start, start + label_width)
        if 0 <= row < shape.height and box.start >= 0 and box.end <= shape.width:
            slots.setdefault((row, column), Slot(row, column, leftwards, box))
    return list(slots.values())


def _is_free(box: Box, rows: dict[int, list[Box]]) -> bool:
    """Say whether a box has a cell of air on both sides of it in its row."""
    return all(box.end < other.start or other.end < box.start for other in rows.get(box.row, ()))


def _spacing_key(
    neighbours: list[tuple[Slot, int]], free: list[Slot], ring: int, min_spacing: float
) -> Callable[[Slot], tuple[float, int]]:
    """Return the key of the best place: far from the others, then near the sector's middle.

    Neighbours on the same ring are the first to be kept apart.
    """
    rank = {slot: -index for index, slot in enumerate(free)}

    def key(slot: Slot) -> tuple[float, int]:
        distances = (
            _distance(slot, neighbour) * (1 if neighbour_ring == ring else 2)
            for neighbour, neighbour_ring in neighbours
        )
        return min(min(distances, default=min_spacing), min_spacing), rank[slot]

    return key


def _distance(first: Slot, second: Slot) -> float:
    """Return how far two labels are apart, in rows."""
    gap = max(0, max(first.box.start, second.box.start) - min(first.box.end, second.box.end))
    return hypot(gap / CELL_ASPECT / 2, first.row - second.row)
