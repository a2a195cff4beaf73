"""Keys: what each key does on the screen underneath."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import actions_with_keys, is_global
from recovery_journal.screens import JournalScreen
from recovery_journal.widgets.dialogs import Dialog
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.text_blocks import ResponsiveStatic

KEYS_WIDTH = 11
"""Cells for the keys, two more for the air after them."""
KeyRow = tuple[ActiveBinding, Sequence[str]]


class KeysScreen(Dialog[None]):
    """The keys of a screen, from the bindings that are active there."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    action_here = "keys"
    BINDINGS = [
        Binding("escape,question_mark", "back", N_("Back"), id="keys.back",
                tooltip=N_("Close the list")),
    ]  # fmt: skip

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.screen_title = screen.title_text if isinstance(screen, JournalScreen) else ""
        rows = actions_with_keys(screen)
        screen_rows = [row for row in rows if not is_global(row[0].binding)]
        global_rows = [row for row in rows if is_global(row[0].binding)]
        self.groups = [(_("Here"), screen_rows), (_("Everywhere"), global_rows)]

    def compose(self) -> ComposeResult:
        """Lay out a line for each action: what is special here first."""
        with VerticalScroll(classes="dialog"):
            yield Static(
                Content(_("Keys: {screen}").format(screen=self.screen_title)), classes="title"
            )
            for name, rows in self.groups:
                if rows:
                    yield Static(Content(name), classes="group")
                yield ResponsiveStatic(partial(_key_table, rows))
            yield Static(
                Content(_("Letters and digits act while no text field has the cursor.")),
                classes="quiet",
            )
        yield KeyBar()


def _key_table(rows: Sequence[KeyRow], width: int) -> Content:
    """Return a line for each action, its keys before it, folded to this width.

    It is drawn, for a widget for each takes its time.
    """
    lines = []
    for active, keys in rows:
        key_lines = Content.styled(" ".join(keys), "$accent").wrap(KEYS_WIDTH, align="right")
        text_lines = _action_content(active).wrap(max(width - KEYS_WIDTH - 2, 1))
        for key_part, text_part in zip_longest(key_lines, text_lines, fillvalue=Content("")):
            padded = key_part.pad_left(KEYS_WIDTH - key_part.cell_length).pad_right(2)
            lines.append(padded + text_part)
    return Content("\n").join(lines)


def _action_content(active: ActiveBinding) -> Content:
    parts: list[Any] = [(active.binding.description, "bold")]
    if active.tooltip:
        parts += ["  ", (active.tooltip, "$text-muted")]
    return Content.assemble(*parts)
