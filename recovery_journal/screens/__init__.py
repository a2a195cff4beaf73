"""What a person looks at: one module and one style sheet for each screen.

Screens know neither each other nor the App; what they share is in this module.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import AwaitMount, Widget
from textual.widgets import Static

from recovery_journal.domain.fields import ContactRef
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import MAIN_SCREEN_BINDINGS
from recovery_journal.messages import JournalChanged, JournalOpened, OpenForm, OpenPage, PageName
from recovery_journal.session import Session
from recovery_journal.textual_compat import DamageHandlerMixin, LocalizedBindings, report_damage
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.nav_bar import NavBar

if TYPE_CHECKING:
    from recovery_journal.domain.contact import Contact
    from recovery_journal.storage import Journal
    from recovery_journal.widgets.form_rows import FormRows
    from recovery_journal.widgets.page_list import PeopleList

LineAnswer = Callable[[str | None], None] | Callable[[str | None], Awaitable[None]]
"""What is given a line that was asked for, None where the person went back."""
JournalOpener = Callable[[], "Journal"]
"""What makes or opens a journal and returns it; raises JournalError."""


class JournalScreen(DamageHandlerMixin, LocalizedBindings, Screen[None]):
    """A screen with its name on top and its keys at the bottom; it follows the journal.

    Subclasses set ``heading``, and write ``compose_body`` for what stands in between and
    ``show_journal``, which reads the journal and puts it on the screen. That is called
    once when the screen is there, and again whenever the journal or the day has
    changed while the screen is in front or before it comes to the front again;
    it keeps the cursor where it was. The screens in front of the journal, which is not
    open then, have none of the latter.
    """

    heading: str = ""
    tabs: ClassVar[Sequence[Binding]] = ()
    show_help_link: ClassVar[bool] = True
    acts_while_locked: ClassVar[bool] = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._journal = session.journal
        self._shown_version: tuple[int, date] | None = None
        self._shown_theme = ""

    def compose(self) -> ComposeResult:
        """Put the body between heading and footer."""
        # Now, with nothing below to style: Textual gives the class of the width after the
        # first layout, and everything would be styled and laid out once more.
        breakpoints = sorted(self.app.HORIZONTAL_BREAKPOINTS or ())
        self.add_class(*[name for start, name in breakpoints if start <= self.app.size.width][-1:])
        self._shown_theme = self.app.theme
        yield NavBar(self.title_text, self.tabs, show_help=self.show_help_link)
        try:
            yield from self.compose_body()
        except Exception as error:  # whatever it is: raised again unless the file is damaged
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
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act here; none once it is locked, for nothing is read then."""
        if self.session.is_locked and not self.acts_while_locked:
            return {}
        return super().active_bindings

    # --- the journal --------------------------------------------------------------

    @property
    def journal(self) -> Journal:
        """The journal that was open when the screen was made."""
        if self._journal is None:
            raise RuntimeError("the journal is not open")
        return self._journal

    @property
    def now(self) -> datetime:
        """This moment, by the clock the App was given."""
        return self.session.clock()

    @property
    def today(self) -> date:
        """The person's own day, which may end later than midnight."""
        return self.journal.today(self.now)

    def show_journal(self) -> None:
        """Read the journal and show it."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show the journal as it is now that the screen is in front."""
        # It is styled as the App is, unless the colours were changed meanwhile.
        event.refresh_styles &= self._shown_theme != self.app.theme
        self._shown_theme = self.app.theme
        # Locked meanwhile: a screen on its way out reads nothing.
        if not self.session.is_locked:
            self._show_if_changed(self.session.revision)

    def refresh_screen(self, revision: int) -> None:
        """Show the journal again if it, or the day, is another than the one shown."""
        if self._shown_version is not None:  # else it is not laid out yet, and shows it by itself
            self._show_if_changed(revision)

    def _show_if_changed(self, revision: int) -> None:
        # On its way out, some or all of its widgets gone, it shows nothing more.
        if self.display and self.children and self._shown_version != (revision, self.today):
            self._shown_version = (revision, self.today)
            self.show_journal()

    def show_text(self, selector: str, text: str | Content, *, visible: bool | None = None) -> None:
        """Write words in a part of the screen, which ``visible`` shows or hides."""
        part = self.query_one(selector, Static)
        part.update(Content(text) if isinstance(text, str) else text)
        if visible is not None:
            part.display = visible

    def write(self, change: Callable[[], object], message: str = "") -> bool:
        """Change something and say so; False where that is refused, which is said too."""
        try:
            change()
        except JournalError as error:
            self.notify(error.message, markup=False)
            return False
        if message:
            self.post_message(JournalChanged(message))
        return True

    def ask_line(
        self,
        question: str,
        answer: LineAnswer,
        *,
        draft_key: str,
        reopen_action: str,
        text: str = "",
        problem: str = "",
    ) -> AwaitMount:
        """Ask for one line of text, with what is not right about the one typed before."""
        from recovery_journal.widgets.dialogs import LineDialog

        dialog = LineDialog(
            self.session.drafts,
            question,
            text,
            problem=problem,
            reopen_action=reopen_action,
            draft_key=draft_key,
        )
        return self.app.push_screen(dialog, answer)

    def on_people_list_chosen(self, event: PeopleList.Chosen) -> None:
        """Ask for the form of a reach-out to whom was chosen in a list of people."""
        values: dict[str, Any] = {"contacts": (ContactRef(event.contact_id, event.name),)}
        self.post_message(
            OpenForm("reached", {**values, "outcome": "no_answer"} if event.tried else values)
        )

    # --- what is typed, and how it is looked at -------------------------------------

    @cached_property
    def rows(self) -> FormRows:
        """The rows of fields on this screen, where it has some."""
        from recovery_journal.widgets.form_rows import FormRows

        return FormRows(self)

    @property
    def key(self) -> str:
        """Return the key of this screen's draft, and of how it is looked at."""
        return self.heading

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed here and is not saved; None where there is nothing."""
        return None

    @contextmanager
    def saving(self, key: str) -> Iterator[None]:
        """Hold a save together with the removal of the draft of what is saved."""
        with self.journal.drafts.remove_with_save(key):
            yield
        self.drop_draft(key)

    def drop_draft(self, key: str) -> None:
        """Take a draft away that was saved, or emptied on purpose."""
        self.session.drafts.pop(key, None)

    def store_draft(self) -> None:
        """Store what is typed here, or take its draft away where nothing is."""
        if draft := self.draft():
            self.session.drafts[self.key] = draft
        else:
            self.drop_draft(self.key)

    def view_state(self) -> Any:
        """Return how it is looked at, sorted say; it comes back after the lock. None for nothing.

        A screen that has one puts it to use when it is mounted: ``take_view_state``.
        """
        return None

    def take_view_state(self) -> Any:
        """Return how it was looked at before the lock, once; None where nothing is known."""
        return self.session.view_states.pop(self.key, None)


class MainScreen(JournalScreen):
    """One of the screens reached by a digit."""

    tabs = MAIN_SCREEN_BINDINGS

    def ask_talk_item(self, reopen_action: str, text: str = "", problem: str = "") -> AwaitMount:
        """Ask for something to talk about; ``reopen_action`` is the action that asks."""
        return self.ask_line(
            _("What do you want to talk about next session?"),
            partial(self._save_talk_item, reopen_action),
            draft_key="talk",
            reopen_action=reopen_action,
            text=text,
            problem=problem,
        )

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


class OpeningScreen(JournalScreen):
    """A screen in front of the journal, which makes or opens it in a thread.

    Deriving the key takes a while: Help now answers meanwhile.
    """

    acts_while_locked = True
    _is_opening = False

    def start_opening(self, opener: JournalOpener, next_page: OpenPage | None = None) -> None:
        """Make or open the journal for the App; ``next_page`` is a page to open after it."""
        self._is_opening = True
        self._open_in_thread(opener, next_page)

    def show_open_error(self, error: JournalError) -> None:
        """Say why the journal cannot be opened."""

    def say(self, sentence: str, *, calm: bool = False) -> None:
        """Show a sentence below the fields: what is not right, or calmly what is going on."""
        self.show_text("#problem", sentence)
        self.query_one("#problem").set_class(not calm, "notice")

    @work(exclusive=True)
    async def _open_in_thread(self, opener: JournalOpener, next_page: OpenPage | None) -> None:
        task = asyncio.create_task(asyncio.to_thread(opener))
        try:
            journal = await asyncio.shield(task)
        except asyncio.CancelledError:  # the person left meanwhile: nobody is going to close it
            task.add_done_callback(_close_result)
            raise
        except JournalError as error:
            self._is_opening = False
            self.show_open_error(error)
        else:
            self.post_message(JournalOpened(journal, next_page))


def _close_result(task: asyncio.Task[Journal]) -> None:
    """Close a journal that was opened for nobody."""
    if not task.cancelled() and task.exception() is None:
        task.result().close()


class PageScreen(JournalScreen):
    """A page on top of the main screens; Escape goes back.

    ``page`` is its name in ``messages.PageName``, ``about`` what it is about: both
    bring it back after the lock.
    """

    page: ClassVar[PageName]
    BINDINGS = [
        Binding("escape", "back", N_("Back"), id="page.back",
                tooltip=N_("Go back to where you were")),
    ]  # fmt: skip

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
