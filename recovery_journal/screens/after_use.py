"""After a return to use: thanks, safety, people, what is still here; then, if wanted, a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from recovery_journal import settings as settings_file
from recovery_journal.errors import JournalError
from recovery_journal.forms.form_spec import RecordEditor
from recovery_journal.forms.record_forms import RETURN_TO_USE, return_to_use_rows
from recovery_journal.i18n import N_, _
from recovery_journal.messages import JournalChanged
from recovery_journal.queries.goal import load_totals
from recovery_journal.queries.suggestions import load_suggestions
from recovery_journal.report import return_to_use_text
from recovery_journal.report.goal_text import recorded_totals_rows
from recovery_journal.report.suggestion_text import (
    nobody_to_suggest_text,
    solo_text,
    suggestion_rows,
)
from recovery_journal.screens import PageScreen
from recovery_journal.terminal_text import escape_control
from recovery_journal.widgets.choice import FormSubmitted
from recovery_journal.widgets.form_rows import FormBody, note_row, when_row
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.page_list import PeopleList
from recovery_journal.widgets.text_blocks import DefinitionList
from recovery_journal.widgets.text_field import TextField

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

SUGGESTION_LIMIT = 5
PAGE_IDS = ("now", "people", "here", "written")
"""The parts, in the order in which they help."""


class ContactsToTell(PeopleList):
    """Who could be told. Enter goes on, as in the part before; r and t log someone."""

    BINDINGS = [
        Binding("enter", "screen.go(1)", N_("Next"), id="after-use.from-people", show=False,
                tooltip=N_("Go on; what you leave out can stay left out")),
    ]  # fmt: skip


class AfterUseScreen(PageScreen):
    """One thing at a time, each of which can be left; the record is saved from any of them."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    page = "after_use"
    heading = N_("Return to use")
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f6,right,enter", "go(1)", N_("Next"), id="after-use.next",
                tooltip=N_("Go on; what you leave out can stay left out")),
        Binding("f5,left", "go(-1)", N_("Before"), id="after-use.before",
                tooltip=N_("Go back to what was before")),
        Binding("ctrl+s", "save", N_("Write it down"), id="after-use.save",
                tooltip=N_("Save it as it is; no field is needed")),
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
            yield from _compose_pages(self.journal)
        with Horizontal(id="line"):
            yield Static(id="place", classes="quiet", markup=False)
            yield ActionLink(_("← Before"), "screen.go(-1)", classes="way before")
            yield ActionLink(_("Next →"), "screen.go(1)", classes="way next")

    def on_mount(self) -> None:
        """Put back what was typed before; then that part comes first."""
        draft = self.session.drafts.get(self.key)
        if draft:
            leftover = self.rows.restore(draft)
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
        people = suggestion_rows(suggestions.people[:SUGGESTION_LIMIT])
        self.query_one(PeopleList).fill(people)
        lines = [] if suggestions.people else [nobody_to_suggest_text()]
        lines.append(escape_control(solo_text(suggestions)))
        self.show_text("#besides", "\n".join(lines))

    @property
    def current_page(self) -> str:
        """The part that is shown."""
        return self.query_one(ContentSwitcher).current or PAGE_IDS[0]

    def _show_page_id(self, page_id: str) -> None:
        self.query_one(ContentSwitcher).current = page_id
        index = PAGE_IDS.index(page_id)
        position = _("{n} of {of}").format(n=index + 1, of=len(PAGE_IDS))
        self.show_text("#place", position)
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
            return self.rows["about"].control
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

    # --- what is written --------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed and is not saved."""
        if self._saved:
            return None
        if not self.is_mounted:
            return self.session.drafts.get(self.key)
        return self.rows.typed() or None

    def action_back(self) -> None:
        """Go back to the screen below; the draft is stored."""
        self.store_draft()
        self.dismiss()

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save the record, with whatever was filled in; a second time does nothing."""
        if self._saved:
            return
        self.rows.clear_errors()
        editor = RecordEditor(RETURN_TO_USE, self.journal, self.session.clock)
        try:
            record = editor.build(self.rows.read())
            with self.saving(self.key):
                message = editor.add(record, _("Saved. Nothing you have done is lost."))
        except JournalError as error:
            self._show_error(error)
            return
        self._saved = True
        self.post_message(JournalChanged(message))
        self.action_back()

    def _show_error(self, error: JournalError) -> None:
        """Show the sentence beside the field it is about, or at the end."""
        self._show_page_id("written")
        row = self.rows.show_error(error)
        if row is None:
            self.show_text("#problem", error.message)
        else:
            self.set_focus(row.control)


def _compose_pages(journal: Journal) -> ComposeResult:
    """Return the parts in the order in which they help."""
    with VerticalScroll(id="now", classes="part"):
        yield from _compose_now(journal)
    with VerticalScroll(id="people", classes="part"):
        yield Static(_("Someone you could tell"), classes="title")
        yield ContactsToTell(id="company")
        yield Static(id="besides", classes="muted", markup=False)
    with VerticalScroll(id="here", classes="part"):
        yield Static(_("What is still here"), classes="title")
        yield DefinitionList(id="totals")
        yield Static(_("A return to use takes nothing away from this."), classes="muted")
    with FormBody(id="written", classes="part"):
        yield from _compose_form(journal)


def _compose_now(journal: Journal) -> ComposeResult:
    """Return the thanks, who helps at once, and the two facts where they may matter."""
    country = settings_file.load().country
    yield Static(Content(return_to_use_text.no_record_yet_text()), classes="title")
    yield Static(Content(return_to_use_text.safety_question_text(country)))
    yield ActionLink(
        _("Help now: lines to call, and people  ctrl+g"), "app.help_now", classes="way"
    )
    fact_lines = return_to_use_text.safety_fact_lines(journal.goals.current())
    if fact_lines:
        yield Static(_("Where a substance is concerned"), classes="title close")
    for text, source in fact_lines:
        yield Static(Content(text), classes="close")
        yield Static(Content(source), classes="quiet")


def _compose_form(journal: Journal) -> ComposeResult:
    """Return the fields of the record; none of them is needed."""
    yield Static(_("When you are ready; every field can be left"), classes="title")
    yield from return_to_use_rows(journal)
    yield when_row()
    yield note_row("note", _("Note"))
    yield Static(id="problem", classes="notice", markup=False)
