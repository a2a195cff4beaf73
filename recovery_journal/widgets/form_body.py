"""A scrolling container that leaves the arrow keys to its children."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import VerticalScroll

from recovery_journal.i18n import N_


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The body of a form: it follows the focus, and pages with the page keys."""

    BINDINGS = [
        Binding("pageup", "page_up", N_("Page up"), id="page.up", show=False),
        Binding("pagedown", "page_down", N_("Page down"), id="page.down", show=False),
    ]
