"""The desk: which forms lie open, and what was typed in them and not saved."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.screen import Screen

from recovery_journal.messages import Form, FormAsked, FormClosed
from recovery_journal.screens import Clock, NamedScreen

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

FORMS: dict[Form, str] = {
    "check_in": "forms.check_in:CheckInScreen",
    "urge": "forms.urge:UrgeScreen",
    "reached": "forms.reached:ReachedScreen",
    "meeting": "forms.meeting:MeetingScreen",
}

LONGEST_WAIT = 0.5
"""Seconds for which a key waits for the one before it."""


class Desk(App[int]):
    """An App that opens forms and keeps what was typed in them.

    ``drafts`` holds it in memory alone, by the key of the form; ``unfolded`` the
    forms that are shown with all their fields. ``journal`` None opens no form.
    """

    journal: Journal | None
    clock: Clock

    def __init__(self) -> None:
        self.drafts: dict[str, dict[str, Any]] = {}
        self.unfolded: set[str] = set()
        super().__init__()

    async def on_event(self, event: events.Event) -> None:
        """Act on the App's own keys before the next key is looked at.

        Textual hands a key to the screen in front and goes on: typed quickly, the
        7 of "c 7 Enter" would still go to the screen on which c opened the form.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            active = self.screen.active_bindings.get(event.key)
            if active and active.node is self and active.enabled and not active.binding.priority:
                await self._let_finish()
                await self.run_action(active.binding.action, self)
                return
        await super().on_event(event)

    async def _let_finish(self) -> None:
        """Wait until the keys before this one have been acted on."""
        for one in (self.focused, self.screen):
            if one is not None:
                done = asyncio.Event()
                one.call_later(done.set)
                try:
                    await asyncio.wait_for(done.wait(), LONGEST_WAIT)
                except TimeoutError:
                    pass  # something takes long: the key acts all the same

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
        form = load(FORMS[asked.form])(self.journal, self.clock, asked.values)
        if any(key_of(one) == form.key for one in self.screen_stack):
            while key_of(self.screen) != form.key:
                self.keep_draft(self.screen)
                self.pop_screen()
            return
        form.kept = self.drafts.get(form.key)
        form.unfolded = self.unfolded
        # Waited for, so that the next key is for the form and not for what is under it.
        await self.push_screen(form)

    def on_form_closed(self, message: FormClosed) -> None:
        """Keep what was typed, and show what is under the form."""
        if message.draft:
            self.drafts[message.key] = message.draft
        else:
            self.drafts.pop(message.key, None)
        if key_of(self.screen) == message.key and len(self.screen_stack) > 1:
            self.pop_screen()
        # Another form may lie on top already; this one then closes when it comes to the front.

    def put_away(self) -> None:
        """Take everything off the main screen, keeping what was typed."""
        while len(self.screen_stack) > 1:
            self.keep_draft(self.screen)
            self.pop_screen()

    def keep_draft(self, screen: Screen[Any]) -> None:
        """Keep what was typed on this screen, and forget an older draft of it."""
        if isinstance(screen, NamedScreen):
            draft = screen.draft()
            if draft:
                self.drafts[screen.key] = draft
            else:
                self.drafts.pop(screen.key, None)

    def open_forms(self) -> list[FormAsked]:
        """Return what it takes to open the forms that lie open now again."""
        # By their names: a form's module is loaded with the first form alone.
        return [
            FormAsked(form, getattr(screen, "given", {}))
            for screen in self.screen_stack
            if (form := getattr(screen, "form", None))
        ]

    def unsaved(self) -> bool:
        """Say whether anything typed is not saved."""
        # No public name for all stacks; screen_stack is the one in front.
        screens = [one for stack in self._screen_stacks.values() for one in stack]
        return bool(self.drafts) or any(
            one.draft() for one in screens if isinstance(one, NamedScreen)
        )


def key_of(screen: Screen[Any]) -> str:
    """Return the name under which a draft of this screen is kept."""
    return screen.key if isinstance(screen, NamedScreen) else ""


def load(name: str) -> Any:
    """Return a screen by "module:Class", loading its module now."""
    module, _colon, kind = name.partition(":")
    return getattr(import_module(f"recovery_journal.screens.{module}"), kind)
