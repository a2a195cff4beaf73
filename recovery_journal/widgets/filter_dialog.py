"""The kinds of entries in words, and the small dialog that asks which to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.choices import RecordKind
from recovery_journal.domain.labels import label
from recovery_journal.i18n import N_, _
from recovery_journal.terminal_text import cell_width
from recovery_journal.widgets.choice import ChoiceControl, FormSubmitted
from recovery_journal.widgets.dialogs import Dialog

_MAX_TITLE_WIDTH = 24
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


def kind_filter_label(kind: str) -> str:
    """Return the words for a kind as a filter offers it."""
    return _("reached or tried") if kind == "reach_out" else label(kind)


def entry_title_width(custom_title: str | None = None) -> int:
    """Return the column width of entry titles; ``custom_title`` is that of a return to use.

    Their word has room for a sentence of it, not for all: the rest of the line is the entry's.
    """
    default_width = max(
        cell_width(title) for title in (_("reached"), _("tried"), *map(label, RECORD_KINDS))
    )
    return max(default_width, min(cell_width(custom_title or ""), _MAX_TITLE_WIDTH))


class FilterDialog(Dialog[tuple[str, ...]]):
    """Choose kinds; none chosen means all of them. The result is None when the person went back.

    The kinds are those of entries where no others are given, with their question.
    The screen that asks opens it by its action "filter".
    """

    DEFAULT_CSS = """
    FilterDialog {
        align: center middle;
        & > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; }
        & Static, & ChoiceControl { height: auto; margin-bottom: 1; }
    }
    """
    reopen_action = "screen.filter"
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="kinds.back", tooltip=N_("As it was")),
        Binding("enter", "use", N_("Show these"), id="kinds.use",
                tooltip=N_("Show the kinds that are chosen")),
    ]  # fmt: skip

    def __init__(
        self, selected: Sequence[str], options: Sequence[tuple[str, str]] = (), question: str = ""
    ) -> None:
        super().__init__()
        self.selected = tuple(selected)
        self.options = options or [(kind, kind_filter_label(kind)) for kind in RECORD_KINDS]
        self.question = question or _("Which entries? None chosen: all of them.")

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the question and the kinds."""
        yield Static(Content(self.question))
        yield ChoiceControl(self.options, many=True, value=self.selected)
        hint = _("arrows and space choose, backspace takes all away, Enter shows them")
        yield Static(Content(hint), classes="quiet")

    def on_mount(self) -> None:
        """Begin in the kinds, so that the next key is for them."""
        self.set_focus(self.query_one(ChoiceControl))

    def action_use(self) -> None:
        """Show these kinds."""
        self.dismiss(tuple(self.query_one(ChoiceControl).value))

    def on_form_submitted(self, event: FormSubmitted) -> None:
        """Enter shows them."""
        event.stop()
        self.action_use()
