"""The App: which screen is in front, the keys that work everywhere, the settings in use.

``run`` opens it. Everything a person looks at is in ``screens``; each screen is
loaded when it is first needed, because the first frame is a feature.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from textual import constants, events

from recovery_journal import settings as settings_file
from recovery_journal.app.app_forms import FormsStack
from recovery_journal.app.app_lock import AppLock
from recovery_journal.app.clean_exit import CleanExitApp, report_thread_errors
from recovery_journal.app.drafts import AppDrafts
from recovery_journal.app.notices import FileNotices
from recovery_journal.app.screen_names import load_screen
from recovery_journal.app.themed_app import ThemedApp
from recovery_journal.errors import JournalError
from recovery_journal.i18n import _, current_language, use_language
from recovery_journal.keys.keymap import to_textual_keymap
from recovery_journal.keys.palette import GLOBAL_BINDINGS, action_provider, with_user_keys
from recovery_journal.messages import (
    FormClosed,
    FormName,
    JournalChanged,
    JournalOpened,
    OpenForm,
    OpenPage,
    PageName,
    SettingsChanged,
    ShowTalkItem,
)
from recovery_journal.screens import JournalScreen
from recovery_journal.session import Clock, Session
from recovery_journal.settings import Settings
from recovery_journal.textual_compat import DamageHandlerMixin
from recovery_journal.widgets.nav_bar import NavBar

POLL_INTERVAL = 1.0
"""Seconds between two looks at whether another program wrote to the journal."""
IDLE_SECONDS = 5.0
"""Seconds without a key after which deleted text is overwritten: it can take a second."""
ERASE_INTERVAL = 60.0
"""Seconds between two such times, since it may have to wait for another program."""


class JournalApp(DamageHandlerMixin, ThemedApp, CleanExitApp):
    """The journal in a terminal.

    ``session`` is what every screen is given, ``lock`` opens and closes the journal,
    ``forms`` is the stack of forms and pages over the main screen, with their drafts.
    """

    TITLE = "Journal"  # neutral: it may stand in a window's title
    CSS_PATH = Path(__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]
    COMMANDS = {action_provider}
    BINDINGS = [*GLOBAL_BINDINGS]

    def __init__(
        self,
        path: Path,
        *,
        passphrase: str | None = None,
        demo: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.demo = demo
        self.user_keys: dict[str, str] = {}
        self._is_quitting = False
        self._typed_at = 0.0
        self._erased_at = -ERASE_INTERVAL
        settings = settings_file.load()
        use_language(settings.language)  # before the first screen is made
        drafts = AppDrafts(
            lambda: self.session.journal, lambda: self.notices.warn_unwritten_drafts()
        )
        self.session = Session(
            path=path,
            clock=clock or (lambda: datetime.now().astimezone()),
            drafts=drafts,
            unfolded=set(settings.unfolded),
        )
        self.forms = FormsStack(self, drafts)
        self.lock = AppLock(self)
        self.notices = FileNotices(self)
        # Textual reads the name in its __init__: the first screen is then the right one.
        self.DEFAULT_MODE = self.lock.open_at_start(passphrase)  # type: ignore[misc]  # one App, one mode
        super().__init__()
        self.lock.add_modes()
        self.features = frozenset()  # no devtools: they open a socket and show what is inside
        self.apply_appearance(settings)
        self.apply_keys(settings.keys)

    async def apply_settings(self, settings: Settings) -> None:
        """Put the settings to use: the language, colours, motion and keys."""
        old_language = current_language()
        use_language(settings.language)
        self.apply_appearance(settings)
        self.apply_keys(settings.keys)
        if current_language() != old_language:
            await self.lock.rebuild_screens()

    async def on_settings_changed(self, message: SettingsChanged) -> None:
        """Put settings to use that were saved just now."""
        await self.apply_settings(message.settings)

    @property
    def alt_keys(self) -> set[str]:
        """The person's own keys with Alt; without them Alt is an Escape before a letter."""
        keys = (key for keys in self.user_keys.values() for key in keys.split(","))
        return {key for key in keys if "alt" in key.split("+")[:-1]}

    def is_action_open(self, action: str) -> bool:
        """Say whether what this action shows is in front."""
        return getattr(self.front_screen, "action_here", "") == action

    def apply_keys(self, keys: dict[str, str]) -> None:
        """Put the person's own keys in the place of the usual ones: binding id -> key."""
        new_keymap = to_textual_keymap(keys)
        if new_keymap == self.user_keys:
            return
        self.user_keys = new_keymap
        self.set_keymap(new_keymap)
        for screen in self.all_screens():
            screen.query(NavBar).refresh()

    def report_invalid_keys(self) -> None:
        """Name the keys of the settings file that cannot be used, and do without them."""
        if keys := settings_file.load().keys:
            from recovery_journal.keys.registry import usable_keys

            valid_keys, problems = usable_keys(keys)
            self.apply_keys(valid_keys)
            for problem in problems:
                self.notify(problem, markup=False, timeout=15)

    def on_mount(self) -> None:
        """Start the timer that polls for changes by other programs."""
        self.set_interval(POLL_INTERVAL, self.poll_changes)
        self.call_after_refresh(
            self.report_invalid_keys
        )  # loads every screen: after the first frame
        self.call_after_refresh(self.notices.warn_readable_by_others)
        self.call_after_refresh(self.forms.announce_drafts)
        if self.demo:
            self.notify(_("This journal is made up; nobody in it is real."), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a key of everywhere does something here."""
        if action in {"go", "ask", "open", "undo", "redo", "lock"} and self.session.is_locked:
            return False
        if self.front_screen is None:
            return True
        if action == "go":
            return self.current_mode != parameters[0] or len(self.screen_stack) > 1
        if action == "ask":
            return getattr(self.screen, "form", "") != parameters[0]
        if action == "open":
            return getattr(self.screen, "page", "") != parameters[0]
        if action in {"help_now", "keys"}:
            return not self.is_action_open(action)
        return True

    async def action_go(self, mode: str) -> None:
        """Go to one of the main screens; an open form leaves its draft."""
        self.forms.close_overlays()
        await self.switch_mode(mode)

    async def action_ask(self, form: FormName) -> None:
        """Open a form."""
        await self.forms.open_form(OpenForm(form))

    async def action_open(self, page: PageName) -> None:
        """Open a page on top of the main screen."""
        await self.forms.open_page(OpenPage(page))

    async def action_lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in it."""
        await self.lock.lock()

    async def on_event(self, event: events.Event) -> None:
        """Note when something was typed: drafts are stored at the next pause."""
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            self._typed_at = monotonic()
            self.forms.note_typing()
        await super().on_event(event)

    # --- what screens ask for -------------------------------------------------------

    async def on_open_form(self, message: OpenForm) -> None:
        """Open the form that a screen asked for."""
        await self.forms.open_form(message)

    async def on_open_page(self, message: OpenPage) -> None:
        """Open the page that a screen asked for."""
        await self.forms.open_page(message)

    def on_form_closed(self, message: FormClosed) -> None:
        """Keep what was typed, and show what is under the form."""
        self.forms.close_form(message)

    async def on_journal_opened(self, message: JournalOpened) -> None:
        """Go where the person was; forms that were open are open again."""
        await self.lock.show_opened(message)

    async def on_show_talk_item(self, message: ShowTalkItem) -> None:
        """Show something to talk about where it stands."""
        self.forms.close_overlays()
        await self.switch_mode("today")
        today: Any = self.screen
        today.show_talk_item(message.item_id)

    # --- actions --------------------------------------------------------------------

    async def action_help_now(self) -> None:
        """Show who can help now, unlocked or not."""
        await self.push_screen(load_screen("help_now:HelpNowScreen")(self.session))

    async def action_keys(self) -> None:
        """Show the keys of the screen that is in front."""
        await self.push_screen(load_screen("keys:KeysScreen")(self.screen))

    def action_command_palette(self) -> None:
        """Offer every action by its name."""
        from recovery_journal.keys.command_palette import LocalizedPalette

        if not isinstance(self.screen, LocalizedPalette):
            self.push_screen(LocalizedPalette())

    async def action_there(self, mode: str, action: str) -> None:
        """Go to another main screen and do something there."""
        await self.action_go(mode)
        self.screen.call_after_refresh(self.run_action, action, self.screen)

    async def action_choose(self, name: str, value: str) -> None:
        """Change one of the settings and remember it."""
        try:
            settings = settings_file.load().change(**{name: value})
            settings_file.save(settings)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            await self.apply_settings(settings)
            self.post_message(JournalChanged(_("Saved."), undoable=False))

    def on_journal_changed(self, message: JournalChanged) -> None:
        """Say that it is saved and how to take it back, and show it."""
        sentences = [message.message]
        if message.undoable:
            sentences.append(with_user_keys(self, _("{app.undo} takes it back.")))
        moved_warning = self.notices.moved_warning()
        if moved_warning:
            sentences.append(moved_warning)
        self.clear_notifications()  # one line at a time: the newest
        self.notify(" ".join(sentences), markup=False, timeout=15 if moved_warning else 4)
        self.session.revision += 1
        self.refresh_screen()

    def clear_notifications(self) -> None:
        """Take away every sentence that stands on the screen."""
        self.notices.forget_damage()
        super().clear_notifications()

    def poll_changes(self) -> None:
        """Show what another program wrote since the last poll, or a new day.

        Deleted text that undo no longer holds is overwritten while no key is pressed.
        """
        journal = self.session.journal
        if journal is None or not self.is_running:  # locked, or on its way out
            return
        if self.lock.has_new_data():
            self.session.revision += 1
        self.refresh_screen()
        now = monotonic()
        is_idle = now - self._typed_at > IDLE_SECONDS
        if is_idle and now - self._erased_at > ERASE_INTERVAL:
            self._erased_at = now
            journal.erase_due()

    def refresh_screen(self) -> None:
        """Let the screen in front show the journal as it is now."""
        if isinstance(self.screen, JournalScreen):
            self.screen.refresh_screen(self.session.revision)

    def action_undo(self) -> None:
        """Take back the last change."""
        from recovery_journal.app.undo_dialogs import UNDO, apply_latest

        apply_latest(self, UNDO)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from recovery_journal.app.undo_dialogs import REDO, apply_latest

        apply_latest(self, REDO)

    async def action_quit(self) -> None:
        """Leave, asking only if something typed is not saved."""
        self.forms.store_drafts(wait=True)
        if not self.forms.has_unsaved_text():
            self._handle_quit_answer(True)
        elif not self._is_quitting:
            self._is_quitting = True
            from recovery_journal.widgets.dialogs import ConfirmDialog

            question = _("Something you typed is not saved. It waits here for you. Leave now?")
            if self.session.is_locked or self.forms.drafts.has_unwritten:
                question = _("Something you typed is not saved. Leave without it?")
            dialog = ConfirmDialog(question, _("Leave"), _("Stay"))
            self.push_screen(dialog, self._handle_quit_answer)

    def _handle_quit_answer(self, confirmed: bool | None) -> None:
        self._is_quitting = False
        if confirmed:
            self.exit(0)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which copies."""
        hint = with_user_keys(self, _("{app.quit} leaves the journal."))
        self.notify(hint, markup=False, timeout=3)

    def say_damage(self, error: BaseException) -> bool:
        """Say that the journal is damaged, where that is what an error comes from."""
        return self.notices.say_damage(error)

    def before_exit(self) -> None:
        """Store the drafts, before the journal is closed."""
        self.forms.store_drafts(wait=True)


def run(
    path: Path,
    *,
    passphrase: str | None = None,
    demo: bool = False,
    clock: Clock | None = None,
) -> int:
    """Open the journal at ``path`` in this terminal; return the exit code.

    Raises UnusableJournal, before anything is drawn, for a file that is no journal.
    """
    # Textual would write what it does, or a picture of the screen, to a file.
    for name, value in (("LOG_FILE", None), ("SCREENSHOT_DELAY", -1)):
        setattr(constants, name, value)
    app = JournalApp(path, passphrase=passphrase, demo=demo, clock=clock)
    from recovery_journal.terminal.driver import TerminalDriver

    app.driver_class = TerminalDriver
    try:
        with report_thread_errors(app):
            app.run()
    finally:
        TerminalDriver.shut_down()
        if (journal := app.session.journal) is not None:
            try:
                app.prepare_exit_once()
            finally:
                journal.close()
    return app.return_code or 0
