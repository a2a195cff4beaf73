"""Meeting: a group I went to, or did not, or am going to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.lists import (
    PROGRAMS,
    FeltSafe,
    HeldBackBy,
    MeetingFormat,
    Role,
)
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

STATUSES = ("attended", "left_early", "not_attended")


class MeetingScreen(FormScreen):
    """Which meeting, whether I was there, and how it felt."""

    heading = "Meeting"
    form = "meeting"
    fields = FIELDS
    follows = {"contacts": "name"}
    more = N_("what I did there, whom I talked to, what held me back, a takeaway, a note")

    def rows(self) -> Iterable[Widget]:
        """Return name, status, program, format and the two feelings."""
        groups = [
            (one.id, one.name) for one in self.journal.contacts.all() if one.contact_kind == "group"
        ]
        hint = _("a name, then Enter")
        yield Row("name", _("Meeting"), Picker(groups, own=True, one=True, placeholder=hint))
        status = Choice(words_for((*STATUSES, "planned")), value="attended")
        yield Row("status", _("Attendance"), status)
        programs = [(name, name) for name in PROGRAMS]
        hint = _("type: SM, AA, NA…")
        yield Row("program", _("Program"), Picker(programs, own=True, one=True, placeholder=hint))
        yield Row("format", _("How"), Choice(words_for(get_args(MeetingFormat))))
        for name, words in (("felt_before", _("Felt before")), ("felt_after", _("Felt after"))):
            yield Row(name, words, Scale(-2, 2, (_("worse"), _("even"), _("better"))), FIELDS[name])

    def more_rows(self) -> Iterable[Widget]:
        """Return what else there may be to say."""
        yield Row("roles", _("What I did"), Choice(words_for(get_args(Role)), many=True))
        yield Row("people_talked_to", _("Talked to"), TextField(), FIELDS["people_talked_to"])
        yield Row("felt_safe", _("Felt safe"), Choice(words_for(get_args(FeltSafe))))
        yield Row(
            "held_back_by", _("Held back by"), Choice(words_for(get_args(HeldBackBy)), many=True)
        )
        yield Row("topic", _("Topic"), TextField())
        yield Row("takeaway", _("Takeaway"), TextField())

    def prefill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the map or the meeting before filled in: the group first of all."""
        values = {name: value for name, value in given.items() if name not in {"contacts", "name"}}
        if "name" in given or given.get("contacts"):
            values["name"] = _named(given.get("name"), given.get("contacts", ()))
        return {**values, **_program(given.get("program"))}

    def load_values(self, record: Meeting) -> dict[str, Any]:
        """Return what is stored; the group contact stands in the row of the name."""
        values = {**super().load_values(record), **_program(record.program)}
        return {**values, "name": _named(record.name, record.contacts)}

    def future_ok(self, values: Mapping[str, Any]) -> bool:
        """A meeting that is planned may lie ahead."""
        return values.get("status") == "planned"

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


def _named(name: str | None, contacts: Sequence[ContactRef]) -> tuple[Picked, ...]:
    """Return a meeting by its group contact, or by its name alone."""
    for ref in contacts:
        if ref.id is not None:
            return (Picked(ref.id, name or ref.name),)
    return (Picked(name, name),) if name else ()


def _program(name: str | None) -> dict[str, tuple[Picked, ...]]:
    """Return the row of the program, its name as it was written."""
    return {"program": (Picked(name, name),)} if name else {}
