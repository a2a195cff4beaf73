"""The App: which screen is in front, the keys that work everywhere, the settings in use.

``run`` opens it. Everything a person looks at is in ``screens``; each screen is
loaded when it is first needed, because the first frame is a feature.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any
from weakref import WeakSet

from textual import constants, events
from textual.app import ScreenStackError
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Offset
from textual.screen import Screen

from recovery_journal import settings as settings_file
from recovery_journal.app.app_forms import FormsStack
from recovery_journal.app.app_lock import LOCKED_MODE, AppLock
from recovery_journal.app.clean_exit import CleanExitApp, report_thread_errors
from recovery_journal.app.drafts import AppDrafts
from recovery_journal.app.screen_names import MAIN_SCREENS, load_screen
from recovery_journal.errors import JournalError
from recovery_journal.i18n import _, current_language, use_language
from recovery_journal.keys.keymap import to_textual_keymap
from recovery_journal.keys.palette import (
    GLOBAL_BINDINGS,
    action_provider,
    make_command_palette,
    with_user_keys,
)
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
from recovery_journal.settings import Settings, warn_readable_once
from recovery_journal.textual_compat import DamageHandlerMixin
from recovery_journal.theme import NO_COLOR_VARIABLES, THEMES
from recovery_journal.widgets.nav_bar import NavBar
from recovery_journal.widgets.terminal_cursor import terminal_cursor_position

POLL_INTERVAL = 1.0
"""Seconds between two looks at whether another program wrote to the journal."""
IDLE_SECONDS = 5.0
"""Seconds without a key after which deleted text is overwritten: it can take a second."""
DAMAGE_SECONDS = 15.0
"""Seconds for which it stands there that the journal is damaged."""
ERASE_INTERVAL = 60.0
"""Seconds between two such times, since it may have to wait for another program."""


class JournalApp(DamageHandlerMixin, CleanExitApp):
    """The journal in a terminal.

    ``session`` is what every screen is given, ``lock`` opens and closes the journal,
    ``forms`` is the stack of forms and pages over the main screen, with their drafts.
    """

    TITLE = "Journal"  # neutral: it may stand in a window's title
    CSS_PATH = Path(__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]
    COMMANDS = {action_provider}
    BINDINGS = GLOBAL_BINDINGS

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
        self._damage_looked_at = -1.0
        self._damage_said = ("", 0.0)
        self._typed_at = 0.0
        self._css_variables: dict[str, str] = {}
        self._outdated_screens: WeakSet[Screen[Any]] = WeakSet()
        self._erased_at = -ERASE_INTERVAL
        settings = settings_file.load()
        use_language(settings.language)  # before the first screen is made
        drafts = AppDrafts(lambda: self.session.journal, self._warn_unwritten)
        self.session = Session(
            path=path,
            clock=clock or (lambda: datetime.now().astimezone()),
            drafts=drafts,
            unfolded=set(settings.unfolded),
        )
        self.forms = FormsStack(self, drafts)
        self.lock = AppLock(self)
        # Textual reads the name in its __init__: the first screen is then the right one.
        self.DEFAULT_MODE = self.lock.open_at_start(passphrase)  # type: ignore[misc]  # one App, one mode
        super().__init__()
        self.lock.add_modes()
        self.no_color = bool(os.environ.get("NO_COLOR"))  # an empty one asks for nothing
        self.features = frozenset()  # no devtools: they open a socket and show what is inside
        for theme in THEMES.values():
            self.register_theme(theme)
        self._apply_appearance(settings)
        for name in self.available_themes.keys() - THEMES.keys():
            self.unregister_theme(name)

    async def apply_settings(self, settings: Settings) -> None:
        """Put the settings to use: the language, colours, motion and keys."""
        old_language = current_language()
        use_language(settings.language)
        self._apply_appearance(settings)
        if current_language() != old_language:
            await self.lock.rebuild_screens()

    async def on_settings_changed(self, message: SettingsChanged) -> None:
        """Put settings to use that were saved just now."""
        await self.apply_settings(message.settings)

    def get_css_variables(self) -> dict[str, str]:
        """Return the CSS variables of the theme; without colour, borders show the focus."""
        overrides = NO_COLOR_VARIABLES if self.no_color else {}
        return {**super().get_css_variables(), **overrides}

    def refresh_css(self, animate: bool = True) -> None:
        """Style anew what was styled with other colours than those in use.

        Textual also asks for it whenever a screen is new, and each time it reads every style
        sheet again: 100 ms of a first visit. A new screen was styled as it was mounted.
        """
        variables = self.get_css_variables()
        if variables != self._css_variables:
            self._css_variables = variables
            self._outdated_screens.update(self.all_screens())
        elif self._outdated_screens.isdisjoint(self.screen_stack):
            return
        super().refresh_css(animate)
        self._outdated_screens.difference_update(self.screen_stack)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what takes colours away: all of them, where Textual would still send greys."""
        filters = [
            line_filter
            for line_filter in super().get_line_filters()
            if not isinstance(line_filter, Monochrome)
        ]
        return [*filters, NoColor()] if self.no_color else filters

    @property
    def alt_keys(self) -> set[str]:
        """The person's own keys with Alt; without them Alt is an Escape before a letter."""
        keys = (key for keys in self.user_keys.values() for key in keys.split(","))
        return {key for key in keys if "alt" in key.split("+")[:-1]}

    # --- which screens there are ----------------------------------------------------

    @property
    def front_screen(self) -> Screen[Any] | None:
        """The screen in front; None before the first one is there."""
        try:
            return self.screen
        except ScreenStackError:
            return None

    def all_screens(self, modes: Iterable[str] = (LOCKED_MODE, *MAIN_SCREENS)) -> Iterator[Any]:
        """Yield every screen that is there, also of the main screens that are not in front."""
        for mode in modes:
            with suppress(KeyError):  # it was not gone to yet
                yield from self.get_screen_stack(mode)

    def is_action_open(self, action: str) -> bool:
        """Say whether what this action shows is in front."""
        return getattr(self.front_screen, "action_here", "") == action

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands after each frame: on what has the focus.

        Braille displays and screen readers follow it, whether or not it can be seen.
        """
        screen = self.front_screen
        return Offset(0, 0) if screen is None else terminal_cursor_position(screen)

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """Ignore it: Textual's fields set it even when they have no focus."""

    def _apply_appearance(self, settings: Settings) -> None:
        self.theme = settings.theme if settings.theme in THEMES else "dark"
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.motion else "none"
        self.apply_keys(settings.keys)

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
        self.call_after_refresh(self.warn_readable_by_others)
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
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(make_command_palette())

    def setting_actions(self) -> list[tuple[str, str, str]]:
        """Return name, tip and action of each theme and language that is not in use."""
        from recovery_journal.keys.registry import setting_actions

        return setting_actions(self.theme)

    def other_screen_actions(self) -> list[tuple[str, str, str]]:
        """Return name, tip and action of what the other main screens can do."""
        from recovery_journal.keys.registry import main_screen_actions

        return (
            [] if self.session.is_locked else main_screen_actions(MAIN_SCREENS, self.current_mode)
        )

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
            sentences.append(with_user_keys(self, _("ctrl+z takes it back.")))
        moved_warning = self._moved_warning()
        if moved_warning:
            sentences.append(moved_warning)
        self.clear_notifications()  # one line at a time: the newest
        self.notify(" ".join(sentences), markup=False, timeout=15 if moved_warning else 4)
        self.session.revision += 1
        self.refresh_screen()

    def clear_notifications(self) -> None:
        """Take away every sentence that stands on the screen."""
        self._damage_said = ("", 0.0)
        super().clear_notifications()

    def _moved_warning(self) -> str:
        """Return a sentence where the journal was moved while it was open, else ""."""
        try:
            if self.session.journal is None or not self.session.journal.is_moved:
                return ""
        except JournalError as error:
            return error.message
        return _(
            "The journal is no longer at {path}: it was moved while it was open. "
            "This is in the file that was moved."
        ).format(path=self.session.path)

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
        from recovery_journal.app.undo_dialogs import undo_latest

        undo_latest(self)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from recovery_journal.app.undo_dialogs import redo_latest

        redo_latest(self)

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
        hint = with_user_keys(self, _("ctrl+q leaves the journal."))
        self.notify(hint, markup=False, timeout=3)

    def say_damage(self, error: BaseException) -> bool:
        """Say that the journal is damaged, where that is what an error comes from."""
        journal = self.session.journal
        if journal is None:
            return False
        # One thing that cannot be read is met by several parts of a screen at once, and
        # to look through the whole file takes its time.
        if monotonic() - self._damage_looked_at > 1:
            damage = journal.diagnose_damage(error)
            if damage is None:
                return False
            message, said_at = self._damage_said
            if damage.message != message or monotonic() - said_at > DAMAGE_SECONDS:
                self._damage_said = (damage.message, monotonic())
                self.notify(damage.message, markup=False, timeout=DAMAGE_SECONDS)
        self._damage_looked_at = monotonic()
        return True

    def warn_readable_by_others(self) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if not self.session.is_locked and (warning := warn_readable_once(self.session.path)):
            self.notify(warning, markup=False, timeout=15)

    def _warn_unwritten(self) -> None:
        sentence = _(
            "Drafts cannot be kept: the journal cannot be written now. What you type stays "
            "here until you save it or leave."
        )
        self.notify(sentence, markup=False, timeout=15)

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

    Raises NotOurs, before anything is drawn, for a file that is no journal.
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
