"""Widgets that do not scroll, of which a screen holds a hundred."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static


class Unscrolled:
    """Asks for no new layout because of its own size; a mix-in before Textual's class.

    A layout tells each widget its size. Textual takes that for a change of what it
    could scroll to, after which the whole screen is laid out again: two to four times
    for a form that opens. Nothing depends on it in a widget that shows all it holds,
    or that scrolls within a size of its own.
    """

    virtual_size = Reactive(Size(0, 0))


class Text(Unscrolled, Static):
    """Words."""


class Across(Unscrolled, Horizontal):
    """Widgets beside each other."""


class Down(Unscrolled, Vertical):
    """Widgets below each other."""
