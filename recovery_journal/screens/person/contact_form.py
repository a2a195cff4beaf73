"""The form in which everything about a person is changed, a row for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from recovery_journal.domain import choices
from recovery_journal.domain.contact import FIELDS, Contact, ContactDetail
from recovery_journal.errors import JournalError
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.report.network_text import ring_label
from recovery_journal.report.state_text import support_kind_label
from recovery_journal.widgets.choice import ChoiceOption
from recovery_journal.widgets.form_row import FormRow, scroll_field_visible
from recovery_journal.widgets.form_rows import (
    FormBody,
    FormRows,
    choice_row,
    labelled,
    note_row,
    text_row,
)
from recovery_journal.widgets.text_blocks import VerticalBox

DETAIL_KINDS = ("phone", "email", "address")


class ContactForm(VerticalBox):
    """Every field of a contact. ``draft`` is what was typed before and not saved."""

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
        self._stored_draft = dict(draft)
        self.rows = FormRows(self)
        self.rows.initial = initial_values(contact, details)

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        values = self.rows.initial
        with FormBody():
            yield Static(id="person-kept", classes="quiet", markup=False)
            yield from _contact_rows(values)
            yield Static(_("Only on this person's page"), classes="person-form--head")
            hint = _("several: one a line")
            yield note_row("phone", _("Phone"), hint, value=values["phone"])
            yield note_row("email", _("E-mail"), hint, value=values["email"])
            yield note_row("address", _("Address"), hint, value=values["address"])

    def on_mount(self) -> None:
        """Put in what was typed before."""
        leftover = self.rows.restore(self._stored_draft)
        message = _(
            "Enter saves, {person.save} does it too. Escape goes back and keeps what you typed."
        )
        if self._stored_draft:
            message = _(
                "What you typed before is still here. {person.put-back} puts back what was."
            )
        message = "\n".join(filter(None, (with_user_keys(self, message), leftover)))
        self.query_one("#person-kept", Static).update(Content(message))
        # In another size the rows are folded anew.
        self.watch(self.query_one(FormBody), "virtual_size", self._rows_resized, init=False)

    def _rows_resized(self) -> None:
        self.call_after_refresh(self.scroll_to_focus)

    def scroll_to_focus(self) -> None:
        """Keep the field that is being changed in sight."""
        if self.is_attached:  # it may have been saved meanwhile
            scroll_field_visible(self.screen.focused)

    def focus_field(self, field: str) -> None:
        """Put the cursor in a field, else in the first one, so that the next key is for it."""
        self.rows.focus(field if self.rows.get(field) is not None else "name")

    def draft(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with."""
        return (self.rows.typed() if self.is_mounted else self._stored_draft) or None

    def reset(self) -> None:
        """Take away what was typed."""
        self.rows.reset()
        self.query_one("#person-kept", Static).update("")

    def changes(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """Return the fields that were changed, and the private details by kind.

        Raises ``BadValue``.
        """
        self.rows.clear_errors()
        typed = self.rows.typed()
        fields = {name: _parse_value(name, raw) for name, raw in typed.items() if name in FIELDS}
        details = {
            name: (raw or "").splitlines() for name, raw in typed.items() if name in DETAIL_KINDS
        }
        return fields, details

    def show_error(self, error: JournalError) -> None:
        """Show what is not right beside its field."""
        if row := self.rows.show_error(error, default="name"):
            self.focus_field(row.field_name)


def _contact_rows(values: Mapping[str, Any]) -> Iterator[FormRow]:
    """Return a row for each field, which begins with its value."""
    rings = [(ring, ring_label(ring)) for ring in (1, 2, 3)]
    support = [(kind, support_kind_label(kind)) for kind in get_args(choices.SupportKind)]
    yes_no = ((True, _("yes")), (False, _("no")))

    def text(name: str, title: str, hint: str = "") -> FormRow:
        return text_row(name, title, hint, value=values[name])

    def choice(name: str, title: str, options: Sequence[ChoiceOption]) -> FormRow:
        return choice_row(name, title, options, many=name == "support", value=values[name])

    yield text("name", _("Name"))
    yield note_row("boundaries", _("My boundary"), value=values["boundaries"])
    yield choice("boundary_kind", _("It is about"), labelled(choices.BoundaryKind))
    yield choice("relation", _("To me"), labelled(choices.Relation))
    yield text("relation_word", _("In my word"), _("sister, doctor, boss, …"))
    yield choice("ring", _("How close"), rings)
    yield choice("sector", _("On the map"), labelled(choices.Sector))
    yield text("cadence_days", _("Rhythm, days"), _("a number of days, or: none"))
    yield choice("support", _("Support"), support)
    yield choice("supports_goal", _("For my goal"), labelled(choices.SupportsGoal))
    yield choice("influence", _("Influence"), labelled(choices.Influence))
    yield choice("suggest", _("Suggest them"), yes_no)
    yield choice("ok_when_urge", _("In a hard moment"), yes_no)
    yield choice("preferred_channel", _("Best reached"), labelled(choices.Channel))
    yield text("language", _("Language"))
    yield choice("tie", _("Tie"), labelled(choices.TieKind))
    yield choice("share_as", _("On weekly page"), labelled(choices.ShareAs))
    yield choice("contact_kind", _("Kind"), labelled(choices.ContactKind))
    yield choice("status", _("Contact"), labelled(choices.ContactStatus))
    yield note_row("note", _("Note"), value=values["note"])


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
            support for support in get_args(choices.SupportKind) if support in contact.support
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
