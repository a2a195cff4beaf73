"""Check in: how it is now. One digit and Enter are a whole check-in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.check_in import FIELDS, CheckIn
from recovery_journal.domain.choices import GoalToday, Medication, Need
from recovery_journal.domain.labels import label
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import choice_options, rated_names
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField


class CheckInScreen(FormScreen):
    """The mood, and below it everything else that a person may want to note."""

    heading = "Check in"
    form = "check_in"
    fields = FIELDS
    folded_fields = N_("urge, confidence, connectedness, sleep, feelings, needs, a note")

    def rows(self) -> Iterable[Widget]:
        """Return the mood."""
        mood = Scale(0, 10, (_("very low"), _("okay"), _("very good")))
        yield FormRow("mood", _("Mood"), mood, FIELDS["mood"])

    def folded_rows(self) -> Iterable[Widget]:
        """Return everything else; all of it can be left."""
        low, high = _("not at all"), _("very much")
        for name, row_label, scale in (
            ("urge", _("Urge today"), Scale(0, 10, (_("none"), "", _("strongest")))),
            ("confidence", _("Confidence, 24 h"), Scale(0, 10, (low, "", high))),
            ("connectedness", _("Connectedness"), Scale(0, 10, (low, "", high))),
            (
                "arousal", _("Inner state"),
                Scale(-3, 3, (_("numb"), _("steady"), _("on edge"))),
            ),
            ("stress", _("Stress"), Scale(0, 10, (_("none"), "", high))),
        ):  # fmt: skip
            yield FormRow(name, row_label, scale, FIELDS[name])
        yield FormRow("sleep_hours", _("Sleep, hours"), TextField(), FIELDS["sleep_hours"])
        names = [(name, label(name)) for name in self.journal.vocabulary.emotions()]
        yield FormRow(
            "emotions", _("Feelings"),
            Picker(
                names, allow_new=True, rating_range=(0, 10),
                placeholder=_("type a feeling, or: anxious 7"),
            ),
        )  # fmt: skip
        yield FormRow(
            "needs", _("Right now I am"), ChoiceControl(choice_options(get_args(Need)), many=True)
        )
        yield FormRow(
            "goal_today", _("Goal today"), ChoiceControl(choice_options(get_args(GoalToday)))
        )
        yield FormRow(
            "medication", _("Medication"), ChoiceControl(choice_options(get_args(Medication)))
        )
        yield FormRow("good_moment", _("A good moment"), TextField())

    def on_mount(self) -> None:
        """Begin with the mood."""
        super().on_mount()
        self.focus_row(self._rows()["mood"])

    def record(self, values: dict[str, Any], when: datetime) -> CheckIn:
        """Make the check-in."""
        if "mood" not in values:
            raise BadValue(_("Choose a mood: a digit, or the arrows."), field="mood")
        if "emotions" in values:
            values["emotions"] = rated_names(values["emotions"])
        return CheckIn(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
