"""Where a person was on a screen: the place of the cursor, and how far it was scrolled."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget

TRIES = 6
"""How often a place is looked for: some of what is on a screen is shown a little later."""


class Spot(NamedTuple):
    """The cursor's place on a screen: ``way`` finds what it is in, ``cursor`` is where in that.

    ``view`` is what the screen says of how it is looked at, ``scrolled`` how far
    its parts are.
    """

    way: tuple[str, str, int] | None
    cursor: Any
    view: Any
    scrolled: tuple[tuple[str, int], ...]


def name_of(screen: Screen[Any]) -> str:
    """Return the name by which a screen is known again when it is made anew."""
    return f"{type(screen).__name__}:{getattr(screen, 'key', '')}"


def spot_of(screen: Screen[Any]) -> Spot:
    """Return where the person is on this screen."""
    focused = screen.focused
    look = getattr(screen, "view", None)
    scrolled = [(one.id, int(one.scroll_y)) for one in screen.query("*") if one.id and one.scroll_y]
    return Spot(
        None if focused is None else _way(focused),
        None if focused is None or getattr(screen, "finds_place", False) else _cursor(focused),
        look() if look else None,
        tuple(scrolled),
    )


def bring_back(screen: Screen[Any], spot: Spot, tries: int = TRIES) -> None:
    """Put the cursor back where it was, as soon as that is there."""
    if not screen.is_attached:
        return
    if tries == TRIES and spot.view is not None:
        screen.look_at(spot.view)  # type: ignore[attr-defined]  # what has a view can be looked at
    if spot.way is not None:
        here = _find(screen, spot.way)
        if here is None or not here.focusable or getattr(here, "option_count", 1) == 0:
            if tries > 1:
                screen.call_after_refresh(bring_back, screen, spot, tries - 1)
            return
        if hasattr(here, "select_on_focus"):
            here.select_on_focus = False  # the next letter adds to what stands there
        screen.set_focus(here)
        _put(here, spot.cursor)
    screen.call_after_refresh(_scroll, screen, spot)


def _scroll(screen: Screen[Any], spot: Spot) -> None:
    for name, y in spot.scrolled:
        for part in screen.query(f"#{name}"):
            part.scroll_to(y=y, animate=False)


def _way(focused: Widget) -> tuple[str, str, int]:
    """Return how to find it: by its id, or as one of its kind in a row of a form or anywhere."""
    if focused.id:
        return (f"#{focused.id}", "", 0)
    named = (name for one in focused.ancestors_with_self if (name := _field(one)))
    field = next(named, "")
    kind = type(focused).__name__
    alike = [one for one in focused.screen.query(kind) if not field or _is_in(one, field)]
    return (kind, field, alike.index(focused) if focused in alike else 0)


def _find(screen: Screen[Any], way: tuple[str, str, int]) -> Widget | None:
    what, field, place = way
    try:
        alike = [one for one in screen.query(what) if not field or _is_in(one, field)]
    except NoMatches:
        return None
    return alike[place] if place < len(alike) else None


def _field(one: Any) -> str:
    return getattr(one, "field_name", "")


def _is_in(one: Widget, field: str) -> bool:
    return any(_field(above) == field for above in one.ancestors_with_self)


def _cursor(here: Any) -> Any:
    """Return where in a list, a row of words or a text the cursor is."""
    if hasattr(here, "go_to"):
        # A long list knows its lines by their numbers alone.
        for name in ("key", "cursor") if not hasattr(here, "count") else ("cursor",):
            if hasattr(here, name):
                return "go_to", getattr(here, name)
    for name in ("highlighted", "selection", "cursor"):
        if hasattr(here, name):
            return name, getattr(here, name)
    return None


def _put(here: Any, cursor: Any) -> None:
    if cursor is None or cursor[1] is None:
        return
    name, value = cursor
    if name == "go_to":
        here.go_to(value)
    else:
        setattr(here, name, value)
