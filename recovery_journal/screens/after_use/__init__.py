"""After a return to use: thanks, safety, people, what is still here; then, if wanted, a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.errors import BadValue, JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged, OpenForm
from recovery_journal.queries.goal import load_totals
from recovery_journal.queries.suggestions import load_suggestions
from recovery_journal.report.goal_text import recorded_totals_rows
from recovery_journal.report.suggestion_text import (
    nobody_to_suggest_text,
    solo_text,
    suggestion_rows,
)
from recovery_journal.rules.date_parsing import parse_datetime
from recovery_journal.screens import PageScreen
from recovery_journal.screens.after_use.return_to_use_pages import PAGE_IDS, compose_pages
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.definition_list import DefinitionList
from recovery_journal.widgets.form_row import FormRow, leftover_text, no_match_text, restore_values
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import TextField

SUGGESTION_LIMIT = 5


class AfterUseScreen(PageScreen):
    """One thing at a time, each of which can be left; the record is saved from any of them."""

    CSS_PATH = Path(__file__).with_name("after_use.tcss")
    page = "after_use"
    heading = N_("Return to use")
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding(
            "f6,right,enter", "go(1)", N_("Next"), id="after-use.next",
            tooltip=N_("Go on; what you leave out can stay left out"),
        ),
        Binding(
            "f5,left", "go(-1)", N_("Before"), id="after-use.before",
            tooltip=N_("Go back to what was before"),
        ),
        Binding(
            "ctrl+s", "save", N_("Write it down"), id="after-use.save",
            tooltip=N_("Save it as it is; no field is needed"),
        ),
        Binding("down", "app.focus_next", N_("Next field"), id="after-use.down", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="after-use.up", show=False),
    ]  # fmt: skip

    _saved = False

    @property
    def title_text(self) -> str:
        """The person's own words for it, where they chose some."""
        own = self.journal.settings.word_for("return_to_use")
        return escape_control(own) if own else _(self.heading)

    def compose_body(self) -> ComposeResult:
        """Lay out the parts, and the line that says which of them this is."""
        with ContentSwitcher(initial=PAGE_IDS[0], id="parts"):
            yield from compose_pages(self.journal)
        with Horizontal(id="line"):
            yield Static(id="place", classes="quiet", markup=False)
            yield ActionLink(_("← Before"), "screen.go(-1)", classes="way before")
            yield ActionLink(_("Next →"), "screen.go(1)", classes="way next")

    def on_mount(self) -> None:
        """Put back what was typed before; then that part comes first."""
        draft = self.session.drafts.get(self.key)
        if draft:
            leftover = leftover_text(restore_values(self._rows(), draft))
            message = _("What you typed before is still here.")
            self.notify("\n".join(filter(None, (message, leftover))), markup=False)
        self._show_page_id(self.take_view_state() or PAGE_IDS[-1 if draft else 0])

    # --- what there is to see ---------------------------------------------------

    def show_journal(self) -> None:
        """Show who could be told, and what is still here."""
        self._show_people()
        totals = load_totals(self.journal, self.today)
        rows = recorded_totals_rows(totals.days, totals.meetings, totals.connections)
        if totals.milestones:
            rows.append((_("Milestones marked"), str(totals.milestones)))
        empty = _("What you record from now on adds up here.")
        self.query_one("#totals", DefinitionList).fill(rows, empty)

    def _show_people(self) -> None:
        suggestions = load_suggestions(self.journal, self.today, hard_moment=True)
        people_list = self.query_one(PeopleList)
        people_list.fill(suggestion_rows(suggestions.people[:SUGGESTION_LIMIT]))
        people_list.display = bool(suggestions.people)
        lines = [] if suggestions.people else [nobody_to_suggest_text()]
        lines.append(escape_control(solo_text(suggestions)))
        self.query_one("#besides", Static).update(Content("\n".join(lines)))

    @property
    def current_page(self) -> str:
        """The part that is shown."""
        return self.query_one(ContentSwitcher).current or PAGE_IDS[0]

    def _show_page_id(self, page_id: str) -> None:
        self.query_one(ContentSwitcher).current = page_id
        index = PAGE_IDS.index(page_id)
        position = _("{n} of {of}").format(n=index + 1, of=len(PAGE_IDS))
        self.query_one("#place", Static).update(Content(position))
        self.query_one(".before").visible = index > 0
        self.query_one(".next").visible = index + 1 < len(PAGE_IDS)
        self.set_focus(self._begin(page_id), scroll_visible=False)
        self.refresh_bindings()

    def view_state(self) -> str:
        """Return the part that is shown."""
        return self.current_page

    def _begin(self, page_id: str) -> Widget:
        """Return what the keys are for in this part."""
        if page_id == "people" and self.query_one(PeopleList).display:
            return self.query_one(PeopleList)
        if page_id == "written":
            return self._rows()["about"].control
        return self.query_one(f"#{page_id}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way on and the way back where there is one."""
        if action != "go" or not self.is_mounted:
            return True
        return 0 <= PAGE_IDS.index(self.current_page) + int(str(parameters[0])) < len(PAGE_IDS)

    def action_go(self, step: int) -> None:
        """Go to the next part, or to the one before."""
        index = PAGE_IDS.index(self.current_page) + step
        if 0 <= index < len(PAGE_IDS):
            self._show_page_id(PAGE_IDS[index])

    @on(PeopleList.Chosen)
    def _reach(self, event: PeopleList.Chosen) -> None:
        values: dict[str, Any] = {"contacts": (ContactRef(event.contact_id, event.name),)}
        if event.tried:
            values["outcome"] = "no_answer"
        self.post_message(OpenForm("reached", values))

    # --- what is written --------------------------------------------------------

    def _rows(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self.query(FormRow)}

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.session.drafts.get(self.key)
        values = {name: row.control_value for name, row in self._rows().items()}
        return {name: value for name, value in values.items() if value is not None} or None

    def action_back(self) -> None:
        """Go back to the screen below; the draft is stored."""
        draft = self.draft()
        if draft:
            self.session.drafts[self.key] = draft
        else:
            self.drop_draft(self.key)
        self.dismiss()

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save the record, with whatever was filled in; a second time does nothing."""
        if self._saved:
            return
        for row in self.query(FormRow):
            row.show_error("")
        try:
            record = self._build_record()
            new_terms = self.journal.vocabulary.unknown_names(record)
            with self.saving(self.key):
                self.journal.entries.add(record)
        except JournalError as error:
            self._say_problem(error)
            return
        self._saved = True
        message = _("Saved. Nothing you have done is lost.")
        if new_terms:
            names = ", ".join(escape_control(name) for name in new_terms)
            message = f"{message} {_('New on your own list: {names}.').format(names=names)}"
        self.post_message(JournalChanged(message))
        self.action_back()

    def _build_record(self) -> ReturnToUse:
        """Make the record from the rows; raises ``BadValue``."""
        rows = self._rows()
        for name, row in rows.items():
            if isinstance(row.control, Picker) and not row.control.pick_typed_text():
                raise BadValue(no_match_text(), field=name)
        values = {name: row.value for name, row in rows.items() if row.value is not None}
        when_text = values.pop("when", None)
        now = self.now.replace(microsecond=0)
        if "triggers" in values:
            values["triggers"] = tuple(picked.key for picked in values["triggers"])
        when = parse_datetime(when_text, self.now) if when_text else now
        return ReturnToUse(occurred_at=when, recorded_at=now, **values)

    def _say_problem(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end."""
        self._show_page_id("written")
        name = "when" if error.code in {"bad_when", "future_when"} else error.details.get("field")
        row = self._rows().get(name or "")
        if row is None:
            self.query_one("#problem", Static).update(Content(error.message))
            return
        row.show_error(error.message)
        self.set_focus(row.control)
