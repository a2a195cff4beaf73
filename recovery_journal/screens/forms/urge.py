"""Urge: log an episode. What came before, what I did, what followed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from textual.widget import Widget

from recovery_journal.domain.labels import label
from recovery_journal.domain.lists import Acted, Function, PlaceKind, WithWhom
from recovery_journal.domain.urge import FIELDS, Urge
from recovery_journal.errors import BadValue
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.values import marked, people, words_for
from recovery_journal.widgets.choice import Choice
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.row import Row
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField
from recovery_journal.words import N_, _


class UrgeScreen(FormScreen):
    """An urge: how strong, what set it off, what was done. Every field can be left."""

    heading = "Urge"
    form = "urge"
    fields = FIELDS
    more = N_("alone or with whom, how long, where, acted, what followed, a note")

    def rows(self) -> Iterable[Widget]:
        """Return peak, triggers, coping and after."""
        none, strongest = _("none"), _("strongest")
        lists = self.journal.lists
        triggers = [(one.name, label(one.name)) for one in lists.triggers()]
        copings = [(one.name, label(one.name)) for one in lists.copings()]
        yield Row("peak", _("At its peak"), Scale(0, 10, (none, "", strongest)), FIELDS["peak"])
        yield Row(
            "triggers", _("What set it off"),
            Picker(triggers, own=True, placeholder=_("type: conflict, lonely, a word of your own")),
        )  # fmt: skip
        yield Row(
            "coping", _("What I did"),
            Picker(
                copings, own=True, marks=(-1, 2),
                placeholder=_("type, and how it helped, -1 to 2: breathing 2"),
            ),
        )  # fmt: skip
        yield Row("after", _("Afterwards"), Scale(0, 10, (none, "", strongest)), FIELDS["after"])
        yield Row("about", _("About"), TextField(placeholder=_("your own word for it")))

    def more_rows(self) -> Iterable[Widget]:
        """Return the circumstances."""
        folk = [(one.id, one.name) for one in self.journal.contacts.all()]
        yield Row("with_whom", _("I was"), Choice(words_for(get_args(WithWhom))))
        yield Row("contacts", _("With"), Picker(folk, placeholder=_("type a name")))
        yield Row("minutes", _("Minutes"), TextField(), FIELDS["minutes"])
        yield Row(
            "control", _("Control I felt"),
            Scale(0, 10, (_("none"), "", _("full"))), FIELDS["control"],
        )  # fmt: skip
        yield Row("place_kind", _("Kind of place"), Choice(words_for(get_args(PlaceKind))))
        yield Row("place", _("Place"), TextField())
        yield Row("thing", _("Thing"), TextField())
        yield Row("thought", _("Thought"), TextField())
        yield Row("other_view", _("Another view"), TextField())
        yield Row("function", _("It promised"), Choice(words_for(get_args(Function)), many=True))
        yield Row("acted", _("Acted on it"), Choice(words_for(get_args(Acted))))
        yield Row("short_term", _("Right after"), TextField())
        yield Row("longer_term", _("Later"), TextField())
        yield Row("next_time", _("Next time"), TextField())

    def on_mount(self) -> None:
        """Begin with the peak."""
        super().on_mount()
        self.begin_at(self._rows()["peak"])

    def record(self, values: dict[str, Any], when: datetime) -> Urge:
        """Make the record of the episode."""
        if not values:
            raise BadValue(_("One field is enough: a digit for the peak, say."), field="peak")
        if "triggers" in values:
            values["triggers"] = tuple(one.key for one in values["triggers"])
        if "coping" in values:
            values["coping"] = marked(values["coping"])
        if "contacts" in values:
            values["contacts"] = people(values["contacts"])
        return Urge(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
