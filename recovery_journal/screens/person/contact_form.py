"""The form in which everything about a person is changed, a row for each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from recovery_journal.domain.choices import (
    BoundaryKind,
    Channel,
    ContactKind,
    ContactStatus,
    Influence,
    Relation,
    Sector,
    ShareAs,
    SupportKind,
    SupportsGoal,
    TieKind,
)
from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.domain.labels import label
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.report.network_text import ring_label
from recovery_journal.report.state_text import support_kind_label
from recovery_journal.widgets.choice import ChoiceControl, ChoiceOption
from recovery_journal.widgets.form_body import FormBody
from recovery_journal.widgets.form_row import (
    FormRow,
    leftover_text,
    restore_values,
    scroll_field_visible,
)
from recovery_journal.widgets.mixins import VerticalBox
from recovery_journal.widgets.text_field import NoteField, TextField

DETAIL_KINDS = ("phone", "email", "address")


class ContactForm(VerticalBox):
    """Every field of a contact. ``_draft`` is what was typed before and not saved."""

    BINDINGS = [
        Binding("down", "app.focus_next", N_("Next field"), id="person-form.next", show=False),
        Binding("up", "app.focus_previous", N_("Field before"), id="person-form.before",
                show=False),
    ]  # fmt: skip

    def __init__(
        self, contact: Contact, details: Sequence[ContactDetail], draft: Mapping[str, Any]
    ) -> None:
        super().__init__()
        self.contact = contact
        self._draft = dict(draft)
        self._initial = initial_values(contact, details)

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        with FormBody():
            yield Static(id="person-kept", classes="quiet", markup=False)
            yield from self._field_rows()
            yield Static(_("Only on this person's page"), classes="person-form--head")
            hint = _("several: one a line")
            for name, title in (
                ("phone", _("Phone")), ("email", _("E-mail")), ("address", _("Address")),
            ):  # fmt: skip
                yield FormRow(name, title, NoteField(self._initial[name] or "", hint))

    def _field_rows(self) -> Iterable[Widget]:
        """Yield a row for each field."""
        yes_no_options = ((True, _("yes")), (False, _("no")))
        ring_options = [(ring, ring_label(ring)) for ring in (1, 2, 3)]
        support_options = [(kind, support_kind_label(kind)) for kind in get_args(SupportKind)]
        yield self._text_row("name", _("Name"))
        yield self._text_row("boundaries", _("My boundary"), multiline=True)
        yield self._choice_row("boundary_kind", _("It is about"), _options(BoundaryKind))
        yield self._choice_row("relation", _("To me"), _options(Relation))
        yield self._text_row("relation_word", _("In my word"), _("sister, doctor, boss, …"))
        yield self._choice_row("ring", _("How close"), ring_options)
        yield self._choice_row("sector", _("On the map"), _options(Sector))
        yield self._text_row("cadence_days", _("Rhythm, days"), _("a number of days, or: none"))
        yield self._choice_row("support", _("Support"), support_options, many=True)
        yield self._choice_row("supports_goal", _("For my goal"), _options(SupportsGoal))
        yield self._choice_row("influence", _("Influence"), _options(Influence))
        yield self._choice_row("suggest", _("Suggest them"), yes_no_options)
        yield self._choice_row("ok_when_urge", _("In a hard moment"), yes_no_options)
        yield self._choice_row("preferred_channel", _("Best reached"), _options(Channel))
        yield self._text_row("language", _("Language"))
        yield self._choice_row("tie", _("Tie"), _options(TieKind))
        yield self._choice_row("share_as", _("On weekly page"), _options(ShareAs))
        yield self._choice_row("contact_kind", _("Kind"), _options(ContactKind))
        yield self._choice_row("status", _("Contact"), _options(ContactStatus))
        yield self._text_row("note", _("Note"), multiline=True)

    def _text_row(
        self, name: str, title: str, hint: str = "", *, multiline: bool = False
    ) -> FormRow:
        text = self._initial[name] or ""
        control = NoteField(text, hint) if multiline else TextField(text, hint)
        return FormRow(name, title, control)

    def _choice_row(
        self, name: str, title: str, options: Sequence[ChoiceOption], *, many: bool = False
    ) -> FormRow:
        return FormRow(name, title, ChoiceControl(options, many=many, value=self._initial[name]))

    def on_mount(self) -> None:
        """Put in what was typed before."""
        rows = self.rows()
        leftover = leftover_text(restore_values(rows, self._draft))
        message = _("Enter saves, ctrl+s does it too. Escape goes back and keeps what you typed.")
        if self._draft:
            message = _("What you typed before is still here. ctrl+r puts back what was.")
        message = "\n".join(filter(None, (with_user_keys(self, message), leftover)))
        self.query_one("#person-kept", Static).update(Content(message))
        # In another size the rows are folded anew.
        self.watch(self.query_one(FormBody), "virtual_size", self._rows_resized, init=False)

    def _rows_resized(self) -> None:
        self.call_after_refresh(self.scroll_to_focus)

    def rows(self) -> dict[str, FormRow]:
        """Return the rows by the names of their fields."""
        return {row.field_name: row for row in self.query(FormRow)}

    def focus_field(self, field: str) -> None:
        """Put the cursor in a field at once, so that the next key is for it."""
        rows = self.rows()
        row = rows.get(field, rows["name"])
        # Textual would bring the field into sight without its name.
        self.screen.set_focus(row.control, scroll_visible=False)
        self.call_after_refresh(scroll_field_visible, row.control)

    def scroll_to_focus(self) -> None:
        """Keep the field that is being changed in sight."""
        if self.is_attached:  # it may have been saved meanwhile
            scroll_field_visible(self.screen.focused)

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        rows = self.rows()
        if not rows:  # not laid out yet
            return self._draft or None
        current = {name: row.control_value for name, row in rows.items()}
        return {name: raw for name, raw in current.items() if raw != self._initial[name]} or None

    def reset(self) -> None:
        """Take away what was typed."""
        for name, row in self.rows().items():
            row.control_value = self._initial[name]
            row.show_error("")
        self.query_one("#person-kept", Static).update("")

    def changes(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """Return the fields that were changed, and the private details by kind.

        Raises ``BadValue``.
        """
        rows = self.rows()
        for row in rows.values():
            row.show_error("")
        changed_values = self.draft() or {}
        fields = {
            name: _parse_value(name, raw) for name, raw in changed_values.items() if name in FIELDS
        }
        details = {
            name: (raw or "").splitlines()
            for name, raw in changed_values.items()
            if name in DETAIL_KINDS
        }
        return fields, details

    def say(self, error: JournalError) -> None:
        """Show what is not right beside its field."""
        rows = self.rows()
        name = str(error.details.get("field", ""))
        row = rows.get(name, rows["name"])
        row.show_error(error.message)
        self.focus_field(row.field_name)


def initial_values(contact: Contact, details: Sequence[ContactDetail]) -> dict[str, Any]:
    """Return what the rows hold to begin with, as ``FormRow.control_value`` gives it."""
    values: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(contact, name)
        values[name] = None if value in ((), "") else value
    if contact.cadence_days is not None:
        values["cadence_days"] = str(contact.cadence_days)
    elif contact.is_placed:
        values["cadence_days"] = _("none")
    if contact.support:
        # As the control orders them.
        values["support"] = tuple(
            support for support in get_args(SupportKind) if support in contact.support
        )
    for kind in DETAIL_KINDS:
        texts = [" ".join(detail.value.split()) for detail in details if detail.detail_kind == kind]
        values[kind] = "\n".join(texts) or None
    return values


def _parse_value(name: str, raw: Any) -> Any:
    """Return what a field means by what its row holds; raises ``BadValue``."""
    if name == "name":
        return raw or ""
    if name == "support":
        return raw or ()
    if name == "cadence_days":
        text = (raw or "").strip().casefold()
        if text in {"", "none", _("none")}:
            return None
        return FIELDS[name].parse(name, text)
    return raw


def _options(literal: Any) -> list[ChoiceOption]:
    return [(value, label(value)) for value in get_args(literal)]
