"""The rows of the map as they are drawn: rings and sectors in dots, and over them the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot
from typing import NamedTuple

from recovery_journal.network_map.grid import (
    RING_RADIUS,
    RINGS,
    SECTOR_ANGLE,
    MapGrid,
    MapShape,
)
from recovery_journal.network_map.layout import MapKey
from recovery_journal.network_map.map_labels import MapLabel
from recovery_journal.rules.network.placement import OUTER_RING, SECTORS

_BRAILLE = 0x2800
# The bit of each dot of a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_RING_DOT_GAP = 2.5
_SPOKE_DOT_GAP = 5.0


class MapRowPart(NamedTuple):
    """A piece of one row: its text, the name of its style ("" for none), and who it is."""

    text: str
    style: str
    key: MapKey | None = None


def map_row_parts(grid: MapGrid, labels: Sequence[MapLabel], row: int) -> Iterator[MapRowPart]:
    """Yield one row from left to right; ``labels`` are those of this row, in that order."""
    background = braille_rows(grid)[row]
    column = 0
    for map_label in labels:
        # A cell of air on both sides, so that no dot touches a letter.
        edge = max(column, map_label.start - 1)
        yield MapRowPart(background[column:edge], "ring")
        yield MapRowPart(" " * (map_label.start - edge), "")
        yield MapRowPart(" ".join(map_label.texts), map_label.style, map_label.key)
        column = map_label.start + map_label.width
        if column < grid.shape.width:
            yield MapRowPart(" ", "")
            column += 1
    yield MapRowPart(background[column:], "ring")


def map_text_rows(grid: MapGrid, labels: Sequence[MapLabel]) -> list[str]:
    """Return all rows as plain text, without blanks at their ends."""
    labels_by_row: dict[int, list[MapLabel]] = {}
    for map_label in sorted(labels, key=lambda map_label: map_label.start):
        labels_by_row.setdefault(map_label.row, []).append(map_label)
    return [
        "".join(part.text for part in map_row_parts(grid, labels_by_row.get(row, ()), row)).rstrip()
        for row in range(grid.shape.height)
    ]


def braille_rows(grid: MapGrid) -> list[str]:
    """Return the rows of a map with nobody on it: three rings and the sectors' bounds."""
    return _braille_rows(grid.shape)


@lru_cache(maxsize=4)
def _braille_rows(shape: MapShape) -> list[str]:
    bits = [[0] * shape.width for _row in range(shape.height)]
    dots = [dot for ring in RINGS for dot in _ring_dots(shape, ring)]
    dots += [
        dot
        for index in range(len(SECTORS))
        for dot in _spoke_dots(shape, SECTOR_ANGLE * (index + 0.5))
    ]
    for x, y in dots:
        column, row = int(x), int(y)
        if 0 <= row < shape.height and 0 <= column < shape.width:
            bits[row][column] |= _BITS[int((y - row) * 4)][int((x - column) * 2)]
    return ["".join(chr(_BRAILLE + cell) if cell else " " for cell in row) for row in bits]


def _ring_dots(shape: MapShape, ring: int) -> list[tuple[float, float]]:
    """Return dots at even distances on an ellipse, in cells."""
    dots: list[tuple[float, float]] = []
    previous: tuple[float, float] | None = None
    steps = 2000
    for step in range(steps):
        x, y = shape.point(ring, 360 * step / steps)
        x, y = x + 0.5, y + 0.5
        if previous is None or hypot((x - previous[0]) * 2, (y - previous[1]) * 4) >= _RING_DOT_GAP:
            dots.append((x, y))
            previous = x, y
    return dots


def _spoke_dots(shape: MapShape, angle: float) -> list[tuple[float, float]]:
    """Return a few dots between two sectors, from the inner ring outwards."""
    dots = []
    (x, y), (edge_x, edge_y) = shape.center, shape.point(OUTER_RING, angle)
    dx, dy = edge_x - x, edge_y - y
    length = hypot(dx * 2, dy * 4)
    distance = RING_RADIUS[1] * length + _SPOKE_DOT_GAP
    while distance < length:
        fraction = distance / length
        dots.append((x + 0.5 + dx * fraction, y + 0.5 + dy * fraction))
        distance += _SPOKE_DOT_GAP
    return dots
