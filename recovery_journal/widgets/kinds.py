"""The kinds of entries in words, and the small dialog that asks which to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import RecordKind
from recovery_journal.palette import Spoken
from recovery_journal.report.plain import cells
from recovery_journal.widgets.choice import Choice, Submitted
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.words import N_, _

_WIDEST_TITLE = 24
KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


def kind_words(kind: str) -> str:
    """Return the words for a kind as a filter offers it."""
    return _("reached or tried") if kind == "reach_out" else label(kind)


def title_room(own: str | None = None) -> int:
    """Return how many columns titles of entries take; ``own`` is the person's for a return to use.

    Their word has room for a sentence of it, not for all: the rest of the line is the entry's.
    """
    usual = max(cells(words) for words in (_("reached"), _("tried"), *map(label, KINDS)))
    return max(usual, min(cells(own or ""), _WIDEST_TITLE))


class KindsDialog(Spoken, ModalScreen[tuple[str, ...] | None]):
    """Choose kinds; none chosen means all of them. The result is None when the person went back.

    The kinds are those of entries where no others are given, with their question.
    The screen that asks opens it by its action "filter".
    """

    DEFAULT_CSS = """
    KindsDialog {
        align: center middle;
        & > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; }
        & Static, & Choice { height: auto; margin-bottom: 1; }
    }
    """
    again = "screen.filter"
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="kinds.back", tooltip=N_("As it was")),
        Binding("enter", "use", N_("Show these"), id="kinds.use",
                tooltip=N_("Show the kinds that are chosen")),
    ]  # fmt: skip

    def __init__(
        self,
        chosen: Sequence[str],
        options: Sequence[tuple[str, str]] = (),
        question: str = "",
    ) -> None:
        super().__init__()
        self.chosen = tuple(chosen)
        self.options = options or [(kind, kind_words(kind)) for kind in KINDS]
        self.question = question or _("Which entries? None chosen: all of them.")

    def compose(self) -> ComposeResult:
        """Lay out the question and the kinds."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.question))
            yield Choice(self.options, many=True, value=self.chosen)
            yield Static(
                Content(_("arrows and space choose, backspace takes all away, Enter shows them")),
                classes="quiet",
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in the kinds, so that the next key is for them."""
        self.set_focus(self.query_one(Choice))

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_use(self) -> None:
        """Show these kinds."""
        self.dismiss(tuple(self.query_one(Choice).value))

    def on_submitted(self, event: Submitted) -> None:
        """Enter shows them."""
        event.stop()
        self.action_use()
