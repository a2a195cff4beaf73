"""The background of the map in braille dots: three rings and the sector borders."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, radians, sin

from recovery_journal.network_map.grid import RING_RADIUS, RINGS, SECTOR_ANGLE, MapGrid

_BRAILLE = 0x2800
# The bit of each dot of a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_RING_DOT_GAP = 2.5
_SPOKE_DOT_GAP = 5.0


def braille_rows(grid: MapGrid) -> list[str]:
    """Return the rows of a map with nobody on it: three rings and the sectors' bounds."""
    return _cached_rows(grid.width, grid.height, grid.center, grid.radii)


@lru_cache(maxsize=4)
def _cached_rows(
    width: int, height: int, center: tuple[float, float], radii: tuple[float, float]
) -> list[str]:
    bits = [[0] * width for _row in range(height)]
    for ring in RINGS:
        for x, y in _ring_dots(center, radii, RING_RADIUS[ring]):
            _set_dot(bits, x, y)
    for index in range(5):
        for x, y in _spoke_dots(center, radii, SECTOR_ANGLE * (index + 0.5)):
            _set_dot(bits, x, y)
    return ["".join(chr(_BRAILLE + cell) if cell else " " for cell in row) for row in bits]


def _ring_dots(
    center: tuple[float, float], radii: tuple[float, float], radius: float
) -> list[tuple[float, float]]:
    """Return dots at even distances on an ellipse, in cells."""
    dots: list[tuple[float, float]] = []
    previous: tuple[float, float] | None = None
    steps = 2000
    for step in range(steps):
        angle = 2 * pi * step / steps
        x = center[0] + 0.5 + radii[0] * radius * sin(angle)
        y = center[1] + 0.5 - radii[1] * radius * cos(angle)
        if previous is None or hypot((x - previous[0]) * 2, (y - previous[1]) * 4) >= _RING_DOT_GAP:
            dots.append((x, y))
            previous = x, y
    return dots


def _spoke_dots(
    center: tuple[float, float], radii: tuple[float, float], angle: float
) -> list[tuple[float, float]]:
    """Return a few dots between two sectors, from the inner ring outwards."""
    dots = []
    dx, dy = radii[0] * sin(radians(angle)), radii[1] * cos(radians(angle))
    length = hypot(dx * 2, dy * 4)
    distance = RING_RADIUS[1] * length + _SPOKE_DOT_GAP
    while distance < length:
        fraction = distance / length
        dots.append((center[0] + 0.5 + dx * fraction, center[1] + 0.5 - dy * fraction))
        distance += _SPOKE_DOT_GAP
    return dots


def _set_dot(bits: list[list[int]], x: float, y: float) -> None:
    column, row = int(x), int(y)
    if 0 <= row < len(bits) and 0 <= column < len(bits[0]):
        bits[row][column] |= _BITS[int((y - row) * 4)][int((x - column) * 2)]
