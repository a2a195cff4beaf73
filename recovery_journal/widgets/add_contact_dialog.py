"""Adding someone: a name, what they are to you, how close, how often."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.choices import Relation
from recovery_journal.domain.contact import FIELDS, Contact
from recovery_journal.domain.labels import label
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.report.network_text import ring_label
from recovery_journal.report.state_text import cadence_text
from recovery_journal.rules.network.placement import (
    OUTER_RING,
    default_cadence,
    sector_for_relation,
    with_defaults,
)
from recovery_journal.widgets.choice import FormControl, FormSubmitted
from recovery_journal.widgets.dialogs import Drafts, TextDialog
from recovery_journal.widgets.form_rows import choice_row, labelled, number_row, text_row
from recovery_journal.widgets.text_field import TextField

ContactSaver = Callable[[Contact], Contact]
"""What stores a contact and gives it back with its id; raises JournalError."""


class AddContactDialog(TextDialog[int]):
    """A small form; the result is the id of the contact that was added."""

    DEFAULT_CSS = """
    AddContactDialog {
        align: center middle;
        & > .dialog { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; }
        .newcomer--title { height: auto; margin-bottom: 1; }
        VerticalScroll { height: auto; max-height: 100%; }
        FormRow { margin-bottom: 1; }
        FormRow > .row--control { margin-left: 12; }
        FormRow > .row--error { margin-left: 13; }
    }
    """
    AUTO_FOCUS = "TextField"
    reopen_action = "screen.newcomer"
    BINDINGS = [
        Binding("ctrl+s", "save", N_("Save"), id="newcomer.save",
                tooltip=N_("Save; Enter does it too")),
        Binding("escape", "back", N_("Back"), id="newcomer.back",
                tooltip=N_("What you typed stays here")),
        Binding("down", "app.focus_next", N_("Next field"), id="newcomer.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="newcomer.before", show=False),
    ]  # fmt: skip

    @property
    def key(self) -> str:
        """Return the name of its draft, as journals in use have it."""
        return "Newcomer"

    def __init__(self, drafts: Drafts, today: date, save_contact: ContactSaver) -> None:
        super().__init__(drafts)
        self.today = today
        self.save_contact = save_contact

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the rows."""
        yield Static(_("Someone new on the map"), classes="title newcomer--title")
        yield self.draft_notice()
        with VerticalScroll(can_focus=False):
            rings = [(ring, ring_label(ring)) for ring in (1, 2, 3)]
            yield text_row("name", _("Name"), _("a nickname or initials are enough"))
            yield choice_row("relation", _("To me"), labelled(Relation))
            yield choice_row("ring", _("How close"), rings, value=OUTER_RING)
            yield number_row("cadence_days", _("Rhythm"), FIELDS["cadence_days"])
            yield Static(id="place", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Fill in what was typed before, and say where the person will stand."""
        self.set_focus(self.rows["name"].control)  # at once: the next key is for it
        self.rows.begin()
        self.restore_draft(self.stored_draft)
        self._show_placement()

    @on(FormControl.Changed)
    def _show_placement(self) -> None:
        """Show the place and the rhythm that follow from what was chosen."""
        contact = with_defaults(self._build_contact())
        days = default_cadence(contact)
        cadence_control = self.rows["cadence_days"].control
        if isinstance(cadence_control, TextField):
            cadence_control.placeholder = _("{days} days, or: none").format(days=days)
        relation = contact.relation
        sector_name = (
            label(sector_for_relation(relation)).capitalize() if relation else _("Community")
        )
        text = _("On the map: {sector}, {ring}, {rhythm}.").format(
            sector=sector_name,
            ring=ring_label(contact.ring or OUTER_RING),
            rhythm=cadence_text(replace(contact, cadence_days=days)),
        )
        self.query_one("#place", Static).update(Content(text))

    def _build_contact(self) -> Contact:
        values = self.rows.control_values
        return Contact(
            name=values["name"] or "",
            relation=values["relation"],
            ring=values["ring"] or OUTER_RING,
            added_on=self.today,
        )

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def action_save(self) -> None:
        """Add the person, or say beside the field what is not right."""
        self.rows.clear_errors()
        cadence = self.rows["cadence_days"]
        cadence_input = (cadence.control_value or "").strip().casefold()
        try:
            if cadence_input in {"none", _("none")}:
                contact = with_defaults(self._build_contact(), given_fields=("cadence_days",))
            else:
                days = cadence.value if cadence_input else None
                contact = with_defaults(replace(self._build_contact(), cadence_days=days))
            added = self.save_contact(contact)
        except JournalError as error:
            if row := self.rows.show_error(error, default="name"):
                row.control.focus()
            return
        self.close(added.id)
