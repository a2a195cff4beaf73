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

from recovery_journal.domain.keeping import SafetyStep
from recovery_journal.domain.lists import StepHeading
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.report.plain import harmless
from recovery_journal.report.steps_text import heading_hint, heading_words
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.key_line import KeyLine
from recovery_journal.widgets.picker import Picked, Picker
from recovery_journal.widgets.row import Row, nothing_fits, put_back
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

Keep = Callable[[str, int | None], SafetyStep]
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
        Row { margin-bottom: 1; }
        Row > .row--control { margin-left: 10; }
        Row > .row--error { margin-left: 11; }
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
        heading: StepHeading,
        keep: Keep,
        *,
        step: SafetyStep | None = None,
        people: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__()
        self.under = heading
        self.keep = keep
        self.step = step
        self.people = dict(people)
        self.again = f"screen.add('{heading}')" if step is None else f"screen.edit({step.id})"
        self._begun: dict[str, Any] = {}

    @property
    def key(self) -> str:
        """The line, or the heading for a new one: each has its own draft."""
        return f"step:{self.under if self.step is None else self.step.id}"

    def compose(self) -> ComposeResult:
        """Lay out the text, and whom it is about."""
        with Vertical(classes="dialog"):
            yield Static(Content(heading_words(self.under)), classes="title")
            yield Static(Content(heading_hint(self.under)), classes="quiet line--hint")
            yield Row("text", _("Line"), TextField())
            if self.people:
                names = [(person, harmless(name)) for person, name in self.people.items()]
                hint = _("type a name, if it is about someone")
                yield Row("contact", _("About"), Picker(names, one=True, placeholder=hint))
            yield self.kept_line()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the line as it is, then with what was typed before."""
        rows = self._rows()
        if self.step is not None:
            rows["text"].raw = self.step.text
            about = self.step.contact_id
            if about in self.people and "contact" in rows:
                rows["contact"].raw = (Picked(about, self.people[about]),)
        self._begun = {name: row.raw for name, row in rows.items()}
        self.fill_kept(rows)
        field = rows["text"].control
        if isinstance(field, TextField):
            field.cursor_position = len(field.value)
        self.set_focus(field)  # at once: the next key is for it

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from the line as it is."""
        if not self.is_mounted:
            return self.kept or None
        now = {name: row.raw for name, row in self._rows().items()}
        return {name: raw for name, raw in now.items() if raw != self._begun.get(name)} or None

    def empty(self) -> None:
        """Put back the line as it is."""
        put_back(self._rows(), self._begun)

    def action_back(self) -> None:
        """Close without saving; what was typed waits."""
        self.close(None)

    @on(Submitted)
    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Store the line, or say beside the field what is not right."""
        rows = self._rows()
        for row in rows.values():
            row.say("")
        try:
            about = self._about()
            text = rows["text"].raw or (self.people.get(about, "") if about else "")
            stored = self.keep(text, about)
        except JournalError as error:
            row = rows.get(error.details.get("field", ""), rows["text"])
            row.say(error.message)
            return
        self.close(stored)

    def _about(self) -> int | None:
        row = self._rows().get("contact")
        if row is None:
            return None if self.step is None else self.step.contact_id
        if isinstance(row.control, Picker) and not row.control.pick_typed():
            raise BadValue(nothing_fits(), field="contact")
        return next((one.key for one in row.raw or ()), None)
