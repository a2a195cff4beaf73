"""A small dialog that asks for one line of text, or for yes or no."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.textual_compat import LocalizedBindings
from recovery_journal.widgets.form_row import FormRow, leftover_text, restore_values
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.picker import draft_text
from recovery_journal.widgets.text_field import TextField

ResultT = TypeVar("ResultT")


class TextDialog(LocalizedBindings, ModalScreen[ResultT]):
    """A dialog to type in: what was typed waits, and stands there when it is opened again.

    It is kept in ``drafts`` by ``key``. ``reopen_action`` is the action of the
    screen underneath that opens the dialog, for after the lock.
    """

    BINDINGS = [
        Binding("ctrl+r", "empty", N_("Empty the form"), id="dialog.empty", show=False,
                tooltip=N_("Take away what was typed")),
    ]  # fmt: skip

    reopen_action = ""

    def __init__(self, drafts: MutableMapping[str, dict[str, Any]]) -> None:
        super().__init__()
        self.drafts = drafts

    @property
    def key(self) -> str:
        """Return the name of the draft of what is typed; it stands in journals, and stays."""
        raise NotImplementedError

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved; None where there is nothing."""
        return None

    @property
    def stored_draft(self) -> dict[str, Any]:
        """What was typed before, where there is something."""
        return self.drafts.get(self.key, {})

    def draft_notice(self) -> Static:
        """Return the line that says that what was typed before is here; hidden where nothing is."""
        message = _("What you typed before is still here. ctrl+r empties the form.")
        line = Static(Content(with_user_keys(self, message)), classes="quiet kept-line")
        line.display = bool(self.stored_draft)
        return line

    def restore_draft(
        self, rows: Mapping[str, FormRow], draft: Mapping[str, Any] | None = None
    ) -> None:
        """Put into the rows what was typed before, and say what fits in none of them."""
        if message := leftover_text(
            restore_values(rows, self.stored_draft if draft is None else draft)
        ):
            self.notify(message, markup=False, timeout=30)

    def clear_form(self) -> None:
        """Put back what the dialog began with."""

    def action_empty(self) -> None:
        """Take away what was typed."""
        self.clear_form()
        self.query(".kept-line").set(display=False)

    def close(self, result: ResultT | None) -> None:
        """Close with this result; without one, the draft is stored."""
        self.drafts.pop(self.key, None)
        draft = self.draft() if result is None else None
        if draft:
            self.drafts[self.key] = draft
        self.dismiss(result)


class LineDialog(TextDialog[str | None]):
    """One line of text; the result is None when the person went back."""

    DEFAULT_CSS = """
    LineDialog { align: center middle; }
    LineDialog > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; }
    LineDialog Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS = [
        Binding(
            "escape", "back", N_("Back"), id="line.back", tooltip=N_("What you typed stays here")
        ),
        Binding(
            "ctrl+s", "save", N_("Save"), id="line.save", tooltip=N_("Save; Enter does it too")
        ),
    ]

    def __init__(
        self,
        drafts: MutableMapping[str, dict[str, Any]],
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

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed."""
        if not self.is_mounted:
            return self.stored_draft or None
        text = self.query_one(TextField).value
        return {"text": text} if text and (self.problem or text != self.text) else None

    def compose(self) -> ComposeResult:
        """Lay out the question and the field."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.question))
            # What could not be saved is newer than the draft, which was stored at a pause.
            text = self.text if self.problem else draft_text(self.stored_draft) or self.text
            # Not selected: the next letter adds to it and does not take its place.
            yield TextField(text, select_on_focus=False)
            yield self.draft_notice()
            if self.problem:
                yield Static(Content(self.problem), classes="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor in the field at once, so that the next key is for it."""
        self.set_focus(self.query_one(TextField))

    def clear_form(self) -> None:
        """Put back the text that was offered."""
        self.query_one(TextField).value = self.text

    def action_back(self) -> None:
        """Close without saving."""
        self.close(None)

    def action_save(self) -> None:
        """Return what was typed; who saves it takes the draft away with that."""
        self.dismiss(self.query_one(TextField).value)

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_save()


class ConfirmDialog(LocalizedBindings, ModalScreen[bool]):
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

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers; the harmless one has the focus."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.question))
            with Horizontal():
                yield Button(Content(self.answers[0]), id="yes", compact=True)
                yield Button(Content(self.answers[1]), id="no", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin on the answer that changes nothing."""
        self.query_one("#no", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        event.stop()
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)
