"""What is drawn to fit: a chart or a calendar, made anew for the columns it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Draw = Callable[[int], Content]


class Drawing(Widget):
    """Draws in the columns there are; as high as what is drawn."""

    DEFAULT_CSS = """
    Drawing { height: auto; width: 100%; }
    """

    _draw: Draw | None = None
    _drawn: tuple[int, Content] | None = None

    def show(self, draw: Draw) -> None:
        """Draw with this from now on; it is given the columns."""
        self._draw = draw
        self._drawn = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the drawing takes in so many columns."""
        return self._in(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the drawing."""
        return self._in(self.content_size.width)

    def _in(self, width: int) -> Content:
        if self._draw is None or width < 1:
            return Content("")
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = width, self._draw(width)
        return self._drawn[1]
