"""Where the person is on a screen: what has the focus, the cursor in it, how far it is scrolled."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget

MAX_TRIES = 6
"""How often a place is looked for: some of what is on a screen is shown a little later."""


class ScreenPosition(NamedTuple):
    """The place on a screen: ``locator`` finds what has the focus, ``cursor`` is where in that.

    ``scroll_offsets`` is how far the parts of the screen are scrolled, by their ids.
    """

    locator: tuple[str, str, int] | None
    cursor: Any
    scroll_offsets: tuple[tuple[str, int], ...]


def read_position(screen: Screen[Any]) -> ScreenPosition:
    """Return where the person is on this screen."""
    focused = screen.focused
    offsets = [
        (widget.id, int(widget.scroll_y))
        for widget in screen.query("*")
        if widget.id and widget.scroll_y
    ]
    return ScreenPosition(
        None if focused is None else _locator(focused),
        None
        if focused is None or getattr(screen, "finds_place", False)
        else _capture_cursor(focused),
        tuple(offsets),
    )


def restore_position(screen: Screen[Any], position: ScreenPosition, tries: int = MAX_TRIES) -> None:
    """Put the cursor back where it was, as soon as that is there."""
    if not screen.is_attached:
        return
    if position.locator is not None:
        widget = _find(screen, position.locator)
        if widget is None or not widget.focusable or getattr(widget, "option_count", 1) == 0:
            if tries > 1:
                screen.call_after_refresh(restore_position, screen, position, tries - 1)
            return
        if hasattr(widget, "select_on_focus"):
            widget.select_on_focus = False  # the next letter adds to what stands there
        screen.set_focus(widget)
        _restore_cursor(widget, position.cursor)
    screen.call_after_refresh(_restore_scroll, screen, position)


def _restore_scroll(screen: Screen[Any], position: ScreenPosition) -> None:
    for name, y in position.scroll_offsets:
        for widget in screen.query(f"#{name}"):
            widget.scroll_to(y=y, animate=False)


def _locator(focused: Widget) -> tuple[str, str, int]:
    """Return how to find it: by its id, or as one of its kind in a row of a form or anywhere."""
    if focused.id:
        return (f"#{focused.id}", "", 0)
    field_names = (
        name for ancestor in focused.ancestors_with_self if (name := _field_name(ancestor))
    )
    field = next(field_names, "")
    class_name = type(focused).__name__
    matches = [
        widget
        for widget in focused.screen.query(class_name)
        if not field or _is_in_field(widget, field)
    ]
    return (class_name, field, matches.index(focused) if focused in matches else 0)


def _find(screen: Screen[Any], locator: tuple[str, str, int]) -> Widget | None:
    selector, field, index = locator
    try:
        matches = [
            widget for widget in screen.query(selector) if not field or _is_in_field(widget, field)
        ]
    except NoMatches:
        return None
    return matches[index] if index < len(matches) else None


def _field_name(node: Any) -> str:
    return getattr(node, "field_name", "")


def _is_in_field(widget: Widget, field: str) -> bool:
    return any(_field_name(ancestor) == field for ancestor in widget.ancestors_with_self)


def _capture_cursor(widget: Any) -> Any:
    """Return where in a list, a row of words or a text the cursor is."""
    if hasattr(widget, "go_to"):
        # A long list knows its lines by their numbers alone.
        for name in ("key", "cursor") if not hasattr(widget, "count") else ("cursor",):
            if hasattr(widget, name):
                return "go_to", getattr(widget, name)
    for name in ("highlighted", "selection", "cursor"):
        if hasattr(widget, name):
            return name, getattr(widget, name)
    return None


def _restore_cursor(widget: Any, cursor: Any) -> None:
    if cursor is None or cursor[1] is None:
        return
    name, value = cursor
    if name == "go_to":
        widget.go_to(value)
    else:
        setattr(widget, name, value)
