"""The steps shown after a return to use, each a small widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.labels import label
from recovery_journal.i18n import N_, _
from recovery_journal.report import return_to_use_text
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.definition_list import DefinitionList
from recovery_journal.widgets.form_body import FormBody
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.nav_bar import ActionLink
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import NoteField, TextField

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

PAGE_IDS = ("now", "people", "here", "written")


class ContactsToTell(PeopleList):
    """Who could be told. Enter goes on, as in the part before; r and t log someone."""

    BINDINGS = [
        Binding(
            "enter", "screen.go(1)", N_("Next"), id="after-use.from-people", show=False,
            tooltip=N_("Go on; what you leave out can stay left out"),
        ),
    ]  # fmt: skip


def compose_pages(journal: Journal) -> ComposeResult:
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
    triggers = [(trigger.name, label(trigger.name)) for trigger in journal.vocabulary.triggers()]
    hint = _("type: conflict, lonely, a word of your own")
    yield Static(_("When you are ready; every field can be left"), classes="title")
    yield FormRow("about", _("About"), TextField(placeholder=_("your own word for it")))
    yield FormRow(
        "triggers", _("What set it off"), Picker(triggers, allow_new=True, placeholder=hint)
    )
    yield FormRow("told", _("I told someone"), ChoiceControl(((True, _("yes")), (False, _("no")))))
    yield FormRow("next_step", _("One small step"), TextField(placeholder=_("the next one")))
    yield FormRow("when", _("When"), TextField(placeholder=_("now, or: yesterday 21:30")))
    yield FormRow("note", _("Note"), NoteField())
    yield Static(id="problem", classes="notice", markup=False)
