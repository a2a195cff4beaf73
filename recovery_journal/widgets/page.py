"""A page that scrolls and leaves the arrows to what is on it."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import VerticalScroll

from recovery_journal.words import N_


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The body of a form: it follows the focus, and pages with the page keys."""

    BINDINGS = [
        Binding("pageup", "page_up", N_("Page up"), id="page.up", show=False),
        Binding("pagedown", "page_down", N_("Page down"), id="page.down", show=False),
    ]
