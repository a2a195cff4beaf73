"""Meeting: a group I went to, or did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.lists import PROGRAMS, FeltSafe, HeldBackBy, MeetingFormat, Role
from recovery_journal.domain.meeting import FIELDS, Meeting
from recovery_journal.errors import BadValue
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import words_for
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picked, Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _


class MeetingScreen(FormScreen):
    """Which meeting, whether I was there, and how it felt."""

    heading = "Meeting"
    form = "meeting"
    fields = FIELDS
    more = N_("what I did there, whom I talked to, what held me back, a takeaway, a note")

    def rows(self) -> Iterable[Widget]:
        """Return name, status, program, format and the two feelings."""
        groups = [
            (one.id, one.name) for one in self.journal.contacts.all() if one.contact_kind == "group"
        ]
        yield Row(
            "name", _("Meeting"), Picker(groups, own=True, placeholder=_("a name, then Enter"))
        )
        status = Choice(words_for(("attended", "left_early", "not_attended")), value="attended")
        yield Row("status", _("I"), status)
        programs = [(name, name) for name in PROGRAMS]
        yield Row(
            "program", _("Program"), Picker(programs, own=True, placeholder=_("type: SM, AA, NA…"))
        )
        yield Row("format", _("How"), Choice(words_for(get_args(MeetingFormat))))
        for name, words in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
            yield Row(name, words, Scale(-2, 2, (_("worse"), _("even"), _("better"))), FIELDS[name])

    def more_rows(self) -> Iterable[Widget]:
        """Return what else there may be to say."""
        yield Row("roles", _("I"), Choice(words_for(get_args(Role)), many=True))
        yield Row("people_talked_to", _("Talked to"), TextField(), FIELDS["people_talked_to"])
        yield Row("felt_safe", _("Felt safe"), Choice(words_for(get_args(FeltSafe))))
        yield Row(
            "held_back_by", _("Held back by"), Choice(words_for(get_args(HeldBackBy)), many=True)
        )
        yield Row("topic", _("Topic"), TextField())
        yield Row("takeaway", _("Takeaway"), TextField())

    def prefill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the map filled in: the group."""
        values = {name: value for name, value in given.items() if name not in {"contacts", "name"}}
        refs = given.get("contacts", ())
        if refs:
            values["name"] = (Picked(refs[0].id, refs[0].name),)
        elif "name" in given:
            values["name"] = (Picked(given["name"], given["name"]),)
        return values

    def on_mount(self) -> None:
        """Begin with the name."""
        super().on_mount()
        rows = self._rows()
        self.begin_at(rows["status" if rows["name"].raw else "name"])

    def record(self, values: dict[str, Any], when: datetime) -> Meeting:
        """Make the record of the meeting."""
        if "name" not in values:
            raise BadValue(_("Type a name, and Enter picks it."), field="name")
        which = values.pop("name")[0]
        if "program" in values:
            values["program"] = values["program"][0].label
        if isinstance(which.key, int):
            values["contacts"] = (ContactRef(which.key, which.label),)
        return Meeting(
            name=which.label,
            occurred_at=when,
            recorded_at=self.now.replace(microsecond=0),
            **values,
        )
