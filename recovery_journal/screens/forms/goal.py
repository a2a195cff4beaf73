"""My goal: of which kind, in my own words, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.choices import ChosenBy, GoalKind
from recovery_journal.domain.goal import GOAL_FIELDS, Goal
from recovery_journal.errors import BadValue, BadWhen
from recovery_journal.i18n import N_, _
from recovery_journal.rules.date_parsing import parse_date
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import choice_options
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.text_field import NoteField, TextField


class GoalForm(FormScreen):
    """The goal. Another kind is another goal: the one before stays on record."""

    heading = N_("My goal")
    form = "goal"
    fields = GOAL_FIELDS
    folded_fields = N_("who chose it, since when, when to look at it again, reasons")
    dated = False

    def rows(self) -> Iterable[Widget]:
        """Return the kind, and the goal in own words."""
        yield FormRow("goal_kind", _("Goal"), ChoiceControl(choice_options(get_args(GoalKind))))
        yield FormRow("wording", _("In my words"), TextField(placeholder=_("as you would say it")))

    def folded_rows(self) -> Iterable[Widget]:
        """Return everything else; all of it can be left."""
        yield FormRow(
            "chosen_by", _("Chosen by"), ChoiceControl(choice_options(get_args(ChosenBy)))
        )
        yield FormRow(
            "start", _("Since"), TextField(placeholder=_("today, or: monday, 2026-11-02"))
        )
        yield FormRow("review_on", _("Look at it again"), TextField(placeholder="2027-01-15"))
        yield FormRow("reasons", _("Reasons"), NoteField())

    def on_mount(self) -> None:
        """Begin with the kind."""
        super().on_mount()
        self.focus_row(self._rows()["goal_kind"])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A goal is put aside, not deleted, and has no time of day."""
        return False if action in {"delete", "past"} else super().check_action(action, parameters)

    def load(self, entry: int) -> Goal:
        """Return the goal that is to be changed."""
        return self.journal.goals.get(entry)

    def load_values(self, record: Goal) -> dict[str, Any]:
        """Return what is stored, days as they are typed."""
        values = {name: getattr(record, name) for name in GOAL_FIELDS}
        review_on = record.review_on and record.review_on.isoformat()
        return {**values, "start": record.start.isoformat(), "review_on": review_on}

    def edit_heading(self, record: Goal) -> str:
        """Return the same heading: there is one goal."""
        return _(self.heading)

    def read_occurred_at(self, when_text: str | None, values: Mapping[str, Any]) -> datetime:
        """A goal has days, no moment."""
        return self.now

    def record(self, values: dict[str, Any], when: datetime) -> Goal:
        """Make the goal."""
        if "goal_kind" not in values:
            raise BadValue(_("Choose a kind with the arrows."), field="goal_kind")
        start, review_on = self._parse_day(values, "start"), self._parse_day(values, "review_on")
        values = {name: value for name, value in values.items() if name in GOAL_FIELDS}
        return Goal(**values, start=start or self.today, review_on=review_on)

    def _parse_day(self, values: Mapping[str, Any], name: str) -> date | None:
        """Return the day typed in this row; raises BadValue beside it."""
        try:
            return parse_date(values[name], self.today) if name in values else None
        except BadWhen as problem:
            raise BadValue(problem.message, field=name) from None

    def store(self, record: Goal) -> str:
        """Set a new goal, or change the one that is open here."""
        goals = self.journal.goals
        if self.original is None:
            goals.set(record)
            return _("Saved.")
        if record.goal_kind != self.original.goal_kind:
            if "start" not in self.dirty_fields:
                record = replace(record, start=self.today)
            goals.set(record)
            return _("Saved. The goal before it stays on record.")
        names = (*GOAL_FIELDS, "start", "review_on")
        changes = {name: getattr(record, name) for name in names if name in self.dirty_fields}
        if changes:
            goals.edit(self.original.id, **changes)
        return _("Changed.") if changes else ""
