"""The stack of open forms and pages over a main screen, and the drafts of unsaved forms."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from recovery_journal import settings as settings_file
from recovery_journal.app.drafts import AppDrafts
from recovery_journal.app.screen_names import (
    LOCKED_MODE,
    MAIN_SCREENS,
    PAGE_SCREENS,
    load_screen,
)
from recovery_journal.errors import JournalError
from recovery_journal.i18n import _
from recovery_journal.messages import FormClosed, OpenForm, OpenPage
from recovery_journal.screens import PageScreen
from recovery_journal.session import HasDraft

if TYPE_CHECKING:
    from textual.timer import Timer

    from recovery_journal.app import JournalApp

DRAFT_DELAY = 1.0
"""Seconds after the last key when what was typed is written to the journal."""
CHECKS_PER_PAUSE = 4
"""How often within that time it is looked whether the person has paused."""
MAX_DRAFT_DELAY = 10.0
"""Seconds after which it is written though the person types on."""


class FormsStack:
    """Opens forms and pages over the main screen, and stores their drafts.

    ``drafts`` holds them by the key of the form. While the journal is locked no form opens.
    """

    def __init__(self, app: JournalApp, drafts: AppDrafts) -> None:
        self._app = app
        self._session = app.session
        self.drafts = drafts
        self.draft_delay = DRAFT_DELAY
        self._saved_unfolded = set(self._session.unfolded)
        self._typed_at = self._typing_since = 0.0
        self._draft_timer: Timer | None = None
        self._drafts_announced = False

    # --- forms and pages ------------------------------------------------------------

    async def open_form(self, request: OpenForm) -> None:
        """Open a form with what was typed there before, or with what it was asked for."""
        if self._session.is_locked:
            return
        from recovery_journal.forms.record_forms import FORMS

        spec = FORMS[request.form]
        form = load_screen(spec.screen)(self._session, spec, request.values, request.entry)
        await self._show(form)

    async def open_page(self, request: OpenPage) -> None:
        """Open a page; one that lies open already comes to the front."""
        if self._session.is_locked:
            return
        about = () if request.about is None else (request.about,)
        await self._show(load_screen(PAGE_SCREENS[request.page])(self._session, *about))

    async def _show(self, screen: Screen[Any]) -> None:
        key = draft_key_of(screen)
        if any(draft_key_of(lying) == key for lying in self._app.screen_stack):
            while draft_key_of(self._app.screen) != key:
                self._close_top()
            return
        # Waited for, so that the next key is for the form and not for what is under it.
        await self._app.push_screen(screen)

    def _close_top(self) -> None:
        self.store_draft(self._app.screen)
        self._app.pop_screen()

    def close_form(self, message: FormClosed) -> None:
        """Keep what was typed, and show what is under the form."""
        if message.draft:
            self.drafts[message.key] = message.draft
            self._app.call_later(self.show_leftover_drafts, [message.key])
        else:
            self.drafts.pop(message.key, None)
        if draft_key_of(self._app.screen) == message.key and len(self._app.screen_stack) > 1:
            self._app.pop_screen()
        # Another form may lie on top already; this one then closes when it comes to the front.
        self.save_unfolded()

    def save_unfolded(self) -> None:
        """Remember which forms are shown with all their fields, for the next start too."""
        unfolded = self._session.unfolded
        if unfolded == self._saved_unfolded:
            return
        self._saved_unfolded = set(unfolded)
        try:
            settings_file.save(settings_file.load().change(unfolded=tuple(unfolded)))
        except JournalError as error:
            self._app.notify(error.message, markup=False)

    def close_overlays(self) -> None:
        """Close every overlay of the main screen and store the drafts."""
        while len(self._app.screen_stack) > 1:
            self._close_top()
        self.save_unfolded()

    def open_overlays(self) -> list[OpenForm | OpenPage | str]:
        """Return what it takes to open the forms and dialogs that lie open now again.

        For a dialog that is the action of the screen underneath that opens it.
        """
        # By their names: a form's module is loaded with the first form alone.
        overlays: list[OpenForm | OpenPage | str] = []
        for screen in self._app.screen_stack:
            if form := getattr(screen, "form", None):
                entry = getattr(screen, "entry", None)
                overlays.append(OpenForm(form, getattr(screen, "preset", {}), entry))
            elif isinstance(screen, PageScreen):
                overlays.append(OpenPage(screen.page, screen.about))
            elif action := getattr(screen, "reopen_action", ""):
                overlays.append(action)
        return overlays

    # --- what is typed --------------------------------------------------------------

    def note_typing(self) -> None:
        """Store drafts at the next pause in typing."""
        self._typed_at = monotonic()
        if self._draft_timer is None and not self._session.is_locked:
            self._typing_since = self._typed_at
            # An interval, since Textual leaves out a tick that is late: a timer of a
            # single tick would be gone with it, and nothing stored from then on.
            self._draft_timer = self._app.set_interval(
                self.draft_delay / CHECKS_PER_PAUSE, self._store_drafts_on_pause
            )

    def _store_drafts_on_pause(self) -> None:
        """Store drafts, unless a key came meanwhile, or waits for a form that opens."""
        now = monotonic()
        is_pause = now >= self._typed_at + self.draft_delay and not self._app.is_busy
        if not is_pause and now < self._typing_since + MAX_DRAFT_DELAY:
            return
        self.store_drafts()
        self._typing_since = now
        if not self._session.is_locked and self.drafts.has_pending:
            self._typed_at = now  # tried again after as long as a pause takes
        elif self._draft_timer is not None and (is_pause or self._session.is_locked):
            self._draft_timer.stop()
            self._draft_timer = None

    def store_draft(self, screen: Screen[Any]) -> None:
        """Keep what was typed on this screen, and forget an older draft of it."""
        # Not laid out yet, or on its way out, it does not know what was typed.
        if not (key := draft_key_of(screen)) or not screen.is_mounted or not screen.is_running:
            return
        draft = unsaved_draft(screen)
        if draft:
            self.drafts[key] = draft
        else:
            self.drafts.remove_own(key)

    def store_drafts(self, *, wait: bool = False) -> None:
        """Keep what was typed on every screen; ``wait`` for another program that is writing."""
        if self._session.is_locked:
            return
        for screen in self._app.all_screens(MAIN_SCREENS):  # a passphrase is no draft
            self.store_draft(screen)
        self.drafts.retry(wait=wait)

    def has_unsaved_text(self) -> bool:
        """Say whether anything is not saved that was typed since the App was started."""
        self.store_drafts()
        if self.drafts.has_unsaved_text:
            return True
        # Before there is a journal nothing is stored.
        return any(unsaved_draft(screen) for screen in self._app.all_screens([LOCKED_MODE]))

    # --- what was typed before --------------------------------------------------------

    async def announce_drafts(self) -> None:
        """Say where something waits that was typed before the App was started; once."""
        if self._drafts_announced or self._session.journal is None:
            return
        self._drafts_announced = True
        if not (keys := [*self.drafts]):
            return
        from recovery_journal.app.leftover_drafts import draft_titles, is_leftover

        journal = self._session.journal
        if titles := draft_titles(key for key in keys if not is_leftover(journal, key)):
            template = _("What you typed and did not save is still here: {places}.")
            message = template.format(places=", ".join(titles))
            self._app.notify(message, markup=False, timeout=8)
        if "first_people" in keys:  # no key leads there
            await self.open_page(OpenPage("first_people"))
        await self.show_leftover_drafts(keys)

    async def show_leftover_drafts(self, keys: list[str]) -> None:
        """Show which of these was typed for something that is not in the journal any more."""
        from recovery_journal.app.leftover_drafts import is_leftover
        from recovery_journal.widgets.dialogs import LeftoverDialog
        from recovery_journal.widgets.picker import draft_text, has_letters

        journal = self._session.journal
        if journal is None or isinstance(self._app.screen, LeftoverDialog):
            return
        leftover = {key: self.drafts[key] for key in keys if is_leftover(journal, key)}
        texts = {key: draft_text(draft) for key, draft in leftover.items() if has_letters(draft)}
        if texts:
            dialog = LeftoverDialog("\n\n".join(texts.values()))
            await self._app.push_screen(dialog, partial(self._discard_drafts, [*texts]))

    def _discard_drafts(self, keys: list[str], confirmed: bool | None) -> None:
        for key in keys if confirmed else ():
            self.drafts.pop(key, None)


def draft_key_of(screen: Screen[Any]) -> str:
    """Return the draft key of this screen or dialog; "" for none."""
    return screen.key if isinstance(screen, HasDraft) else ""


def unsaved_draft(screen: Screen[Any]) -> dict[str, Any] | None:
    """Return what was typed on this screen or in this dialog and is not saved."""
    return screen.draft() if isinstance(screen, HasDraft) else None
