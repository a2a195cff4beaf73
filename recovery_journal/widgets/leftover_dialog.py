"""The dialog for a draft whose record is gone: to be copied, kept or thrown away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import escape_control
from recovery_journal.textual_compat import LocalizedBindings
from recovery_journal.widgets.key_bar import KeyBar


class LeftoverDialog(LocalizedBindings, ModalScreen[bool]):
    """A text that no form can offer any more; the result is True where it can go."""

    DEFAULT_CSS = """
    LeftoverDialog { align: center middle; }
    LeftoverDialog > Vertical { width: 72; max-width: 95%; height: auto; padding: 1 2; }
    LeftoverDialog Static { height: auto; margin-bottom: 1; }
    LeftoverDialog TextArea { height: auto; max-height: 10; margin-bottom: 1; }
    LeftoverDialog Horizontal { height: auto; }
    LeftoverDialog Button { margin-right: 2; }
    """
    BINDINGS = [
        Binding("escape", "answer(False)", N_("Keep"), id="left-over.keep",
                tooltip=N_("It stays, and is shown again at the next start")),
        Binding("left,up", "app.focus_previous", N_("Answer before"), id="left-over.up",
                show=False),
        Binding("right,down", "app.focus_next", N_("Next answer"), id="left-over.down",
                show=False),
    ]  # fmt: skip

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Lay out the text and the two answers; the harmless one has the focus."""
        message = _("You typed this for something that is not in the journal any more.")
        with Vertical(classes="dialog"):
            yield Static(Content(message))
            yield TextArea(escape_control(self.text, multiline=True), read_only=True, compact=True,
                           highlight_cursor_line=False)  # fmt: skip
            with Horizontal():
                yield Button(Content(_("Throw it away")), id="yes", compact=True)
                yield Button(Content(_("Keep it")), id="no", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin on the answer that changes nothing."""
        self.set_focus(self.query_one("#no", Button))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        event.stop()
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)
