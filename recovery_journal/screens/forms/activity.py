"""Activity: something I did, alone or with others, and how it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.activity import FIELDS, Activity
from recovery_journal.domain.choices import ActivityKind, WithWhom
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import (
    choice_options,
    contact_refs,
    yes_no_choice,
)
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField


class ActivityScreen(FormScreen):
    """Of which kind, what it was, and how much I enjoyed it."""

    heading = N_("Activity")
    form = "activity"
    fields = FIELDS
    folded_fields = N_("with whom, minutes, whether it had its time, a note")

    def rows(self) -> Iterable[Widget]:
        """Return kind, name and enjoyment."""
        yield FormRow(
            "activity_kind", _("Activity"), ChoiceControl(choice_options(get_args(ActivityKind)))
        )
        yield FormRow("name", _("What it was"), TextField(placeholder=_("in your own words")))
        scale = Scale(0, 10, (_("not at all"), "", _("very much")))
        yield FormRow("enjoyment", _("I enjoyed it"), scale, FIELDS["enjoyment"])

    def folded_rows(self) -> Iterable[Widget]:
        """Return the circumstances."""
        contact_options = [(contact.id, contact.name) for contact in self.journal.contacts.all()]
        yield FormRow("with_whom", _("I was"), ChoiceControl(choice_options(get_args(WithWhom))))
        yield FormRow("contacts", _("With"), Picker(contact_options, placeholder=_("type a name")))
        yield FormRow("minutes", _("Minutes"), TextField(), FIELDS["minutes"])
        yield FormRow("structured", _("At a set time"), yes_no_choice())

    def on_mount(self) -> None:
        """Begin with the kind."""
        super().on_mount()
        rows = self._rows()
        self.focus_row(rows["name" if rows["activity_kind"].control_value else "activity_kind"])

    def record(self, values: dict[str, Any], when: datetime) -> Activity:
        """Make the activity."""
        if "activity_kind" not in values:
            raise BadValue(_("Choose a kind with the arrows."), field="activity_kind")
        if "contacts" in values:
            values["contacts"] = contact_refs(values["contacts"])
        return Activity(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
