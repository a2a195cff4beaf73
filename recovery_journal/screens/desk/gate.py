"""The gate: making, opening and closing the journal, and going back to where one was."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from textual.screen import Screen

from recovery_journal.errors import NoJournal, PassphraseNeeded
from recovery_journal.messages import FormAsked, JournalOpened, PageAsked
from recovery_journal.screens import Clock
from recovery_journal.screens.desk import MAIN, Desk, load
from recovery_journal.screens.desk.spots import Spot, bring_back, name_of, spot_of
from recovery_journal.settings import say_once_who_can_read
from recovery_journal.storage import Journal

CONTROLS = Path(__file__).parents[2] / "controls.tcss"
"""The style sheet that Today does without until its first picture is there."""


class Gate(Desk):
    """An App that shows the door until there is a journal, and again when it is locked.

    ``journal`` is None until it is made or unlocked. ``revision`` grows whenever
    the journal was written to, here or by another program.
    """

    def __init__(self, path: Path, *, passphrase: str | None, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.journal: Journal | None = None
        self.revision = 0
        self._data_version = 0
        self._waiting: list[FormAsked | PageAsked | str] = []
        self._spots: dict[str, Spot] = {}
        self._place = "today"
        self._problem = ""
        # Textual reads these names in its __init__: the first screen is then the right one.
        self.DEFAULT_MODE = self._first_mode(passphrase)  # type: ignore[misc]  # one App, one mode
        if self.DEFAULT_MODE == "door":
            self.CSS_PATH = [*self.CSS_PATH, CONTROLS]  # type: ignore[misc]  # as above
        super().__init__()
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

    def _keep(self, journal: Journal) -> None:
        self.journal = journal
        self._data_version = journal.data_version()

    async def on_journal_opened(self, message: JournalOpened) -> None:
        """Go where the person was; forms that were open are open again."""
        # Help now may lie open while the key is derived: it is not taken away.
        helped = getattr(self.screen, "action_here", "") == "help_now"
        self._keep(message.journal)
        self.revision += 1
        await self.switch_mode(self._place)
        self.remove_mode("door")  # and with it the passphrase that was typed
        self._add_modes()
        await self._open_again()
        if message.then:
            await self.open_page(message.then)
        if helped:
            await self.run_action("help_now")
        self.say_who_can_read()

    def say_who_can_read(self) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if self.journal is not None and (said := say_once_who_can_read(self.path)):
            self.notify(said, markup=False, timeout=15)

    async def action_lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in memory."""
        if self.journal is None:
            return
        self._remember()
        self._problem = ""
        self.clear_notifications()
        journal, self.journal = self.journal, None
        await self.switch_mode("door")
        self._drop_main()
        journal.close()

    async def rebuild(self) -> None:
        """Make every main screen anew, in another language say; the place is kept."""
        if self.journal is None:
            return
        self._remember()
        place = self._place
        self.add_mode("between", Screen)
        await self.switch_mode("between")
        self._drop_main()
        await self.switch_mode(place)
        self.remove_mode("between")
        await self._open_again()

    def _drop_main(self) -> None:
        """Take away every main screen and what lies on it; new ones are made when shown."""
        for mode in MAIN:
            self.remove_mode(mode)
        self._add_modes()

    def _remember(self) -> None:
        """Keep the place, the forms and pages that lie open, and what was typed."""
        self._place = self.current_mode
        self._waiting = self.open_forms()
        self._spots = {name_of(one): spot_of(one) for one in self.screen_stack}
        for screen in self.screen_stack:
            self.keep_draft(screen)

    async def _open_again(self) -> None:
        """Open what lay open before."""
        waiting, self._waiting = self._waiting, []
        for asked in waiting:
            if isinstance(asked, str):
                await self.run_action(asked)
            elif isinstance(asked, PageAsked):
                await self.open_page(asked)
            else:
                await self.open_form(asked)
        for screen in self.screen_stack:
            if spot := self._spots.pop(name_of(screen), None):
                bring_back(screen, spot)
