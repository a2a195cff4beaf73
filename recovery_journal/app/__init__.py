"""The App: which screen is in front, the keys that work everywhere, the settings in use.

``run`` opens it. Everything a person looks at is in ``screens``; each screen is
loaded when it is first needed, because the first frame is a feature.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from time import monotonic

from textual import constants
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset

from recovery_journal import settings as settings_file
from recovery_journal.app.clean_exit import CleanExitApp, report_thread_errors
from recovery_journal.app.forms_stack import MAIN_SCREENS, load_screen
from recovery_journal.errors import JournalError
from recovery_journal.i18n import _, current_language, use_language
from recovery_journal.journal_damage import DamageHandlerMixin
from recovery_journal.keys.keymap import to_textual_keymap
from recovery_journal.keys.palette import (
    GLOBAL_BINDINGS,
    action_provider,
    make_command_palette,
    with_user_keys,
)
from recovery_journal.messages import JournalChanged, SettingsChanged
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.settings import Settings
from recovery_journal.theme import NO_COLOR_VARIABLES, THEMES
from recovery_journal.widgets.cached_stylesheet import CachedStylesheet
from recovery_journal.widgets.nav_bar import NavBar
from recovery_journal.widgets.terminal_cursor import terminal_cursor_position

POLL_INTERVAL = 1.0
"""Seconds between two looks at whether another program wrote to the journal."""
IDLE_SECONDS = 5.0
"""Seconds without a key after which deleted text is overwritten: it can take a second."""
ERASE_INTERVAL = 60.0
"""Seconds between two such times, since it may have to wait for another program."""


class JournalApp(DamageHandlerMixin, CleanExitApp):
    """The journal in a terminal."""

    TITLE = "Journal"  # neutral: it may stand in a window's title
    # With the style sheet of the first screen, which then need not be read by itself.
    CSS_PATH = [
        Path(__file__).with_name("app.tcss"),
        Path(__file__).parents[1] / "screens/today/today.tcss",
    ]
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
        self._is_quitting = False
        self._damage_shown_at = -1.0
        self._erased_at = -ERASE_INTERVAL
        settings = settings_file.load()
        use_language(settings.language)  # before the first screen is made
        super().__init__(
            path, passphrase=passphrase, clock=clock or (lambda: datetime.now().astimezone())
        )
        self.unfolded |= set(settings.unfolded)
        self._saved_unfolded = set(self.unfolded)
        self.no_color = bool(os.environ.get("NO_COLOR"))  # an empty one asks for nothing
        # Textual's own way would still send greys.
        self._filters = [
            line_filter for line_filter in self._filters if not isinstance(line_filter, Monochrome)
        ]
        self._filters += [NoColor()] if self.no_color else []
        self.features = frozenset()  # no devtools: they open a socket and show what is inside
        for theme in THEMES.values():
            self.register_theme(theme)
        self._apply_appearance(settings)
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())
        for name in self.available_themes.keys() - THEMES.keys():
            self.unregister_theme(name)

    async def apply_settings(self, settings: Settings) -> None:
        """Put the settings to use: the language, colours, motion and keys."""
        old_language = current_language()
        use_language(settings.language)
        self._apply_appearance(settings)
        if current_language() != old_language:
            await self.rebuild_screens()

    async def on_settings_changed(self, message: SettingsChanged) -> None:
        """Put settings to use that were saved just now."""
        await self.apply_settings(message.settings)

    def get_css_variables(self) -> dict[str, str]:
        """Return the CSS variables of the theme; without colour, borders show the focus."""
        overrides = NO_COLOR_VARIABLES if self.no_color else {}
        return {**super().get_css_variables(), **overrides}

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands after each frame: on what has the focus.

        Braille displays and screen readers follow it, whether or not it can be seen.
        """
        stack = self._screen_stacks.get(self._current_mode)
        return terminal_cursor_position(stack[-1]) if stack else Offset(0, 0)

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
        if new_keymap == self._keymap:
            return
        self.set_keymap(new_keymap)
        for stack in self._screen_stacks.values():
            for screen in stack:
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
        if self.demo:
            self.notify(_("This journal is made up; nobody in it is real."), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a key of everywhere does something here."""
        if action in {"go", "ask", "open", "undo", "redo", "lock"} and self.journal is None:
            return False
        if not self._screen_stacks.get(self._current_mode):
            return True
        if action == "go":
            return self.current_mode != parameters[0] or len(self.screen_stack) > 1
        if action == "ask":
            return getattr(self.screen, "form", "") != parameters[0]
        if action == "open":
            return getattr(self.screen, "page", "") != parameters[0]
        if action in {"help_now", "keys"}:
            return getattr(self.screen, "action_here", "") != action
        return True

    async def action_go(self, mode: str) -> None:
        """Go to one of the main screens; an open form leaves its draft."""
        self.close_overlays()
        await self.switch_mode(mode)

    async def action_help_now(self) -> None:
        """Show who can help now, unlocked or not."""
        await self.push_screen(load_screen("help_now:HelpNowScreen")(self.journal, self.clock))

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
            main_screen_actions(MAIN_SCREENS, self.current_mode) if self.journal is not None else []
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
        self.revision += 1
        self.refresh_screen()

    def _moved_warning(self) -> str:
        """Return a sentence where the journal was moved while it was open, else ""."""
        try:
            if self.journal is None or not self.journal.is_moved:
                return ""
        except JournalError as error:
            return error.message
        return _(
            "The journal is no longer at {path}: it was moved while it was open. "
            "This is in the file that was moved."
        ).format(path=self.path)

    def poll_changes(self) -> None:
        """Show what another program wrote since the last poll, or a new day.

        Deleted text that undo no longer holds is overwritten while no key is pressed.
        """
        if self.journal is None or not self.is_running:  # locked, or on its way out
            return
        change_counter = self.journal.data_version()
        if change_counter != self._data_version:
            self._data_version = change_counter
            self.revision += 1
        self.refresh_screen()
        now = monotonic()
        if now - self._last_key > IDLE_SECONDS and now - self._erased_at > ERASE_INTERVAL:
            self._erased_at = now
            self.journal.erase_due()

    def refresh_screen(self) -> None:
        """Let the screen in front show the journal as it is now."""
        if isinstance(self.screen, JournalScreen):
            self.screen.refresh_screen(self.revision)

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
        self.store_drafts(wait=True)
        if not self.has_unsaved_text():
            self._handle_quit_answer(True)
        elif not self._is_quitting:
            self._is_quitting = True
            from recovery_journal.widgets.dialogs import ConfirmDialog

            question = _("Something you typed is not saved. It waits here for you. Leave now?")
            if self.journal is None or self.drafts.has_unwritten:
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
        if self.journal is None:
            return False
        # One thing that cannot be read is met by several parts of a screen at once, and
        # to look through the whole file takes its time.
        if monotonic() - self._damage_shown_at > 1:
            damage = self.journal.diagnose_damage(error)
            if damage is None:
                return False
            if all(notification.message != damage.message for notification in self._notifications):
                self.notify(damage.message, markup=False, timeout=15)
        self._damage_shown_at = monotonic()
        return True

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; damage of the journal is said instead."""
        if self._exit or not self.say_damage(error):
            super()._handle_exception(error)


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
        if app.journal is not None:
            try:
                app.prepare_exit_once()
            finally:
                app.journal.close()
    return app.return_code or 0
