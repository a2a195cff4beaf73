"""The gate: making, opening and closing the journal, and going back to where one was."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from recovery_journal.errors import NoJournal, PassphraseNeeded
from recovery_journal.messages import FormAsked, JournalOpened, PageAsked
from recovery_journal.screens import Clock
from recovery_journal.screens.desk import MAIN, Desk, load
from recovery_journal.screens.desk.spots import Spot, bring_back, name_of, spot_of
from recovery_journal.settings import say_once_who_can_read
from recovery_journal.storage import Journal
from recovery_journal.words import _

if TYPE_CHECKING:
    from textual.timer import Timer

CONTROLS = Path(__file__).parents[2] / "controls.tcss"
"""The style sheet that Today does without until its first picture is there."""


PAUSE = 1.0
"""Seconds after the last key when what was typed is written to the journal."""
LONGEST_TYPING = 10.0
"""Seconds after which it is written though the person types on."""


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
        self.draft_pause = PAUSE
        self._typed_at = self._typing_since = 0.0
        self._draft_timer: Timer | None = None
        self._told_of_drafts = False
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
        self.drafts.retry()  # what could not be written before the lock
        self.revision += 1
        await self.switch_mode(self._place)
        self.remove_mode("door")  # and with it the passphrase that was typed
        self._add_modes()
        await self._open_again()
        if message.then:
            await self.open_page(message.then)
        await self.tell_of_drafts()
        if helped:
            await self.run_action("help_now")
        self.say_who_can_read()

    def say_who_can_read(self) -> None:
        """Say, the first time, that others on this computer can read the journal."""
        if self.journal is not None and (said := say_once_who_can_read(self.path)):
            self.notify(said, markup=False, timeout=15)

    # --- what is typed ------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Begin to wait for a pause in which what was typed is kept."""
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            self._typed_at = monotonic()
            if self._draft_timer is None and self.journal is not None:
                self._typing_since = self._typed_at
                self._draft_timer = self.set_timer(self.draft_pause, self._pause_begun)
        await super().on_event(event)

    def _pause_begun(self) -> None:
        """Keep what was typed, unless a key came meanwhile, or waits for a form that opens."""
        now = monotonic()
        rest = self._typed_at + self.draft_pause - now
        if rest <= 0 and self.is_acting:
            rest = self.draft_pause
        self._draft_timer = None
        if rest > 0 and now < self._typing_since + LONGEST_TYPING:
            self._draft_timer = self.set_timer(rest, self._pause_begun)
            return
        self.keep_drafts()
        if self.journal is not None and (rest > 0 or self.drafts.to_retry):
            self._typing_since = now
            self._draft_timer = self.set_timer(self.draft_pause, self._pause_begun)

    async def tell_of_drafts(self) -> None:
        """Say where something waits that was typed before the App was started; once."""
        if self._told_of_drafts or self.journal is None:
            return
        self._told_of_drafts = True
        if not (keys := [*self.drafts]):
            return
        from recovery_journal.screens.desk.waiting import is_left_over, places

        journal = self.journal
        if names := places(key for key in keys if not is_left_over(journal, key)):
            said = _("What you typed and did not save is still here: {places}.")
            self.notify(said.format(places=", ".join(names)), markup=False, timeout=8)
        if "first_people" in keys:  # no key leads there
            await self.open_page(PageAsked("first_people"))
        await self.show_left_over(keys)

    def on_mount(self) -> None:
        """Say what waits once the first picture is there."""
        self.call_after_refresh(self.tell_of_drafts)

    def before_exit(self) -> None:
        """Keep what is typed, before the journal is closed."""
        self.keep_drafts(wait=True)

    # --- the lock -----------------------------------------------------------------

    async def action_lock(self) -> None:
        """Close the journal and everything that shows it; what was typed waits in it."""
        if self.journal is None:
            return
        self._remember()
        self._problem = _not_kept() if self.drafts.not_kept else ""
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
        self.keep_drafts(wait=True)

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


def _not_kept() -> str:
    return _(
        "What you typed could not be written into the journal. It is held in memory until it "
        "can be written, or until the app closes."
    )
