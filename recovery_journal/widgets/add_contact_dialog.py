"""Adding someone: a name, what they are to you, how close, how often."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
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
from recovery_journal.widgets.choice import ChoiceControl, FormControl, FormSubmitted
from recovery_journal.widgets.dialogs import TextDialog
from recovery_journal.widgets.form_row import FormRow, restore_values
from recovery_journal.widgets.key_bar import KeyBar
from recovery_journal.widgets.text_field import TextField

ContactSaver = Callable[[Contact], Contact]
"""What stores a contact and gives it back with its id; raises JournalError."""


class AddContactDialog(TextDialog[int | None]):
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

    def __init__(
        self,
        drafts: MutableMapping[str, dict[str, Any]],
        today: date,
        save_contact: ContactSaver,
    ) -> None:
        super().__init__(drafts)
        self.today = today
        self.save_contact = save_contact
        self._initial: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        relations = [(relation, label(relation)) for relation in get_args(Relation)]
        rings = [(ring, ring_label(ring)) for ring in (1, 2, 3)]
        with Vertical(classes="dialog"):
            yield Static(_("Someone new on the map"), classes="title newcomer--title")
            yield self.draft_notice()
            with VerticalScroll(can_focus=False):
                yield FormRow(
                    "name", _("Name"), TextField(placeholder=_("a nickname or initials are enough"))
                )
                yield FormRow("relation", _("To me"), ChoiceControl(relations))
                yield FormRow("ring", _("How close"), ChoiceControl(rings, value=OUTER_RING))
                yield FormRow("cadence_days", _("Rhythm"), TextField(), FIELDS["cadence_days"])
                yield Static(id="place", classes="quiet", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what was typed before, and say where the person will stand."""
        rows = self._rows()
        self.set_focus(rows["name"].control)  # at once: the next key is for it
        self._initial = {name: row.control_value for name, row in rows.items()}
        self.restore_draft(rows)
        self._show_placement()

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        if not self.is_mounted:
            return self.stored_draft or None
        current = {name: row.control_value for name, row in self._rows().items()}
        return {
            name: raw for name, raw in current.items() if raw != self._initial.get(name)
        } or None

    @on(FormControl.Changed)
    def _show_placement(self) -> None:
        """Show the place and the rhythm that follow from what was chosen."""
        contact = with_defaults(self._build_contact())
        days = default_cadence(contact)
        cadence_control = self._rows()["cadence_days"].control
        if isinstance(cadence_control, TextField):
            cadence_control.placeholder = _("{days} days, or: none").format(days=days)
        relation = contact.relation
        sector_name = (
            label(sector_for_relation(relation)).capitalize() if relation else _("Community")
        )
        self.query_one("#place", Static).update(
            Content(
                _("On the map: {sector}, {ring}, {rhythm}.").format(
                    sector=sector_name,
                    ring=ring_label(contact.ring or OUTER_RING),
                    rhythm=cadence_text(replace(contact, cadence_days=days)),
                )
            )
        )

    def _rows(self) -> dict[str, FormRow]:
        return {row.field_name: row for row in self.query(FormRow)}

    def _build_contact(self) -> Contact:
        rows = self._rows()
        return Contact(
            name=rows["name"].control_value or "",
            relation=rows["relation"].control_value,
            ring=rows["ring"].control_value or OUTER_RING,
            added_on=self.today,
        )

    @on(FormSubmitted)
    @on(TextField.Submitted)
    def _enter(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Add the person, or say beside the field what is not right."""
        rows = self._rows()
        for row in rows.values():
            row.show_error("")
        cadence_input = (rows["cadence_days"].control_value or "").strip().casefold()
        try:
            if cadence_input in {"none", _("none")}:
                contact = with_defaults(self._build_contact(), given_fields=("cadence_days",))
            else:
                days = rows["cadence_days"].value if cadence_input else None
                contact = with_defaults(replace(self._build_contact(), cadence_days=days))
            added = self.save_contact(contact)
        except JournalError as error:
            row = rows.get(error.details.get("field", ""), rows["name"])
            row.show_error(error.message)
            row.control.focus()
            return
        self.close(added.id)

    def clear_form(self) -> None:
        """Put back what the form began with."""
        restore_values(self._rows(), self._initial)

    def action_back(self) -> None:
        """Close without saving."""
        self.close(None)
