"""The App: which screen is in front, the keys that work everywhere, the lock.

``run`` opens it. Everything a person looks at is in ``screens``; each screen is
loaded when it is first needed, because the first frame is a feature.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from textual import constants
from textual.screen import Screen

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError, NoJournal, PassphraseNeeded
from recovery_journal.messages import FormAsked, JournalOpened, JournalWritten, PageAsked
from recovery_journal.palette import EVERYWHERE, actions, taken_back
from recovery_journal.screens import Clock, JournalScreen
from recovery_journal.screens.desk import MAIN, Desk, load
from recovery_journal.storage import Journal
from recovery_journal.theme import THEMES
from recovery_journal.words import _

LOOK_EVERY = 1.0
"""Seconds between two looks at whether another program wrote to the journal."""


class JournalApp(Desk):
    """The journal in a terminal.

    ``journal`` is None until it is made or unlocked. ``revision`` grows whenever
    the journal was written to, here or by another program.
    """

    TITLE = "Journal"  # neutral: it may stand in a window's title
    CSS_PATH = Path(__file__).with_suffix(".tcss")
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
        self.path = path
        self.demo = demo
        self.clock: Clock = clock or (lambda: datetime.now().astimezone())
        self.journal: Journal | None = None
        self.revision = 0
        self._data_version = 0
        self._waiting: list[FormAsked | PageAsked | str] = []
        self._place = "today"
        self._problem = ""
        self._leaving = False
        # Textual reads this name in its __init__: the first screen is then the right one.
        self.DEFAULT_MODE = self._first_mode(passphrase)  # type: ignore[misc]  # one App, one mode
        super().__init__()
        self.features = frozenset()  # no devtools: they open a socket and show what is inside
        for theme in THEMES.values():
            self.register_theme(theme)
        chosen = settings_file.load()
        self.theme = chosen.theme if chosen.theme in THEMES else "dark"
        for name in self.available_themes.keys() - THEMES.keys():
            self.unregister_theme(name)
        if not chosen.motion:
            self.animation_level = "none"
        self._add_modes()

    def _first_mode(self, passphrase: str | None) -> str:
        """Open the journal if that needs no question; NotOurs goes up to the caller."""
        try:
            locked = Journal.needs_passphrase(self.path)
            if locked and passphrase is None:
                return "door"
            self._keep(Journal.open(self.path, passphrase if locked else None, clock=self.clock))
        except NoJournal:
            return "door"
        except PassphraseNeeded as error:
            self._problem = error.message
            return "door"
        return "today"

    def _add_modes(self) -> None:
        if "door" not in self._modes:
            self.add_mode("door", self._door)
        for mode in MAIN:
            if mode not in self._modes:
                self.add_mode(mode, partial(self._main_screen, mode))

    def _main_screen(self, mode: str) -> Screen[Any]:
        screen: Screen[Any] = load(MAIN[mode])(self.journal, self.clock)
        return screen

    def _door(self) -> Screen[Any]:
        """Return Welcome where there is no journal yet, else Unlock."""
        screen: Screen[Any]
        if self.path.exists():
            screen = load("unlock:UnlockScreen")(self.path, self.clock, problem=self._problem)
        else:
            screen = load("welcome:WelcomeScreen")(self.path, self.clock)
        return screen

    def on_mount(self) -> None:
        """Begin to look for what other programs write."""
        self.set_interval(LOOK_EVERY, self.look)
        if self.demo:
            self.notify(_("This journal is made up; nobody in it is real."), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a key of everywhere does something here."""
        if action in {"go", "ask", "open", "undo", "lock"} and self.journal is None:
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
            self.push_screen(CommandPalette(placeholder=_("Find an action by its name")))

    def action_use_theme(self, name: str) -> None:
        """Change the colours and remember them."""
        self.theme = name
        try:
            settings_file.save(settings_file.load().change(theme=name))
        except JournalError as error:
            self.notify(error.message, markup=False)

    def _keep(self, journal: Journal) -> None:
        self.journal = journal
        self._data_version = journal.data_version()

    async def on_journal_opened(self, message: JournalOpened) -> None:
        """Go where the person was; forms that were open are open again."""
        self._keep(message.journal)
        self.revision += 1
        await self.switch_mode(self._place)
        self.remove_mode("door")  # and with it the passphrase that was typed
        self._add_modes()
        waiting, self._waiting = self._waiting, []
        for asked in waiting:
            if isinstance(asked, str):
                await self.run_action(asked)
            elif isinstance(asked, PageAsked):
                await self.open_page(asked)
            else:
                await self.open_form(asked)

    def on_journal_written(self, message: JournalWritten) -> None:
        """Say that it is saved and how to take it back, and show it."""
        said = [message.said]
        if message.undoable:
            said.append(_("ctrl+z takes it back."))
        self.clear_notifications()  # one line at a time: the newest
        self.notify(" ".join(said), markup=False, timeout=4)
        self.revision += 1
        self.follow()

    def look(self) -> None:
        """Show what another program wrote since the last look, or a new day."""
        if self.journal is None:
            return
        version = self.journal.data_version()
        if version != self._data_version:
            self._data_version = version
            self.revision += 1
        self.follow()

    def follow(self) -> None:
        """Let the screen in front show the journal as it is now."""
        if isinstance(self.screen, JournalScreen):
            self.screen.follow(self.revision)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self.journal is None:
            return
        try:
            undone = self.journal.undo()
        except JournalError as error:
            self.notify(error.message, markup=False, timeout=4)
            return
        self.post_message(JournalWritten(taken_back(undone.what, undone.kind), undoable=False))

    async def action_lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in memory."""
        if self.journal is None:
            return
        self._place = self.current_mode
        self._waiting = self.open_forms()
        for screen in self.screen_stack:
            self.keep_draft(screen)
        self._problem = ""
        self.clear_notifications()
        journal, self.journal = self.journal, None
        await self.switch_mode("door")
        for mode in MAIN:
            self.remove_mode(mode)
        self._add_modes()
        journal.close()

    async def action_quit(self) -> None:
        """Leave, asking only if something typed is not saved."""
        if not self.unsaved():
            self.exit(0)
        elif not self._leaving:
            self._leaving = True
            from recovery_journal.widgets.dialogs import Question

            question = _("Something you typed is not saved. Leave without it?")
            asked = Question(question, _("Leave"), _("Stay"))
            self.push_screen(asked, self._left)

    def _left(self, leave: bool | None) -> None:
        self._leaving = False
        if leave:
            self.exit(0)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which copies."""
        self.notify(_("ctrl+q leaves the journal."), markup=False, timeout=3)

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; what is printed holds no journal text."""
        self._return_code = 1
        if self._exception is None:  # Pilot reads it, so that a test sees the fault
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        from rich.text import Text

        from recovery_journal.screens.fault import crash_report

        error = sys.exc_info()[1] or self._exception
        self._exit_renderables.append(Text(crash_report(error)))
        self._close_messages_no_wait()


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
    terminal = sys.__stderr__ if sys.__stderr__ and sys.__stderr__.isatty() else None
    if terminal:  # a neutral title, and the old one put aside until the end
        terminal.write("\x1b[22;2t\x1b]2;Journal\x07")
    try:
        app.run()
    finally:
        if app.journal is not None:
            app.journal.close()
        if terminal:
            terminal.write("\x1b[23;2t")
            terminal.flush()
    return app.return_code or 0
