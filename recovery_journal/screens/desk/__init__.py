"""The desk: which forms lie open, and what was typed in them and not saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError
from recovery_journal.messages import Form, FormAsked, FormClosed, Page, PageAsked, TalkAsked
from recovery_journal.screens import Clock, PageScreen
from recovery_journal.screens.desk.app_drafts import AppDrafts
from recovery_journal.screens.desk.input_order import InputOrder
from recovery_journal.words import _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

MAIN = {
    "today": "today:TodayScreen",
    "map": "map:MapScreen",
    "people": "people:PeopleScreen",
    "meetings": "meetings:MeetingsScreen",
    "timeline": "timeline:TimelineScreen",
    "trends": "trends:TrendsScreen",
    "week": "week:WeekScreen",
}
FORMS: dict[Form, str] = {
    "check_in": "forms.check_in:CheckInScreen",
    "urge": "forms.urge:UrgeScreen",
    "reached": "forms.reached:ReachedScreen",
    "meeting": "forms.meeting:MeetingScreen",
    "activity": "forms.activity:ActivityScreen",
    "reflection": "forms.reflection:ReflectionScreen",
    "milestone": "forms.milestone:MilestoneScreen",
    "return_to_use": "forms.return_to_use:ReturnToUseScreen",
    "goal": "forms.goal:GoalForm",
}
PAGES: dict[Page, str] = {
    "person": "person:PersonScreen",
    "search": "search:SearchScreen",
    "settings": "settings:SettingsScreen",
    "steps": "steps:StepsScreen",
    "goal": "goal:GoalScreen",
    "hard_moment": "hard_moment:HardMomentScreen",
    "after_use": "after_use:AfterUseScreen",
    "first_people": "first_people:FirstPeopleScreen",
}


class Desk(InputOrder):
    """An App that opens forms and keeps what was typed in them.

    ``drafts`` holds it by the key of the form; ``unfolded`` the forms that are shown
    with all their fields. ``journal`` None opens no form.
    """

    journal: Journal | None
    clock: Clock

    def __init__(self) -> None:
        self.drafts = AppDrafts(lambda: self.journal, self._say_not_kept)
        self.unfolded: set[str] = set()
        self._folds_kept: set[str] = set()
        self.views: dict[str, Any] = {}  # how a list is sorted and filtered, for after the lock
        super().__init__()

    async def action_ask(self, form: Form) -> None:
        """Open a form."""
        await self.open_form(FormAsked(form))

    async def on_form_asked(self, message: FormAsked) -> None:
        """Open the form that a screen asked for."""
        await self.open_form(message)

    async def open_form(self, asked: FormAsked) -> None:
        """Open a form with what was typed there before, or with what it was asked for."""
        if self.journal is None:
            return
        form = load(FORMS[asked.form])(self.journal, self.clock, asked.values, asked.entry)
        if any(key_of(one) == form.key for one in self.screen_stack):
            while key_of(self.screen) != form.key:
                self.keep_draft(self.screen)
                self.pop_screen()
            return
        form.kept = self.drafts.get(form.key)
        form.unfolded = self.unfolded
        # Waited for, so that the next key is for the form and not for what is under it.
        await self.push_screen(form)

    async def action_open(self, page: Page) -> None:
        """Open a page on top of the main screen."""
        await self.open_page(PageAsked(page))

    async def on_page_asked(self, message: PageAsked) -> None:
        """Open the page that a screen asked for."""
        await self.open_page(message)

    async def open_page(self, asked: PageAsked) -> None:
        """Open a page; one that lies open already comes to the front."""
        if self.journal is None:
            return
        about = () if asked.about is None else (asked.about,)
        page = load(PAGES[asked.page])(self.journal, self.clock, *about)
        if any(key_of(one) == page.key for one in self.screen_stack):
            while key_of(self.screen) != page.key:
                self.keep_draft(self.screen)
                self.pop_screen()
            return
        await self.push_screen(page)

    async def on_talk_asked(self, message: TalkAsked) -> None:
        """Show something to talk about where it stands."""
        self.put_away()
        await self.switch_mode("today")
        today: Any = self.screen
        today.show_talk_item(message.item)

    def on_form_closed(self, message: FormClosed) -> None:
        """Keep what was typed, and show what is under the form."""
        if message.draft:
            self.drafts[message.key] = message.draft
            self.call_later(self.show_left_over, [message.key])
        else:
            self.drafts.pop(message.key, None)
        if key_of(self.screen) == message.key and len(self.screen_stack) > 1:
            self.pop_screen()
        # Another form may lie on top already; this one then closes when it comes to the front.
        self.keep_folds()

    def keep_folds(self) -> None:
        """Remember which forms are shown with all their fields, for the next start too."""
        if self.unfolded == self._folds_kept:
            return
        self._folds_kept = set(self.unfolded)
        try:
            settings_file.save(settings_file.load().change(unfolded=tuple(self.unfolded)))
        except JournalError as error:
            self.notify(error.message, markup=False)

    def put_away(self) -> None:
        """Take everything off the main screen, keeping what was typed."""
        while len(self.screen_stack) > 1:
            self.keep_draft(self.screen)
            self.pop_screen()
        self.keep_folds()

    def keep_draft(self, screen: Screen[Any]) -> None:
        """Keep what was typed on this screen, and forget an older draft of it."""
        # Not laid out yet, or on its way out, it does not know what was typed.
        if not (key := key_of(screen)) or not screen.is_mounted or not screen.is_running:
            return
        draft = draft_of(screen)
        if draft:
            self.drafts[key] = draft
        else:
            self.drafts.drop(key)

    def keep_drafts(self, *, wait: bool = False) -> None:
        """Keep what was typed on every screen; ``wait`` for another program that is writing."""
        if self.journal is None:
            return
        for mode, stack in self._screen_stacks.items():
            if mode != "door":  # a passphrase is no draft
                for screen in stack:
                    self.keep_draft(screen)
        self.drafts.retry(wait=wait)

    def _say_not_kept(self) -> None:
        sentence = _(
            "Drafts cannot be kept: the journal cannot be written now. What you type stays "
            "here until you save it or leave."
        )
        self.notify(sentence, markup=False, timeout=15)

    async def show_left_over(self, keys: list[str]) -> None:
        """Show which of these was typed for something that is not in the journal any more."""
        from recovery_journal.screens.desk.waiting import is_left_over
        from recovery_journal.widgets.left_over import LeftOver
        from recovery_journal.widgets.picker import has_words, text_of

        journal = self.journal
        if journal is None or isinstance(self.screen, LeftOver):
            return
        left = {key: self.drafts[key] for key in keys if is_left_over(journal, key)}
        words = {key: text_of(draft) for key, draft in left.items() if has_words(draft)}
        if words:
            text = "\n\n".join(words.values())
            await self.push_screen(LeftOver(text), partial(self._throw_away, [*words]))

    def _throw_away(self, keys: list[str], yes: bool | None) -> None:
        for key in keys if yes else ():
            self.drafts.pop(key, None)

    def open_forms(self) -> list[FormAsked | PageAsked | str]:
        """Return what it takes to open the forms and dialogs that lie open now again.

        For a dialog that is the action of the screen underneath that opens it.
        """
        # By their names: a form's module is loaded with the first form alone.
        found: list[FormAsked | PageAsked | str] = []
        for screen in self.screen_stack:
            if form := getattr(screen, "form", None):
                entry = getattr(screen, "entry", None)
                found.append(FormAsked(form, getattr(screen, "given", {}), entry))
            elif isinstance(screen, PageScreen):
                found.append(PageAsked(screen.page, screen.about))
            elif again := getattr(screen, "again", ""):
                found.append(again)
        return found

    def unsaved(self) -> bool:
        """Say whether anything is not saved that was typed since the App was started."""
        self.keep_drafts()
        # No public name for the stack of a mode; before there is a journal nothing is kept.
        door = self._screen_stacks.get("door", ())
        return self.drafts.typed_here or any(draft_of(one) for one in door)


def key_of(screen: Screen[Any]) -> str:
    """Return the name under which a draft of this screen or dialog is kept; "" for none."""
    return getattr(screen, "key", "")


def draft_of(screen: Screen[Any]) -> dict[str, Any] | None:
    """Return what was typed on this screen or in this dialog and is not saved."""
    keeps: Callable[[], dict[str, Any] | None] | None = getattr(screen, "draft", None)
    return keeps() if keeps else None


def load(name: str) -> Any:
    """Return a screen by "module:Class", loading its module now."""
    module, _colon, kind = name.partition(":")
    return getattr(import_module(f"recovery_journal.screens.{module}"), kind)
