"""The forms: check in, urge, reached, meeting. What they share is here.

A form is a column of rows, one for each field of its record; the rows that few
people need every day are folded away. Enter saves from anywhere but a text of
several lines; Escape goes back and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.fields import Fields
from recovery_journal.domain.record import COMMON
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.messages import Form, FormClosed, JournalWritten
from recovery_journal.report.plain import harmless
from recovery_journal.rules.when import parse_when
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.screens.forms.values import yes_no
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import NoteField, TextField
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.domain.record import Record
    from recovery_journal.storage import Journal


class FormScreen(JournalScreen):
    """A form for one kind of record.

    ``given`` are values it is opened with, by the names of the domain; ``kept``
    is a draft from before; ``unfolded`` the forms shown with all their rows.
    Subclasses give the rows and make the record.
    """

    CSS_PATH = Path(__file__).with_name("form.tcss")
    form: ClassVar[Form]
    fields: ClassVar[Fields]
    more: ClassVar[str] = ""  # what the folded rows are about
    BINDINGS = [
        Binding(
            "ctrl+s", "save", N_("Save"), id="form.save", tooltip=N_("Save; Enter does it too")
        ),
        Binding(
            "escape", "leave", N_("Back"), id="form.leave", tooltip=N_("What you typed stays here")
        ),
        Binding(
            "f2", "fold", N_("More"), id="form.more", tooltip=N_("Show or hide the other fields")
        ),
        Binding("ctrl+t", "past", N_("Time"), id="form.time", tooltip=N_("Say when it happened")),
        Binding(
            "ctrl+r", "empty", N_("Empty the form"), id="form.empty", show=False,
            tooltip=N_("Take away what was typed"),
        ),
        Binding("down", "app.focus_next", N_("Next field"), id="form.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="form.before", show=False),
    ]  # fmt: skip

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        given: Mapping[str, Any],
        entry: int | None = None,
    ) -> None:
        super().__init__(journal, clock)
        self.given = dict(given)
        self.entry = entry
        self.kept: dict[str, Any] | None = None
        self.unfolded: set[str] = set()
        self._begun: dict[str, Any] = {}
        self._saved = False

    @property
    def key(self) -> str:
        """The name of the draft: the form, and whom it was opened for."""
        people = ",".join(str(ref.id) for ref in self.given.get("contacts", ()))
        return f"{self.form}:{people}"

    # --- what it looks like ---------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the rows, the folded ones below."""
        with Page():
            yield Static(id="kept", classes="quiet", markup=False)
            yield from self.rows()
            yield Row("when", _("When"), TextField(placeholder=_("now, or: yesterday 21:30")))
            yield Static(id="problem", classes="notice", markup=False)
            yield Link("", "screen.fold", classes="fold")
            with Vertical(id="more"):
                yield from self.more_rows()
                yield Row("note", _("Note"), NoteField())
                yield Row("share", _("Mark to share"), yes_no(), COMMON["share"])

    def rows(self) -> Iterable[Widget]:
        """Return the rows that are in sight from the beginning."""
        return ()

    def more_rows(self) -> Iterable[Widget]:
        """Return the rows that are folded away."""
        return ()

    def on_mount(self) -> None:
        """Fill in what is given, then what was typed before."""
        self._show_fold()
        rows = self._rows()
        for name, value in self.prefill(self.given).items():
            if name in rows:
                rows[name].raw = value
        self._begun = {name: row.raw for name, row in rows.items()}
        if self.kept:
            for name, value in self.kept.items():
                if name in rows:
                    rows[name].raw = value
            self._say_kept(_("What you typed before is still here. ctrl+r empties the form."))

    def on_screen_resume(self) -> None:
        """Close, if it was saved while another form lay on top."""
        if self._saved:
            self.post_message(FormClosed(self.key, None))

    def on_resize(self) -> None:
        """Keep the field that is being filled in in sight."""
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def prefill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values to begin with, as the controls hold them."""
        return dict(given)

    def begin_at(self, row: Row) -> None:
        """Put the cursor in this row at once, so that the next key is for it."""
        control = row.control
        self.set_focus(control.query_one(TextField) if isinstance(control, Picker) else control)

    def _rows(self) -> dict[str, Row]:
        return {row.field_name: row for row in self.query(Row)}

    def _say_kept(self, sentence: str) -> None:
        kept = self.query_one("#kept", Static)
        kept.update(Content(sentence))
        kept.display = bool(sentence)

    def _show_fold(self) -> None:
        is_open = self.form in self.unfolded
        self.query_one("#more").display = is_open
        mark = "▾" if is_open else "▸"
        words = _("More") if is_open else _("More: {fields}").format(fields=_(self.more))
        self.query_one(".fold", Link).update(Content(f"{mark} {words}  f2"))

    def action_fold(self) -> None:
        """Show or hide the other fields, and remember it."""
        self.unfolded ^= {self.form}
        self._show_fold()
        if self.form in self.unfolded:
            self.begin_at(self.query("#more Row").first(Row))

    def action_past(self) -> None:
        """Go to the field that says when it happened."""
        self.begin_at(self._rows()["when"])

    # --- what was typed -------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.kept
        now = {name: row.raw for name, row in self._rows().items()}
        return {name: raw for name, raw in now.items() if raw != self._begun.get(name)} or None

    def action_leave(self) -> None:
        """Go back; what was typed is kept."""
        self.post_message(FormClosed(self.key, self.draft()))

    def action_empty(self) -> None:
        """Take away what was typed."""
        for name, row in self._rows().items():
            row.raw = self._begun.get(name)
            row.say("")
        self._say_kept("")

    # --- saving ---------------------------------------------------------------

    @on(Submitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save, or say beside the field what is not right; a second Enter saves nothing more."""
        if self._saved:
            return
        for row in self.query(Row):
            row.say("")
        self._say_at_end("")
        try:
            record = self.record(self._values(), self._when())
            self._check_people(record)
            new = self.journal.lists.unknown(record)
            self.journal.entries.add(record)
        except JournalError as error:
            self._say_problem(error)
            return
        self._saved = True
        said = [_("Saved.")]
        if new:
            names = ", ".join(harmless(name) for name in new)
            said.append(_("New on your own list: {names}.").format(names=names))
        self.post_message(JournalWritten(" ".join(said)))
        self.post_message(FormClosed(self.key, None))

    def _check_people(self, record: Record) -> None:
        """Raise BadValue for someone who was taken out of the journal meanwhile."""
        for ref in getattr(record, "contacts", ()):
            try:
                self.journal.contacts.get(ref.id)
            except JournalError:
                row = "contacts" if "contacts" in self._rows() else "name"
                sentence = _("{name} is not in the journal any more.")
                raise BadValue(sentence.format(name=harmless(ref.name)), field=row) from None

    def record(self, values: dict[str, Any], when: datetime) -> Record:
        """Make the record from the values of the rows; raises BadValue."""
        raise NotImplementedError  # each form makes its own kind of record

    def _values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the domain."""
        values = {}
        for name, row in self._rows().items():
            if name == "when":
                continue
            if isinstance(row.control, Picker) and not row.control.pick_typed():
                raise BadValue(_("Nothing fits these letters."), field=name)
            value = row.value
            if value is not None:
                values[name] = value
        return values

    def _when(self) -> datetime:
        typed = self._rows()["when"].raw
        return parse_when(typed, self.now) if typed else self.now.replace(microsecond=0)

    def _say_problem(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end of the form."""
        name = "when" if error.code in {"bad_when", "future_when"} else error.details.get("field")
        row = self._rows().get(name or "")
        if row is None:
            self._say_at_end(error.message)
            return
        row.say(error.message)
        if not row.control.has_focus_within:
            self.begin_at(row)

    def _say_at_end(self, sentence: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(Content(sentence))
        problem.display = bool(sentence)
