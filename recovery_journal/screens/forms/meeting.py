"""Meeting: a group I went to, or did not, or am going to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.choices import (
    PROGRAMS,
    FeltSafe,
    HeldBackBy,
    MeetingFormat,
    MeetingRole,
)
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.meeting import FIELDS, Meeting
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import choice_options
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import PickedItem, Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField

PAST_STATUSES = ("attended", "left_early", "not_attended")


class MeetingScreen(FormScreen):
    """Which meeting, whether I was there, and how it felt."""

    heading = "Meeting"
    form = "meeting"
    fields = FIELDS
    derived_from = {"contacts": "name"}
    folded_fields = N_("what I did there, whom I talked to, what held me back, a takeaway, a note")

    def rows(self) -> Iterable[Widget]:
        """Return name, status, program, format and the two feelings."""
        groups = [
            (contact.id, contact.name)
            for contact in self.journal.contacts.all()
            if contact.contact_kind == "group"
        ]
        hint = _("a name, then Enter")
        yield FormRow(
            "name", _("Meeting"), Picker(groups, allow_new=True, single=True, placeholder=hint)
        )
        status = ChoiceControl(choice_options((*PAST_STATUSES, "planned")), value="attended")
        yield FormRow("status", _("Attendance"), status)
        programs = [(name, name) for name in PROGRAMS]
        hint = _("type: SM, AA, NA…")
        yield FormRow(
            "program", _("Program"), Picker(programs, allow_new=True, single=True, placeholder=hint)
        )
        yield FormRow("format", _("How"), ChoiceControl(choice_options(get_args(MeetingFormat))))
        for name, row_label in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
            yield FormRow(
                name, row_label, Scale(-2, 2, (_("worse"), _("even"), _("better"))), FIELDS[name]
            )

    def folded_rows(self) -> Iterable[Widget]:
        """Return what else there may be to say."""
        yield FormRow(
            "roles",
            _("What I did"),
            ChoiceControl(choice_options(get_args(MeetingRole)), many=True),
        )
        yield FormRow("people_talked_to", _("Talked to"), TextField(), FIELDS["people_talked_to"])
        yield FormRow(
            "felt_safe", _("Felt safe"), ChoiceControl(choice_options(get_args(FeltSafe)))
        )
        yield FormRow(
            "held_back_by",
            _("Held back by"),
            ChoiceControl(choice_options(get_args(HeldBackBy)), many=True),
        )
        yield FormRow("topic", _("Topic"), TextField())
        yield FormRow("takeaway", _("Takeaway"), TextField())

    def prefill(self, preset: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the map or the meeting before filled in: the group first of all."""
        values = {name: value for name, value in preset.items() if name not in {"contacts", "name"}}
        if "name" in preset or preset.get("contacts"):
            values["name"] = _picked_meeting(preset.get("name"), preset.get("contacts", ()))
        return {**values, **_program_values(preset.get("program"))}

    def load_values(self, record: Meeting) -> dict[str, Any]:
        """Return what is stored; the group contact stands in the row of the name."""
        values = {**super().load_values(record), **_program_values(record.program)}
        return {**values, "name": _picked_meeting(record.name, record.contacts)}

    def future_ok(self, values: Mapping[str, Any]) -> bool:
        """A meeting that is planned may lie ahead."""
        return values.get("status") == "planned"

    def on_mount(self) -> None:
        """Begin with the name."""
        super().on_mount()
        rows = self._rows()
        self.focus_row(rows["status" if rows["name"].control_value else "name"])

    def record(self, values: dict[str, Any], when: datetime) -> Meeting:
        """Make the record of the meeting."""
        if "name" not in values:
            raise BadValue(_("Type a name, and Enter picks it."), field="name")
        picked = values.pop("name")[0]
        if "program" in values:
            values["program"] = values["program"][0].label
        if isinstance(picked.key, int):
            values["contacts"] = (ContactRef(picked.key, picked.label),)
        return Meeting(
            name=picked.label,
            occurred_at=when,
            recorded_at=self.now.replace(microsecond=0),
            **values,
        )


def _picked_meeting(name: str | None, contacts: Sequence[ContactRef]) -> tuple[PickedItem, ...]:
    """Return a meeting by its group contact, or by its name alone."""
    for ref in contacts:
        if ref.id is not None:
            return (PickedItem(ref.id, name or ref.name),)
    return (PickedItem(name, name),) if name else ()


def _program_values(name: str | None) -> dict[str, tuple[PickedItem, ...]]:
    """Return the row of the program, its name as it was written."""
    return {"program": (PickedItem(name, name),)} if name else {}
