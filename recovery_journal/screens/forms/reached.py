"""Reached: someone I got through to, or tried to. The core of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.lists import Channel, InitiatedBy, Outcome, Support
from recovery_journal.domain.reach_out import FIELDS, ReachOut
from recovery_journal.errors import BadValue
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import people, picked_people, words_for, yes_no
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _


class ReachedScreen(FormScreen):
    """Who, whether it came through, how, and how it felt before and after."""

    heading = "Reached"
    form = "reached"
    fields = FIELDS
    more = N_("minutes, who began, support received and given, a note")

    def rows(self) -> Iterable[Widget]:
        """Return who, what happened, how, and the two feelings."""
        folk = [(one.id, one.name) for one in self.journal.contacts.all()]
        empty = _("No people here yet: on the map (2), n adds the first one")
        yield Row(
            "contacts", _("Who"),
            Picker(folk, placeholder=_("type two letters, then Enter") if folk else empty),
        )  # fmt: skip
        outcomes = Choice(words_for(get_args(Outcome)), value="connected")
        yield Row("outcome", _("What happened"), outcomes)
        yield Row("channel", _("How"), Choice(words_for(get_args(Channel))))
        for name, words in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
            yield Row(name, words, Scale(-2, 2, (_("worse"), _("even"), _("better"))), FIELDS[name])

    def more_rows(self) -> Iterable[Widget]:
        """Return what else there may be to say."""
        yield Row("minutes", _("Minutes"), TextField(), FIELDS["minutes"])
        yield Row("initiated_by", _("Began with"), Choice(words_for(get_args(InitiatedBy))))
        yield Row(
            "support_received", _("I received"), Choice(words_for(get_args(Support)), many=True)
        )
        yield Row("support_given", _("I gave support"), yes_no())
        yield Row("honest", _("I was honest"), yes_no())
        yield Row("stretch", _("It was a stretch"), yes_no())
        yield Row("belonging", _("I felt I belong"), yes_no())

    def prefill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the map or a suggestion filled in."""
        values = dict(given)
        if "contacts" in values:
            values["contacts"] = picked_people(values["contacts"])
        return values

    def on_mount(self) -> None:
        """Begin with who; where that is filled in, with what happened."""
        super().on_mount()
        rows = self._rows()
        self.begin_at(rows["outcome" if rows["contacts"].raw else "contacts"])

    def record(self, values: dict[str, Any], when: datetime) -> ReachOut:
        """Make the reach-out."""
        if "contacts" not in values:
            raise BadValue(_("Type a name, and Enter picks it."), field="contacts")
        if "outcome" not in values:
            raise BadValue(_("This entry needs one of these."), field="outcome")
        values["contacts"] = people(values["contacts"])
        return ReachOut(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
