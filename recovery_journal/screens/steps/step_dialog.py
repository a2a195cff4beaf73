"""A line of the safety steps: its text, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.report.safety_steps_text import step_heading_hint, step_heading_label
from recovery_journal.session import Drafts
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.form_row import FormRow, no_match_text, restore_values
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.picker import PickedItem, Picker
from recovery_journal.widgets.text_field import TextField

SaveStep = Callable[[str, int | None], SafetyStep]
"""What stores a text and the id of whom it is about; raises JournalError."""


class StepDialog(TextDialog[SafetyStep | None]):
    """Asks for a line under ``heading``; the result is the line as stored.

    ``step`` is the line to be changed, None for a new one. ``people`` are those
    it may be about, none where the heading is about something else.
    """

    DEFAULT_CSS = """
    StepDialog {
        align: center middle;
        & > .dialog { width: 72; max-width: 95%; height: auto; padding: 1 2; }
        .title { height: auto; }
        .line--hint { height: auto; margin-bottom: 1; }
        FormRow { margin-bottom: 1; }
        FormRow > .row--control { margin-left: 10; }
        FormRow > .row--error { margin-left: 11; }
    }
    """
    AUTO_FOCUS = "TextField"
    BINDINGS = [
        Binding("ctrl+s", "save", N_("Save"), id="step-line.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("escape", "back", N_("Back"), id="step-line.back",
                tooltip=N_("What you typed stays here")),
        Binding("down", "app.focus_next", N_("Next field"), id="step-line.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="step-line.before", show=False),
    ]  # fmt: skip

    def __init__(
        self,
        drafts: Drafts,
        heading: StepHeading,
        save_step: SaveStep,
        *,
        step: SafetyStep | None = None,
        people: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(drafts)
        self.step_heading = heading
        self.save_step = save_step
        self.step = step
        self.people = dict(people)
        self.reopen_action = (
            f"screen.add('{heading}')" if step is None else f"screen.edit({step.id})"
        )
        self._initial: dict[str, Any] = {}

    @property
    def key(self) -> str:
        """The line, or the heading for a new one: each has its own draft."""
        return f"step:{self.step_heading if self.step is None else self.step.id}"

    def compose(self) -> ComposeResult:
        """Lay out the text, and whom it is about."""
        with Vertical(classes="dialog"):
            yield Static(Content(step_heading_label(self.step_heading)), classes="title")
            yield Static(Content(step_heading_hint(self.step_heading)), classes="quiet line--hint")
            yield FormRow("text", _("Line"), TextField())
            if self.people:
                names = [
                    (contact_id, escape_control(name)) for contact_id, name in self.people.items()
                ]
                hint = _("type a name, if it is about someone")
                yield FormRow("contact", _("About"), Picker(names, single=True, placeholder=hint))
            yield self.draft_notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the line as it is, then with what was typed before."""
        rows = self._rows()
        if self.step is not None:
            rows["text"].control_value = self.step.text
            contact_id = self.step.contact_id
            if contact_id in self.people and "contact" in rows:
                rows["contact"].control_value = (PickedItem(contact_id, self.people[contact_id]),)
        self._initial = {name: row.control_value for name, row in rows.items()}
        self.restore_draft(rows)
        field = rows["text"].control
        if isinstance(field, TextField):
            field.cursor_position = len(field.value)
        self.set_focus(field)  # at once: the next key is for it

    def _rows(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self.query(FormRow)}

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from the line as it is."""
        if not self.is_mounted:
            return self.stored_draft or None
        current = {name: row.control_value for name, row in self._rows().items()}
        return {
            name: value for name, value in current.items() if value != self._initial.get(name)
        } or None

    def clear_form(self) -> None:
        """Put back the line as it is."""
        restore_values(self._rows(), self._initial)

    def action_back(self) -> None:
        """Close without saving; what was typed waits."""
        self.close(None)

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Store the line, or say beside the field what is not right."""
        rows = self._rows()
        for row in rows.values():
            row.show_error("")
        try:
            contact_id = self._selected_contact_id()
            text = rows["text"].control_value or (
                self.people.get(contact_id, "") if contact_id else ""
            )
            stored = self.save_step(text, contact_id)
        except JournalError as error:
            row = rows.get(error.details.get("field", ""), rows["text"])
            row.show_error(error.message)
            return
        self.close(stored)

    def _selected_contact_id(self) -> int | None:
        row = self._rows().get("contact")
        if row is None:
            return None if self.step is None else self.step.contact_id
        if isinstance(row.control, Picker) and not row.control.pick_typed_text():
            raise BadValue(no_match_text(), field="contact")
        return next((picked.key for picked in row.control_value or ()), None)
