"""Safety steps: what the person wrote down for a hard moment, under seven headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.choices import StepHeading
from recovery_journal.domain.safety_step import SafetyStep
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged
from recovery_journal.queries.help_now import load_safety_steps
from recovery_journal.report.safety_steps_text import (
    CONTACT_HEADINGS,
    HEADINGS,
    step_heading_hint,
    step_heading_label,
    step_single_line,
    step_text,
    steps_intro_text,
)
from recovery_journal.screens import PageScreen
from recovery_journal.screens.steps.step_dialog import StepDialog
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.dialogs import ConfirmDialog
from recovery_journal.widgets.page_list import LineList


class StepRow(NamedTuple):
    """A place the cursor can be at: a line, or where a heading has none yet."""

    heading: StepHeading
    step: SafetyStep | None = None


class StepList(LineList):
    """The lines under their headings; the key of each is its ``StepRow``."""

    def nearest_line(self, old_row: StepRow | None, old_index: int | None) -> int:
        """Return where the cursor goes: its line, else the nearest place under its heading."""
        if old_row is None:
            return 1
        rows = [(index, row) for index, row in enumerate(self.keys) if row]
        for index, row in rows:
            if old_row.step and row.step and row.step.id == old_row.step.id:
                return index
        places = [index for index, row in rows if row.heading == old_row.heading]
        return min(places, key=lambda index: abs(index - (old_index or 0)))


class StepsScreen(PageScreen):
    """The safety steps; each line is added, changed, moved and deleted where it stands."""

    CSS_PATH = Path(__file__).with_name("steps.tcss")
    page = "steps"
    heading = N_("Safety steps")
    AUTO_FOCUS = "#steps"
    BINDINGS = [
        Binding("n", "add_here", N_("Add a line"), id="steps.add",
                tooltip=N_("Add a line under the heading at the cursor")),
        Binding("e", "edit_here", N_("Change"), id="steps.edit",
                tooltip=N_("Change the line at the cursor; Enter does it too")),
        Binding("v", "allow", N_("Show locked"), id="steps.allow",
                tooltip=N_("Show this line on Help now while the journal is locked, or no longer")),
        Binding("left_square_bracket,shift+up", "move(-1)", N_("Move up"),
                id="steps.up", show=False,
                tooltip=N_("Move the line up under its heading")),
        Binding("right_square_bracket,shift+down", "move(1)", N_("Move down"),
                id="steps.down", show=False,
                tooltip=N_("Move the line down under its heading")),
        Binding("delete", "delete", N_("Delete"), id="steps.delete", show=False,
                tooltip=N_("Delete the line at the cursor; ctrl+z brings it back")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Lay out what the steps are, and the lines."""
        yield Static(id="together", markup=False)
        yield StepList(id="steps")

    # --- showing ------------------------------------------------------------------

    def show_journal(self) -> None:
        """Show the lines; the cursor stays on its line, or under its heading."""
        allowed = settings_file.load().locked_lines
        page = load_safety_steps(self.journal)
        intro = steps_intro_text()
        if not page.steps:
            intro = f"{intro} {_('n adds a line where the cursor is.')}"
        self.show_text("#together", intro)
        lines: list[tuple[StepRow | None, Content]] = []
        for heading in HEADINGS:
            lines.append((None, Content(step_heading_label(heading))))
            lines += [
                (
                    StepRow(heading, step),
                    _step_content(step, page.names, step_single_line(step.text) in allowed),
                )
                for step in page.steps
                if step.heading == heading
            ] or [(StepRow(heading), _hint_content(heading))]
        self.query_one(StepList).show(lines)

    @property
    def current_row(self) -> StepRow | None:
        """What the cursor is at."""
        row: StepRow | None = self.query_one(StepList).key
        return row

    @property
    def _current_step(self) -> SafetyStep | None:
        return self.current_row.step if self.current_row else None

    # --- adding and changing --------------------------------------------------------

    @on(OptionList.OptionSelected)
    async def _enter(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_edit_here()

    async def action_add_here(self) -> None:
        """Ask for a line under the heading at the cursor."""
        if self.current_row is not None:
            await self._open_dialog(StepRow(self.current_row.heading))

    async def action_edit_here(self) -> None:
        """Ask for the line at the cursor again."""
        if self.current_row is not None:
            await self._open_dialog(self.current_row)

    async def action_add(self, heading: StepHeading) -> None:
        """Ask for a line under this heading."""
        await self._open_dialog(StepRow(heading))

    async def action_edit(self, step_id: int) -> None:
        """Ask for this line again, where it is still there."""
        try:
            step = self.journal.safety_steps.get(step_id)
        except JournalError as error:
            self.notify(error.message, markup=False)
        else:
            await self._open_dialog(StepRow(step.heading, step))

    async def _open_dialog(self, row: StepRow) -> None:
        heading, step = row
        contacts = self.journal.contacts.all() if heading in CONTACT_HEADINGS else []
        store = (
            partial(self.journal.safety_steps.add, heading)
            if step is None
            else partial(self.journal.safety_steps.edit, step.id)
        )

        def save_step(text: str, contact_id: int | None) -> SafetyStep:
            with self.saving(dialog.key):
                return store(text, contact_id)

        dialog = StepDialog(
            self.session.drafts,
            heading,
            save_step,
            step=step,
            people=[(contact.id, contact.name) for contact in contacts],
        )
        await self.app.push_screen(dialog, partial(self._after_save, step))

    def _after_save(self, original: SafetyStep | None, stored: SafetyStep | None) -> None:
        if stored is None:
            return
        message = _("Saved.")
        if original is not None and self._replace_locked_line(
            original, step_single_line(stored.text)
        ):
            message = _("Saved. What is shown while locked is the new line.")
        self.show_journal()
        step_list = self.query_one(StepList)
        step_list.highlighted = step_list.nearest_line(StepRow(stored.heading, stored), 0)
        self.post_message(JournalChanged(message))

    # --- moving and deleting ----------------------------------------------------------

    def action_move(self, offset: int) -> None:
        """Move the line at the cursor up or down under its heading."""
        step = self._current_step
        if step is None:
            return
        previous_order = [item.id for item in self.journal.safety_steps.list()]
        if not self.write(lambda: self.journal.safety_steps.move(step.id, offset)):
            self.show_journal()
        elif [item.id for item in self.journal.safety_steps.list()] != previous_order:
            self.post_message(JournalChanged(_("Moved.")))

    def action_delete(self) -> None:
        """Delete the line at the cursor; it can be taken back."""
        step = self._current_step
        if step is None:
            return
        if not self.write(lambda: self.journal.safety_steps.delete(step.id)):
            self.show_journal()
            return
        was_allowed = self._replace_locked_line(step, "")
        message = (
            _("Deleted. It is not shown while locked any more.") if was_allowed else _("Deleted.")
        )
        self.post_message(JournalChanged(message))

    # --- the locked page -----------------------------------------------------------------

    async def action_allow(self) -> None:
        """Let a line be read while locked, after saying what that means; again takes it away."""
        step = self._current_step
        if step is None:
            return
        text = step_single_line(step.text)
        if text in settings_file.load().locked_lines:
            if self._replace_locked_line(step, ""):
                self.notify(_("It is not shown while locked any more."), markup=False)
            self.show_journal()
            return
        question = _(
            "“{line}” can stand on Help now while the journal is locked. It is then kept "
            "unencrypted in the settings file, and whoever uses this computer can read it."
        ).format(line=escape_control(text))
        dialog = ConfirmDialog(question, _("Show it while locked"), _("Keep it in the journal"))
        await self.app.push_screen(dialog, partial(self._allow_line, text))

    def _allow_line(self, text: str, confirmed: bool | None) -> None:
        if not confirmed:
            return
        if self._save_locked_lines((*settings_file.load().locked_lines, text)):
            self.notify(_("It is shown while locked now. v takes it away again."), markup=False)
            self.show_journal()

    def _save_locked_lines(self, lines: Iterable[str]) -> bool:
        """Store the lines shown while locked; False where that was not possible."""
        new_settings = settings_file.load().change(locked_lines=tuple(filter(None, lines)))
        return self.write(lambda: settings_file.save(new_settings))

    def _replace_locked_line(self, step: SafetyStep, text: str) -> bool:
        """Put a text in the place of an allowed line, none for ""; say whether it was one."""
        settings = settings_file.load()
        old_line = step_single_line(step.text)
        if old_line not in settings.locked_lines or old_line == text:
            return False
        return self._save_locked_lines(
            text if line == old_line else line for line in settings.locked_lines
        )


def _step_content(step: SafetyStep, names: Mapping[int, str], allowed: bool) -> Content:
    """Return a line as it stands, and whether it is shown while locked."""
    text = f"  {escape_control(step_text(step, names))}"
    mark = (f"   {_('shown while locked')}", "$text-muted") if allowed else ""
    return Content.assemble(text, mark)


def _hint_content(heading: StepHeading) -> Content:
    """Return what stands where a heading has no line yet."""
    return Content.assemble((f"  {step_heading_hint(heading)}", "$quiet"))
