"""Where the terminal's own cursor stands: on what has the focus, for who reads by it."""

from __future__ import annotations

from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

NOWHERE = Offset(0, 1)
"""Where it stands with nothing in focus: where the page begins, under the heading."""


def cursor_place(screen: Screen[object]) -> Offset:
    """Return the cell on which the terminal's cursor stands on this screen.

    A text field knows where its own is. A widget of ours says it by ``cursor_offset``,
    counted from its first cell; in a list it is the line that is chosen, and in
    everything else, a button say, the first cell. It stays in sight, also where the
    page was scrolled on.
    """
    focused = screen.focused
    try:
        sight = None if focused is None else screen.find_widget(focused).visible_region
    except NoWidget:
        sight = None  # not laid out yet
    if focused is None or sight is None:
        return NOWHERE
    place = getattr(focused, "cursor_screen_offset", None)
    if not isinstance(place, Offset):
        place = focused.content_region.offset + _within(focused)
    seen = focused.content_region.intersection(sight)
    if not seen:  # an empty list takes no room
        return NOWHERE
    return Offset(
        min(max(place.x, seen.x), seen.right - 1), min(max(place.y, seen.y), seen.bottom - 1)
    )


def _within(focused: Widget) -> Offset:
    place = getattr(focused, "cursor_offset", None)
    if isinstance(place, Offset):
        return place
    return Offset(0, chosen_line(focused)) if isinstance(focused, OptionList) else Offset(0, 0)


def chosen_line(options: OptionList) -> int:
    """Return in which line of a list, as it is scrolled now, its chosen option begins."""
    # No public name says where an option is; a line may be folded, so counting is no way.
    lines = options._index_to_line
    return lines.get(options.highlighted or 0, 0) - round(options.scroll_offset.y)
