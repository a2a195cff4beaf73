"""The parts of the page after a return to use, each of them little enough for one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recovery_journal import settings as settings_file
from recovery_journal.domain.labels import label
from recovery_journal.report import after_use_text
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.facts import Facts
from recovery_journal.widgets.heading import Link
from recovery_journal.widgets.page import Page
from recovery_journal.widgets.people_list import PeopleList
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import NoteField, TextField
from recovery_journal.words import N_, _

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

PARTS = ("now", "people", "here", "written")


class Company(PeopleList):
    """Who could be told. Enter goes on, as in the part before; r and t log someone."""

    BINDINGS = [
        Binding(
            "enter", "screen.go(1)", N_("Next"), id="after-use.from-people", show=False,
            tooltip=N_("Go on; what you leave out can stay left out"),
        ),
    ]  # fmt: skip


def parts(journal: Journal) -> ComposeResult:
    """Return the parts in the order in which they help."""
    with VerticalScroll(id="now", classes="part"):
        yield from _now(journal)
    with VerticalScroll(id="people", classes="part"):
        yield Static(_("Someone you could tell"), classes="title")
        yield Company(id="company")
        yield Static(id="besides", classes="muted", markup=False)
    with VerticalScroll(id="here", classes="part"):
        yield Static(_("What is still here"), classes="title")
        yield Facts(id="totals")
        yield Static(_("A return to use takes nothing away from this."), classes="muted")
    with Page(id="written", classes="part"):
        yield from _written(journal)


def _now(journal: Journal) -> ComposeResult:
    """Return the thanks, who helps at once, and the two facts where they may matter."""
    country = settings_file.load().country
    yield Static(Content(after_use_text.welcome()), classes="title")
    yield Static(Content(after_use_text.safe_now(country)))
    yield Link(_("Help now: lines to call, and people  ctrl+g"), "app.help_now", classes="way")
    facts = after_use_text.fact_lines(journal.goals.current())
    if facts:
        yield Static(_("Where a substance is concerned"), classes="title close")
    for text, source in facts:
        yield Static(Content(text), classes="close")
        yield Static(Content(source), classes="quiet")


def _written(journal: Journal) -> ComposeResult:
    """Return the fields of the record; none of them is needed."""
    triggers = [(one.name, label(one.name)) for one in journal.lists.triggers()]
    hint = _("type: conflict, lonely, a word of your own")
    yield Static(_("When you are ready; every field can be left"), classes="title")
    yield Row("about", _("About"), TextField(placeholder=_("your own word for it")))
    yield Row("triggers", _("What set it off"), Picker(triggers, own=True, placeholder=hint))
    yield Row("told", _("I told someone"), Choice(((True, _("yes")), (False, _("no")))))
    yield Row("next_step", _("One small step"), TextField(placeholder=_("the next one")))
    yield Row("when", _("When"), TextField(placeholder=_("now, or: yesterday 21:30")))
    yield Row("note", _("Note"), NoteField())
    yield Static(id="problem", classes="notice", markup=False)
