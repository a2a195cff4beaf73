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
from recovery_journal.errors import JournalError
from recovery_journal.journal_damage import SaysDamage
from recovery_journal.keymap import keymap
from recovery_journal.messages import JournalWritten, SettingsChanged
from recovery_journal.palette import (
    EVERYWHERE,
    actions,
    command_palette,
    in_own_keys,
)
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.screens.desk import MAIN, load
from recovery_journal.settings import Settings
from recovery_journal.terminal.leaving import Leaving, faults_of_threads
from recovery_journal.theme import THEMES, WITHOUT_COLOUR
from recovery_journal.widgets.cursor_place import cursor_place
from recovery_journal.widgets.heading import Heading
from recovery_journal.widgets.kept_sheet import KeptSheet
from recovery_journal.words import _, language, use_language

LOOK_EVERY = 1.0
"""Seconds between two looks at whether another program wrote to the journal."""
IDLE = 5.0
"""Seconds without a key after which deleted text is overwritten: it can take a second."""
ERASE_EVERY = 60.0
"""Seconds between two such times, since it may have to wait for another program."""


class JournalApp(SaysDamage, Leaving):
    """The journal in a terminal."""

    TITLE = "Journal"  # neutral: it may stand in a window's title
    # With the style sheet of the first screen, which then need not be read by itself.
    CSS_PATH = [
        Path(__file__).with_suffix(".tcss"),
        Path(__file__).with_name("screens") / "today/today.tcss",
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]
    COMMANDS = {actions}
    BINDINGS = EVERYWHERE

    def __init__(
        self,
        path: Path,
        *,
        passphrase: str | None = None,
        demo: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.demo = demo
        self._leaving = False
        self._damage_said = -1.0
        self._erased_at = -ERASE_EVERY
        chosen = settings_file.load()
        use_language(chosen.language)  # before the first screen is made
        super().__init__(
            path, passphrase=passphrase, clock=clock or (lambda: datetime.now().astimezone())
        )
        self.unfolded |= set(chosen.unfolded)
        self._folds_kept = set(self.unfolded)
        self.no_color = bool(os.environ.get("NO_COLOR"))  # an empty one asks for nothing
        # Textual's own way would still send greys.
        self._filters = [one for one in self._filters if not isinstance(one, Monochrome)]
        self._filters += [NoColor()] if self.no_color else []
        self.features = frozenset()  # no devtools: they open a socket and show what is inside
        for theme in THEMES.values():
            self.register_theme(theme)
        self._apply_looks(chosen)
        self.stylesheet = KeptSheet(variables=self.get_css_variables())
        for name in self.available_themes.keys() - THEMES.keys():
            self.unregister_theme(name)

    async def apply_settings(self, chosen: Settings) -> None:
        """Put the settings to use: the language, colours, motion and keys."""
        spoken = language()
        use_language(chosen.language)
        self._apply_looks(chosen)
        if language() != spoken:
            await self.rebuild()

    async def on_settings_changed(self, message: SettingsChanged) -> None:
        """Put settings to use that were saved just now."""
        await self.apply_settings(message.settings)

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme; without colour, lines tell the focus."""
        without = WITHOUT_COLOUR if self.no_color else {}
        return {**super().get_css_variables(), **without}

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands after each frame: on what has the focus.

        Braille displays and screen readers follow it, whether or not it can be seen.
        """
        stack = self._screen_stacks.get(self._current_mode)
        return cursor_place(stack[-1]) if stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _place: Offset) -> None:
        """Leave it to the above: Textual's fields tell where theirs was, also out of focus."""

    def _apply_looks(self, chosen: Settings) -> None:
        self.theme = chosen.theme if chosen.theme in THEMES else "dark"
        self.animation_level = constants.TEXTUAL_ANIMATIONS if chosen.motion else "none"
        self.apply_keys(chosen.keys)

    def apply_keys(self, keys: dict[str, str]) -> None:
        """Put the person's own keys in the place of the usual ones: binding id -> key."""
        chosen = keymap(keys)
        if chosen == self._keymap:
            return
        self.set_keymap(chosen)
        for stack in self._screen_stacks.values():
            for screen in stack:
                screen.query(Heading).refresh()

    def check_keys(self) -> None:
        """Name the keys of the settings file that cannot be used, and do without them."""
        if keys := settings_file.load().keys:
            from recovery_journal.actions import checked_keys

            good, said = checked_keys(keys)
            self.apply_keys(good)
            for sentence in said:
                self.notify(sentence, markup=False, timeout=15)

    def on_mount(self) -> None:
        """Begin to look for what other programs write."""
        self.set_interval(LOOK_EVERY, self.look)
        self.call_after_refresh(self.check_keys)  # loads every screen: after the first frame
        self.call_after_refresh(self.say_who_can_read)
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
        """Go to one of the main screens; a form that is open keeps what was typed."""
        self.put_away()
        await self.switch_mode(mode)

    async def action_help_now(self) -> None:
        """Show who can help now, unlocked or not."""
        await self.push_screen(load("help_now:HelpNowScreen")(self.journal, self.clock))

    async def action_keys(self) -> None:
        """Show the keys of the screen that is in front."""
        await self.push_screen(load("keys:KeysScreen")(self.screen))

    def action_command_palette(self) -> None:
        """Offer every action by its name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(command_palette())

    def choices(self) -> list[tuple[str, str, str]]:
        """Return name, tip and action of each theme and language that is not in use."""
        from recovery_journal.actions import choices

        return choices(self.theme)

    def elsewhere(self) -> list[tuple[str, str, str]]:
        """Return name, tip and action of what the other main screens can do."""
        from recovery_journal.actions import of_places

        return of_places(MAIN, self.current_mode) if self.journal is not None else []

    async def action_there(self, mode: str, action: str) -> None:
        """Go to another main screen and do something there."""
        await self.action_go(mode)
        self.screen.call_after_refresh(self.run_action, action, self.screen)

    async def action_choose(self, name: str, value: str) -> None:
        """Change one of the settings and remember it."""
        try:
            chosen = settings_file.load().change(**{name: value})
            settings_file.save(chosen)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            await self.apply_settings(chosen)
            self.post_message(JournalWritten(_("Saved."), undoable=False))

    def on_journal_written(self, message: JournalWritten) -> None:
        """Say that it is saved and how to take it back, and show it."""
        said = [message.said]
        if message.undoable:
            said.append(in_own_keys(self, _("ctrl+z takes it back.")))
        moved = self._moved()
        if moved:
            said.append(moved)
        self.clear_notifications()  # one line at a time: the newest
        self.notify(" ".join(said), markup=False, timeout=15 if moved else 4)
        self.revision += 1
        self.follow()

    def _moved(self) -> str:
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

    def look(self) -> None:
        """Show what another program wrote since the last look, or a new day.

        Deleted text that undo no longer holds is overwritten while no key is pressed.
        """
        if self.journal is None or not self.is_running:  # locked, or on its way out
            return
        version = self.journal.data_version()
        if version != self._data_version:
            self._data_version = version
            self.revision += 1
        self.follow()
        now = monotonic()
        if now - self._last_key > IDLE and now - self._erased_at > ERASE_EVERY:
            self._erased_at = now
            self.journal.erase_due()

    def follow(self) -> None:
        """Let the screen in front show the journal as it is now."""
        if isinstance(self.screen, JournalScreen):
            self.screen.follow(self.revision)

    def action_undo(self) -> None:
        """Take back the last change."""
        load("desk.undo:undo")(self)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        load("desk.undo:redo")(self)

    async def action_quit(self) -> None:
        """Leave, asking only if something typed is not saved."""
        self.keep_drafts(wait=True)
        if not self.unsaved():
            self._left(True)
        elif not self._leaving:
            self._leaving = True
            from recovery_journal.widgets.dialogs import Question

            question = _("Something you typed is not saved. It waits here for you. Leave now?")
            if self.journal is None or self.drafts.not_kept:
                question = _("Something you typed is not saved. Leave without it?")
            asked = Question(question, _("Leave"), _("Stay"))
            self.push_screen(asked, self._left)

    def _left(self, leave: bool | None) -> None:
        self._leaving = False
        if leave:
            self.exit(0)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which copies."""
        said = in_own_keys(self, _("ctrl+q leaves the journal."))
        self.notify(said, markup=False, timeout=3)

    def say_damage(self, error: BaseException) -> bool:
        """Say that the journal is damaged, where that is what an error comes from."""
        if self.journal is None:
            return False
        # One thing that cannot be read is met by several parts of a screen at once, and
        # to look through the whole file takes its time.
        if monotonic() - self._damage_said > 1:
            damage = self.journal.damage(error)
            if damage is None:
                return False
            if all(one.message != damage.message for one in self._notifications):
                self.notify(damage.message, markup=False, timeout=15)
        self._damage_said = monotonic()
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
    for name, off in (("LOG_FILE", None), ("SCREENSHOT_DELAY", -1)):
        setattr(constants, name, off)
    app = JournalApp(path, passphrase=passphrase, demo=demo, clock=clock)
    from recovery_journal.terminal.driver import TerminalDriver

    app.driver_class = TerminalDriver
    try:
        with faults_of_threads(app):
            app.run()
    finally:
        TerminalDriver.end()
        if app.journal is not None:
            try:
                app.before_exit_once()
            finally:
                app.journal.close()
    return app.return_code or 0
