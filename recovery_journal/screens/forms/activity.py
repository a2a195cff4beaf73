"""Activity: something I did, alone or with others, and how it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.activity import FIELDS, Activity
from recovery_journal.domain.lists import ActivityKind, WithWhom
from recovery_journal.errors import BadValue
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import people, words_for, yes_no
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _


class ActivityScreen(FormScreen):
    """Of which kind, what it was, and how much I enjoyed it."""

    heading = N_("Activity")
    form = "activity"
    fields = FIELDS
    more = N_("with whom, minutes, whether it had its time, a note")

    def rows(self) -> Iterable[Widget]:
        """Return kind, name and enjoyment."""
        yield Row("activity_kind", _("Activity"), Choice(words_for(get_args(ActivityKind))))
        yield Row("name", _("What it was"), TextField(placeholder=_("in your own words")))
        scale = Scale(0, 10, (_("not at all"), "", _("very much")))
        yield Row("enjoyment", _("I enjoyed it"), scale, FIELDS["enjoyment"])

    def more_rows(self) -> Iterable[Widget]:
        """Return the circumstances."""
        folk = [(one.id, one.name) for one in self.journal.contacts.all()]
        yield Row("with_whom", _("I was"), Choice(words_for(get_args(WithWhom))))
        yield Row("contacts", _("With"), Picker(folk, placeholder=_("type a name")))
        yield Row("minutes", _("Minutes"), TextField(), FIELDS["minutes"])
        yield Row("structured", _("At a set time"), yes_no())

    def on_mount(self) -> None:
        """Begin with the kind."""
        super().on_mount()
        rows = self._rows()
        self.begin_at(rows["name" if rows["activity_kind"].raw else "activity_kind"])

    def record(self, values: dict[str, Any], when: datetime) -> Activity:
        """Make the activity."""
        if "activity_kind" not in values:
            raise BadValue(_("Choose a kind with the arrows."), field="activity_kind")
        if "contacts" in values:
            values["contacts"] = people(values["contacts"])
        return Activity(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
