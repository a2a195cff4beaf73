"""The ground of the map: rings, sectors and every place someone can have, in terminal cells.

It depends on the size of the map alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import cos, hypot, radians, sin
from typing import NamedTuple

from recovery_journal.domain.lists import Sector
from recovery_journal.rules.placement import SECTORS

RINGS = (1, 2, 3)
REACH = {1: 0.38, 2: 0.69, 3: 1.0}
"""How far out each ring is, the outermost being 1."""
ASPECT = 2.0
"""A cell is about twice as high as it is wide."""
WEDGE = 360 / len(SECTORS)
_STEP = 3
_MARGIN = 5
_YOU = 9
_TALL = 8
"""Half as many rows as a map needs for words on its rings."""
MORE = 4


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


class Ground(NamedTuple):
    """What a map of one size has before anyone stands on it; rows and columns from 0.

    ``radii`` are the half axes of the outermost ring, in columns and rows.
    """

    width: int
    height: int
    middle: tuple[float, float]
    radii: tuple[float, float]
    rims: dict[Sector, Slot]
    ring_marks: dict[int, Box]
    slots: dict[tuple[Sector, int], tuple[Slot, ...]]


@lru_cache(maxsize=16)
def ground_of(width: int, height: int, rim_room: int = 14) -> Ground:
    """Return rings, rims and places of a map of that size."""
    room = max(10, min(20, width // 7))
    down = max(2.0, (height - 2) / 2)
    across = max(6.0, (width - 1) / 2 - max(10, width // 6))
    # A wide and low map stays an ellipse; a high one does not stretch upwards.
    down = min(down, across / ASPECT * 1.15)
    across = min(across, down * ASPECT * 2.4)
    middle = ((width - 1) / 2, height / 2)
    taken: list[Box] = [you_box(middle)]
    rims = _rims(width, height, middle, (across, down), rim_room)
    marks = _ring_marks(middle, down, height)
    taken += [rim.box for rim in rims.values()] + list(marks.values())
    air = max(2.0, down / 5)
    slots = _slots(width, height, (middle, (across, down)), room, taken, air)
    return Ground(width, height, middle, (across, down), rims, marks, slots)


def point(
    middle: tuple[float, float], radii: tuple[float, float], ring: float, angle: float
) -> tuple[float, float]:
    """Return (column, row) on a ring at an angle, in degrees clockwise from the top."""
    x = middle[0] + radii[0] * ring * sin(radians(angle))
    return x, middle[1] - radii[1] * ring * cos(radians(angle))


def angle_of(sector: Sector) -> float:
    """Return the angle of a sector's middle: the first is on top, the others clockwise."""
    return SECTORS.index(sector) * WEDGE


def you_box(middle: tuple[float, float]) -> Box:
    """Return the cells of "You"."""
    start = round(middle[0]) - _YOU // 2
    return Box(round(middle[1]), start, start + _YOU)


def _rims(
    width: int,
    height: int,
    middle: tuple[float, float],
    radii: tuple[float, float],
    rim_room: int,
) -> dict[Sector, Slot]:
    """Return the place of each sector's name: on top in the middle, the others at the sides."""
    rims = {}
    room = rim_room + MORE + 1
    top = max(0, round(middle[1] - radii[1]) - 1)
    for sector in SECTORS:
        angle = angle_of(sector)
        if angle == 0:
            start = round(middle[0]) - room // 2
            rims[sector] = Slot(top, start, False, Box(top, start, start + room))
            continue
        # The corners of an ellipse are free: the names stand in them.
        upper = angle < 90 or angle > 270
        row = top + 1 if upper else min(height - 1, round(middle[1] + radii[1]))
        out = round(middle[0] - radii[0] - 14)
        if angle < 180:
            end = min(width, width - out)
            rims[sector] = Slot(row, end - 1, True, Box(row, end - room, end))
        else:
            start = max(0, out)
            rims[sector] = Slot(row, start, False, Box(row, start, start + room))
    return rims


def _ring_marks(middle: tuple[float, float], down: float, height: int) -> dict[int, Box]:
    """Return a place for the word of each ring, where it crosses the line straight down."""
    marks: dict[int, Box] = {}
    for ring in RINGS if down >= _TALL else ():
        row = min(height - 1, round(middle[1] + down * REACH[ring]))
        start = round(middle[0]) - 7
        marks[ring] = Box(row, start, start + 15)
    return marks


def _slots(
    width: int,
    height: int,
    shape: tuple[tuple[float, float], tuple[float, float]],
    room: int,
    taken: list[Box],
    air: float,
) -> dict[tuple[Sector, int], tuple[Slot, ...]]:
    """Share out the free cells: each sector and ring in turn takes its best place left."""
    chosen: dict[tuple[Sector, int], list[Slot]] = {(s, r): [] for s in SECTORS for r in RINGS}
    offered = {key: _candidates(*key, width, height, shape, room) for key in chosen}
    rows: dict[int, list[Box]] = {}
    for box in taken:
        rows.setdefault(box.row, []).append(box)
    # The inner ring has the least room: it begins. The middle one touches both others.
    inner, middle, outer = ([(sector, ring) for sector in SECTORS] for ring in RINGS)
    turns = [*inner, *middle, *inner, *outer]
    while any(offered.values()):
        for key in turns:
            free = [slot for slot in offered[key] if _is_free(slot.box, rows)]
            offered[key] = free
            if not free:
                continue
            near = [(slot, ring) for ring in RINGS for slot in chosen[key[0], ring]]
            best = max(free, key=_airiness(near, free, key[1], air))
            chosen[key].append(best)
            rows.setdefault(best.row, []).append(best.box)
        turns = [*middle, *outer, *inner]
    return {key: tuple(slots) for key, slots in chosen.items()}


def _candidates(
    sector: Sector,
    ring: int,
    width: int,
    height: int,
    shape: tuple[tuple[float, float], tuple[float, float]],
    room: int,
) -> list[Slot]:
    """Return the places along a ring inside a sector, those at its middle first."""
    found: dict[tuple[int, int], Slot] = {}
    half = int(WEDGE / 2) - _MARGIN
    for aside in sorted(range(-half, half + 1, _STEP), key=abs):
        angle = (angle_of(sector) + aside) % 360
        x, y = point(*shape, REACH[ring], angle)
        column, row = round(x), round(y)
        leftwards = angle > 180
        start = column - room + 1 if leftwards else column
        box = Box(row, start, start + room)
        if 0 <= row < height and box.start >= 0 and box.end <= width:
            found.setdefault((row, column), Slot(row, column, leftwards, box))
    return list(found.values())


def _is_free(box: Box, rows: dict[int, list[Box]]) -> bool:
    """Say whether a box has a cell of air on both sides of it in its row."""
    return all(box.end < one.start or one.end < box.start for one in rows.get(box.row, ()))


def _airiness(
    near: list[tuple[Slot, int]], free: list[Slot], ring: int, air: float
) -> Callable[[Slot], tuple[float, int]]:
    """Return the key of the best place: far from the others, then near the sector's middle.

    Neighbours on the same ring are the first to be kept apart.
    """
    order = {slot: -place for place, slot in enumerate(free)}

    def key(slot: Slot) -> tuple[float, int]:
        away = (_distance(slot, one) * (1 if at == ring else 2) for one, at in near)
        return min(min(away, default=air), air), order[slot]

    return key


def _distance(one: Slot, other: Slot) -> float:
    """Return how far two labels are apart, in rows."""
    gap = max(0, max(one.box.start, other.box.start) - min(one.box.end, other.box.end))
    return hypot(gap / ASPECT / 2, one.row - other.row)
