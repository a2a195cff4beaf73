"""The screen of a form: its rows, what was typed in them, and the saving of its record.

A form is a column of rows, one for each field of its record; the rows that few
people need every day are folded away, and made when they are first shown. Enter
saves from anywhere but a text of several lines; Escape goes back and keeps what
was typed. With an entry a form changes a record that is there: its rows begin
with what is stored. What each form asks for is declared in ``forms``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.forms.form_spec import FormSpec
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import action_key, with_user_keys
from recovery_journal.messages import FormClosed, JournalChanged
from recovery_journal.screens import JournalScreen
from recovery_journal.session import Session
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.form_row import FormRow, scroll_field_visible
from recovery_journal.widgets.form_rows import FormBody, note_row, when_row, yes_no_row
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import TextField


class FormScreen(JournalScreen):
    """A form for one kind of record, new or, with ``entry``, one to be changed.

    ``preset`` are values it is opened with, by the names of the domain. The fields are in
    ``rows``, and the record is read and written by ``storage``.
    """

    CSS_PATH = Path(__file__).with_name("form.tcss")
    BINDINGS = [
        Binding("ctrl+s", "save", N_("Save"), id="form.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("escape", "leave", N_("Back"), id="form.leave",
                tooltip=N_("What you typed stays here")),
        Binding("f2", "fold", N_("More"), id="form.more",
                tooltip=N_("Show or hide the other fields")),
        Binding("ctrl+t", "past", N_("Time"), id="form.time", tooltip=N_("Say when it happened")),
        Binding("ctrl+r", "empty", N_("Empty the form"), id="form.empty", show=False,
                tooltip=N_("Take away what was typed")),
        Binding("f8", "delete", N_("Delete"), id="form.delete",
                tooltip=N_("Delete this entry; ctrl+z brings it back")),
        Binding("down", "app.focus_next", N_("Next field"), id="form.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="form.before", show=False),
    ]  # fmt: skip

    _is_unfolded = False
    _saved = False

    def __init__(
        self, session: Session, spec: FormSpec, preset: Mapping[str, Any], entry: int | None = None
    ) -> None:
        super().__init__(session)
        self.spec = spec
        self.form = spec.form
        self.heading = spec.heading
        self.preset = dict(preset)
        self.entry = entry
        # Taken out meanwhile, there is no original: the form says so when it is there.
        self.editor = spec.editor(spec, self.journal, session.clock, entry)

    @property
    def key(self) -> str:
        """The name of the draft: the form, and whom or which entry it was opened for."""
        if self.entry is not None:
            return f"{self.form}:#{self.entry}"
        contact_ids = ",".join(str(ref.id) for ref in self.preset.get("contacts", ()))
        return f"{self.form}:{contact_ids}"

    @cached_property
    def stored_draft(self) -> dict[str, Any]:
        """What was typed here before the form was opened."""
        return self.session.drafts.get(self.key) or {}

    @property
    def title_text(self) -> str:
        """The name of the form; of an entry that is changed, also when it was."""
        return self.editor.heading()

    # --- what it looks like ---------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the rows, the folded ones below."""
        first_rows = [*self.first_rows()]
        if self.spec.dated:
            first_rows.append(when_row())
        with FormBody():
            yield Static(id="kept", classes="quiet", markup=False)
            yield from first_rows
            yield Static(id="problem", classes="notice", markup=False)
            yield ActionLink("", "screen.fold", classes="fold")
            with Vertical(id="more"):
                if self._starts_unfolded(
                    {row.field_name for row in first_rows if isinstance(row, FormRow)}
                ):
                    yield from self._folded_rows()

    def first_rows(self) -> Iterable[Widget]:
        """Return what is in sight from the beginning."""
        return self.spec.rows(self.journal)

    def _folded_rows(self) -> Iterable[FormRow]:
        yield from self.spec.folded_rows(self.journal)
        if self.spec.dated:
            yield note_row("note", _("Note"))
            yield yes_no_row("share", _("Mark to share"))

    def _starts_unfolded(self, visible_fields: set[str]) -> bool:
        """Say whether the folded rows may be shown, or hold something, from the beginning."""
        if self.entry is not None or self.form in self.session.unfolded:
            return True
        return not visible_fields.issuperset({*self._preset_values(), *self.stored_draft})

    def _preset_values(self) -> dict[str, Any]:
        return self.spec.to_rows(dict(self.preset))

    def on_mount(self) -> None:
        """Fill in what is stored or given, then what was typed before."""
        self.watch(self.query_one(FormBody), "virtual_size", self.on_resize, init=False)
        self._fill()
        self._unfold_filled_rows()
        if self.stored_draft:
            leftover = self.rows.restore(self.stored_draft)
            sentence = _("What you typed before is still here. {form.empty} empties the form.")
            if self.editor.original is not None:
                sentence = _(
                    "What you typed before is still here. {form.empty} goes back to what is saved."
                )
            self._show_draft_notice(sentence, leftover)
        self.place_cursor()

    def _fill(self) -> None:
        """Fill in what is stored or given: what differs from it later was typed."""
        is_change = self.editor.original is not None
        if is_change:
            self.rows.fill(self.editor.row_values())
            self.rows.begin()
        self.rows.fill(self._preset_values())
        if not is_change:
            self.rows.begin()

    def place_cursor(self) -> None:
        """Begin with the first field; where that is filled in, with the one that is not."""
        first, second = self.spec.first, self.spec.second
        self.rows.focus(second if second and self.rows[first].control_value else first)

    def _unfold_filled_rows(self) -> None:
        """Show the folded rows of an entry that holds more than the first ones."""
        folded = self.query("#more FormRow").results(FormRow)
        self._is_unfolded = self.form in self.session.unfolded or (
            self.editor.original is not None
            and any(row.control_value is not None for row in folded)
        )
        self._show_fold()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Close, if it was saved while another form lay on top."""
        if self._saved:
            self.post_message(FormClosed(self.key, None))

    def show_journal(self) -> None:
        """Show what is changed here as it is now; close, if it was taken out meanwhile."""
        if self.entry is None or self._saved:
            return
        if self.editor.is_deleted():
            self._close_deleted()
            return
        current = self.editor.load(self.entry)
        if current != self.editor.original and not self.draft():
            self.editor.original = current
            self._fill()

    def _close_deleted(self) -> None:
        """Say that the entry is not there any more, and close."""
        self.notify(_("This entry is not in the journal any more."), markup=False)
        draft = self.draft()
        self._saved = True
        self.post_message(FormClosed(self.key, draft))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to delete only what is there; a goal has no time, and is put aside."""
        if action in {"delete", "past"} and not self.spec.dated:
            return False
        return self.editor.original is not None if action == "delete" else True

    def on_resize(self) -> None:
        """Keep the field that is being filled in in sight."""
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        scroll_field_visible(self.focused)

    def _show_draft_notice(self, sentence: str, leftover_text: str = "") -> None:
        lines = filter(None, (with_user_keys(self, sentence), leftover_text))
        self.show_text("#kept", "\n".join(lines), visible=bool(sentence))

    def _show_fold(self) -> None:
        self.query_one("#more").display = self._is_unfolded
        mark, text = "▾", _("More")
        if not self._is_unfolded:
            mark, text = "▸", _("More: {fields}").format(fields=_(self.spec.folded_fields))
        key = action_key(self, "form.more")
        self.show_text(".fold", f"{mark} {text}  {key}")

    async def action_fold(self) -> None:
        """Show or hide the other fields, and remember it for new entries."""
        container = self.query_one("#more")
        if not container.children:
            await self.add_rows(container, self._folded_rows())
        self._is_unfolded = not self._is_unfolded
        if self.editor.original is None:
            self.session.unfolded ^= {self.form}
        self._show_fold()
        if self._is_unfolded:
            self.rows.focus(self.query("#more FormRow").first(FormRow).field_name)

    def action_past(self) -> None:
        """Go to the field that says when it happened."""
        if self.spec.dated:
            self.rows.focus("when")

    async def add_rows(
        self, container: Widget, rows: Iterable[FormRow], before: Widget | None = None
    ) -> None:
        """Put rows into the form that were not there, with what they begin with."""
        new_rows = [*rows]
        self.rows.initial |= {row.field_name: row.control_value for row in new_rows}
        await container.mount_all(new_rows, before=before)

    # --- what was typed -------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.stored_draft or None
        return {**self.rows.leftover, **self.rows.typed()} or None

    def action_leave(self) -> None:
        """Go back; the draft is stored."""
        self.post_message(FormClosed(self.key, self.draft()))

    def action_empty(self) -> None:
        """Take away what was typed."""
        self.rows.reset()
        self._show_draft_notice("")

    # --- saving ---------------------------------------------------------------

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save, or say beside the field what is not right; a second Enter saves nothing more."""
        if self._saved:
            return
        self.rows.clear_errors()
        self._show_form_error("")
        try:
            record = self.editor.build(self.rows.read(), self.preset)
            with self.saving(self.key):
                message = self.editor.write(record, {*(self.draft() or ())}, self.rows.empty)
        except JournalError as error:
            if isinstance(error, RecordNotFound) and self.editor.is_deleted():
                self._close_deleted()
            else:
                self._show_error(error)
        else:
            self._close(message)

    def action_delete(self) -> None:
        """Delete the entry that is open here."""
        if self._saved or self.editor.original is None:
            return
        try:
            self.editor.delete()
        except RecordNotFound:
            self._close_deleted()
        except JournalError as error:
            self._show_error(error)
        else:
            self._close(_("Deleted."))

    def _close(self, message: str) -> None:
        self._saved = True
        if message:
            self.post_message(JournalChanged(message))
        self.post_message(FormClosed(self.key, None))

    def _show_error(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end of the form."""
        row = self.rows.show_error(error)
        if row is None:
            self._show_form_error(error.message)
        elif not row.control.has_focus_within:
            self.rows.focus(row.field_name)

    def _show_form_error(self, sentence: str) -> None:
        self.show_text("#problem", sentence, visible=bool(sentence))
