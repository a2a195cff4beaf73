"""Stay with me: company through an urge. A slow breath, the time, people, what helped.

Nothing here asks to be filled in, and Escape leaves at any time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.fields import RatedName
from recovery_journal.forms.record_forms import triggers_row
from recovery_journal.i18n import N_, _
from recovery_journal.messages import OpenForm
from recovery_journal.queries.suggestions import (
    count_urges,
    first_reach_out_since,
    load_suggestions,
)
from recovery_journal.report.suggestion_text import (
    helped_text,
    nobody_to_suggest_text,
    suggestion_rows,
)
from recovery_journal.screens import PageScreen
from recovery_journal.session import Session
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.breathing_pacer import BreathingPacer
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.form_rows import FormBody, scale_row
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.page_list import PeopleList
from recovery_journal.widgets.picker import PickedItem, Picker, has_letters

if TYPE_CHECKING:
    from textual.timer import Timer

SUGGESTION_LIMIT = 3
MOTION_INTERVAL = 0.25
STILL_INTERVAL = 1.0
"""Seconds between two looks at the breath, with motion and without."""
RESUME_WITHIN = timedelta(hours=3)
"""How long after its beginning a hard moment that was left is taken up again."""
HARD_MOMENT_DRAFT = "urge:lived"
"""The name of the draft of the form that asks how it is now."""
URGE_DRAFT = "urge:"
"""The name of the draft of the form that writes an urge down."""
MIN_BREATHING_SECONDS = 60
"""Seconds from which the breathing counts as something that was done."""


class HardMomentScreen(PageScreen):
    """The page that stays with a person until an urge has passed.

    ``about`` is when it began: after the lock the time goes on from there. Left
    with something chosen, it is taken up again where it was; else it begins anew.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    AUTO_FOCUS = ""
    heading = N_("Stay with me")
    page = "hard_moment"
    BINDINGS = [
        Binding("n", "now", N_("How is it now?"), id="hard-moment.now",
                tooltip=N_("Write it down, filled in with what is known here")),
        Binding("s", "set_off", N_("What set it off"), id="hard-moment.trigger", show=False,
                tooltip=N_("Say what set it off, to see what helped then")),
        Binding("r", "reach(False)", N_("Reached"), id="hard-moment.reached",
                tooltip=N_("Log that you reached the person under the cursor")),
        Binding("t", "reach(True)", N_("Tried"), id="hard-moment.tried",
                tooltip=N_("Log that you tried to reach the person under the cursor")),
        Binding("down", "person(1)", N_("Next person"), id="hard-moment.next", show=False),
        Binding("up", "person(-1)", N_("Person before"), id="hard-moment.before", show=False),
    ]  # fmt: skip

    def __init__(self, session: Session, about: datetime | None = None) -> None:
        super().__init__(session, about or session.clock())
        self._urge_count = 0
        self._finished = False
        self._tick_timer: Timer | None = None
        self._shown_trigger: str | None = None

    @property
    def key(self) -> str:
        """The name of the page: there is one hard moment at a time."""
        return self.page

    @property
    def started_at(self) -> datetime:
        """When it began."""
        start: datetime = self.about
        return start

    @property
    def seconds(self) -> float:
        """How long it is since then."""
        return max(0.0, (self.now - self.started_at).total_seconds())

    # --- what it looks like -----------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Lay out the breath, the time, the two questions, people, and what helped."""
        has_motion = self.app.animation_level != "none" and settings_file.load().motion
        with FormBody():
            yield BreathingPacer(motion=has_motion)
            yield Static(id="time", markup=False)
            yield scale_row("peak", _("How strong"), 0, 10, _("none"), "", _("strongest"))
            yield triggers_row(self.journal, _("type, if you like; s comes here"))
            yield Static(_("Someone you could reach"), classes="head")
            yield PeopleList(id="people")
            yield Static(id="nobody", markup=False)
            yield Static(id="helped", markup=False)
            yield ActionLink(_("How is it now?  n"), "screen.now")

    def on_mount(self) -> None:
        """Take up what was chosen before, and begin to breathe."""
        self._urge_count = count_urges(self.journal)
        self._resume_draft()
        breath = self.query_one(BreathingPacer)
        self.tick()
        self._tick_timer = self.set_interval(
            MOTION_INTERVAL if breath.motion else STILL_INTERVAL, self.tick
        )
        self.set_focus(self.rows["peak"].control, scroll_visible=False)

    def _resume_draft(self) -> None:
        draft = self.session.drafts.get(self.key)
        if not draft:
            return
        started_at = draft.pop("begun", None)
        if not isinstance(started_at, datetime) or self.now - started_at > RESUME_WITHIN:
            self._move_to_urge_draft(draft)
            return
        self.about = started_at
        self.rows.restore(draft)

    def _move_to_urge_draft(self, draft: dict[str, Any]) -> None:
        """Leave what was typed long ago to the form that writes an urge down."""
        drafts = self.session.drafts
        old_values = {**draft, **drafts.get(HARD_MOMENT_DRAFT, {})}
        if has_letters(old_values):
            urge_draft = drafts.get(URGE_DRAFT, {})
            merged = {
                name: _merge_values(value, old_values.get(name))
                for name, value in urge_draft.items()
            }
            drafts[URGE_DRAFT] = {**old_values, **merged}
        for name in (self.key, HARD_MOMENT_DRAFT):
            drafts.pop(name, None)

    def on_screen_suspend(self) -> None:
        """Rest while something lies on top."""
        if self._tick_timer is not None:
            self._tick_timer.pause()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Go on; with how it is now written down, the page has done its part."""
        if self._tick_timer is None or self.session.is_locked:
            return  # not there yet, or on its way out with the lock
        if count_urges(self.journal) > self._urge_count:
            self._leave()
            return
        self._tick_timer.resume()
        self.tick()

    def tick(self) -> None:
        """Show the breath and the time as they are now."""
        breath = self.query_one(BreathingPacer)
        previous_phase = breath.phase
        breath.show(self.seconds)
        at_rest = not breath.motion and breath.phase.is_inhale == previous_phase.is_inhale
        if (
            at_rest
            and breath.phase.completed_breaths == previous_phase.completed_breaths
            and self.seconds >= 1
        ):
            return  # nothing moves within a phase
        minutes, seconds = divmod(int(self.seconds), 60)
        template = _("{time} since this page opened. Urges rise, and they pass.")
        self.show_text("#time", template.format(time=f"{minutes}:{seconds:02d}"))

    def show_journal(self) -> None:
        """Show who could be reached, and what helped before."""
        self._shown_trigger = self.trigger
        suggestions = load_suggestions(
            self.journal, self.today, hard_moment=True, trigger=self._shown_trigger
        )
        people = suggestion_rows(suggestions.people[:SUGGESTION_LIMIT])
        self.query_one(PeopleList).fill(people)
        self.show_text("#nobody", nobody_to_suggest_text(), visible=not suggestions.people)
        helped = helped_text(suggestions, self._shown_trigger)
        self.show_text("#helped", escape_control(helped))

    # --- what was chosen ----------------------------------------------------------

    @property
    def trigger(self) -> str | None:
        """The first trigger that was picked."""
        triggers = self.rows["triggers"].control_value or ()
        return next(
            (str(trigger.key) for trigger in triggers if isinstance(trigger, PickedItem)), None
        )

    def draft(self) -> dict[str, Any] | None:
        """Return what was chosen, and since when; None where nothing was."""
        if self._finished or not self.is_mounted:
            return None
        values = self.rows.typed()
        # What was typed in "How is it now?" belongs to this moment, too.
        return (
            {**values, "begun": self.started_at}
            if values or HARD_MOMENT_DRAFT in self.session.drafts
            else None
        )

    @on(Picker.Changed)
    def _update_for_trigger(self) -> None:
        if self.trigger != self._shown_trigger:  # not for every letter
            self.show_journal()

    @on(Picker.Added)
    def _named(self, event: Picker.Added) -> None:
        """Let the letters act again, as when the page opened; s comes back for another."""
        if event.picker.has_focus_within:
            self.set_focus(self.rows["peak"].control, scroll_visible=False)

    # --- what can be done -----------------------------------------------------------

    def action_set_off(self) -> None:
        """Go to the field for what set it off."""
        self.set_focus(self.rows["triggers"].field)

    def action_person(self, step: int) -> None:
        """Go to the next person, from wherever the cursor is."""
        people = self.query_one(PeopleList)
        (people.action_cursor_down if step > 0 else people.action_cursor_up)()

    def action_reach(self, tried: bool) -> None:
        """Ask for the form of the person under the cursor; without any, for an empty one."""
        people = self.query_one(PeopleList)
        if people.highlighted is None:
            self.post_message(OpenForm("reached", {"outcome": "no_answer"} if tried else {}))
        else:
            people.action_choose(tried)

    @on(FormSubmitted)
    def action_now(self) -> None:
        """Ask how it is now, in the form of an urge, filled in with what is known."""
        picker = self.rows["triggers"].control
        if isinstance(picker, Picker):
            picker.pick_typed_text()
        items = self.rows["triggers"].control_value or ()
        values: dict[str, Any] = {
            "peak": self.rows["peak"].control_value,
            "triggers": tuple(str(item.key) for item in items if isinstance(item, PickedItem)),
            "minutes": max(1, round(self.seconds / 60)),
        }
        coping = [RatedName("breathing")] if self.seconds >= MIN_BREATHING_SECONDS else []
        if reach_out_id := first_reach_out_since(self.journal, self.started_at, self.today):
            coping.append(RatedName("reach_someone"))
            values["reach_out"] = reach_out_id
        values["coping"] = tuple(coping)
        preset = {name: value for name, value in values.items() if value not in (None, ())}
        self.post_message(OpenForm("urge", preset))

    def action_back(self) -> None:
        """Leave; nothing is asked, and what was chosen waits for a while."""
        self.store_draft()
        self.dismiss()

    def _leave(self) -> None:
        """Leave without a draft: it is saved."""
        self._finished = True
        self.drop_draft(self.key)
        self.dismiss()


def _merge_values(value: Any, older: Any) -> Any:
    """Return what a row held and what it held before, where it can hold both."""
    if isinstance(value, str) and isinstance(older, str) and value != older:
        return f"{value} {older}"
    if isinstance(value, tuple) and isinstance(older, tuple):
        return tuple(dict.fromkeys(value + older))
    return value
