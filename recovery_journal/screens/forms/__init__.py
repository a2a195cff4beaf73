"""The forms: check in, urge, reached, meeting. What they share is here.

A form is a column of rows, one for each field of its record; the rows that few
people need every day are folded away, and made when they are first shown. Enter
saves from anywhere but a text of several lines; Escape goes back and keeps what
was typed. With ``entry`` a form changes a record that is there: its rows begin
with what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.record import COMMON
from recovery_journal.errors import JournalError, Unknown
from recovery_journal.messages import FormClosed, JournalWritten
from recovery_journal.palette import in_own_keys
from recovery_journal.screens import Clock
from recovery_journal.screens.forms.filling import FillingScreen
from recovery_journal.screens.forms.values import yes_no
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.row import Row, left_words, show_whole
from recovery_journal.widgets.text_field import NoteField, TextField
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal


class FormScreen(FillingScreen):
    """A form for one kind of record, new or, with ``entry``, one to be changed.

    ``given`` are values it is opened with, by the names of the domain; ``kept``
    is a draft from before; ``unfolded`` the forms shown with all their rows.
    Subclasses give the rows and make the record; ``dated`` False leaves out the
    time, the note and the mark to share.
    """

    CSS_PATH = Path(__file__).with_name("form.tcss")
    more: ClassVar[str] = ""  # what the folded rows are about
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

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        given: Mapping[str, Any],
        entry: int | None = None,
    ) -> None:
        super().__init__(journal, clock, given, entry)
        self.kept: dict[str, Any] | None = None
        self.unfolded: set[str] = set()
        self._open = False

    # --- what it looks like ---------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the rows, the folded ones below."""
        rows = [*self.rows()]
        if self.dated:
            rows.append(
                Row("when", _("When"), TextField(placeholder=_("now, or: yesterday 21:30")))
            )
        with Page():
            yield Static(id="kept", classes="quiet", markup=False)
            yield from rows
            yield Static(id="problem", classes="notice", markup=False)
            yield Link("", "screen.fold", classes="fold")
            with Vertical(id="more"):
                if self._begins_with_more({one.field_name for one in rows if isinstance(one, Row)}):
                    yield from self._folded_rows()

    def _begins_with_more(self, first: set[str]) -> bool:
        """Say whether the folded rows may be shown, or hold something, from the beginning."""
        if self.entry is not None or self.form in self.unfolded:
            return True
        return not first.issuperset({*self.prefill(self.given), *(self.kept or ())})

    def _folded_rows(self) -> Iterable[Widget]:
        yield from self.more_rows()
        if self.dated:
            yield Row("note", _("Note"), NoteField())
            yield Row("share", _("Mark to share"), yes_no(), COMMON["share"])

    def rows(self) -> Iterable[Widget]:
        """Return the rows that are in sight from the beginning."""
        return ()

    def more_rows(self) -> Iterable[Widget]:
        """Return the rows that are folded away."""
        return ()

    def on_mount(self) -> None:
        """Fill in what is stored or given, then what was typed before."""
        if self._begun is not None:
            return  # a form that calls this from its own has had it
        self.watch(self.query_one(Page), "virtual_size", self.on_resize, init=False)
        self.begin()
        self._unfold_what_holds_something()
        if self.kept:
            self.fill_raw(self.kept)
            said = _("What you typed before is still here. ctrl+r empties the form.")
            if self.before is not None:
                said = _("What you typed before is still here. ctrl+r goes back to what is saved.")
            self._say_kept(said, left_words(self._left))

    def _unfold_what_holds_something(self) -> None:
        """Show the folded rows of an entry that holds more than the first ones."""
        folded = {row.field_name for row in self.query("#more Row").results(Row)}
        holds = folded - self.empty_rows()
        self._open = self.form in self.unfolded or (self.before is not None and bool(holds))
        self._show_fold()

    def on_screen_resume(self) -> None:
        """Close, if it was saved while another form lay on top."""
        if self._saved:
            self.post_message(FormClosed(self.key, None))

    def show_journal(self) -> None:
        """Show what is changed here as it is now; close, if it was taken out meanwhile."""
        if self.entry is None or self._saved:
            return
        if self.gone():
            self._say_gone()
            return
        now = self.load(self.entry)
        if now != self.before and not self.draft():
            self.before = now
            self.begin()

    def _say_gone(self) -> None:
        """Say that the entry is not there any more, and close."""
        self.notify(_("This entry is not in the journal any more."), markup=False)
        draft = self.draft()
        self._saved = True
        self.post_message(FormClosed(self.key, draft))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to delete only what is there."""
        return self.before is not None if action == "delete" else True

    def on_resize(self) -> None:
        """Keep the field that is being filled in in sight."""
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        show_whole(self.focused)

    def _say_kept(self, sentence: str, left: str = "") -> None:
        kept = self.query_one("#kept", Static)
        kept.update(Content("\n".join(filter(None, (in_own_keys(self, sentence), left)))))
        kept.display = bool(sentence)

    def _show_fold(self) -> None:
        self.query_one("#more").display = self._open
        mark = "▾" if self._open else "▸"
        words = _("More") if self._open else _("More: {fields}").format(fields=_(self.more))
        key = in_own_keys(self, "f2")
        self.query_one(".fold", Link).update(Content(f"{mark} {words}  {key}"))

    async def action_fold(self) -> None:
        """Show or hide the other fields, and remember it for new entries."""
        more = self.query_one("#more")
        if not more.children:
            await self.add_rows(more, [*self._folded_rows()])
        self._open = not self._open
        if self.before is None:
            self.unfolded ^= {self.form}
        self._show_fold()
        if self._open:
            self.begin_at(self.query("#more Row").first(Row))

    def action_past(self) -> None:
        """Go to the field that says when it happened."""
        if self.dated:
            self.begin_at(self._rows()["when"])

    async def add_rows(
        self, into: Widget, rows: Sequence[Widget], before: Widget | None = None
    ) -> None:
        """Put rows into the form that were not there, with what they begin with."""
        begun = {row.field_name: row.raw for row in rows if isinstance(row, Row)}
        self._begun = {**(self._begun or {}), **begun}
        await into.mount_all(rows, before=before)

    # --- what was typed -------------------------------------------------------

    def action_leave(self) -> None:
        """Go back; what was typed is kept."""
        self.post_message(FormClosed(self.key, self.draft()))

    def action_empty(self) -> None:
        """Take away what was typed."""
        self.fill_raw({name: (self._begun or {}).get(name) for name in self._rows()})
        for row in self.query(Row):
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
            values = self._values()
            when = self.moment(self._rows()["when"].raw if self.dated else None, values)
            self.touched = set(self.draft() or ())
            record = self.record(values, when)
            with self.saving(self.key):
                said = self.store(record)
        except JournalError as error:
            if isinstance(error, Unknown) and self.gone():
                self._say_gone()
            else:
                self._say_problem(error)
        else:
            self._close(said)

    def action_delete(self) -> None:
        """Delete the entry that is open here."""
        if self._saved or self.before is None:
            return
        try:
            self.take_out()
        except Unknown:
            self._say_gone()
        except JournalError as error:
            self._say_problem(error)
        else:
            self._close(_("Deleted."))

    def _close(self, said: str) -> None:
        self._saved = True
        if said:
            self.post_message(JournalWritten(said))
        self.post_message(FormClosed(self.key, None))
