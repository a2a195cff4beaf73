"""Stay with me: company through an urge. A slow breath, the time, people, what helped.

Nothing here asks to be filled in, and Escape leaves at any time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.fields import ContactRef, Marked
from recovery_journal.domain.labels import label
from recovery_journal.messages import FormAsked
from recovery_journal.report.plain import harmless
from recovery_journal.rules.suggest import nobody_words
from recovery_journal.screens import Clock, PageScreen
from recovery_journal.screens.hard_moment.reading import company, led_to, urges_written
from recovery_journal.widgets.breath import Breath
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.picker import Picked, Picker, has_words
from recovery_journal.widgets.row import Row, put_back
from recovery_journal.widgets.scale import Scale
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from textual.timer import Timer

    from recovery_journal.storage import Journal

MOVING = 0.25
STILL = 1.0
"""Seconds between two looks at the breath, with motion and without."""
TAKEN_UP_AGAIN = timedelta(hours=3)
"""How long after its beginning a hard moment that was left is taken up again."""
LIVED = "urge:lived"
"""The name of the draft of the form that asks how it is now."""
USUAL = "urge:"
"""The name of the draft of the form that writes an urge down."""
A_WHILE = 60
"""Seconds from which the breathing counts as something that was done."""


class HardMomentScreen(PageScreen):
    """The page that stays with a person until an urge has passed.

    ``about`` is when it began: after the lock the time goes on from there. Left
    with something chosen, it is taken up again where it was; else it begins anew.
    """

    CSS_PATH = Path(__file__).with_name("hard_moment.tcss")
    AUTO_FOCUS = ""
    heading = N_("Stay with me")
    page = "hard_moment"
    BINDINGS = [
        Binding(
            "n", "now", N_("How is it now?"), id="hard-moment.now",
            tooltip=N_("Write it down, filled in with what is known here"),
        ),
        Binding(
            "s", "set_off", N_("What set it off"), id="hard-moment.trigger", show=False,
            tooltip=N_("Say what set it off, to see what helped then"),
        ),
        Binding(
            "r", "reach(False)", N_("Reached"), id="hard-moment.reached",
            tooltip=N_("Log that you reached the person under the cursor"),
        ),
        Binding(
            "t", "reach(True)", N_("Tried"), id="hard-moment.tried",
            tooltip=N_("Log that you tried to reach the person under the cursor"),
        ),
        Binding("down", "person(1)", N_("Next person"), id="hard-moment.next", show=False),
        Binding("up", "person(-1)", N_("Person before"), id="hard-moment.before", show=False),
    ]  # fmt: skip

    def __init__(self, journal: Journal, clock: Clock, about: datetime | None = None) -> None:
        super().__init__(journal, clock, about or clock())
        self._written = 0
        self._left = False
        self._beat: Timer | None = None
        self._shown_for: str | None = None

    @property
    def key(self) -> str:
        """The name of the page: there is one hard moment at a time."""
        return self.page

    @property
    def begun(self) -> datetime:
        """When it began."""
        begun: datetime = self.about
        return begun

    @property
    def seconds(self) -> float:
        """How long it is since then."""
        return max(0.0, (self.now - self.begun).total_seconds())

    # --- what it looks like -----------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the breath, the time, the two questions, people, and what helped."""
        none, strongest = _("none"), _("strongest")
        triggers = [(one.name, label(one.name)) for one in self.journal.lists.triggers()]
        moves = self.app.animation_level != "none" and settings_file.load().motion
        with Page():
            yield Breath(motion=moves)
            yield Static(id="time", markup=False)
            yield Row("peak", _("How strong"), Scale(0, 10, (none, "", strongest)))
            yield Row(
                "triggers", _("What set it off"),
                Picker(triggers, own=True, placeholder=_("type, if you like; s comes here")),
            )  # fmt: skip
            yield Static(_("Someone you could reach"), classes="head")
            yield PeopleList(id="people")
            yield Static(id="nobody", markup=False)
            yield Static(id="helped", markup=False)
            yield Link(_("How is it now?  n"), "screen.now")

    def on_mount(self) -> None:
        """Take up what was chosen before, and begin to breathe."""
        self._written = urges_written(self.journal)
        self._take_up()
        breath = self.query_one(Breath)
        self.tick()
        self._beat = self.set_interval(MOVING if breath.motion else STILL, self.tick)
        self.set_focus(self._row("peak").control, scroll_visible=False)

    def _take_up(self) -> None:
        kept = self._drafts().get(self.key)
        if not kept:
            return
        begun = kept.pop("begun", None)
        if not isinstance(begun, datetime) or self.now - begun > TAKEN_UP_AGAIN:
            self._put_by(kept)
            return
        self.about = begun
        put_back({name: self._row(name) for name in ("peak", "triggers")}, kept)

    def _put_by(self, kept: dict[str, Any]) -> None:
        """Leave what was typed long ago to the form that writes an urge down."""
        drafts = self._drafts()
        long_ago = {**kept, **drafts.get(LIVED, {})}
        if has_words(long_ago):
            waiting = drafts.get(USUAL, {})
            both = {name: _together(raw, long_ago.get(name)) for name, raw in waiting.items()}
            drafts[USUAL] = {**long_ago, **both}
        for name in (self.key, LIVED):
            drafts.pop(name, None)

    def on_screen_suspend(self) -> None:
        """Rest while something lies on top."""
        if self._beat is not None:
            self._beat.pause()

    def on_screen_resume(self) -> None:
        """Go on; with how it is now written down, the page has done its part."""
        if self._beat is None or getattr(self.app, "journal", None) is None:
            return  # not there yet, or on its way out with the lock
        if urges_written(self.journal) > self._written:
            self._leave()
            return
        self._beat.resume()
        self.tick()

    def tick(self) -> None:
        """Show the breath and the time as they are now."""
        breath = self.query_one(Breath)
        before = breath.phase
        breath.show(self.seconds)
        at_rest = not breath.motion and breath.phase.inward == before.inward
        if at_rest and breath.phase.breaths == before.breaths and self.seconds >= 1:
            return  # nothing moves within a phase
        minutes, seconds = divmod(int(self.seconds), 60)
        time = _("{time} since this page opened. Urges rise, and they pass.")
        self.query_one("#time", Static).update(
            Content(time.format(time=f"{minutes}:{seconds:02d}"))
        )

    def show_journal(self) -> None:
        """Show who could be reached, and what helped before."""
        self._shown_for = self.trigger
        found, helped = company(self.journal, self.today, self._shown_for)
        people = self.query_one(PeopleList)
        people.fill([(one.contact.id, one.contact.name, one.beside) for one in found])
        people.display = bool(found)
        nobody = self.query_one("#nobody", Static)
        nobody.update(Content(nobody_words()))
        nobody.display = not found
        self.query_one("#helped", Static).update(Content(harmless(helped)))

    # --- what was chosen ----------------------------------------------------------

    def _row(self, name: str) -> Row:
        return next(row for row in self.query(Row) if row.field_name == name)

    def _drafts(self) -> dict[str, dict[str, Any]]:
        drafts: dict[str, dict[str, Any]] = getattr(self.app, "drafts", {})
        return drafts

    @property
    def trigger(self) -> str | None:
        """The first trigger that was picked."""
        picked = self._row("triggers").raw or ()
        return next((str(one.key) for one in picked if isinstance(one, Picked)), None)

    def draft(self) -> dict[str, Any] | None:
        """Return what was chosen, and since when; None where nothing was."""
        if self._left or not self.is_mounted:
            return None
        chosen = {name: self._row(name).raw for name in ("peak", "triggers")}
        chosen = {name: raw for name, raw in chosen.items() if raw is not None}
        # What was typed in "How is it now?" belongs to this moment, too.
        return {**chosen, "begun": self.begun} if chosen or LIVED in self._drafts() else None

    @on(Picker.Changed)
    def _other_trigger(self) -> None:
        if self.trigger != self._shown_for:  # not for every letter
            self.show_journal()

    @on(Picker.Added)
    def _named(self, event: Picker.Added) -> None:
        """Let the letters act again, as when the page opened; s comes back for another."""
        if event.picker.has_focus_within:
            self.set_focus(self._row("peak").control, scroll_visible=False)

    # --- what can be done -----------------------------------------------------------

    def action_set_off(self) -> None:
        """Go to the field for what set it off."""
        self.set_focus(self._row("triggers").query_one("TextField"))

    def action_person(self, step: int) -> None:
        """Go to the next person, from wherever the cursor is."""
        people = self.query_one(PeopleList)
        (people.action_cursor_down if step > 0 else people.action_cursor_up)()

    def action_reach(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor; without any, for an empty one."""
        people = self.query_one(PeopleList)
        if people.highlighted is None:
            self.post_message(FormAsked("reached", {"outcome": "no_answer"} if tried else {}))
        else:
            people.action_choose(tried)

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, Any] = {"contacts": (ContactRef(event.person, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(FormAsked("reached", values))

    @on(Submitted)
    def action_now(self) -> None:
        """Ask how it is now, in the form of an urge, filled in with what is known."""
        triggers = self._row("triggers").control
        if isinstance(triggers, Picker):
            triggers.pick_typed()
        picked = self._row("triggers").raw or ()
        values: dict[str, Any] = {
            "peak": self._row("peak").raw,
            "triggers": tuple(str(one.key) for one in picked if isinstance(one, Picked)),
            "minutes": max(1, round(self.seconds / 60)),
        }
        coping = [Marked("breathing")] if self.seconds >= A_WHILE else []
        if reached := led_to(self.journal, self.begun, self.today):
            coping.append(Marked("reach_someone"))
            values["reach_out"] = reached
        values["coping"] = tuple(coping)
        known = {name: value for name, value in values.items() if value not in (None, ())}
        self.post_message(FormAsked("urge", known))

    def action_back(self) -> None:
        """Leave; nothing is asked, and what was chosen waits for a while."""
        if kept := self.draft():
            self._drafts()[self.key] = kept
        else:
            self._drafts().pop(self.key, None)
        self.dismiss()

    def _leave(self) -> None:
        """Leave with nothing kept: it is written down."""
        self._left = True
        self._drafts().pop(self.key, None)
        self.dismiss()


def _together(raw: Any, older: Any) -> Any:
    """Return what a row held and what it held before, where it can hold both."""
    if isinstance(raw, str) and isinstance(older, str) and raw != older:
        return f"{raw} {older}"
    if isinstance(raw, tuple) and isinstance(older, tuple):
        return tuple(dict.fromkeys(raw + older))
    return raw
