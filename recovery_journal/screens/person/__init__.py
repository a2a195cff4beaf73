"""A person's page: what is careful first, the facts, the history; everything can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import OptionList, Static

from recovery_journal.domain.contact import Contact
from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormClosed, JournalChanged, OpenForm, form_name_for
from recovery_journal.queries.contact import ContactPage, load_contact
from recovery_journal.report.state_text import status_text
from recovery_journal.rules.contact_changes import resolve_changes, resume_changes
from recovery_journal.rules.network.states import GLYPHS, contact_state
from recovery_journal.screens import PageScreen, reach_out_form
from recovery_journal.screens.person.contact_actions import ContactActions
from recovery_journal.screens.person.contact_form import ContactForm
from recovery_journal.screens.person.person_content import (
    FieldList,
    contact_entry_lines,
    entries_heading,
    felt_section,
    field_rows,
    months_section,
    older_entries_text,
)
from recovery_journal.session import Session
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.page_list import PageList
from recovery_journal.widgets.text_field import TextField

TWO_COLUMN_WIDTH = 72
"""Under so many columns the history stands below the facts."""
SHOWN_ENTRIES = 40
"""How many of the last entries are shown."""


class PersonScreen(PageScreen):
    """One contact; ``about`` is its id. ``e`` turns the facts into a form."""

    CSS_PATH = Path(__file__).with_name("person.tcss")
    AUTO_FOCUS = "FieldList"
    page = "person"
    heading = N_("Person")
    BINDINGS = [
        Binding("r", "log('reached')", N_("Reached"), id="person.reached",
                tooltip=N_("Log that you reached this person")),
        Binding("t", "log('tried')", N_("Tried"), id="person.tried",
                tooltip=N_("Log that you tried to reach this person")),
        Binding("p", "pause", N_("Pause"), id="person.pause",
                tooltip=N_("Out of the rhythm until a day, or until further notice")),
        Binding("p", "resume", N_("Resume"), id="person.resume",
                tooltip=N_("Back in the rhythm")),
        Binding("x", "standing", N_("Contact"), id="person.standing", show=False,
                tooltip=N_("Less contact now, or ended; both can be taken back")),
        Binding("delete", "delete", N_("Delete"), id="person.delete", show=False,
                tooltip=N_("Take this contact out of the journal; entries stay")),
        Binding("e", "edit", N_("Edit"), id="person.edit", tooltip=N_("Change what stands here")),
        Binding("ctrl+s", "save", N_("Save"), id="person.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("ctrl+r", "put_back", N_("Put back"), id="person.put-back", show=False,
                tooltip=N_("Take away what was typed")),
    ]  # fmt: skip

    contact: Contact | None = None
    """None until it is read, and once it is not there any more."""
    contact_page: ContactPage
    """What was read of the contact; it is there once ``contact`` is."""

    def __init__(self, session: Session, about: Any = None) -> None:
        super().__init__(session, about)
        self.actions = ContactActions(self)

    def compose_body(self) -> ComposeResult:
        """Lay out the name, the facts, and the history."""
        with Vertical(id="person-page"):
            yield Static(id="person-title", markup=False)
            with Container(id="person-body"):
                yield FieldList(id="facts")
                with VerticalScroll(id="history"):
                    yield Static(id="history-words", markup=False)
                    yield PageList(id="history-entries")
                    yield Static(id="history-more", classes="quiet", markup=False)

    # --- what is shown --------------------------------------------------------

    async def restore_form(self) -> None:
        """Open the form again where something typed is waiting from before the lock."""
        is_open = self.take_view_state() or self.session.drafts.get(self.key)
        if is_open and self.editor is None and self.contact is not None:
            await self.action_edit()

    def show_journal(self) -> None:
        """Read the person and show the page; gone meanwhile, say so and go back."""
        is_first = self.contact is None
        try:
            self.contact_page = load_contact(self.journal, self.about, self.today, self.now)
        except RecordNotFound:
            self.close_gone()
            return
        self.contact = self.contact_page.contact
        self._show_page()
        if is_first:
            self.call_later(self.restore_form)

    def close_gone(self) -> None:
        """Say that the person is not in the journal any more, and go back."""
        draft = self.draft()
        self.contact = None
        self.call_later(self._leave, draft)

    def _leave(self, draft: dict[str, Any] | None) -> None:
        if not self.is_current:
            return  # deleted here just now, and left with that
        self.post_message(FormClosed(self.key, draft))
        self.app.notify(_("This person is not in the journal any more."), markup=False)

    def close_deleted(self) -> None:
        """Go back from the page of a contact that was deleted here."""
        self.drop_draft(self.key)
        self.contact = None
        self.dismiss()
        self.app.post_message(JournalChanged(_("Deleted; entries stay.")))

    def _show_page(self) -> None:
        if self.contact is None:
            return
        page = self.contact_page
        self.show_text("#person-title", self._title())
        self.set_class(self.editor is not None, "-editing")
        # The classes of the width come later than the first read of the journal.
        column_width = (
            self.size.width // 2 if self.size.width >= TWO_COLUMN_WIDTH else self.size.width
        )
        self.query_one(FieldList).show(
            field_rows(self.contact, page.details, self.today, column_width - 5)
        )
        past_records = page.past_records
        parts = [
            *months_section(page.months, page.is_group, 8 if column_width < 50 else 16),
            *felt_section(page.stats, page.activity),
            *entries_heading(bool(past_records)),
        ]
        content = Content("\n").join(parts)
        self.show_text("#history-words", content[1:])
        entry_list = self.query_one("#history-entries", PageList)
        entry_list.show(contact_entry_lines(past_records[:SHOWN_ENTRIES], column_width - 6))
        # Without an entry what stands above is scrolled by itself.
        entry_list.can_focus = bool(past_records)
        self.query_one("#history").can_focus = not past_records
        has_more = len(past_records) > SHOWN_ENTRIES
        self.show_text("#history-more", older_entries_text(SHOWN_ENTRIES), visible=has_more)
        self.refresh_bindings()

    def _title(self) -> Content:
        assert self.contact is not None
        name = (escape_control(self.contact.name), "bold")
        activity = self.contact_page.activity
        state = contact_state(activity, self.today)
        status = (f"  {status_text(activity, self.today)}", "$text-muted")
        if not self.contact.is_placed or self.contact.status == "ended":
            return Content.assemble(name, status)
        return Content.assemble((f"{GLYPHS[state]} ", f"$state-{state}"), name, status)

    def on_resize(self) -> None:
        """Fold the words for the new size."""
        self._show_page()

    # --- what changes the contact at once -----------------------------------------

    def action_log(self, result: str) -> None:
        """Open Reached for this person; for a recovery group, the meeting."""
        if self.contact is not None:
            self.post_message(reach_out_form(self.contact, result))

    async def action_pause(self) -> None:
        """Ask until when."""
        await self.actions.ask_pause()

    def action_resume(self) -> None:
        """Bring them back in the rhythm."""
        if self.contact is not None:
            self.actions.resume(self.contact)

    async def action_standing(self) -> None:
        """Ask how much contact there is now."""
        if self.contact is not None:
            await self.actions.ask_status(self.contact)

    async def action_delete(self) -> None:
        """Ask, then take the contact out of the journal."""
        if self.contact is not None:
            await self.actions.ask_delete(self.contact)

    # --- editing --------------------------------------------------------------

    @property
    def editor(self) -> ContactForm | None:
        """The form, while something is being changed."""
        try:
            return self.query_one(ContactForm)
        except NoMatches:
            return None

    def view_state(self) -> bool:
        """Return whether something is being changed."""
        return self.editor is not None

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed here and is not saved."""
        form = self.editor
        return self.session.drafts.get(self.key) if form is None else form.draft()

    async def action_edit(self, field: str = "name") -> None:
        """Turn the facts into a form, the cursor in this field."""
        if self.contact is None or self.editor is not None:
            return
        form = ContactForm(
            self.contact, self.contact_page.details, self.session.drafts.get(self.key) or {}
        )
        with self.app.batch_update():  # laid out once, when all of it is there
            self.add_class("-editing")
            await self.query_one("#person-page").mount(form)
        form.focus_field(field)
        self.refresh_bindings()

    @on(PageList.Selected, "#history-entries")
    def _entry_selected(self, event: PageList.Selected) -> None:
        """Open an entry of the history in its form."""
        kind, entry = event.key
        self.post_message(OpenForm(form_name_for(kind), {}, entry))

    @on(OptionList.OptionSelected, "#facts")
    async def _field_selected(self) -> None:
        field = self.query_one(FieldList).key
        if field == "paused":
            await self.run_action("screen.pause")
            await self.run_action("screen.resume")
        else:
            await self.action_edit(field)

    async def _close_form(self) -> None:
        form = self.editor
        with self.app.batch_update():
            if form is not None:
                await form.remove()
            self.remove_class("-editing")
        self.set_focus(self.query_one(FieldList))
        self.refresh_bindings()

    @on(FormSubmitted)
    @on(TextField.Submitted)
    async def _enter(self) -> None:
        await self.action_save()

    async def action_save(self) -> None:
        """Save, or say beside the field what is not right."""
        form = self.editor
        if form is None:
            return
        try:
            fields, details = form.changes()
            changes = resolve_changes(self.journal.contacts.get(self.about), fields, self.today)
            if changes or details:
                with self.saving(self.key):
                    self.journal.contacts.edit(self.about, details=details, **changes)
        except RecordNotFound:
            self.close_gone()
            return
        except JournalError as error:
            form.show_error(error)
            return
        self.drop_draft(self.key)
        await self._close_form()
        if changes or details:
            self.post_message(JournalChanged(_("Saved.")))

    def action_put_back(self) -> None:
        """Take away what was typed."""
        if self.editor is not None:
            self.editor.reset()
            self.drop_draft(self.key)

    def action_back(self) -> None:
        """Leave the form with its draft stored; else go back to the screen below."""
        form = self.editor
        if form is None:
            super().action_back()
            return
        self.store_draft()
        self.call_later(self._close_form)
        if form.draft():
            self.notify(_("What you typed is kept; e shows it again."), markup=False, timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self.contact is None or not self.is_mounted:
            return True
        if action in {"save", "put_back"}:
            return self.editor is not None
        if action in {"edit", "log", "pause", "resume", "standing", "delete"}:
            if self.editor is not None:
                return False
            if action in {"pause", "resume"}:
                if self.contact.status == "ended":
                    return False  # out of the rhythm already
                return bool(resume_changes(self.contact, self.today)) == (action == "resume")
        return True
