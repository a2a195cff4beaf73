"""Line charts for a terminal in braille dots, drawn by plotille, with gaps left open.

Only here is plotille loaded, and only for trends (decision 0013).
"""

from __future__ import annotations

from collections.abc import Sequence

from recovery_journal.dates import format_number

HEIGHT = 5
GUTTER = 4
"""Columns on the left that hold the numbers of the scale."""
ISOLATED_POINT = "•"
"""A value with no neighbour: one dot of braille would be lost."""
RECORDED, NOT_RECORDED = "─", "·"

Values = Sequence[float | None]


def line_chart(values: Values, width: int, top: float = 10, height: int = HEIGHT) -> list[str]:
    """Return the rows of a line from 0 to ``top``, each ``width`` columns at most.

    Neighbours are joined; None leaves the line open, and a dot on the last row,
    under which the time runs. The first ``GUTTER`` columns hold the scale.
    """
    from plotille import Canvas

    plot_width = max(width - GUTTER, 8)
    canvas = Canvas(plot_width, height, xmax=len(values), ymax=_axis_max(top, height))
    points = [None if value is None else (index + 0.5, value) for index, value in enumerate(values)]
    for index, point in enumerate(points):
        if point is None:
            continue
        previous = points[index - 1] if index else None
        following = points[index + 1] if index + 1 < len(points) else None
        canvas.point(*point, marker=None if previous or following else ISOLATED_POINT)
        if following:
            canvas.line(*point, *following)
    return _add_axes(canvas.plot(), _scale_labels(top, height), values, plot_width)


def bar_chart(values: Values, width: int, height: int = HEIGHT) -> list[str]:
    """Return the rows of a bar for each value, from 0; None leaves its place empty."""
    from plotille import Canvas

    plot_width = max(width - GUTTER, 8)
    top = max((value for value in values if value is not None), default=0) or 1
    canvas = Canvas(plot_width, height, xmax=plot_width * 2, ymax=_axis_max(top, height))
    bar_width = plot_width * 2 / len(values)
    for index, value in enumerate(values):
        first_dot = int(index * bar_width)
        # A dot stays free between two bars, where there is room for it.
        last_dot = max(int((index + 1) * bar_width) - (3 if bar_width >= 6 else 2), first_dot)
        for x in range(first_dot, last_dot + 1 if value else first_dot):
            canvas.line(x, 0, x, value)
    return _add_axes(canvas.plot(), _scale_labels(top, height, middle=False), values, plot_width)


def _axis_max(top: float, height: int) -> float:
    """Return the end of the canvas with which ``top`` lies on its highest dot."""
    dots = height * 4
    return top * dots / (dots - 1)


def _scale_labels(top: float, height: int, *, middle: bool = True) -> list[str]:
    """Return the numbers beside the rows: the top, the middle, 0."""
    labels = [""] * height
    labels[0], labels[-1] = format_number(top), "0"
    if middle:
        labels[height // 2] = format_number(top / 2)
    return labels


def _add_axes(plot: str, labels: Sequence[str], values: Values, plot_width: int) -> list[str]:
    """Put the scale beside the rows, and the line of time under them."""
    rows = [
        f"{label:>{GUTTER - 1}} {row}" for label, row in zip(labels, plot.split("\n"), strict=True)
    ]
    axis = "".join(
        NOT_RECORDED if values[column * len(values) // plot_width] is None else RECORDED
        for column in range(plot_width)
    )
    return [*rows, " " * GUTTER + axis]


def time_axis(start: str, end: str, width: int) -> str:
    """Return the row with the first and the last day under a chart."""
    plot_width = max(width - GUTTER, 8)
    return " " * GUTTER + start + " " * max(plot_width - len(start) - len(end), 2) + end
