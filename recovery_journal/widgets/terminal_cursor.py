"""Where the terminal's own cursor stands: on what has the focus, for who reads by it."""

from __future__ import annotations

from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

DEFAULT_POSITION = Offset(0, 1)
"""Where it stands with nothing in focus: where the page begins, under the heading."""


def terminal_cursor_position(screen: Screen[object]) -> Offset:
    """Return the cell on which the terminal's cursor stands on this screen.

    A text field knows where its own is. A widget of ours says it by ``cursor_offset``,
    counted from its first cell; in a list it is the line that is chosen, and in
    everything else, a button say, the first cell. It stays in sight, also where the
    page was scrolled on.
    """
    focused = screen.focused
    try:
        visible_region = None if focused is None else screen.find_widget(focused).visible_region
    except NoWidget:
        visible_region = None  # not laid out yet
    if focused is None or visible_region is None:
        return DEFAULT_POSITION
    position = getattr(focused, "cursor_screen_offset", None)
    if not isinstance(position, Offset):
        position = focused.content_region.offset + _position_within(focused)
    visible_content = focused.content_region.intersection(visible_region)
    if not visible_content:  # an empty list takes no room
        return DEFAULT_POSITION
    return Offset(
        min(max(position.x, visible_content.x), visible_content.right - 1),
        min(max(position.y, visible_content.y), visible_content.bottom - 1),
    )


def _position_within(focused: Widget) -> Offset:
    position = getattr(focused, "cursor_offset", None)
    if isinstance(position, Offset):
        return position
    return Offset(0, highlighted_line(focused)) if isinstance(focused, OptionList) else Offset(0, 0)


def highlighted_line(options: OptionList) -> int:
    """Return in which line of a list, as it is scrolled now, its chosen option begins."""
    # A line may be folded, so counting is no way: each line drawn says of which option it is,
    # as it does for the mouse.
    for y in range(options.scrollable_content_region.height):
        for segment in options.render_line(y):
            if segment.style and segment.style.meta.get("option") == options.highlighted:
                return y
    return 0
