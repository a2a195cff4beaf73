"""The keys of a person's page that change the contact at once: pause, contact, delete, log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from recovery_journal.dates import long_day
from recovery_journal.domain.contact import Contact
from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormClosed, JournalChanged
from recovery_journal.rules.contact_changes import pause_changes, resume_changes, status_changes
from recovery_journal.rules.date_parsing import parse_date
from recovery_journal.screens import PageScreen, reach_out_form
from recovery_journal.terminal_text import escape_control

if TYPE_CHECKING:
    from recovery_journal.domain.choices import ContactStatus


class ContactActionsScreen(PageScreen):
    """A page about one contact, ``about`` being its id; ``contact`` is None until it is read."""

    page = "person"
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
    ]  # fmt: skip

    contact: Contact | None = None

    @property
    def _pause_key(self) -> str:
        return f"pause:{self.about}"

    def _gone(self) -> None:
        """Say that the person is not in the journal any more, and go back."""
        draft = self.draft()
        self.contact = None
        self.call_later(self._leave, draft)

    def _leave(self, draft: dict[str, Any] | None) -> None:
        if not self.is_current:
            return  # deleted here just now, and left with that
        self.post_message(FormClosed(self.key, draft))
        self.app.notify(_("This person is not in the journal any more."), markup=False)

    def _change(self, changes: dict[str, Any], message: str) -> bool:
        """Write a change and say it; False where it was not written."""
        if not changes:
            return True
        try:
            self.journal.contacts.edit(self.about, **changes)
        except RecordNotFound:
            self._gone()
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            self.post_message(JournalChanged(message))
            return True
        return False

    def action_log(self, result: str) -> None:
        """Open Reached for this person; for a recovery group, the meeting."""
        if self.contact is not None:
            self.post_message(reach_out_form(self.contact, result))

    async def action_pause(self, text: str = "", problem: str = "") -> None:
        """Ask until when; nothing typed is until further notice."""
        from recovery_journal.widgets.dialogs import LineDialog

        question = _(
            "Pause until which day, such as: in 2 weeks? Nothing typed is until further notice."
        )
        key = self._pause_key
        dialog = LineDialog(
            self.session.drafts, question, text,
            problem=problem, reopen_action="screen.pause", draft_key=key,
        )  # fmt: skip
        await self.app.push_screen(dialog, self._pause)

    def _pause(self, text: str | None) -> None:
        if text is None:
            return
        try:
            until = parse_date(text, self.today) if text.strip() else None
            changes = pause_changes(self.today, until)
        except JournalError as error:
            self.call_later(self.action_pause, text, error.message)
            return
        message = _("Paused.")
        if until is not None:
            message = _("Paused until {day}.").format(day=long_day(until))
        if self._change(changes, message):
            self.drop_draft(self._pause_key)

    def action_resume(self) -> None:
        """Bring them back in the rhythm."""
        if self.contact is not None:
            self._change(resume_changes(self.contact, self.today), _("Back in the rhythm."))

    async def action_standing(self) -> None:
        """Ask how much contact there is now."""
        from recovery_journal.screens.person.status_dialog import StatusDialog

        if self.contact is not None:
            await self.app.push_screen(StatusDialog(self.contact), self._change_status)

    def _change_status(self, status: ContactStatus | None) -> None:
        if status is not None and self.contact is not None:
            self._change(status_changes(self.contact, status, self.today), _("Saved."))

    async def action_delete(self) -> None:
        """Ask, then take the contact out of the journal."""
        from recovery_journal.widgets.dialogs import ConfirmDialog

        if self.contact is None:
            return
        question = _('Delete {name}? Entries with them stay and show "someone".').format(
            name=escape_control(self.contact.name)
        )
        dialog = ConfirmDialog(question, _("Delete"), _("Keep"))
        await self.app.push_screen(dialog, partial(self._delete, self.contact))

    def _delete(self, contact: Contact, is_confirmed: bool | None) -> None:
        if not is_confirmed:
            return
        try:
            self.journal.contacts.delete(contact.id)
        except RecordNotFound:
            self._gone()
            return
        except JournalError as error:
            self.notify(error.message, markup=False)
            return
        self.drop_draft(self.key)
        self.contact = None
        self.dismiss()
        self.app.post_message(JournalChanged(_("Deleted; entries stay.")))
