"""A person's page: what is careful first, the facts, the history; everything can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import OptionList, Static

from recovery_journal.domain.contact import Tie
from recovery_journal.errors import JournalError, Unknown
from recovery_journal.exchange.booked import with_booked
from recovery_journal.messages import FormAsked, JournalWritten, form_of
from recovery_journal.report.plain import harmless
from recovery_journal.rules.contact_changes import changed, resumed
from recovery_journal.rules.person import history, months, months_start
from recovery_journal.rules.states import GLYPHS, recency, state_of
from recovery_journal.screens.person.changing import ChangingScreen
from recovery_journal.screens.person.facts import Facts, facts_of
from recovery_journal.screens.person.form import PersonForm
from recovery_journal.screens.person.past import (
    entries_head,
    entry_lines,
    felt_part,
    months_part,
    more_words,
)
from recovery_journal.widgets.choice import Submitted
from recovery_journal.widgets.line_list import LineList
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _

NARROW = 72
"""Under so many columns the history stands below the facts."""
LAST = 40
"""How many of the last entries are shown."""
READ = 200
"""How many are read for what usually followed."""


class PersonScreen(ChangingScreen):
    """One contact; ``about`` is its id. ``e`` turns the facts into a form."""

    CSS_PATH = Path(__file__).with_name("person.tcss")
    AUTO_FOCUS = "Facts"
    heading = N_("Person")
    BINDINGS = [
        Binding("e", "edit", N_("Edit"), id="person.edit", tooltip=N_("Change what stands here")),
        Binding("ctrl+s", "save", N_("Save"), id="person.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("ctrl+r", "put_back", N_("Put back"), id="person.put-back", show=False,
                tooltip=N_("Take away what was typed")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Lay out the name, the facts, and the history."""
        with Vertical(id="person-page"):
            yield Static(id="person-title", markup=False)
            with Container(id="person-body"):
                yield Facts(id="facts")
                with VerticalScroll(id="history"):
                    yield Static(id="history-words", markup=False)
                    yield LineList(id="history-entries")
                    yield Static(id="history-more", classes="quiet", markup=False)

    # --- what is shown --------------------------------------------------------

    async def show_now(self) -> None:
        """Open the form again where something typed is waiting from before the lock."""
        if self._drafts.get(self.key) and self.editor is None and self.contact is not None:
            await self.action_edit()

    def show_journal(self) -> None:
        """Read the person and show the page; gone meanwhile, say so and go back."""
        first = self.contact is None
        try:
            self._read()
        except Unknown:
            self._gone()
            return
        self._show_page()
        if first:
            self.call_later(self.show_now)

    def _read(self) -> None:
        day = self.today
        contacts, entries = self.journal.contacts, self.journal.entries
        self.contact = contacts.get(self.about)
        of = self.contact
        tie = next(
            (tie for tie in contacts.ties(day) if tie.contact.id == self.about), Tie(contact=of)
        )
        self.tie = with_booked(self.journal, [tie], day, self.now)[0]
        self.details = contacts.details(self.about)
        self.records = entries.with_contact(self.about, READ)
        self.group = of.contact_kind == "group" or of.relation == "recovery_group"
        kinds = ("reach_out", "meeting") if self.group else ("reach_out",)
        met = entries.between(months_start(day), day, *kinds)
        self.months = months(met, self.about, day)

    def _show_page(self) -> None:
        if self.contact is None:
            return
        self.query_one("#person-title", Static).update(self._title())
        self.set_class(self.editor is not None, "-editing")
        # The classes of the width come later than the first look at the journal.
        half = self.size.width // 2 if self.size.width >= NARROW else self.size.width
        self.query_one(Facts).show(facts_of(self.contact, self.details, self.today, half - 5))
        past = [one for one in self.records if one.local_date <= self.today]
        theirs = history(past[::-1])
        parts = [
            *months_part(self.months, self.group, 8 if half < 50 else 16),
            *felt_part(theirs, self.tie),
            *entries_head(bool(past)),
        ]
        words = Content("\n").join(parts)
        self.query_one("#history-words", Static).update(words[1:])
        entries = self.query_one("#history-entries", LineList)
        entries.show(entry_lines(past[:LAST], half - 6))
        # Without an entry what stands above is scrolled by itself.
        entries.can_focus = bool(past)
        self.query_one("#history").can_focus = not past
        more = self.query_one("#history-more", Static)
        more.update(Content(more_words(LAST)))
        more.display = len(past) > LAST
        self.refresh_bindings()

    def _title(self) -> Content:
        assert self.contact is not None
        name = (harmless(self.contact.name), "bold")
        state = state_of(self.tie, self.today)
        words = (f"  {recency(self.tie, self.today)}", "$text-muted")
        if not self.contact.placed or self.contact.status == "ended":
            return Content.assemble(name, words)
        return Content.assemble((f"{GLYPHS[state]} ", f"$state-{state}"), name, words)

    def on_resize(self) -> None:
        """Fold the words for the new size."""
        self._show_page()

    # --- editing --------------------------------------------------------------

    @property
    def editor(self) -> PersonForm | None:
        """The form, while something is being changed."""
        try:
            return self.query_one(PersonForm)
        except NoMatches:
            return None

    def view(self) -> bool:
        """Return whether something is being changed."""
        return self.editor is not None

    def look_at(self, view: bool) -> None:
        """Open the form again that lay open before the lock."""
        if view:
            self.call_later(self.action_edit)

    def draft(self) -> dict[str, Any] | None:
        """Return what was typed here and is not saved."""
        form = self.editor
        if form is None:
            kept: dict[str, Any] | None = self._drafts.get(self.key)
            return kept
        return form.draft()

    async def action_edit(self, field: str = "name") -> None:
        """Turn the facts into a form, the cursor in this field."""
        if self.contact is None or self.editor is not None:
            return
        form = PersonForm(self.contact, self.details, self._drafts.get(self.key) or {})
        with self.app.batch_update():  # laid out once, when all of it is there
            self.add_class("-editing")
            await self.query_one("#person-page").mount(form)
        form.begin_at(field)
        self.refresh_bindings()

    @on(LineList.Picked, "#history-entries")
    def _entry_chosen(self, event: LineList.Picked) -> None:
        """Open an entry of the history in its form."""
        kind, entry = event.key
        self.post_message(FormAsked(form_of(kind), {}, entry))

    @on(OptionList.OptionSelected, "#facts")
    async def _field_chosen(self) -> None:
        field = self.query_one(Facts).field
        if field == "paused":
            await self.run_action("screen.pause")
            await self.run_action("screen.resume")
        else:
            await self.action_edit(field)

    async def _close_form(self) -> None:
        form = self.editor
        with self.app.batch_update():
            if form is not None:
                await form.remove()
            self.remove_class("-editing")
        self.set_focus(self.query_one(Facts))
        self.refresh_bindings()

    @on(Submitted)
    @on(TextField.Submitted)
    async def _enter(self) -> None:
        await self.action_save()

    async def action_save(self) -> None:
        """Save, or say beside the field what is not right."""
        form = self.editor
        if form is None:
            return
        try:
            fields, details = form.changes()
            changes = changed(self.journal.contacts.get(self.about), fields, self.today)
            if changes or details:
                with self.saving(self.key):
                    self.journal.contacts.edit(self.about, details=details, **changes)
        except Unknown:
            self._gone()
            return
        except JournalError as error:
            form.say(error)
            return
        self._drafts.pop(self.key, None)
        await self._close_form()
        if changes or details:
            self.post_message(JournalWritten(_("Saved.")))

    def action_put_back(self) -> None:
        """Take away what was typed."""
        if self.editor is not None:
            self.editor.put_back()
            self._drafts.pop(self.key, None)

    def action_back(self) -> None:
        """Leave the form, keeping what was typed; else go back to where the person was."""
        form = self.editor
        if form is None:
            super().action_back()
            return
        draft = form.draft()
        if draft:
            self._drafts[self.key] = draft
        else:
            self._drafts.pop(self.key, None)
        self.call_later(self._close_form)
        if draft:
            self.notify(_("What you typed is kept; e shows it again."), markup=False, timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here."""
        if self.contact is None or not self.is_mounted:
            return True
        if action in {"save", "put_back"}:
            return self.editor is not None
        if action in {"edit", "log", "pause", "resume", "standing", "delete"}:
            if self.editor is not None:
                return False
            if action in {"pause", "resume"}:
                if self.contact.status == "ended":
                    return False  # out of the rhythm already
                return bool(resumed(self.contact, self.today)) == (action == "resume")
        return True
