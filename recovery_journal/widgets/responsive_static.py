"""A static widget that is drawn anew for its width: a chart or a calendar."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

WidthRenderer = Callable[[int], Content]


class ResponsiveStatic(Widget):
    """Draws in the columns there are; as high as what is drawn."""

    DEFAULT_CSS = """
    ResponsiveStatic { height: auto; width: 100%; }
    """

    _renderer: WidthRenderer | None = None
    _cached_content: tuple[int, Content] | None = None

    def show(self, renderer: WidthRenderer) -> None:
        """Draw with this from now on; it is given the columns."""
        self._renderer = renderer
        self._cached_content = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the drawing takes in so many columns."""
        return self._render_at(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the drawing."""
        return self._render_at(self.content_size.width)

    def _render_at(self, width: int) -> Content:
        if self._renderer is None or width < 1:
            return Content("")
        if self._cached_content is None or self._cached_content[0] != width:
            self._cached_content = width, self._renderer(width)
        return self._cached_content[1]
