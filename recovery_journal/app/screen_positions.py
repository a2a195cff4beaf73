"""Where the person is on a screen: what has the focus, the cursor in it, how far it is scrolled."""

from __future__ import annotations

from typing import Any, NamedTuple

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
    offsets = tuple(
        (widget.id, int(widget.scroll_y))
        for widget in screen.query("*")
        if widget.id and widget.scroll_y
    )
    if focused is None:
        return ScreenPosition(None, None, offsets)
    # Some screens find the place again by themselves.
    cursor = None if getattr(screen, "finds_place", False) else _read_cursor(focused)
    return ScreenPosition(_locator(focused), cursor, offsets)


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
        return f"#{focused.id}", "", 0
    selector, field = type(focused).__name__, _field_name(focused)
    matches = _matches(focused.screen, selector, field)
    return selector, field, matches.index(focused) if focused in matches else 0


def _find(screen: Screen[Any], locator: tuple[str, str, int]) -> Widget | None:
    selector, field, index = locator
    matches = _matches(screen, selector, field)
    return matches[index] if index < len(matches) else None


def _matches(screen: Screen[Any], selector: str, field: str) -> list[Widget]:
    """Return what a selector finds, in the row of a form where ``field`` names one."""
    widgets = screen.query(selector)
    return [widget for widget in widgets if not field or _field_name(widget) == field]


def _field_name(widget: Widget) -> str:
    """Return the name of the form row that a widget is in, "" for none."""
    names = (getattr(node, "field_name", "") for node in widget.ancestors_with_self)
    return next(filter(None, names), "")


def _read_cursor(widget: Any) -> Any:
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
