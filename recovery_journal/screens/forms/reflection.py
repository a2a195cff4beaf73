"""The form for a reflection on the week, in four parts of life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from textual.widget import Widget

from recovery_journal.domain.reflection import FIELDS, Reflection
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField


class ReflectionScreen(FormScreen):
    """How the week was for body, mind, people and purpose; every field can be left."""

    heading = N_("Reflection")
    form = "reflection"
    fields = FIELDS
    folded_fields = N_("a note, mark to share")

    def rows(self) -> Iterable[Widget]:
        """Return the four parts of life, and two things in words."""
        anchors = (_("very low"), _("okay"), _("very good"))
        for name, row_label in (
            ("body", _("Body")),
            ("mind", _("Mind")),
            ("people", _("People")),
            ("purpose", _("Purpose")),
        ):
            yield FormRow(name, row_label, Scale(0, 10, anchors), FIELDS[name])
        yield FormRow("learned", _("I learned"), TextField(placeholder=_("something of this week")))
        yield FormRow("proud_of", _("I am proud of"), TextField(placeholder=_("large or small")))

    def on_mount(self) -> None:
        """Begin with the body."""
        super().on_mount()
        self.focus_row(self._rows()["body"])

    def record(self, values: dict[str, Any], when: datetime) -> Reflection:
        """Make the reflection."""
        if not values:
            raise BadValue(_("One field is enough: a digit for the body, say."), field="body")
        return Reflection(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
