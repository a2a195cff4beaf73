"""Return to use, written down or changed: the plain form behind the page for that moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from textual.widget import Widget

from recovery_journal.domain.labels import label
from recovery_journal.domain.return_to_use import FIELDS, ReturnToUse
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import yes_no
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _


class ReturnToUseScreen(FormScreen):
    """What it was about, what set it off, who knows, one small next step; none is needed."""

    heading = N_("Return to use")
    form = "return_to_use"
    fields = FIELDS
    more = N_("a note, mark to share")

    def rows(self) -> Iterable[Widget]:
        """Return all of its fields."""
        triggers = [(one.name, label(one.name)) for one in self.journal.lists.triggers()]
        yield Row("about", _("About"), TextField(placeholder=_("your own word for it")))
        yield Row(
            "triggers", _("What set it off"),
            Picker(triggers, own=True, placeholder=_("type: conflict, lonely, a word of your own")),
        )  # fmt: skip
        yield Row("told", _("I told someone"), yes_no())
        yield Row("next_step", _("One small step"), TextField(placeholder=_("the next one")))

    def on_mount(self) -> None:
        """Begin with what it was about."""
        super().on_mount()
        self.begin_at(self._rows()["about"])

    def record(self, values: dict[str, Any], when: datetime) -> ReturnToUse:
        """Make the record; nothing has to be filled in."""
        if "triggers" in values:
            values["triggers"] = tuple(one.key for one in values["triggers"])
        return ReturnToUse(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
