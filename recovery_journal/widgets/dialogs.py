"""Small dialogs: one line of text, yes or no; and what all dialogs share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.terminal_text import escape_control
from recovery_journal.textual_compat import DamageHandlerMixin, LocalizedBindings
from recovery_journal.widgets.form_rows import FormRows
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.picker import draft_text
from recovery_journal.widgets.text_field import TextField

ResultT = TypeVar("ResultT")
Drafts = MutableMapping[str, dict[str, Any]]
"""Key of a dialog -> what was typed in it and is not saved."""


class Dialog(DamageHandlerMixin, LocalizedBindings, ModalScreen[ResultT]):
    """A box on top of a screen, and the keys that act in it; Escape closes it.

    ``reopen_action`` is the action of the screen underneath that opens it, for after the lock.
    """

    reopen_action = ""

    def compose(self) -> ComposeResult:
        """Put the body into a box."""
        with Vertical(classes="dialog"):
            yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """Return what stands in the box."""
        return ()

    def action_back(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


class TextDialog(Dialog[ResultT]):
    """A dialog to type in: what was typed waits, and stands there when it is opened again.

    It is stored in ``drafts`` by ``key``. The fields are in ``rows``.
    """

    BINDINGS = [
        Binding("ctrl+r", "empty", N_("Empty the form"), id="dialog.empty", show=False,
                tooltip=N_("Take away what was typed")),
    ]  # fmt: skip

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self.drafts = drafts
        self.rows = FormRows(self)

    @property
    def key(self) -> str:
        """Return the name of the draft of what is typed; it stands in journals, and stays."""
        raise NotImplementedError  # each dialog has its own: two of one name would share a draft

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved; None where there is nothing."""
        return (self.typed() if self.is_mounted else self.stored_draft) or None

    def typed(self) -> dict[str, Any]:
        """Return what differs from what the dialog began with."""
        return self.rows.typed()

    @property
    def stored_draft(self) -> dict[str, Any]:
        """What was typed before, where there is something."""
        return self.drafts.get(self.key, {})

    def draft_notice(self) -> Static:
        """Return the line that says that what was typed before is here; hidden where nothing is."""
        message = _("What you typed before is still here. {dialog.empty} empties the form.")
        line = Static(Content(with_user_keys(self, message)), classes="quiet kept-line")
        line.display = bool(self.stored_draft)
        return line

    def restore_draft(self, draft: Mapping[str, Any]) -> None:
        """Put into the rows what was typed before, and say what fits in none of them."""
        if message := self.rows.restore(draft):
            self.notify(message, markup=False, timeout=30)

    def clear_form(self) -> None:
        """Put back what the dialog began with."""
        self.rows.reset()

    def action_empty(self) -> None:
        """Take away what was typed."""
        self.clear_form()
        self.query(".kept-line").set(display=False)

    def action_back(self) -> None:
        """Close without saving; what was typed waits."""
        self.close(None)

    def close(self, result: ResultT | None) -> None:
        """Close with this result; without one, the draft is stored."""
        self.drafts.pop(self.key, None)
        draft = self.draft() if result is None else None
        if draft:
            self.drafts[self.key] = draft
        self.dismiss(result)


class LineDialog(TextDialog[str]):
    """One line of text; the result is None when the person went back."""

    DEFAULT_CSS = """
    LineDialog { align: center middle; }
    LineDialog > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; }
    LineDialog Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="line.back",
                tooltip=N_("What you typed stays here")),
        Binding("ctrl+s", "save", N_("Save"), id="line.save",
                tooltip=N_("Save; Enter does it too")),
    ]  # fmt: skip

    def __init__(
        self,
        drafts: Drafts,
        question: str,
        text: str = "",
        *,
        problem: str = "",
        reopen_action: str = "",
        draft_key: str,
    ) -> None:
        super().__init__(drafts)
        self.question = question
        self.text = text
        self.problem = problem
        self.reopen_action = reopen_action
        self.draft_key = draft_key

    @property
    def key(self) -> str:
        """What is asked: the same may be asked on several screens, and in another language."""
        return self.draft_key

    def typed(self) -> dict[str, Any]:
        """Return the text, where it is another than the one that was offered."""
        text = self.query_one(TextField).value
        return {"text": text} if text and (self.problem or text != self.text) else {}

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the question and the field."""
        yield Static(Content(self.question))
        # What could not be saved is newer than the draft, which was stored at a pause.
        text = self.text if self.problem else draft_text(self.stored_draft) or self.text
        # Not selected: the next letter adds to it and does not take its place.
        yield TextField(text, select_on_focus=False)
        yield self.draft_notice()
        if self.problem:
            yield Static(Content(self.problem), classes="notice")

    def on_mount(self) -> None:
        """Put the cursor in the field at once, so that the next key is for it."""
        self.set_focus(self.query_one(TextField))

    def clear_form(self) -> None:
        """Put back the text that was offered."""
        self.query_one(TextField).value = self.text

    def action_save(self) -> None:
        """Return what was typed; who saves it takes the draft away with that."""
        self.dismiss(self.query_one(TextField).value)

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_save()


class AnswerDialog(Dialog[bool]):
    """Two answers below what they are about; it begins on the one that changes nothing."""

    def compose_answers(self, yes_label: str, no_label: str) -> ComposeResult:
        """Lay out the two answers."""
        with Horizontal():
            yield Button(Content(yes_label), id="yes", compact=True)
            yield Button(Content(no_label), id="no", compact=True)

    def on_mount(self) -> None:
        """Begin on the answer that changes nothing."""
        self.set_focus(self.query_one("#no", Button))

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)


class ConfirmDialog(AnswerDialog):
    """A question with two answers; Escape is the second one, which changes nothing."""

    DEFAULT_CSS = """
    ConfirmDialog { align: center middle; }
    ConfirmDialog > Vertical { width: 60; max-width: 95%; height: auto; padding: 1 2; }
    ConfirmDialog Horizontal { height: auto; }
    ConfirmDialog Static { height: auto; margin-bottom: 1; }
    ConfirmDialog Button { margin-right: 2; }
    """
    BINDINGS = [
        Binding("escape", "answer(False)", N_("Back"), id="question.back", tooltip=N_("As it was")),
        Binding("left,up", "app.focus_previous", N_("Answer before"), id="question.up", show=False),
        Binding("right,down", "app.focus_next", N_("Next answer"), id="question.down", show=False),
    ]  # fmt: skip

    def __init__(self, question: str, yes_label: str, no_label: str) -> None:
        super().__init__()
        self.question = question
        self.answers = (yes_label, no_label)

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the question and its answers."""
        yield Static(Content(self.question))
        yield from self.compose_answers(*self.answers)


class LeftoverDialog(AnswerDialog):
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

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the text and the two answers."""
        message = _("You typed this for something that is not in the journal any more.")
        yield Static(Content(message))
        yield TextArea(escape_control(self.text, multiline=True), read_only=True, compact=True,
                       highlight_cursor_line=False)  # fmt: skip
        yield from self.compose_answers(_("Throw it away"), _("Keep it"))
