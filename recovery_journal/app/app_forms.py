"""The stack of open forms and pages over a main screen, and the drafts of unsaved forms."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from recovery_journal import settings as settings_file
from recovery_journal.app.drafts import AppDrafts
from recovery_journal.app.screen_names import (
    FORM_SCREENS,
    MAIN_SCREENS,
    PAGE_SCREENS,
    load_screen,
)
from recovery_journal.errors import JournalError
from recovery_journal.i18n import _
from recovery_journal.messages import FormClosed, OpenForm, OpenPage
from recovery_journal.screens import HasDraft, PageScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from recovery_journal.app import JournalApp

DRAFT_DELAY = 1.0
"""Seconds after the last key when what was typed is written to the journal."""
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

    async def open_form(self, request: OpenForm) -> None:
        """Open a form with what was typed there before, or with what it was asked for."""
        if self.journal is None:
            return
        form = load_screen(FORM_SCREENS[request.form])(
            self.journal, self.clock, request.values, request.entry
        )
        if any(draft_key_of(screen) == form.key for screen in self.screen_stack):
            while draft_key_of(self.screen) != form.key:
                self.store_draft(self.screen)
                self.pop_screen()
            return
        form.stored_draft = self.drafts.get(form.key)
        form.unfolded = self.unfolded
        # Waited for, so that the next key is for the form and not for what is under it.
        await self.push_screen(form)

    async def action_open(self, page: PageName) -> None:
        """Open a page on top of the main screen."""
        await self.open_page(OpenPage(page))

    async def on_open_page(self, message: OpenPage) -> None:
        """Open the page that a screen asked for."""
        await self.open_page(message)

    async def open_page(self, request: OpenPage) -> None:
        """Open a page; one that lies open already comes to the front."""
        if self.journal is None:
            return
        about = () if request.about is None else (request.about,)
        page = load_screen(PAGE_SCREENS[request.page])(self.journal, self.clock, *about)
        if any(draft_key_of(screen) == page.key for screen in self.screen_stack):
            while draft_key_of(self.screen) != page.key:
                self.store_draft(self.screen)
                self.pop_screen()
            return
        await self.push_screen(page)

    async def on_show_talk_item(self, message: ShowTalkItem) -> None:
        """Show something to talk about where it stands."""
        self.close_overlays()
        await self.switch_mode("today")
        today: Any = self.screen
        today.show_talk_item(message.item_id)

    def on_form_closed(self, message: FormClosed) -> None:
        """Keep what was typed, and show what is under the form."""
        if message.draft:
            self.drafts[message.key] = message.draft
            self.call_later(self.show_leftover_drafts, [message.key])
        else:
            self.drafts.pop(message.key, None)
        if draft_key_of(self.screen) == message.key and len(self.screen_stack) > 1:
            self.pop_screen()
        # Another form may lie on top already; this one then closes when it comes to the front.
        self.save_unfolded()

    def save_unfolded(self) -> None:
        """Remember which forms are shown with all their fields, for the next start too."""
        if self.unfolded == self._saved_unfolded:
            return
        self._saved_unfolded = set(self.unfolded)
        try:
            settings_file.save(settings_file.load().change(unfolded=tuple(self.unfolded)))
        except JournalError as error:
            self.notify(error.message, markup=False)

    def close_overlays(self) -> None:
        """Close every overlay of the main screen and store the drafts."""
        while len(self.screen_stack) > 1:
            self.store_draft(self.screen)
            self.pop_screen()
        self.save_unfolded()

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
        if self.journal is None:
            return
        for mode, stack in self._screen_stacks.items():
            if mode != "locked":  # a passphrase is no draft
                for screen in stack:
                    self.store_draft(screen)
        self.drafts.retry(wait=wait)

    def _warn_unwritten(self) -> None:
        sentence = _(
            "Drafts cannot be kept: the journal cannot be written now. What you type stays "
            "here until you save it or leave."
        )
        self.notify(sentence, markup=False, timeout=15)

    async def show_leftover_drafts(self, keys: list[str]) -> None:
        """Show which of these was typed for something that is not in the journal any more."""
        from recovery_journal.app.leftover_drafts import is_leftover
        from recovery_journal.widgets.leftover_dialog import LeftoverDialog
        from recovery_journal.widgets.picker import draft_text, has_letters

        journal = self.journal
        if journal is None or isinstance(self.screen, LeftoverDialog):
            return
        leftover = {key: self.drafts[key] for key in keys if is_leftover(journal, key)}
        texts = {key: draft_text(draft) for key, draft in leftover.items() if has_letters(draft)}
        if texts:
            text = "\n\n".join(texts.values())
            await self.push_screen(LeftoverDialog(text), partial(self._discard_drafts, [*texts]))

    def _discard_drafts(self, keys: list[str], confirmed: bool | None) -> None:
        for key in keys if confirmed else ():
            self.drafts.pop(key, None)

    def open_overlays(self) -> list[OpenForm | OpenPage | str]:
        """Return what it takes to open the forms and dialogs that lie open now again.

        For a dialog that is the action of the screen underneath that opens it.
        """
        # By their names: a form's module is loaded with the first form alone.
        overlays: list[OpenForm | OpenPage | str] = []
        for screen in self.screen_stack:
            if form := getattr(screen, "form", None):
                entry = getattr(screen, "entry", None)
                overlays.append(OpenForm(form, getattr(screen, "preset", {}), entry))
            elif isinstance(screen, PageScreen):
                overlays.append(OpenPage(screen.page, screen.about))
            elif action := getattr(screen, "reopen_action", ""):
                overlays.append(action)
        return overlays

    def has_unsaved_text(self) -> bool:
        """Say whether anything is not saved that was typed since the App was started."""
        self.store_drafts()
        # No public name for the stack of a mode; before there is a journal nothing is stored.
        locked_stack = self._screen_stacks.get("locked", ())
        return self.drafts.has_unsaved_text or any(unsaved_draft(screen) for screen in locked_stack)


def draft_key_of(screen: Screen[Any]) -> str:
    """Return the draft key of this screen or dialog; "" for none."""
    return getattr(screen, "key", "")


def unsaved_draft(screen: Screen[Any]) -> dict[str, Any] | None:
    """Return what was typed on this screen or in this dialog and is not saved."""
    get_draft: Callable[[], dict[str, Any] | None] | None = getattr(screen, "draft", None)
    return get_draft() if get_draft else None


def load_screen(name: str) -> Any:
    """Return a screen by "module:Class", loading its module now."""
    module, _colon, class_name = name.partition(":")
    return getattr(import_module(f"recovery_journal.screens.{module}"), class_name)
