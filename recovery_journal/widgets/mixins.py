"""What is mixed into widgets that show all they hold: no layout for it, and safe to take away."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static


class NoScrollMixin:
    """Asks for no new layout because of its own size; a mix-in before Textual's class.

    A layout tells each widget its size. Textual takes that for a change of what it
    could scroll to, after which the whole screen is laid out again: two to four times
    for a form that opens. Nothing depends on it in a widget that shows all it holds,
    or that scrolls within a size of its own.

    It draws nothing once it is taken away: Textual may draw a widget between its removal
    and the next layout. The colours of its parts are gone by then, and looking for them
    would end the app.
    """

    virtual_size = Reactive(Size(0, 0))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget, empty ones where it was taken away."""
        widget: Widget = self  # type: ignore[assignment]  # mixed into one
        if not widget.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)  # type: ignore[misc,no-any-return]  # the widget's own


class StaticText(NoScrollMixin, Static):
    """Words."""


class VerticalBox(NoScrollMixin, Vertical):
    """Widgets below each other."""
