"""Milestone: something reached and worth marking, which nothing takes away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.choices import MilestoneKind
from recovery_journal.domain.milestone import FIELDS, Milestone
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import choice_options, yes_no_choice
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.text_field import TextField


class MilestoneScreen(FormScreen):
    """Of which kind, which one, how it was marked, and whether someone was told."""

    heading = N_("Milestone")
    form = "milestone"
    fields = FIELDS
    folded_fields = N_("a note, mark to share")

    def rows(self) -> Iterable[Widget]:
        """Return all of its fields."""
        yield FormRow(
            "milestone_kind", _("Milestone"), ChoiceControl(choice_options(get_args(MilestoneKind)))
        )
        yield FormRow("wording", _("Which one"), TextField(placeholder=_("in your own words")))
        yield FormRow(
            "marked_how", _("How I marked it"), TextField(placeholder=_("a walk, a call, a cake"))
        )
        yield FormRow("told", _("I told someone"), yes_no_choice())

    def on_mount(self) -> None:
        """Begin with the kind; where that is filled in, with how it was marked."""
        super().on_mount()
        rows = self._rows()
        self.focus_row(
            rows["marked_how" if rows["milestone_kind"].control_value else "milestone_kind"]
        )

    def record(self, values: dict[str, Any], when: datetime) -> Milestone:
        """Make the milestone."""
        if "milestone_kind" not in values:
            raise BadValue(_("Choose a kind with the arrows."), field="milestone_kind")
        return Milestone(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
