"""What changes a contact at once from their page: pause, contact now, delete."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from recovery_journal.dates import long_day
from recovery_journal.domain.choices import ContactStatus
from recovery_journal.domain.contact import Contact
from recovery_journal.errors import JournalError, RecordNotFound
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged
from recovery_journal.rules.contact_changes import pause_changes, resume_changes, status_changes
from recovery_journal.rules.date_parsing import parse_date
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.dialogs import ConfirmDialog, Dialog
from recovery_journal.widgets.page_list import LineList

if TYPE_CHECKING:
    from recovery_journal.screens.person import PersonScreen


class ContactActions:
    """Asks what there is to ask on a person's page, and writes the answer."""

    def __init__(self, page: PersonScreen) -> None:
        self._page = page
        self._pause_key = f"pause:{page.about}"

    def _change(self, changes: dict[str, Any], message: str) -> bool:
        """Write a change and say it; False where it was not written."""
        if not changes:
            return True
        try:
            self._page.journal.contacts.edit(self._page.about, **changes)
        except RecordNotFound:
            self._page.close_gone()
        except JournalError as error:
            self._page.notify(error.message, markup=False)
        else:
            self._page.post_message(JournalChanged(message))
            return True
        return False

    async def ask_pause(self, text: str = "", problem: str = "") -> None:
        """Ask until when; nothing typed is until further notice."""
        question = _(
            "Pause until which day, such as: in 2 weeks? Nothing typed is until further notice."
        )
        await self._page.ask_line(
            question,
            self._pause,
            draft_key=self._pause_key,
            reopen_action="screen.pause",
            text=text,
            problem=problem,
        )

    def _pause(self, text: str | None) -> None:
        if text is None:
            return
        today = self._page.today
        try:
            until = parse_date(text, today) if text.strip() else None
            changes = pause_changes(today, until)
        except JournalError as error:
            self._page.call_later(self.ask_pause, text, error.message)
            return
        message = _("Paused.")
        if until is not None:
            message = _("Paused until {day}.").format(day=long_day(until))
        if self._change(changes, message):
            self._page.drop_draft(self._pause_key)

    def resume(self, contact: Contact) -> None:
        """Bring them back in the rhythm."""
        self._change(resume_changes(contact, self._page.today), _("Back in the rhythm."))

    async def ask_status(self, contact: Contact) -> None:
        """Ask how much contact there is now."""
        await self._page.app.push_screen(StatusDialog(contact), self._change_status)

    def _change_status(self, status: ContactStatus | None) -> None:
        contact = self._page.contact
        if status is not None and contact is not None:
            self._change(status_changes(contact, status, self._page.today), _("Saved."))

    async def ask_delete(self, contact: Contact) -> None:
        """Ask, then take the contact out of the journal."""
        question = _('Delete {name}? Entries with them stay and show "someone".').format(
            name=escape_control(contact.name)
        )
        dialog = ConfirmDialog(question, _("Delete"), _("Keep"))
        await self._page.app.push_screen(dialog, partial(self._delete, contact.id))

    def _delete(self, contact_id: int, is_confirmed: bool | None) -> None:
        if not is_confirmed:
            return
        try:
            self._page.journal.contacts.delete(contact_id)
        except RecordNotFound:
            self._page.close_gone()
        except JournalError as error:
            self._page.notify(error.message, markup=False)
        else:
            self._page.close_deleted()


class StatusDialog(Dialog[ContactStatus]):
    """Three ways it may stand; the result is the one chosen, None for going back."""

    AUTO_FOCUS = "OptionList"
    reopen_action = "screen.standing"
    BINDINGS = [Binding("escape", "back", N_("Back"), id="standing.back", tooltip=N_("As it was"))]

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the question and the three ways."""
        title = _("Contact with {name} now").format(name=escape_control(self.contact.name))
        yield Static(Content(title), classes="title")
        yield LineList()
        note = _("The history stays either way, and you can change this again.")
        yield Static(Content(note), classes="quiet")

    def on_mount(self) -> None:
        """Begin with the way it stands now."""
        status_list = self.query_one(LineList)
        status_list.show(
            [
                (status, Content.assemble((name, "bold"), "\n", (description, "$text-muted")))
                for status, name, description in _status_options()
            ]
        )
        status_list.go_to(self.contact.status)

    @on(OptionList.OptionSelected)
    def _option_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.query_one(LineList).key)


def _status_options() -> tuple[tuple[ContactStatus, str, str], ...]:
    """Return the three ways, in words that say what follows from each."""
    return (
        ("active", _("Contact"), _("On the map, and suggested when that fits.")),
        ("less_now", _("Less contact now"), _("On the map, and not suggested.")),
        ("ended", _("It has ended"), _("Off the map; in the list of people with h.")),
    )
