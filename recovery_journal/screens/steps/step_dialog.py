"""A line of the safety steps: its text, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.report.safety_steps_text import step_heading_hint, step_heading_label
from recovery_journal.session import Drafts
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.form_rows import text_row
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import TextField

SaveStep = Callable[[str, int | None], SafetyStep]
"""What stores a text and the id of whom it is about; raises JournalError."""


class StepDialog(TextDialog[SafetyStep]):
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

    @property
    def key(self) -> str:
        """The line, or the heading for a new one: each has its own draft."""
        return f"step:{self.step_heading if self.step is None else self.step.id}"

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the text, and whom it is about."""
        yield Static(Content(step_heading_label(self.step_heading)), classes="title")
        yield Static(Content(step_heading_hint(self.step_heading)), classes="quiet line--hint")
        yield text_row("text", _("Line"))
        if self.people:
            names = [(key, escape_control(name)) for key, name in self.people.items()]
            hint = _("type a name, if it is about someone")
            yield FormRow("contact", _("About"), Picker(names, single=True, placeholder=hint))
        yield self.draft_notice()

    def on_mount(self) -> None:
        """Begin with the line as it is, then with what was typed before."""
        if self.step is not None:
            self.rows.fill({"text": self.step.text})
            if self.step.contact_id in self.people:
                ref = ContactRef(self.step.contact_id, self.people[self.step.contact_id])
                self.rows.fill({"contact": (ref,)})
        self.rows.begin()
        self.restore_draft(self.stored_draft)
        field = self.rows["text"].control
        if isinstance(field, TextField):
            field.cursor_position = len(field.value)
        self.set_focus(field)  # at once: the next key is for it

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Store the line, or say beside the field what is not right."""
        self.rows.clear_errors()
        try:
            contact_id = self._selected_contact_id()
            text = self.rows["text"].control_value or (
                self.people.get(contact_id, "") if contact_id else ""
            )
            stored = self.save_step(text, contact_id)
        except JournalError as error:
            self.rows.show_error(error, default="text")
            return
        self.close(stored)

    def _selected_contact_id(self) -> int | None:
        row = self.rows.get("contact")
        if row is None:
            return None if self.step is None else self.step.contact_id
        return next((picked.key for picked in row.value or ()), None)
