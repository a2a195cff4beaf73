"""Urge: log an episode, or have company through it.

It opens on these two. A digit is the peak already, and goes straight on logging.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, get_args

from textual import on
from textual.binding import Binding
from textual.widget import Widget

from recovery_journal.domain.choices import Acted, PlaceKind, UrgeFunction, WithWhom
from recovery_journal.domain.labels import label
from recovery_journal.domain.urge import FIELDS, Urge
from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.messages import FormClosed, OpenPage
from recovery_journal.screens.forms import FormScreen
from recovery_journal.screens.forms.control_values import choice_options, contact_refs, rated_names
from recovery_journal.widgets.choice import ChoiceControl
from recovery_journal.widgets.choice_menu import ChoiceMenu, MenuItem
from recovery_journal.widgets.form_body import FormBody
from recovery_journal.widgets.form_row import FormRow
from recovery_journal.widgets.picker import Picker
from recovery_journal.widgets.scale import Scale
from recovery_journal.widgets.text_field import TextField


class UrgeScreen(FormScreen):
    """An urge: how strong, what set it off, what was done. Every field can be left.

    ``preset`` may hold ``minutes``, the time of an urge that was lived through here,
    and ``reach_out``, the id of what it led to.
    """

    heading = N_("Urge")
    form = "urge"
    fields = FIELDS
    folded_fields = N_("how long, about what, where, acted, what followed, a note")
    BINDINGS = [
        Binding("l", "log", N_("Log it"), id="urge.log", show=False, tooltip=N_("Write it down")),
        Binding(
            "s", "stay", N_("Stay with me"), id="urge.stay",
            tooltip=N_("A slow breathing pace, the time, and who could be reached"),
        ),
    ]  # fmt: skip

    _hidden_widgets: Sequence[Widget] = ()
    is_choosing = False
    """Whether the two ways are what is shown."""

    @property
    def key(self) -> str:
        """The name of the draft; an urge lived through here is another than one typed before."""
        return "urge:lived" if self.from_hard_moment else super().key

    @property
    def from_hard_moment(self) -> bool:
        """Whether the urge was lived through on the page that stays."""
        return self.entry is None and "minutes" in self.preset

    def rows(self) -> Iterable[Widget]:
        """Return the two ways; where something is known already, the rows."""
        self.is_choosing = not (self.preset or self.stored_draft or self.entry is not None)
        if not self.is_choosing:
            yield from self._log_rows()
            return
        yield ChoiceMenu(
            (
                MenuItem("log", "l", _("Log it"), _("Write it down. A digit begins: 0 to 10.")),
                MenuItem(
                    "stay", "s", _("Stay with me"),
                    _("A slow breath, the time, people to reach."),
                ),
            )
        )  # fmt: skip

    def _log_rows(self) -> Iterable[FormRow]:
        """Return peak, triggers, with whom, coping and after."""
        lowest_label, highest_label = _("none"), _("strongest")
        vocabulary = self.journal.vocabulary
        triggers = [(trigger.name, label(trigger.name)) for trigger in vocabulary.triggers()]
        copings = [(coping.name, label(coping.name)) for coping in vocabulary.copings()]
        yield FormRow(
            "peak",
            _("At its peak"),
            Scale(0, 10, (lowest_label, "", highest_label)),
            FIELDS["peak"],
        )
        yield FormRow(
            "triggers", _("What set it off"),
            Picker(
                triggers, allow_new=True,
                placeholder=_("type: conflict, lonely, a word of your own"),
            ),
        )  # fmt: skip
        yield FormRow("with_whom", _("I was"), ChoiceControl(choice_options(get_args(WithWhom))))
        yield FormRow(
            "coping", _("What I did"),
            Picker(
                copings, allow_new=True, rating_range=(-1, 2),
                placeholder=_("type, and how it helped, -1 to 2: breathing 2"),
            ),
        )  # fmt: skip
        after_label = _("How it is now") if self.from_hard_moment else _("Afterwards")
        yield FormRow(
            "after", after_label, Scale(0, 10, (lowest_label, "", highest_label)), FIELDS["after"]
        )
        if self.from_hard_moment:
            yield self._minutes_row()

    def folded_rows(self) -> Iterable[Widget]:
        """Return the circumstances."""
        contact_options = [(contact.id, contact.name) for contact in self.journal.contacts.all()]
        if not self.from_hard_moment:
            yield self._minutes_row()
        yield FormRow("about", _("About"), TextField(placeholder=_("your own word for it")))
        yield FormRow("contacts", _("With"), Picker(contact_options, placeholder=_("type a name")))
        yield FormRow(
            "control", _("Control I felt"),
            Scale(0, 10, (_("none"), "", _("full"))), FIELDS["control"],
        )  # fmt: skip
        yield FormRow(
            "place_kind", _("Kind of place"), ChoiceControl(choice_options(get_args(PlaceKind)))
        )
        yield FormRow("place", _("Place"), TextField())
        yield FormRow("thing", _("Thing"), TextField())
        yield FormRow("thought", _("Thought"), TextField())
        yield FormRow("other_view", _("Another view"), TextField())
        yield FormRow(
            "function",
            _("It promised"),
            ChoiceControl(choice_options(get_args(UrgeFunction)), many=True),
        )
        yield FormRow("acted", _("Acted on it"), ChoiceControl(choice_options(get_args(Acted))))
        yield FormRow("short_term", _("Right after"), TextField())
        yield FormRow("longer_term", _("Later"), TextField())
        yield FormRow("next_time", _("Next time"), TextField())

    def _minutes_row(self) -> FormRow:
        return FormRow("minutes", _("Minutes"), TextField(), FIELDS["minutes"])

    def on_mount(self) -> None:
        """Begin with the two ways; where something is known already, with its rows."""
        super().on_mount()
        if not self.is_choosing:
            self.focus_row(self._rows()["after" if self.from_hard_moment else "peak"])
            return
        menu = self.query_one(ChoiceMenu)
        # Out of sight, and out of the way of tab, until the person chooses.
        self._hidden_widgets = [
            widget
            for widget in self.query_one(FormBody).children
            if widget.display and widget != menu
        ]
        for widget in self._hidden_widgets:
            widget.display = False
        self.set_focus(menu)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the rows only once they are there."""
        if action in {"save", "fold", "past", "empty"} and self.is_choosing:
            return False
        if action == "log":
            return self.is_choosing
        if action == "stay":
            return self.entry is None and not self.from_hard_moment
        return super().check_action(action, parameters)

    async def action_log(self) -> None:
        """Show the rows, the peak first."""
        if not self.is_choosing:
            return
        rows = [*self._log_rows()]
        self.is_choosing = False
        await self.add_rows(self.query_one(FormBody), rows, before=self._rows()["when"])
        for widget in self._hidden_widgets:
            widget.display = True
        self.query_one(ChoiceMenu).display = False
        self.focus_row(self._rows()["peak"])
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Close with the draft stored, and open the hard moment page."""
        self.post_message(FormClosed(self.key, self.draft()))
        self.post_message(OpenPage("hard_moment"))

    @on(ChoiceMenu.Digit)
    async def _digit(self, event: ChoiceMenu.Digit) -> None:
        """Go straight on logging: the digit is the peak."""
        await self.action_log()
        peak = self._rows()["peak"].control
        if isinstance(peak, Scale):
            peak.on_key(event.key)

    @on(ChoiceMenu.Chosen)
    async def _choose(self, event: ChoiceMenu.Chosen) -> None:
        if event.item_name == "stay":
            self.action_stay()
        else:
            await self.action_log()

    def record(self, values: dict[str, Any], when: datetime) -> Urge:
        """Make the record of the episode."""
        if not values:
            raise BadValue(_("One field is enough: a digit for the peak, say."), field="peak")
        if "triggers" in values:
            values["triggers"] = tuple(picked.key for picked in values["triggers"])
        if "coping" in values:
            values["coping"] = rated_names(values["coping"])
        if "contacts" in values:
            values["contacts"] = contact_refs(values["contacts"])
        if self.entry is None and (reach_out_id := self.preset.get("reach_out")) is not None:
            values["reach_out"] = reach_out_id
        return Urge(occurred_at=when, recorded_at=self.now.replace(microsecond=0), **values)
