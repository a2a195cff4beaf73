"""Charts in a terminal: dots of braille, drawn by plotille, with gaps left open.

Only here is plotille loaded, and only for trends (decision 0013).
"""

from __future__ import annotations

from collections.abc import Sequence

from recovery_journal.dates import number

HEIGHT = 5
GUTTER = 4
"""Columns on the left that hold the numbers of the scale."""
ALONE = "•"
"""A value with no neighbour: one dot of braille would be lost."""
RECORDED, NOT_RECORDED = "─", "·"

Values = Sequence[float | None]


def line_chart(values: Values, width: int, top: float = 10, height: int = HEIGHT) -> list[str]:
    """Return the rows of a line from 0 to ``top``, each ``width`` columns at most.

    Neighbours are joined; None leaves the line open, and a dot on the last row,
    under which the time runs. The first ``GUTTER`` columns hold the scale.
    """
    from plotille import Canvas

    room = max(width - GUTTER, 8)
    canvas = Canvas(room, height, xmax=len(values), ymax=_reach(top, height))
    places = [None if one is None else (at + 0.5, one) for at, one in enumerate(values)]
    for at, place in enumerate(places):
        if place is None:
            continue
        before = places[at - 1] if at else None
        after = places[at + 1] if at + 1 < len(places) else None
        canvas.point(*place, marker=None if before or after else ALONE)
        if after:
            canvas.line(*place, *after)
    return _framed(canvas.plot(), _scale(top, height), values, room)


def bar_chart(values: Values, width: int, height: int = HEIGHT) -> list[str]:
    """Return the rows of a bar for each value, from 0; None leaves its place empty."""
    from plotille import Canvas

    room = max(width - GUTTER, 8)
    top = max((one for one in values if one is not None), default=0) or 1
    canvas = Canvas(room, height, xmax=room * 2, ymax=_reach(top, height))
    each = room * 2 / len(values)
    for at, one in enumerate(values):
        first = int(at * each)
        # A dot stays free between two bars, where there is room for it.
        last = max(int((at + 1) * each) - (3 if each >= 6 else 2), first)
        for x in range(first, last + 1 if one else first):
            canvas.line(x, 0, x, one)
    return _framed(canvas.plot(), _scale(top, height, middle=False), values, room)


def _reach(top: float, height: int) -> float:
    """Return the end of the canvas with which ``top`` lies on its highest dot."""
    dots = height * 4
    return top * dots / (dots - 1)


def _scale(top: float, height: int, *, middle: bool = True) -> list[str]:
    """Return the numbers beside the rows: the top, the middle, 0."""
    words = [""] * height
    words[0], words[-1] = number(top), "0"
    if middle:
        words[height // 2] = number(top / 2)
    return words


def _framed(drawn: str, scale: Sequence[str], values: Values, room: int) -> list[str]:
    """Put the scale beside the rows, and the line of time under them."""
    rows = [
        f"{number:>{GUTTER - 1}} {row}"
        for number, row in zip(scale, drawn.split("\n"), strict=True)
    ]
    under = "".join(
        NOT_RECORDED if values[column * len(values) // room] is None else RECORDED
        for column in range(room)
    )
    return [*rows, " " * GUTTER + under]


def time_line(start: str, end: str, width: int) -> str:
    """Return the row with the first and the last day under a chart."""
    room = max(width - GUTTER, 8)
    return " " * GUTTER + start + " " * max(room - len(start) - len(end), 2) + end
