"""Safety steps: what the person wrote down for a hard moment, under seven headings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recovery_journal import settings as settings_file
from recovery_journal.domain.keeping import SafetyStep
from recovery_journal.domain.lists import StepHeading
from recovery_journal.errors import JournalError
from recovery_journal.messages import JournalWritten
from recovery_journal.report.plain import harmless
from recovery_journal.report.steps_text import (
    ABOUT_PEOPLE,
    HEADINGS,
    heading_hint,
    heading_words,
    one_line,
    step_words,
    together_words,
)
from recovery_journal.screens import Clock, PageScreen
from recovery_journal.screens.steps.line import StepDialog
from recovery_journal.widgets.dialogs import Question
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal


class Spot(NamedTuple):
    """A place the cursor can be at: a line, or where a heading has none yet."""

    heading: StepHeading
    step: SafetyStep | None = None


class StepsScreen(PageScreen):
    """The safety steps; each line is added, changed, moved and deleted where it stands."""

    CSS_PATH = Path(__file__).with_name("steps.tcss")
    page = "steps"
    heading = N_("Safety steps")
    AUTO_FOCUS = "#steps"
    BINDINGS = [
        Binding(
            "n", "add_here", N_("Add a line"), id="steps.add",
            tooltip=N_("Add a line under the heading at the cursor"),
        ),
        Binding(
            "e", "edit_here", N_("Change"), id="steps.edit",
            tooltip=N_("Change the line at the cursor; Enter does it too"),
        ),
        Binding(
            "v", "allow", N_("Show locked"), id="steps.allow",
            tooltip=N_("Show this line on Help now while the journal is locked, or no longer"),
        ),
        Binding(
            "left_square_bracket,shift+up", "move(-1)", N_("Move up"), id="steps.up", show=False,
            tooltip=N_("Move the line up under its heading"),
        ),
        Binding(
            "right_square_bracket,shift+down", "move(1)", N_("Move down"), id="steps.down",
            show=False, tooltip=N_("Move the line down under its heading"),
        ),
        Binding(
            "delete", "delete", N_("Delete"), id="steps.delete", show=False,
            tooltip=N_("Delete the line at the cursor; ctrl+z brings it back"),
        ),
    ]  # fmt: skip

    def __init__(self, journal: Journal, clock: Clock, about: Any = None) -> None:
        super().__init__(journal, clock, about)
        self.spots: list[Spot | None] = []

    def compose_body(self) -> ComposeResult:
        """Lay out what the steps are, and the lines."""
        yield Static(id="together", markup=False)
        yield OptionList(id="steps", markup=False, compact=True)

    # --- showing ------------------------------------------------------------------

    def show_journal(self) -> None:
        """Show the lines; the cursor stays on its line, or under its heading."""
        here = self.here
        at = self.query_one(OptionList).highlighted or 0
        allowed = settings_file.load().locked_lines
        steps = self.journal.steps.list()
        words = together_words()
        if not steps:
            words = f"{words} {_('n adds a line where the cursor is.')}"
        self.query_one("#together", Static).update(Content(words))
        names = {one.id: one.name for one in self.journal.contacts.all(ended=True)}
        self.spots, options = [], []
        for heading in HEADINGS:
            self.spots.append(None)
            options.append(Option(Content(heading_words(heading)), disabled=True))
            under = [step for step in steps if step.heading == heading]
            for step in under:
                self.spots.append(Spot(heading, step))
                options.append(Option(_line(step, names, one_line(step.text) in allowed)))
            if not under:
                self.spots.append(Spot(heading))
                options.append(Option(_hint(heading)))
        shown = self.query_one(OptionList)
        shown.set_options(options)
        shown.highlighted = self._place_of(here, at)

    def _place_of(self, here: Spot | None, at: int) -> int:
        """Return where the cursor goes: its line, else the nearest place under its heading."""
        if here is None:
            return 1
        if here.step is not None:
            for index, place in enumerate(self.spots):
                if place and place.step and place.step.id == here.step.id:
                    return index
        under = [
            index
            for index, place in enumerate(self.spots)
            if place and place.heading == here.heading
        ]
        return min(under, key=lambda index: abs(index - at))

    @property
    def here(self) -> Spot | None:
        """What the cursor is at."""
        if not self.spots:
            return None
        index = self.query_one(OptionList).highlighted
        return None if index is None else self.spots[index]

    def _go_to(self, step: SafetyStep) -> None:
        index = self._place_of(Spot(step.heading, step), 0)
        self.query_one(OptionList).highlighted = index

    # --- adding and changing --------------------------------------------------------

    @on(OptionList.OptionSelected)
    async def _enter(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = self.spots[event.option_index]
        if place is not None:
            await self._ask(place)

    async def action_add_here(self) -> None:
        """Ask for a line under the heading at the cursor."""
        if self.here is not None:
            await self._ask(Spot(self.here.heading))

    async def action_edit_here(self) -> None:
        """Ask for the line at the cursor again."""
        if self.here is not None:
            await self._ask(self.here)

    async def action_add(self, heading: StepHeading) -> None:
        """Ask for a line under this heading."""
        await self._ask(Spot(heading))

    async def action_edit(self, step_id: int) -> None:
        """Ask for this line again, where it is still there."""
        try:
            step = self.journal.steps.get(step_id)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            await self._ask(Spot(step.heading, step))

    async def _ask(self, place: Spot) -> None:
        heading, step = place
        people = self.journal.contacts.all() if heading in ABOUT_PEOPLE else []
        store = (
            partial(self.journal.steps.add, heading)
            if step is None
            else partial(self.journal.steps.edit, step.id)
        )

        def keep(text: str, about: int | None) -> SafetyStep:
            with self.saving(dialog.key):
                return store(text, about)

        dialog = StepDialog(heading, keep, step=step, people=[(one.id, one.name) for one in people])
        await self.app.push_screen(dialog, partial(self._kept, step))

    def _kept(self, before: SafetyStep | None, stored: SafetyStep | None) -> None:
        if stored is None:
            return
        said = _("Saved.")
        if before is not None and self._instead(before, one_line(stored.text)):
            said = _("Saved. What is shown while locked is the new line.")
        self.show_journal()
        self._go_to(stored)
        self.post_message(JournalWritten(said))

    # --- moving and deleting ----------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the line at the cursor up or down under its heading."""
        step = self.here.step if self.here else None
        if step is None:
            return
        before = [one.id for one in self.journal.steps.list()]
        try:
            self.journal.steps.move(step.id, by)
        except JournalError as error:
            self.notify(error.message, markup=False)
            self.show_journal()
            return
        if [one.id for one in self.journal.steps.list()] != before:
            self.post_message(JournalWritten(_("Moved.")))

    def action_delete(self) -> None:
        """Delete the line at the cursor; it can be taken back."""
        step = self.here.step if self.here else None
        if step is None:
            return
        try:
            self.journal.steps.delete(step.id)
        except JournalError as error:
            self.notify(error.message, markup=False)
            self.show_journal()
            return
        gone = self._instead(step, "")
        said = _("Deleted. It is not shown while locked any more.") if gone else _("Deleted.")
        self.post_message(JournalWritten(said))

    # --- the locked page -----------------------------------------------------------------

    async def action_allow(self) -> None:
        """Let a line be read while locked, after saying what that means; again takes it away."""
        step = self.here.step if self.here else None
        if step is None:
            return
        text = one_line(step.text)
        if text in settings_file.load().locked_lines:
            if self._instead(step, ""):
                self.notify(_("It is not shown while locked any more."), markup=False)
            self.show_journal()
            return
        question = _(
            "“{line}” can stand on Help now while the journal is locked. It is then kept "
            "unencrypted in the settings file, and whoever uses this computer can read it."
        ).format(line=harmless(text))
        asked = Question(question, _("Show it while locked"), _("Keep it in the journal"))
        await self.app.push_screen(asked, partial(self._allowed, text))

    def _allowed(self, text: str, yes: bool | None) -> None:
        if not yes:
            return
        chosen = settings_file.load()
        try:
            settings_file.save(chosen.change(locked_lines=(*chosen.locked_lines, text)))
        except JournalError as error:
            self.notify(error.message, markup=False)
            return
        self.notify(_("It is shown while locked now. v takes it away again."), markup=False)
        self.show_journal()

    def _instead(self, step: SafetyStep, text: str) -> bool:
        """Put a text in the place of an allowed line, none for ""; say whether it was one."""
        chosen = settings_file.load()
        old = one_line(step.text)
        if old not in chosen.locked_lines or old == text:
            return False
        lines = tuple(text if line == old else line for line in chosen.locked_lines)
        try:
            settings_file.save(chosen.change(locked_lines=tuple(filter(None, lines))))
        except JournalError as error:
            self.notify(error.message, markup=False)
            return False
        return True


def _line(step: SafetyStep, names: dict[int, str], allowed: bool) -> Content:
    """Return a line as it stands, and whether it is shown while locked."""
    words = f"  {harmless(step_words(step, names))}"
    mark = (f"   {_('shown while locked')}", "$text-muted") if allowed else ""
    return Content.assemble(words, mark)


def _hint(heading: StepHeading) -> Content:
    """Return what stands where a heading has no line yet."""
    return Content.assemble((f"  {heading_hint(heading)}", "$quiet"))
