"""The forms: check in, urge, reached, meeting. What they share is here.

A form is a column of rows, one for each field of its record; the rows that few
people need every day are folded away, and made when they are first shown. Enter
saves from anywhere but a text of several lines; Escape goes back and keeps what
was typed. With ``entry`` a form changes a record that is there: its rows begin
with what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.record import COMMON_FIELDS
from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.messages import FormClosed, JournalChanged
from recovery_journal.screens.forms.control_values import yes_no_choice
from recovery_journal.screens.forms.row_values import FillingScreen
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.form_body import FormBody
from recovery_journal.widgets.form_row import FormRow, leftover_text, scroll_field_visible
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.text_field import NoteField, TextField


class FormScreen(FillingScreen):
    """A form for one kind of record, new or, with ``entry``, one to be changed.

    ``preset`` are values it is opened with, by the names of the domain.
    Subclasses give the rows and make the record; ``dated`` False leaves out the
    time, the note and the mark to share.
    """

    CSS_PATH = Path(__file__).with_name("form.tcss")
    folded_fields: ClassVar[str] = ""  # what the folded rows are about
    dated: ClassVar[bool] = True
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
        Binding(
            "f8", "delete", N_("Delete"), id="form.delete",
            tooltip=N_("Delete this entry; ctrl+z brings it back"),
        ),
        Binding("down", "app.focus_next", N_("Next field"), id="form.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="form.before", show=False),
    ]  # fmt: skip

    _is_unfolded = False

    # --- what it looks like ---------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the rows, the folded ones below."""
        rows = [*self.rows()]
        if self.dated:
            rows.append(
                FormRow("when", _("When"), TextField(placeholder=_("now, or: yesterday 21:30")))
            )
        with FormBody():
            yield Static(id="kept", classes="quiet", markup=False)
            yield from rows
            yield Static(id="problem", classes="notice", markup=False)
            yield ActionLink("", "screen.fold", classes="fold")
            with Vertical(id="more"):
                if self._starts_unfolded(
                    {row.field_name for row in rows if isinstance(row, FormRow)}
                ):
                    yield from self._all_folded_rows()

    def _starts_unfolded(self, visible_fields: set[str]) -> bool:
        """Say whether the folded rows may be shown, or hold something, from the beginning."""
        if self.entry is not None or self.form in self.session.unfolded:
            return True
        return not visible_fields.issuperset(
            {*self.prefill(self.preset), *(self.stored_draft or ())}
        )

    def _all_folded_rows(self) -> Iterable[Widget]:
        yield from self.folded_rows()
        if self.dated:
            yield FormRow("note", _("Note"), NoteField())
            yield FormRow("share", _("Mark to share"), yes_no_choice(), COMMON_FIELDS["share"])

    def rows(self) -> Iterable[Widget]:
        """Return the rows that are in sight from the beginning."""
        return ()

    def folded_rows(self) -> Iterable[Widget]:
        """Return the rows that are folded away."""
        return ()

    def on_mount(self) -> None:
        """Fill in what is stored or given, then what was typed before."""
        if self._initial is not None:
            return  # a form that calls this from its own has had it
        self.watch(self.query_one(FormBody), "virtual_size", self.on_resize, init=False)
        self.fill_initial()
        self._unfold_filled_rows()
        if self.stored_draft:
            self.restore_values(self.stored_draft)
            sentence = _("What you typed before is still here. ctrl+r empties the form.")
            if self.original is not None:
                sentence = _(
                    "What you typed before is still here. ctrl+r goes back to what is saved."
                )
            self._show_draft_notice(sentence, leftover_text(self._leftover))

    def _unfold_filled_rows(self) -> None:
        """Show the folded rows of an entry that holds more than the first ones."""
        folded = {row.field_name for row in self.query("#more FormRow").results(FormRow)}
        filled = folded - self.empty_rows()
        self._is_unfolded = self.form in self.session.unfolded or (
            self.original is not None and bool(filled)
        )
        self._show_fold()

    def on_screen_resume(self) -> None:
        """Close, if it was saved while another form lay on top."""
        if self._saved:
            self.post_message(FormClosed(self.key, None))

    def show_journal(self) -> None:
        """Show what is changed here as it is now; close, if it was taken out meanwhile."""
        if self.entry is None or self._saved:
            return
        if self.is_deleted():
            self._close_deleted()
            return
        current = self.load(self.entry)
        if current != self.original and not self.draft():
            self.original = current
            self.fill_initial()

    def _close_deleted(self) -> None:
        """Say that the entry is not there any more, and close."""
        self.notify(_("This entry is not in the journal any more."), markup=False)
        draft = self.draft()
        self._saved = True
        self.post_message(FormClosed(self.key, draft))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to delete only what is there."""
        return self.original is not None if action == "delete" else True

    def on_resize(self) -> None:
        """Keep the field that is being filled in in sight."""
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        scroll_field_visible(self.focused)

    def _show_draft_notice(self, sentence: str, leftover_text: str = "") -> None:
        notice = self.query_one("#kept", Static)
        notice.update(
            Content("\n".join(filter(None, (with_user_keys(self, sentence), leftover_text))))
        )
        notice.display = bool(sentence)

    def _show_fold(self) -> None:
        self.query_one("#more").display = self._is_unfolded
        mark = "▾" if self._is_unfolded else "▸"
        text = (
            _("More")
            if self._is_unfolded
            else _("More: {fields}").format(fields=_(self.folded_fields))
        )
        key = with_user_keys(self, "f2")
        self.query_one(".fold", ActionLink).update(Content(f"{mark} {text}  {key}"))

    async def action_fold(self) -> None:
        """Show or hide the other fields, and remember it for new entries."""
        container = self.query_one("#more")
        if not container.children:
            await self.add_rows(container, [*self._all_folded_rows()])
        self._is_unfolded = not self._is_unfolded
        if self.original is None:
            self.session.unfolded ^= {self.form}
        self._show_fold()
        if self._is_unfolded:
            self.focus_row(self.query("#more FormRow").first(FormRow))

    def action_past(self) -> None:
        """Go to the field that says when it happened."""
        if self.dated:
            self.focus_row(self._rows()["when"])

    async def add_rows(
        self, container: Widget, rows: Sequence[Widget], before: Widget | None = None
    ) -> None:
        """Put rows into the form that were not there, with what they begin with."""
        initial = {row.field_name: row.control_value for row in rows if isinstance(row, FormRow)}
        self._initial = {**(self._initial or {}), **initial}
        await container.mount_all(rows, before=before)

    # --- what was typed -------------------------------------------------------

    def action_leave(self) -> None:
        """Go back; the draft is stored."""
        self.post_message(FormClosed(self.key, self.draft()))

    def action_empty(self) -> None:
        """Take away what was typed."""
        self.restore_values({name: (self._initial or {}).get(name) for name in self._rows()})
        for row in self.query(FormRow):
            row.show_error("")
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
        for row in self.query(FormRow):
            row.show_error("")
        self._show_form_error("")
        try:
            values = self._values()
            when = self.read_occurred_at(
                self._rows()["when"].control_value if self.dated else None, values
            )
            self.dirty_fields = set(self.draft() or ())
            record = self.record(values, when)
            with self.saving(self.key):
                message = self.store(record)
        except JournalError as error:
            if isinstance(error, RecordNotFound) and self.is_deleted():
                self._close_deleted()
            else:
                self._show_error(error)
        else:
            self._close(message)

    def action_delete(self) -> None:
        """Delete the entry that is open here."""
        if self._saved or self.original is None:
            return
        try:
            self.delete_record()
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
