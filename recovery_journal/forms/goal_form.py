"""My goal: of which kind, in my own words, and why.

Another kind is another goal: the one before stays on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from recovery_journal.domain.choices import ChosenBy, GoalKind
from recovery_journal.domain.goal import GOAL_FIELDS, Goal
from recovery_journal.errors import BadValue, BadWhen
from recovery_journal.forms.form_spec import FormSpec, RecordEditor, Values
from recovery_journal.i18n import N_, _
from recovery_journal.rules.date_parsing import parse_date
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.form_rows import choice_row, labelled, note_row, text_row

if TYPE_CHECKING:
    from recovery_journal.storage import Journal

DAYS = ("start", "review_on")
"""The rows that hold a day as it is typed."""


def _goal_rows(_journal: Journal) -> Iterator[FormRow]:
    yield choice_row("goal_kind", _("Goal"), labelled(GoalKind))
    yield text_row("wording", _("In my words"), _("as you would say it"))


def _goal_folded_rows(_journal: Journal) -> Iterator[FormRow]:
    yield choice_row("chosen_by", _("Chosen by"), labelled(ChosenBy))
    yield text_row("start", _("Since"), _("today, or: monday, 2026-11-02"))
    yield text_row("review_on", _("Look at it again"), "2027-01-15")
    yield note_row("reasons", _("Reasons"))


class GoalEditor(RecordEditor):
    """Reads and writes the goal, which has days and no moment; it is put aside, not deleted."""

    def load(self, entry: int) -> Goal:
        """Return the goal that is to be changed."""
        return self.journal.goals.get(entry)

    def row_values(self) -> Values:
        """Return what is stored, days as they are typed."""
        values = {name: getattr(self.original, name) for name in (*GOAL_FIELDS, *DAYS)}
        return values | {name: values[name] and values[name].isoformat() for name in DAYS}

    def heading(self) -> str:
        """Return the same heading for a change: there is one goal."""
        return _(self.spec.heading)

    def build(self, values: Values, preset: Mapping[str, Any] | None = None) -> Goal:
        """Make the goal; raises ``BadValue``."""
        if "goal_kind" not in values:
            raise BadValue(_(self.spec.needed["goal_kind"]), field="goal_kind")
        start, review_on = (self._parse_day(values, name) for name in DAYS)
        goal_values = {name: value for name, value in values.items() if name in GOAL_FIELDS}
        return Goal(**goal_values, start=start or self.today, review_on=review_on)

    def _parse_day(self, values: Values, name: str) -> date | None:
        """Return the day typed in this row; raises BadValue beside it."""
        try:
            return parse_date(values[name], self.today) if name in values else None
        except BadWhen as problem:
            raise BadValue(problem.message, field=name) from None

    def write(self, record: Goal, typed: set[str], empty: set[str]) -> str:
        """Set a new goal, or change the one that is open here."""
        goals = self.journal.goals
        if self.original is None:
            goals.set(record)
            return _("Saved.")
        if record.goal_kind != self.original.goal_kind:
            if "start" not in typed:
                record = replace(record, start=self.today)
            goals.set(record)
            return _("Saved. The goal before it stays on record.")
        names = (*GOAL_FIELDS, *DAYS)
        changes = {name: getattr(record, name) for name in names if name in typed}
        if changes:
            goals.edit(self.original.id, **changes)
        return _("Changed.") if changes else ""


GOAL = FormSpec(
    form="goal",
    heading=N_("My goal"),
    record_type=Goal,
    fields=GOAL_FIELDS,
    rows=_goal_rows,
    folded_rows=_goal_folded_rows,
    folded_fields=N_("who chose it, since when, when to look at it again, reasons"),
    first="goal_kind",
    needed={"goal_kind": N_("Choose a kind with the arrows.")},
    dated=False,
    editor=GoalEditor,
)
