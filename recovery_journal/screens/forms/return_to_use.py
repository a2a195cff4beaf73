"""Return to use, written down or changed: the plain form behind the page for that moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from textual.widget import Widget

from recovery_journal.domain.labels import label
from recovery_journal.domain.return_to_use import FIELDS, ReturnToUse
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import yes_no_choice
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.text_field import TextField


class ReturnToUseScreen(FormScreen):
    """What it was about, what set it off, who knows, one small next step; none is needed."""

    heading = N_("Return to use")
    form = "return_to_use"
    fields = FIELDS
    folded_fields = N_("a note, mark to share")

    def rows(self) -> Iterable[Widget]:
        """Return all of its fields."""
        triggers = [
            (trigger.name, label(trigger.name)) for trigger in self.journal.vocabulary.triggers()
        ]
        yield FormRow("about", _("About"), TextField(placeholder=_("your own word for it")))
        yield FormRow(
            "triggers", _("What set it off"),
            Picker(
                triggers, allow_new=True,
                placeholder=_("type: conflict, lonely, a word of your own"),
            ),
        )  # fmt: skip
        yield FormRow("told", _("I told someone"), yes_no_choice())
        yield FormRow("next_step", _("One small step"), TextField(placeholder=_("the next one")))

    def on_mount(self) -> None:
        """Begin with what it was about."""
        super().on_mount()
        self.focus_row(self._rows()["about"])

    def record(self, values: dict[str, Any], when: datetime) -> ReturnToUse:
        """Make the record; nothing has to be filled in."""
        if "triggers" in values:
            values["triggers"] = tuple(picked.key for picked in values["triggers"])
        return ReturnToUse(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
