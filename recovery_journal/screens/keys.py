"""Keys: what each key does on the screen underneath."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.palette import Spoken, is_everywhere, named_actions
from recovery_journal.screens import NamedScreen
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.widgets.unscrolled import Unscrolled
from recovery_journal.words import N_, _


class KeysScreen(Spoken, ModalScreen[None]):
    """The keys of a screen, from the bindings that are active there."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    action_here = "keys"
    BINDINGS = [
        Binding(
            "escape,question_mark", "back", N_("Back"), id="keys.back", tooltip=N_("Close the list")
        ),
    ]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.about = screen.named if isinstance(screen, NamedScreen) else ""
        rows = named_actions(screen)
        here = [one for one in rows if not is_everywhere(one[0].binding)]
        rest = [one for one in rows if is_everywhere(one[0].binding)]
        self.groups = [(_("Here"), here), (_("Everywhere"), rest)]

    def compose(self) -> ComposeResult:
        """Lay out a line for each action: what is special here first."""
        with VerticalScroll(classes="dialog"):
            yield Static(Content(_("Keys: {screen}").format(screen=self.about)), classes="title")
            for name, rows in self.groups:
                if rows:
                    yield Static(Content(name), classes="group")
                yield KeyTable(rows)
            yield Static(
                Content(_("Letters and digits act while no text field has the cursor.")),
                classes="quiet",
            )
        yield KeyLine()

    def action_back(self) -> None:
        """Close the list."""
        self.dismiss()


class KeyTable(Unscrolled, Widget):
    """A line for each action, its keys before it; drawn, for a widget for each takes its time."""

    DEFAULT_CSS = "KeyTable { height: auto; }"
    KEYS = 11
    """Cells for the keys, two more for the air after them."""

    def __init__(self, rows: Sequence[tuple[ActiveBinding, Sequence[str]]]) -> None:
        super().__init__()
        self.rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines they take, folded to this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        for active, keys in self.rows:
            held = Content.styled(" ".join(keys), "$accent").wrap(self.KEYS, align="right")
            words = _words(active).wrap(max(width - self.KEYS - 2, 1))
            for left, right in zip_longest(held, words, fillvalue=Content("")):
                lines.append(left.pad_left(self.KEYS - left.cell_length).pad_right(2) + right)
        return lines


def _words(active: ActiveBinding) -> Content:
    parts: list[Any] = [(active.binding.description, "bold")]
    if active.tooltip:
        parts += ["  ", (active.tooltip, "$text-muted")]
    return Content.assemble(*parts)
