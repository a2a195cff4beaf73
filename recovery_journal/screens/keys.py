"""Keys: what each key does on the screen underneath."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static

from recovery_journal.palette import Spoken, named_actions
from recovery_journal.screens import NamedScreen
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
        self.about = screen.heading if isinstance(screen, NamedScreen) else ""
        self.rows = _rows(screen)

    def compose(self) -> ComposeResult:
        """Lay out a line for each action."""
        with VerticalScroll(classes="dialog"):
            yield Static(Content(_("Keys: {screen}").format(screen=_(self.about))), classes="title")
            for keys, name, tip in self.rows:
                with Horizontal(classes="key"):
                    yield Static(Content(keys), classes="key--keys")
                    words = Content.assemble((name, "bold"), "  ", (tip, "$text-muted"))
                    yield Static(words, classes="key--words")
            yield Static(
                Content(_("Letters and digits act while no text field has the cursor.")),
                classes="quiet",
            )
        yield Footer(show_command_palette=False)

    def action_back(self) -> None:
        """Close the list."""
        self.dismiss()


def _rows(screen: Screen[Any]) -> list[tuple[str, str, str]]:
    """Return keys, name and tip of every action that has a name."""
    return [
        (" ".join(keys), active.binding.description, active.tooltip)
        for active, keys in named_actions(screen)
    ]
