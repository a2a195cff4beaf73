"""Reached: someone I got through to, or tried to. The core of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.choices import Channel, InitiatedBy, Outcome, SupportKind
from recovery_journal.domain.reach_out import FIELDS, ReachOut
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import (
    choice_options,
    contact_refs,
    picked_contacts,
    yes_no_choice,
)
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField


class ReachedScreen(FormScreen):
    """Who, whether it came through, how, and how it felt before and after."""

    heading = "Reached"
    form = "reached"
    fields = FIELDS
    folded_fields = N_("minutes, who began, support received and given, a note")

    def rows(self) -> Iterable[Widget]:
        """Return who, what happened, how, and the two feelings."""
        contact_options = [(contact.id, contact.name) for contact in self.journal.contacts.all()]
        empty = _("No people here yet: on the map (2), n adds the first one")
        yield FormRow(
            "contacts", _("Who"),
            Picker(
                contact_options,
                placeholder=_("type two letters, then Enter") if contact_options else empty,
            ),
        )  # fmt: skip
        outcomes = ChoiceControl(choice_options(get_args(Outcome)), value="connected")
        yield FormRow("outcome", _("What happened"), outcomes)
        yield FormRow("channel", _("How"), ChoiceControl(choice_options(get_args(Channel))))
        for name, row_label in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
            yield FormRow(
                name, row_label, Scale(-2, 2, (_("worse"), _("even"), _("better"))), FIELDS[name]
            )

    def folded_rows(self) -> Iterable[Widget]:
        """Return what else there may be to say."""
        yield FormRow("minutes", _("Minutes"), TextField(), FIELDS["minutes"])
        yield FormRow(
            "initiated_by", _("Began with"), ChoiceControl(choice_options(get_args(InitiatedBy)))
        )
        yield FormRow(
            "support_received",
            _("I received"),
            ChoiceControl(choice_options(get_args(SupportKind)), many=True),
        )
        yield FormRow("support_given", _("I gave support"), yes_no_choice())
        yield FormRow("honest", _("I was honest"), yes_no_choice())
        yield FormRow("stretch", _("It was a stretch"), yes_no_choice())
        yield FormRow("belonging", _("I felt I belong"), yes_no_choice())

    def prefill(self, preset: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the map or a suggestion filled in."""
        values = dict(preset)
        if "contacts" in values:
            values["contacts"] = picked_contacts(values["contacts"])
        return values

    def on_mount(self) -> None:
        """Begin with who; where that is filled in, with what happened."""
        super().on_mount()
        rows = self._rows()
        self.focus_row(rows["outcome" if rows["contacts"].control_value else "contacts"])

    def record(self, values: dict[str, Any], when: datetime) -> ReachOut:
        """Make the reach-out."""
        if "contacts" not in values:
            raise BadValue(_("Type a name, and Enter picks it."), field="contacts")
        if "outcome" not in values:
            raise BadValue(_("This entry needs one of these."), field="outcome")
        values["contacts"] = contact_refs(values["contacts"])
        return ReachOut(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
