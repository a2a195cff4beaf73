"""What a person looks at: one module and one style sheet for each screen.

Screens know neither each other nor the App; what they share is in this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.widget import AwaitMount, Widget

from recovery_journal.domain.fields import ContactRef
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import MAIN_SCREEN_BINDINGS
from recovery_journal.messages import JournalChanged, OpenForm, PageName
from recovery_journal.session import Session
from recovery_journal.textual_compat import LocalizedBindings, report_damage
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.nav_bar import NavBar

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal


class NamedScreen(LocalizedBindings, Screen[None]):
    """A screen with its name on top and its keys at the bottom.

    Subclasses set ``heading`` and write ``compose_body``.
    """

    heading: ClassVar[str] = ""
    tabs: ClassVar[Sequence[Binding]] = ()
    show_help_link: ClassVar[bool] = True

    def compose(self) -> ComposeResult:
        """Put the body between heading and footer."""
        yield NavBar(self.title_text, self.tabs, show_help=self.show_help_link)
        try:
            yield from self.compose_body()
        except Exception as error:
            # Of a journal that is damaged there may be no more to show than the way back.
            if not report_damage(self.app, error):
                raise
        yield KeyBar()

    async def on_event(self, event: events.Event) -> None:
        """Act on what happens; closed before it was laid out, it has nothing to begin with."""
        if isinstance(event, events.Mount) and not self.is_attached:
            return
        await super().on_event(event)

    @property
    def title_text(self) -> str:
        """The name on top of the screen, in the person's language."""
        return _(self.heading)

    def compose_body(self) -> Iterable[Widget]:
        """Return what stands between heading and footer."""
        return ()

    @property
    def key(self) -> str:
        """Return the key of this screen's draft."""
        return self.heading

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed here and is not saved; None where there is nothing."""
        return None


class JournalScreen(NamedScreen):
    """A screen that shows the journal and follows it as it changes.

    ``show_journal`` reads the journal and puts it on the screen. It is called
    once when the screen is there, and again whenever the journal or the day has
    changed while the screen is in front or before it comes to the front again;
    it keeps the cursor where it was.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._journal = session.journal
        self._shown_version: tuple[int, date] | None = None

    @property
    def journal(self) -> Journal:
        """The journal that was open when the screen was made."""
        if self._journal is None:
            raise RuntimeError("the journal is not open")
        return self._journal

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act here; none once it is locked, for nothing is read then."""
        if self.session.is_locked:
            return {}
        return super().active_bindings

    @contextmanager
    def saving(self, key: str) -> Iterator[None]:
        """Hold a save together with the removal of the draft of what is saved."""
        with self.journal.drafts.remove_with_save(key):
            yield
        self.drop_draft(key)

    def drop_draft(self, key: str) -> None:
        """Take a draft away that was saved, or emptied on purpose."""
        self.session.drafts.pop(key, None)

    @property
    def now(self) -> datetime:
        """This moment, by the clock the App was given."""
        return self.session.clock()

    @property
    def today(self) -> date:
        """The person's own day, which may end later than midnight."""
        return self.journal.today(self.now)

    def on_screen_resume(self) -> None:
        """Show the journal as it is now that the screen is in front."""
        # Locked meanwhile: a screen on its way out reads nothing.
        if self.session.is_locked:
            return
        revision = self.session.revision
        if self.is_current:
            self._show_if_changed(revision)
            return
        # Made ready behind the one in front: what goes wrong here is not in the
        # person's way until they come here, and then is said in the usual way.
        try:
            self._show_if_changed(revision)
        except Exception:  # noqa: BLE001  # it is raised again when the screen is in front
            self._shown_version = None

    # --- how it is looked at ----------------------------------------------------

    def view_state(self) -> Any:
        """Return how it is looked at, sorted say; it comes back after the lock. None for nothing.

        A screen that has one puts it to use when it is mounted: ``take_view_state``.
        """
        return None

    def take_view_state(self) -> Any:
        """Return how it was looked at before the lock, once; None where nothing is known."""
        return self.session.view_states.pop(self.key, None)

    # --- what is shown ----------------------------------------------------------

    def show_journal(self) -> None:
        """Read the journal and show it."""

    def refresh_screen(self, revision: int) -> None:
        """Show the journal again if it, or the day, is another than the one shown."""
        if self._shown_version is not None:  # else it is not laid out yet, and shows it by itself
            self._show_if_changed(revision)

    def _show_if_changed(self, revision: int) -> None:
        # On its way out, some or all of its widgets gone, it shows nothing more.
        if self.display and self.children and self._shown_version != (revision, self.today):
            self._shown_version = (revision, self.today)
            self.show_journal()


class MainScreen(JournalScreen):
    """One of the screens reached by a digit."""

    tabs = MAIN_SCREEN_BINDINGS

    def ask_talk_item(self, reopen_action: str, text: str = "", problem: str = "") -> AwaitMount:
        """Ask for something to talk about; ``reopen_action`` is the action that asks."""
        from recovery_journal.widgets.dialogs import LineDialog

        question = _("What do you want to talk about next session?")
        dialog = LineDialog(
            self.session.drafts, question, text,
            problem=problem, reopen_action=reopen_action, draft_key="talk",
        )  # fmt: skip
        return self.app.push_screen(dialog, partial(self._save_talk_item, reopen_action))

    def _save_talk_item(self, reopen_action: str, text: str | None) -> None:
        if not text or not text.strip():
            if text is not None:
                self.drop_draft("talk")
            return
        try:
            with self.saving("talk"):
                self.journal.talk_items.add(text)
        except JournalError as error:
            self.ask_talk_item(reopen_action, text, error.message)  # what was typed is not lost
        else:
            self.post_message(JournalChanged(_("Saved.")))

    async def action_newcomer(self) -> None:
        """Ask for someone new; the next key is for the name."""
        from recovery_journal.widgets.add_contact_dialog import AddContactDialog

        await self.app.push_screen(
            AddContactDialog(self.session.drafts, self.today, self._save_new_contact),
            self.show_added_contact,
        )

    def _save_new_contact(self, contact: Contact) -> Contact:
        with self.saving("Newcomer"):
            added = self.journal.contacts.add(contact)
        self.post_message(JournalChanged(_("Saved.")))
        return added

    def show_added_contact(self, contact_id: int | None) -> None:
        """Show who was just added; None where nobody was."""


class PageScreen(JournalScreen):
    """A page on top of the main screens; Escape goes back.

    ``page`` is its name in ``messages.PageName``, ``about`` what it is about: both
    bring it back after the lock.
    """

    page: ClassVar[PageName]
    BINDINGS = [
        Binding(
            "escape", "back", N_("Back"), id="page.back", tooltip=N_("Go back to where you were")
        ),
    ]

    def __init__(self, session: Session, about: Any = None) -> None:
        super().__init__(session)
        self.about = about

    @property
    def key(self) -> str:
        """Return the name of the page, and what it is about."""
        return self.page if self.about is None else f"{self.page}:{self.about}"

    def action_back(self) -> None:
        """Go back to the screen below; the draft is stored."""
        self.dismiss()


def reach_out_form(contact: Contact, result: str) -> OpenForm:
    """Return the form for someone "reached" or "tried"; a recovery group reached is a meeting."""
    values: dict[str, Any] = {"contacts": (ContactRef(contact.id, contact.name),)}
    if result == "tried":
        return OpenForm("reached", {**values, "outcome": "no_answer"})
    if contact.relation == "recovery_group":
        return OpenForm("meeting", {**values, "name": contact.name})
    return OpenForm("reached", values)
