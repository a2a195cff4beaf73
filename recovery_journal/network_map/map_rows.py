"""The rows of the map as they are drawn: the background, and over it the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recovery_journal.network_map.background import braille_rows
from recovery_journal.network_map.grid import MapGrid
from recovery_journal.network_map.layout import MapKey
from recovery_journal.network_map.map_labels import MapLabel


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
        if column < grid.width:
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
        for row in range(grid.height)
    ]
