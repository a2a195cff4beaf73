"""The ground of the map drawn in dots: three rings, and what lies between the sectors."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, radians, sin

from recovery_journal.widgets.network_ground import REACH, RINGS, WEDGE, Ground

_BRAILLE = 0x2800
# The bit of each dot of a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_RING_GAP = 2.5
_SPOKE_GAP = 5.0


def drawn(ground: Ground) -> list[str]:
    """Return the rows of a map with nobody on it: three rings and the sectors' bounds."""
    return _drawn(ground.width, ground.height, ground.middle, ground.radii)


@lru_cache(maxsize=4)
def _drawn(
    width: int, height: int, middle: tuple[float, float], radii: tuple[float, float]
) -> list[str]:
    bits = [[0] * width for _row in range(height)]
    for ring in RINGS:
        for x, y in _ring(middle, radii, REACH[ring]):
            _dot(bits, x, y)
    for edge in range(5):
        for x, y in _spoke(middle, radii, WEDGE * (edge + 0.5)):
            _dot(bits, x, y)
    return ["".join(chr(_BRAILLE + cell) if cell else " " for cell in row) for row in bits]


def _ring(
    middle: tuple[float, float], radii: tuple[float, float], reach: float
) -> list[tuple[float, float]]:
    """Return dots at even distances on an ellipse, in cells."""
    found: list[tuple[float, float]] = []
    last: tuple[float, float] | None = None
    steps = 2000
    for step in range(steps):
        angle = 2 * pi * step / steps
        x = middle[0] + 0.5 + radii[0] * reach * sin(angle)
        y = middle[1] + 0.5 - radii[1] * reach * cos(angle)
        if last is None or hypot((x - last[0]) * 2, (y - last[1]) * 4) >= _RING_GAP:
            found.append((x, y))
            last = x, y
    return found


def _spoke(
    middle: tuple[float, float], radii: tuple[float, float], angle: float
) -> list[tuple[float, float]]:
    """Return a few dots between two sectors, from the inner ring outwards."""
    found = []
    across, down = radii[0] * sin(radians(angle)), radii[1] * cos(radians(angle))
    length = hypot(across * 2, down * 4)
    at = REACH[1] * length + _SPOKE_GAP
    while at < length:
        share = at / length
        found.append((middle[0] + 0.5 + across * share, middle[1] + 0.5 - down * share))
        at += _SPOKE_GAP
    return found


def _dot(bits: list[list[int]], x: float, y: float) -> None:
    column, row = int(x), int(y)
    if 0 <= row < len(bits) and 0 <= column < len(bits[0]):
        bits[row][column] |= _BITS[int((y - row) * 4)][int((x - column) * 2)]
